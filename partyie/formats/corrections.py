"""What comes back from another annotator's tool, joined with the document that went out.

A tool keeps regions of text and lines between them, and gives them ids of its own. So the document that went out
travels in the file (`original_data`), and what comes back is matched with it: a mention that is still there has its id
again, one whose bounds were moved too, and a new one gets the next free id.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from typing import Any, TypeVar

from pydantic import ValidationError

from partyie.errors import GoldError
from partyie.formats.gold import SPAN_KEYS, GoldDocument, GoldPerson, GoldSpan
from partyie.formats.gold_checks import TARGETS, check_references
from partyie.formats.gold_records import PREFIX
from partyie.formats.problems import problem
from partyie.records import Label

OnError = Callable[[GoldError], object]
T = TypeVar("T")
U = TypeVar("U")

RELATIONS = tuple(TARGETS)
# Which relation a line between two labels is: no two labels have more than one.
BETWEEN = {
    (Label.POST, Label.PERSON): "holder",
    (Label.POST, Label.ORG): "at",
    (Label.POST, Label.PLACE): "at",
    (Label.POST, Label.DATE): "when",
    (Label.PERSON, Label.ORG): "member",
    (Label.PERSON, Label.PLACE): "member",
}


@dataclass(frozen=True, slots=True)
class Region:
    """One marked stretch of a file, as far as its reader has looked: `corrected` checks the label and the place.

    Attributes:
        key: What the file's relations call it.
        start: First code point of the text, half-open with ``end``.
        fields: Entity key, value … by the names of `GoldSpan`; null where the file doesn't say, and then those of the
            mention that went out hold.
    """

    key: str
    label: str
    start: int
    end: int
    fields: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A line from one region to another; ``kind`` is null where the file doesn't name it."""

    kind: str | None
    source: str
    target: str


def original_data(document: GoldDocument) -> dict[str, Any]:
    """All of a document but its text, as plain JSON, to travel in a file."""
    check_references(document)
    fields: Any = {field: True for field in GoldDocument.model_fields if field != "text"}
    surfaces: Any = {"spans": {"__all__": {"text"}}}
    return document.model_dump(mode="json", include=fields, exclude=surfaces, exclude_defaults=True)


def original_document(data: Mapping[str, Any], text: str, place: str) -> GoldDocument:
    """The reverse of `original_data`.

    Raises:
        GoldError: The data isn't of that shape; the message begins with ``place``.
    """
    try:
        spans = [{**span, "text": text[span["start"] : span["end"]]} for span in data.get("spans", ())]
        return GoldDocument.model_validate({**data, "text": text, "spans": spans})
    except (ValidationError, TypeError, KeyError, AttributeError) as error:
        raise GoldError(f"{place}: what travels with the document can't be read: {problem(error)}") from error


def corrected(original: GoldDocument, regions: Sequence[Region], relations: Iterable[Relation] | None) -> GoldDocument:
    """The document as its annotator left it.

    Args:
        original: What went out; without spans where nothing did.
        regions: In any order; they may overlap.
        relations: Null where the file has none to say; then those of the original hold between what is still there.
            A line drawn backwards (from the person to the post) is turned round.

    Raises:
        GoldError: An unknown label or relation, a place outside the text, or a relation between labels that have none;
            the message names document, characters and region.
    """
    for region in regions:
        _check_place(original, region)
    if len({region.key for region in regions}) < len(regions):
        raise GoldError(f"{original.name}: two regions have the same id")
    before = _matches(original.spans, regions)
    ids = _ids(original, regions, before)
    spans = {
        region.key: _span(original, region, before[region.key], ids[region.key], keep_relations=relations is None)
        for region in regions
    }
    if relations is None:
        there = set(ids.values())
        spans = {key: _without_lost(span, there) for key, span in spans.items()}
    else:
        spans = _related(original.name, spans, relations)
    ordered = sorted(spans.values(), key=lambda span: (span.start, -span.end))
    persons = tuple(_persons(original, {key: spans[key] for key in spans if before[key]}, before, ordered))
    return original.model_copy(update={"spans": tuple(ordered), "persons": persons})


def attempted(items: Iterable[T], action: Callable[[T], U], on_error: OnError | None) -> Iterator[U]:
    """The action's results; one that raises a GoldError is handed to ``on_error``, where there is one, and left out."""
    for item in items:
        try:
            result = action(item)
        except GoldError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            yield result


def _place(document: GoldDocument, region: Region) -> str:
    words = document.text[region.start : region.end] if 0 <= region.start <= region.end else ""
    return f"{document.name}, characters {region.start}–{region.end}: {region.label} {region.key} {words!r}"


def _check_place(document: GoldDocument, region: Region) -> None:
    if not isinstance(region.label, str) or region.label not in Label.__members__:
        raise GoldError(f"{_place(document, region)}: label {region.label} is none of {', '.join(Label)}")
    if not 0 <= region.start < region.end <= len(document.text):
        raise GoldError(f"{_place(document, region)}: no such place in a text of {len(document.text)} characters")


def _matches(spans: Sequence[GoldSpan], regions: Sequence[Region]) -> dict[str, GoldSpan | None]:
    """For each region the mention that it was: the same one, the same words under another label, or one it overlaps."""
    found: dict[str, GoldSpan | None] = {region.key: None for region in regions}
    free = {span.id: span for span in spans}
    steps = ((_in_place, _is_itself), (_in_place, _is_same), (_in_place, _has_same_words), (_overlapping, _is_same))
    for gathered, closeness in steps:
        near = gathered(free.values())
        for region in regions:
            if found[region.key] is None:
                same = next((span for span in near(region) if span.id in free and closeness(span, region)), None)
                if same is not None:
                    found[region.key] = free.pop(same.id)
    return found


