"""Which candidates become mentions: the one visible place where overlaps are decided.

A user lexicon beats everything. Then, where the learnt model has weighed the candidates (`partyie_ner`), the likelier
one wins, and an unlikely one is dropped. Ties, and all of it in a pipeline without the model,
go to the stronger rule; then to the longer candidate; then by label, in the order of `PREFERENCE`; then to the one
that starts first. What loses is kept for `partyie explain` when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from partyie.components.placement import Component
from partyie.components.reading import CERTAIN, WEIGHED, Candidate, Reading
from partyie.components.scorers import Scores
from partyie.components.spans import write_spans
from partyie.records import Label

CANDIDATES = "partyie_candidates"  # doc.user_data key of the explained decisions: plain data only
PREFERENCE = (Label.DATE, Label.ORG, Label.POST, Label.PERSON, Label.PLACE, Label.QUANTITY)
RANK = {label: number for number, label in enumerate(PREFERENCE)}
USER_LEXICON = "lexicon.user"
LIKELY_ENOUGH = 0.5  # the score that a weighed candidate must reach
CERTAIN_ENOUGH = (
    0.2  # the same for one of a certain rule: where nothing better overlaps it, the model must be very sure
)

SCORE_WEIGHTS: dict[str, float | None] = {
    "spans_partyie_f": 1.0,
    "spans_partyie_p": 0.0,
    "spans_partyie_r": 0.0,
    "spans_partyie_per_type": None,
    **{f"partyie_{name}_f": 0.0 for name in ("dates", "quantities", "holder", "at", "when", "member")},
}
"""What of the scores counts where a model is chosen by them; those with 0 are only shown."""


def precedence(candidate: Candidate, *, weighed: bool = False) -> tuple[bool, float, int, int, int, int]:
    """Sort key: the smallest is decided first."""
    users = candidate.rule.startswith(USER_LEXICON)
    return (
        not users,
        -(candidate.score or 0.0) if weighed and not users else 0.0,
        -candidate.strength,
        candidate.start - candidate.end,
        RANK[candidate.label],
        candidate.start,
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of the candidates of a text.

    Attributes:
        kept: The mentions in text order, none overlapping.
        beaten: Each loser with the mention that beat it.
        unlikely: Those that the learnt model's evidence spoke against.
    """

    kept: list[Candidate]
    beaten: list[tuple[Candidate, Candidate]]
    unlikely: list[Candidate]


def resolve(candidates: Iterable[Candidate], length: int, *, weighed: bool = False) -> Decision:
    """Decide overlaps.

    Args:
        candidates: In any order; ends are half-open code points of the clean text.
        length: Of the clean text.
        weighed: Whether every candidate's score is the learnt model's.
    """
    owner: list[Candidate | None] = [None] * length
    decision = Decision([], [], [])
    for candidate in sorted(candidates, key=lambda candidate: precedence(candidate, weighed=weighed)):
        if weighed and (candidate.score or 0.0) < least_score(candidate):
            decision.unlikely.append(candidate)
            continue
        winner = next(filter(None, owner[candidate.start : candidate.end]), None)
        if winner is not None:
            decision.beaten.append((candidate, winner))
            continue
        owner[candidate.start : candidate.end] = [candidate] * (candidate.end - candidate.start)
        decision.kept.append(candidate)
    decision.kept.sort(key=lambda candidate: candidate.start)
    return decision


def least_score(candidate: Candidate) -> float:
    """The score that a weighed candidate must reach to become a mention."""
    if candidate.rule.startswith(USER_LEXICON):
        return 0.0
    return CERTAIN_ENOUGH if candidate.strength >= CERTAIN else LIKELY_ENOUGH


def explanation(reading: Reading, decision: Decision) -> list[dict[str, object]]:
    """Every candidate with its fate, offsets in the input, in text order."""
    winners = {id(loser): winner for loser, winner in decision.beaten}
    unlikely = set(map(id, decision.unlikely))
    rows: list[dict[str, object]] = []
    for candidate in sorted(reading.candidates, key=lambda c: (c.start, c.end, precedence(c))):
        start, end = reading.offsets.source_span(candidate.start, candidate.end)
        winner = winners.get(id(candidate))
        rows.append(
            {
                "label": candidate.label.value,
                "start": start,
                "end": end,
                "norm": reading.text[candidate.start : candidate.end],
                "rule": candidate.rule,
                "strength": candidate.strength,
                "score": candidate.score,
                "kept": winner is None and id(candidate) not in unlikely,
                "beaten_by": winner.rule if winner else None,
            }
        )
    return rows


class Resolver(Component):
    """Turns candidates into mentions and writes them to ``doc.spans["partyie"]``."""

    def __init__(
        self,
        nlp: Language | None = None,
        *,
        explain: bool = False,
        scorer: Callable[..., Scores] | None = None,
    ) -> None:
        super().__init__(nlp)
        self.explain = explain
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        reading = self.reading_of(doc)
        decision = resolve(reading.candidates, len(reading.text), weighed=WEIGHED in reading.cache)
        reading.mentions = decision.kept
        if self.explain:
            doc.user_data[CANDIDATES] = explanation(reading, decision)
        return write_spans(doc, reading)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of ``doc.spans["partyie"]``."""
        return tuple(label.value for label in Label)

    def score(self, examples: Iterable[Example], **options: Any) -> Scores:
        """What `nlp.evaluate` reports of the mentions; nothing without a scorer."""
        return self.scorer(examples, **options) if self.scorer else {}


@Language.factory(
    "partyie_resolver",
    assigns=["doc.spans"],
    default_config={"explain": False, "scorer": {"@scorers": "partyie.record_scorer.v1"}},
    default_score_weights=SCORE_WEIGHTS,
)
def make_resolver(nlp: Language, name: str, explain: bool, scorer: Callable[..., Scores] | None) -> Resolver:
    """The resolver; with ``explain`` it keeps all candidates and what beat them in ``doc.user_data``."""
    return Resolver(nlp, explain=explain, scorer=scorer)
