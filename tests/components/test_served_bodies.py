"""Where a post serves: by its title and the body that it is named after."""

from __future__ import annotations

import pytest

from partyie.components.served_bodies import full_title, served_in_place, served_name


@pytest.mark.parametrize(
    ("title", "anchor", "body", "rule"),
    [
        ("县长", "中共芦山县委", "芦山县人民政府", "body.government"),
        ("代市长", "中共雅安市委", "雅安市人民政府", "body.government"),
        ("常务副县长", "中共芦山县委", "芦山县人民政府", "body.government"),
        ("副主席", "中共宁夏回族自治区委", "宁夏回族自治区人民政府", "body.government"),
        ("副镇长", "芦阳镇党委", "芦阳镇人民政府", "body.government"),
        ("主任", "北苑街道党工委", "北苑街道办事处", "body.street_office"),
        ("主任", "雅安经济技术开发区党工委", "雅安经济技术开发区管委会", "body.zone_office"),
        ("宣传部长", "中共芦山县委", "中共芦山县委宣传部", "body.department"),
        ("政法委书记", "中共芦山县委", "中共芦山县委政法委", "body.department"),
        ("公安局长", "芦山县人民政府", "芦山县公安局", "body.bureau"),
        ("常务副局长", "芦山县人民政府", "芦山县人民政府", "body.named"),
        ("局长", "芦山县财政局党组", "芦山县财政局", "body.of_party_part"),
        ("常务副市长", "雅安市人民政府党组", "雅安市人民政府", "body.of_party_part"),
        ("主任", "雅安市人大常委会党组", "雅安市人大常委会", "body.of_party_part"),
        ("校长", "川西师范大学党委", "川西师范大学", "body.of_party_part"),
        ("书记", "芦山县财政局党组", "芦山县财政局党组", "body.named"),
        ("成员", "芦山县财政局党组", "芦山县财政局党组", "body.named"),
        ("组织委员", "芦阳镇党委", "芦阳镇党委", "body.named"),
        ("秘书长", "中共雅安市委", "中共雅安市委", "body.named"),
        ("主席", "中共芦山县委", "中共芦山县委", "body.named"),
        ("部长", "中共芦山县委组织部", "中共芦山县委组织部", "body.named"),
        ("三级调研员", "芦阳镇党委", "芦阳镇党委", "body.named"),
    ],
)
def test_the_body_served_in(title: str, anchor: str, body: str, rule: str) -> None:
    assert served_name(title, anchor) == (body, rule)


@pytest.mark.parametrize(
    ("title", "place", "body"),
    [
        ("县长", "芦山县", "芦山县人民政府"),
        ("代县长", "芦山县", "芦山县人民政府"),
        ("常务副区长", "雅安市雨城区", "雅安市雨城区人民政府"),
        ("副镇长", "芦山县芦阳镇", "芦山县芦阳镇人民政府"),
        ("副主席", "宁夏回族自治区", "宁夏回族自治区人民政府"),
        ("书记", "芦山县", None),
        ("市长助理", "雅安市", None),
        ("村主任", "清水村", None),
        ("区长", "芦山县", None),
        ("主席", "芦山县", None),
    ],
)
def test_the_government_of_a_place(title: str, place: str, body: str | None) -> None:
    assert served_in_place(title, place) == body


@pytest.mark.parametrize(
    ("title", "anchor", "key", "full"),
    [
        ("书记", "芦山县委", "中共芦山县委", "芦山县委书记"),
        ("县长", "芦山县委", "中共芦山县委", "芦山县县长"),
        ("常务副省长", "四川省委", "中共四川省委", "四川省常务副省长"),
        ("县长", "县委", "中共芦山县委", "县长"),
        ("县长", "县委", "县委", "县长"),
        ("镇长", "芦阳镇党委", "芦山县芦阳镇党委", "芦阳镇镇长"),
        ("宣传部长", "县委", "中共芦山县委", "县委宣传部长"),
        ("公安局长", "县委", "中共芦山县委", "县公安局长"),
        ("局长", "县财政局党组", "芦山县财政局党组", "县财政局局长"),
        ("局长", "局党组", "芦山县财政局党组", "局长"),
        ("成员", "县财政局党组", "芦山县财政局党组", "县财政局党组成员"),
        ("副董事长", "党委", "川西集团党委", "副董事长"),
        ("主任", "北苑街道党工委", "北苑街道党工委", "北苑街道办事处主任"),
        ("主任", "经开区党工委", "雅安经开区党工委", "经开区管委会主任"),
        ("县长", "芦山县", "芦山县", "芦山县县长"),
        ("秘书长", "雅安市委", "中共雅安市委", "雅安市委秘书长"),
    ],
)
def test_what_a_post_is_called(title: str, anchor: str, key: str, full: str) -> None:
    assert full_title(title, anchor, key) == full
