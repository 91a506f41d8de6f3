"""What was proposed at a place, what spoke for and against each, and why one won: the resolver's own arithmetic."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from partyie.components.evidence import LEARNT
from partyie.components.ner import WEIGHING, Weighing, least_of_learnt
from partyie.components.reading import WEIGHED, Candidate, Reading
from partyie.components.resolve import Decision, least_score, precedence, resolve
from partyie.ner.tags import OUTSIDE
from partyie.records import Label


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for a candidate or against it.

    Attributes:
        name: As the model's weights name it: ``POST.3``, ``post.title``, ``PERSON.rule.odds``.
        value: How much of it there is.
        weight: What one of it counts, in log-odds, fitted to held-out gold.
        meaning: The same in words.
    """

    name: str
    value: float
    weight: float
    meaning: str

    @property
    def points(self) -> float:
        """What it adds to the log-odds that the candidate is right."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Verdict:
    """One candidate at the place, and what became of it.

    Attributes:
        start: Half-open code points of the input, with ``end``.
        strength: 3 certain, 2 likely, 1 possible.
        score: The probability that it is right; null where nothing was weighed.
        least: The score that it must reach.
        kept: Whether it became a mention.
        beaten_by: The rule of the mention that it lost to.
        reason: Why it won or what it lost to, as a sentence.
        signs: What its score is made of: the logistic function of the sum of their points.
    """

    label: str
    start: int
    end: int
    norm: str
    rule: str
    strength: int
    score: float | None
    least: float
    kept: bool
    beaten_by: str | None
    reason: str
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Belief:
    """What the learnt model alone holds likely at the place, whatever the rules say.

    Attributes:
        labels: The kinds with the probability that this character is part of a mention of that kind, the likeliest
            first; ``"none"`` for no mention.
        span: The span of its own reading there, as label, start, end and words; null where it sees none.
    """

    labels: tuple[tuple[str, float], ...]
    span: tuple[str, int, int, str] | None


def verdicts(reading: Reading, start: int, end: int) -> Iterator[Verdict]:
    """Every candidate that overlaps ``[start, end)`` of the clean text, in text order."""
    weighing: Weighing | None = reading.cache.get(WEIGHING)
    decision = resolve(reading.candidates, len(reading.text), weighed=WEIGHED in reading.cache)
    dropped = list(weighing.dropped) if weighing else []
    winners = {id(loser): winner for loser, winner in decision.beaten}
    here = (one for one in (*reading.candidates, *dropped) if one.start < end and start < one.end)
    for candidate in sorted(here, key=lambda one: (one.start, one.end, precedence(one))):
        yield _verdict(reading, candidate, winners.get(id(candidate)), decision, weighing)


def _verdict(
    reading: Reading, candidate: Candidate, winner: Candidate | None, decision: Decision, weighing: Weighing | None
) -> Verdict:
    start, end = reading.offsets.source_span(candidate.start, candidate.end)
    weighed = WEIGHED in reading.cache
    learnt = least_of_learnt(candidate.label) if candidate.rule.startswith(LEARNT) else 0.0
    least = max(least_score(candidate), learnt)
    kept = any(one is candidate for one in decision.kept)
    if kept:
        reason = "became the mention"
    elif winner is None:
        reason = f"too unlikely: {candidate.score or 0.0:.4f} where {least:g} is the least"
    else:
        name = f"{winner.label} {_norm(reading, winner)} ({winner.rule})"
        reason = f"lost to {name}: {why(candidate, winner, weighed=weighed)}"
    return Verdict(
        label=candidate.label.value,
        start=start,
        end=end,
        norm=_norm(reading, candidate),
        rule=candidate.rule,
        strength=candidate.strength,
        score=candidate.score,
        least=least if weighed else 0.0,
        kept=kept,
        beaten_by=winner.rule if winner else None,
        reason=reason,
        signs=tuple(_signs(candidate, weighing)) if weighing else (),
    )


def _norm(reading: Reading, candidate: Candidate) -> str:
    return reading.text[candidate.start : candidate.end]


def why(loser: Candidate, winner: Candidate, *, weighed: bool) -> str:
    """The first of the resolver's criteria in which two candidates differ."""
    keys = zip(precedence(loser, weighed=weighed), precedence(winner, weighed=weighed), strict=True)
    differing = next((number for number, (lost, won) in enumerate(keys) if lost != won), len(CRITERIA))
    return (*CRITERIA, "it came first")[differing].format(
        lost=loser.score or 0.0,
        won=winner.score or 0.0,
        loser=loser,
        winner=winner,
        lost_length=loser.end - loser.start,
        won_length=winner.end - winner.start,
    )


