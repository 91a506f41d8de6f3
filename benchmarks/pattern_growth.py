"""How the time of every pattern of the package grows with the length of texts made against it."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import log
from time import thread_time
from typing import TYPE_CHECKING, Any

from partyie.benchmarks.attack_strings import DERIVED, FAMILIES, Attack, derived
from partyie.records import Record

if TYPE_CHECKING:
    from partyie.benchmarks.pattern_collection import Found

MOST_GROWTH = 1.3  # exponent of the length
TIMES = 4  # how much longer the longer text is
CHEAP = 0.4e-6  # seconds a code point that need no second look: growth would have made far more of them
ROUNDS = 3
WINDOW = 400
"""Code points: what is asked about so few, however long the text is, costs no more than so many times its length."""
READ = 1000  # code points of what a pattern was attacked with, in each place of a text
PLACES = "{}莆田市委书记张三{}于2021年9月29日{}到会。\n{}\n姓名：张三{}性别：男{}"
LONGEST_SHOWN = 200
GIVEN_UP = 99.0  # the growth of a pattern that was given up
PATIENCE = 0.5  # seconds of processor time after which a pattern is given up
Use = Callable[[Any, str | bytes], object]


class PatternJob(Record):
    """What the recording interpreter is told.

    Attributes:
        texts: To read first, so that functions make their patterns.
        length: Code points of the longer texts that patterns are measured on.
        most: Texts made from a pattern itself, about.
    """

    texts: tuple[str, ...]
    length: int
    most: int = DERIVED


class Attacked(Record):
    """The worst that a pattern did.

    Attributes:
        asked: Code points of the longest text that it was asked about, also while texts made against it were read.
        growth: Exponent of the length; 1 where all it did was cheap, so that growth can't be told from noise.
        microseconds: A code point of the longer text, at worst.
        attack: What the text begins with, what is repeated, how it ends.
    """

    pattern: str
    sites: tuple[tuple[str, int], ...]
    methods: tuple[str, ...]
    asked: int
    growth: float = 1.0
    microseconds: float = 0.0
    attack: tuple[str, str, str] = ("", "的", "")

    @property
    def grows(self) -> bool:
        """Whether its time grows faster than its text, and that text may be long."""
        return self.growth > MOST_GROWTH and (self.asked > WINDOW or not self.asked)


class Attacks(Record):
    """All patterns, and the lines of source whose patterns nobody knows."""

    patterns: tuple[Attacked, ...]
    missed: tuple[tuple[str, int], ...]
    length: int
    families: int = len(FAMILIES)


def attack_patterns(
    found: Sequence[Found], missed: Sequence[tuple[str, int]], job: PatternJob, read: Callable[[list[str]], None]
) -> Attacks:
    """Measure all patterns; what is made against those that grow is then read as texts, to see what they are asked.

    Args:
        read: Reads texts while the recorder notes what patterns are asked.
    """
    known = list(found)  # what measuring compiles isn't the package's
    measured = [attack_pattern(one, job.length, job.most) for one in known]
    for one, attacked in zip(known, measured, strict=True):
        if attacked.growth > MOST_GROWTH:
            read([PLACES.replace("{}", Attack(*attacked.attack).text(READ))])
            measured[known.index(one)] = attacked.model_copy(update={"asked": one.asked})
    return Attacks(patterns=tuple(measured), missed=tuple(missed), length=job.length)


class OutOfPatienceError(Exception):
    """A pattern takes longer than anybody should wait."""


def attack_pattern(found: Found, length: int, most: int = DERIVED) -> Attacked:
    """Measure one pattern, as `pattern_collection` found it, on all texts made against it.

    Args:
        length: Code points of the longer texts.
        most: Texts made from the pattern itself, at most.
    """
    data, flags, methods = found.data, found.flags, tuple(sorted(found.methods))
    source: Any = found.pattern.encode("latin-1") if data else found.pattern
    compiled = re.compile(source, flags)
    attacks = [*(Attack("", unit) for unit in FAMILIES.values()), *derived(source, flags, most)]
    worst = Attacked(
        pattern=_shown(found.pattern), sites=tuple(sorted(found.sites)), methods=methods, asked=found.asked
    )
    for use in uses(methods):
        for attack in attacks:
            growth, each = _growth(compiled, use, attack, length, data)
            if (growth, each) > (worst.growth, 1e-6 * worst.microseconds):
                told = tuple(map(_shown, attack))
                worst = worst.model_copy(update={"growth": growth, "microseconds": 1e6 * each, "attack": told})
            if growth == GIVEN_UP:
                return worst  # others would only take as long
    return worst


def _shown(text: str) -> str:
    """As JSON can hold it, and not endless."""
    return text[:LONGEST_SHOWN].encode("utf-8", "replace").decode()


def uses(methods: Sequence[str]) -> Iterator[Use]:
    """What is asked of a pattern: at the beginning only, where nothing else is asked; else all over."""
    asked = set(methods)
    if not asked or asked - {"match", "fullmatch"}:
        yield _everywhere
    if not asked or "match" in asked:
        yield _at_beginning
    if not asked or "fullmatch" in asked:
        yield _as_a_whole


def _everywhere(pattern: Any, text: str | bytes) -> None:
    for _ in pattern.finditer(text):
        pass


def _at_beginning(pattern: Any, text: str | bytes) -> None:
    pattern.match(text)


def _as_a_whole(pattern: Any, text: str | bytes) -> None:
    pattern.fullmatch(text)


def _growth(pattern: Any, use: Use, attack: Attack, length: int, data: bool) -> tuple[float, float]:
    """Exponent and seconds a code point; both from the round that speaks best for the pattern."""
    texts = attack.text(length // TIMES), attack.text(length)
    short, long = (_bytes_of(text) if data else text for text in texts)
    best = (float("inf"), float("inf"))
    for _ in range(ROUNDS):
        taken = _seconds(pattern, use, long)
        each = taken / length
        if taken >= 0.9 * PATIENCE:
            return GIVEN_UP, each  # the shorter text may have been given up, too
        if each <= CHEAP:
            return 1.0, each
        growth = log(taken / max(_seconds(pattern, use, short), 1e-6)) / log(len(long) / len(short))
        best = min(best, (growth, each))
        if growth <= MOST_GROWTH:
            break
    return best


def _bytes_of(text: str) -> bytes:
    try:
        return text.encode("latin-1")  # as a pattern of bytes names them
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _seconds(pattern: Any, use: Use, text: str | bytes) -> float:
    start = thread_time()  # that of the process ticks coarsely while a timer of it runs
    try:
        with patience():
            use(pattern, text)
    except OutOfPatienceError:
        pass
    return thread_time() - start


@contextmanager
def patience() -> Iterator[None]:
    """Give up what takes too long, where the system can: :mod:`re` looks at signals while it matches."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(*_: object) -> None:
        raise OutOfPatienceError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
