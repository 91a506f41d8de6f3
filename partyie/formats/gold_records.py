"""A gold document as the Extraction that says the same: what a perfect system would return for its text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import count

from partyie.formats.gold import GoldDocument, GoldPerson, GoldSpan
from partyie.records import (
    Date,
    DocumentFacts,
    Extraction,
    Label,
    Link,
    Mention,
    Organisation,
    Person,
    Place,
    Post,
    Quantity,
    TextSpan,
    Version,
    text_digest,
)

# The letter before the number in a record's id.
PREFIX = {
    Label.PERSON: "p", Label.POST: "t", Label.ORG: "o", Label.PLACE: "l", Label.DATE: "d", Label.QUANTITY: "q",
}  # fmt: skip
NAMED = frozenset({Label.PERSON, Label.ORG, Label.PLACE})
MADE_BY = "gold"  # stands where a rule, model or version is named


def extraction_from_gold(document: GoldDocument) -> Extraction:
    """The records of a gold document, whose values `check_values` has held.

    What gold doesn't say stays at its default: kinds and levels of organisations, codes of places, tenures, the
    instants that dates cover, the script. What records have no place for is lost: the ids of spans, which mention a
    relation points to (it points to the record), that a share was written as a fraction, and facts of a person whom
    no mention names.
    """
    return _GoldReading(document).extraction()


class _GoldReading:
    """The spans of one document and the ids of the records they belong to."""

    def __init__(self, document: GoldDocument) -> None:
        self.document = document
        self.spans = {span.id: span for span in document.spans}
        self.mention_ids = {span.id: f"m{number}" for number, span in enumerate(document.spans, 1)}
        self.clusters: dict[Label, dict[str, list[GoldSpan]]] = {label: {} for label in Label}
        for span in document.spans:
            self.clusters[span.label].setdefault(_cluster_key(span), []).append(span)
        self.record_ids = {
            span.id: f"{PREFIX[label]}{number}"
            for label, clusters in self.clusters.items()
            for number, spans in enumerate(clusters.values(), 1)
            for span in spans
        }

    def extraction(self) -> Extraction:
        facts = self.document.facts
        return Extraction(
            source=self.document.name,
            text_sha256=text_digest(self.document.text),
            length=len(self.document.text),
            document=DocumentFacts(title=facts.title, number=facts.number, issuer=facts.issuer, date=facts.date),
            mentions=tuple(self.mention(span) for span in self.document.spans),
            persons=tuple(self.person(spans) for spans in self.clusters[Label.PERSON].values()),
            organisations=tuple(self.organisation(spans) for spans in self.clusters[Label.ORG].values()),
            places=tuple(self.place(spans) for spans in self.clusters[Label.PLACE].values()),
            posts=tuple(self.post(span) for [span] in self.clusters[Label.POST].values()),
            dates=tuple(self.date(span) for [span] in self.clusters[Label.DATE].values()),
            quantities=tuple(self.quantity(span) for [span] in self.clusters[Label.QUANTITY].values()),
            links=tuple(self.links()),
            version=Version(package=MADE_BY, model=MADE_BY, lexicon=MADE_BY),
        )

    def records_of(self, span_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of the records that these spans belong to, each once."""
        return tuple(dict.fromkeys(self.record_ids[id_] for id_ in span_ids))

    def mentions_of(self, spans: list[GoldSpan]) -> tuple[str, ...]:
        return tuple(self.mention_ids[span.id] for span in spans)

    def mention(self, span: GoldSpan) -> Mention:
        return Mention(
            id=self.mention_ids[span.id], label=span.label, start=span.start, end=span.end, text=span.text,
            norm=span.text, record=self.record_ids[span.id], rule=MADE_BY,
        )  # fmt: skip

    def person(self, spans: list[GoldSpan]) -> Person:
        first = spans[0]
        stated = next((p for p in self.document.persons if p.entity == first.key), GoldPerson(entity=first.key))
        return Person(
            id=self.record_ids[first.id],
            name=first.key,
            surface=first.text,
            **stated.model_dump(exclude={"entity", "deceased"}),
            deceased=True if stated.deceased else None,
            member_of=self.records_of(tuple(id_ for span in spans for id_ in span.member)),
            mentions=self.mentions_of(spans),
        )

    def organisation(self, spans: list[GoldSpan]) -> Organisation:
        first = spans[0]
        return Organisation(
            id=self.record_ids[first.id], name=first.key, resolved=first.key != first.text, surface=first.text,
            kind="other", mentions=self.mentions_of(spans),
        )  # fmt: skip

    def place(self, spans: list[GoldSpan]) -> Place:
        first = spans[0]
        return Place(id=self.record_ids[first.id], name=first.key, surface=first.text, mentions=self.mentions_of(spans))

    def post(self, span: GoldSpan) -> Post:
        return Post(
            id=self.record_ids[span.id],
            title=span.text,
            full_title="".join(self.spans[id_].key for id_ in span.at[:1]) + span.text,
            at=self.records_of(span.at),
            holders=self.records_of(span.holder),
            status=span.status,
            when=self.records_of(span.when),
            mention=self.mention_ids[span.id],
        )

    def date(self, span: GoldSpan) -> Date:
        value = span.value or ""
        return Date(
            id=self.record_ids[span.id],
            type="INTERVAL" if "/" in value else "TIME" if "T" in value else "DATE",
            value=value,
            modifier=span.modifier,
            mention=self.mention_ids[span.id],
        )

    def quantity(self, span: GoldSpan) -> Quantity:
        low, dots, high = (span.value or "").partition("..")
        return Quantity(
            id=self.record_ids[span.id],
            value=None if dots else number_of(low),
            lower=number_of(low) if dots else None,
            upper=number_of(high) if dots else None,
            modifier=span.modifier,
            unit=span.unit,
            dimension=span.dimension or "count",
            of=span.of,
            mention=self.mention_ids[span.id],
        )

    def links(self) -> Iterator[Link]:
        numbers = count(1)
        for span in self.document.spans:
            for kind in ("holder", "at", "when", "member"):
                for target in getattr(span, kind):
                    yield Link(
                        id=f"k{next(numbers)}",
                        kind=kind,
                        source=self.record_ids[span.id],
                        target=self.record_ids[target],
                        rule=MADE_BY,
                        evidence=_between(span, self.spans[target]),
                    )


def number_of(value: str) -> Decimal:
    """A gold number: ``12.5`` or a fraction ``2/3``.

    >>> number_of("3/4")
    Decimal('0.75')
    """
    numerator, slash, denominator = value.partition("/")
    return Decimal(numerator) / Decimal(denominator) if slash else Decimal(numerator)


def _cluster_key(span: GoldSpan) -> str:
    """Names of one entity share a record; every post, date and quantity has its own."""
    return span.key if span.label in NAMED else span.id


def _between(one: GoldSpan, other: GoldSpan) -> TextSpan:
    return TextSpan(start=min(one.start, other.start), end=max(one.end, other.end))
