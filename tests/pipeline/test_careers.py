"""Careers read by the whole pipeline: every spell of a résumé, with its body, its two ends and its status."""

from __future__ import annotations

import partyie
from partyie.formats.derived import RecordIndex, position

RESUME = """周铁山简历
周铁山，男，汉族，1970年3月生，四川芦山人，大学学历，1992年7月参加工作，1995年6月加入中国共产党。
1992.07—1998.05　芦山县财政局科员
1998.05—2003.11　芦山县财政局党组成员、副局长（1999.09—2001.12挂职任双石镇副镇长）
2003.11—2006.10　芦山县双石镇党委副书记、镇长
2006.10—2011.09　芦山县双石镇党委书记、人大主席（正科级）
2011.09—2016.08　芦山县委常委、副县长（其间：2013.03—2013.07在中央党校学习）
2016.08—2021.09　雅安市生态环境局党组书记、局长
2021.09至今　　　　雅安市人民政府副市长
"""

NOTICE = """雅安市人大常委会任免名单
（2023年6月28日雅安市第五届人大常委会第十二次会议通过）
任命：
周铁山为雅安市财政局局长。
免去：
郑小满的雅安市财政局局长职务。
市财政局局长郑小满作了离任发言。
"""


def spells(text: str) -> list[tuple[str, str, str | None, str | None, str]]:
    """Person, position, start, end and status of every tenure."""
    x = partyie.extract(text)
    index, names = RecordIndex(x), {person.id: person.name for person in x.persons}
    return [(names[t.person], position(t, index), t.start, t.end, t.status) for t in x.tenures]


def test_a_resume() -> None:
    assert [spell[1:] for spell in spells(RESUME)] == [
        ("芦山县财政局科员", "1992-07", "1998-05", "former"),
        ("芦山县财政局党组成员", "1998-05", "2003-11", "former"),
        ("芦山县财政局副局长", "1998-05", "2003-11", "former"),
        ("芦山县双石镇人民政府副镇长", "1999-09", "2001-12", "former"),
        ("芦山县双石镇党委副书记", "2003-11", "2006-10", "former"),
        ("芦山县双石镇人民政府镇长", "2003-11", "2006-10", "former"),
        ("芦山县双石镇党委书记", "2006-10", "2011-09", "former"),
        ("芦山县双石镇人大主席", "2006-10", "2011-09", "former"),
        ("中共芦山县委常委", "2011-09", "2016-08", "former"),
        ("芦山县人民政府副县长", "2011-09", "2016-08", "former"),
        ("雅安市生态环境局党组书记", "2016-08", "2021-09", "former"),
        ("雅安市生态环境局局长", "2016-08", "2021-09", "former"),
        ("雅安市人民政府副市长", "2021-09", None, "current"),
    ]


def test_what_a_resume_says_besides() -> None:
    """The spell within another, the rank behind a title, and no tenure for studies."""
    tenures = partyie.extract(RESUME).tenures
    assert [tenure.within for tenure in tenures] == [None, None, None, "s3", *[None] * 9]
    assert [tenure.rank for tenure in tenures if tenure.rank] == ["正科级"]


def test_a_removal_ends_the_spell_that_is_told_of_twice() -> None:
    assert spells(NOTICE) == [
        ("周铁山", "雅安市财政局局长", "2023-06-28", None, "current"),
        ("郑小满", "雅安市财政局局长", None, "2023-06-28", "former"),
    ]


def test_acting_posts() -> None:
    x = partyie.extract("芦山县代县长周铁山主持召开会议，县财政局副局长（主持工作）郑小满、县水利局副局长冯阿水参加。")
    assert [tenure.acting for tenure in x.tenures] == [post.acting for post in x.posts] == [True, True, False]
