"""Verbs of office: every row makes of its own example what it says."""

from __future__ import annotations

import pytest
from marked_readings import found, surface

from partyie.components.links import find_links
from partyie.lexicon.link_verbs import link_verbs
from partyie.records import Label

EVENTS = {"appoint", "remove", "elect", "resign", "propose", "promote", "transfer", "-"}
NAMES = ("李和平", "李小禾", "宗政一")


@pytest.mark.parametrize("row", link_verbs().values(), ids=lambda row: row.id)
def test_every_row_in_its_own_example(row):
    title, status = row.expected.split(":")
    persons = [(Label.PERSON, name) for name in NAMES]
    reading = found(row.example, (Label.POST, title), (Label.ORG, "县供销社"), (Label.ORG, "县人大"), *persons)
    find_links(reading)
    held = {surface(reading, r.source): r.source.data["status"] for r in reading.relations if r.kind == "holder"}
    assert held == {title: status}


def test_events_and_statuses_are_known_ones():
    assert {row.event for row in link_verbs().values()} <= EVENTS
    assert {row.status for row in link_verbs().values()} == {"current", "former", "proposed"}


def test_ids_are_unique():
    assert len({row.id for row in link_verbs().values()}) == len(link_verbs())
