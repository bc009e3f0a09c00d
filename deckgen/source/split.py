"""Where the front matter ends and the lesson begins, also where its dashes are missing."""

from __future__ import annotations

from typing import Final

from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.regex import regex
from deckgen.source.schema import OURS, THEIRS
from deckgen.values import Value


class Parts(Value):
    """The two parts of a file, each with the file's line, from 1, where it begins."""

    front: str
    front_line: int
    body: str
    body_line: int


def split(text: str, report: Report, file: str) -> Parts:
    """Return front matter and body; without front matter the first is empty.

    Dashes that are missing or wrong are reported, and the front matter is
    found all the same, so that one slip gives one finding and no word is lost.
    """
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if _is_dashes(lines[first]):
        return _opened(lines, first, report, file)
    return _unopened(lines, first, report, file)


def _is_dashes(line: str) -> bool:
    if line == "---" or not line.startswith("---"):
        return line == "---"
    from frontmatter.default_handlers import YAMLHandler  # it loads YAML; few lines need it

    return YAMLHandler.FM_BOUNDARY.fullmatch(line) is not None


def _opened(lines: list[str], first: int, report: Report, file: str) -> Parts:
    start = first + 1
    stop = next((i for i in range(start, len(lines)) if _ends(lines[i])), len(lines))
    front = lines[start:stop]
    if stop < len(lines) and not any(line.startswith(_MARKDOWN) for line in front):
        if not any(_KEY.match(line.lstrip("{ ")) for line in front) and "".join(front).strip():
            return _no_front_matter(lines, start, report, file)
        if not _is_dashes(lines[stop]):
            hint = "end it with a line of three dashes: ---"
            report(_error("the front matter ends with '...'", file, stop + 1, hint))
        return _parts(lines, start, stop, stop + 1)
    end = _end_of_keys(lines, start)
    if end == start:
        return _parts(lines, 0, 0, 0)
    hint = f"put a line of three dashes, ---, before line {end + 1}"
    report(_error("the front matter is not closed", file, first + 1, hint))
    return _parts(lines, start, end, end)


def _ends(line: str) -> bool:
    return _is_dashes(line) or line.rstrip() == "..."


# Not "# ", which is a comment in YAML.
_MARKDOWN: Final = ("## ", "### ", "#### ", "##### ", "###### ", "<!--", "```", "![", "> ")


def _no_front_matter(lines: list[str], start: int, report: Report, file: str) -> Parts:
    message = "no front matter between the dashes; it is read as text"
    hint = "front matter has lines such as 'title: …'"
    report(Diagnostic(Severity.WARNING, "front-matter", message, file, start, hint))
    return _parts(lines, 0, 0, 0)


def _unopened(lines: list[str], first: int, report: Report, file: str) -> Parts:
    end = _end_of_keys(lines, first)
    keys = {match[1] for line in lines[first:end] if (match := _KEY.match(line))}
    stop = next((i for i in range(end, len(lines)) if lines[i].strip()), len(lines))
    if not keys & (OURS | THEIRS) or stop == len(lines) or not _is_dashes(lines[stop]):
        return _parts(lines, 0, 0, 0)
    # What is meant is plain, so the lesson is built; its site would show the keys as text.
    message = "the front matter lacks its opening dashes"
    hint = "put a line of three dashes, ---, before it"
    report(Diagnostic(Severity.WARNING, "front-matter", message, file, first + 1, hint))
    return _parts(lines, first, stop, stop + 1)


_KEY: Final = regex(r"['\"]?([A-Za-z_][\w-]*)['\"]?[ \t]*:(?=[ \t]|$)")
_CONTINUES: Final = regex(r"[ \t]+\S|- |#(?!#)|[\]}]")


def _end_of_keys(lines: list[str], start: int) -> int:
    """Return the index behind the lines from ``start`` on that look like YAML."""
    end = start
    for index in range(start, len(lines)):
        line = lines[index]
        after_gap = index > start and not lines[index - 1].strip()
        if _KEY.match(line) or (end > start and not after_gap and _CONTINUES.match(line)):
            end = index + 1
        elif line.strip():
            break
    return end


def _parts(lines: list[str], start: int, stop: int, resume: int) -> Parts:
    front, body = "\n".join(lines[start:stop]), "\n".join(lines[resume:])
    return Parts(front, start + 1, body, resume + 1)


def _error(message: str, file: str, line: int, hint: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, "front-matter", message, file, line, hint)
