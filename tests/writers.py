"""Lessons made up from a number: every word of theirs occurs once, so that a loss shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

SAMPLES: Final = Path(__file__).parent.parent / "lessons"

# ``@`` stands for a word. What is moved elsewhere, such as notes, is not among these.
_PLAIN: Final = """\
@ @ @|@ **@** *@ `@`*|@ ***@*** __@__ ~~@~~|@ ==@== @|[@](https://example.org) @|@<br>@|@  ⏎@
@ <span>@</span>|@ <b>@</b> <sub>@</sub>|@ *@ **@ @|@ [@ @|@ ]( @|@ `@ @|@ ![ @|@ <@ @|@ & @ &amp; @
- @|- @⏎- @ @|* @⏎* @|+ @⏎  @|1. @⏎2. @|7) @⏎8) @|- @⏎⏎  @⏎- @|- [x] @⏎- [ ] @|3. @⏎   - @⏎     1. @
> @⏎> @|> @⏎@|> - @⏎> - @|> [!NOTE]⏎> @|> [!EXAM] @⏎> @|::: tip⏎@⏎:::|::: x⏎@|:::
```python⏎@ = @⏎⏎@⏎```|~~~⏎@⏎~~~|    @⏎    @|```⏎@⏎@|\t@
\\| @ \\| @ \\|⏎\\|-\\|-:\\|⏎\\| @ \\| @ \\| @ \\|
@ \\| @⏎--\\|--⏎@ \\| @|\\| @ \\| `@` \\|⏎\\|:-:\\|-\\|⏎\\| **@** \\|
@⏎: @⏎: @ @|@⏎⏎: @⏎⏎  @|<p>@ <b>@</b>⏎@</p>|<div>@</div>|<table><tr><td>@<td>@</table>
<ul><li>@<li>@</ul>|<blockquote>@</blockquote>|<details><summary>@</summary>⏎⏎@⏎⏎</details>
@⏎===|@⏎-----|***|<!-- @@ -->|{% raw %}@{% endraw %}|{: .@@}|@ {{ x }} @|[@@]: /u|<hr>|<center>@
> > @⏎> > > @⏎> @|- > @⏎  > - @|1. ```⏎   @⏎   ```⏎   @|- # @⏎- @|\\# @ \\* @ \\_|@\\⏎@
"""
_MOVED: Final = """\
## @ @|### @|#### @ **@**|# @|![@ @](a.png)|@ ![@](a.png) @|@[^n]⏎⏎[^n]: @ @|@^[@ @] @|[^z]: @
<!-- notes: @ @ -->|{% comment %} notes: @ {% endcomment %}|::: notes⏎@⏎:::|@ <!-- notes: @ --> @
<!-- columns -->⏎@⏎⏎<!-- column -->⏎@⏎⏎<!-- /columns -->
<!-- instructor -->⏎⏎@⏎⏎<!-- /instructor -->
<!-- quiz -->⏎@?⏎⏎- [ ] @⏎- [x] @⏎⏎@⏎⏎<!-- /quiz -->|> [!QUIZ] @⏎> - [x] @⏎> - [ ] @|$$⏎@⏎$$|@ $@$ @
<!-- pagebreak -->|    <!--PAGEBREAK-->|> <!-- pagebreak -->|\\newpage|<!-- slide: hidden -->
"""


def _blocks(text: str) -> tuple[str, ...]:
    parts = re.split(r"(?<!\\)\||\n", text)
    return tuple(part.replace("⏎", "\n").replace("\\|", "|") for part in parts if part)


PLAIN: Final = _blocks(_PLAIN)
MOVED: Final = _blocks(_MOVED)


def made_up(number: int, *, plain: bool = False) -> str:
    """Return the lesson of this number; a ``plain`` one keeps its words in their order."""
    chance = Random(number)
    kinds: list[Callable[[Random], str]] = [_structured, _deep, _spelled, _headed, _mutated]
    body = _plain(chance) if plain else chance.choices(kinds, (6, 1, 1, 1, 2))[0](chance)
    return _numbered(body)


def _numbered(text: str) -> str:
    numbers = iter(range(10**6))
    return re.sub("@@|@", lambda at: "x" if at[0] == "@@" else f"w{next(numbers)}q", text)


def _plain(chance: Random) -> str:
    return "---\ntitle: T\n---\n\n" + _joined([_nested(chance, PLAIN, 2) for _ in range(6)])


def _structured(chance: Random) -> str:
    count = chance.randint(1, 12)
    found = [_nested(chance, PLAIN + MOVED, chance.randint(0, 3)) for _ in range(count)]
    return "---\ntitle: T\n---\n" + _joined(found, chance)


def _joined(blocks: Sequence[str], chance: Random | None = None) -> str:
    """Put empty lines between blocks, or none where chance wants it."""
    gaps = ["\n\n" if chance is None or chance.random() < 0.9 else "\n" for _ in blocks]
    return "".join(block + gap for block, gap in zip(blocks, gaps, strict=True))


def _nested(chance: Random, among: Sequence[str], depth: int) -> str:
    if not depth or chance.random() < 0.6:
        return chance.choice(among)
    inside = _joined([_nested(chance, among, depth - 1) for _ in range(chance.randint(1, 3))])
    return _within(chance.choice(("> ", "- ", "7. ", "  ", "* ")), inside.rstrip("\n"))


def _within(marker: str, text: str) -> str:
    first, *others = text.split("\n")
    rest = marker if marker.startswith(">") else " " * len(marker)
    return "\n".join([marker + first, *((rest + line).rstrip() for line in others)])


def _deep(chance: Random) -> str:
    """Return lists and quotations in one another, up to where it is refused, and beyond."""
    depth = chance.randint(1, 60)
    text = "@ @"
    for _ in range(depth):
        text = _within(chance.choice(("> ", "- ", "1. ")), text)
    return f"---\ntitle: T\n---\n{text}\n\n@\n"


def _spelled(chance: Random) -> str:
    """Return words between characters of the whole of Unicode."""
    parts = []
    for _ in range(chance.randint(1, 60)):
        parts += [_character(chance), chance.choice((" @ ", "@ ", " @", " ", "\n\n@ ", ""))]
    return "---\ntitle: T\n---\n" + "".join(parts)


def _character(chance: Random) -> str:
    top = chance.choice((0x7F, 0x7F, 0x2FF, 0xFFFF, 0x10FFFF))
    # Neither a word's letter nor a mark on one; "@" would be a word, and "<" hides some.
    found = chr(chance.randint(0, top))
    return "." if found in "@<" or found.isalnum() or found == "_" else found


def _headed(chance: Random) -> str:
    """Return front matter of any keys and values, and a word below."""
    keys = ("title", "section", "lesson", "order", "date", "lang", "author", "keywords", "deckgen",
            "tags", "x", "1", "~", "'a b'", "? [a]", "<<", "content")  # fmt: skip
    values = ("a", "'a'", '"a', "a: b", "[a, b]", "{a: b}", "&x a", "*x", "!t a", "010", "1:30",
              "2026-01-02", "~", "", "|\n  a\n  b", "- a", "\n  - a\n  - b", "@a", "#", "\t", "-1",
              "9" * 40, "true", "{{ x }}", "é\u202e", "\\", "%", "a\x07")  # fmt: skip
    lines = [f"{chance.choice(keys)}: {chance.choice(values)}" for _ in range(chance.randint(0, 6))]
    opening, closing = chance.choice((("---", "---"), ("---", "---"), ("---", "..."), ("", "---"),
                                      ("---", ""), ("\ufeff---", "---")))  # fmt: skip
    return "\n".join([opening, *lines, closing, "", "@ @", "", "@"]).replace("@a", "%a")


def _mutated(chance: Random) -> str:
    """Return a lesson that somebody wrote, with words added, then cut and shuffled."""
    lines = [_added(line, chance) for line in chance.choice(_samples())]
    for _ in range(chance.randint(1, 8)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[at : at + chance.randint(1, 9)]
            case 1:
                lines[at], lines[other] = lines[other], lines[at]
            case 2:
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case 3:
                lines.insert(at, chance.choice(PLAIN + MOVED))
            case _:
                lines.insert(at, "")
        lines = lines or [""]
    start = chance.randrange(len(lines))
    return "---\ntitle: T\n---\n" + "\n".join(lines[start : start + 50])


def _added(line: str, chance: Random) -> str:
    """Return a line with a word behind it where it ends within text."""
    return f"{line} @" if chance.random() < 0.5 and _TEXT.search(line) else line


_TEXT: Final = re.compile(r"^(?![ \t]*(?:<|\[|:|\||#|\{|`|~|\$|---)).*[a-zß][.,;]?$")


@cache
def _samples() -> tuple[tuple[str, ...], ...]:
    """Return the bodies of the sample lessons as lines."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.md")))
    return tuple(tuple(text.replace("@", "").split("---\n", 2)[2].split("\n")) for text in texts)
