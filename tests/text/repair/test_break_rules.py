"""What each rule about a line break says by itself: it joins, it keeps, or it leaves the break to the next rule."""

from __future__ import annotations

import pytest

from partyie.text.repair import break_rules
from partyie.text.repair.break_rules import JOIN, KEEP, NEIGHBOURHOOD, Break, Opinion
from partyie.text.repair.layout import Layout


def place(marked: str, *, in_body: bool = False, joined: bool = False) -> Break:
    """The break at ⏎; ``joined`` for one whose first line goes on from the line before it."""
    text, at = marked.replace("⏎", "\n"), marked.index("⏎")
    layout = Layout(text)
    index = max(index for index, line in enumerate(layout.lines) if line.end <= at)
    before, after = layout.lines[index : index + 2]
    first = layout.lines[index - 1].start if joined else before.start
    return Break(text, layout, before, after, first, layout.gaps[index + 1], in_body)


def says(rule: str, marked: str, *, in_body: bool = False, joined: bool = False) -> Opinion:
    opinion: Opinion = getattr(break_rules, f"_{rule}")(place(marked, in_body=in_body, joined=joined))
    return opinion


HAN_39 = "县应急管理局负责全县防汛抗旱和森林防火的日常工作并承担指挥部办公室各项具体事务"


