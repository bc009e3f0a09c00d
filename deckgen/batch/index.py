"""The work of a course's index: what the output folder holds, shown on a page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any, Final

from deckgen.backends import Backend, counted
from deckgen.batch.digests import Seen, seen, stamp
from deckgen.batch.log import Written
from deckgen.diagnostics import Report
from deckgen.index import About, Catalog, Known, index_page
from deckgen.job import Drawn, Target, Work
from deckgen.model import Audience
from deckgen.regex import regex
from deckgen.theme import Theme
from deckgen.values import Value

INDEX: Final = "index"
"""The name under which the index's files are logged; no backend is called so."""

_METADATA: Final = regex(r"<metadata>(.*?)</metadata>", re.DOTALL)


class IndexWork(Value):
    """What the index is made from; ``output`` is the folder that its paths are seen from.

    ``made`` is what the log knows of the files there.
    """

    catalog: Catalog
    theme: Theme
    output: Path
    made: Mapping[str, Written] = {}

    def parts(self) -> Mapping[str, object]:
        """Return the course as it should be; what is there of it is looked at when it is drawn."""
        return {"course": self.catalog, "theme": (self.theme.colors, self.theme.name)}

    def draw(
        self,
        targets: Sequence[Target],
        backends: Mapping[str, Backend],
        report: Report,  # noqa: ARG002
    ) -> Drawn:
        """Write the page for each audience."""
        looked_for: list[Seen] = []
        known = self._known(backends, looked_for)
        files = []
        for target in targets:
            audience = Audience(target.made.tag or Audience.INSTRUCTOR)
            page = index_page(self.catalog, known, self.theme, audience)
            files.append((target, page))
        return Drawn(tuple(files), looked_for=tuple(looked_for))

    def packed(self, report: Report) -> Work:  # noqa: ARG002
        """Return itself: its files are where the output is."""
        return self

    def _known(self, backends: Mapping[str, Backend], looked_for: list[Seen]) -> Known:
        counts: dict[str, int] = {}
        for file in self.catalog.all_files():
            known = self._unchanged(file.path)
            if known is not None and known.count:  # to read a course's decks takes its time
                looked_for.append(Seen(str(self.output / file.path), known.digest, known.stamp))
                counts[file.path] = known.count
            elif (data := self._read(file.path, looked_for)) is not None:
                backend = backends.get(file.backend)
                counts[file.path] = counted(backend, data) if backend else 0
        about: dict[str, About] = {}
        for shelf in self.catalog.shelves:
            for entry in shelf.entries:
                data = self._read(entry.preview, looked_for) if entry.preview else None
                if data is not None:
                    about[entry.preview] = _about(data)
        return Known(counts, about)

    def _unchanged(self, name: str) -> Written | None:
        """Return what the log knows of a file that is as it was when it was made."""
        made = self.made.get(name)
        if made is None or made.stamp is None or stamp(self.output / name) != made.stamp:
            return None
        return made

    def _read(self, name: str, looked_for: list[Seen]) -> bytes | None:
        path, known = self.output / name, self._unchanged(name)
        looked_for.append(Seen(str(path), known.digest, known.stamp) if known else seen(path))
        try:
            return path.read_bytes() if path.is_file() else None
        except OSError:
            return None


def _about(drawing: bytes) -> About:
    """Return what is written into a preview; a hand-made drawing says nothing."""
    found = _METADATA.search(drawing.decode("utf-8", "replace"))
    try:
        said: Any = json.loads(unescape(found[1])) if found else {}
        return About(str(said.get("lead", "")), tuple(map(str, said.get("terms", ()))))
    except (ValueError, AttributeError, TypeError):
        return About()
