"""Programs that draw: run with little time, little memory and nothing but a folder of their own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

SECONDS: Final = 30.0
"""How long a program may take over one diagram; the largest in sight took three."""
OUTPUT_BYTES: Final = 20_000_000


class UndrawnError(Exception):
    """A diagram cannot be drawn; ``line`` is that of its text, from 1, or 0.

    ``excerpt`` is what its program cited of it, without line breaks, or empty.
    """

    def __init__(self, message: str, hint: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.hint, self.line, self.excerpt = hint, line, ""


class ProgramError(Exception):
    """The program ended with an error, and this is what it said."""


def find(program: str, cure: str) -> str:
    """Return where a program is.

    Raises:
        UndrawnError: it is not installed; the hint is the line that installs it.
    """
    path = shutil.which(program)
    if path is None:
        raise UndrawnError(f"the program '{program}' is not installed", cure)
    return path


def run(
    command: Sequence[str],
    text: str,
    folder: Path,
    *,
    seconds: float = SECONDS,
    megabytes: int = 0,
    extra: Mapping[str, str] | None = None,
) -> bytes:
    """Run a program in ``folder`` with ``text`` as its input, and return what it wrote.

    It sees no variable of the user's but where programs and fonts are. Where
    the system can, it gets at most ``megabytes`` of memory, if there are any.

    Raises:
        ProgramError: it failed.
        UndrawnError: it could not be started, or took too long.
    """
    variables = {name: os.environ[name] for name in _KEPT if name in os.environ}
    home = {"HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={**variables, **home, **(extra or {})},
            start_new_session=True,
        )
    except OSError as error:
        raise UndrawnError(f"'{Path(command[0]).name}' does not start: {error.strerror}") from error
    # It waits for its input, so that the limits hold before it works.
    _limit(process.pid, megabytes)
    try:
        out, said = process.communicate(text.encode("utf-8", "replace"), timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        name = Path(command[0]).name
        raise UndrawnError(
            f"'{name}' took longer than {seconds:g} s", "make several diagrams of it"
        ) from None
    finally:
        _end(process)
    if process.returncode or len(out) > OUTPUT_BYTES:
        raise ProgramError(said.decode("utf-8", "replace")[:20_000])
    return out


_KEPT: Final = ("PATH", "SYSTEMROOT", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT")


def _limit(process: int, megabytes: int) -> None:
    if sys.platform != "linux":
        return
    import resource

    limits = {resource.RLIMIT_FSIZE: OUTPUT_BYTES, resource.RLIMIT_CORE: 0}
    with suppress(OSError, ValueError):  # what holds for this process is not meant for that one
        limits[resource.RLIMIT_DATA] = resource.getrlimit(resource.RLIMIT_DATA)[1]
    if megabytes:
        limits[resource.RLIMIT_AS] = megabytes << 20
    for kind, most in limits.items():
        with suppress(OSError, ValueError):
            resource.prlimit(process, kind, (most, most))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            with suppress(OSError):
                pipe.close()
