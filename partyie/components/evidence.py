"""What speaks for a candidate: its rule, the learnt model, and what else was proposed for the same characters.

Every sign has a weight, a contribution to the log-odds that the candidate is right; the weights come with each model
(``models/ner/weights.py`` fits them to gold that neither the rules nor the model have seen).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import NamedTuple

from partyie.components.reading import Candidate, Reading
from partyie.components.resolve import resolve
from partyie.components.words import Words, words_of
from partyie.ner.spans import TagProbabilities
from partyie.ner.tags import Span
from partyie.records import Label

GRAMMATICAL = (Label.DATE, Label.QUANTITY)  # read by grammar alone: the model knows nothing that it doesn't
# Rules that find whole names of a list, or between marks that leave no doubt: the model has no say in them.
LISTED = frozenset({"person.leader", "person.introduced"})
LEARNT = "model."  # how the rules of candidates begin that only the model proposed
_LIMIT = 8.0  # log-odds beyond which the model isn't believed any further
_STEEP = 30.0  # the same for sums of weights, far beyond any that matters
_LEAST = 1e-9
_SHORT = 2  # characters of a short place name
_DETERMINERS = tuple("各全该本某每两基")
_SCALE = 4.0  # so that the signs' values are of about the size of 1

Weights = Mapping[str, float]


def log_odds(log_probability: float) -> float:
    """Log-odds of a probability given by its logarithm, cut off at ±`_LIMIT`."""
    if log_probability <= -_LIMIT:
        return -_LIMIT
    rest = -math.expm1(min(log_probability, 0.0))
    return min(_LIMIT, log_probability - math.log(rest)) if rest > 0 else _LIMIT


def is_open(candidate: Candidate) -> bool:
    """Whether the model has a say in a rule's candidate."""
    return candidate.label not in GRAMMATICAL and candidate.rule not in LISTED


def span_of(candidate: Candidate) -> Span:
    """Start, end and label of a candidate."""
    return candidate.start, candidate.end, candidate.label.value


class Sight(NamedTuple):
    """What the model sees of one candidate.

    Attributes:
        odds: Its log-odds of exactly this span and label.
        rival: Those of the best other span of the model's own reading that overlaps it; None where none does.
        rival_label: Whether that one has the same label.
    """

    odds: float
    rival: float | None
    rival_label: bool


UNSEEN = Sight(-_LIMIT, None, False)  # of what the model has no say in


def sights(candidates: Sequence[Candidate], seen: TagProbabilities, rivals: Container[Span]) -> list[Sight]:
    """What the model sees of each candidate; of its own reading only spans among ``rivals`` count as such."""
    best = [span for span in seen.best_spans() if span in rivals]
    starts, ends = [start for start, _, _ in best], [end for _, end, _ in best]  # both rise: none overlaps another
    spans = list(map(span_of, candidates))
    logs = seen.span_logs([*best, *spans]).tolist()
    out = []
    for span, own in zip(spans, logs[len(best) :], strict=True):
        first, last = bisect_right(ends, span[0]), bisect_left(starts, span[1])  # those that overlap it
        rival = _rival(span, best[first:last], logs[first:last]) if first < last else None
        odds, same = rival or (None, False)
        out.append(Sight(log_odds(own), odds, same))
    return out


