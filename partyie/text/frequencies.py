"""How usual a stretch of Chinese is, judged by which characters follow each other in formal text.

Counts of `data/pairs.tsv.gz`. Good for two questions only: is one reading of a damaged stretch better Chinese than
another, and does a word go on across a gap. Traditional characters are looked up as their simplified forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from heapq import nlargest
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


@cache
def _counts() -> tuple[dict[str, tuple[int, str]], int]:
    """For each character how often it occurs and, each behind a blank, what follows it; the sum of all."""
    rows = {row["character"]: (int(row["count"]), " " + row["followers"]) for row in read_rows("pairs.tsv.gz")}
    return rows, sum(count for count, _ in rows.values())


def _share(character: str) -> float:
    """Of all characters, the part that this one is."""
    counts, total = _counts()
    return counts[character][0] / total if character in counts else UNSEEN_CHARACTER


@lru_cache(maxsize=1 << 14)
def _following(before: str, after: str) -> tuple[float, float]:
    """Of a character's occurrences the part that another follows, and of those pairs the part inside one word.

    The table's row is searched: to take it apart costs more than hundreds of such questions, and damaged text asks
    about any character.
    """
    count, followers = _counts()[0].get(before, (1, ""))
    at = followers.find(" " + after) if after else -1
    if at < 0:
        return 0.0, 0.0
    times, inside = followers[at + 2 :].partition(" ")[0].split("/")
    return int(times) / count, int(inside) / int(times)


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
    after = _following(before, character)[0]
    return log(SEEN_PAIR_WEIGHT * after + (1 - SEEN_PAIR_WEIGHT) * _share(character))


def joined_share(before: str, after: str) -> float:
    """Of the times that these two characters meet, the part in which they belong to one word; 0 if they never do.

    >>> joined_share("员", "工") > 0.8, joined_share("的", "员")
    (True, 0.0)
    """
    return _following(_simplified(before), _simplified(after))[1]


def association(before: str, after: str) -> float:
    """How much oftener the two meet than chance would have it, as a natural logarithm; negative if they never do."""
    before, after = _simplified(before), _simplified(after)
    together = _following(before, after)[0]
    return log(together / _share(after)) if together else -1.0


def likeliest(candidates: Iterable[str], before: str, after: str) -> str | None:
    """The candidate that goes best between its neighbours, or None when another is nearly as good.

    Candidates that are the same simplified character don't contend; the first of them stands for all.
    """
    before, after = _simplified(before), _simplified(after)
    scores: dict[str, tuple[float, str]] = {}
    for candidate in candidates:
        simplified = _simplified(candidate)
        if simplified not in scores:
            row = [before, *simplified, *after]
            scores[simplified] = sum(map(_log_probability, row, row[1:])), candidate
    ranked = nlargest(2, scores.values())
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < SURE):
        return None
    return ranked[0][1]
