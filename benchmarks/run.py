"""Run benchmarks: ``python benchmarks/run.py [SUITE…]``, all of them if none is named.

A suite is a module beside this one with a ``measure()`` that yields rows: mappings from a
column's name to a text or a number. What it compares it measures in one run, in turns, so
that a busy machine slows all of it alike. Its table is printed, and written as JSON to
``output/benchmarks/`` with the versions and the load of the machine.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "output" / "benchmarks"
PACKAGES = ("deckgen-lessons", "python-pptx", "weasyprint", "markdown-it-py", "lxml", "pillow")


def main(names: Sequence[str]) -> None:
    """Run the suites of these names."""
    known = sorted(path.stem for path in HERE.glob("*.py") if path.stem != "run")
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"no suite '{unknown[0]}'; there are: {', '.join(known)}")
    for name in names or known:
        suite = import_module(name)
        print(f"{name}: {(suite.__doc__ or '').splitlines()[0]}")
        before = os.getloadavg()[0]
        rows = list(suite.measure())
        print(table(rows), end="\n\n")
        report = {"suite": name, **machine(before), "rows": rows}
        OUTPUT.mkdir(parents=True, exist_ok=True)
        (OUTPUT / f"{name}.json").write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def machine(load: float) -> dict[str, Any]:
    """Return what a figure depends on; ``load`` is that before the run."""
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cores": os.cpu_count(),
        "load": [round(load, 2), round(os.getloadavg()[0], 2)],
        "versions": {name: version(name) for name in PACKAGES},
    }


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as aligned columns under their names."""
    if not rows:
        return "(nothing measured)"
    cells = [list(rows[0]), *([shown(value) for value in row.values()] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
    return "\n".join(
        "  " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in cells
    )


def shown(value: Any) -> str:
    """Return a value as a table shows it."""
    return f"{value:.2f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main(sys.argv[1:])
