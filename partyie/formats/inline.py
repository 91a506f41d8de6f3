"""The inline notation of gold documents (guideline §8), read and written.

``⟦LABEL#id key=value key=value|surface⟧`` around each mention; all else is the text itself, character for character.
After a line ``=====`` come the document's facts: one ``@doc`` line, a ``@person`` line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from partyie.errors import GoldError
from partyie.formats.corrections import OnError
from partyie.formats.gold import (
    FACT_KEYS,
    PERSON_KEYS,
    SPAN_KEYS,
    GoldDocument,
    GoldFacts,
    GoldPerson,
    GoldSpan,
    format_attributes,
    read_attributes,
)
from partyie.formats.gold_files import read_folder, write_folder
from partyie.formats.problems import problem
from partyie.records import Label, Record

SUFFIX = ".tagged"
FACTS_LINE = "\n=====\n"
TAG = re.compile(r"⟦([A-Z]+)#(\w+)((?: [^|⟦⟧]*)?)\|([^⟦⟧]*)⟧")
ID = re.compile(r"\w+")
BRACKET = re.compile("[⟦⟧]")
R = TypeVar("R", bound=Record)


def read_inline(path: Path, on_error: OnError | None = None) -> Iterator[GoldDocument]:
    """The documents of a folder's ``NAME.tagged`` files, by name, or the document of one file.

    Args:
        on_error: Is given the error of a document that can't be read, which is then left out; else it is raised.

    Raises:
        InputError: There is no such file.
        GoldError: As for `parse_inline`.
    """
    return read_folder(path, SUFFIX, parse_inline, on_error)


def write_inline(documents: Iterable[GoldDocument], path: Path, on_error: OnError | None = None) -> None:
    """Write each document as ``NAME.tagged`` into a folder, made if need be.

    Raises:
        GoldError: As for `format_inline`, or two documents have one name.
    """
    write_folder(documents, path, SUFFIX, format_inline, on_error)


def parse_inline(tagged: str, name: str) -> GoldDocument:
    """Read a document written in the inline notation.

    >>> parse_inline("⟦ORG#o1 ent=中共莆田市委|市委⟧⟦POST#t1 at=o1|書記⟧", "example").spans[1].at
    ('o1',)

    Only the notation is checked here; `gold_checks.check_gold` holds the document against the guideline.

    Args:
        tagged: The whole file, newlines untranslated.
        name: The document's name: goes into the record and into errors.

    Raises:
        GoldError: A tag, a key or a line of facts can't be read; the message names document and line.
    """
    body, _, tail = tagged.partition(FACTS_LINE)
    text: list[str] = []
    spans: list[GoldSpan] = []
    length = position = 0
    line = 1  # counted on from tag to tag, so that long texts stay linear
    for tag in TAG.finditer(body):
        text.append(_untagged(tagged, position, tag.start(), name))
        length += tag.start() - position
        line += tagged.count("\n", position, tag.start())
        spans.append(_read_span(tag, length, f"{name}, line {line}"))
        line += tag[0].count("\n")
        text.append(tag[4])
        length += len(tag[4])
        position = tag.end()
    text.append(_untagged(tagged, position, len(body), name))
    facts, persons = _read_tail(tail, name, _line(tagged, len(body)) + 2)
    return GoldDocument(name=name, text="".join(text), spans=tuple(spans), facts=facts, persons=persons)


def format_inline(document: GoldDocument) -> str:
    """Write a document in the inline notation, keys in the guideline's order.

    Raises:
        GoldError: The text holds the notation's own brackets or its ``=====`` line, spans overlap, or a value
            can't be written; the message names document and place.
    """
    if BRACKET.search(document.text) or (document.text + FACTS_LINE).index(FACTS_LINE) < len(document.text):
        raise GoldError(f"{document.name}: the text itself holds ⟦, ⟧ or a line =====, so the notation can't show it")
    parts: list[str] = []
    position = 0
    for span in document.spans:
        place = f"{document.name}, characters {span.start}–{span.end}: {span.id}"
        if span.start < position or document.text[span.start : span.end] != span.text:
            raise GoldError(f"{place} {span.text!r} overlaps the span before it or isn't the text at that place")
        parts += document.text[position : span.start], _format_span(span, place)
        position = span.end
    parts += document.text[position:], FACTS_LINE, *_format_tail(document)
    return "".join(parts)


def _read_span(tag: re.Match[str], start: int, place: str) -> GoldSpan:
    label, id_, pairs, surface = tag.groups()
    if label not in Label.__members__:
        raise GoldError(f"{place}: label {label} is none of {', '.join(Label)}")
    keys = SPAN_KEYS[Label(label)]
    fields = {"id": id_, "label": label, "start": start, "end": start + len(surface), "text": surface}
    return _make(GoldSpan, pairs, keys, f"{place}: {label} {id_} {surface!r}", **fields)


def _read_tail(tail: str, name: str, first_line: int) -> tuple[GoldFacts, tuple[GoldPerson, ...]]:
    facts, persons = GoldFacts(), []
    for number, line in enumerate(tail.split("\n"), first_line):
        kind, _, pairs = line.strip().partition(" ")
        place = f"{name}, line {number}: {kind}"
        if kind == "@doc":
            facts = _make(GoldFacts, pairs, FACT_KEYS, place)
        elif kind == "@person":
            persons.append(_make(GoldPerson, pairs, PERSON_KEYS, place))
        elif kind:
            raise GoldError(f"{name}, line {number}: after ===== come @doc and @person lines only, not {line!r}")
    return facts, tuple(persons)


def _make(kind: type[R], pairs: str, keys: Mapping[str, str], place: str, **fields: object) -> R:
    """Build a record from ``key=value`` pairs, saying where it failed."""
    try:
        return kind(**fields, **read_attributes(_pairs(pairs), keys))
    except (GoldError, ValidationError) as error:
        raise GoldError(f"{place}: {problem(error)}") from error


def _pairs(text: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for word in text.split():
        key, equals, value = word.partition("=")
        if not equals:
            raise GoldError(f"{word!r} is not key=value")
        if key in pairs:
            raise GoldError(f"key {key} stands twice")
        pairs[key] = value
    return pairs


def _untagged(tagged: str, start: int, end: int, name: str) -> str:
    """The text between tags, which must hold no bracket: one left over belongs to a broken tag."""
    if bracket := BRACKET.search(tagged, start, end):
        near = tagged[max(0, bracket.start() - 20) : bracket.start() + 40]
        raise GoldError(f"{name}, line {_line(tagged, bracket.start())}: unreadable tag near {near!r}")
    return tagged[start:end]


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _format_span(span: GoldSpan, place: str) -> str:
    if not ID.fullmatch(span.id):
        raise GoldError(f"{place}: the id can't be written: it holds more than letters, digits and _")
    head = " ".join([f"{span.label}#{span.id}", *_format_pairs(span, SPAN_KEYS[span.label], place)])
    return f"⟦{head}|{span.text}⟧"


def _format_tail(document: GoldDocument) -> Iterator[str]:
    if pairs := _format_pairs(document.facts, FACT_KEYS, f"{document.name}: @doc"):
        yield " ".join(["@doc", *pairs]) + "\n"
    for person in document.persons:
        yield " ".join(["@person", *_format_pairs(person, PERSON_KEYS, f"{document.name}: @person")]) + "\n"


def _format_pairs(record: Record, keys: Mapping[str, str], place: str) -> list[str]:
    try:
        return [f"{key}={value}" for key, value in format_attributes(record, keys).items()]
    except GoldError as error:
        raise GoldError(f"{place}: {error}") from error
