"""Themes whose content stands beside the title leave narrow columns: no word is broken there."""

import pytest

from deckgen.editions import projected
from deckgen.fit import fit
from deckgen.parser import parse
from deckgen.source import from_text
from deckgen.theme import load_theme

COMPARED = """<!-- columns -->

### Old Style

- Slanted

<!-- column -->

### Transitionalism

- Upright

<!-- column -->

### Modern

- Flat

<!-- /columns -->
"""

CARDS = """- **Internationalization**: many languages.
- **Containerization**: many machines.
- **Parallelization**: many hands.
"""


@pytest.mark.parametrize("text", [COMPARED, CARDS], ids=["comparison", "cards"])
def test_a_heading_is_not_broken_within_a_word(text: str) -> None:
    source = from_text(f"---\ntitle: T\n---\n\n# T\n\n<!-- pagebreak -->\n\n## A\n\n{text}", print)
    theme = load_theme("studio")
    slide = fit(projected(parse(source, print)), theme, lambda _: None).slides[1]
    assert slide.layout not in ("Three Comparison", "Three Cards")
