"""A string that is one date or one quantity: values, references, spellings, refusals."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pytest

import partyie
from partyie.errors import ExpressionError, InputError
from partyie.records import Quantity, format_decimal

REFERENCE = date(2021, 9, 29)  # a Wednesday

DATES = """
2021年9月29日                 2021-09-29
2021年9月                     2021-09
2021年                        2021
二〇二一年九月二十九日        2021-09-29
二零二一年九月                2021-09
一九四九年                    1949
98年3月                       1998-03
1994.06                       1994-06
2021.09.29                    2021-09-29
2016-03-05                    2016-03-05
2021/9/29                     2021-09-29
20210929                      2021-09-29
２０２１年９月２９日          2021-09-29
9月18日                       XXXX-09-18
18日                          XXXX-XX-18
五点                          T05:00
晚上                          TEV
上午9时30分                   T09:30
8点一刻                       T08:15
2021年9月29日上午9时30分      2021-09-29T09:30
1949年10月1日下午3时          1949-10-01T15:00
9时至11时30分                 T09:00/T11:30
2020年上半年                  2020-H1
2021年第三季度                2021-Q3
2021年春                      2021-SP
上世纪九十年代                199
20世纪80年代                  198
21世纪                        20
“十四五”                      2021/2025
1986至1995年                  1986/1995
1986年—1995年                 1986/1995
2015.03-2018.06               2015-03/2018-06
2018年6月至今                 2018-06/..
2020年农历正月初一            2020-01-25
2020年除夕                    2020-01-24
民国38年                      1949
民國三十八年                  1949
光绪二十年                    1894
十四五                        2021/2025
2022-11-23                    2022-11-23
自2016年9月1日起              2016-09-01/..
截至2018年                    ../2018
2018年及以前                  ../2018
从2016到2018                  2016/2018
2007年与2009年间              2007/2009
从上午9时到11时               T09:00/T11:00
"""

RELATIVE = """
9月18日          2021-09-18
18日             2021-09-18
去年             2020
今年             2021
翌年             2022
明年3月          2022-03
昨天             2021-09-28
前天             2021-09-27
次日凌晨4时      2021-09-30T04:00
今晚8点          2021-09-29T20:00
上周五           2021-09-24
周三             2021-09-29
下週三           2021-10-06
上个月           2021-08
前三季度         2021-01/2021-09
一季度           2021-Q1
3月5日至8日      2021-03-05/2021-03-08
28日至10月1日    2021-09-28/2021-10-01
3月上旬          2021-03-01/2021-03-10
农历八月十五     2021-09-21
春节             2021-02-12
国庆节           2021-10-01
三年前           2018
三个月后         2021-12
20天后           2021-10-19
两周前           2021-09-15
近五年           2016-09-29/2021-09-28
未来两个月       2021-09-29/2021-11-28
60日内           2021-09-29/2021-11-28
今年以来         2021/..
三月和九月之间   2021-03/2021-09
清明             2021-04-04
七一             2021-07-01
今年第二周       2021-W02
星期六至星期一   2021-10-02/2021-10-04
"""

QUANTITIES = """
近500个            500            LESS_THAN       个      count
500余人            500            MORE_THAN       人      count
３００人           300            -               人      count
1,500元            1500           -               元      money
1.2万元            12000          -               元      money
2亿3千万元         230000000      -               元      money
壹佰贰拾叁万元整   1230000        -               元      money
3元5角             3.5            -               元      money
港币二百万元       2000000        -               港元    money
20万美元           200000         -               美元    money
兩萬餘元           20000          MORE_THAN       元      money
1万元至5万元       10000..50000   -               元      money
三成五             0.35           -               -       share
七成半             0.75           -               -       share
百分之三           0.03           -               -       share
百分之零点五       0.005          -               -       share
３．５％           0.035          -               -       share
3‰                 0.003          -               -       share
五个百分点         5              -               个百分点 share
一半               0.5            -               -       share
两三百人           200..300       -               人      count
兩三百人           200..300       -               人      count
十几万人           110000..190000 -               人      count
几十个             20..90         APPROX          个      count
上万人             10000          MORE_THAN       人      count
10-20人            10..20         -               人      count
半年               0.5            -               年      duration
一年半             1.5            -               年      duration
两个半小时         2.5            -               小时    duration
半天               0.5            -               天      duration
个把月             1              APPROX          个月    duration
约3小时            3              APPROX          小时    duration
3到5天             3..5           -               天      duration
3.5亿立方米        350000000      -               立方米  volume
3千多亩            3000           MORE_THAN       亩      area
100千瓦时          100            -               千瓦时  other
零下5摄氏度        -5             -               摄氏度  temperature
18岁               18             -               岁      age
六旬               60             -               岁      age
年近花甲           60             LESS_THAN       岁      age
50岁左右           50             APPROX          岁      age
10元以下           10             EQUAL_OR_LESS   元      money
一个               1              -               个      count
三百               300            -               -       count
-3                 -3             -               -       count
3天2夜             3              -               天      duration
3年以上7年以下     3..7           -               年      duration
10与20之间         10..20         -               -       count
介于10米和20米之间 10..20         -               米      length
三百五             350            -               -       count
华氏70度           70             -               华氏度  temperature
零下五度           -5             -               度      temperature
7块                7              -               元      money
几十万块           200000..900000 APPROX          元      money
五块钱             5              -               元      money
5分钱              0.05           -               元      money
人民币5000元       5000           -               元      money
5000元人民币       5000           -               元      money
三个月大           3              -               个月    age
每小时60公里       60             -               公里每小时 other
四分之一公升       0.25           -               升      volume
1，200元           1200           -               元      money
负1,200            -1200          -               -       count
2^5                32             -               -       count
1.5e3              1500           -               -       count
"""

NO_DATE = (
    "",
    " ",
    "同志",
    "2月30日",
    "2021年2月29日",
    "24:01",
    "2021年农历腊月三十",
    "2021年闰四月初一",
    "300人",
    "第三",
    "\x00",
    "\ud800",
)
MORE_THAN_A_DATE = ("2021年9月29日在莆田", "于2021年9月29日", "2021年9月29日。")
TWO_DATES = ("昨天和今天", "2021年9月29日、2022年1月1日")
NO_QUANTITY = ("", "同志", "第三名", "三级", "2021年9月", "十分", "\x00", "\ud800")
MORE_THAN_A_QUANTITY = ("每吨5元", "走访300人的", "300人。")
TWO_QUANTITIES = ("500个和300个", "3个5个", "13天至8周")


def rows(table: str) -> list[list[str]]:
    """A table's lines, cut at blanks."""
    return [line.split() for line in table.strip().splitlines()]


