"""The signs of the dialect's markup, known without the reader that reads it."""

from __future__ import annotations

import re
from typing import Final

from deckgen.regex import regex

MARKUP: Final = (
    r"[\n$&*<@\[\\\]^_`{~!=:w]"
    r"(?:(?<![!=:w])|(?<=!)(?=\[)|(?<==)(?==)|(?<=[pos]:)(?!\s)|(?<=w)(?=ww\.))"
)
"""The signs at which a rule for what stands in a line may begin, or end what it began.

All in one set, which is quick to look for. Four of them are signs in company alone: of pictures,
of highlights, and of bare addresses.
"""

NOTES: Final = regex(r"\s*(?:speaker[ -]?)?notes?[ \t]*:", re.IGNORECASE)
"""How a comment begins that holds speaker notes."""
