"""A theme as a PowerPoint template: its masters and layouts without a slide."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from deckgen.backends.pptx.archive import archive, entry
from deckgen.backends.pptx.package import pack
from deckgen.fit.deck import Deck
from deckgen.model import Meta
from deckgen.theme import Theme


def theme_template(theme: Theme) -> bytes:
    """Return a theme as a ``.potx`` file."""
    empty = Deck(Meta(title=theme.title), (), theme.scale.body[0], "")
    with ZipFile(BytesIO(pack(empty, theme, lambda _: None))) as deck:
        parts = {name: deck.read(name) for name in deck.namelist()}
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b".presentation.main+xml", b".template.main+xml")
    return archive(entry(name, data) for name, data in parts.items())
