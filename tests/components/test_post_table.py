"""Posts, by their finder alone: every row of the tables in its own example, and what is no post."""

from __future__ import annotations

import pytest
from readings import read, surfaces

from partyie.components.posts import find_posts
from partyie.lexicon.posts import modifiers, titles
from partyie.records import Label


def posts(text: str) -> list[str]:
    reading = read(text)
    reading.candidates += find_posts(reading)
    return surfaces(reading, Label.POST)


@pytest.mark.parametrize("row", [row for row in titles() if row.example], ids=lambda row: row.id)
def test_every_title_is_found_in_its_own_example(row):
    assert posts(row.example) == list(row.expected)


@pytest.mark.parametrize("row", [row for row in modifiers() if row.example], ids=lambda row: row.id)
def test_every_modifier_joins_its_title(row):
    assert posts(row.example) == list(row.expected)


@pytest.mark.parametrize(
    "text",
    ["党员干部带头示范", "领导班子成员分片包干", "社区民警和志愿者上门", "成员单位要密切配合", "委员会审议通过", ""],
)
def test_no_posts(text):
    assert posts(text) == []
