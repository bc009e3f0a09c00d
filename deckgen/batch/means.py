"""With what a plan is carried out: processes, bounds, and what to do about files in the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.batch.bounds import Bounds
from deckgen.diagnostics import DeckgenError
from deckgen.values import Value

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Shard(Value):
    """The ``number``-th of ``of`` equal parts of any course, counted from 1."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read ``2/8``.

        Raises:
            DeckgenError: it is nothing like that.
        """
        number, slash, of = text.partition("/")
        if not slash or not (number.isdecimal() and of.isdecimal()):
            raise DeckgenError(f"'{text}' is no shard", "write --shard 1/8 for the first of eight")
        if not 1 <= int(number) <= int(of):
            raise DeckgenError(f"there is no shard {text}", f"there are: 1/{of} to {of}/{of}")
        return cls(int(number), int(of))

    def holds(self, name: str) -> bool:
        """Tell whether a job is in this shard: by its name alone, on every machine alike."""
        from hashlib import sha256  # 3 ms, which few builds need

        number = int.from_bytes(sha256(name.encode()).digest()[:8], "big")
        return number % self.of == self.number - 1

    def __str__(self) -> str:
        """Return it as a part of a file's name."""
        return f"{self.number}of{self.of}"


class Means(Value):
    """How a plan is carried out.

    ``workers`` is how many processes work; 1 is this one. With 0 there is one on
    each core, but what is done sooner than they would be there stays in this
    process. An ``executor``
    of ``concurrent.futures`` does the work instead, where there is one: its
    processes need deckgen installed, and no files of the course; with a
    ``shared`` folder that all machines see, finished files travel by it.
    ``force`` replaces files that were edited by hand, ``dry`` only says what
    would be built, ``wait`` is how many seconds to wait for another build; with
    ``soon`` a lesson's deck is there before its handout is begun.
    """

    workers: int = 1
    bounds: Bounds = Bounds()
    force: bool = False
    dry: bool = False
    wait: float = 0.0
    soon: bool = False
    shard: Shard | None = None
    executor: Executor | None = None
    shared: Path | None = None
