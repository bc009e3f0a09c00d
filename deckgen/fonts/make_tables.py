"""Making the width tables from font files: ``python -m deckgen.fonts.make_tables FONTDIR…``.

The tables hold numbers only. Each is measured from a face that was drawn to
the same widths as the one it stands for; fontTools and uharfbuzz are needed
here and nowhere else.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

TWINS: Final = MappingProxyType(
    {
        "Calibri": ("Carlito", "Regular", "Bold", "Italic", "BoldItalic", "Carlito-{}.ttf"),
        "Cambria": ("Caladea", "Regular", "Bold", "Italic", "BoldItalic", "Caladea-{}.ttf"),
        "Arial": (
            "Liberation Sans", "Regular", "Bold", "Italic", "BoldItalic", "LiberationSans-{}.ttf"
        ),
        "Times New Roman": (
            "Liberation Serif", "Regular", "Bold", "Italic", "BoldItalic", "LiberationSerif-{}.ttf"
        ),
        "Georgia": (
            "Gelasio", "400-normal", "700-normal", "400-italic", "700-italic", "gelasio-*-{}.woff"
        ),
    }
)  # fmt: skip
"""Per font: the face that was measured, the names of its four styles, and its files."""

STYLES: Final = ("regular", "bold", "italic", "bold_italic")

RANGES: Final = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2DD), (0x370, 0x3FF), (0x400, 0x52F),
    (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2010, 0x2027), (0x202F, 0x205F), (0x2070, 0x209C),
    (0x20A0, 0x20C0), (0x2100, 0x218B), (0x2190, 0x23FF), (0x2500, 0x27BF), (0x2900, 0x2BFF),
    (0xFB00, 0xFB06),
)  # fmt: skip
"""The characters that a font's own table covers, as far as it has them."""

SYMBOLS: Final = ("NotoSansMath-Regular.ttf", "NotoSansSymbols-Bold.ttf",
                  "NotoSansSymbols2-Regular.ttf", "DejaVuSans-Bold.ttf")  # fmt: skip
"""Faces whose widest glyph stands in for a symbol that the text's font lacks."""

SCRIPTS: Final = (
    (0x180, 0x2FF, "NotoSans-Bold.ttf"),
    (0x370, 0x3FF, "NotoSans-Bold.ttf"),
    (0x400, 0x52F, "NotoSans-Bold.ttf"),
    (0x530, 0x58F, "NotoSansArmenian-Bold.ttf"),
    (0x590, 0x5FF, "NotoSansHebrew-Bold.ttf"),
    (0x600, 0x6FF, "NotoSansArabic-Bold.ttf"),
    (0x700, 0x74F, "NotoSansSyriac-*.ttf"),
    (0x750, 0x77F, "NotoSansArabic-Bold.ttf"),
    (0x780, 0x7BF, "NotoSansThaana-Bold.ttf"),
    (0x900, 0x97F, "NotoSansDevanagari-Bold.ttf"),
    (0x980, 0x9FF, "NotoSansBengali-Bold.ttf"),
    (0xA00, 0xA7F, "NotoSansGurmukhi-Bold.ttf"),
    (0xA80, 0xAFF, "NotoSansGujarati-Bold.ttf"),
    (0xB00, 0xB7F, "NotoSansOriya-Bold.ttf"),
    (0xB80, 0xBFF, "NotoSansTamil-Bold.ttf"),
    (0xC00, 0xC7F, "NotoSansTelugu-Bold.ttf"),
    (0xC80, 0xCFF, "NotoSansKannada-Bold.ttf"),
    (0xD00, 0xD7F, "NotoSansMalayalam-Bold.ttf"),
    (0xD80, 0xDFF, "NotoSansSinhala-Bold.ttf"),
    (0xE00, 0xE7F, "NotoSansThai-Bold.ttf"),
    (0xE80, 0xEFF, "NotoSansLao-Bold.ttf"),
    (0xF00, 0xFFF, "NotoSerifTibetan-Bold.ttf"),
    (0x1000, 0x109F, "NotoSansMyanmar-Bold.ttf"),
    (0x10A0, 0x10FF, "NotoSansGeorgian-Bold.ttf"),
    (0x1200, 0x137F, "NotoSansEthiopic-Bold.ttf"),
    (0x1780, 0x17FF, "NotoSansKhmer-Bold.ttf"),
    (0x1E00, 0x1FFF, "NotoSans-Bold.ttf"),
    (0xFB1D, 0xFB4F, "NotoSansHebrew-Bold.ttf"),
    (0xFB50, 0xFDFF, "NotoSansArabic-Bold.ttf"),
    (0xFE70, 0xFEFE, "NotoSansArabic-Bold.ttf"),
)
"""Blocks set in a fallback face, and the face that is measured for them."""