def written(quantity: Quantity) -> str:
    """The number, or ``low..high``."""
    if quantity.value is not None:
        return format_decimal(quantity.value)
    assert quantity.lower is not None and quantity.upper is not None
    return f"{format_decimal(quantity.lower)}..{format_decimal(quantity.upper)}"


@pytest.mark.parametrize(("text", "value"), rows(DATES))
def test_dates_without_reference(text: str, value: str) -> None:
    """What the words alone say; what they leave open stays open."""
    assert partyie.parse_date(text).value == value


@pytest.mark.parametrize(("text", "value"), rows(RELATIVE))
def test_dates_counted_from_a_reference(text: str, value: str) -> None:
    """A day and an instant of that day are the same reference."""
    found = partyie.parse_date(text, reference_date=REFERENCE)
    assert (found.value, found.anchor) == (value, "reference")
    assert partyie.parse_date(text, reference_date=datetime(2021, 9, 29, 16, 30)) == found


@pytest.mark.parametrize(("text", "number", "modifier", "unit", "dimension"), rows(QUANTITIES))
def test_quantities(text: str, number: str, modifier: str, unit: str, dimension: str) -> None:
    """Number, what blurs it, unit and dimension."""
    found = partyie.parse_quantity(text)
    assert (written(found), found.modifier or "-", found.unit or "-", found.dimension) == (
        number, modifier, unit, dimension,
    )  # fmt: skip


def test_a_date_is_the_whole_record() -> None:
    """Bounds are half-open; modifier and calendar are kept; there is no mention."""
    found = partyie.parse_date("去年底", reference_date=REFERENCE)
    assert (found.id, found.mention, found.modifier) == ("d1", None, "END")
    lunar = partyie.parse_date("2020年农历正月初一")
    assert (lunar.calendar, lunar.earliest, lunar.latest) == ("lunar", datetime(2020, 1, 25), datetime(2020, 1, 26))


def test_without_reference_nothing_is_taken_from_today() -> None:
    """昨天 has no year, no bounds and no other anchor than its own words."""
    found = partyie.parse_date("昨天")
    assert (found.value, found.earliest, found.latest, found.anchor) == ("XXXX-XX-XX", None, None, "explicit")


def test_the_noun_behind_a_quantity_is_what_it_counts() -> None:
    """The noun may close the string; the quantity itself has no need of one."""
    found = partyie.parse_quantity("300名學生")
    assert (found.id, found.mention, found.unit, found.of) == ("q1", None, "名", "学生")
    assert found.value == 300
    assert partyie.parse_quantity("300名").of is None


@pytest.mark.parametrize(
    ("text", "plain"), [(" 2021 年 9 月 29 日 ", "2021年9月29日"), ("２０２１－０９－２９", "2021-09-29")]
)
def test_blanks_and_widths_make_no_difference(text: str, plain: str) -> None:
    """The same record for a spaced or full-width spelling."""
    assert partyie.parse_date(text) == partyie.parse_date(plain)


