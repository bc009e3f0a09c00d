"""A course of 40 lessons and one of 200, with one worker and two, beside peers.

A loop takes a process for each lesson. Who is slow runs fewer times, and not at all in the larger
course where it would take more than PATIENCE seconds (an environment variable, 45 by itself).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from clock import Contestant, Race, costs, in_turns, put_aside
from course import DECKGEN, make_course, scratch
from figures import Measured, Row
from peers import peers, translate

SMALL, LARGE = 40, 200
ROUNDS = 3
PATIENCE = float(os.environ.get("PATIENCE", "45"))

DECKS, HANDOUTS = "deckgen, decks, one worker", "deckgen, handouts, one worker"
BOTH, BOTH_BY_TWO = "deckgen, both, one worker", "deckgen, both, two workers"
DECKS_BY_TWO = "deckgen, decks, two workers"
DECKS_ALONE = "deckgen, decks without an index"

OURS = {
    DECKS: ("-t", "pptx", "-j", "1"),
    DECKS_ALONE: ("-t", "pptx", "-j", "1", "--no-index"),
    DECKS_BY_TWO: ("-t", "pptx", "-j", "2"),
    HANDOUTS: ("-t", "pdf", "-j", "1"),
    BOTH: ("-j", "1"),
    BOTH_BY_TWO: ("-j", "2"),
}
BESIDE = {
    **dict.fromkeys((DECKS, DECKS_ALONE, DECKS_BY_TWO), DECKS),
    HANDOUTS: HANDOUTS,
    **dict.fromkeys((BOTH, BOTH_BY_TWO), BOTH),
}
"""What each way of deckgen's own is compared with."""


def measure() -> Measured:
    """Measure the small course, then the large one without those that would be too slow."""
    small = raced(SMALL, {})
    large = raced(LARGE, {**small.left_out, **_too_slow(small)})
    new = {name: why for name, why in large.left_out.items() if name not in small.left_out}
    left_out = small.left_out | {f"{name}, {LARGE} lessons": why for name, why in new.items()}
    return Measured(rows(small, SMALL) + rows(large, LARGE), left_out)


def raced(lessons: int, spared: Mapping[str, str]) -> Race:
    """Measure all ways to build a course of so many lessons but those that are spared."""
    with scratch() as folder:
        course = make_course(Path(folder), lessons)
        translate(course)
        ways = {name: ours(course, *options) for name, options in OURS.items()}
        left_out = dict(spared)
        for peer in peers():
            if peer.absent:
                left_out[peer.name] = peer.absent
            elif peer.name not in spared:
                ways[peer.name] = peer.contestant(course, lessons)
        race = in_turns(ways, course, ROUNDS, patience=PATIENCE)
    return Race(race.costs, {**left_out, **race.left_out})


def ours(course: Path, *options: str) -> Contestant:
    """Return a build by deckgen, from nothing."""
    return Contestant((DECKGEN, "build", "-q", *options), course, put_aside("output"))


def rows(race: Race, lessons: int) -> list[Row]:
    """Return what each way took, for each lesson too."""
    theirs = {peer.name: DECKS if peer.makes == "decks" else HANDOUTS for peer in peers()}
    return [
        {"lessons": lessons, **row, "CPU ms/lesson": row["CPU s"].times(1000 / lessons)}
        for row in costs(race, BESIDE | theirs)
    ]


def _too_slow(race: Race) -> dict[str, str]:
    """Return who would need more than there is patience for, and how long."""
    walls = {name: cost.wall.median * LARGE / SMALL for name, cost in race.costs.items()}
    return {
        name: f"would take about {wall:.0f} s"
        for name, wall in walls.items()
        if wall > PATIENCE and name not in OURS
    }
