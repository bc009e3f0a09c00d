"""No package with a published fault: advisories.toml, pyproject.toml and the machine agree."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = tomllib.loads((ROOT / "tests/advisories.toml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = [ROOT / ".ci" / name for name in ("requirements.lock", "requirements-dev.lock")]

every_floor = pytest.mark.parametrize("name", list(FLOORS))


def numbers(text: str) -> tuple[int, ...]:
    """Return a version as numbers, without zeros at its end, to be compared."""
    found = [int(number) for number in re.findall(r"\d+", text)]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> dict[str, str]:
    """Return the lower bound of every package that pyproject.toml names."""
    lines = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    bounds = (re.match(r"([\w.-]+)>=([\d.]+)", line) for line in lines)
    return {folded(found[1]): found[2] for found in bounds if found}


def locked() -> dict[str, str]:
    pins = (line.partition("==") for path in LOCKS for line in path.read_text().splitlines())
    return {folded(name): pinned for name, _, pinned in pins}


@every_floor
def test_what_is_installed_has_none_of_the_published_faults(name: str) -> None:
    assert numbers(version(name)) >= numbers(FLOORS[name]["floor"])


@every_floor
def test_no_older_version_may_be_installed(name: str) -> None:
    assert numbers(declared()[name]) >= numbers(FLOORS[name]["floor"])
    assert numbers(locked()[name]) >= numbers(FLOORS[name]["floor"])


@every_floor
def test_every_floor_has_its_reason(name: str) -> None:
    assert FLOORS[name]["advisories"]
    assert all(re.match(r"(CVE|GHSA)-", reason) for reason in FLOORS[name]["advisories"])
