"""Numbers that name and numbers that count, in pairs: phases, lots, trains, classes, plans, persons, places."""

from __future__ import annotations

import pytest
from plain_readings import dates_in, quantities_in

NAMES = [
    *(
        "开发区二期工程开工。",
        "一期厂房已交付。",
        "三标段监理单位到位。",
        "石桥村三组修通水泥路。",
        "乘1461次列车返岗。",
    ),
    *("负一层设人防库。", "住12栋2单元的老人。", "3幢501已入住。", "出境断面达三类水质。", "核定为公益二类事业单位。"),
    *(
        "二次供水设施改造。",
        "防止二次污染。",
        "推广六步工作法。",
        "编写五字诀。",
        "印发三年普法规划。",
        "三年攻坚行动收官。",
    ),
    *("做到三个必须。", "坚持四个不放过。", "开展七个一活动。", "第七个五年开局。", "中电科三十八所中标。"),
    *(
        "学习吴八斤同志。",
        "伍万里主持会议。",
        "百尺河镇召开会议。",
        "二道街社区值守。",
        "九孔桥路封闭。",
        "深化“三块地”改革。",
    ),
    "热线12333人社服务。",
]
COUNTED = [
    ("分两期建设。", "两期"),
    ("举办三期培训班。", "三期"),
    ("共有3标段工程。", "3标段"),
    ("编成三组出发。", "三组"),
    ("进行了4次列队训练。", "4次"),
    ("楼高三层。", "三层"),
    ("建成12栋安置房。", "12栋"),
    ("分为三类问题。", "三类"),
    ("开展了二次检查。", "二次"),
    ("走了六步。", "六步"),
    ("用三年完成改造。", "三年"),
    ("新建3个不锈钢水箱。", "3个"),
    ("获得两个一等奖。", "两个"),
    ("设立三个必要的岗位。", "三个"),
    ("筑牢三道社区防线。", "三道"),
    ("建成3所小学。", "3所"),
    ("收番薯八斤。", "八斤"),
    ("其中3人民主评议为优秀。", "3人"),
]


@pytest.mark.parametrize("text", NAMES)
def test_what_bears_a_number_is_not_counted(text):
    """One of a row, one person, one place."""
    assert quantities_in(text) == []


@pytest.mark.parametrize(("text", "surface"), COUNTED)
def test_what_is_counted_is_found(text, surface):
    """The same classifiers with a count before them."""
    assert [found for found, _, _ in quantities_in(text)] == [surface]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("葛十月任妇女主任。", None),
        ("他于十月任县长。", "十月"),
        ("（记者滕国庆）", None),
        ("喜迎国庆，", "国庆"),
        ("食堂煮元宵给老人。", None),
        ("元宵节灯会开幕。", "元宵节"),
        ("校长商朝阳作报告。", None),
        ("商朝遗址发掘。", "商朝"),
        ("一日之计在于晨。", None),
        ("十月怀胎不易。", None),
        ("十月建成通车。", "十月"),
    ],
)
def test_dates_and_what_reads_like_them(text, surface):
    """Names of persons, a dish and sayings are no dates."""
    assert [found for found, _ in dates_in(text)] == ([surface] if surface else [])
