"""What was found in themes, as text for people and as JSON for programs."""

from __future__ import annotations

from deckgen.cli.manner import Form
from deckgen.cli.printing import SCHEMA, to_json, visible
from deckgen.diagnostics import Severity
from deckgen.theme.checking import check_theme
from deckgen.values import to_builtins


def report_themes(names: tuple[str, ...], form: Form, *, strict: bool) -> int:
    """Check themes and print what was found; return the exit status.

    Raises:
        DeckgenError: there is no theme of one of the names.
    """
    found = {name: check_theme(name) for name in names}
    everything = [one for findings in found.values() for one in findings]
    errors = sum(one.severity is Severity.ERROR for one in everything)
    if form is Form.JSON:
        rows = [
            {"name": name, "diagnostics": [to_builtins(one) for one in findings]}
            for name, findings in found.items()
        ]
        print(to_json({"schema": SCHEMA, "command": "themes check", "themes": rows}))
    else:
        for one in everything:
            print(visible(str(one)))
        sound = [name for name, findings in found.items() if not findings]
        if sound:
            print(f"sound: {', '.join(sound)}")
    return int(errors > 0 or (strict and bool(everything)))
