"""What the review page's script knows of one document: of each mention, link and record what no element shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partyie.formats.columns import REFERENCES
from partyie.formats.rows import as_text, display_names
from partyie.formats.stretches import visible
from partyie.records import Extraction, Mention, Record

Data = dict[str, Any]
# Fields that the page shows otherwise: by its links, in the text, or in the record's name
NOT_FACTS = {"id", "name", "mention", "mentions", "evidence", "rule", "at", "holders", "when", "person", "post"} | {
    *("organisation", "title", "full_title", "value", "unit")
}
FACT_FAMILIES = ("persons", "organisations", "places", "posts", "tenures", "dates", "quantities")
USUAL = {
    ("type", "DATE"),
    ("anchor", "explicit"),
    ("calendar", "gregorian"),
    ("dimension", "count"),
    ("resolved", "true"),
}
MIDNIGHT = "T00:00:00"


def document_data(extraction: Extraction) -> Data:
    """JSON values, made visible.

    ``rules``: names. ``m``: a mention each, as record id, number of its rule, start, score (null), norm where it isn't
    the text. ``k``: a link each, as kind, source, target, number of its rule; ``e``: the same of tenures. ``s``:
    numbers of the mentions of each tenure. ``f``: the other fields of each record. ``x``: a repair each, as kind,
    original, repaired.
    """
    rules: dict[str, int] = {}
    mentions = [_mention(mention, rules) for mention in extraction.mentions]
    links = [[*ends, _number(rule, rules)] for *ends, rule in _links(extraction)]
    ties = [[*ends, _number(rule, rules)] for *ends, rule in _ties(extraction)]
    numbers = {mention.id: i for i, mention in enumerate(extraction.mentions)}
    told = {one.id: [numbers[mention] for mention in one.mentions if mention in numbers] for one in extraction.tenures}
    return {
        "rules": [visible(rule) for rule in rules],
        "m": mentions,
        "k": links,
        "e": ties,
        "s": told,
        "f": dict(_facts(extraction)),
        "x": [[visible(part) for part in (one.kind, one.original, one.repaired)] for one in extraction.repairs],
    }


def _number(rule: str, rules: dict[str, int]) -> int:
    return rules.setdefault(rule, len(rules))


def _mention(mention: Mention, rules: dict[str, int]) -> list[Any]:
    score = mention.score if mention.score is None else _rounded(mention.score)
    known = [mention.record, _number(mention.rule, rules), mention.start, score]
    return known if mention.norm == mention.text else [*known, visible(mention.norm)]


def _rounded(score: float) -> float:
    """To three digits; what isn't certain doesn't become so."""
    return min(round(score, 3), 0.999) if score < 1 else score


def _links(extraction: Extraction) -> Iterator[tuple[str, str, str, str]]:
    yield from ((link.kind, link.source, link.target, link.rule) for link in extraction.links)


def _ties(extraction: Extraction) -> Iterator[tuple[str, str, str, str]]:
    """What a tenure ties together, as if by links."""
    dates = {post.id: post.when for post in extraction.posts}
    for tenure in extraction.tenures:
        yield "holder", tenure.id, tenure.person, tenure.rule
        if tenure.organisation is not None:
            yield "at", tenure.id, tenure.organisation, tenure.rule
        for date in dates.get(tenure.post, ()):
            yield "when", tenure.id, date, tenure.rule


def _facts(extraction: Extraction) -> Iterator[tuple[str, dict[str, str]]]:
    names = display_names(extraction)
    for family in FACT_FAMILIES:
        references = REFERENCES.get(family, ())
        for record in getattr(extraction, family):
            if facts := {field: visible(text) for field, text in _fields(record, references, names)}:
                yield record.id, facts


def _fields(record: Record, references: tuple[str, ...], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that say more than the record's name, with names for ids."""
    for field, value in record:
        if field in NOT_FACTS or value is None or value == ():
            continue
        said = as_text(value).removesuffix(MIDNIGHT)
        said = names.get(said, said) if field in references else said
        if said and not _goes_without_saying(record, field, said):
            yield field, said


def _goes_without_saying(record: Record, field: str, said: str) -> bool:
    if (field, said) in USUAL or (said == "false" and field != "resolved"):
        return True
    return field == "surface" and said == getattr(record, "name", None)
