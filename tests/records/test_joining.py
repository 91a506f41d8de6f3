"""Pieces join into one Extraction: offsets shifted, ids renumbered, namesakes merged."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

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
    Record,
    Repair,
    Tenure,
    TextSpan,
    Version,
    text_digest,
)
from partyie.records.joining import REFERENCES, JoinedPieces
from partyie.records.packed import PackedExtraction

FIRST = "市委書(shū)记张三任职。\n"
SECOND = "张三，男，市委书记，2021年到仙游县。"


def span(words: str, text: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def mention(number: int, label: Label, words: str, text: str, record: str) -> Mention:
    start, end = span(words, text)
    return Mention(id=f"m{number}", label=label, start=start, end=end, text=words, norm=words, record=record, rule="r")


def piece(text: str, **fields: object) -> dict[str, Any]:
    extraction = Extraction.model_validate(
        {
            "text_sha256": text_digest(text),
            "length": len(text),
            "document": DocumentFacts(),
            "version": Version(package="1", model="1", lexicon="1"),
            **fields,
        }
    )
    return extraction.model_dump(mode="json")


def join(parts: list[dict[str, Any]], text: str, source: str | None = None) -> PackedExtraction:
    pieces, start = JoinedPieces(), 0
    for part in parts:
        pieces.add(start, deepcopy(part))
        start += part["length"]
    return pieces.finish(text, source)


@pytest.fixture
def joined() -> Extraction:
    first = piece(
        FIRST,
        document=DocumentFacts(title="任职", script="traditional"),
        mentions=(
            mention(1, Label.ORG, "市委", FIRST, "o1"),
            mention(2, Label.POST, "書(shū)记", FIRST, "t1"),
            mention(3, Label.PERSON, "张三", FIRST, "p1"),
        ),
        persons=(Person(id="p1", name="张三", surface="张三", mentions=("m3",)),),
        organisations=(
            Organisation(id="o1", name="市委", resolved=False, surface="市委", kind="party", mentions=("m1",)),
        ),
        posts=(Post(id="t1", title="书记", full_title="市委书记", at=("o1",), holders=("p1",), mention="m2"),),
        links=(Link(id="k1", kind="holder", source="t1", target="p1", rule="r", evidence=TextSpan(start=2, end=12)),),
        repairs=(Repair(start=3, end=8, kind="pinyin", original="(shū)", repaired=""),),
    )
    second = piece(
        SECOND,
        mentions=(
            mention(1, Label.PERSON, "张三", SECOND, "p1"),
            mention(2, Label.ORG, "市委", SECOND, "o1"),
            mention(3, Label.POST, "书记", SECOND, "t1"),
            mention(4, Label.DATE, "2021年", SECOND, "d1"),
            mention(5, Label.PLACE, "仙游县", SECOND, "l1"),
        ),
        persons=(
            Person(
                id="p1",
                name="张三",
                surface="张三",
                gender="男",
                aliases=("小张",),
                member_of=("o1",),
                mentions=("m1",),
            ),
        ),
        organisations=(
            Organisation(
                id="o1", name="市委", resolved=False, surface="市委", kind="party", place="l1", mentions=("m2",)
            ),
        ),
        places=(Place(id="l1", name="仙游县", surface="仙游县", mentions=("m5",)),),
        posts=(Post(id="t1", title="书记", full_title="市委书记", at=("o1",), when=("d1",), mention="m3"),),
        tenures=(
            Tenure(
                id="s1",
                person="p1",
                post="t1",
                organisation="o1",
                start="2021",
                rule="r",
                evidence=TextSpan(start=0, end=9),
            ),
        ),
        dates=(Date(id="d1", type="DATE", value="2021", mention="m4"),),
        links=(Link(id="k1", kind="at", source="t1", target="o1", rule="r", evidence=TextSpan(start=5, end=9)),),
        repairs=(Repair(start=0, end=1, kind="space", original="张", repaired="张"),),
    )
    return join([first, second], FIRST + SECOND, "a.txt").unpack(FIRST + SECOND)


def test_mentions_are_shifted_and_numbered(joined: Extraction) -> None:
    assert [mention.id for mention in joined.mentions] == [f"m{number}" for number in range(1, 9)]
    for found in joined.mentions:
        assert (FIRST + SECOND)[found.start : found.end] == found.text
    assert [(repair.start, repair.end) for repair in joined.repairs] == [(3, 8), (len(FIRST), len(FIRST) + 1)]
    evidence = joined.links[1].evidence
    assert (FIRST + SECOND)[evidence.start : evidence.end] == "市委书记"


def test_namesakes_become_one_record_with_what_each_says(joined: Extraction) -> None:
    [person] = joined.persons
    assert person.mentions == ("m3", "m4")
    assert (person.gender, person.aliases, person.member_of) == ("男", ("小张",), ("o1",))
    [organisation] = joined.organisations
    assert (organisation.mentions, organisation.place) == (("m1", "m5"), "l1")


def test_ids_in_records_follow(joined: Extraction) -> None:
    first, second = joined.posts
    assert (first.id, first.at, first.holders, first.mention) == ("t1", ("o1",), ("p1",), "m2")
    assert (second.id, second.at, second.when, second.mention) == ("t2", ("o1",), ("d1",), "m6")
    [tenure] = joined.tenures
    assert (tenure.person, tenure.post, tenure.organisation, tenure.start) == ("p1", "t2", "o1", "2021")
    assert [(link.id, link.source, link.target) for link in joined.links] == [("k1", "t1", "p1"), ("k2", "t2", "o1")]


def test_the_whole_has_its_own_text_and_the_first_pieces_facts(joined: Extraction) -> None:
    assert joined.text == FIRST + SECOND
    assert joined.text_sha256 == text_digest(FIRST + SECOND)
    assert joined.length == len(FIRST + SECOND)
    assert (joined.source, joined.document.title, joined.document.script) == ("a.txt", "任职", "mixed")
    assert Extraction.model_validate_json(joined.model_dump_json()).mentions == joined.mentions


def test_namesakes_that_one_piece_tells_apart_stay_two() -> None:
    text = "张三、张三"
    people = tuple(Person(id=f"p{n}", name="张三", surface="张三", mentions=()) for n in (1, 2))
    part = piece(text, persons=people)
    joined = join([part, part], text * 2).unpack()
    assert [person.id for person in joined.persons] == ["p1", "p2"]


def test_one_piece_stays_as_it_is() -> None:
    part = piece(
        FIRST,
        mentions=(mention(1, Label.PERSON, "张三", FIRST, "p1"),),
        persons=(Person(id="p1", name="张三", surface="张三", mentions=("m1",)),),
    )
    assert join([part], FIRST).unpack(FIRST) == Extraction.model_validate(part).with_text(FIRST)


def test_the_last_lines_date_the_document_that_its_head_does_not() -> None:
    first = piece(FIRST, document=DocumentFacts(title="任职", issuer="市委"))
    last = piece(SECOND, document=DocumentFacts(title="结语", issuer="县委", date="2021-09-29"))
    document = join(
        [first, piece("。", document=DocumentFacts(date="2020-01-01")), last], FIRST + "。" + SECOND
    ).head.document
    assert (document.title, document.issuer, document.date) == ("任职", "市委", "2021-09-29")


def test_what_later_pieces_say_completes_an_entity() -> None:
    places = [
        Place(id="l1", name="仙游县", surface="仙游", mentions=()),
        Place(id="l1", name="仙游县", surface="仙游县", level="county", path=("福建省", "仙游县"), mentions=()),
        Place(id="l1", name="仙游县", surface="仙游县", level="village", path=("仙游县",), mentions=()),
    ]
    [place] = join([piece(FIRST, places=(one,)) for one in places], FIRST * 3).unpack().places
    assert (place.surface, place.level, place.path) == ("仙游", "county", ("福建省", "仙游县"))


@pytest.mark.parametrize(
    "record", [Mention, Person, Organisation, Place, Post, Tenure, Date, Quantity, Link], ids=lambda r: r.__name__
)
def test_every_field_of_ids_is_known(record: type[Record]) -> None:
    """A new field whose documentation speaks of ids must be renamed on joining."""
    plain = {"id", "name", "surface", "title", "full_title", "aliases", "path", "rule", "text", "norm", "label", "kind"}
    strings = {
        name
        for name, field in record.model_fields.items()
        if field.annotation in (str, str | None, tuple[str, ...]) and name not in plain
    }
    facts = {"gender", "ethnicity", "native_place", "birthplace", "birth", "death", "party", "party_joined"}
    facts |= {
        "work_started",
        "education",
        "degree",
        "rank",
        "code",
        "level",
        "start",
        "end",
        "value",
        "modifier",
        "body",
    }
    facts |= {"unit", "dimension", "of"}
    assert strings - facts <= REFERENCES