def test_the_records_are_those_of_a_text() -> None:
    """`extract` gives the same records, but for the mention."""
    text = "2021年9月29日上午，莆田市委书记走访近500户群众，发放慰问金1.2万元。"
    extraction = partyie.extract(text)
    expressions = {mention.record: mention.text for mention in extraction.mentions}
    assert len(extraction.dates) == 1 and len(extraction.quantities) == 2
    for record in extraction.dates:
        assert partyie.parse_date(expressions[record.id]) == record.model_copy(update={"id": "d1", "mention": None})
    for quantity in extraction.quantities:
        own = quantity.model_copy(update={"id": "q1", "mention": None, "of": None})
        assert partyie.parse_quantity(expressions[quantity.id]) == own


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date(text: str) -> None:
    """The message names the text."""
    with pytest.raises(ExpressionError) as caught:
        partyie.parse_date(text)
    assert str(caught.value) == f"{text!r} is no date"


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_what_is_no_quantity(text: str) -> None:
    """Ordinals, grades, dates and words aren't."""
    with pytest.raises(ExpressionError) as caught:
        partyie.parse_quantity(text)
    assert str(caught.value) == f"{text!r} is no quantity"


@pytest.mark.parametrize("text", MORE_THAN_A_DATE)
def test_more_than_a_date(text: str) -> None:
    with pytest.raises(ExpressionError, match="holds more than the date '2021年9月29日'"):
        partyie.parse_date(text)


@pytest.mark.parametrize("text", MORE_THAN_A_QUANTITY)
def test_more_than_a_quantity(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"holds more than the quantity '(300人|5元)'"):
        partyie.parse_quantity(text)


@pytest.mark.parametrize("text", TWO_DATES)
def test_two_dates(text: str) -> None:
    with pytest.raises(ExpressionError, match="holds 2 expressions of a date"):
        partyie.parse_date(text)


@pytest.mark.parametrize("text", TWO_QUANTITIES)
def test_two_quantities(text: str) -> None:
    with pytest.raises(ExpressionError, match="holds 2 expressions of a quantity"):
        partyie.parse_quantity(text)


def test_errors_are_input_and_value_errors() -> None:
    """Whoever parses numbers catches ValueError; whoever uses partyie, InputError."""
    assert issubclass(ExpressionError, InputError) and issubclass(ExpressionError, ValueError)


def test_a_long_text_is_cut_in_the_message() -> None:
    with pytest.raises(ExpressionError) as caught:
        partyie.parse_date("年" * 1000)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("parse", [partyie.parse_date, partyie.parse_quantity])
def test_a_text_is_a_string(parse: object) -> None:
    with pytest.raises(InputError, match="not int"):
        parse(2021)  # type: ignore[operator]


def test_a_reference_is_a_date() -> None:
    with pytest.raises(TypeError, match="reference_date"):
        partyie.parse_date("去年", reference_date="2021-09-29")  # type: ignore[arg-type]


def test_no_pipeline_is_built() -> None:
    """Neither the segmenter nor the learnt model is loaded for an expression."""
    code = (
        "import sys, partyie; partyie.parse_date('去年'); partyie.parse_quantity('近500个'); "
        "from partyie.pipeline.reader import _build_reader; "
        "sys.exit('spacy_pkuseg' in sys.modules or _build_reader.cache_info().misses)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "value", "modifier"), [("2018年以前", "2018", "BEFORE"), ("3月之后", "2021-03", "AFTER")]
)
def test_a_bound_that_leaves_its_date_out_is_a_modifier(text, value, modifier):
    record = partyie.parse_date(text, reference_date=REFERENCE)
    assert (record.value, record.modifier, record.type) == (value, modifier, "DATE")


def test_an_open_interval_has_one_bound():
    record = partyie.parse_date("截至2018年")
    assert (record.type, record.earliest, record.latest) == ("INTERVAL", None, datetime(2019, 1, 1))


@pytest.mark.parametrize(
    ("text", "prefer", "value"),
    [
        ("周一", None, "2021-09-27"),
        ("周一", "future", "2021-10-04"),
        ("周五", "past", "2021-09-24"),
        ("春节", "future", "2022-02-01"),
        ("国庆节", "past", "2020-10-01"),
        ("15日", "future", "2021-10-15"),
        ("28日", "future", "2021-09-28"),
        ("20日", "past", "2021-09-20"),
    ],
)
def test_prefer_says_where_a_day_without_date_lies(text, prefer, value):
    """A weekday or festival lies on that side; a day of the month only leans to it (28日 is yesterday)."""
    assert partyie.parse_date(text, reference_date=REFERENCE, prefer=prefer).value == value


def test_a_part_of_the_day_has_its_hours():
    """凌晨 is the beginning of its day, though TIMEX3 has no other sign for it than the night's."""
    record = partyie.parse_date("2021年9月3日凌晨")
    assert (record.value, record.earliest.hour, record.latest.hour) == ("2021-09-03TNI", 0, 6)
