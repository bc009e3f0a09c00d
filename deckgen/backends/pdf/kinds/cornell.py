"""Cornell notes: questions made of titles and terms, lines to answer on, room for a summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil
from typing import Final

from deckgen.backends.pdf.blocks import blocks_html, words_in
from deckgen.backends.pdf.html import Section, masthead, sections_of, whole
from deckgen.backends.pdf.inlines import inline_html
from deckgen.backends.pdf.printing import Page
from deckgen.backends.pdf.setting import Setting
from deckgen.backends.pdf.tables import text_em
from deckgen.backends.pdf.terms import terms_of
from deckgen.backends.pdf.words import kind_words
from deckgen.editions import ANSWERS
from deckgen.model import Audience, Blocks, DefinitionList, List, plain, walk
from deckgen.values import Value, replace

_RULE_MM: Final = 8
_STRIP_MM: Final = 66  # the foot of a page with its summary
_HEAD_MM: Final = 40  # the masthead on the first page
_CUE: Final = 0.31  # of the text's width, without its padding
_WORDS_A_LINE: Final = 9
_FEWEST: Final = 4
_MOST: Final = 14
_MOST_TERMS: Final = 8  # in one row: more of them go on in the next
_MM_PER_PT: Final = 25.4 / 72


class _Row(Value):
    """A section's questions, or some of them, and the lines that are left to answer them."""

    key: str
    title: str
    asked: tuple[str, ...]
    lines: int
    starts_page: bool = False


def cornell_document(setting: Setting) -> str:
    """Return a row for each section of the lesson; the instructor's rows are answered."""
    words = kind_words(setting.lesson.meta.lang)
    sections = [one for one in sections_of(setting.lesson) if one.slides[0].key != ANSWERS]
    if setting.audience is Audience.INSTRUCTOR:
        rows = "".join(_answered(section, setting) for section in sections)
    else:
        fresh = [row for section in sections for row in _rows(section, setting)]
        rows = "".join(_row_html(row) for row in _paged(fresh, setting.page))
    strip = f'@page{{@bottom-left{{content:"{words.summary}"}}}}'
    return whole(setting, f'{masthead(setting)}<div class="rows">{rows}</div>', strip)


def _rows(section: Section, setting: Setting) -> Iterator[_Row]:
    blocks = tuple(block for slide in section.slides for block in slide.blocks)
    title, key = inline_html(section.title, setting), section.slides[0].key
    asked = _questions(section, blocks, setting)
    groups = [asked[at : at + _MOST_TERMS] for at in range(0, len(asked), _MOST_TERMS)] or [()]
    wanted = ceil(max(min(words_in(blocks) / _WORDS_A_LINE, _MOST), _FEWEST) / len(groups))
    for at, group in enumerate(groups):
        head = plain(section.title) if at == 0 else ""
        lines = max(wanted, _cue_lines(head, group, setting))
        yield _Row(key, title, group, lines) if at == 0 else _Row("", "", group, lines)


def _questions(section: Section, blocks: Blocks, setting: Setting) -> tuple[str, ...]:
    words = kind_words(setting.lesson.meta.lang)
    title, terms = plain(section.title).strip(), _terms(blocks)
    if terms:
        return tuple(words.ask_term.format(term) for term in terms)
    return (words.ask_title.format(title),) if title else ()


def _terms(blocks: Blocks) -> tuple[str, ...]:
    names = (
        plain(term.name).strip()
        for block in walk(blocks)
        if isinstance(block, List | DefinitionList)
        for term in terms_of(block)
    )
    return tuple(dict.fromkeys(filter(None, names)))


def _cue_lines(title: str, asked: Sequence[str], setting: Setting) -> int:
    """Return how many ruled lines a column of questions is high, at least."""
    em_mm = setting.body_pt * _MM_PER_PT
    wide = _CUE * setting.page.column_pt * _MM_PER_PT / em_mm
    high = 4.0 + 1.3 * 1.08 * em_mm * ceil(1.15 * text_em(title) / wide) + 1.4 * bool(title)
    high += sum(1.5 * 0.95 * em_mm * ceil(1.1 * text_em(one) / wide) + 1.2 for one in asked)
    return ceil(high / _RULE_MM)


def _paged(rows: Sequence[_Row], page: Page) -> Iterator[_Row]:
    """Yield the rows page by page, their lines stretched until each page is full."""
    room = page.height_mm - page.top_mm - _STRIP_MM - 2
    free = int((room - _HEAD_MM) / _RULE_MM)
    for sheet in _balanced(_sheets(rows, free, int(room / _RULE_MM))):
        yield from _filled(sheet, free)
        free = int(room / _RULE_MM)


def _sheets(rows: Sequence[_Row], first: int, other: int) -> list[list[_Row]]:
    """Return the rows of each page, as many as it holds lines."""
    sheets: list[list[_Row]] = [[]]
    for row in rows:
        free = first if len(sheets) == 1 else other
        if sheets[-1] and _lines(sheets[-1]) + row.lines > free:
            sheets.append([])
            row = replace(row, starts_page=True)
        sheets[-1].append(row)
    return sheets


def _balanced(sheets: list[list[_Row]]) -> list[list[_Row]]:
    """Let the last page have rows of the one before it until it holds about as much."""
    if len(sheets) < 2:
        return sheets
    before, last = sheets[-2][:], sheets[-1][:]
    while len(before) > 1 and _lines(last) + before[-1].lines < _lines(before):
        last = [
            replace(before.pop(), starts_page=True),
            replace(last[0], starts_page=False),
            *last[1:],
        ]
    return [*sheets[:-2], before, last]


def _lines(sheet: Sequence[_Row]) -> int:
    return sum(row.lines for row in sheet)


def _filled(sheet: Sequence[_Row], free: int) -> Iterator[_Row]:
    """Share out the lines that are left on a page, the first rows getting one more."""
    left = max(free - _lines(sheet), 0)
    for at, row in enumerate(sheet):
        more = left // len(sheet) + (at < left % len(sheet))
        yield replace(row, lines=row.lines + more)


def _row_html(row: _Row) -> str:
    height = f"height:{row.lines * _RULE_MM}mm"
    room = f'<div class="lines" style="{height}"></div>'
    return _html(row.key, row.title, row.asked, room, starts_page=row.starts_page)


def _answered(section: Section, setting: Setting) -> str:
    """Return a section beside its questions, and its notes: what the instructor wants to hear."""
    parts = [blocks_html(slide.blocks, setting.at(slide.line)) for slide in section.slides]
    notes = tuple(block for slide in section.slides for block in slide.notes)
    if notes:
        label = escape(setting.words.notes, quote=False)
        body = blocks_html(notes, setting)
        parts.append(f'<div class="notes"><p class="label">{label}</p>{body}</div>')
    blocks = tuple(block for slide in section.slides for block in slide.blocks)
    asked = _questions(section, blocks, setting)
    answers = f'<div class="answers">{"".join(parts)}</div>'
    return _html(section.slides[0].key, inline_html(section.title, setting), asked, answers)


def _html(
    key: str, title: str, asked: Sequence[str], room: str, *, starts_page: bool = False
) -> str:
    anchor = f' id="{escape(key)}"' if key else ""
    heading = f"<h2>{title}</h2>" if title else ""
    items = "".join(f"<li>{escape(question, quote=False)}</li>" for question in asked)
    cues = f'<ul class="cues">{items}</ul>' if items else ""
    first = " first" if starts_page else ""
    cells = f'<div class="cue">{heading}{cues}</div><div class="write">{room}</div>'
    return f'<div class="row{first}"{anchor}><div class="across">{cells}</div></div>'
