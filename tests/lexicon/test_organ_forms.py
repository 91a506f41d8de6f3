"""Short forms of organs: every row gives the standard name in its own example."""

from __future__ import annotations

import pytest
from marked_readings import found

from partyie.components.entities import find_entities
from partyie.components.organisation_forms import standard_body
from partyie.lexicon.organ_forms import organ_forms
from partyie.records import Label


@pytest.mark.parametrize("row", organ_forms().values(), ids=lambda row: row.id)
def test_every_row_in_its_own_example(row):
    reading = found(row.example, (Label.ORG, row.example))
    find_entities(reading)
    [entity] = reading.entities
    assert entity.name == row.expected


@pytest.mark.parametrize("name", ["政府债务管理领导小组", "兵团二中", "公安局", "中央广播电视总台"])
def test_the_beginning_of_a_longer_word_is_no_short_form(name):
    assert standard_body(name) == name
