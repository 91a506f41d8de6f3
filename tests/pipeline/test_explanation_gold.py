"""On all gold: what an explanation says was kept is what was extracted, and its reasons are the true ones.

Nothing of the gold itself is read but its texts.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from partyie.benchmarks.corpus import PACKAGED, read_split
from partyie.components.reading import Reading, reading_of
from partyie.components.resolve import USER_LEXICON
from partyie.pipeline.explained_candidates import CRITERIA, Verdict, probability, verdicts
from partyie.pipeline.explained_records import date_origin, naming
from partyie.pipeline.reader import Recipe, reader_for
from partyie.records import Extraction, Label

DATES_TRIED = 1  # dates of each document whose origin is looked for


def explained(split: str) -> Iterator[tuple[str, Reading, Extraction, list[Verdict]]]:
    reader = reader_for(Recipe(explain=True))
    for document in read_split(split):
        doc = reader.nlp.make_doc(document.text)
        reading = reading_of(doc)
        extraction: Extraction = reader.annotate_doc(doc)._.extraction
        yield document.name, reading, extraction, list(verdicts(reading, 0, len(reading.text)))


@pytest.mark.parametrize("split", PACKAGED)
def test_what_is_kept_is_what_was_extracted_and_the_reasons_hold(split: str) -> None:
    for name, reading, extraction, found in explained(split):
        kept = [(one.label, one.start, one.end, one.rule, one.score) for one in found if one.kept]
        extracted = [(one.label.value, one.start, one.end, one.rule, one.score) for one in extraction.mentions]
        assert sorted(kept, key=str) == sorted(extracted, key=str), name
        for verdict in found:
            check_verdict(verdict, found)
        check_records(reading)


def check_verdict(verdict: Verdict, found: list[Verdict]) -> None:
    assert verdict.score is not None
    assert verdict.rule.startswith(USER_LEXICON) or verdict.signs
    assert round(probability(sum(sign.points for sign in verdict.signs)), 4) == verdict.score
    assert all(sign.meaning for sign in verdict.signs)
    if verdict.kept:
        assert verdict.score >= verdict.least
    elif verdict.beaten_by is None:
        assert verdict.score < verdict.least
        assert verdict.reason == f"too unlikely: {verdict.score:.4f} where {verdict.least:g} is the least"
    else:
        beaters = [
            one
            for one in found
            if one.kept and one.rule == verdict.beaten_by and one.start < verdict.end and verdict.start < one.end
        ]
        assert any(is_true(verdict, one) for one in beaters), verdict


def is_true(loser: Verdict, winner: Verdict) -> bool:
    """Whether the reason that the loser gives holds of this winner."""
    assert loser.score is not None
    assert winner.score is not None
    reason = loser.reason.partition("): ")[2]
    if reason.startswith(CRITERIA[1][:11]):
        return reason == f"less likely, {loser.score:.4f} against {winner.score:.4f}" and loser.score < winner.score
    equal = loser.score == winner.score
    if reason.startswith("strength"):
        return equal and loser.strength < winner.strength
    equal = equal and loser.strength == winner.strength
    if reason.startswith("shorter"):
        return equal and len(loser.norm) < len(winner.norm)
    equal = equal and len(loser.norm) == len(winner.norm)
    return equal and reason in (f"{winner.label} goes before {loser.label}", "that one begins first", "it came first")


def check_records(reading: Reading) -> None:
    """Each body has a rule that named it, and a date that isn't explicit leans on something."""
    bodies = [naming(reading, mention) for mention in reading.mentions if mention.label is Label.ORG]
    assert all(one is not None and one.meaning for one in bodies)
    dates = [mention for mention in reading.mentions if mention.label is Label.DATE]
    for mention in dates[:: max(len(dates) // DATES_TRIED, 1)]:
        value, anchor = mention.data["value"], mention.data["anchor"]
        origin = date_origin(reading, mention, None)
        assert origin is not None
        assert (origin.value, origin.anchor) == (value, anchor)
        assert bool(origin.leanings) == (anchor not in ("explicit", "calendar")) or anchor == "calendar"
        assert all(leaning.value and leaning.what for leaning in origin.leanings)
