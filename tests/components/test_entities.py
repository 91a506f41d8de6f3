"""Entities of a document: whom its names mean, what its organisations are called in full, which places it knows."""

from __future__ import annotations

import pytest
from marked_readings import marked, surface

from partyie.components.entities import find_entities
from partyie.components.reading import Relation
from partyie.records import Label


def entities(text, label):
    """Name of each entity, with the words of its mentions."""
    reading = marked(text)
    find_entities(reading)
    return {
        entity.name: [surface(reading, mention) for mention in entity.mentions]
        for entity in reading.entities
        if entity.label is label
    }


def organisation(text, words):
    """Name and resolved of the entity of the last mention with these words."""
    reading = marked(text)
    find_entities(reading)
    mention = [m for m in reading.mentions if surface(reading, m) == words][-1]
    return mention.entity.name, mention.entity.data["resolved"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{P:周铁山}到会。{P:周铁山}讲话。", {"周铁山": ["周铁山", "周铁山"]}),
        ("{P:周铁山}与{P:郑小满}", {"周铁山": ["周铁山"], "郑小满": ["郑小满"]}),
        ("{P:周 铁}任{T:局长}。{P:周铁}讲话。", {"周铁": ["周 铁", "周铁"]}),
        ("{T:局长}{P:周铁山}到会。{P:周}{T:局长}讲话。", {"周铁山": ["周铁山", "周"]}),
        ("{P:周铁山}是个好支书。{P:老周}常来。", {"周铁山": ["周铁山", "老周"]}),
        ("{P:欧阳铁山}到会。{P:欧阳}{T:局长}讲话。", {"欧阳铁山": ["欧阳铁山", "欧阳"]}),
        ("{P:周铁山}，男，汉族，绰号“{P:铁秤砣}”，村民。", {"周铁山": ["周铁山", "铁秤砣"]}),
        ("{P:周铁山}爱唱歌，乡亲们都叫他“{P:山雀}”。", {"周铁山": ["周铁山", "山雀"]}),
        ("{P:老周}名叫{P:周铁山}，五十岁。", {"周铁山": ["老周", "周铁山"]}),
        ("{P:周奶奶}本名{P:周桂兰}，退休了。", {"周桂兰": ["周奶奶", "周桂兰"]}),
        ("{P:玛利亚·施密特}来访。{P:施密特}说好。", {"玛利亚·施密特": ["玛利亚·施密特", "施密特"]}),
        ("{P:古丽娜尔·艾山}来访。{P:古丽娜尔}说好。", {"古丽娜尔·艾山": ["古丽娜尔·艾山", "古丽娜尔"]}),
        ("{P:周桂兰}开店。{P:周姨}心善。", {"周桂兰": ["周桂兰", "周姨"]}),
        ("{P:周敏芝}回家。{P:阿芝}笑了。", {"周敏芝": ["周敏芝", "阿芝"]}),
        ("{P:周铁山}先生到会，{P:周先生}致辞。", {"周铁山": ["周铁山", "周先生"]}),
        ("{P:周铁山}同志到会，{P:周先生}致辞。", {"周铁山": ["周铁山"], "周先生": ["周先生"]}),
        ("{P:周铁山}的妻子{P:郑小满}也到会。", {"周铁山": ["周铁山"], "郑小满": ["郑小满"]}),
        ("{P:李某某}受贿，{P:李某}行贿。", {"李某某": ["李某某"], "李某": ["李某"]}),
    ],
)
def test_persons(text, expected):
    assert entities(text, Label.PERSON) == expected


def test_a_surname_that_two_bear_isnt_guessed_at_random():
    found = entities("{P:周铁山}到会。{P:郑小满}讲话。{P:王}{T:局长}来了。", Label.PERSON)
    assert found["周铁山"] == ["周铁山"] and found["郑小满"] == ["郑小满"]


def test_a_surname_goes_to_the_one_who_holds_the_title_behind_it():
    reading = marked("{T:县长}{P:周铁山}、{T:局长}{P:周小满}到会。{P:周}{T:县长}讲话。")
    county_chief, bureau_chief = reading.mentions[1], reading.mentions[3]
    for title, person in ((reading.mentions[0], county_chief), (reading.mentions[2], bureau_chief)):
        reading.relations.append(Relation("holder", title, person, "test", title.start, person.end))
    find_entities(reading)
    assert reading.mentions[4].entity is county_chief.entity


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("{O:财政局}{T:副局长}{P:王伟}、{O:教育局}{T:副局长}{P:王伟}到会。", 2),
        ("{P:王伟}（男）、{P:王伟}（女）、{P:李强}。", 2),
        ("任命{P:王伟}为县长，免去{P:王伟}的局长职务。", 1),
        ("任命{P:王伟}为县长、免去{P:王伟}的局长职务。", 1),
        ("{P:王伟}到会。{P:王伟}讲话。", 1),
    ],
)
def test_namesakes_in_one_list_are_two_persons(text, persons):
    reading = marked(text)
    find_entities(reading)
    assert len({id(m.entity) for m in reading.mentions if surface(reading, m) == "王伟"}) == persons


