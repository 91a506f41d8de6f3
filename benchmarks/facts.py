"""What a document says of itself, and what it says of persons."""

from __future__ import annotations

import re

from partyie.benchmarks.pairs import Pair
from partyie.benchmarks.scores import Error, Scoreboard
from partyie.benchmarks.values import same_organisation
from partyie.formats.gold import GoldPerson
from partyie.records import Person

FACTS = {name: f"document {name}" for name in ("date", "number", "issuer", "title")}
ATTRIBUTES = "person attributes"
FIELDS = (
    "native_place", "birth", "death", "gender", "ethnicity", "work_started", "party", "party_joined", "education",
    "degree", "rank",
)  # fmt: skip
BLANKS = re.compile(r"[\s_]")

Attribute = tuple[str, str, str]  # person, field, value


def score_facts(pair: Pair, board: Scoreboard) -> None:
    """Count the document's facts that gold states, and every attribute of every person."""
    for name, row in FACTS.items():
        if wanted := getattr(pair.document.facts, name):
            got = getattr(pair.extraction.document, name)
            right = _same_fact(name, _plain(wanted), _plain(got))
            board.shares[row].add(right)
            if not right:
                board.errors.append(Error(pair.document.name, f"wrong {row}", None, name, wanted, got))
    _score_attributes(pair, board)


def _same_fact(name: str, wanted: str, got: str) -> bool:
    if name == "issuer":
        return same_organisation(wanted, got)
    # A day is asked for: gold may know the minute too.
    return wanted[:10] == got[:10] if name == "date" else wanted == got


def _plain(value: str | None) -> str:
    return BLANKS.sub("", value or "")


def _score_attributes(pair: Pair, board: Scoreboard) -> None:
    known = {person.entity: person for person in pair.document.persons}
    found = {person.name: person for person in pair.extraction.persons}
    for name in sorted(known.keys() | found.keys()):
        gold = _gold_attributes(known.get(name, GoldPerson(entity=name)))
        predicted = _predicted_attributes(found.get(name), name, known.get(name))
        board.counts[ATTRIBUTES].add(gold, predicted)
        for _, field, value in sorted(gold ^ predicted):
            what = "missed" if (name, field, value) in gold else "spurious"
            board.errors.append(Error(pair.document.name, f"{what} attribute", None, f"{name} {field}={value}"))


def _gold_attributes(person: GoldPerson) -> set[Attribute]:
    return {(person.entity, field, value.replace(" ", "")) for field in FIELDS if (value := getattr(person, field))}


def _predicted_attributes(person: Person | None, name: str, known: GoldPerson | None) -> set[Attribute]:
    attributes = {(name, field, str(value)) for field in FIELDS if (value := getattr(person, field, None))}
    wanted = known.native_place if known else None
    place = person.native_place if person else None
    # 靖远 and 甘肃省靖远县: a native place may be given shorter or longer than gold has it, from its end.
    if wanted and place and len(place) > 1 and (place.endswith(wanted) or wanted.endswith(place)):
        attributes -= {(name, "native_place", place)}
        attributes |= {(name, "native_place", wanted.replace(" ", ""))}
    return attributes
