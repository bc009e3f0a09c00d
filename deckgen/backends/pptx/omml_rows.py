"""Rows of a formula: what its signs say, and which of its parts belong together."""

from __future__ import annotations

from html import unescape
from xml.etree.ElementTree import Element

from deckgen.backends.pptx.omml_symbols import ENDS, LARGE, SCRIPTS

Parts = list[Element]


def said(part: Element) -> str:
    """Return what an element without children says."""
    return unescape(part.text or "").replace("\u00a0", " ").replace("\u2006", " ")


def lines_of(parts: Parts) -> list[Parts]:
    """Return a row as the lines that the author broke it into, groups around them taken off."""
    lines: list[Parts] = [[]]
    for part in parts:
        if part.tag == "mspace" and part.get("linebreak"):
            lines.append([])
        else:
            lines[-1].append(part)
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    while len(lines) == 1 and len(lines[0]) == 1 and _is_bare(lines[0][0]):
        return lines_of(list(lines[0][0]))
    return lines


def _is_bare(part: Element) -> bool:
    """Say whether a part is nothing but a group."""
    fenced = len(part) and part[0].get("form") == "prefix"
    return part.tag == "mrow" and len(part) > 0 and not fenced


def is_fence(parts: Parts, at: int) -> bool:
    """Say whether brackets around a matrix or a binomial begin here."""
    if at + 2 >= len(parts) or parts[at].tag != "mo" or parts[at + 2].tag != "mo":
        return False
    inside = parts[at + 1]
    grows = inside.tag == "mtable" or inside.get("linethickness") == "0"
    return grows and len(said(parts[at])) == 1 and len(said(parts[at + 2])) == 1


def large_sign(part: Element) -> str:
    """Return the sign of a sum, an integral or their like; nothing where it is none."""
    scripted = part.tag in SCRIPTS and len(part) > 1
    base = part[0] if scripted else part
    text = said(base) if base.tag in ("mo", "mi") and not len(base) else ""
    return text if text in LARGE else ""


def operand_end(parts: Parts, start: int) -> int:
    """Return where what a large sign reaches over ends."""
    depth = 0
    for at in range(start, len(parts)):
        text = said(parts[at]) if parts[at].tag in ("mo", "mi") else ""
        depth += (text in ("(", "[")) - (text in (")", "]"))
        ends = (text in ENDS and text) or (parts[at].text or "") == "&"
        if depth < 0 or (depth == 0 and ends):
            return at
    return len(parts)


def is_argument(part: Element) -> bool:
    """Say whether a part alone can be what a function is of."""
    signs = part.tag in ("mo", "mspace") or part.text == "&"
    return not (signs or large_sign(part) or function_name(part))


def function_name(part: Element) -> str:
    """Return a function's name, such as ``sin``; of ``lim`` with what is under it too."""
    inner = part
    if part.tag in ("msub", "munder", "msup", "msubsup") and len(part):
        inner = part[0]
    while inner.tag == "mrow" and len(inner) == 1:
        inner = inner[0]
    name = said(inner) if inner.tag in ("mi", "mo") and not len(inner) else ""
    return name if len(name) > 1 and name.replace(" ", "").isalpha() and name != "mod" else ""
