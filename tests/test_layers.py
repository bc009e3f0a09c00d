"""Each layer imports only what is below it, and each package has one door."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent / "deckgen"

LAYERS = (
    {"guessing", "regex", "values"},
    {"diagnostics", "toml"},
    {"settings"},
    {"model"},
    {"wording", "charts", "detail", "rewriting", "tables", "limits"},
    {"course_wording"},
    {"source", "theme", "pictures", "editions", "agenda", "binding"},
    {"highlight", "formulas", "diagrams"},
    {"fonts"},
    {"fit"},
    {"course", "parser", "backends", "index"},
    {"build"},
    {"cli"},
)
"""The rooms from the bottom up; what is in a room may import all of that room."""

ROOMS = {
    "atlas": "build",
    "batch": "build",
    "book_wording": "wording",
    "bundle": "values",
    "job": "build",
    "publish": "build",
    "template": "build",
    "volumes": "build",
    "withheld": "editions",
    "hashing": "values",
    "hiding": "values",
    "indexing": "build",
    "keeping": "values",
    "__main__": "cli",
}
"""Modules that belong to another module's room."""

DOORS = {
    "PIL": "pictures",
    "deflate": "backends.pptx.archive",
    "distributed": "batch.clusters",
    "fontTools": "fonts",
    "frontmatter": "source",
    "latex2mathml": "formulas",
    "lxml": "backends.pptx",
    "markdown_it": "parser",
    "mdit_py_plugins": "parser",
    "msgspec": "values",
    "pikepdf": "backends.pdf.imposing",
    "pptx": "backends.pptx",
    "pydyf": "backends.pdf.finishing",
    "pygments": "highlight",
    "resvg_py": "backends.pptx.vector",
    "rich": "cli",
    "tinycss2": "theme.overriding",
    "tomli": "toml",
    "typer": "cli",
    "uharfbuzz": "fonts",
    "watchfiles": "batch.watching",
    "weasyprint": "backends.pdf.engine",
    "yaml": "source",
    "ziamath": "backends.pdf.drawing",
}
"""The only module or package that may import a third-party package."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name:
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module


def room(name: str) -> str:
    top = name.split(".")[0]
    return ROOMS.get(top, top)


def level(name: str) -> int:
    return next(level for level, rooms in enumerate(LAYERS) if room(name) in rooms)


def test_every_module_has_a_layer() -> None:
    placed = set().union(*LAYERS)
    assert sorted({room(name) for name, _ in modules()} - placed) == []


def test_each_layer_imports_only_what_is_below_it() -> None:
    wrong = [
        f"{name} imports {other}"
        for name, tree in modules()
        for other in (
            name.removeprefix("deckgen.") for name in imported(tree) if "deckgen." in name
        )
        if room(other) != room(name) and level(other) >= level(name)
    ]
    assert wrong == []


def test_backends_do_not_import_one_another() -> None:
    wrong = [
        f"{name} imports {other}"
        for name, tree in modules()
        for other in imported(tree)
        for one, two in (("pptx", "pdf"), ("pdf", "pptx"))
        if name.startswith(f"backends.{one}") and other.startswith(f"deckgen.backends.{two}")
    ]
    assert wrong == []


def test_each_package_has_one_door() -> None:
    wrong = [
        f"{name} imports {other}"
        for name, tree in modules()
        for other in imported(tree)
        if (top := other.split(".")[0]) not in {"deckgen", *sys.stdlib_module_names}
        and not f"{name}.".startswith(f"{DOORS.get(top, 'nowhere')}.")
    ]
    assert wrong == []
