"""Builds hostile lessons, each in a process of its own that is watched and limited.

Run as ``runner.py FOLDER``, with the cases' names on standard input; prints one
JSON object for each.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import sysconfig
import time
from pathlib import Path
from typing import Any, Final

from case import Case
from corpus import corpus

SECONDS: Final = 20
"""The most processor time of one build; a busy machine makes no build fail."""
PATIENCE: Final = 120
MEMORY: Final = 1 << 30

_READ: Final = tuple(
    os.path.realpath(path)
    for path in (
        *{sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")},
        *filter(None, sys.path),
        Path(__file__).parents[2] / "themes",
        "/usr/share/fonts",
        "/usr/share/zoneinfo",
        "/dev/null",
    )
)


def run(case: Case, folder: Path) -> dict[str, Any]:
    """Build the case in a child and return what is known of it."""
    project, log = _laid_out(case, folder), folder / "log"
    began = time.monotonic()
    child = os.fork()
    if not child:
        _build(case, project, log)
    usage = _waited(child, began)
    said = log.read_text(errors="replace").splitlines() if log.exists() else []
    return {
        "name": case.name,
        "status": usage["status"],
        "cpu": usage["cpu"],
        "mib": usage["mib"],
        "escapes": sorted({line for line in said if line}),
        "report": _report(folder / "report.json"),
        "errors": (folder / "errors").read_text(errors="replace")[-2000:],
        "files": sorted(str(path.relative_to(folder)) for path in folder.rglob("*")
                        if path.suffix in (".pptx", ".pdf", ".tmp")),
    }  # fmt: skip


def _laid_out(case: Case, folder: Path) -> Path:
    project = folder / "project"
    project.mkdir(parents=True)
    (folder / "tmp").mkdir()
    (project / "_config.yml").touch()
    (project / case.file).write_bytes(case.data)
    if case.place:
        case.place(project)
    return project


def _build(case: Case, project: Path, log: Path) -> None:
    """Build in this process, which ends with it."""
    folder = project.parent
    for number, name in ((1, "report.json"), (2, "errors")):
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT)
        os.dup2(handle, number)
    os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
    os.environ["TMPDIR"] = str(folder / "tmp")
    resource.setrlimit(resource.RLIMIT_AS, (_size() + MEMORY, _size() + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 2, SECONDS + 5))
    _watch(folder, os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    status = 99
    try:
        from deckgen.cli import main

        main([*_COMMAND, "-o", str(folder / "out"), "--", str(project / case.file)])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 98
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


# Seconds by the clock are no measure on a busy machine: the processor's are limited here.
_COMMAND: Final = ("build", "--format", "json", "--timeout", "0", "--jobs", "1")


def _size() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _watch(folder: Path, log: int) -> None:
    """Write down every way out of the project that the build takes."""
    inside = (os.path.realpath(folder), *_READ)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("os.listdir", "os.scandir"):
            path = os.path.realpath(os.fsdecode(arguments[0] or "."))
            if path.startswith((f"{inside[0]}/outside", "/etc", "/proc", "/dev")):
                os.write(log, f"list {path!a}\n".encode())
        elif event == "open" and isinstance(arguments[0], (str, bytes)):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            outside = path.startswith(f"{inside[0]}/outside")
            if outside or not (path.startswith(inside) or _OWN.fullmatch(path)):
                os.write(log, f"open {path!a}\n".encode())
        elif event in _ACTS or event.startswith("socket."):
            os.write(log, f"{event} {arguments!a}\n".encode())

    sys.addaudithook(hook)


_OWN: Final = re.compile(r"/proc/\d+/(statm|status)|/dev/null")
_ACTS: Final = frozenset(("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"))


def _waited(child: int, began: float) -> dict[str, Any]:
    while True:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            cpu = round(usage.ru_utime + usage.ru_stime, 2)
            return {"status": code, "cpu": cpu, "mib": usage.ru_maxrss >> 10}
        if time.monotonic() - began > PATIENCE:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.01)


def _report(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(errors="replace")))
    except (OSError, ValueError):
        return {}


def main() -> None:
    """Run the cases that standard input names."""
    import deckgen.backends.pdf.engine
    import deckgen.backends.pptx
    import deckgen.cli.app
    import deckgen.cli.run

    deckgen.backends.pdf.engine.engine_problem()
    known = corpus()
    for number, line in enumerate(sys.stdin.read().split("\0")):
        folder = Path(sys.argv[1], str(number))
        print(json.dumps(run(known[line], folder)), flush=True)


if __name__ == "__main__":
    main()
