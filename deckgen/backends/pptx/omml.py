"""Formulas as Office writes them: MathML read from TeX, turned into OMML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from deckgen.backends.pptx import omml_symbols as symbols
from deckgen.backends.pptx.markup import escape
from deckgen.backends.pptx.omml_rows import (
    Parts,
    function_name,
    is_argument,
    is_fence,
    large_sign,
    lines_of,
    operand_end,
    said,
)


def omml(tree: Element) -> str | None:
    """Return what an ``m:oMath`` holds; ``None`` where there is no OMML for the formula.

    Its runs have no size and no typeface of their own: schemas know none there.
    """
    if sum(1 for part in tree.iter() if said(part) in symbols.LARGE) > _MOST_LARGE:
        return None
    try:
        return _row(list(tree))
    except _UnsupportedError:
        return None


_MOST_LARGE: Final = 24
"""Sums that each reach over the next; PowerPoint need not nest more."""


class _UnsupportedError(Exception):
    """A formula has an element that OMML has no counterpart for, or that this has not learned."""


def _row(parts: Parts) -> str:
    """Return parts one after another; several lines where the author broke them."""
    lines = lines_of(parts)
    if len(lines) == 1:
        return _line(lines[0])
    written = "".join(f"<m:e>{_line(line, aligned=True)}</m:e>" for line in lines)
    return f"<m:eqArr>{written}</m:eqArr>"


def _line(parts: Parts, *, aligned: bool = False) -> str:
    written, at = [], 0
    while at < len(parts):
        text, used = _next(parts, at, aligned=aligned)
        written.append(text)
        at += used
    return "".join(written)


def _next(parts: Parts, at: int, *, aligned: bool) -> tuple[str, int]:
    """Return the part at ``at`` with what belongs to it, and how many parts that is."""
    part = parts[at]
    if (part.text or "") == "&" and part.tag == "mi":
        return (_literal("&amp;") if aligned else "", 1)
    if is_fence(parts, at):
        inside = _one(parts[at + 1])
        return _delimited(said(part), inside, said(parts[at + 2])), 3
    large = large_sign(part)
    if large:
        operand = parts[at + 1 : operand_end(parts, at + 1)]
        return _nary(part, large, operand), 1 + len(operand)
    name = function_name(part)
    follower = parts[at + 1] if at + 1 < len(parts) else None
    if name and follower is not None and is_argument(follower):
        return _applied(part, follower), 2
    return _one(part), 1


def _one(part: Element) -> str:
    """Return one element.

    Raises:
        _UnsupportedError: nobody knows how to write it.
    """
    writer = _WRITERS.get(part.tag)
    if writer is None:
        raise _UnsupportedError(part.tag)
    return writer(part)


def _argument(name: str, part: Element | None) -> str:
    """Return an argument; an empty one is no dotted box that asks to be filled."""
    inner = _row([part]) if part is not None else ""
    return f"<m:{name}>{inner or _run(_NOTHING)}</m:{name}>"


def _run(text: str, style: str = "") -> str:
    """Return text; ``style`` is what ``m:rPr`` holds."""
    properties = f"<m:rPr>{style}</m:rPr>" if style else ""
    return f"<m:r>{properties}{_said_as(text)}</m:r>"


def _properties(name: str, *values: str) -> str:
    written = "".join(values)
    return f"<m:{name}Pr>{written}</m:{name}Pr>" if written else ""


def _grouping(part: Element) -> str:
    """Return a row, in its brackets where it stands in some that grow."""
    parts = list(part)
    if not parts and (part.text or "").strip():
        return _word(part)
    opened = bool(parts) and parts[0].get("form") == "prefix" and len(parts) > 1
    if not opened:
        return _row(parts)
    closed = parts[-1].get("form") == "postfix"
    inside = parts[1:-1] if closed else parts[1:]
    end = said(parts[-1]) if closed else ""
    return _delimited(said(parts[0]), _row(inside), end)


def _delimited(begin: str, inside: str, end: str) -> str:
    values = _value("begChr", begin), _value("endChr", end)
    inside = inside or _run(_NOTHING)
    return f"<m:d>{_properties('d', *values)}<m:e>{inside}</m:e></m:d>"


def _word(part: Element) -> str:
    """Return an identifier, a number or a sign."""
    if len(part):
        return _row(list(part))
    text = said(part)
    if text.startswith("\\"):
        raise _UnsupportedError(text)
    if not text:
        return ""
    if part.tag == "mtext":
        return _run(text, "<m:nor/>")
    variant = symbols.VARIANTS.get(part.get("mathvariant", ""))
    if variant:
        return _run(text, variant)
    upright = part.tag == "mn" or (part.tag == "mi" and len(text) > 1) or function_name(part)
    return _run(text, _UPRIGHT if upright else "")


def _space(part: Element) -> str:
    gap = symbols.space(part.get("width", ""))
    return _run(gap, "<m:nor/>") if gap else ""


def _fraction(part: Element) -> str:
    above, below = _pair(part)
    bar = _value("type", "noBar") if part.get("linethickness") == "0" else ""
    arguments = _argument("num", above) + _argument("den", below)
    return f"<m:f>{_properties('f', bar)}{arguments}</m:f>"


def _root(part: Element) -> str:
    hidden = _properties("rad", _value("degHide", "1"))
    under = _row(list(part)) or _run(_NOTHING)
    return f"<m:rad>{hidden}<m:deg/><m:e>{under}</m:e></m:rad>"


def _nth_root(part: Element) -> str:
    base, degree = _pair(part)
    arguments = _argument("deg", degree) + _argument("e", base)
    return f"<m:rad>{arguments}</m:rad>"


def _script(part: Element) -> str:
    """Return a base with what stands at its upper and lower right."""
    names = {"msup": ("sup",), "msub": ("sub",), "msubsup": ("sub", "sup")}[part.tag]
    base, *scripts = _several(part, len(names) + 1)
    if names == ("sub",) and function_name(base) in symbols.LIMITS:
        return _limit("limLow", base, scripts[0])
    kind = "s" + "".join(name.capitalize() for name in names)
    arguments = "".join(map(_argument, names, scripts))
    return f"<m:{kind}>{_argument('e', base)}{arguments}</m:{kind}>"


def _over(part: Element) -> str:
    base, above = _pair(part)
    sign = said(above) if above.tag == "mo" else ""
    if sign in symbols.BARS:
        return f"<m:bar>{_bar('top')}{_argument('e', base)}</m:bar>"
    if sign in symbols.ACCENTS:
        accent = _properties("acc", _value("chr", symbols.ACCENTS[sign]))
        return f"<m:acc>{accent}{_argument('e', base)}</m:acc>"
    if sign in symbols.BRACES:
        return _braced(sign, "top", "bot", base)
    return _limit("limUpp", base, above)


def _under(part: Element) -> str:
    base, below = _pair(part)
    sign = said(below) if below.tag == "mo" else ""
    if sign in symbols.BARS:
        return f"<m:bar>{_bar('bot')}{_argument('e', base)}</m:bar>"
    if sign in symbols.BRACES:
        return _braced(sign, "bot", "top", base)
    return _limit("limLow", base, below)


def _under_over(part: Element) -> str:
    base, below, above = _several(part, 3)
    lower = _limit("limLow", base, below)
    upper = _argument("lim", above)
    return f"<m:limUpp><m:e>{lower}</m:e>{upper}</m:limUpp>"


def _bar(side: str) -> str:
    return _properties("bar", _value("pos", side))


def _braced(sign: str, side: str, joint: str, base: Element) -> str:
    values = _value("chr", sign), _value("pos", side), _value("vertJc", joint)
    properties = _properties("groupChr", *values)
    return f"<m:groupChr>{properties}{_argument('e', base)}</m:groupChr>"


def _limit(kind: str, base: Element, limit: Element) -> str:
    arguments = _argument("e", base) + _argument("lim", limit)
    return f"<m:{kind}>{arguments}</m:{kind}>"


def _applied(name: Element, to: Element) -> str:
    arguments = f"<m:fName>{_one(name)}</m:fName>{_argument('e', to)}"
    return f"<m:func>{arguments}</m:func>"


def _nary(part: Element, sign: str, operand: Parts) -> str:
    """Return a sum, an integral and their like with what they reach over."""
    inside = _line(operand)
    scripts = dict(zip(symbols.SCRIPTS.get(part.tag, ()), part[1:], strict=False))
    if not inside and not scripts:
        return _run(sign)
    at_side = sign in symbols.INTEGRALS and part.tag not in ("munder", "mover", "munderover")
    values = [_value("chr", sign), _value("limLoc", "subSup" if at_side else "undOvr")]
    values += [_value(f"{n}Hide", "1") for n in ("sub", "sup") if n not in scripts]
    written = "".join(
        _argument(name, scripts[name]) if name in scripts else f"<m:{name}/>"
        for name in ("sub", "sup")
    )
    inside = inside or _run(_NOTHING)
    return f"<m:nary>{_properties('nary', *values)}{written}<m:e>{inside}</m:e></m:nary>"


def _table(part: Element) -> str:
    rows = [list(row) for row in part]
    if rows and rows[0] and rows[0][0].get("columnalign") == "right":
        return _equations(rows)
    wide = max(map(len, rows), default=0)
    if not wide:
        return ""
    first = rows[0]
    sides = [first[c].get("columnalign", "center") if c < len(first) else "center"
             for c in range(wide)]  # fmt: skip
    columns = "".join(
        f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{side}"/></m:mcPr></m:mc>'
        for side in sides
    )
    properties = _properties("m", _value("plcHide", "1"), f"<m:mcs>{columns}</m:mcs>")
    written = "".join(f"<m:mr>{_cells(row, wide)}</m:mr>" for row in rows)
    return f"<m:m>{properties}{written}</m:m>"


def _cells(row: Parts, wide: int) -> str:
    cells = [_row(list(cell)) for cell in row] + [""] * (wide - len(row))
    return "".join(f"<m:e>{cell}</m:e>" for cell in cells)


def _equations(rows: list[Parts]) -> str:
    """Return lines that are aligned, at their first sign as a rule."""
    written = ""
    for row in rows:
        cells = [_row(list(cell)) for cell in row]
        written += f"<m:e>{_literal('&amp;').join(cells)}</m:e>"
    return f"<m:eqArr>{written}</m:eqArr>"


def _enclosed(part: Element) -> str:
    strike = symbols.STRIKES.get(part.get("notation", ""))
    if strike is None:
        raise _UnsupportedError(part.get("notation"))
    inside = _row(list(part)) or _run(_NOTHING)
    properties = _properties("borderBox", strike)
    return f"<m:borderBox>{properties}<m:e>{inside}</m:e></m:borderBox>"


def _phantom(part: Element) -> str:
    inside = _row(list(part)) or _run(_NOTHING)
    hidden = _properties("phant", _value("show", "0"))
    return f"<m:phant>{hidden}<m:e>{inside}</m:e></m:phant>"


_UPRIGHT: Final = '<m:sty m:val="p"/>'
_NOTHING: Final = "\u200b"


def _value(name: str, value: str) -> str:
    return f'<m:{name} m:val="{escape(value)}"/>'


def _literal(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _said_as(text: str) -> str:
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<m:t{keep}>{escape(text)}</m:t>"


def _several(part: Element, count: int) -> Parts:
    """Return the children; the model promises how many.

    Raises:
        _UnsupportedError: there are more, or fewer.
    """
    if len(part) != count:
        raise _UnsupportedError(part.tag)
    return list(part)


def _pair(part: Element) -> tuple[Element, Element]:
    first, second = _several(part, 2)
    return first, second


_WRITERS: Final[Mapping[str, Callable[[Element], str]]] = MappingProxyType(
    {
        "mi": _word, "mn": _word, "mo": _word, "mtext": _word,
        "mrow": _grouping, "mstyle": _grouping, "mpadded": _grouping,
        "mfrac": _fraction, "msqrt": _root, "mroot": _nth_root,
        "msup": _script, "msub": _script, "msubsup": _script,
        "mover": _over, "munder": _under, "munderover": _under_over,
        "mtable": _table, "menclose": _enclosed, "mphantom": _phantom,
        "mspace": _space,
    }
)  # fmt: skip
