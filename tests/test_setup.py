"""What `make build` and `make test` set up, tried with a machine made of stubs."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = [ROOT / ".ci" / "requirements.lock", ROOT / ".ci" / "requirements-dev.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
DEBIAN = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

PYTHON = """#!/bin/sh
echo "python $*" >> "$LOG"
case "$*" in *weasyprint*) test -e "$MACHINE/pango" ;; esac
"""
APT = """#!/bin/sh
echo "apt-get $*" >> "$LOG"
case "$*" in install*) touch "$MACHINE/pango" ;; esac
"""
REFUSE = "#!/bin/sh\nexit 1\n"


class Machine:
    """A machine with a few programs and a copy of the set-up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "project"
        shutil.copytree(ROOT / ".ci", self.project / ".ci")
        shutil.copy(ROOT / "Makefile", self.project)
        (self.project / "pyproject.toml").touch()
        for name in ("sh", "dirname", "env", "make", "rm", "touch", "true"):
            self.add(name).symlink_to(shutil.which(name) or f"/bin/{name}")
        self.write(self.project / ".venv" / "bin" / "python", PYTHON)
        self.write(self.project / ".venv" / "bin" / "deckgen", "#!/bin/sh\necho built\n")
        self.program("id", "#!/bin/sh\necho 1000\n")

    def add(self, name: str) -> Path:
        (self.folder / "bin").mkdir(exist_ok=True)
        return self.folder / "bin" / name

    def program(self, name: str, text: str) -> None:
        self.write(self.add(name), text)

    def write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def run(self, *command: str) -> str:
        """Run a command and return what it said, and what it ran."""
        log = self.folder / "log"
        log.write_text("")
        run = subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            cwd=self.project,
            env={
                "PATH": str(self.folder / "bin"),
                "LOG": str(log),
                "MACHINE": str(self.folder),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
        )
        return run.stdout + run.stderr + log.read_text()

    @property
    def is_ready(self) -> bool:
        return (self.project / ".venv" / "ready-run").exists()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    return Machine(tmp_path)


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def pinned() -> dict[str, str]:
    lines = "\n".join(lock.read_text() for lock in LOCKS).split()
    return {canonicalize_name(name): version for name, version in (x.split("==") for x in lines)}


def test_every_package_is_pinned_within_its_range() -> None:
    declared = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["build-system"]["requires"],
        *PROJECT["dependency-groups"]["dev"],
    ]
    pins = pinned()
    wrong = [
        line
        for line in declared
        if (need := Requirement(line))
        and not need.specifier.contains(pins.get(canonicalize_name(need.name), "0"))
    ]
    assert wrong == []


def test_the_locks_name_no_place() -> None:
    for lock in LOCKS:
        assert re.findall(r"(?m)^(?![\w.-]+==[\w.]+$).*$", lock.read_text().strip()) == []


def test_continuous_integration_runs_make_test() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("make test")


def test_a_machine_with_all_of_it_installs_only_packages(machine: Machine) -> None:
    (machine.folder / "pango").touch()
    said = machine.run("make", "build")
    assert "pip install --quiet --disable-pip-version-check -r .ci/requirements.lock" in said
    assert "--no-build-isolation --editable ." in said
    assert "built" in said
    assert machine.is_ready


def test_a_second_build_sets_nothing_up_again(machine: Machine) -> None:
    (machine.folder / "pango").touch()
    machine.run("make", "build")
    assert machine.run("make", "build").split() == [".venv/bin/deckgen", "build", "built"]


def test_a_changed_lock_is_installed(machine: Machine) -> None:
    (machine.folder / "pango").touch()
    machine.run("make", "build")
    os.utime(machine.project / ".venv" / "ready-run", (0, 0))
    assert "pip install" in machine.run("make", "build")


def test_tests_get_their_own_packages_too(machine: Machine) -> None:
    (machine.folder / "pango").touch()
    said = machine.run(".ci/setup", "dev")
    assert "-r .ci/requirements.lock -r .ci/requirements-dev.lock" in said


@pytest.mark.parametrize("root", [True, False], ids=["root", "sudo"])
def test_debian_packages_come_through_apt_where_it_may(machine: Machine, root: bool) -> None:
    machine.program("apt-get", APT)
    machine.program("dpkg", REFUSE)
    if root:
        machine.program("id", "#!/bin/sh\necho 0\n")
    else:
        machine.program("sudo", '#!/bin/sh\nshift\nexec "$@"\n')
    assert f"apt-get install -qq -y --no-install-recommends {DEBIAN}" in machine.run(
        "make", "build"
    )
    assert machine.is_ready


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("apt-get", f"sudo apt-get install -y {DEBIAN}"),
        ("dnf", "sudo dnf install -y pango harfbuzz"),
        ("pacman", "sudo pacman -S --needed pango harfbuzz"),
        ("zypper", "sudo zypper install -y libpango-1_0-0 libharfbuzz-subset0"),
        ("apk", "sudo apk add pango harfbuzz-subset fontconfig"),
        ("brew", "brew install pango"),
    ],
)
def test_without_a_way_to_install_the_line_is_told(
    machine: Machine, program: str, line: str
) -> None:
    machine.program(program, REFUSE)
    said = machine.run("make", "build")
    assert f"set-up: PDF handouts need Pango; run: {line}\n" in said
    assert "built" in said
    assert not machine.is_ready


def test_a_machine_without_python_is_told_so(machine: Machine) -> None:
    shutil.rmtree(machine.project / ".venv")
    with pytest.raises(subprocess.CalledProcessError) as error:
        machine.run(".ci/setup", "run")
    assert "set-up: Python 3.11 or newer is needed" in error.value.stderr


def test_a_python_without_venv_is_told_the_line(machine: Machine) -> None:
    shutil.rmtree(machine.project / ".venv")
    machine.program(
        "python3",
        '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; *print*) echo python3.13-venv ;; esac\n',
    )
    with pytest.raises(subprocess.CalledProcessError) as error:
        machine.run(".ci/setup", "run")
    assert "run: sudo apt-get install -y python3.13-venv\n" in error.value.stderr