@pytest.mark.parametrize(
    ("rule", "marked", "opinion"),
    [
        ("latin", "work plan⏎of the county", KEEP),
        ("latin", "the plan b⏎of the county", KEEP),
        ("latin", "the plan⏎a county has", KEEP),
        ("latin", "县 plan⏎落实", None),
        ("latin", "抓落实⏎plan", None),
        ("latin", "in 2021⏎plan", None),
        ("number", "每亩补偿不低于5.⏎6万元", JOIN),
        ("number", "每亩补偿不低于5.⏎余万元", None),
        ("number", "每亩补偿不低于5⏎6万元", None),
        ("number", "5.⏎6万元", None),
        ("cannot_begin", "县长⏎，县委副书记", JOIN),
        ("cannot_begin", "县长⏎》的通知", JOIN),
        ("cannot_begin", "县长⏎县委，副书记", None),
        ("split_bracket", "副局长（主持⏎工作）", JOIN),
        ("split_bracket", "（主持⏎工作）。", JOIN),
        ("split_bracket", "会议结束。副局长（主持⏎工作）", JOIN),
        ("split_bracket", "局长（女）、副局长（主持⏎工作）", JOIN),
        ("split_bracket", "副局长（主持⏎工作）（男）", JOIN),
        ("split_bracket", "副局长（主持⏎）", JOIN),
        ("split_bracket", "（关于《东山⏎规划》的说明", JOIN),
        ("split_bracket", "（到会。《东山⏎规划》的说明）", JOIN),
        ("split_bracket", "局长（主持）⏎工作）", None),
        ("split_bracket", "局长（主持⏎工作（代）", None),
        ("split_bracket", "局长主持⏎工作）", None),
        ("split_bracket", "局长（主持⏎工作", None),
        ("split_bracket", "局长（到会。主持⏎工作）", None),
        ("split_bracket", "局长（主持⏎工作吗？是）", None),
        ("split_bracket", "局长（好！主持⏎工作）", None),
        ("split_bracket", f"（{HAN_39}⏎甲）", JOIN),
        ("split_bracket", f"（{HAN_39}甲⏎甲）", None),
        ("split_bracket", f"（甲⏎{HAN_39}）", JOIN),
        ("split_bracket", f"（甲⏎{HAN_39}甲）", None),
        ("comma", "县应急管理局副局长、⏎党组成员王平", JOIN),
        ("comma", "县应急管理局副局长、⏎成员：王平", JOIN),
        ("comma", "县应急管理局副局长、⏎1. 党组成员", None),
        ("comma", "县应急管理局副局长、⏎王平　男　汉族", None),
        ("comma", "李明　男　局长、⏎王平", None),
        ("comma", "县应急管理局副局长、⏎\n党组成员王平", None),
        ("comma", "县应急管理局副局长⏎党组成员王平", None),
        ("comma", "会议要求全县上下要认真贯彻落实好精神，⏎党组成员王平", None),
        ("comma", "会议要求全县上下都要认真贯彻落实好精神，⏎党组成员王平", JOIN),
        ("comma", "会议要求全县上下都要认真贯彻落实好精神，⏎\n党组成员王平", None),
        ("cut_number", "会议定于8:3⏎0，地点不变", JOIN),
        ("cut_number", "会议定于8:3⏎召开", None),
        ("cut_number", "2017⏎年4月，王平任县长", JOIN),
        ("cut_number", "2017⏎月报表", None),
        ("cut_number", "公历⏎年报表", None),
        ("cut_number", "王平任局长，2021年3⏎月到任", JOIN),
        ("cut_number", "全县参加培训的村干部1⏎37名", JOIN),
        ("cut_number", "全县参加培训的村干部1⏎参加", None),
        ("cut_number", "见附表1⏎37名", None),
        ("cut_number", "全县培训1⏎2021年工作", None),
        ("cut_number", "全县培训1⏎\n37名", None),
        ("cut_number", "甲　乙　全县1⏎37名", None),
        ("split_word", "县委副书⏎记、县长", JOIN),
        ("split_word", "县委副书⏎ 记、县长", JOIN),
        ("split_word", "委副书⏎记、县长", None),
        ("split_word", "县委副书⏎\n记、县长", None),
        ("split_word", "县委副书⏎　　记、县长", None),
        ("split_word", "县委副书⏎记　男　县长", None),
        ("split_word", "王平　男　县委副书⏎记、县长", None),
        ("split_word", "县委：书⏎记、县长", None),
        ("split_word", "东山县委：书⏎记、县长", None),
        ("split_word", "东山县人民政⏎府、县长", None),
        ("split_word", "东山县三员⏎工作", None),
        ("split_word", "东山小学⏎习、县长", None),
        ("split_word", "县委副书⏎电、县长", None),
        ("split_word", "县委副书⏎记者到会", None),
        ("split_word", "东山制统⏎一、县长", None),
        ("fragment", "听取了工作报告。茅⏎于川要求", JOIN),
        ("fragment", "听取了工作报告。茅⏎ 于川要求", JOIN),
        ("fragment", "听取了工作报告。茅⏎  于川要求", None),
        ("fragment", "听取了工作报告。茅⏎\n于川要求", None),
        ("fragment", "听取了工作报告。茅⏎（县长）要求", None),
        ("fragment", "听取了工作报告茅⏎于川要求", None),
        ("fragment", "听取了工作报告。一⏎于川要求", None),
        ("new_item", "工作要点⏎1. 概况", KEEP),
        ("new_item", "工作要点⏎组长：王平", KEEP),
        ("new_item", "工作要点⏎概况", None),
        ("title", "东山县人民政府办公室⏎关于防汛的通知", KEEP),
        ("title", "关于追授某某同志⏎称号的决定", KEEP),
        ("title", "研究了关于防汛的报告，决定⏎称号", None),
        ("title", "东山县人民政府⏎办公室关于防汛的通知", None),
        ("cannot_end", "副局长（⏎主持工作", JOIN),
        ("cannot_end", "（副局长⏎主持工作", None),
        ("addressees", "各乡镇人民政府，东山经济开发区⏎管理委员会，各单位：", JOIN),
        ("addressees", "各乡镇人民政府，东山经济开发区⏎管理委员会，各单位:", JOIN),
        ("addressees", "各乡镇人民政府东山经济开发区⏎管理委员会，各单位：", None),
        ("addressees", "各乡镇人民政府，东山经济开发区⏎管理委员会各单位：", None),
        ("addressees", "各乡镇人民政府，东山经济开发区⏎管理委员会，各单位", None),
        ("addressees", "各乡镇人民政府。东山经济开发区⏎管理委员会，各单位：", None),
        ("addressees", "各乡镇人民政府，东山经济开发区⏎管理委员会，到会。各单位：", None),
        ("addressees", "各乡镇人民政府，东山经济开发区⏎\n管理委员会，各单位：", None),
        ("addressees", "1. 各乡镇人民政府，东山经济开发区⏎管理委员会，各单位：", None),
        ("orphan", "县人大常委会办公室，县政协办公⏎室，县监委", JOIN),
        ("orphan", "县人大常委会办公室县政协办公⏎室，县监委", None),
        ("orphan", "县人大常委会办公室，县政协办公⏎室内，县监委", None),
    ],
)
def test_a_rule_by_itself(rule: str, marked: str, opinion: Opinion) -> None:
    assert says(rule, marked) is opinion


