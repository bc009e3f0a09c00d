"""Tables with column widths worked out beforehand, which is quicker than WeasyPrint's own way."""

from __future__ import annotations

from typing import Final

from deckgen.backends.pdf.inlines import inline_html
from deckgen.backends.pdf.setting import Setting
from deckgen.fonts import text_width
from deckgen.formulas import linear
from deckgen.model import Align, Formula, Inlines, Table, plain
from deckgen.tables import column_groups, some_columns

_PADDING_EM: Final = 1.2
SMALL: Final = 6  # columns from which the type is set smaller
SMALL_EM: Final = 0.84  # how much smaller


def table_html(table: Table, setting: Setting) -> str:
    """Return a table; several, each with the first column, where words would break in one."""
    small = len(table.aligns) >= SMALL
    space_em = setting.page.column_pt / setting.body_pt / (SMALL_EM if small else 1)
    least = _least((table.header, *table.rows))
    groups = column_groups(least, space_em)
    return "".join(_table(some_columns(table, group), setting, small=small) for group in groups)


def _table(table: Table, setting: Setting, *, small: bool) -> str:
    """Return a table whose header row is repeated on every page."""
    size = ' class="small"' if small else ""
    widths = column_widths((table.header, *table.rows), setting.page.column_pt / setting.body_pt)
    columns = "".join(f'<col style="width:{width:.2f}%">' for width in widths)
    titled = any(plain(cell).strip() for cell in table.header)
    head = _row(table.header, table, setting, "th") if titled else ""
    body = "".join(_row(row, table, setting, "td") for row in table.rows)
    # PDF/UA-1 wants a body wherever there is a head (7.2-14).
    above = f"<thead>{head}</thead>" if head and body else head
    parts = f"{above}<tbody>{body}</tbody>" if body else f"<tbody>{above}</tbody>"
    return f"<table{size}><colgroup>{columns}</colgroup>{parts}</table>" if head or body else ""


def _row(cells: tuple[Inlines, ...], table: Table, setting: Setting, tag: str) -> str:
    pairs = zip(cells, table.aligns, strict=False)
    return f"<tr>{''.join(_cell(cell, align, setting, tag) for cell, align in pairs)}</tr>"


def _cell(cell: Inlines, align: Align, setting: Setting, tag: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    setting = setting.whole() if tag == "th" else setting
    place = f' class="{align}"' if align else ""
    return f"<{tag}{scope}{place}>{inline_html(cell, setting)}</{tag}>"


def column_widths(rows: tuple[tuple[Inlines, ...], ...], space_em: float) -> tuple[float, ...]:
    """Return the width of each column in percent of the table.

    Every column has room for its longest word where that can be; what is left
    goes to the columns in proportion to what their longest cell would like.
    """
    columns = _columns(rows)
    least = _least(rows)
    wanted = [_PADDING_EM + max(map(text_em, column)) for column in columns]
    free = space_em - sum(least)
    if sum(wanted) <= space_em or free <= 0:
        shares = wanted if free > 0 else least
    else:
        over = [most - few for most, few in zip(wanted, least, strict=True)]
        shares = [few + free * more / sum(over) for few, more in zip(least, over, strict=True)]
    return tuple(100 * share / sum(shares) for share in shares)


def _columns(rows: tuple[tuple[Inlines, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(zip(*([_words(cell) for cell in row] for row in rows), strict=False))


def _least(rows: tuple[tuple[Inlines, ...], ...]) -> list[float]:
    """Return the width in em that the longest word of each column needs."""
    return [_PADDING_EM + max(map(_word_em, column)) for column in _columns(rows)]


def _words(cell: Inlines) -> str:
    """Return a cell's text; a formula, which does not break, is one word of it."""
    return plain(
        tuple(
            Formula(linear(part.tex).replace(" ", "_")) if isinstance(part, Formula) else part
            for part in cell
        )
    )


def _word_em(text: str) -> float:
    return min(max(map(text_em, text.split()), default=0.0), 14.0)


def text_em(text: str) -> float:
    """Return how wide a text is at most: print faces are a little narrower than bold Arial."""
    return text_width(text, "Arial", bold=True) / 1000
