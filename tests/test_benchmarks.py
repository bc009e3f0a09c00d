"""The benchmarks can be run, and their tables tell the truth; nothing is timed here."""

from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(autouse=True)
def _at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_every_suite_can_be_imported_and_says_what_it_measures() -> None:
    import run

    suites = run.known()
    assert len(suites) >= 10
    for suite in suites.values():
        assert callable(suite.measure)
        assert suite.__doc__


def test_the_suites_that_there_are_are_named() -> None:
    import run

    with pytest.raises(SystemExit, match=r"no suite 'speed'; there are: batch, .*watching, all"):
        run.main(["speed"])


def test_only_what_takes_long_needs_a_request() -> None:
    import run

    assert [name for name, suite in run.known().items() if run.on_request(suite)] == ["batch_2000"]


def test_every_suite_is_explained() -> None:
    import run

    told = (BENCHMARKS / "README.md").read_text("utf-8")
    assert [name for name in run.known() if f"**{name}**" not in told] == []


def test_a_table_shows_medians_with_their_ranges() -> None:
    from figures import Spread, table

    rows = [
        {"way": "fast", "CPU s": Spread((0.31, 0.25, 0.28)), "runs": 3},
        {"way": "slow", "CPU s": Spread((12.34,)), "runs": 1},
    ]
    assert table(rows) == (
        "| way  |            CPU s | runs |\n"
        "| ---- | ---------------: | ---: |\n"
        "| fast | 0.28 (0.25–0.31) |    3 |\n"
        "| slow |             12.3 |    1 |"
    )


def test_ratios_are_taken_round_by_round() -> None:
    from figures import Spread

    ours, theirs = Spread((1.0, 2.0, 4.0)), Spread((3.0, 4.0))
    assert theirs.over(ours) == Spread((3.0, 2.0))


def test_what_is_left_out_is_named_below_the_table() -> None:
    import run
    from figures import Measured

    measured = Measured([{"way": "fast"}], {"slow": "ended with 139"})
    assert run.shown(measured).splitlines()[-1] == "- left out: slow: ended with 139"


def test_a_target_is_judged_by_the_median() -> None:
    from figures import Measured, Spread
    from targets import Target, of

    results = {"start": Measured([{"way": "help", "R": Spread((5.0, 6.0, 9.0))}])}
    figure = of("start", "R", way="help")
    met, missed = Target("help", 7, "R", figure), Target("help", 7, "R", figure, at_least=True)
    row = {"target": "help", "measured": "6.00 (5.00–9.00)"}
    assert met.judged(results) == {**row, "limit": "≤ 7 R", "met": "yes"}
    assert missed.judged(results) == {**row, "limit": "≥ 7 R", "met": "NO"}


def test_the_dearest_of_a_column_is_judged() -> None:
    from figures import Measured, Spread
    from targets import most

    rows = [{"times": Spread((1.0,))}, {"times": Spread((1.4,))}, {"times": Spread((1.2,))}]
    assert most("themes", "times")({"themes": Measured(rows)}) == Spread((1.4,))


def test_a_target_whose_peer_is_absent_says_why() -> None:
    from figures import Measured, Spread
    from targets import judged

    ours = [{"way": f"deckgen, {what}", "CPU s": Spread((0.2,))} for what in ("a deck", "both")]
    cold = Measured(ours, {"pandoc": "is missing"})
    rows = {row["target"]: row for row in judged({"cold": cold})}
    beside = rows["one cold deck, beside pandoc's"]
    assert (beside["measured"], beside["met"]) == ("not measured: pandoc: is missing", "")
    assert rows["`deckgen --help`"]["measured"] == "not measured: suite start was not run"


def test_every_target_is_measured_by_a_suite_that_there_is() -> None:
    import run
    from targets import TARGETS

    suites = {row["measured"] for row in (target.judged({}) for target in TARGETS)}
    assert suites <= {f"not measured: suite {name} was not run" for name in run.known()}


def test_absent_peers_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import peers

    monkeypatch.setattr("shutil.which", lambda program: None)
    monkeypatch.setattr(peers, "find_spec", lambda package: None)
    assert {peer.name: peer.absent for peer in peers.peers()} == {
        "pandoc, a loop": "pandoc is not installed",
        "pandoc, one process": "pandoc is not installed",
        "Marp, slides as pictures": "marp is not installed",
        "pandoc and weasyprint, a loop": "pandoc is not installed",
        "pandoc and typst, a loop": "pandoc is not installed",
        "Marp, slides as PDF": "marp is not installed",
    }
    assert peers.versions() == {}


def test_peers_get_the_same_slides_and_notes_in_their_own_dialect(tmp_path: Path) -> None:
    from course import make_course
    from peers import translate

    translate(make_course(tmp_path, 1))
    deck, handout, marp = (
        next(tmp_path.glob(f"peers/{name}/*.md")).read_text("utf-8")
        for name in ("decks", "handouts", "marp")
    )
    assert (deck.count("\n## "), deck.count("::: notes\n"), "<!--" in deck) == (6, 6, False)
    assert (handout.count("\n### "), "notes" in handout, "<!--" in handout) == (5, False, False)
    assert (marp.count("\n---\n\n#"), marp.count("<!-- "), "pagebreak" in marp) == (6, 6, False)


def test_a_peer_that_fails_is_left_out_and_named(tmp_path: Path) -> None:
    from clock import PYTHON, Contestant, in_turns

    race = in_turns(
        {
            "broken": Contestant(("sh", "-c", "exit 3"), tmp_path, is_peer=True),
            "idle": Contestant(("true",), tmp_path, made="*.pdf", count=2, is_peer=True),
        },
        tmp_path,
        rounds=1,
    )
    assert list(race.costs) == [PYTHON]
    assert race.left_out == {"broken": "ended with 3", "idle": "made 0 of 2 files"}


def test_a_build_of_ours_that_fails_ends_the_benchmark(tmp_path: Path) -> None:
    from clock import Contestant, LeftOutError, in_turns

    with pytest.raises(LeftOutError, match="ended with 2"):
        in_turns({"ours": Contestant(("sh", "-c", "exit 2"), tmp_path)}, tmp_path, rounds=1)