@pytest.mark.parametrize(
    ("marked", "in_body", "opinion"),
    [
        ("县委副书⏎记到会", True, JOIN),
        ("县委副书⏎记到会", False, None),
        ("会议指出，县委副书⏎记到会", False, JOIN),
        ("王平　男　县委副书⏎记到会", False, JOIN),
        ("县委副书⏎记　男　到会", True, None),
        ("县委副书⏎\n记到会", True, None),
        ("县委副书⏎　　记到会", True, None),
        ("县委副书⏎　　　　　记到会", True, JOIN),
        ("县委副县⏎记到会", True, None),
        ("东山人民政⏎府到会", True, JOIN),
        ("东山县工⏎作会议", True, JOIN),
        ("东山县三员⏎工作", True, JOIN),
        ("东山县教育⏎局到会", True, JOIN),
        ("东山县委⏎副书记到会", True, None),
        ("东山县人民⏎法院到会", True, None),
        ("选举委员⏎会主任到会", True, None),
    ],
)
def test_a_common_word_is_whole_again_in_running_text(marked: str, in_body: bool, opinion: Opinion) -> None:
    assert says("word", marked, in_body=in_body) is opinion


def test_bounds_of_a_common_word() -> None:
    """引资 is one word in eight of ten places of the counts, 其后 in three: enough for the one, not for the other."""
    assert break_rules._is_common(place("会上部署招商引⏎资"))
    assert break_rules._joined("教育") and not break_rules._joined("其后") and not break_rules._joined("教")


@pytest.mark.parametrize(
    ("marked", "opinion"),
    [
        ("县委研究换届选举工作\n会上研究换届⏎选举工作", JOIN),
        ("会上研究换届⏎选举工作\n县委研究换届选举工作", JOIN),
        ("县委讨论换届选举工作\n会上研究换届⏎选举工作", None),
        ("县委研究换届选举经费\n会上研究换届⏎选举工作", None),
        ("县委“两委”换届选举\n会上“两委”⏎换届选举", JOIN),
        ("县委（“两”换届选举\n会上（“两”⏎换届选举", None),
        ("县委研究，换届选举工\n会上研究，换⏎届选举工", None),
        ("县委研究换届选举工作\n会上研究换届⏎　选举工作", None),
        ("县委研究换届选举工作\n　会上研究换届⏎　选举工作", JOIN),
    ],
)
def test_what_stands_unbroken_elsewhere_is_joined(marked: str, opinion: Opinion) -> None:
    assert says("repeated", marked) is opinion


@pytest.mark.parametrize(("more", "opinion"), [(0, JOIN), (1, None)])
def test_elsewhere_is_not_far(more: int, opinion: Opinion) -> None:
    """In front of the break and behind it."""
    unbroken, broken = "研究换届选举工作", "研究换届⏎选举工作"
    filler = "\n" * (NEIGHBOURHOOD - len(unbroken) - 4 + more)
    assert says("repeated", unbroken + filler + broken) is opinion
    filler = "\n" * (NEIGHBOURHOOD - len(unbroken) - 4 + more)
    assert says("repeated", broken + filler + unbroken) is opinion


PARAGRAPHS = "　　会议指出，要抓好落实。\n　　会议强调，要见实效。\n"


