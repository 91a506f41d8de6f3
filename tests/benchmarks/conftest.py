"""Predictions that are wrong in every way the scorer counts, made from gold by known damage."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from partyie.benchmarks.corpus import read_split
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_records import extraction_from_gold
from partyie.records import Extraction

Raw = dict[str, Any]
NAMED = ("PERSON", "ORG", "PLACE")


@pytest.fixture(scope="session")
def written() -> list[GoldDocument]:
    """The development split."""
    return read_split("written")


@pytest.fixture(scope="session")
def damage() -> Callable[[GoldDocument, int], Extraction]:
    """A function (document, seed) → the document's perfect extraction, damaged."""
    return _damage


def _damage(document: GoldDocument, seed: int) -> Extraction:
    """Damage about a tenth of everything; the same seed does the same damage."""
    raw = extraction_from_gold(document).model_dump(mode="json")
    chance = random.Random(f"{document.name}/{seed}")
    for spoil in (_mentions, _dates, _quantities, _posts, _names, _attributes, _facts):
        spoil(raw, document.text, chance)
    return Extraction.model_validate(raw)


def _one_in(chance: random.Random, many: int) -> bool:
    return chance.randrange(many) == 0


def _mentions(raw: Raw, text: str, chance: random.Random) -> None:
    """Lost, shortened, lengthened, relabelled and misplaced mentions; mentions moved to another record."""
    # Two holders of one post stay apart: which of them a record of both stands for is any scorer's guess.
    shared = {end for post in raw["posts"] for ends in (post["holders"], post["at"]) if len(ends) > 1 for end in ends}
    kept = []
    for mention in raw["mentions"]:
        if _one_in(chance, 20):
            continue
        if _one_in(chance, 20):
            mention["end"] = min(len(text), mention["end"] + chance.choice([-1, 1, 2]))
            mention["text"] = text[mention["start"] : mention["end"]]
        if mention["label"] in NAMED and _one_in(chance, 20):
            mention["label"] = chance.choice(NAMED)
        if _one_in(chance, 100):
            mention["text"] += "？"
        kept.append(mention)
        same = [other["record"] for other in kept if other["label"] == mention["label"]]
        if mention["label"] in NAMED and mention["record"] not in shared and _one_in(chance, 12):
            mention["record"] = chance.choice(same)
    raw["mentions"] = kept


def _dates(raw: Raw, text: str, chance: random.Random) -> None:
    for date in raw["dates"]:
        if _one_in(chance, 8):
            date["value"] = chance.choice(["2021-09-29", "T08:30", "XXXX-01", date["value"] + ":00", "2020/2021"])


def _quantities(raw: Raw, text: str, chance: random.Random) -> None:
    for quantity in raw["quantities"]:
        if _one_in(chance, 10):
            quantity["value"] = chance.choice(["3", "0.6667", "1500.5", "-2", None])
        if _one_in(chance, 10):
            quantity["lower"], quantity["upper"] = "3", "5"
        if _one_in(chance, 10):
            quantity["unit"] = chance.choice(["人", "", "元"])
        if _one_in(chance, 15):
            quantity["dimension"] = "other"


def _posts(raw: Raw, text: str, chance: random.Random) -> None:
    """Relations lost, doubled and led astray; wrong status."""
    ends = {
        "holders": [person["id"] for person in raw["persons"]],
        "at": [record["id"] for record in (*raw["organisations"], *raw["places"])],
        "when": [date["id"] for date in raw["dates"]],
    }
    for post in raw["posts"]:
        for field, choices in ends.items():
            if _one_in(chance, 8):
                post[field] = []
            if choices and _one_in(chance, 8):
                post[field] = [*post[field], chance.choice(choices)]
        if _one_in(chance, 8):
            post["status"] = chance.choice(["current", "former", "proposed"])


def _names(raw: Raw, text: str, chance: random.Random) -> None:
    """Organisations under a shorter, longer, bare or wrong name; persons under a wrong one and in a wrong body."""
    for organisation in raw["organisations"]:
        if _one_in(chance, 5):
            name = organisation["name"]
            organisation["name"] = chance.choice(
                ["福建省" + name, name.replace("中共", ""), name[-2:], name.replace("委", "委员会"), "某某局"]
            )
    for person in raw["persons"]:
        if _one_in(chance, 15):
            person["name"] += "同志"
        if raw["organisations"] and _one_in(chance, 10):
            person["member_of"] = [*person["member_of"], raw["organisations"][0]["id"]]


def _attributes(raw: Raw, text: str, chance: random.Random) -> None:
    for person in raw["persons"]:
        for field, value in {"gender": "女", "birth": "1970-01", "native_place": "福建", "rank": "四级调研员"}.items():
            if _one_in(chance, 10):
                person[field] = chance.choice([None, value, (person[field] or value)[-3:]])


def _facts(raw: Raw, text: str, chance: random.Random) -> None:
    facts = raw["document"]
    for field, values in {
        "title": [None, "关于某事的通知"],
        "issuer": [None, "市委"],
        "date": [None, f"{facts['date']}T10:00"],
        "number": [None, "某发〔2021〕1号"],
    }.items():
        if _one_in(chance, 3):
            facts[field] = chance.choice(values)
