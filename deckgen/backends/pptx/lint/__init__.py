"""A second opinion on a deck: what PowerPoint minds or a reader misses, and validators let pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from deckgen.backends.pptx.lint import memory, packages, slides, values
from deckgen.backends.pptx.lint.directory import DamagedError, entries
from deckgen.backends.pptx.lint.reader import Complaints, Package, read
from deckgen.values import Value


class Finding(Value):
    """One fault: the rule's name, the part it is in, and what is wrong there."""

    rule: str
    part: str
    message: str


def lint(data: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a ``.pptx`` file; nothing where it is sound."""
    try:
        listed = tuple(entries(data, memory.rows, memory.fronts))
        memory.recall(listed)
        package = read(listed, memory.sound, memory.outlines)
    except DamagedError as error:
        return (Finding("zip", "", f"not a zip file: {error}"),)
    known = _BONES if package.bones in memory.bones else ()
    findings = tuple(
        Finding(rule, part, message)
        for rule, check in _RULES.items()
        if rule not in known
        for part, message in check(package)
    )
    if not findings:
        memory.remember(package)
        memory.remember_front(data, listed)
    return findings


_RULES: Final[Mapping[str, Callable[[Package], Complaints]]] = MappingProxyType(
    {
        "xml": lambda package: package.faults,
        "entries": packages.entries,
        "content-types": packages.content_types,
        "targets": packages.targets,
        "references": packages.references,
        "ids": packages.ids,
        "masters": packages.masters,
        "notes": packages.notes,
        "compatibility": packages.compatibility,
        "sections": packages.sections,
        "dates": packages.dates,
        "timing": slides.timing,
        "actions": slides.actions,
        "languages": slides.languages,
        "tables": slides.tables,
        "bounds": slides.bounds,
        "reading": slides.reading,
        "colors": values.colors,
        "sizes": values.sizes,
        "charts": values.charts,
        "kinds": values.kinds,
        "active": values.active,
        "listed": values.listed,
    }
)

_BONES: Final = frozenset({"entries", "content-types", "targets", "notes", "kinds", "active"})
"""Rules that look at the parts' names, and at what refers to what, alone."""
