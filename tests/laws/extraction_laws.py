"""What holds of every Extraction whatever its text: offsets, order, ids. Each check raises AssertionError."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from hypothesis import settings

from partyie.records import Extraction, Label, Link, Record, TextSpan, text_digest
from partyie.records.joining import PREFIXES

OWNER = {
    Label.PERSON: "persons",
    Label.ORG: "organisations",
    Label.PLACE: "places",
    Label.POST: "posts",
    Label.DATE: "dates",
    Label.QUANTITY: "quantities",
}
"""The family whose records a mention of each label belongs to."""
BODIES = ("organisations", "places")
TARGETS: dict[tuple[str, str], tuple[str, ...]] = {
    ("persons", "member_of"): BODIES,
    ("organisations", "place"): ("places",),
    ("organisations", "parent"): ("organisations",),
    ("posts", "at"): BODIES,
    ("posts", "holders"): ("persons",),
    ("posts", "when"): ("dates",),
    ("tenures", "person"): ("persons",),
    ("tenures", "post"): ("posts",),
    ("tenures", "organisation"): ("organisations",),
    ("tenures", "place"): ("places",),
    ("tenures", "within"): ("tenures",),
}
"""The families that a field's ids may come from; mentions are checked by label."""
LINKED = {
    "holder": ("posts", ("persons",)),
    "at": ("posts", BODIES),
    "when": ("posts", ("dates",)),
    "member": ("persons", BODIES),
}
"""Sources and targets of each kind of link."""


def check_laws(text: str, extraction: Extraction) -> None:
    """All of the below."""
    check_offsets(text, extraction)
    check_order(extraction)
    check_ids(extraction)


def check_offsets(text: str, extraction: Extraction) -> None:
    """Everything with offsets covers characters of the text, and says which."""
    assert (extraction.length, extraction.text_sha256) == (len(text), text_digest(text))
    for mention in extraction.mentions:
        assert 0 <= mention.start < mention.end <= len(text), mention
        assert text[mention.start : mention.end] == mention.text, mention
        assert mention.norm.strip(), mention
    for repair in extraction.repairs:
        assert 0 <= repair.start < repair.end <= len(text), repair
        assert text[repair.start : repair.end] == repair.original != repair.repaired, repair
    for evidence in _evidence(extraction):
        assert 0 <= evidence.start < evidence.end <= len(text), evidence


def check_order(extraction: Extraction) -> None:
    """Mentions and repairs are in text order and don't overlap: the guideline's mentions are flat (§1)."""
    for records in (extraction.mentions, extraction.repairs):
        assert all(one.end <= other.start for one, other in pairwise(records)), records
    place = {mention.id: mention.start for mention in extraction.mentions}
    for family in OWNER.values():
        first = [place[ids[0]] for ids in map(_mention_ids, getattr(extraction, family))]
        assert first == sorted(first), family
    for record in _all_records(extraction):
        starts = [place[identifier] for identifier in _mention_ids(record)]
        assert starts == sorted(starts), record


def check_ids(extraction: Extraction) -> None:
    """Ids count from 1 in each family, and every reference leads to a record of the right kind, and back."""
    known = {family: {one.id: one for one in getattr(extraction, family)} for family in PREFIXES}
    for family, prefix in PREFIXES.items():
        assert [one.id for one in getattr(extraction, family)] == [
            f"{prefix}{number}" for number in range(1, len(known[family]) + 1)
        ], family
    _check_mentions(extraction, known)
    for (family, field), targets in TARGETS.items():
        for record in known[family].values():
            for identifier in _ids(record, field):
                assert any(identifier in known[target] for target in targets), (family, field, record)
    for link in extraction.links:
        source, targets = LINKED[link.kind]
        assert link.source in known[source] and any(link.target in known[target] for target in targets), link
    _check_links(extraction)


def _check_mentions(extraction: Extraction, known: dict[str, dict[str, Record]]) -> None:
    """A mention is one of its record's, and of no other."""
    owned = {
        (family, identifier): record.id
        for family in OWNER.values()
        for record in getattr(extraction, family)
        for identifier in _mention_ids(record)
    }
    assert owned == {(OWNER[mention.label], mention.id): mention.record for mention in extraction.mentions}
    for tenure in extraction.tenures:
        posts = [extraction.mentions[int(identifier[1:]) - 1].record for identifier in tenure.mentions]
        assert tenure.post in posts and all(post in known["posts"] for post in posts), tenure


def _check_links(extraction: Extraction) -> None:
    """Posts' and persons' lists of ids are the same facts as the links."""
    listed = {
        (kind, record.id, target)
        for records, fields in (
            (extraction.posts, {"holder": "holders", "at": "at", "when": "when"}),
            (extraction.persons, {"member": "member_of"}),
        )
        for record in records
        for kind, field in fields.items()
        for target in getattr(record, field)
    }
    assert listed == set(map(_linked, extraction.links))


def _linked(link: Link) -> tuple[str, str, str]:
    return link.kind, link.source, link.target


def _evidence(extraction: Extraction) -> Iterator[TextSpan]:
    yield from (link.evidence for link in extraction.links)
    yield from (tenure.evidence for tenure in extraction.tenures)


def _all_records(extraction: Extraction) -> Iterator[Record]:
    for family in (*OWNER.values(), "tenures"):
        yield from getattr(extraction, family)


def _mention_ids(record: Record) -> Iterable[str]:
    return _ids(record, "mentions" if hasattr(record, "mentions") else "mention")


def _ids(record: Record, field: str) -> tuple[str, ...]:
    value = getattr(record, field)
    return () if value is None else (value,) if isinstance(value, str) else value


few = settings(max_examples=max(settings().max_examples // 3, 1))
"""For laws that read several texts an example."""
