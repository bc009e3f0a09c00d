"""Interrupts that wait until what must not be torn apart is done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from deckgen.values import Mutable, field

_HELD: Final = (signal.SIGINT, signal.SIGTERM)


class Held(Mutable):
    """The signals that came in the meantime."""

    numbers: list[int] = field(default_factory=list)

    def release(self) -> None:
        """Let them have their effect."""
        while self.numbers:
            signal.raise_signal(self.numbers.pop(0))


@contextmanager
def held() -> Iterator[Held]:
    """Hold interrupts back in the main thread; the caller releases them when it is ready."""
    held = Held()
    if threading.current_thread() is not threading.main_thread():
        yield held
        return

    def note(number: int, _: FrameType | None) -> None:
        held.numbers.append(number)

    before = {number: signal.signal(number, note) for number in _HELD}
    try:
        yield held
    finally:
        for number, handler in before.items():
            # None stands for a handler that was not set from Python: it cannot be put back.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
