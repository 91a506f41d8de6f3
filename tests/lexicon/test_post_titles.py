"""The grammar of titles: heads, modifiers, and what makes a title part of another word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.lexicon.posts import blocked, modifiers, post_grammar, titles


def found(text: str) -> list[str]:
    return [text[match.start : match.end] for match in post_grammar().find(text) if not blocked(text, match)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("驻村第一书记", ["驻村第一书记"]),
        ("常务副总指挥", ["常务副总指挥"]),
        ("二级高级检察官", ["二级高级检察官"]),
        ("副主任中医师", ["副主任中医师"]),
        ("区长助理", ["区长助理"]),
        ("代理市长", ["代理市长"]),
        ("党组书记、局长", ["书记", "局长"]),
        ("高中校长", ["校长"]),  # not 中校
        ("村文书记账", ["村文书"]),  # not 书记
    ],
)
def test_longest_title_wins(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["编辑部", "委员会", "记者站", "河长制", "副部长级", "秘书处", "教授级", "各有所长", "负责人权事务"]
)
def test_part_of_another_word(text):
    assert found(text) == []


def test_an_era_is_no_acting_post():
    """代 of 现代 doesn't open 代县长."""
    (match,) = post_grammar().find("现代县长")
    assert "acting" not in match.kinds
    (match,) = post_grammar().find("任命为代县长")
    assert "acting" in match.kinds


def test_ids_are_unique():
    for rows in (titles(), modifiers()):
        assert len({row.id for row in rows}) == len(rows)


def test_every_row_has_an_example_that_shows_it():
    assert all(row.title in "".join(row.expected) for row in titles())
    assert all(row.form in "".join(row.expected) for row in modifiers())


@given(st.text(st.sampled_from("副总书记长局第一级代主任科员医师工程 、王的"), max_size=40))
def test_matches_are_in_order_and_apart(text):
    matches = post_grammar().find(text)
    assert all(left.end <= right.start for left, right in pairwise(matches))
    assert all(match.start <= match.head_start < match.end <= len(text) for match in matches)
