"""What entities are called: short forms settled by the document, persons by surname, bios, facts, ids."""

from __future__ import annotations

import pytest

import partyie


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("莆田市召开会议。市委高度重视。", "市委", "中共莆田市委"),
        ("莆田市召开会议。省委高度重视。", "省委", "中共福建省委"),
        ("莆田市召开会议。市政府高度重视。", "市政府", "莆田市人民政府"),
        ("莆田市召开会议。市公安局破案。", "市公安局", "莆田市公安局"),
        ("莆田市召开会议。团市委走访。", "团市委", "共青团莆田市委"),
        ("党中央作出部署。", "党中央", "中共中央"),
    ],
)
def test_short_forms_are_settled_by_the_document(text, surface, expected):
    x = partyie.extract(text)
    [mention] = [mention for mention in x.mentions if mention.text == surface]
    [organisation] = [organisation for organisation in x.organisations if organisation.id == mention.record]
    assert (organisation.name, organisation.resolved) == (expected, True)


def test_a_short_form_that_nothing_settles_keeps_its_surface():
    [organisation] = partyie.extract("市委高度重视。").organisations
    assert (organisation.name, organisation.resolved) == ("市委", False)


def test_all_mentions_of_a_person_are_one_record():
    x = partyie.extract("芦山县委书记周铁山到村调研。周铁山同志指出，要抓好春耕。周铁山强调安全。")
    [person] = x.persons
    assert person.name == "周铁山"
    assert len(person.mentions) == 3


def test_a_biography_fills_the_person():
    x = partyie.extract(
        "周铁山，男，彝族，1970年3月生，四川芦山人，1991年7月参加工作，1993年6月加入中国共产党，大学学历，现任芦山县财政局局长。"
    )
    [person] = x.persons
    stated = person.model_dump(include={"gender", "ethnicity", "birth", "work_started", "party_joined", "education"})
    assert stated == {
        "gender": "男",
        "ethnicity": "彝族",
        "birth": "1970-03",
        "work_started": "1991-07",
        "party_joined": "1993-06",
        "education": "大学",
    }
    assert person.native_place is not None and person.native_place.endswith("芦山县")


def test_a_notice_tells_its_facts():
    x = partyie.extract(
        "芦山县人民政府文件\n\n芦府发〔2021〕17号\n\n芦山县人民政府\n关于做好防汛工作的通知\n\n各乡镇人民政府：\n\n"
        "    现就有关工作通知如下。\n\n芦山县人民政府\n2021年6月18日\n"
    )
    assert (x.document.number, x.document.date) == ("芦府发〔2021〕17号", "2021-06-18")
    assert x.document.issuer == "芦山县人民政府"
    assert x.document.title is not None and x.document.title.endswith("关于做好防汛工作的通知")


def test_an_appointment_makes_a_tenure_with_its_event():
    x = partyie.extract("免去周铁山的芦山县财政局局长职务；任命郑小满为芦山县财政局局长。")
    names = {person.id: person.name for person in x.persons}
    events = [(names[tenure.person], tenure.status, tenure.event) for tenure in x.tenures]
    assert events == [("周铁山", "former", "remove"), ("郑小满", "current", "appoint")]


def test_ids_are_unique_and_every_reference_resolves():
    x = partyie.extract("芦山县委书记周铁山、县财政局局长郑小满于2021年6月18日到龙门镇走访20余户。")
    families = (x.mentions, x.persons, x.organisations, x.places, x.posts, x.tenures, x.dates, x.quantities, x.links)
    ids = [record.id for family in families for record in family]
    assert len(ids) == len(set(ids))
    known = set(ids)
    used = {m.record for m in x.mentions} | {i for link in x.links for i in (link.source, link.target)}
    used |= {i for post in x.posts for i in (*post.holders, *post.at, *post.when, post.mention)}
    assert used <= known
