"""Text that may go to a terminal, and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from deckgen.regex import regex

SCHEMA: Final = 1
"""The JSON report's version: it grows when a key changes its meaning or goes."""

_CONTROL: Final = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def fault_text(message: str, hint: str) -> str:
    """Return the machine's or the caller's fault as lines."""
    text = f"deckgen: {message}"
    return visible(f"{text}\n  hint: {hint}" if hint else text)


def to_json(value: Mapping[str, Any]) -> str:
    """Return ``value`` as JSON in ASCII: it reads the same whatever a pipe is encoded in."""
    return json.dumps(value, indent=2)


def visible(text: str) -> str:
    """Return ``text`` with control characters spelled out: none reaches a terminal."""
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)
