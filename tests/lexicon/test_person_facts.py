"""Words of personal data: every row says of the person in its own example what it stands for."""

from __future__ import annotations

import pytest
from marked_readings import found

from partyie.components.attributes import find_attributes
from partyie.components.entities import find_entities
from partyie.components.links import find_links
from partyie.lexicon.person_facts import EducationWord, EthnicGroup, GenderWord, ethnic_groups
from partyie.lexicon.table import read_table
from partyie.records import Label


def stated(example, key):
    """The value of one attribute of the person whose name begins with 李."""
    start = example.index("李")
    name = next(name for name in ("李和平", "李小禾", example[start : example.find("来了")]) if name in example)
    reading = found(example, (Label.PERSON, name))
    find_links(reading)
    find_entities(reading)
    find_attributes(reading)
    [entity] = reading.entities
    return entity.data.get(key)


@pytest.mark.parametrize("row", read_table("ethnic_groups.tsv", EthnicGroup), ids=lambda row: row.id)
def test_every_ethnic_group(row):
    assert stated(row.example, "ethnicity") == row.expected


@pytest.mark.parametrize("row", read_table("education.tsv", EducationWord), ids=lambda row: row.id)
def test_every_level_of_education(row):
    assert stated(row.example, "education") == row.expected


@pytest.mark.parametrize("row", read_table("gender_words.tsv", GenderWord), ids=lambda row: row.id)
def test_every_word_that_tells_the_sex(row):
    assert stated(row.example, "gender") == row.expected


def test_the_56_groups():
    assert len(set(ethnic_groups().values())) == 56
    assert ethnic_groups()["朝鲜"] == "朝鲜族"
