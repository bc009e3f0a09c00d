"""Lines of text, drawn as they were laid out: their shapes are kept, their glyphs read at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from deckgen.values import Value

_FIELDS: Final = 5  # of 4 bytes for each glyph: what it is, its width, two offsets, its kind
_SPECIAL: Final = 0x0FFFFFFF  # from here on there is no glyph: an empty one, or a missing one
_TELLING: Final = 14802  # the Pango that tells the right size of a font
_Glyph = tuple[int, int, int]
"""What it is, its width, and how far it is moved aside."""


def keep_shapes(line_break: Any) -> None:
    """Draw what Pango shaped when a line was laid out, instead of shaping the line anew.

    ``line_break`` is WeasyPrint's module of that name. It lets go of what Pango made, and has
    the same made again to draw it: a fifth of the time to write a handout.
    """
    layout = line_break.Layout
    usual = layout.reactivate

    def reactivate(self: Any, style: Any) -> None:
        if self.justification_spacing or style is not self.style:
            usual(self, style)

    layout.deactivate = lambda self: None  # noqa: ARG005
    layout.reactivate = reactivate


def draw_lines(drawing: Any) -> None:
    """Read the glyphs of a line at once, and work out only the first time how each is drawn.

    ``drawing`` is WeasyPrint's module ``draw.text``, which asks for each number of each glyph
    by itself: a fifth of the time to write a handout. It still draws what is rare: emoji,
    raised glyphs, missing ones, lines that are cut off.
    """
    usual = drawing.draw_first_line
    if drawing.pango.pango_version() < _TELLING:
        return

    def draw_first_line(stream: Any, textbox: Any, overflow: str, end: str, matrix: Any) -> Any:
        is_whole = overflow != "ellipsis" and end == "none"
        runs = _runs(drawing, stream, textbox) if is_whole else None
        if not runs:
            return usual(stream, textbox, overflow, end, matrix)
        stream.set_text_matrix(*matrix.values)
        shown = ""
        for at, (face, glyphs) in enumerate(runs):
            if at == 0 or face is not runs[at - 1][0]:
                if shown:
                    stream.show_text(shown)
                stream.set_font_size(face.font.hash, face.size)
                shown = ""
            shown += glyphs
        stream.show_text(shown)
        return []

    drawing.draw_first_line = draw_first_line


class _Face(Value):
    """A font at one size, and what is written for each of its glyphs.

    Pango's fonts are known by where they are in memory: ``shaped`` keeps this one there.
    """

    font: Any
    size: float
    shaped: Any
    written: dict[_Glyph, str]


def _runs(drawing: Any, stream: Any, textbox: Any) -> list[tuple[_Face, str]]:
    """Return the pieces of a line that have one face, and how they are written.

    Nothing comes back for a line that is left to WeasyPrint.
    """
    runs = []
    shaped = textbox.pango_layout
    if not textbox.text.strip() or "\r" in shaped.text or "\u2029" in shaped.text:
        return []
    faces = vars(stream).setdefault("faces", {})
    for run in _linked(drawing, shaped.get_first_line()[0].runs[0]):
        pango_font = run.item.analysis.font
        face = faces.get(pango_font)
        if face is None:
            font, size = stream.add_font(pango_font)
            written = vars(font).setdefault("written", {}).setdefault(size, {})
            face = faces[pango_font] = _Face(font, size, shaped.layout, written)
        glyphs = _glyphs(drawing, run)
        if face.font.bitmap or face.font.png or face.font.svg or face.font.colr or glyphs is None:
            return []
        try:
            shown = "".join([face.written[glyph] for glyph in glyphs])
        except KeyError:
            _learn(drawing, stream, face, run, glyphs, shaped.text)
            shown = "".join([face.written[glyph] for glyph in glyphs])
        runs.append((face, f"<{shown}>".removesuffix("<>")))
    return runs


def _linked(drawing: Any, run: Any) -> Iterator[Any]:
    while run != drawing.ffi.NULL:
        yield run.data
        run = run.next


def _glyphs(drawing: Any, run: Any) -> list[_Glyph] | None:
    """Return the glyphs of a run, or nothing where one is raised or is none."""
    size = 4 * _FIELDS * run.glyphs.num_glyphs
    numbers = memoryview(drawing.ffi.buffer(run.glyphs.glyphs, size)).cast("i").tolist()
    kinds = numbers[::_FIELDS]
    if any(numbers[3::_FIELDS]) or max(kinds, default=0) >= _SPECIAL:
        return None
    return list(zip(kinds, numbers[1::_FIELDS], numbers[2::_FIELDS], strict=True))


def _learn(
    drawing: Any, stream: Any, face: _Face, run: Any, glyphs: list[_Glyph], text: str
) -> None:
    """Work out how the glyphs of a run are written, and which letters they stand for."""
    units = 1000 * drawing.FROM_UNITS / face.size
    font = face.font
    for at, glyph in enumerate(glyphs):
        if glyph in face.written:
            continue
        kind, width, aside = glyph
        if kind not in font.to_unicode:
            font.to_unicode[kind] = _letters(run, at, text)
        if kind not in font.widths:
            box = stream.logical_rect
            drawing.pango.pango_font_get_glyph_extents(
                run.item.analysis.font, kind, stream.ink_rect, box
            )
            font.widths[kind] = round(box.width * units)
        offset = aside / face.size
        before = f">{-offset}<" if offset else ""
        after = int(font.widths[kind] + offset - width * units)
        face.written[glyph] = f"{before}{kind:04x}{f'>{after}<' if after else ''}"


def _letters(run: Any, at: int, text: str) -> str:
    """Return what a glyph of a run stands for: what is between it and the next."""
    start, item, count = run.glyphs.log_clusters, run.item, run.glyphs.num_glyphs
    is_last = at == 0 if item.analysis.level % 2 else at == count - 1
    following = at - 1 if item.analysis.level % 2 else at + 1
    end = item.length if is_last else start[following]
    return text.encode()[item.offset + start[at] : item.offset + end].decode()
