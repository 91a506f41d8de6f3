"""How long a text may be, and how long its reading may take."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import thread_time
from typing import TYPE_CHECKING, Any

from partyie.errors import TooLongError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CHARACTERS = 20_000_000
"""Code points that a text may have unless its reader says otherwise: 60 MB of Chinese in UTF-8."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a single text may cost; what is beyond is refused, never cut.

    Reading takes time in proportion to the length, so the limit on characters bounds time and memory, too, and gives
    the same on every machine. A limit on seconds doesn't: the same text may pass on a faster one.

    Attributes:
        characters: Most code points; null for any number. Checked before anything is read.
        seconds: Most processor time of the thread that reads; null for any. It is looked at after each step of a piece
            (at most 100,000 code points), so a text is given up some seconds late. Worker processes are ended by the
            system where a step doesn't come to its end.

    Raises:
        ValueError: A limit is out of range.
    """

    characters: int | None = CHARACTERS
    seconds: float | None = None

    def __post_init__(self) -> None:
        for name, least in (("characters", 1), ("seconds", 0.0)):
            value = getattr(self, name)
            if value is not None and not (_is_number(value, type(least)) and least <= value < math.inf and value > 0):
                raise ValueError(f"{name}={value!r}: a limit is a number above 0, or None for no limit")

    def check_length(self, length: int) -> None:
        """Refuse a text of more code points.

        Raises:
            TooLongError: It is.
        """
        if self.characters is not None and length > self.characters:
            raise TooLongError("characters", self.characters, length)


def _is_number(value: object, kind: type[int] | type[float]) -> bool:
    return isinstance(value, int if kind is int else int | float) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class _Deadline:
    """Processor time of this thread at which reading began, and the seconds that it may take."""

    began: float
    seconds: float

    def check(self) -> None:
        if (taken := thread_time() - self.began) > self.seconds:
            raise TooLongError("seconds", self.seconds, round(taken, 3))


_DEADLINE: ContextVar[_Deadline | None] = ContextVar("partyie_deadline", default=None)


@contextmanager
def within(limits: Limits, text: object) -> Iterator[None]:
    """Read a text within limits: its length is checked now, its time by `check_time` in this thread.

    Raises:
        TooLongError: The text is too long.
    """
    if isinstance(text, str):
        limits.check_length(len(text))
    deadline = None if limits.seconds is None else _Deadline(thread_time(), limits.seconds)
    token = _DEADLINE.set(deadline)
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def check_time() -> None:
    """Give the text up that this thread reads, if it has taken too long.

    Raises:
        TooLongError: It has.
    """
    if (deadline := _DEADLINE.get()) is not None:
        deadline.check()


def apply_components(nlp: Language, doc: Doc) -> Doc:
    """What ``nlp(doc)`` gives; where there is a limit on time, it is looked at after each component.

    Raises:
        TooLongError: The text that this thread reads has taken too long.
    """
    if _DEADLINE.get() is None:
        return nlp(doc)
    check_time()
    for _, component in nlp.pipeline:
        apply: Any = component
        doc = apply(doc)
        check_time()
    return doc