def _rival(span: Span, overlapping: Sequence[Span], logs: Sequence[float]) -> tuple[float, bool] | None:
    """The log-odds of the likeliest of these spans but the span itself, and whether it has its label."""
    if len(overlapping) == 1 and overlapping[0] == span:  # nearly always
        return None
    pairs = zip(overlapping, logs, strict=True)
    others = [(log_odds(log), other[2] == span[2]) for other, log in pairs if other != span]
    return max(others, key=itemgetter(0), default=None)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a text besides its candidates.

    Attributes:
        words: The segmenter's words, and which of them can't stand in names.
        beside: The greatest strength of a rule's candidate that overlaps a learnt one, by the learnt one's span.
        beaten: The rules' candidates (by ``id``) that lose where strength and length decide, with the strength of
            what beats them.
    """

    words: Words
    beside: Mapping[tuple[int, int], int]
    beaten: Mapping[int, int]

    @classmethod
    def of(cls, reading: Reading, learnt: Sequence[Candidate]) -> Setting:
        """The setting of a reading whose candidates are those of rules."""
        length = len(reading.text)
        beaten = {id(loser): winner.strength for loser, winner in resolve(reading.candidates, length).beaten}
        return cls(words_of(reading), overlapped(learnt, reading.candidates, length), beaten)


def signs(candidate: Candidate, sight: Sight, setting: Setting) -> Iterator[tuple[str, float]]:
    """The signs of a candidate with their values: what the model sees, and what the rules know of such a span."""
    label = candidate.label.value
    if candidate.rule.startswith(LEARNT):
        yield from _learnt_signs(candidate, setting)
        kind = "model"
    else:
        yield f"{label}.{candidate.strength}", 1.0
        if id(candidate) in setting.beaten:
            yield f"{label}.beaten.{setting.beaten[id(candidate)]}", 1.0
        if candidate.rule in LISTED:
            return
        yield candidate.rule, 1.0
        if candidate.label in GRAMMATICAL:
            return
        if candidate.score is not None:
            yield f"{label}.own", log_odds(math.log(max(candidate.score, _LEAST))) / _SCALE
        kind = "rule"
    yield f"{label}.{kind}.odds", sight.odds / _SCALE
    if sight.rival is not None:
        yield f"{label}.{kind}.rival.{'same' if sight.rival_label else 'other'}", (sight.rival + _LIMIT) / _SCALE


def _learnt_signs(candidate: Candidate, setting: Setting) -> Iterator[tuple[str, float]]:
    label, start, end = candidate.label.value, candidate.start, candidate.end
    words, data = setting.words, candidate.data
    yield f"{label}.model", 1.0
    yield f"{label}.over.{setting.beside.get((start, end), 0)}", 1.0
    if not (words.is_start(start) and (end == len(words.text) or words.is_start(end))):
        yield f"{label}.model.cut", 1.0
    for name, free in (("stop", words.free), ("hard", words.nearly_free), ("closed", words.barely_free)):
        if not free(start, end):
            yield f"{label}.model.{name}", 1.0
    if words.text[start - 1 : start] in _DETERMINERS:
        yield f"{label}.model.determined", 1.0
    if label == "ORG":
        head = data["head"]
        bare = head and end - start <= len(str(head)) + 1 and not data["prefix"]
        yield f"ORG.model.{'bare' if bare else 'headed' if head else 'headless'}", 1.0
        yield f"ORG.model.prefix.{data['prefix']}", 1.0
    elif label == "PERSON":
        yield f"PERSON.model.{data['form']}", 1.0
    elif label == "PLACE":
        yield f"PLACE.model.{'known' if data else 'short' if end - start <= _SHORT else 'long'}", 1.0
    elif label == "POST":
        yield (
            f"POST.model.{'known' if data['head'] != data['title'] or data['group'] != 'occupation' else 'unknown'}",
            1.0,
        )


def overlapped(learnt: Sequence[Candidate], ruled: Sequence[Candidate], length: int) -> dict[tuple[int, int], int]:
    """For each learnt candidate's span the greatest strength of a rule's candidate that overlaps it."""
    if not learnt:
        return {}
    strengths = bytearray(length)
    for candidate in sorted(ruled, key=attrgetter("strength")):
        size = candidate.end - candidate.start
        strengths[candidate.start : candidate.end] = bytes([max(0, min(candidate.strength, 255))]) * size
    return {(c.start, c.end): max(strengths[c.start : c.end], default=0) for c in learnt}


def weigh(candidate: Candidate, sight: Sight, setting: Setting, weights: Weights) -> float:
    """The probability that a candidate is right."""
    total = 0.0
    for name, value in signs(candidate, sight, setting):  # not `sum`, which rounds otherwise from Python 3.12 on
        total += weights.get(name, 0.0) * value
    return 1 / (1 + math.exp(-max(-_STEEP, min(_STEEP, total))))
