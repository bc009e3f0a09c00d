"""A call is read alike by the rows of its options and by Typer; each command is what help says."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from deckgen.cli import calls, commands
from deckgen.cli.app import COMMANDS, app
from deckgen.cli.manner import ReportForm
from deckgen.cli.options import OPTIONS
from deckgen.cli.plain import plain_values

BUILDING = sorted(OPTIONS)
FLAGS = sorted({flag for row in OPTIONS.values() for option in row for flag in option.flags})
ODD = ["--", "-", "-h", "-qv", "-tpptx", "--nonsense", "--theme=night", "--to=", "-o=out", "--out"]
WORDS = ["a.md", "lessons", "pptx", "pptx,pdf", "2", "0.5", "-1", "x y", "", "json", "xml", "nan"]


def typed(name: str, arguments: list[str]) -> dict[str, Any] | None:
    """Return what Typer makes of a call, or None where it does not build."""
    heard: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calls, "BUILDING", {name: heard.append})
        CliRunner().invoke(commands.app(name), arguments)
    return told(heard[0]) if heard else None


def told(values: dict[str, Any]) -> dict[str, Any]:
    return {key: None if value == [] else value for key, value in values.items()}


def plain(name: str, arguments: list[str]) -> dict[str, Any] | None:
    values = plain_values([name, *arguments])
    return None if values is None else told(values)


@settings(max_examples=150)
@given(st.sampled_from(BUILDING), st.lists(st.sampled_from([*FLAGS, *ODD, *WORDS]), max_size=6))
def test_what_is_read_plainly_is_what_typer_reads(name: str, arguments: list[str]) -> None:
    read = plain(name, arguments)
    assert read is None or read == typed(name, arguments)


@pytest.mark.parametrize("name", BUILDING)
def test_every_option_is_read_plainly(name: str) -> None:
    for flag in [flag for option in OPTIONS[name] for flag in option.flags]:
        calls = [[flag, "here"], [flag, "3", "here"], [flag, "json", "here"]]
        read = [values for call in calls if (values := plain(name, call)) == typed(name, call)]
        assert any(read), flag


def test_a_usual_call_is_plain() -> None:
    call = "build lessons -q -t pptx --to=pdf --no-index -j 2 --format json"
    values = plain_values(call.split())
    assert values is not None
    assert (values["paths"], values["to"]) == ([Path("lessons")], ["pptx", "pdf"])
    assert (values["quiet"], values["index"], values["jobs"]) == (True, False, 2)
    assert (values["strict"], values["agenda"], values["section"]) == (False, None, None)
    assert values["form"] is ReportForm.JSON


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_what_the_list_of_commands_says(name: str) -> None:
    told = CliRunner().invoke(app, [name, "--help"])
    assert told.exit_code == 0
    assert " ".join(told.output.split()).startswith(f"Usage: deckgen {name} ")
    assert COMMANDS[name] in " ".join(told.output.split())
