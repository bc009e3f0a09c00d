"""Blocks as pieces: what is a paragraph, what its bullet and indent are, what keeps together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.fit.deck import Bullet, Style
from deckgen.fit.pieces import (
    ChartPiece,
    CodePiece,
    ColumnsPiece,
    FormulaPiece,
    PicturePiece,
    Piece,
    Pieces,
    TablePiece,
    Text,
)
from deckgen.fit.setting import Setting
from deckgen.fit.weight import bold
from deckgen.highlight import highlight
from deckgen.model import (
    Align,
    Block,
    Blocks,
    Callout,
    Chart,
    Code,
    Columns,
    DefinitionList,
    Figure,
    Formula,
    Heading,
    Inlines,
    List,
    ListItem,
    Math,
    Paragraph,
    Quiz,
    Quote,
    Restricted,
    Rule,
    Run,
    Table,
    plain,
)
from deckgen.values import Value, replace

INDENT_EM = 1.2
DEEPEST = 8
"""PowerPoint has nine levels, from 0."""


LONGEST_CAPTION = 240
"""A longer caption, in characters, is a paragraph under its picture."""


class _Place(Value):
    """Where a block stands: its indent, its level, its panel."""

    indent_em: float = 0.0
    level: int = 0
    panel: str = ""
    group: int = 0
    style: Style = Style.BODY
    space_em: float = 0.5


def pieces(blocks: Blocks, setting: Setting) -> Pieces:
    """Return the blocks as a row of pieces in reading order."""
    return tuple(_blocks(blocks, _Place(), setting))


def _blocks(blocks: Blocks, place: _Place, setting: Setting) -> Iterator[Piece]:
    """Yield pieces; a heading and a lead-in keep with what follows them."""
    extra = 0.0
    for at, block in enumerate(blocks):
        if isinstance(block, Rule):
            extra = 0.8
            continue
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        found = list(_block(block, place, setting))
        if extra and found and isinstance(found[0], Text):
            found[0] = replace(found[0], space_em=found[0].space_em + extra)
        extra = 0.0
        if at and found and isinstance(found[0], Text):
            found[0] = _spaced(found[0], blocks[at - 1])
        if found and _leads(block, following):
            found[-1] = replace(found[-1], keep=True)
        yield from found


def _spaced(piece: Text, before: Block) -> Text:
    """Bring a paragraph near its heading, and part it from the list before it."""
    if isinstance(before, Heading) and piece.style is not Style.HEADING:
        return replace(piece, space_em=0.1)
    if isinstance(before, List) and piece.bullet is Bullet.NONE:
        return replace(piece, space_em=max(piece.space_em, 0.7))
    return piece


def _leads(block: Block, following: Block | None) -> bool:
    if isinstance(block, Heading):
        return True
    if not isinstance(block, Paragraph) or following is None:
        return False
    return type(following) in _LED_TO or plain(block.inlines).rstrip().endswith((":", "："))


_LED_TO: Final = frozenset((List, Code, Table, Chart, Math))


def _block(block: Block, place: _Place, setting: Setting) -> Iterator[Piece]:
    match block:
        case Paragraph():
            yield _text(block.inlines, place, setting, block.line)
        case Heading():
            at = replace(place, style=Style.HEADING, space_em=0.8)
            yield _text(block.inlines, at, setting, block.line)
        case List():
            yield from _list(block, place, setting)
        case DefinitionList():
            yield from _definitions(block, place, setting)
        case Code():
            lines = highlight(block.text, block.language)
            yield CodePiece(block, lines, line=block.line)
        case Math():
            yield _formula(block, place, setting)
        case Chart():
            yield ChartPiece(block, line=block.line)
        case Table():
            yield _table(block, setting)
        case Figure():
            yield from _figure(block, place, setting)
        case Quote():
            inside = _panel(place, "quote", setting, Style.QUOTE)
            yield from _blocks(block.blocks, inside, setting)
        case Callout():
            yield from _callout(block, place, setting)
        case Columns():
            yield from _columns(block, place, setting)
        case Quiz():
            # What the slide's title asks needs no panel to stand out from its choices.
            inside = _panel(place, "quiz", setting) if block.question else place
            yield from _quiz(block, inside, setting)
        case Restricted():
            yield from _blocks(block.blocks, place, setting)
        case Rule():
            return


def _text(
    inlines: Inlines, place: _Place, setting: Setting, line: int, style: Style | None = None
) -> Text:
    style = style or place.style
    return Text(
        inlines,
        setting.measure(inlines, style),
        style,
        level=min(place.level, DEEPEST),
        indent_em=place.indent_em,
        space_em=place.space_em,
        panel=place.panel,
        group=place.group,
        notes=setting.references(inlines),
        line=line,
    )


def _formula(block: Math, place: _Place, setting: Setting) -> Piece:
    """Return a formula with a frame of its own; within a panel, a paragraph of it."""
    text = _text((Formula(block.tex),), place, setting, block.line, Style.FORMULA)
    text = replace(text, align=Align.LEFT if place.level else Align.CENTER)
    return text if place.panel else FormulaPiece(block, text, line=block.line)


def _panel(place: _Place, kind: str, setting: Setting, style: Style = Style.BODY) -> _Place:
    """Return the place inside a panel; a panel within a panel stays in the outer one."""
    if place.panel:
        return replace(place, style=style)
    return _Place(panel=kind, group=next(setting.groups), style=style)


def _list(block: List, place: _Place, setting: Setting) -> Iterator[Piece]:
    last = block.start + len(block.items) - 1
    digits = max(len(str(block.start)), len(str(last)))
    hang = max(INDENT_EM, 0.7 + 0.51 * digits) if block.ordered else INDENT_EM
    inside = replace(
        place,
        indent_em=place.indent_em + hang,
        level=place.level + 1,
        space_em=0.2 if place.level else 0.45,
    )
    for at, item in enumerate(block.items):
        number = block.start + at if block.ordered else 0
        found = list(_item(item, number, hang, place, inside, setting))
        # The last item never stands alone on a slide.
        if at == len(block.items) - 2 and len(block.items) > 2 and len(found) == 1:
            found[-1] = replace(found[-1], keep=True)
        yield from found


def _item(
    item: ListItem, number: int, hang: float, place: _Place, inside: _Place, setting: Setting
) -> Iterator[Piece]:
    """Yield an item's pieces; the first paragraph carries the bullet of the list's place."""
    bullet = Bullet.NUMBER if number else Bullet.DOT
    if item.checked is not None:
        bullet = Bullet.DONE if item.checked else Bullet.OPEN
    blocks = item.blocks
    if not (blocks and isinstance(blocks[0], (Paragraph, Heading))):
        # PowerPoint shows no bullet and no number before a paragraph without a letter.
        blocks = (Paragraph((Run("\u00a0"),), item.line), *blocks)
    first, *others = list(_blocks(blocks, inside, setting))
    assert isinstance(first, Text)
    yield replace(
        first,
        bullet=bullet,
        number=number,
        hang_em=hang,
        level=min(place.level, DEEPEST),
        keep=first.keep or bool(others),
        style=place.style if first.style is Style.HEADING else first.style,
    )
    for other in others:
        loose = isinstance(other, Text) and other.bullet is Bullet.NONE
        yield replace(other, space_em=0.2) if loose and isinstance(other, Text) else other


def _definitions(block: DefinitionList, place: _Place, setting: Setting) -> Iterator[Piece]:
    inside = replace(place, indent_em=place.indent_em + INDENT_EM, space_em=0.1)
    for definition in block.items:
        term = _text(definition.term, place, setting, definition.line, Style.TERM)
        yield replace(term, keep=bool(definition.details))
        for detail in definition.details:
            yield from _blocks(detail, inside, setting)


def _table(block: Table, setting: Setting) -> TablePiece:
    header = tuple(setting.measure(cell, Style.TERM) for cell in block.header)
    rows = (tuple(setting.measure(cell) for cell in row) for row in block.rows)
    return TablePiece(block, (header, *rows), line=block.line)


def _figure(block: Figure, place: _Place, setting: Setting) -> Iterator[Piece]:
    picture = setting.pictures.get(block.src)
    if picture is None:
        said = f"{setting.words.no_picture}: {block.alt or block.src}"
        words = f"{said} ({block.src})" if block.alt else said
        yield _text((Run(words),), place, setting, block.line, Style.MISSING)
        if block.caption:
            yield _text((Run(block.caption),), place, setting, block.line, Style.CAPTION)
        return
    caption = setting.text((Run(block.caption),), Style.CAPTION) if block.caption else None
    if len(block.caption) <= LONGEST_CAPTION:
        yield PicturePiece(block, picture, caption, line=block.line)
    else:
        yield PicturePiece(block, picture, keep=True, line=block.line)
        yield _text((Run(block.caption),), place, setting, block.line, Style.CAPTION)


def _callout(block: Callout, place: _Place, setting: Setting) -> Iterator[Piece]:
    inside = _panel(place, str(block.kind), setting)
    title = block.title or (Run(setting.words.callouts[block.kind]),)
    label = _text(title, inside, setting, block.line, Style.LABEL)
    found = list(_blocks(block.blocks, inside, setting))
    yield replace(label, keep=bool(found))
    for at, piece in enumerate(found):
        yield replace(piece, space_em=0.1) if at == 0 and isinstance(piece, Text) else piece


def _columns(block: Columns, place: _Place, setting: Setting) -> Iterator[Piece]:
    """Yield columns; inside a list or a panel they come one under the other."""
    if place != _Place() or len(block.columns) < 2:
        for blocks in block.columns:
            yield from _blocks(blocks, place, setting)
        return
    columns = tuple(tuple(_blocks(column, place, setting)) for column in block.columns)
    full = tuple(column for column in columns if column)
    if len(full) < 2 or any(isinstance(p, ColumnsPiece) for c in columns for p in c):
        for column in full:
            yield from column
        return
    yield ColumnsPiece(columns, block.widths, line=block.line)


def _quiz(block: Quiz, place: _Place, setting: Setting) -> Iterator[Piece]:
    for piece in _blocks(block.question, place, setting):
        yield _bold(piece, setting) if isinstance(piece, Text) else piece
    yield from _list(List(block.choices, line=block.line), place, setting)
    yield from _blocks(block.explanation, place, setting)


def _bold(piece: Text, setting: Setting) -> Text:
    inlines = bold(piece.inlines)
    return replace(
        piece, inlines=inlines, measured=setting.measure(inlines, piece.style), keep=True
    )
