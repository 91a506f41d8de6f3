"""How usual a stretch of Chinese is, judged by which characters follow each other in formal text.

Counts of `data/pairs.tsv.gz`. Good for two questions only: is one reading of a damaged stretch better Chinese than
another, and does a word go on across a gap. Traditional characters are looked up as their simplified forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log

from partyie.text import lazy_re as re
from partyie.text.script import script_tables
from partyie.text.tables import read_rows

SEEN_PAIR_WEIGHT = 0.7  # the rest goes to the follower's own frequency
SURE = 1.5  # how much likelier, as a natural logarithm, the best of several characters must be than the next
UNSEEN_CHARACTER = 2e-8  # a Han character that a million words of newspaper don't hold
# What is not Han: marks and digits of Chinese text are common, all else (kana, Greek, box lines) is suspicious.
COMMON_MARKS = frozenset(
    "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％%,.;:?!()[]\"'-/ 　\n0123456789０１２３４５６７８９"
)
COMMON_MARK = 0.02
LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
LETTER_SHARE = 2e-4
ODD_CHARACTER = 1e-7


@dataclass(frozen=True, slots=True)
class Pairs:
    """What follows one character.

    Attributes:
        share: Of all characters, the part that this one is.
        followers: For each follower, the part of this character's occurrences that it follows.
        joined: For each follower, the part of those pairs that lie inside one word.
    """

    share: float
    followers: dict[str, float] = field(default_factory=dict)
    joined: dict[str, float] = field(default_factory=dict)


NONE = Pairs(UNSEEN_CHARACTER)


@cache
def _counts() -> tuple[dict[str, tuple[int, str]], int]:
    rows = {row["character"]: (int(row["count"]), row["followers"]) for row in read_rows("pairs.tsv.gz")}
    return rows, sum(count for count, _ in rows.values())


@lru_cache(maxsize=1024)  # some ten kilobytes each
def _pairs(character: str) -> Pairs:
    """The table's row for a character, read when it is first asked for."""
    counts, total = _counts()
    if character not in counts:
        return NONE
    count, text = counts[character]
    pairs = Pairs(count / total)
    for entry in text.split(" ") if text else ():
        times, inside = entry[1:].split("/")
        pairs.followers[entry[0]] = int(times) / count
        pairs.joined[entry[0]] = int(inside) / int(times)
    return pairs


def _simplified(text: str) -> str:
    return text.translate(script_tables().simplified)


def log_likelihoods(text: str, before: str = "") -> list[float]:
    """For each character, the natural logarithm of its probability after the one in front of it.

    Args:
        before: The character in front of the text, or nothing.
    """
    text = _simplified(text)
    previous = [_simplified(before), *text]
    return [_log_probability(*pair) for pair in zip(previous, text, strict=False)]


@lru_cache(maxsize=1 << 12)
def _log_probability(before: str, character: str) -> float:
    if not "\u3400" <= character <= "\u9fff":
        if character in COMMON_MARKS:
            return log(COMMON_MARK)
        return log(LETTER_SHARE if LETTER.match(character) else ODD_CHARACTER)
    after = _pairs(before).followers.get(character, 0.0)
    return log(SEEN_PAIR_WEIGHT * after + (1 - SEEN_PAIR_WEIGHT) * _pairs(character).share)


def joined_share(before: str, after: str) -> float:
    """Of the times that these two characters meet, the part in which they belong to one word; 0 if they never do.

    >>> joined_share("员", "工") > 0.8, joined_share("的", "员")
    (True, 0.0)
    """
    return _pairs(_simplified(before)).joined.get(_simplified(after), 0.0)


def association(before: str, after: str) -> float:
    """How much oftener the two meet than chance would have it, as a natural logarithm; negative if they never do."""
    before, after = _simplified(before), _simplified(after)
    together = _pairs(before).followers.get(after, 0.0)
    return log(together / _pairs(after).share) if together else -1.0


def likeliest(candidates: Iterable[str], before: str, after: str) -> str | None:
    """The candidate that goes best between its neighbours, or None when another is nearly as good.

    Candidates that are the same simplified character don't contend; the first of them stands for all.
    """
    scores: dict[str, tuple[float, str]] = {}
    for candidate in candidates:
        score = sum(log_likelihoods(candidate + after, before))
        scores.setdefault(_simplified(candidate), (score, candidate))
    ranked = sorted(scores.values(), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < SURE):
        return None
    return ranked[0][1]
