"""Formulas: spelled so that every reader of TeX knows them, and reported where none does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from deckgen.formulas import mathml
from deckgen.model import Formula, Math
from deckgen.parser.contents import Said
from deckgen.parser.findings import Findings
from deckgen.regex import regex


def spelled(tex: str) -> str:
    r"""Return TeX with ``\not=`` and its like as the one sign that they are."""
    return _NOT.sub(lambda found: _SIGNS[found[1]], tex) if "\\not" in tex else tex


_SIGNS: Final = MappingProxyType(
    {
        "=": r"\neq ", r"\in": r"\notin ", "<": r"\nless ",
        ">": r"\ngtr ", r"\le": r"\nleq ", r"\leq": r"\nleq ", r"\ge": r"\ngeq ",
        r"\geq": r"\ngeq ", r"\sim": r"\nsim ", r"\cong": r"\ncong ", r"\mid": r"\nmid ",
        r"\parallel": r"\nparallel ", r"\exists": r"\nexists ",
    }
)  # fmt: skip
_NOT: Final = regex(
    r"\\not\s*(" + "|".join(
        re.escape(sign) + (r"(?![A-Za-z])" if sign[-1].isalpha() else "") for sign in _SIGNS
    ) + ")"
)  # fmt: skip


def report_formulas(every: Sequence[Said], findings: Findings) -> None:
    """Report formulas that are not sound, and commands in them that nobody knows."""
    for block, texts in every:
        if isinstance(block, Math):
            _report(block.tex, block.line, findings)
        for inlines in texts:
            for part in inlines:
                if isinstance(part, Formula):
                    _report(part.tex, block.line, findings)


def _report(tex: str, line: int, findings: Findings) -> None:
    if "\\" not in tex and "{" not in tex:
        return
    shown = tex if len(tex) <= 40 else f"{tex[:39]}…"
    tree = mathml(tex)
    bare = re.sub(r"\\.", "", tex)
    if tree is None or bare.count("{") != bare.count("}"):
        message = f"the formula '{shown}' is not sound TeX; it is shown as far as it can be read"
        findings.warn("formula", message, line, "look for a brace or an end that is missing")
        return
    unknown = [text for part in tree.iter() if (text := (part.text or "")).startswith("\\")]
    if any(len(text) > 1 for text in unknown):
        names = ", ".join(dict.fromkeys(text for text in unknown if len(text) > 1))
        message = f"the formula '{shown}' has a command that is not known: {names}"
        findings.warn("formula", message, line, "write it in LaTeX's own commands")
