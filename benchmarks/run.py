"""Run benchmarks: ``python benchmarks/run.py [SUITE…]``, all but those on request by itself.

A suite is a module in ``suites/`` whose ``measure()`` returns rows and what it left out. What it
compares it measures in one run, in turns, so that a busy machine slows all of it alike. Its table
is printed, and written to ``output/benchmarks/`` as JSON with every round. The last table holds
what was measured against the targets.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from compileall import compile_dir
from datetime import datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import peers
from figures import Measured, Spread, table
from targets import judged

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "output" / "benchmarks"
PACKAGES = ("deckgen-lessons", "lxml", "markdown-it-py", "pillow", "python-pptx", "weasyprint")


def main(names: Sequence[str]) -> None:
    """Run the suites of these names; ``all`` are those on request, too."""
    suites = known()
    unknown = [name for name in names if name not in suites and name != "all"]
    if unknown:
        sys.exit(f"no suite '{unknown[0]}'; there are: {', '.join(suites)}, all")
    if not names:
        names = [name for name, suite in suites.items() if not on_request(suite)]
    elif "all" in names:
        names = [*suites]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compile_dir(HERE.parent / "deckgen", quiet=1)  # or whoever starts first would do it
    about = machine()
    print(described(about), end="\n\n")
    results = {}
    for name in names:
        print(f"## {name}\n\n{(suites[name].__doc__ or '').strip()}\n", flush=True)
        before = load()
        results[name] = suites[name].measure()
        print(shown(results[name]), end="\n\n", flush=True)
        save(name, about | {"load": [before, load()]}, results[name])
    rows = judged(results)
    print(f"## Targets, {about['date']}\n\nR is `python -c pass`.\n\n{table(rows)}")
    save("targets", about, Measured(rows))


def known() -> dict[str, ModuleType]:
    """Return all suites by their names."""
    names = sorted(path.stem for path in HERE.glob("suites/*.py"))
    return {name: import_module(f"suites.{name}") for name in names}


def on_request(suite: ModuleType) -> bool:
    """Tell whether a suite takes so long that it runs only where it is named."""
    return bool(getattr(suite, "ON_REQUEST", False))


def shown(measured: Measured) -> str:
    """Return a suite's table, and below it what is not in it, with the reason."""
    lines = [f"- left out: {name}: {why}" for name, why in measured.left_out.items()]
    return "\n".join([table(measured.rows), *([""] if lines else []), *lines])


def save(name: str, about: Mapping[str, Any], measured: Measured) -> None:
    """Write what was measured, with all that it depends on."""
    report = {"suite": name, **about, "rows": measured.rows, "left_out": measured.left_out}
    text = json.dumps(report, indent=2, default=Spread.told, ensure_ascii=False)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    (OUTPUT / f"{name}.json").write_text(text + "\n", "utf-8")


# -- what a figure depends on ---------------------------------------------------------


def machine() -> dict[str, Any]:
    """Return the machine, what is installed on it, and how busy it is."""
    return {
        "date": datetime.now().astimezone().isoformat(timespec="minutes"),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "platform": platform.platform(),
        "python": platform.python_version(),
        "commit": _commit(),
        "versions": {name: version(name) for name in PACKAGES} | peers.versions(),
        "load": load(),
    }


def described(about: Mapping[str, Any]) -> str:
    """Return the machine in three lines."""
    versions = ", ".join(f"{name} {number}" for name, number in about["versions"].items())
    return (
        f"{about['date']}, load {about['load']}\n"
        f"{about['processor']}, {about['cores']} cores, {about['platform']}, "
        f"Python {about['python']}\n{versions}, commit {about['commit']}"
    )


def load() -> float:
    """Return how many processes wanted a core in the last minute."""
    return round(os.getloadavg()[0], 2)


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def _commit() -> str:
    command = ("git", "-C", str(HERE), "describe", "--always", "--dirty")
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


if __name__ == "__main__":
    main(sys.argv[1:])
