"""The options of what builds: rows that a call is read by, and that its help is made of."""

from __future__ import annotations

from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from deckgen.cli.manner import ReportForm
from deckgen.settings import SETTINGS, Kind, Setting
from deckgen.values import Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class Takes(Enum):
    """What an option takes."""

    NOTHING = auto()  # it is there or not
    YES_OR_NO = auto()  # --it or --no-it; where neither is there, it is None
    TEXT = auto()
    TEXTS = auto()  # it may be repeated
    WHOLE = auto()  # a number from 0
    NUMBER = auto()  # from 0
    FILE = auto()
    REPORT = auto()


class Option(Value):
    """One option: the ``name`` of its value, its ``flags``, and its line of help."""

    name: str
    flags: tuple[str, ...]
    takes: Takes
    about: str
    metavar: str = ""
    default: Any = None


PATHS_HELP: Final = "Lessons, or folders of them.  [default: lessons]"

_TO: Final = Option(
    "to", ("-t", "--to"), Takes.TEXTS, "What to make; may be repeated.  [default: pptx,pdf]",
    "BACKEND",
)  # fmt: skip
_OUTPUT: Final = Option(
    "output", ("-o", "--output"), Takes.FILE, "The folder to write to.  [default: output]"
)
_PART: Final = (
    Option("section", ("--section",), Takes.TEXTS, "Only this one, by number or name.", "SECTION"),
    Option(
        "lesson", ("--lesson",), Takes.TEXTS, "Only this one, by number, title or file.", "LESSON"
    ),
    Option(
        "bind", ("--bind",), Takes.TEXTS, "Make one file of each section, of the course.",
        "section|course",
    ),
)  # fmt: skip
_INDEX: Final = Option(
    "index", ("--index", "--no-index"), Takes.YES_OR_NO,
    "Write index.html, which shows the course.",
)  # fmt: skip
_STRICT: Final = Option(
    "strict", ("--strict",), Takes.NOTHING, "End with 1 if there are warnings.", default=False
)
_TALK: Final = (
    Option("quiet", ("-q", "--quiet"), Takes.NOTHING, "Say nothing but problems.", default=False),
    Option(
        "verbose", ("-v", "--verbose"), Takes.NOTHING, "Say more: files, tracebacks.",
        default=False,
    ),
)  # fmt: skip
_REPORT: Final = (
    Option("form", ("--format",), Takes.REPORT, "How to report.", default=ReportForm.TEXT),
    Option(
        "report", ("--report",), Takes.FILE, "Write the report for programs to a file, too.", "FILE"
    ),
)
_BOUNDS: Final = (
    Option(
        "jobs", ("-j", "--jobs"), Takes.WHOLE, "How many processes; 0 is one for each core.", "N", 0
    ),
    Option(
        "timeout", ("--timeout",), Takes.NUMBER, "What one lesson may take.", "SECONDS", 20.0
    ),
    Option("memory", ("--memory",), Takes.WHOLE, "What one lesson may need.", "MIB", 512),
)  # fmt: skip
_WRITING: Final = (
    Option("force", ("--force",), Takes.NOTHING, "Replace files edited by hand, too.",
           default=False),
    Option("dry_run", ("-n", "--dry-run"), Takes.NOTHING,
           "Say what would be built and why; write nothing.", default=False),
    Option("wait", ("--wait",), Takes.NUMBER, "Wait for another build to end.", "SECONDS", 0.0),
    Option("shard", ("--shard",), Takes.TEXT, "Build the I-th of N parts of the course.", "I/N",
           ""),
    Option("executor", ("--executor",), Takes.TEXT, "Let a cluster do the work.", "dask", ""),
    Option("scheduler", ("--scheduler",), Takes.TEXT, "Where the cluster's scheduler is.",
           "ADDRESS", ""),
    Option("shared", ("--shared",), Takes.FILE, "A folder that all the cluster sees.", "FOLDER"),
)  # fmt: skip


def _of(one: Setting) -> Option:
    """Return the option of a setting."""
    name = one.name.replace("_", "-")
    choices = "|".join(one.choices)
    metavar = one.metavar or (choices if len(choices) < 40 else "WORD")
    match one.kind:
        case Kind.FLAG:
            return Option(one.name, (f"--{name}", f"--no-{name}"), Takes.YES_OR_NO, one.about)
        case Kind.WORDS:
            many = f"{one.about.rstrip('.')}; may be repeated."
            return Option(one.name, (f"--{name}",), Takes.TEXTS, many, metavar)
    about = one.about if metavar != "WORD" else f"{one.about[:-1]}: {', '.join(one.choices)}."
    return Option(one.name, (f"--{name}",), Takes.TEXT, about, metavar)


_SETTINGS: Final = tuple(map(_of, SETTINGS))

OPTIONS: Final[Mapping[str, tuple[Option, ...]]] = MappingProxyType(
    {
        "build": (_TO, _OUTPUT, *_PART, _INDEX, _STRICT, *_TALK, *_REPORT, *_BOUNDS, *_WRITING,
                  *_SETTINGS),
        "check": (_TO, *_PART, _STRICT, *_TALK, *_REPORT, *_BOUNDS, *_SETTINGS),
        "watch": (_TO, _OUTPUT, *_PART, *_TALK, *_BOUNDS, *_WRITING, *_SETTINGS),
    }
)  # fmt: skip
"""The options of each command that builds, in the order of its help."""