SAMPLES: Final = MappingProxyType(
    {
        0x590: "שרת שאינו שומע דבר זמן מה מציג את עצמו כמועמד ומבקש קולות משרתים אחרים",
        0x600: "الخادم الذي لا يسمع شيئا لفترة من الزمن يرشح نفسه ويطلب الأصوات من الخوادم الأخرى",
        0x900: "जो सर्वर कुछ समय तक कुछ नहीं सुनता वह उम्मीदवार बनता है और दूसरों से मत माँगता है",
        0x980: "যে সার্ভার কিছু সময় কিছু শোনে না সে প্রার্থী হয় এবং অন্যদের কাছে ভোট চায়",
        0xB80: "சிறிது நேரம் எதுவும் கேட்காத சேவையகம் வேட்பாளராகி மற்றவர்களிடம் வாக்கு கேட்கிறது",
        0xC00: "కొంత సమయం ఏమీ వినని సర్వర్ అభ్యర్థిగా మారి ఇతరుల నుండి ఓట్లు అడుగుతుంది",
        0xE00: "เซิร์ฟเวอร์ที่ไม่ได้ยินอะไรเลยสักพักจะเสนอตัวเป็นผู้สมัครและขอคะแนนเสียง",
    }
)
"""Running text of the scripts whose letters join: they are narrower than alone."""


def main(folders: list[str]) -> None:
    """Write every table beside this file, from the fonts found under ``folders``."""
    files = sorted(path for folder in folders for path in Path(folder).rglob("*") if path.is_file())
    for font, (twin, *names, pattern) in TWINS.items():
        faces = {
            style: _ranges(_advances(_named(files, pattern.format(name)), _wanted()))
            for style, name in zip(STYLES, names, strict=True)
        }
        _write(font, {"measured": twin, "faces": faces})
    for font, fixed in (("Consolas", 550), ("Courier New", 600)):
        _write(font, {"measured": font, "fixed": fixed})
    symbols = [_advances(_named(files, name), _wanted()) for name in SYMBOLS]
    widest = {code: max(s.get(code, 0) for s in symbols) for code in _wanted() if code >= 0x2010}
    scripts = [[low, high, _average(files, low, high, name)] for low, high, name in SCRIPTS]
    symbol_ranges = _ranges({code: width for code, width in widest.items() if width})
    _write("fallback", {"symbols": symbol_ranges, "scripts": scripts})


def _wanted() -> Iterator[int]:
    for low, high in RANGES:
        yield from range(low, high + 1)


def _named(files: Iterable[Path], pattern: str) -> list[Path]:
    found = [path for path in files if fnmatch(path.name, pattern)]
    if not found:
        raise SystemExit(f"no font file like {pattern}")
    return found


def _advances(paths: Iterable[Path], codes: Iterable[int]) -> dict[int, int]:
    """Return the advance of each character that one of the files has, per 1000 em."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    advances: dict[int, int] = {}
    wanted = set(codes)
    for path in paths:
        font: Any = TTFont(path)
        unit = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        for code, glyph in font.getBestCmap().items():
            if code in wanted:
                advances[code] = round(metrics[glyph][0] * 1000 / unit)
    return dict(sorted(advances.items()))


def _average(files: Iterable[Path], low: int, high: int, name: str) -> int:
    """Return the mean advance of a block's characters and a tenth, in running text if there is."""
    path = _named(files, name)[0]
    if low in SAMPLES:
        return round(1.1 * _running(path, SAMPLES[low]))
    widths = [
        width
        for code, width in _advances([path], range(low, high + 1)).items()
        if width and unicodedata.category(chr(code)) in ("Lo", "Ll", "Lu", "Mc", "Nd")
    ]
    return round(1.1 * sum(widths) / len(widths))


def _running(path: Path, text: str) -> float:
    """Return the width of shaped text for each of its characters that take room, per 1000 em."""
    import uharfbuzz  # type: ignore[import-untyped]

    font = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
    words = text.replace(" ", "")
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions or ())
    count = sum(unicodedata.category(char) not in ("Mn", "Me", "Cf") for char in words)
    return float(advance * 1000 / font.face.upem / count)


def _ranges(advances: Mapping[int, int]) -> dict[str, list[int]]:
    """Return runs of neighboring characters: the first code, and the width of each."""
    ranges: dict[str, list[int]] = {}
    start = previous = -2
    for code, width in advances.items():
        if code != previous + 1:
            start = code
        ranges.setdefault(str(start), []).append(width)
        previous = code
    return ranges


def _write(font: str, table: Mapping[str, object]) -> None:
    path = Path(__file__).with_name(font.lower().replace(" ", "_") + ".json")
    path.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
