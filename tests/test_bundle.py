"""Modules that come from one file are those that Python would have found and compiled."""

import os
import py_compile
import subprocess
import sys
from pathlib import Path

import pytest

from deckgen import bundle

MANY = 12

PROGRAM = """
import sys
from deckgen.bundle import Bundle

opened = []
sys.addaudithook(lambda event, values: event == "open" and opened.append(str(values[0])))
bundle = Bundle(sys.argv[1])
sys.meta_path.insert(0, bundle)
sys.path.insert(0, ".")
import course
from course import *
from course.part import *
print(*(module.VALUE for module in (one, two, inner)))
print(*sorted({path.rpartition("/")[2] for path in opened if "/course/" in path and ".py" in path}))
print(one.__file__, one.__cached__, inner.__spec__.parent, course.part.__path__)
print(one.told.__code__.co_filename == one.__file__)
bundle.keep()
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Write a package of many modules, and one within it."""
    names = ["one", "two", *(f"more{number}" for number in range(MANY))]
    part = tmp_path / "course" / "part"
    part.mkdir(parents=True)
    for name in names:
        (tmp_path / "course" / f"{name}.py").write_text(f"VALUE = '{name}'\n")
    (tmp_path / "course" / "__init__.py").write_text(f"__all__ = {names}\n")
    with (tmp_path / "course" / "one.py").open("a") as file:
        file.write("def told(): pass\n")
    (part / "inner.py").write_text("VALUE = 'inner'\n")
    (part / "__init__.py").write_text("__all__ = ['inner']\n")
    return tmp_path


def imported(course: Path, *, writes: bool = True) -> list[str]:
    """Import them in a process of their own; return their values, what was opened, and places."""
    line = [sys.executable, "-c", PROGRAM, str(course / "kept")]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "" if writes else "1"}
    run = subprocess.run(
        line, capture_output=True, text=True, check=True, cwd=course, env=environment
    )
    return run.stdout.splitlines()


def test_modules_that_are_kept_are_all_in_one_file(course: Path) -> None:
    py_compile.compile(str(course / "course" / "one.py"), dfile="elsewhere.py")
    values, opened, *places = imported(course)
    assert values == "one two inner"
    assert places[-1] == "True"
    assert {"two.py", "inner.py"} <= set(opened.split())
    values, opened, *again = imported(course)
    assert (values, again) == ("one two inner", places)
    assert {name.partition(".")[0] for name in opened.split()} == {"__init__"}  # of the package


def test_a_source_that_changed_counts(course: Path) -> None:
    imported(course)
    (course / "course" / "two.py").write_text("VALUE = 'other'\n")
    assert imported(course)[0] == "one other inner"


def test_a_package_that_stands_before_a_module_counts(course: Path) -> None:
    imported(course)
    (course / "course" / "two").mkdir()
    (course / "course" / "two" / "__init__.py").write_text("VALUE = 'package'\n")
    assert imported(course)[0] == "one package inner"


def test_a_module_that_is_gone_is_missed(course: Path) -> None:
    imported(course)
    (course / "course" / "two.py").unlink()
    with pytest.raises(subprocess.CalledProcessError):
        imported(course)


@pytest.mark.parametrize("harm", ["empty", "cut", "no code", "noise", "another Python"])
def test_a_file_that_is_amiss_is_passed_over(course: Path, harm: str) -> None:
    imported(course)
    file = course / "kept"
    data = file.read_bytes()
    harmed = {
        "empty": b"",
        "cut": data[:-9],
        "no code": bytes(1000) + data[1000:],
        "noise": bytes(range(256)) * 9,
        "another Python": data.replace(sys.version.encode(), sys.version.encode()[::-1]),
    }[harm]
    assert harmed != data
    file.write_bytes(harmed)
    assert imported(course)[0] == "one two inner"


def test_where_nothing_can_be_written_nothing_is_compiled_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept(folder: Path) -> None:
        one = bundle.Bundle(str(folder / "kept"))
        for number in range(MANY):
            one.find_spec("pathlib", [str(number)])
        one.keep()

    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    monkeypatch.setattr(os, "fsync", failing)
    kept(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    monkeypatch.setattr(bundle, "_compiled", pytest.fail)
    kept(tmp_path / "nowhere")


def failing(_: int) -> None:
    raise OSError


def test_nothing_is_kept_where_python_may_not_or_for_little(course: Path) -> None:
    imported(course, writes=False)
    assert not (course / "kept").exists()
    imported(course)
    before = (course / "kept").stat().st_ino
    (course / "course" / "part" / "inner.py").write_text("VALUE = 'a change'\n")
    assert imported(course)[0] == "one two a change"
    assert (course / "kept").stat().st_ino == before
    assert [path.name for path in course.iterdir() if "kept" in path.name] == ["kept"]
