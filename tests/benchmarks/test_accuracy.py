"""The scorer's own laws: gold against itself is perfect; each kind of damage shows in its row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from partyie.benchmarks.accuracy import COUNTS, SHARES, Measurement, measure_accuracy
from partyie.benchmarks.corpus import PACKAGED, read_split
from partyie.benchmarks.report import format_overview
from partyie.benchmarks.tenures import extraction_with_tenures
from partyie.benchmarks.values import same_organisation
from partyie.formats.gold import GoldDocument
from partyie.formats.inline import parse_inline
from partyie.records import Extraction, Failure, FailureReason

TAGGED = """⟦ORG#o1 ent=中共青川市委|市委⟧⟦POST#t1 at=o1 holder=p1 when=d1|书记⟧⟦PERSON#p1 ent=魏国栋|魏国栋⟧\
⟦DATE#d1 v=2022-06-08|6月8日⟧到⟦PLACE#l1|石桥镇⟧看望⟦QUANTITY#q1 v=40 u=户 dim=count|40户⟧人家。\
⟦PERSON#p2 ent=魏国栋|魏国栋⟧说，⟦ORG#o2 ent=中共青川市委|市委⟧记挂大家。原⟦POST#t2 status=former|镇长⟧\
⟦PERSON#p3 ent=路平 member=l1|路平⟧在座。
=====
@doc date=2022-06-09 issuer=中共青川市委
@person ent=魏国栋 gender=男 native_place=贵州凯里
"""
Raw = dict[str, Any]


@pytest.fixture
def document() -> GoldDocument:
    """A text that has something for every row."""
    return parse_inline(TAGGED, "example")


def measure(document: GoldDocument, raw: Raw) -> Measurement:
    return measure_accuracy("example", [document], [Extraction.model_validate(raw)])


@pytest.mark.parametrize("split", PACKAGED)
def test_gold_scores_one_against_itself(split: str) -> None:
    documents = read_split(split)
    measurement = measure_accuracy(split, documents, map(extraction_with_tenures, documents))
    figures = measurement.figures
    assert {figures.counts[name].f1 for name in COUNTS} == {1.0}
    assert {figures.shares[name].share for name in SHARES} == {1.0}
    assert (figures.misplaced, figures.missing, measurement.errors) == (0, (), ())


def _lose(raw: Raw) -> None:
    del raw["mentions"][0]


def _shorten(raw: Raw) -> None:
    raw["mentions"][4] |= {"end": raw["mentions"][4]["end"] - 1, "text": "石桥"}


def _misplace(raw: Raw) -> None:
    raw["mentions"][4]["text"] = "石桥"


def _misdate(raw: Raw) -> None:
    raw["dates"][0]["value"] = "2021-06-08"


def _miscount(raw: Raw) -> None:
    raw["quantities"][0] |= {"value": None, "lower": "40", "upper": "50"}


def _misname(raw: Raw) -> None:
    raw["organisations"][0]["name"] = "市委"


def _unseat(raw: Raw) -> None:
    raw["posts"][0]["holders"] = []


def _seat_another(raw: Raw) -> None:
    raw["posts"][0]["holders"] = [raw["persons"][1]["id"]]


def _move(raw: Raw) -> None:
    raw["posts"][0]["at"] = [raw["places"][0]["id"]]


def _undate(raw: Raw) -> None:
    raw["posts"][0]["when"] = []


def _keep_in_office(raw: Raw) -> None:
    raw["posts"][1]["status"] = "current"


def _split_person(raw: Raw) -> None:
    raw["mentions"][6]["record"] = "p9"


def _expel(raw: Raw) -> None:
    raw["persons"][1]["member_of"] = []


def _misgender(raw: Raw) -> None:
    raw["persons"][0]["gender"] = "女"


def _close(raw: Raw) -> None:
    raw["tenures"][0] |= {"end": "2022-07", "status": "former"}


def _serve_elsewhere(raw: Raw) -> None:
    raw["tenures"][0]["body"] = "青川市人民政府"


def _misissue(raw: Raw) -> None:
    raw["document"]["issuer"] = "市委"


@pytest.mark.parametrize(
    ("spoil", "row", "kinds"),
    [
        (_lose, "span:ORG", {"missed ORG"}),
        (_shorten, "span:PLACE", {"missed PLACE", "spurious PLACE", "missed member", "spurious member"}),
        (_misdate, "date span+value", {"wrong date value"}),
        (_misdate, "date value | span ok", {"wrong date value"}),
        (_miscount, "quantity span+value", {"wrong quantity value"}),
        (_misname, "organisation name | span ok", {"wrong organisation name"}),
        (_unseat, "holder", {"missed holder"}),
        (_seat_another, "holder", {"missed holder", "spurious holder"}),
        (_move, "at", {"missed at", "spurious at"}),
        (_undate, "when", set()),
        (_keep_in_office, "status | span ok", {"wrong status"}),
        (_keep_in_office, "status (not current)", {"wrong status"}),
        (_split_person, "coref:PERSON", set()),
        (_expel, "member", {"missed member"}),
        (_misgender, "person attributes", {"missed attribute", "spurious attribute"}),
        (_close, "tenure", {"missed tenure", "spurious tenure"}),
        (_close, "tenure (dated)", {"missed tenure", "spurious tenure"}),
        (_serve_elsewhere, "tenure body | row ok", {"wrong tenure body"}),
        (_misissue, "document issuer", {"wrong document issuer"}),
    ],
)
def test_damage_shows(document: GoldDocument, spoil: Callable[[Raw], None], row: str, kinds: set[str]) -> None:
    """In its row, and in the error report under its kind."""
    raw = extraction_with_tenures(document).model_dump(mode="json")
    spoil(raw)
    measurement = measure(document, raw)
    figures = measurement.figures
    assert (figures.counts[row].f1 if row in figures.counts else figures.shares[row].share) < 1
    assert {error.kind for error in measurement.errors} == kinds


def test_a_missed_relation_tells_what_was_expected_and_a_spurious_one_what_was_said(document: GoldDocument) -> None:
    raw = extraction_with_tenures(document).model_dump(mode="json")
    _move(raw)
    missed, spurious = (
        next(error for error in measure(document, raw).errors if error.kind == f"{what} at")
        for what in ("missed", "spurious")
    )
    assert missed.expected and missed.predicted is None
    assert spurious.predicted and spurious.expected is None
    assert missed.expected != spurious.predicted


def test_misplaced_mentions_are_counted(document: GoldDocument) -> None:
    raw = extraction_with_tenures(document).model_dump(mode="json")
    _misplace(raw)
    assert measure(document, raw).figures.misplaced == 1


def test_a_document_without_extraction_is_named(document: GoldDocument) -> None:
    failure = Failure(source="example.txt", error=FailureReason(kind="extraction", message="out of luck"))
    assert measure_accuracy("example", [document], [failure]).figures.missing == ("example",)


def test_predictions_may_go_by_file_name(document: GoldDocument) -> None:
    """Another system's output may know the file's name only."""
    raw = extraction_with_tenures(document).model_dump(mode="json") | {
        "text_sha256": "",
        "source": "folder/example.txt",
    }
    assert measure(document, raw).figures.counts["span"].f1 == 1


def test_errors_name_rule_and_context(document: GoldDocument) -> None:
    raw = extraction_with_tenures(document).model_dump(mode="json")
    raw["mentions"][4] |= {"end": raw["mentions"][4]["end"] - 1, "text": "石桥", "rule": "place.short"}
    errors = measure(document, raw).errors
    [spurious] = [error for error in errors if error.kind == "spurious PLACE"]
    assert (spurious.rule, spurious.shown) == ("place.short", "书记魏国栋6月8日到【石桥】镇看望40户人家。魏")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("中共莆田市委", "中国共产党莆田市委员会", True),
        ("中共莆田市荔城区委", "荔城区委", True),
        ("中共莆田市委", "市委", False),
        ("莆田市公安局", "公安局", False),
        ("某某局", None, False),
        ("", "", False),
        ("市委", "市委", True),
    ],
)
def test_organisation_names(one: str, other: str | None, same: bool) -> None:
    """A longer administrative prefix is no difference; a bare short form is."""
    assert same_organisation(one, other) is same
    assert same_organisation(other, one) is same


def test_what_neither_side_has_is_no_zero() -> None:
    text = parse_inline("⟦PERSON#p1 ent=路平|路平⟧在座。\n", "one")
    accuracy = measure(text, extraction_with_tenures(text).model_dump(mode="json")).figures
    overview = format_overview([accuracy])
    assert "| span:PERSON | **1.0000** (1.000, 1.000; 1) |" in overview
    assert "| span:QUANTITY | – |" in overview
    assert "| document title | – |" in overview
