"""Bodies of bare titles: every row finds the body in its own example."""

from __future__ import annotations

import pytest
from marked_readings import found, relations

from partyie.components.links import find_links
from partyie.lexicon.post_bodies import body_endings, post_bodies
from partyie.records import Label


@pytest.mark.parametrize("row", post_bodies().values(), ids=lambda row: row.id)
def test_every_row_in_its_own_example(row):
    place = row.expected.endswith(("镇", "乡", "村", "街道", "社区", "州", "市", "县", "旗", "省", "区", "盟", "组"))
    label = Label.PLACE if place else Label.ORG
    reading = found(row.example, (Label.PERSON, "李和平"), (Label.POST, row.post), (label, row.expected))
    find_links(reading)
    assert relations(reading, "at") == [(row.post, row.expected)]


@pytest.mark.parametrize("title", ["记者", "编辑", "教授", "", "一级调研员"])
def test_titles_of_any_body_ask_for_none(title):
    assert body_endings(title) == ()
