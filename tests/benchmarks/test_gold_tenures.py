"""Tenures of gold: the rows that a post's relations make, and which end of a spell a single date is."""

from __future__ import annotations

import pytest

from partyie.benchmarks.corpus import PACKAGED, read_split
from partyie.benchmarks.gold_tenures import gold_tenures
from partyie.benchmarks.tenures import extraction_with_tenures
from partyie.formats.inline import parse_inline

LIST = """⟦DATE#d1 v=2021-06-17|2021年6月17日⟧会议决定：
一、任命：
⟦PERSON#p1|周铁山⟧为⟦ORG#o1 ent=芦山县财政局|县财政局⟧⟦POST#t1 at=o1 holder=p1 when=d1|局长⟧。
二、免去：
⟦PERSON#p2|郑小满⟧的⟦ORG#o2 ent=芦山县财政局|县财政局⟧⟦POST#t2 at=o2 holder=p2 when=d1 status=former|局长⟧职务。
原⟦POST#t3 at=o2 holder=p3 status=former|局长⟧⟦PERSON#p3 ent=郑小满|郑小满⟧到会。
"""


def rows(tagged: str) -> list[tuple[str, str, str | None, str | None, str | None, str]]:
    return [(s.person, s.title, s.body, s.start, s.end, s.status) for s in gold_tenures(parse_inline(tagged, "x"))]


def test_a_list_of_appointments_and_removals() -> None:
    assert rows(LIST) == [
        ("周铁山", "局长", "芦山县财政局", "2021-06-17", None, "current"),
        ("郑小满", "局长", "芦山县财政局", None, "2021-06-17", "former"),
    ]


@pytest.mark.parametrize(
    ("tagged", "bounds"),
    [
        ("⟦DATE#d1 v=2018-03|2018年3月⟧任⟦POST#t1 holder=p1 when=d1 status=former|局长⟧，", ("2018-03", None)),
        ("⟦DATE#d1 v=2018-03|2018年3月⟧不再担任⟦POST#t1 holder=p1 when=d1 status=former|局长⟧，", (None, "2018-03")),
        ("⟦DATE#d1 v=2018-03|2018年3月⟧任副书记，免去其⟦POST#t1 holder=p1 when=d1 status=former|局长⟧职务，", (None, "2018-03")),
        ("⟦DATE#d1 v=2018-03|2018年3月⟧免去其主任、⟦POST#t1 holder=p1 when=d1 status=former|局长⟧职务，", (None, "2018-03")),
        ("⟦DATE#d1 v=2018-03|2018年3月⟧，⟦POST#t1 holder=p1 when=d1 status=former|局长⟧一并卸任，", (None, "2018-03")),
        ("⟦DATE#d1 v=2018-03|上月⟧，原⟦POST#t1 holder=p1 when=d1 status=former|局长⟧到任，", (None, "2018-03")),
        ("⟦DATE#d1 v=2018-03/2020-05|2018.03—2020.05⟧　⟦POST#t1 holder=p1 when=d1 status=former|局长⟧，", ("2018-03", "2020-05")),
        ("⟦DATE#d1 v=2018-03/..|2018.03—⟧　⟦POST#t1 holder=p1 when=d1|局长⟧，", ("2018-03", None)),
    ],
)  # fmt: skip
def test_which_end_a_date_is(tagged: str, bounds: tuple[str | None, str | None]) -> None:
    [row] = rows(tagged + "⟦PERSON#p1|周铁山⟧在场。")
    assert (row[3], row[4]) == bounds


@pytest.mark.parametrize("split", PACKAGED)
def test_every_gold_document_has_its_tenures(split: str) -> None:
    """A row a spell: no two of one person, title, body and dates."""
    for document in read_split(split):
        told = [(s.person, s.title, s.body, s.start, s.end, s.status) for s in gold_tenures(document)]
        assert len(told) == len(set(told))
        assert len(extraction_with_tenures(document).tenures) == len(told)
