"""Spans that only the learnt model sees, as candidates with what the records of their kind need."""

from __future__ import annotations

from functools import cache

from partyie.components.reading import LIKELY, Candidate
from partyie.lexicon.divisions import divisions
from partyie.lexicon.heads import organ_heads
from partyie.lexicon.names import compound_surnames, honorifics, not_names, surnames
from partyie.lexicon.place_idioms import ends_in_place_idiom
from partyie.lexicon.places import gazetteer_matches
from partyie.lexicon.posts import post_grammar
from partyie.ner.tags import Span
from partyie.records import Label
from partyie.text import lazy_re as re

LEVEL_START = re.compile("[省市县区旗镇乡村州]")
LONGEST_HEAD = 8
LONGEST_NAME = 4  # characters of a Chinese name that isn't transcribed


def learnt_candidate(text: str, span: Span, rule: str) -> Candidate | None:
    """The candidate of a span; None for a figure of speech, and where the records need a value only a grammar reads."""
    start, end, label = span
    if label == Label.PLACE and ends_in_place_idiom(text, end):
        return None
    if label == Label.PERSON and text[start:end].removesuffix("族") in _no_one():
        return None
    read = _READERS.get(Label(label))
    if read is None:
        return None
    return Candidate(Label(label), start, end, rule, LIKELY, data=read(text[start:end]))


def _person(name: str) -> dict[str, object]:
    size = 2 if name[:2] in compound_surnames() else 1
    if name[size:] in _honorific_forms():
        return {"form": "honorific", "surname": name[:size], "given": ""}
    if "·" in name or name[:size] not in surnames() or len(name) > LONGEST_NAME:
        return {"form": "foreign", "surname": "", "given": ""}
    return {"form": "full" if len(name) > size else "surname", "surname": name[:size], "given": name[size:]}


@cache
def _no_one() -> frozenset[str]:
    """柯尔克孜, 孙女: words that are built like names and never are one."""
    return frozenset(row.form for row in not_names() if row.kind in ("nationality", "kin"))


@cache
def _honorific_forms() -> frozenset[str]:
    return frozenset(row.form for row in honorifics())


def _organisation(name: str) -> dict[str, object]:
    heads = organ_heads()
    head = next((heads[name[-n:]] for n in range(min(LONGEST_HEAD, len(name)), 0, -1) if name[-n:] in heads), None)
    return {"kind": head.kind if head else "other", "head": head.form if head else "", "prefix": _prefix(name)}


def _prefix(name: str) -> str | None:
    first = next(iter(gazetteer_matches(name)), None)
    if first is not None and first[0] == 0 and first[2].divisions:
        return "short" if first[2].short else "division"
    return "level" if LEVEL_START.match(name) else None


def _place(name: str) -> dict[str, object]:
    found = [division for division in divisions().named(name) if division.current]
    if len(found) != 1:
        return {}
    [division] = found
    return {"name": division.name, "code": division.code or None, "level": division.level, "path": list(division.path)}


def _post(name: str) -> dict[str, object]:
    match = next((match for match in reversed(post_grammar().find(name)) if match.end == len(name)), None)
    return {
        "title": name,
        "head": match.head.title if match else name,
        "group": match.head.group if match else "occupation",
        "acting": match is not None and "acting" in match.kinds,
        "fused": False,
    }


_READERS = {Label.PERSON: _person, Label.ORG: _organisation, Label.PLACE: _place, Label.POST: _post}
