"""Who holds which post at which body: one line for each construction of official writing."""

from __future__ import annotations

import pytest

import partyie


def posts(text: str) -> list[tuple[str, str, str, str]]:
    """Title, holders, bodies by their resolved names, and status of every post of a text."""
    x = partyie.extract(text)
    names = {record.id: record.name for record in (*x.persons, *x.organisations, *x.places)}
    return [
        (p.title, "、".join(names[i] for i in p.holders), "、".join(names[i] for i in p.at), p.status) for p in x.posts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("芦山县委书记周铁山到村调研。", [("书记", "周铁山", "中共芦山县委", "current")]),
        ("芦山县财政局局长周铁山、副局长郑小满出席。",
         [("局长", "周铁山", "芦山县财政局", "current"), ("副局长", "郑小满", "芦山县财政局", "current")]),
        ("芦山县财政局党组书记、局长周铁山主持会议。",
         [("书记", "周铁山", "芦山县财政局党组", "current"), ("局长", "周铁山", "芦山县财政局党组", "current")]),
        ("任命周铁山为芦山县财政局局长。", [("局长", "周铁山", "芦山县财政局", "current")]),
        ("免去周铁山的芦山县财政局局长职务。", [("局长", "周铁山", "芦山县财政局", "former")]),
        ("周铁山同志任芦山县财政局局长。", [("局长", "周铁山", "芦山县财政局", "current")]),
        ("周铁山不再担任芦山县财政局局长。", [("局长", "周铁山", "芦山县财政局", "former")]),
        ("周铁山，男，汉族，1970年3月生，现任芦山县财政局局长，拟任芦山县政协副主席。",
         [("局长", "周铁山", "芦山县财政局", "current"), ("副主席", "周铁山", "芦山县政协", "proposed")]),
        ("周铁山曾任芦山县财政局局长。", [("局长", "周铁山", "芦山县财政局", "former")]),
        ("原芦山县财政局局长周铁山受到处分。", [("局长", "周铁山", "芦山县财政局", "former")]),
    ],
)  # fmt: skip
def test_constructions(text, expected):
    assert posts(text) == expected


@pytest.mark.parametrize(
    "text", ["周铁山曾向书记汇报工作。", "书记不在。周铁山在村里。", "县里任务重，周铁山在村里蹲点。"]
)
def test_no_holder_without_evidence(text):
    assert all(not holders for _, holders, _, _ in posts(text))


def test_links_name_their_rule_and_their_words():
    text = "芦山县委书记周铁山到村调研。"
    x = partyie.extract(text)
    [holder] = [link for link in x.links if link.kind == "holder"]
    assert holder.rule.startswith("holder.")
    assert text[holder.evidence.start : holder.evidence.end] == "书记周铁山"