# One for each part of `precedence`, in its order.
CRITERIA = (
    "a user's lexicon beats everything",
    "less likely, {lost:.4f} against {won:.4f}",
    "strength {loser.strength} against {winner.strength}",
    "shorter, {lost_length} characters against {won_length}",
    "{winner.label} goes before {loser.label}",
    "that one begins first",
)


def _signs(candidate: Candidate, weighing: Weighing) -> Iterator[Sign]:
    for name, value in weighing.signs.get(id(candidate), ()):  # none of a user's term: it isn't weighed
        yield Sign(name, value, weighing.weights.get(name, 0.0), meaning(name, candidate))


def probability(points: float) -> float:
    """The logistic function, as `partyie.components.evidence` uses it."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, points))))


MEANINGS = {
    "odds": "how sure the learnt model is of exactly this span",
    "own": "how sure the rule itself is of this name",
    "same": "the learnt model reads another span of this kind here",
    "other": "the learnt model reads another kind here",
    "model": "only the learnt model proposed it",
    "cut": "it cuts a word of the segmenter in two",
    "stop": "it holds a word that names seldom hold",
    "hard": "it holds a word that names hardly ever hold",
    "closed": "it holds a grammatical word",
    "determined": "a word like 各, 该 or 本 stands before it",
    "bare": "an organ's word without a name",
    "headed": "it ends in an organ's word",
    "headless": "it ends in no organ's word",
    "known": "it is in the tables",
    "unknown": "it is no title of the table",
    "short": "it is short and in no table",
    "long": "it is long and in no table",
}


PREFIXES = {
    "None": "no place begins it",
    "short": "a place's short name begins it",
    "division": "a place's full name begins it",
    "level": "a word like 市 or 县 begins it",
}


def meaning(name: str, candidate: Candidate) -> str:
    """A sign in words."""
    parts = name.split(".")
    if name == candidate.rule:
        return "this rule's record on held-out gold"
    if parts[1:-1] == ["beaten"]:
        return f"a candidate of strength {parts[-1]} overlaps it and is stronger or longer"
    if parts[1:-1] == ["over"]:
        return (
            "no rule's candidate overlaps it" if parts[-1] == "0" else f"it overlaps a rule's of strength {parts[-1]}"
        )
    if len(parts) == 2 and parts[1].isdecimal():
        return f"a rule's {parts[0]} of strength {parts[1]}"
    if parts[1:-1] == ["model", "prefix"]:
        return PREFIXES.get(parts[-1], f"it begins with: {parts[-1]}")
    if parts[0] == "PERSON" and parts[1:-1] == ["model"]:
        return MEANINGS.get(parts[-1], f"the form of the name: {parts[-1]}")
    return MEANINGS.get(parts[-1], parts[-1])


def belief(reading: Reading, at: int) -> Belief | None:
    """What the learnt model alone sees at code point ``at`` of the clean text; None in a pipeline without it."""
    weighing: Weighing | None = reading.cache.get(WEIGHING)
    if weighing is None or not 0 <= at < len(weighing.seen.logs):
        return None
    chances = [math.exp(log) for log in weighing.seen.logs[at].tolist()]
    by_label = [(label, sum(chances[1 + 4 * n : 5 + 4 * n])) for n, label in enumerate(weighing.seen.labels)]
    ranked = sorted([("none", chances[OUTSIDE]), *by_label], key=lambda pair: -pair[1])
    span = next((one for one in weighing.seen.best_spans() if one[0] <= at < one[1]), None)
    return Belief(tuple((label, round(chance, 4)) for label, chance in ranked), _told(reading, span) if span else None)


def _told(reading: Reading, span: tuple[int, int, str]) -> tuple[str, int, int, str]:
    start, end, label = span
    return (Label(label).value, *reading.offsets.source_span(start, end), reading.text[start:end])
