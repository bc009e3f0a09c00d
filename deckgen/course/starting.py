"""The first files of a course, and the next lesson; nothing that is there is ever overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from deckgen.course.choosing import chosen, section_names
from deckgen.course.configuration import project
from deckgen.course.document import Document
from deckgen.course.documents import documents
from deckgen.course.finding import find_lessons
from deckgen.course.headings import HEADINGS, Headings
from deckgen.course.naming import natural_key, slug
from deckgen.course.roots import SITE
from deckgen.course.sections import Section, sections
from deckgen.course.site import POSTS, Checkout
from deckgen.course.tables import NAME
from deckgen.diagnostics import DeckgenError
from deckgen.values import Value
from deckgen.wording import primary

_STARTERS: Final = Path(__file__).parent / "starters"


class Started(Value):
    """A file of a new course; ``kept`` says that it was there and is as it was."""

    path: Path
    kept: bool = False


def start_project(folder: Path) -> tuple[Started, ...]:
    """Make a course in a folder; in a Jekyll checkout only the configuration that fits it.

    Raises:
        DeckgenError: a file cannot be written.
    """
    toml = (_STARTERS / NAME).read_text(encoding="utf-8")
    if (folder / SITE).is_file():
        names = [path.relative_to(folder.resolve()).as_posix()
                 for path in Checkout.of(folder.resolve()).folders()]  # fmt: skip
        listed = ", ".join(f'"{name}"' for name in names or [POSTS])
        # Jekyll publishes every folder but those that begin with an underscore.
        return (_start(folder / NAME, toml.format(lessons=listed, output="_output")),)
    lesson = (_STARTERS / "lesson.md").read_text(encoding="utf-8")
    started = [_start(folder / NAME, toml.format(lessons='"lessons"', output="output"))]
    if not (folder / "lessons").is_dir():
        started.append(_start(folder / "lessons" / "01-how-a-cache-works.md", lesson))
    return (*started, _ignore(folder / ".gitignore", "output/"))


def _start(path: Path, text: str) -> Started:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        if not path.exists():
            raise DeckgenError(f"cannot write {path}: a link without a file is there") from None
        return Started(path, kept=True)
    except OSError as error:
        raise DeckgenError(f"cannot write {path}: {error.strerror}") from error
    return Started(path)


def _ignore(path: Path, line: str) -> Started:
    """Add a line to a .gitignore that has not got it."""
    try:
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if line.rstrip("/") in {one.strip().strip("/") for one in old.splitlines()}:
            return Started(path, kept=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("\n" * (bool(old) and not old.endswith("\n")) + line + "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DeckgenError(f"cannot write {path}: {error}") from error
    return Started(path)


def start_lesson(title: str, section: str, today: date, folder: Path = Path()) -> Path:
    """Write the next lesson of a section, or of the course's last one, and return its path.

    A section that is not there yet begins with it.

    Raises:
        DeckgenError: the title is empty, or there is such a file already.
    """
    title = " ".join(title.split())
    if not slug(title):
        raise DeckgenError("a lesson needs a title", 'write deckgen new lesson "The Title"')
    here = project(folder)
    homes = [path for path in here.lessons or (folder / "lessons",) if path.is_dir()]
    course = documents(find_lessons(homes)) if homes and _has_lessons(homes) else ()
    place = _section(course, section)
    fellows = place.documents if place else ()
    number = _next(fellows)
    label = _label(fellows) if place else section
    home = Path(fellows[-1].source.file).parent if fellows else (homes or [folder / "lessons"])[0]
    path = home / _file_name(title, number, fellows, home, today)
    lang = fellows[-1].source.meta.lang if fellows else here.lang or "en"
    front = [f"title: {_quoted(title)}", f"section: {_quoted(label)}" if label else ""]
    front += [f"lesson: {number}", f"lang: {lang}" if _says_lang(fellows) else ""]
    text = _lesson(title, [*_layout(fellows), *filter(None, front)], lang)
    if _start(path, text).kept:
        raise DeckgenError(f"{path} is there already", "choose another title")
    return path


def _has_lessons(homes: Sequence[Path]) -> bool:
    try:
        find_lessons(homes)
    except DeckgenError:
        return False
    return True


def _section(course: Sequence[Document], wanted: str) -> Section | None:
    """Return the section that is meant: the last one where none is named; None for a new one."""
    found = sections(course)
    if not wanted:
        return found[-1] if found else None
    try:
        [meant] = sections(chosen(course, [wanted], ()))
    except (DeckgenError, ValueError):
        return None
    # A part of a name is enough to find a section, but here a new one may be meant.
    names = {natural_key(slug(name)) for name in section_names(meant)}
    given = re.sub(r"^section[\s_-]*(?=\d)", "", wanted, flags=re.IGNORECASE)
    return meant if names & {natural_key(slug(wanted)), natural_key(slug(given))} else None


def _next(fellows: Sequence[Document]) -> int:
    numbers = [one.source.meta.lesson for one in fellows]
    return 1 + max((int(number) for number in numbers if number.isdigit()), default=0)


def _label(fellows: Sequence[Document]) -> str:
    return next(
        (one.source.meta.section for one in reversed(fellows) if one.source.meta.section), ""
    )


def _file_name(
    title: str, number: int, fellows: Sequence[Document], home: Path, today: date
) -> str:
    """Return a name in the manner of the section's other files."""
    name = slug(title).lower()
    if home.name == POSTS:
        return f"{today.isoformat()}-{name}.md"
    leading = [re.match(r"\d+(?=-)", Path(one.source.file).name) for one in fellows]
    if fellows and not any(leading):
        return f"{name}.md"
    width = max((len(one[0]) for one in leading if one), default=2)
    return f"{number:0{width}}-{name}.md"


def _layout(fellows: Sequence[Document]) -> Iterator[str]:
    """Yield the layout that the site shows the section's last lesson with."""
    if fellows:
        front = fellows[-1].source.text.splitlines()[: fellows[-1].source.body_line]
        yield from [line for line in front if re.fullmatch(r"layout:\s*[\w-]+\s*", line)][:1]


def _says_lang(fellows: Sequence[Document]) -> bool:
    if not fellows:
        return False
    front = fellows[-1].source.text.splitlines()[: fellows[-1].source.body_line]
    return any(line.startswith("lang:") for line in front)


def _quoted(text: str) -> str:
    """Return a text as YAML takes it for a text, whatever is in it."""
    bare = re.fullmatch(r"[A-Za-z][\w-]*|[0-9]+", text)
    return text if bare else "'" + text.replace("'", "''") + "'"


def _lesson(title: str, front: Sequence[str], lang: str) -> str:
    words: Headings = HEADINGS.get(primary(lang), HEADINGS["en"])
    heading = re.sub(r"([\\`*_{}\[\]<>|$~&])", r"\\\1", title)
    chunks = (
        f"### {heading}\n\n…\n\n<!-- notes: … -->",
        f"#### {words.terms}\n\n- **…**: …",
        f"#### {words.exam}\n\n> [!EXAM]\n> …",
        f"#### {words.conclusion}\n\n…",
    )
    body = "\n\n<!-- pagebreak -->\n\n".join(chunks)
    return "---\n" + "\n".join(front) + f"\n---\n\n{body}\n"