def test_a_namesake_is_told_by_the_post():
    text = "{O:财政局}{T:局长}{P:王伟}、{O:教育局}{T:局长}{P:王伟}到会。{O:教育局}{T:局长}{P:王伟}讲话。"
    reading = marked(text)
    for body, title, person in zip(*[iter(list(reading.mentions))] * 3, strict=True):
        reading.relations.append(Relation("at", title, body, "test", body.start, title.end))
        reading.relations.append(Relation("holder", title, person, "test", title.start, person.end))
    find_entities(reading)
    first, second, third = [m.entity for m in reading.mentions if m.label is Label.PERSON]
    assert third is second and second is not first


def test_who_calls_someone_by_a_name_isnt_called_so():
    found = entities("{P:周铁山}进了门，{P:郑小满}还喊他“{P:石头}”。", Label.PERSON)
    assert found == {"周铁山": ["周铁山", "石头"], "郑小满": ["郑小满"]}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("{L:福建省莆田市}讯 {O:市委}高度重视。", "市委", "中共莆田市委"),
        ("{L:福建省莆田市}讯 {O:省委}高度重视。", "省委", "中共福建省委"),
        ("{L:福建省莆田市}讯 {O:市政府}召开会议。", "市政府", "莆田市人民政府"),
        ("{L:福建省莆田市}讯 {O:市公安局}通报。", "市公安局", "莆田市公安局"),
        ("{L:福建省莆田市}讯 {O:市人大常委会}视察。", "市人大常委会", "莆田市人大常委会"),
        ("{L:福建省莆田市}讯 {O:市纪委}通报。", "市纪委", "中共莆田市纪委"),
        ("{L:福建省莆田市}讯 {O:团市委}走访。", "团市委", "共青团莆田市委"),
        ("{L:福建省莆田市}讯 {O:市委组织部}走访。", "市委组织部", "中共莆田市委组织部"),
        ("{L:福建省莆田市}讯 {O:市发改委}走访。", "市发改委", "莆田市发展和改革委员会"),
        ("{O:中共莆田市委}召开会议。{O:市委}要求。", "市委", "中共莆田市委"),
        ("{O:莆田市人民政府办公室}\n{O:市政府}同意。", "市政府", "莆田市人民政府"),
        ("{O:党中央}作出部署。", "党中央", "中共中央"),
        ("{O:国务院}批准。", "国务院", "国务院"),
        ("{O:中国共产党清水县委员会}批准。", "中国共产党清水县委员会", "中共清水县委"),
        ("{O:清水县人民代表大会常务委员会}通过。", "清水县人民代表大会常务委员会", "清水县人大常委会"),
    ],
)
def test_names_in_full(text, words, expected):
    assert organisation(text, words) == (expected, True)


@pytest.mark.parametrize("words", ["市委", "县政府", "市公安局"])
def test_what_the_document_doesnt_settle_keeps_its_surface(words):
    assert organisation("{O:" + words + "}高度重视。", words) == (words, False)


def test_the_same_body_in_two_forms_is_one_entity():
    found = entities("{O:莆田市公安局}通报。{O:市公安局}介绍。", Label.ORG)
    assert found == {"莆田市公安局": ["莆田市公安局", "市公安局"]}


def test_bodies_of_two_levels_are_two_entities():
    found = entities("{L:福建省莆田市}讯 {O:省公安厅}、{O:市公安局}通报。", Label.ORG)
    assert set(found) == {"福建省公安厅", "莆田市公安局"}


def test_kind_level_and_code_of_an_organisation():
    reading = marked("{L:福建省莆田市}讯 {O:市委}高度重视。")
    find_entities(reading)
    [entity] = [entity for entity in reading.entities if entity.label is Label.ORG]
    assert (entity.data["kind"], entity.data["level"]) == ("party", "prefecture")
    assert entity.data["code"].startswith("3503")


def test_places_are_named_by_their_path():
    reading = marked("{L:福建省莆田市荔城区}召开会议。{L:荔城区}领导参加。")
    find_entities(reading)
    [entity] = reading.entities
    assert entity.data["path"] == ["福建省", "莆田市", "荔城区"]
    assert entity.data["level"] == "county"
    assert len(entity.mentions) == 2


def test_a_place_that_no_table_knows_keeps_its_surface():
    found = entities("{L:石门屯}开会。", Label.PLACE)
    assert found == {"石门屯": ["石门屯"]}


def test_every_person_organisation_and_place_has_an_entity():
    reading = marked("{L:清水镇}{T:镇长}{P:周铁山}、{O:县委}{T:书记}{P:郑小满}于{D:2021年}到会。")
    find_entities(reading)
    for mention in reading.mentions:
        assert (mention.entity is not None) == (mention.label in (Label.PERSON, Label.ORG, Label.PLACE))
