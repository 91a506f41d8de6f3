"""doccano: how it counts, and its two exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gold_strategies import documents
from hypothesis import given

from partyie.errors import GoldError
from partyie.formats.doccano import format_line, read_doccano
from partyie.formats.gold import GoldDocument
from partyie.formats.inline import parse_inline
from partyie.formats.utf16 import Utf16

TAGGED = "𠮷⟦ORG#o1 ent=中共青川市委|市委⟧⟦POST#t1 at=o1 holder=p1 status=former|书记⟧⟦PERSON#p1|魏国栋⟧\n=====\n@doc title=公告"


def read(tmp_path: Path, *lines: dict[str, Any]) -> list[GoldDocument]:
    path = tmp_path / "all.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return list(read_doccano(path))


@given(document=documents(flat=False))
def test_offsets_are_utf16(document: GoldDocument) -> None:
    """Counted again in UTF-16: doccano's annotator takes substrings of JavaScript's (doccano#2290)."""
    line = json.loads(format_line(document))
    units = line["text"].encode("utf-16-le")
    words = [units[2 * one["start_offset"] : 2 * one["end_offset"]].decode("utf-16-le") for one in line["entities"]]
    assert words == [span.text for span in document.spans]


def test_places_inside_a_pair_are_behind_it() -> None:
    places = Utf16("a𠮷b𠮷")
    assert [places.code_points(unit) for unit in range(7)] == [0, 1, 2, 2, 3, 4, 4]
    assert [places.units(place) for place in range(5)] == [0, 1, 3, 4, 6]


def test_entities_numbered_anew_get_their_values_again(tmp_path: Path) -> None:
    """As doccano exports: its own ids, the extra field as it was; one entity moved, one relation gone, one new."""
    document = parse_inline(TAGGED, "公告")
    line = json.loads(format_line(document))
    numbers = {1: 901, 2: 902, 3: 903}
    for entity in line["entities"]:
        entity["id"] = numbers[entity["id"]]
    line["entities"][2]["start_offset"] += 1
    line["relations"] = [{"id": 7, "from_id": 902, "to_id": 901, "type": "at"}]
    line["entities"].append({"id": 999, "label": "PLACE", "start_offset": 0, "end_offset": 2})
    [corrected] = read(tmp_path, line)
    place, organ, post, person = corrected.spans
    assert (place.id, place.text, place.entity) == ("l1", "𠮷", None)
    assert (organ.id, organ.entity) == ("o1", "中共青川市委")
    assert (post.status, post.at, post.holder) == ("former", ("o1",), ())
    assert (person.id, person.text, corrected.facts.title) == ("p1", "国栋", "公告")


def test_an_export_without_relations_keeps_those_that_went_out(tmp_path: Path) -> None:
    line = json.loads(format_line(parse_inline(TAGGED, "公告")))
    ours = {"text": line["text"], "label": [[4, 6, "POST"], [2, 4, "ORG"]], "partyie": line["partyie"]}
    foreign = {"id": 3, "data": "魏国栋到会", "label": [[0, 3, "PERSON"]]}
    first, second = read(tmp_path, ours, foreign)
    assert [(span.id, span.at, span.holder) for span in first.spans] == [("o1", (), ()), ("t1", ("o1",), ())]
    assert (second.name, second.spans[0].id, second.spans[0].text) == ("all-2", "p1", "魏国栋")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            {"text": "文", "label": [[0, 1, "PER"]]},
            "all-1, characters 0–1: PER entity 1 '文': label PER is none of PERSON",
        ),
        ({"text": "文", "label": [[0, 9, "ORG"]]}, "no such place in a text of 1 characters"),
        ({"label": []}, "all.jsonl, line 1: no text"),
        ({"text": "文", "entities": [{"id": 1}]}, "line 1 isn't one of doccano's: KeyError: 'start_offset'"),
        (
            {"text": "文", "entities": [], "relations": [{"from_id": 1, "to_id": 2, "type": "at"}]},
            "all-1: a relation at ends at 1, which is no region",
        ),
    ],
)
def test_what_cannot_be_read_is_named(line: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=said):
        read(tmp_path, line)