@pytest.mark.parametrize(
    ("marked", "in_body", "opinion"),
    [
        (PARAGRAPHS + "　　县防汛指挥部⏎召开会议", True, JOIN),
        (PARAGRAPHS + "　　县防汛指挥部⏎ 召开会议", True, JOIN),
        (PARAGRAPHS + "　　县防汛指挥部⏎  召开会议", True, None),
        (PARAGRAPHS + "　　县防汛指挥部⏎\n召开会议", True, None),
        (PARAGRAPHS + "　　县防汛指挥部⏎召开　会议　甲", True, None),
        (PARAGRAPHS + "　　县防汛指挥部⏎召开会议", False, None),
        (PARAGRAPHS.replace("　", "") + "　　县防汛指挥部⏎召开会议", True, None),
    ],
)
def test_among_indented_paragraphs_a_line_without_indent_goes_on(marked: str, in_body: bool, opinion: Opinion) -> None:
    assert says("indented", marked, in_body=in_body) is opinion


FULL = "会议要求全县上下坚持稳中求进，突出抓好项目建设\n" * 5


@pytest.mark.parametrize(
    ("marked", "joined", "opinion"),
    [
        (FULL + "会议要求全县上下坚持稳中求进，突出抓好项目建设⏎招商引资", False, JOIN),
        (FULL + "会议要求全县上下坚持稳中求进，突出抓好项目建⏎招商引资", False, JOIN),
        (FULL + "会议要求全县上下坚持稳中求进，突出抓好项目⏎招商引资", False, JOIN),
        (FULL + "会议要求全县上下坚持稳中求进，突出抓好项⏎招商引资", False, None),
        (FULL + "会议要求全县上下坚持稳中求进，突出抓好项目建设⏎ 招商引资", False, JOIN),
        (FULL + "会议要求全县上下坚持稳中求进，突出抓好项目建设⏎  招商引资", False, KEEP),
        (FULL + "会议要求全县上下坚持稳中求进，突出抓好项目建设⏎王平　男　汉族", False, KEEP),
        (FULL + "会议要求全县上下坚持稳中求进，突出抓好项目建设⏎\n招商引资", False, None),
        (FULL + "会议要求全县　上下坚持　求进，突出抓好项目建设⏎招商引资", False, None),
        (FULL + "会议要求全县上下坚持稳中求进并突出抓好项目建设⏎招商引资", False, None),
        (FULL + "会议要求全县上下坚持稳中求进并突出抓好项目建设⏎招商引资", True, JOIN),
        ("会议要求全县上下坚持稳中求进，突出抓好项目建设⏎招商引资", False, None),
    ],
)
def test_a_full_line_goes_on(marked: str, joined: bool, opinion: Opinion) -> None:
    assert says("full_line", marked, joined=joined) is opinion


LONG = "会议充分肯定了全县上半年取得的成绩和经验并对下半年各项重点工作作出部署，要求各级各部门进一步统一思想提高认识"