def _in_place(spans: Iterable[GoldSpan]) -> Callable[[Region], Sequence[GoldSpan]]:
    """Tells the mentions at a region's very place."""
    places: dict[tuple[int, int], list[GoldSpan]] = {}
    for span in spans:
        places.setdefault((span.start, span.end), []).append(span)
    return lambda region: places.get((region.start, region.end), ())


def _overlapping(spans: Iterable[GoldSpan]) -> Callable[[Region], Sequence[GoldSpan]]:
    """Tells the mentions that overlap a region, in their order; only those near it are looked at."""
    numbered = sorted(enumerate(spans), key=lambda one: one[1].start)
    starts = [span.start for _, span in numbered]
    reached = list(accumulate((span.end for _, span in numbered), max))  # by each or one before it

    def near(region: Region) -> Sequence[GoldSpan]:
        found, place = {}, bisect_left(starts, region.end)
        while place and reached[place - 1] > region.start:
            place -= 1
            number, span = numbered[place]
            if span.end > region.start:
                found[number] = span
        return [found[number] for number in sorted(found)]

    return near


def _is_itself(span: GoldSpan, region: Region) -> bool:
    return span.id == region.key and span.label == region.label


def _is_same(span: GoldSpan, region: Region) -> bool:
    return span.label == region.label


def _has_same_words(span: GoldSpan, region: Region) -> bool:
    return True


def _ids(original: GoldDocument, regions: Sequence[Region], before: Mapping[str, GoldSpan | None]) -> dict[str, str]:
    """The id of each region: the old one, else the next free one of its label, in text order."""
    taken = {span.id for span in original.spans}
    numbers = {label: count(1) for label in Label}
    ids = {}
    for region in sorted(regions, key=lambda region: (region.start, -region.end)):
        old, label = before[region.key], Label(region.label)
        ids[region.key] = (
            old.id if old else next(i for n in numbers[label] if (i := f"{PREFIX[label]}{n}") not in taken)
        )
    return ids


def _span(original: GoldDocument, region: Region, old: GoldSpan | None, id_: str, *, keep_relations: bool) -> GoldSpan:
    label = Label(region.label)
    fields: dict[str, Any] = {}
    for field in SPAN_KEYS[label].values():
        if field in RELATIONS:
            fields |= {field: getattr(old, field)} if old and keep_relations else {}
        elif region.fields is None:
            fields |= {field: getattr(old, field)} if old else {}
        elif field in region.fields:
            fields[field] = region.fields[field]
    words = original.text[region.start : region.end]
    try:
        return GoldSpan(id=id_, label=label, start=region.start, end=region.end, text=words, **fields)
    except ValidationError as error:
        raise GoldError(f"{_place(original, region)}: {problem(error)}") from error


def _without_lost(span: GoldSpan, ids: set[str]) -> GoldSpan:
    """The span without relations to mentions that are gone."""
    kept = {kind: tuple(id_ for id_ in getattr(span, kind) if id_ in ids) for kind in RELATIONS}
    return span.model_copy(update=kept)


def _related(name: str, spans: dict[str, GoldSpan], relations: Iterable[Relation]) -> dict[str, GoldSpan]:
    ends: dict[str, dict[str, list[str]]] = {}
    for relation in relations:
        for key in (relation.source, relation.target):
            if not isinstance(key, str) or key not in spans:
                raise GoldError(f"{name}: a relation {relation.kind or ''} ends at {key}, which is no region")
        kind, source, target = _directed(name, relation, spans)
        targets = ends.setdefault(source, {}).setdefault(kind, [])
        if spans[target].id not in targets:
            targets.append(spans[target].id)
    return spans | {
        key: spans[key].model_copy(update={kind: tuple(targets) for kind, targets in kinds.items()})
        for key, kinds in ends.items()
    }


def _directed(name: str, relation: Relation, spans: Mapping[str, GoldSpan]) -> tuple[str, str, str]:
    """The relation's kind and its ends as the guideline has them (§6)."""
    one, other = spans[relation.source], spans[relation.target]
    place = f"{name}: the relation {relation.kind or ''} from {one.label} {one.text!r} to {other.label} {other.text!r}"
    if relation.kind is not None and relation.kind not in RELATIONS:
        raise GoldError(f"{place} is none of {', '.join(RELATIONS)}")
    for source, target in ((relation.source, relation.target), (relation.target, relation.source)):
        kind = BETWEEN.get((spans[source].label, spans[target].label))
        if kind is not None and relation.kind in (kind, None):
            return kind, source, target
    known = "; ".join(f"{kind}: from {one} to {other}" for (one, other), kind in BETWEEN.items())
    raise GoldError(f"{place} isn't one that these labels have: {known}")


def _persons(
    original: GoldDocument,
    kept: Mapping[str, GoldSpan],
    before: Mapping[str, GoldSpan | None],
    spans: Iterable[GoldSpan],
) -> Iterator[GoldPerson]:
    """What is stated of persons: under the new key where theirs was corrected; gone with the last of their mentions."""
    were = {span.key for span in original.spans if span.label is Label.PERSON}
    are = {span.key for span in spans if span.label is Label.PERSON}
    renamed: dict[str, str] = {}
    for key, span in kept.items():
        old = before[key]
        if old is not None and old.label is span.label is Label.PERSON:
            renamed.setdefault(old.key, span.key)
    stated = {person.entity for person in original.persons}
    for person in original.persons:
        if person.entity in are or person.entity not in were:
            yield person
        elif (name := renamed.get(person.entity)) is not None and name not in stated:
            yield person.model_copy(update={"entity": name})
