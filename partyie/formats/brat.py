"""brat stand-off: a folder with ``NAME.txt``, ``NAME.ann`` and ``annotation.conf``; offsets in code points.

Mentions are ``T`` lines, relations ``R`` lines, values from a closed list ``A`` lines; ids, entity keys and free values
stand in notes (``#1 AnnotatorNotes T1 id=p1 ent=…``), with the guideline's short keys. A mention that runs over a line
end is written in fragments, as brat does. Facts of the document and of persons, which brat has no place for, lie beside
it in ``NAME.facts.json``; those of a person whom no mention names any more are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from partyie.errors import GoldError, InputError
from partyie.formats.beside import write_whole
from partyie.formats.brat_config import annotation_config
from partyie.formats.corrections import (
    RELATIONS,
    OnError,
    Region,
    Relation,
    attempted,
    corrected,
    original_data,
    original_document,
)
from partyie.formats.gold import SPAN_KEYS, GoldDocument, GoldSpan
from partyie.formats.gold_files import Names, document_name, encoded, files_of, json_text, read_text
from partyie.formats.json_reading import parse_json
from partyie.formats.label_studio_config import CHOSEN
from partyie.formats.notes import format_note, parse_note
from partyie.records import Label

ANNOTATION, TEXT, FACTS = ".ann", ".txt", ".facts.json"
CONFIG = "annotation.conf"
NOTE = "AnnotatorNotes"
# What ends a line for brat, which reads its files with Python's `splitlines`.
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
KEYS = {key: field for keys in SPAN_KEYS.values() for key, field in keys.items() if field not in RELATIONS}
KNOWN = frozenset({"id", *KEYS})


def write_brat(documents: Iterable[GoldDocument], path: Path, on_error: OnError | None = None) -> None:
    """Write each document into a folder, made if need be, and the ``annotation.conf`` that brat needs.

    Texts with CRLF are written as they are, but brat itself counts a CRLF as one character (brat#853).

    Args:
        on_error: Is given the error of a document that can't be written, which is then left out; else it is raised.

    Raises:
        GoldError: Two documents have one name, or one has dangling relations, ids that stand twice, or a mention that
            is empty or begins or ends with a line end.
    """
    names = Names()

    def write(document: GoldDocument) -> None:
        annotation = encoded(format_ann(document), document.name)
        stem, facts = names.stem(document), _facts(document)
        write_whole(path / f"{stem}{TEXT}", encoded(document.text, document.name))
        write_whole(path / f"{stem}{ANNOTATION}", annotation)
        if len(facts) > 1:
            write_whole(path / f"{stem}{FACTS}", encoded(json_text(facts, indent=0) + "\n", document.name))

    path.mkdir(parents=True, exist_ok=True)
    (path / CONFIG).write_text(annotation_config(), encoding="utf-8")
    for _ in attempted(documents, write, on_error):
        pass


def read_brat(path: Path, on_error: OnError | None = None) -> Iterator[GoldDocument]:
    """The documents of a folder's ``NAME.ann`` files with the ``NAME.txt`` beside them, by name, or of one ``.ann``.

    A mention without a note (a new one) has the next free id and no values; remarks in somebody's own words, attributes
    of your own, events and normalisations are passed over.

    Raises:
        InputError: There is no such file.
        GoldError: A line can't be read, a mention has another label than the six, or fragments with more than line ends
            between them; the message names document and line.
    """

    def read(file: Path) -> GoldDocument:
        stem = file.name.removesuffix(ANNOTATION)
        text, facts = file.with_name(stem + TEXT), file.with_name(stem + FACTS)
        if not text.is_file():
            raise GoldError(f"{file}: its text {text.name} isn't beside it")
        return parse_ann(
            read_text(file), read_text(text), document_name(stem), read_text(facts) if facts.is_file() else None
        )

    if path.is_file() and path.suffix != ANNOTATION:
        raise InputError(f"{path}: brat's files end in {ANNOTATION}")
    return attempted(files_of(path, ANNOTATION), read, on_error)


def format_ann(document: GoldDocument) -> str:
    """The ``.ann`` file of a document.

    Raises:
        GoldError: As for `write_brat`.
    """
    original_data(document)  # checks that relations have ends
    numbers = {span.id: number for number, span in enumerate(document.spans, 1)}
    lines = [_text_bound(document, span, number) for number, span in enumerate(document.spans, 1)]
    relations = [
        f"{kind} Arg1:T{numbers[span.id]} Arg2:T{numbers[target]}"
        for span in document.spans
        for kind in RELATIONS
        for target in getattr(span, kind)
    ]
    chosen = [
        f"{field} T{numbers[span.id]} {value}" for span in document.spans for field, value in _chosen(span).items()
    ]
    lines += [f"R{number}\t{relation}" for number, relation in enumerate(relations, 1)]
    lines += [f"A{number}\t{attribute}" for number, attribute in enumerate(chosen, 1)]
    lines += [f"#{number}\t{NOTE} T{number}\t{_note(span)}" for number, span in enumerate(document.spans, 1)]
    return "".join(f"{line}\n" for line in lines)


def _facts(document: GoldDocument) -> dict[str, Any]:
    return {key: value for key, value in original_data(document).items() if key != "spans"}


def _text_bound(document: GoldDocument, span: GoldSpan, number: int) -> str:
    place = f"{document.name}, characters {span.start}–{span.end}: {span.label} {span.id} {span.text!r}"
    fragments = [match.span() for match in LINE.finditer(span.text)]
    if not fragments or fragments[0][0] or fragments[-1][1] < len(span.text):
        raise GoldError(f"{place}: brat can't mark a line end at the edge of a mention")
    places = ";".join(f"{span.start + start} {span.start + end}" for start, end in fragments)
    return f"T{number}\t{span.label} {places}\t{' '.join(span.text[start:end] for start, end in fragments)}"


def _chosen(span: GoldSpan) -> dict[str, str]:
    """The values that brat offers in a list; a default needs no line."""
    return {
        field: getattr(span, field)
        for field, (labels, values) in CHOSEN.items()
        if span.label in labels
        and getattr(span, field) in tuple(values)
        and getattr(span, field) != GoldSpan.model_fields[field].default
    }


def _note(span: GoldSpan) -> str:
    chosen = _chosen(span)
    pairs = {"id": span.id}
    for key, field in SPAN_KEYS[span.label].items():
        value = getattr(span, field)
        if field not in RELATIONS and field not in chosen and value != GoldSpan.model_fields[field].default:
            pairs[key] = value
    return format_note(pairs)


class _Reading:
    """The lines of one ``.ann`` file."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.regions: dict[str, tuple[str, int, int]] = {}
        self.relations: list[Relation] = []
        self.fields: dict[str, dict[str, str]] = {}

    def read(self, line: str, number: int) -> None:
        key, _, rest = line.partition("\t")
        data, _, tail = rest.partition("\t")
        try:
            match key[:1]:
                case "T":
                    self.regions[key] = self.text_bound(data)
                case "R":
                    kind, one, other = data.split()
                    self.relations.append(Relation(kind, one.partition(":")[2], other.partition(":")[2]))
                case "A":
                    field, target, *values = data.split(" ", 2)
                    if field in CHOSEN:
                        [self.fields.setdefault(target, {})[field]] = values
                case "#":
                    self.note(data.split()[-1], tail)
        except (ValueError, IndexError) as error:
            raise GoldError(f"{self.name}{ANNOTATION}, line {number}: {line!r} can't be read: {error}") from error
        except GoldError as error:
            raise GoldError(f"{self.name}{ANNOTATION}, line {number}: {line!r}: {error}") from error

    def text_bound(self, data: str) -> tuple[str, int, int]:
        label, _, places = data.partition(" ")
        fragments = [(int(start), int(end)) for start, end in (place.split() for place in places.split(";"))]
        fragments.sort()
        for (_, end), (start, _) in pairwise(fragments):
            if self.text[end:start].strip():
                raise GoldError("its fragments have more than line ends between them: mark one stretch of text")
        return label, fragments[0][0], fragments[-1][1]

    def note(self, target: str, note: str) -> None:
        pairs = parse_note(note, f"note on {target}", KNOWN)
        for key, value in (pairs or {}).items():
            self.fields.setdefault(target, {}).setdefault(KEYS.get(key, key), value)


def parse_ann(annotation: str, text: str, name: str, facts: str | None = None) -> GoldDocument:
    """Read a ``.ann`` file and its text; ``facts`` is what ``NAME.facts.json`` holds, if there is one.

    Raises:
        GoldError: As for `read_brat`.
    """
    reading = _Reading(name, text)
    for number, line in enumerate(annotation.split("\n"), 1):
        if line.strip():
            reading.read(line.removesuffix("\r"), number)
    try:
        whole = original_document(parse_json(facts), text) if facts else GoldDocument(name=name, text=text)
    except ValueError as error:
        raise GoldError(f"{name}{FACTS}: not JSON: {error}") from error
    keys = {key: reading.fields.get(key, {}).get("id", key) for key in reading.regions}
    regions = [Region(keys[key], *place, reading.fields.get(key, {})) for key, place in reading.regions.items()]
    relations = [
        Relation(one.kind, keys.get(one.source, one.source), keys.get(one.target, one.target))
        for one in reading.relations
    ]
    named = [region for region in regions if region.fields and "id" in region.fields]
    document = corrected(whole.model_copy(update={"spans": tuple(_spans(named, text))}), regions, relations)
    persons = {span.key for span in document.spans if span.label is Label.PERSON}
    kept = tuple(person for person in document.persons if person.entity in persons)
    return document.model_copy(update={"persons": kept})


def _spans(regions: Iterable[Region], text: str) -> Iterator[GoldSpan]:
    """Mentions that have an id already, as `corrected` matches regions with them."""
    for one in regions:
        if one.label in Label.__members__:
            words = text[one.start : one.end]
            yield GoldSpan(id=one.key, label=Label(one.label), start=one.start, end=one.end, text=words)