@pytest.mark.parametrize(
    ("marked", "opinion"),
    [
        ("会议传达上级精神。会议充分肯定全县取得的⏎成绩和经验，要求再接再厉", JOIN),
        ("会议传达上级精神。会议充分肯定全县取得的⏎\n成绩和经验，要求再接再厉", JOIN),
        ("会议传达上级精神。会议充分肯定全县取得的⏎ 成绩和经验，要求再接再厉", JOIN),
        ("会议传达上级精神。会议充分肯定全县取得的⏎  成绩和经验，要求再接再厉", None),
        ("会议传达上级精神。会议充分肯定全县取得⏎成绩和经验，要求再接再厉", None),
        ("会议传达上级精神。会议充分肯定全县取得的⏎成绩和经验要求再接再厉", None),
        ("会议传达上级精神。会议充分肯定全县取得的：⏎成绩和经验，要求再接再厉", None),
        ("会议传达上级精神。会议充分肯定全县取得的⏎—成绩和经验，要求再接再厉", None),
        ("会议　传达　上级精神。会议充分肯定全县取得的⏎成绩和经验，要求再接再厉", None),
        ("会议传达上级精神。会议充分肯定全县取得的⏎成绩　和　经验，要求再接再厉", None),
        ("会议传达上级精神；会议充分肯定全县取得的⏎成绩和经验，要求再接再厉", JOIN),
        ("会议传达上级精神，会议充分肯定全县取得的⏎成绩和经验，要求再接再厉", None),
        ("会议传达上级精神。会议充分肯定全县成绩。会议要求⏎成绩和经验，要求再接再厉", None),
        ("会议传达上级精神。会议充分肯定全县成绩。会议要求各⏎成绩和经验，要求再接再厉", JOIN),
        ("会议传达上级精神，会议充分肯定全县成绩。”会议要求⏎成绩和经验，要求再接再厉", None),
        ("会议传达上级精神，会议充分肯定全县成绩。（会议要求⏎成绩和经验，要求再接再厉", None),
        ("…会议充分肯定全县上半年取得的成绩和经验⏎成绩和经验，要求再接再厉", JOIN),
        (LONG[:50] + "⏎成绩和经验，要求再接再厉", JOIN),
        (LONG[:49] + "⏎成绩和经验，要求再接再厉", None),
        (LONG[:50].replace("，", "并") + "⏎成绩和经验，要求再接再厉", None),
    ],
)
def test_prose_goes_on_at_a_page_end(marked: str, opinion: Opinion) -> None:
    """A line of 20 characters behind a sentence, or one of 50; of its last sentence more than four."""
    assert says("prose", marked) is opinion


@pytest.mark.parametrize(
    ("marked", "opinion"),
    [
        ("县委召开会议，县委副书记、县长，代⏎县长李某主持会议，部署工作", JOIN),
        ("县委召开会议，县委副书记、代⏎县长李某主持会议，部署工作", None),
        ("县委召开会议；县委副书记、代⏎县长李某主持会议，部署工作", JOIN),
        ("县委召开会议。县委副书记、代⏎县长李某主持会议，部署工作", JOIN),
        ("县委召开了全县防汛抗旱工作的专题会议，由县委副书记和县政府代⏎县长李某主持会议，部署工作", JOIN),
        ("县委召开了全县防汛抗旱工作专题会议，由县委副书记和县政府代⏎县长李某主持会议，部署工作", None),
        ("县委召开会议。县委副书记、代⏎ 县长李某主持会议，部署工作", JOIN),
        ("县委召开会议。县委副书记、代⏎  县长李某主持会议，部署工作", None),
        ("县委召开会议。县委副书记、代⏎\n县长李某主持会议，部署工作", None),
        ("县委　召开　会议。县委副书记、代⏎县长李某主持会议，部署工作", None),
        ("县委召开会议。县委副书记、代⏎县长　李某　主持会议，部署工作", None),
        ("县委召开会议。县委副书记、代—⏎县长李某主持会议，部署工作", None),
        ("县委召开会议。县委副书记、代⏎—县长李某主持会议，部署工作", None),
        ("县委召开会议。县委副书记、代⏎李明同志主持会议，部署工作", None),
        ("县委召开会议。县委副书记（代）⏎县长李某主持会议，部署工作", None),
        ("县委召开会议。（县委副书记、代⏎县长李某主持会议，部署工作", None),
        ("县委召开会议。”（县委副书记、代⏎县长李某主持会议，部署工作", None),
        ("县委召开会议，县委副书记，（代⏎县长李某主持会议，部署工作", None),
        ("县委召开会议由县委副书记主持并部署了全县防汛抗旱工作任务和代⏎县长李某主持会议，部署工作", None),
        ("县委召开会议。县委副书记、代⏎县长李某主持会议部署工作", None),
        (
            "会议开始。\n\n会议结束。\n\n县委召开会议。县委副书记、代⏎县长李某主持会议部署工作",
            JOIN,
        ),
        ("。县委副书记和县长、代⏎县长李某主持会议，部署工作", JOIN),
    ],
)
def test_a_sentence_of_several_clauses_goes_on(marked: str, opinion: Opinion) -> None:
    assert says("sentence", marked) is opinion
