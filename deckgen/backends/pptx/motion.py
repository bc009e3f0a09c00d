"""How a slide comes on, and its bullets one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from types import MappingProxyType
from typing import Final

from deckgen.fit.deck import Line
from deckgen.values import Value

TRANSITIONS: Final = MappingProxyType(
    {
        "fade": "<p:fade/>", "push": '<p:push dir="l"/>', "wipe": '<p:wipe dir="l"/>',
        "cover": '<p:cover dir="l"/>', "uncover": '<p:pull dir="l"/>', "cut": "<p:cut/>",
        "split": '<p:split orient="vert" dir="out"/>', "dissolve": "<p:dissolve/>",
        "zoom": "<p:zoom/>",
    }
)  # fmt: skip
"""PowerPoint's own transitions by the names that authors use."""


def transition(name: str) -> str:
    """Return a transition; nothing for a name that is not known."""
    effect = TRANSITIONS.get(name.strip().lower())
    return f'<p:transition spd="med">{effect}</p:transition>' if effect else ""


class Step(Value):
    """Paragraphs of one shape, from ``first`` to ``last``, that come on at one click.

    What ``joins`` comes with the step before it.
    """

    shape: int
    first: int
    last: int
    joins: bool = False


def steps(shape: int, lines: Sequence[Line]) -> Iterator[Step]:
    """Yield a step for each outermost bullet of a text, with all that belongs to it."""
    outermost = min((line.level for line in lines if line.bullet), default=0)
    begin: int | None = None
    for place, line in enumerate(lines):
        outer = bool(line.bullet) and line.level == outermost
        if begin is not None and (outer or line.indent_pt == 0):
            yield Step(shape, begin, place - 1)
            begin = None
        if outer:
            begin = place
    if begin is not None:
        yield Step(shape, begin, len(lines) - 1)


def timing(sequence: Iterable[Step]) -> str:
    """Return the animation of a slide; nothing where nothing moves."""
    clicks: list[list[Step]] = []
    for step in sequence:
        if step.joins and clicks:
            clicks[-1].append(step)
        else:
            clicks.append([step])
    if not clicks:
        return ""
    ids = count(3)
    played = "".join(_click(steps, ids) for steps in clicks)
    builds = "".join(
        f'<p:bldP spid="{shape}" grpId="0" build="p"/>'
        for shape in dict.fromkeys(step.shape for click in clicks for step in click)
    )
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never"'
        ' nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek">'
        '<p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
        f"{played}</p:childTnLst></p:cTn>"
        f"<p:prevCondLst>{_on('onPrev')}</p:prevCondLst><p:nextCondLst>{_on('onNext')}"
        "</p:nextCondLst></p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
        f"<p:bldLst>{builds}</p:bldLst></p:timing>"
    )


def _on(event: str) -> str:
    return f'<p:cond evt="{event}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>'


def _click(together: Sequence[Step], ids: Iterator[int]) -> str:
    outer, inner = next(ids), next(ids)
    paragraphs = [
        (step.shape, place) for step in together for place in range(step.first, step.last + 1)
    ]
    effects = "".join(
        _appearance(shape, place, ids, "withEffect" if at else "clickEffect")
        for at, (shape, place) in enumerate(paragraphs)
    )
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/>'
        f'</p:stCondLst><p:childTnLst><p:par><p:cTn id="{inner}" fill="hold"><p:stCondLst>'
        f'<p:cond delay="0"/></p:stCondLst><p:childTnLst>{effects}</p:childTnLst></p:cTn></p:par>'
        "</p:childTnLst></p:cTn></p:par>"
    )


def _appearance(shape: int, paragraph: int, ids: Iterator[int], node: str) -> str:
    effect, setting = next(ids), next(ids)
    return (
        f'<p:par><p:cTn id="{effect}" presetID="1" presetClass="entr" presetSubtype="0"'
        f' fill="hold" grpId="0" nodeType="{node}"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f'<p:childTnLst><p:set><p:cBhvr><p:cTn id="{setting}" dur="1" fill="hold"><p:stCondLst>'
        f'<p:cond delay="0"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="{shape}"><p:txEl>'
        f'<p:pRg st="{paragraph}" end="{paragraph}"/></p:txEl></p:spTgt></p:tgtEl>'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )
