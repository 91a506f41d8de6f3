"""Which candidates become mentions: the one visible place where overlaps are decided.

Criteria, in order: a user lexicon beats everything; then the rule's own strength; then the longer candidate; then
the label, in the order of `PREFERENCE`; then the one that starts first. What loses is kept for `partyie explain`
when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from partyie.components.reading import Candidate, Reading, reading_of
from partyie.components.scorers import Scores
from partyie.components.spans import write_spans
from partyie.records import Label

CANDIDATES = "partyie_candidates"  # doc.user_data key of the explained decisions: plain data only
PREFERENCE = (Label.DATE, Label.ORG, Label.POST, Label.PERSON, Label.PLACE, Label.QUANTITY)
RANK = {label: number for number, label in enumerate(PREFERENCE)}
USER_LEXICON = "lexicon.user"


def precedence(candidate: Candidate) -> tuple[bool, int, int, int, int]:
    """Sort key: the smallest is decided first."""
    return (
        not candidate.rule.startswith(USER_LEXICON),
        -candidate.strength,
        candidate.start - candidate.end,
        RANK[candidate.label],
        candidate.start,
    )


def resolve(candidates: Iterable[Candidate], length: int) -> tuple[list[Candidate], list[tuple[Candidate, Candidate]]]:
    """Decide overlaps.

    Args:
        candidates: In any order; ends are half-open code points of the clean text.
        length: Of the clean text.

    Returns:
        The mentions in text order, none overlapping, and each loser with the mention that beat it.
    """
    owner: list[Candidate | None] = [None] * length
    kept: list[Candidate] = []
    beaten: list[tuple[Candidate, Candidate]] = []
    for candidate in sorted(candidates, key=precedence):
        winner = next(filter(None, owner[candidate.start : candidate.end]), None)
        if winner is not None:
            beaten.append((candidate, winner))
            continue
        owner[candidate.start : candidate.end] = [candidate] * (candidate.end - candidate.start)
        kept.append(candidate)
    kept.sort(key=lambda candidate: candidate.start)
    return kept, beaten


def explanation(reading: Reading, beaten: list[tuple[Candidate, Candidate]]) -> list[dict[str, object]]:
    """Every candidate with its fate, offsets in the input, in text order."""
    winners = {id(loser): winner for loser, winner in beaten}
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
                "kept": winner is None,
                "beaten_by": winner.rule if winner else None,
            }
        )
    return rows


class Resolver:
    """Turns candidates into mentions and writes them to ``doc.spans["partyie"]``."""

    def __init__(self, *, explain: bool = False, scorer: Callable[..., Scores] | None = None) -> None:
        self.explain = explain
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        reading.mentions, beaten = resolve(reading.candidates, len(reading.text))
        if self.explain:
            doc.user_data[CANDIDATES] = explanation(reading, beaten)
        return write_spans(doc, reading)

    def score(self, examples: Iterable[Example], **options: Any) -> Scores:
        """What `nlp.evaluate` reports of the mentions; nothing without a scorer."""
        return self.scorer(examples, **options) if self.scorer else {}


@Language.factory(
    "partyie_resolver",
    assigns=["doc.spans"],
    default_config={"explain": False, "scorer": {"@scorers": "partyie.span_scorer.v1"}},
    default_score_weights={"spans_partyie_f": 1.0, "spans_partyie_p": 0.0, "spans_partyie_r": 0.0},
)
def make_resolver(nlp: Language, name: str, explain: bool, scorer: Callable[..., Scores] | None) -> Resolver:
    """The resolver; with ``explain`` it keeps all candidates and what beat them in ``doc.user_data``."""
    return Resolver(explain=explain, scorer=scorer)
