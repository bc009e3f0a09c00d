"""Fields that every viewer can fill in: an embedded font to type in, a look for each state."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]

from deckgen.regex import regex

_TALL: Final = 24.0  # points; a higher field has room for several lines
_MULTILINE: Final = 1 << 12
_FIRST, _LAST = 32, 255
_MAPPED: Final = regex(rb"^<([0-9a-f]{4})> <([0-9a-f]{4})>$")
_FONT: Final = regex(rb"/(\S+) ([0-9.]+) Tf")


def complete_fields(pdf: Any, drawn: Collection[Any]) -> None:
    """Give WeasyPrint's fields what they lack: looks, fonts that are typed in, order of sides.

    ``drawn`` are its fonts, which know what the pages use of them.
    """
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    form.pop("NeedAppearances", None)
    fonts: dict[str, Any] = {}
    for field in [each for each in pdf.objects if _is_widget(each)]:
        left, top, right, bottom = map(float, field["Rect"])
        field["Rect"] = pydyf.Array([left, min(top, bottom), right, max(top, bottom)])
        size = right - left, abs(top - bottom)
        if field["FT"] == "/Btn":
            _complete_tick(pdf, field, size)
        else:
            _complete_text(pdf, field, size, fonts, drawn)
    form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary(fonts)})


def _is_widget(each: Any) -> bool:
    return isinstance(each, dict) and each.get("Subtype") == "/Widget"


def _complete_tick(pdf: Any, field: Any, size: tuple[float, float]) -> None:
    field.pop("MK", None)  # the page itself has the box
    field.pop("Border", None)
    field["AP"]["N"]["Off"] = _look(pdf, size)


def _complete_text(
    pdf: Any,
    field: Any,
    size: tuple[float, float],
    fonts: dict[str, Any],
    drawn: Collection[Any],
) -> None:
    if size[1] > _TALL:
        field["Ff"] = _MULTILINE
    found = _FONT.search(field["DA"].string)
    assert found is not None
    name = found[1].decode()
    if name not in fonts:
        used = (font.to_unicode for font in drawn if font.hash == name)
        fonts[name] = _typed(
            pdf, name, {glyph: text for one in used for glyph, text in one.items()}
        )
    field["DA"] = pydyf.String(f"/{name} {float(found[2]):g} Tf 0 g")
    field["AP"] = pydyf.Dictionary({"N": _look(pdf, size)})


def _look(pdf: Any, size: tuple[float, float]) -> Any:
    """Return a drawing of nothing."""
    box = pydyf.Array([0, 0, *size])
    stream = pydyf.Stream([b"/Tx BMC EMC"], {"Type": "/XObject", "Subtype": "/Form", "BBox": box})
    pdf.add_object(stream)
    return stream.reference


def _typed(pdf: Any, name: str, used: Mapping[int, str]) -> Any:
    """Return a font that viewers can set typed text in: one byte for each letter.

    WeasyPrint's own goes by the numbers of glyphs. Both share one font file.
    """
    font: Any = next(
        each
        for fonts in pdf.objects
        if isinstance(fonts, dict) and (reference := fonts.get(name)) is not None
        if isinstance(each := _resolved(pdf, reference), dict) and "DescendantFonts" in each
    )
    _name_glyphs(_resolved(pdf, font["ToUnicode"]), used)
    outline = _resolved(pdf, font["DescendantFonts"][0])
    descriptor = _resolved(pdf, outline["FontDescriptor"])
    if "FontFile2" not in descriptor:
        return font.reference
    glyphs = dict(_glyphs(_resolved(pdf, font["ToUnicode"])))
    widths = dict(_widths(outline["W"]))
    plain = pydyf.Dictionary(descriptor)
    plain["Flags"] = 32  # the letters are those of Latin text
    pdf.add_object(plain)
    typed = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": font["BaseFont"],
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": pydyf.Array([widths.get(glyphs.get(letter, 0), 0) for letter in _letters()]),
            "FontDescriptor": plain.reference,
        }
    )
    pdf.add_object(typed)
    return typed.reference


def _name_glyphs(mapping: Any, used: Mapping[int, str]) -> None:
    """Say what glyphs mean that stand for no single letter; of a whole font the others are said."""
    known = {glyph for _, glyph in _glyphs(mapping)}
    lines = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>".encode()
        for glyph, text in used.items()
        if glyph not in known
    ]
    end = mapping.stream.index(b"endcmap")
    for at in range(0, len(lines), 100):
        block = lines[at : at + 100]
        begun = f"{len(block)} beginbfchar".encode()
        mapping.stream[end:end] = [begun, *block, b"endbfchar"]


def _letters() -> Iterator[int]:
    for code in range(_FIRST, _LAST + 1):
        yield ord(bytes([code]).decode("cp1252", errors="replace"))


def _glyphs(mapping: Any) -> Iterator[tuple[int, int]]:
    for line in mapping.stream:
        if found := _MAPPED.match(line):
            yield int(found[2], 16), int(found[1], 16)


def _widths(array: Any) -> Iterator[tuple[int, float]]:
    for first, row in zip(array[::2], array[1::2], strict=True):
        yield from enumerate(row, first)


def _resolved(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
