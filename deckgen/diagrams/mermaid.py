"""Mermaid: a text in its language, drawn by ``mmdc``, which lets a Chromium draw it."""

from __future__ import annotations

import json
import os
import re
import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from deckgen.diagrams.drawing import Drawing, drawing
from deckgen.diagrams.look import Look
from deckgen.diagrams.programs import SECONDS, ProgramError, UndrawnError, find, run
from deckgen.regex import regex

PROGRAM: Final = "mmdc"
CURE: Final = "npm install -g @mermaid-js/mermaid-cli"
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LONGEST: Final = 50_000
"""The longest text taken on; Mermaid's own limit."""

Result = Drawing | UndrawnError


def draw_mermaid(texts: tuple[str, ...], like: Look) -> tuple[Result, ...]:
    """Return each text's drawing, or why there is none.

    One Chromium draws them all; where one of them fails, it is drawn without
    that one, and each half for itself where nobody knows which.
    """
    if len(texts) < 2 or not shutil.which(PROGRAM):
        return tuple(_drawn(text, like) for text in texts)
    together = _together(texts, like)
    if not isinstance(together, UndrawnError):
        return together
    faulty = [n for n, text in enumerate(texts) if _is_in(together.excerpt, text)]
    if len(faulty) == 1:
        at = faulty[0]
        others = draw_mermaid(texts[:at] + texts[at + 1 :], like)
        return (*others[:at], together, *others[at:])
    half = len(texts) // 2
    return draw_mermaid(texts[:half], like) + draw_mermaid(texts[half:], like)


@lru_cache(maxsize=16)
def _together(texts: tuple[str, ...], like: Look) -> tuple[Result, ...] | UndrawnError:
    """Return all drawings, or why they cannot be had at once."""
    if any(_ENDS_A_FENCE.search(text) for text in texts):
        return UndrawnError("it ends a fence")
    page = "\n\n".join(f"```mermaid\n{text}\n```" for text in texts)
    try:
        return tuple(_draw(page, "in.md", like, len(texts)))
    except UndrawnError as error:
        return error


def _is_in(excerpt: str, text: str) -> bool:
    """Tell whether an excerpt, which has no line breaks, is from a text."""
    return bool(excerpt) and excerpt in text.replace("\n", "")


_ENDS_A_FENCE: Final = regex(r"[`:]{3}[^\S\n]*$", re.MULTILINE)


@lru_cache(maxsize=64)
def _drawn(text: str, like: Look) -> Result:
    try:
        return _draw(text, "in.mmd", like, 1)[0]
    except UndrawnError as error:
        return error


def _draw(text: str, name: str, like: Look, count: int) -> list[Drawing]:
    if len(text) > LONGEST * count:
        raise UndrawnError(f"it is longer than {LONGEST} characters", "make several of it")
    program = find(PROGRAM, CURE)
    with TemporaryDirectory(prefix="deckgen-") as folder:
        home = Path(folder)
        # Its icons are letters of a font of the web's: without it they are but their names.
        (home / name).write_text(_ICON.sub("", text), encoding="utf-8")
        (home / "look.json").write_text(json.dumps(_look(like)), encoding="utf-8")
        (home / "browser.json").write_text(json.dumps(_browser()), encoding="utf-8")
        command = (
            program, "--quiet", "--input", name, "--output", "out.svg", "--backgroundColor",
            "transparent", "--configFile", "look.json", "--puppeteerConfigFile", "browser.json",
        )  # fmt: skip
        try:
            run(command, "", home, seconds=SECONDS + 3 * count, extra=_NODE)
        except ProgramError as error:
            raise _fault(str(error)) from None
        files = [home / f"out-{n + 1}.svg" for n in range(count)] if name == "in.md" else []
        svgs = [_read(path) for path in files or [home / "out.svg"]]
    return [drawing(svg, f"{like.font}, Carlito, sans-serif") for svg in svgs]


_ICON: Final = regex(r"\bfa[a-z]?:fa-[\w-]+ *")
_NODE: Final = {"NODE_OPTIONS": "--max-old-space-size=512", "NO_UPDATE_NOTIFIER": "1"}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise UndrawnError(f"'{PROGRAM}' drew nothing") from None


def _look(like: Look) -> dict[str, Any]:
    """Return Mermaid's settings; a diagram's own may not change what keeps it safe."""
    plain = {"htmlLabels": False}
    return {
        **plain,
        "theme": "base",
        "fontFamily": f"{like.font}, Carlito, sans-serif",
        "flowchart": plain,
        "class": plain,
        "state": plain,
        "securityLevel": "strict",
        "secure": ["secure", "securityLevel", "startOnLoad", "maxTextSize", "htmlLabels",
                   "themeCSS", "fontFamily", "dompurifyConfig"],
        "deterministicIds": True,
        "deterministicIDSeed": "deckgen",
        "themeVariables": {
            "fontFamily": f"{like.font}, Carlito, sans-serif",
            "background": "#FFFFFF",
            "primaryColor": like.fill,
            "primaryTextColor": like.ink,
            "primaryBorderColor": like.border,
            "lineColor": like.line,
            "textColor": like.ink,
            "noteBkgColor": "#FFFFFF",
            "noteBorderColor": like.line,
            "noteTextColor": like.ink,
            "edgeLabelBackground": "#FFFFFF",
            "pieSectionTextColor": "#FFFFFF",
            "pieOpacity": "1",
            **{f"pie{n}": color for n, color in enumerate(like.accents, 1)},
        },
    }  # fmt: skip


def _browser() -> dict[str, Any]:
    """Return which Chromium draws, and that it finds no address on any network."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    named = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or found
    rules = ["--host-resolver-rules=MAP * ~NOTFOUND", "--disable-gpu", "--disable-extensions",
             "--js-flags=--max-old-space-size=512"]  # fmt: skip
    # Chromium's own sandbox does not start for root, nor in most containers.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        rules.append("--no-sandbox")
    return {"args": rules, **({"executablePath": named} if named else {})}


def _fault(said: str) -> UndrawnError:
    rows = [row.strip() for row in said.splitlines() if row.strip()]
    told = re.search(r"(?:Parse|Lexical) error on line (\d+)", said)
    if told:
        excerpt = re.search(r"(?:Parse|Lexical) error on line.*\n(?:\.\.\.)?(.*)\n-*\^", said)
        fault = UndrawnError("its syntax is wrong", "mend that line", int(told[1]))
        fault.excerpt = excerpt[1].removesuffix("...") if excerpt else ""
        return fault
    if "Could not find Chrom" in said or "Failed to launch" in said:
        cure = "install a Chromium: sudo apt-get install -y chromium"
        return UndrawnError(f"'{PROGRAM}' finds no Chromium that it can start", cure)
    first = next((row for row in rows if "Error" in row), "it cannot be drawn")
    return UndrawnError(f"'{PROGRAM}' says: {first[:200]}")
