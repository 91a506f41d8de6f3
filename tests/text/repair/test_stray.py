"""Single blanks in a sentence go, those between names, bodies and labels stay."""

from __future__ import annotations

import pytest

from partyie.text.repair.stray import find_stray


def spans(text: str) -> list[tuple[int, int]]:
    return list(find_stray(text))


@pytest.mark.parametrize(
    "text",
    [
        "会议强调，县应急管 理局要加强值守，确保安全。",
        "会议强调，县应急管\u00a0理局要加强值守，确保安全。",
        "会议强调;县应急管 理局要加强值守;确保安全",
        "会议强调，县应急管 理，确保安全。",
        "会上，县应急局 于四月到会，部署工作",
        "会上，县局 于四月份到会，部署工作",
        "会上，工 作到会，部署工作",
        "会上，男县长 县应急管理局到会，部署",
        "“县应急管 理局”到会，会上，县应急管 理局要加强值守，部署",
    ],
)
def test_a_blank_in_a_sentence_goes(text: str) -> None:
    at = text.replace("\u00a0", " ").rindex(" ")
    assert spans(text) == [(at, at + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "会议强调，县应急管 理局要 加强值守，确保安全。",
        "会议强调，县 应急管 理局要加强值守，确保安全。",
        "会议强调，名单：县应急管 理局要加强值守，确保安全。",
        "会议强调，名单:县应急管 理局要加强值守，确保安全。",
        "会议强调，东山日报记者 李大山到会采访，确保安全。",
        "会议强调，东山日报摄影 李大山到会采访，确保安全。",
        "会议强调，东山日报李某 编辑李大山到会，确保安全。",
        "会上，东山县财政局 县教育局负责人到会，部署工作。",
        "会上，东山县财政局 各乡镇负责人到会，部署工作。",
        "会上，马晓明 李大山，到会发言。",
        "会上，欧阳晓明 阿依古丽，到会发言。",
        "会上，县局 于四月，部署工作",
        "会议强调县应急管 理局要加强值守，确保安全。",
        "会议强调，县应急管 理局要加强值守",
        "会议强调，\n县应急管 理局要加强值守，确保安全。",
        "会议强调，县应急管 理局要加强值守\n，确保安全。",
        "一、县应急管 理局要加强值守，确保安全。",
        "3、县应急管 理局要加强值守，确保安全。",
        "",
    ],
)
def test_a_blank_that_parts_things_stays(text: str) -> None:
    """Another blank in the clause, a label, a credit, two bodies, two names; a line without marks on both sides."""
    assert spans(text) == []


@pytest.mark.parametrize(
    ("before", "behind", "found"),
    [(99, 99, True), (100, 99, False), (99, 100, False)],
)
def test_marks_are_looked_for_near(before: int, behind: int, found: bool) -> None:
    text = "，" + "甲" * before + " " + "乙" * behind + "。"
    assert spans(text) == ([(before + 1, before + 2)] if found else [])


@pytest.mark.parametrize(("between", "found"), [(39, False), (40, True)])
def test_another_blank_is_looked_for_near(between: int, found: bool) -> None:
    """In front of it and behind."""
    run = "甲" * between
    text = f"，马 {run} 乙，"
    assert ((between + 3, between + 4) in spans(text)) is found
    text = f"，马 {run} 乙，"
    assert ((2, 3) in spans(text)) is found
