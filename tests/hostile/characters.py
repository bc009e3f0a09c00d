"""Bytes and characters that no document should hold, or that fool who reads them."""

from __future__ import annotations

from collections.abc import Iterator

from case import Case, bad, good, lesson


def cases() -> Iterator[Case]:
    """Yield the cases."""
    for name, data in _NOT_UTF8:
        yield bad(name, data, "encoding")
    for name, character in _UNFIT:
        yield bad(f"{name} in the text", lesson(f"a{character}b"), "control-character")
        yield bad(f"{name} in the title", lesson("a", f"title: a{character}b"), "control-character")
    for name, text, says in _ODD:
        yield good(name, lesson(text), says)
    for code in (0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068):
        yield good(f"override U+{code:X}", lesson(f"a{chr(code)}b"), "control-character")
    yield bad("override in code", lesson("```c\nif (x) {\u202e // \n```"), "control-character")
    yield good("override in the title", lesson("a", "title: a\u202eb"), "control-character")
    yield bad("one long line", lesson("word " * 5_000), "limit")
    yield bad("200,000 accents", lesson("a" + "\u0301" * 200_000), "limit")
    yield bad("2 MB", lesson("word\n\n" * 400_000), "limit")
    yield bad("10 MB of one word", b"x" * 10_000_000, "limit")


_HEAD = b"---\ntitle: T\n---\n\n"
_NOT_UTF8 = [
    ("UTF-16", lesson("word").encode("utf-16")),
    ("UTF-32", lesson("word").encode("utf-32")),
    ("Latin-1", lesson("Größe").encode("latin-1")),
    ("Windows-1252", lesson("“word” – €").encode("cp1252")),
    ("Shift-JIS", lesson("値は同じ").encode("shift-jis")),
    ("a surrogate", _HEAD + b"\xed\xa0\x80"),
    ("overlong", _HEAD + b"\xc0\xaf\xe0\x80\xaf"),
    ("cut short", _HEAD + "語".encode()[:2]),
    ("gzip", bytes.fromhex("1f8b0800000000000003") + bytes(range(256))),
    ("a PNG", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
]
_UNFIT = [
    ("NUL", "\x00"), ("escape", "\x1b[31m"), ("bell", "\x07"), ("backspace", "\b"),
    ("delete", "\x7f"), ("vertical tab", "\x0b"), ("U+FFFE", "\ufffe"), ("U+FFFF", "\uffff"),
]  # fmt: skip
_ODD = [
    ("form feed", "a\fb", "control-character"),
    ("C1 controls", "a\x80\x85\x9fb", ""),
    ("no-break and thin spaces", "a\u00a0b\u2009c\u200bd\u2060e\ufefff", ""),
    ("line separators", "a\u2028b\u2029c", ""),
    ("private use", "\ue000 \U000f0000", ""),
    ("unassigned", "\u0378 \U000e0fff", ""),
    ("noncharacters", "\ufdd0 \U0001fffe", ""),
    ("tag characters", "flag \U0001f3f4\U000e0067\U000e0062\U000e007f", ""),
    ("emoji", "\U0001f468\u200d\U0001f469\u200d\U0001f467 ok", ""),
    ("accents", "Z" + "\u0300" * 400 + " end", ""),
    ("right to left", "مرحبا بالعالم שלום", ""),
    ("many scripts", "語 한글 ไทย हिन्दी বাংলা தமிழ் ქართული አማርኛ", ""),
    ("variation selectors", "a" + "\ufe0f" * 300, ""),
    ("a word of 5,000", "x" * 5_000, ""),
    ("a word of 19,000", "x" * 19_000, ""),
    ("reference to a surrogate", "a &#xD800; b", "entity"),
    ("reference to nought", "a &#0; b", "entity"),
    ("reference to a control", "a &#x1F; b &#x7f; &#xFFFE;", "entity"),
    ("huge reference", "a &#99999999; &#xFFFFFFFF; b", ""),
    ("escapes of Word", "a _x001B_ _x0000_ b", ""),
]
