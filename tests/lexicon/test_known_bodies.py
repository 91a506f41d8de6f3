"""Bodies with settled short forms: every row names its body in its own example."""

from __future__ import annotations

import pytest
from marked_readings import found

from partyie.components.entities import find_entities
from partyie.lexicon.known_bodies import known_bodies, leading_known_body
from partyie.records import Label


@pytest.mark.parametrize("row", known_bodies().values(), ids=lambda row: row.id)
def test_every_row_in_its_own_example(row):
    reading = found(row.example, (Label.ORG, row.form))
    find_entities(reading)
    [entity] = reading.entities
    assert (entity.name, entity.data["kind"]) == (row.expected, row.kind)


def test_a_form_in_the_middle_of_a_name_is_none():
    assert leading_known_body("清水华西医院") is None


def test_a_body_that_the_text_has_in_full_wins():
    reading = found("闽北协和医院的医生说，协和医院很近", (Label.ORG, "闽北协和医院"), (Label.ORG, "协和医院"))
    find_entities(reading)
    assert {entity.name for entity in reading.entities} == {"闽北协和医院"}
