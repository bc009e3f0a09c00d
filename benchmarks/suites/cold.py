"""One lesson in a process of its own, from nothing: a deck, a handout, both, beside peers."""

from __future__ import annotations

from pathlib import Path

from clock import Contestant, costs, in_turns, put_aside
from course import DECKGEN, make_course, scratch
from figures import Measured
from peers import PANDOC_ONE, peers, translate

ROUNDS = 7
PATIENCE = 20.0

OURS = {"decks": "deckgen, a deck", "handouts": "deckgen, a handout", "both": "deckgen, both"}
TO = {"decks": "pptx", "handouts": "pdf", "both": "pptx,pdf"}


def measure() -> Measured:
    """Measure each way in turns."""
    theirs = {alone(peer.name): peer for peer in peers() if peer.name != PANDOC_ONE}
    with scratch() as name:
        course = make_course(Path(name), 1)
        translate(course)
        ways = {
            OURS[kind]: Contestant((DECKGEN, "build", "-q", "-t", to), course, put_aside("output"))
            for kind, to in TO.items()
        }
        for name, peer in theirs.items():
            if not peer.absent:
                ways[name] = peer.contestant(course, 1)
        race = in_turns(ways, course, ROUNDS, patience=PATIENCE, warm=True)
    beside = {own: own for own in OURS.values()}
    beside |= {name: OURS[peer.makes] for name, peer in theirs.items()}
    absent = {name: peer.absent for name, peer in theirs.items() if peer.absent}
    return Measured(costs(race, beside), {**absent, **race.left_out})


def alone(name: str) -> str:
    """Return what a peer's loop is called where there is one lesson."""
    return name.removesuffix(", a loop")
