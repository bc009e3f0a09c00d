"""The kinds of plain data: records that never change, and the few that do.

They are ``msgspec`` structs, which a class statement makes in a twentieth and a call in
an eighth of the time of the standard library's dataclasses: a program that starts for
one lesson defines two hundred of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, TypeVar, dataclass_transform

from deckgen.hiding import hidden

with hidden("typing_extensions"):  # 6 ms, for what Python itself has by now
    from msgspec import DecodeError, Struct, StructMeta, field, to_builtins
    from msgspec.msgpack import Encoder, decode
    from msgspec.structs import astuple, replace

__all__ = [
    "Mutable",
    "Value",
    "astuple",
    "field",
    "fields",
    "from_bytes",
    "lazy",
    "replace",
    "to_builtins",
    "to_bytes",
]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class _ValueType(StructMeta):
    """Tells type checkers that what a value holds is set once."""


class Value(Struct, metaclass=_ValueType, frozen=True):
    """A record that is compared and hashed by what it holds, and never changes."""


class Mutable(Struct):
    """A record that changes while something is worked out."""


Known = TypeVar("Known")


class lazy(Generic[Known]):  # noqa: N801
    """A property of a value with ``dict=True``, worked out when first asked for, then known.

    ``functools.cached_property`` waits for a lock each time until Python 3.12.
    """

    def __init__(self, work: Callable[[Any], Known]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, record: Any, owner: type | None = None) -> Known:
        found: Known = self.work(record)
        record.__dict__[self.name] = found
        return found


def fields(record: Struct | type[Struct]) -> tuple[str, ...]:
    """Return the names of a record's fields, in their order."""
    return record.__struct_fields__


def to_bytes(value: object) -> bytes:
    """Return plain data as bytes: equal ones for equal data, whatever order its keys are in.

    Records, mappings, sets and sequences may hold one another; what is none of
    these goes by its ``repr``.
    """
    try:
        return _ENCODER.encode(value)
    except (TypeError, ValueError, OverflowError):  # half a character, or a huge number
        return repr(value).encode(errors="backslashreplace")


def from_bytes(data: bytes, kind: type[Known]) -> Known | None:
    """Return the record that :func:`to_bytes` made bytes of; None where they are no such thing."""
    try:
        return decode(data, type=kind)
    except DecodeError:
        return None


def _known(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else repr(value)


_ENCODER: Final = Encoder(enc_hook=_known, order="deterministic")
