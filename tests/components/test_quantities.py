"""Quantities: spans, exact values and units; every row of the tables; look-alikes; laws; hostile input."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_readings import plain_reading, quantities, quantities_in

from partyie.components.quantities import find_quantities
from partyie.lexicon.approximators import approximators
from partyie.lexicon.fixed_phrases import fixed_phrases
from partyie.lexicon.units import units

FOUND = [
    ("接到近500个电话", "近500个", "500", "个"),
    ("共15700多人", "15700多人", "15700", "人"),
    ("每周三下午学习，每周三次巡查", "三次", "3", "次"),
    ("投资5000万元（含）以上", "5000万元（含）以上", "50000000", "元"),
    ("工期180日历天", "180日历天", "180", "日历天"),
    ("获第一、二、三名，奖5人", "5人", "5", "人"),
    ("第三至五批名单共20人", "20人", "20", "人"),
    ("每月15日、30日调度两次", "两次", "2", "次"),
    ("受理2300余名", "2300余名", "2300", "名"),
    ("捐款超10万元", "超10万元", "100000", "元"),
    ("占总数的三分之二", "三分之二", "0.6667", ""),
    ("来了10几户", "10几户", "11..19", "户"),
    ("来了十几户", "十几户", "11..19", "户"),
    ("走了两三个小时", "两三个小时", "2..3", "小时"),
    ("老人60岁", "60岁", "60", "岁"),
    ("老人年近70岁", "年近70岁", "70", "岁"),
    ("老人年近七旬", "年近七旬", "70", "岁"),
    ("老人年近花甲", "年近花甲", "60", "岁"),
    ("老人年近七十，", "年近七十", "70", "岁"),
    ("六旬老人", "六旬", "60", "岁"),
    ("实行24小时值守", "24小时", "24", "小时"),
    ("住了一个多月", "一个多月", "1", "个月"),
    ("来了几百次", "几百次", "200..900", "次"),
    ("住了几十年", "几十年", "20..90", "年"),
    ("来了数百人", "数百人", "200..900", "人"),
    ("增长百分之五", "百分之五", "0.05", ""),
    ("增长4.6%", "4.6%", "0.046", ""),
    ("降至0.8‰", "0.8‰", "0.0008", ""),
    ("自然增长率-6.07‰", "-6.07‰", "-0.0061", ""),
    ("出席率近九成", "近九成", "0.9", ""),
    ("减产四成二", "四成二", "0.42", ""),
    ("占七成半以上", "七成半以上", "0.75", ""),
    ("提高3.2个百分点", "3.2个百分点", "3.2", "个百分点"),
    ("面积6.8万亩", "6.8万亩", "68000", "亩"),
    ("总投资1.2万亿元", "1.2万亿元", "1200000000000", "元"),
    ("概算贰亿叁仟柒佰万元", "贰亿叁仟柒佰万元", "237000000", "元"),
    ("增资伍仟万元整", "伍仟万元整", "50000000", "元"),
    ("工资1,208.5元", "1,208.5元", "1208.5", "元"),
    ("刑期一年六个月", "一年六个月", "1.5", "年"),
    ("任职一年零两个月", "一年零两个月", "1.1667", "年"),
    ("会期一天半", "一天半", "1.5", "天"),
    ("忙了一个半小时", "一个半小时", "1.5", "小时"),
    ("忙了十一个半小时", "十一个半小时", "11.5", "小时"),
    ("用时2小时40分", "2小时40分", "2.6667", "小时"),
    ("用时1分57秒", "1分57秒", "1.95", "分"),
    ("等了半小时", "半小时", "0.5", "小时"),
    ("只剩一个来月", "一个来月", "1", "个月"),
    ("只剩个把月", "个把月", "1", "个月"),
    ("身高一米八二，", "一米八二", "1.82", "米"),
    ("水深一米六以上", "一米六以上", "1.6", "米"),
    ("重九斤四两", "九斤四两", "9.4", "斤"),
    ("流转四亩六分地", "四亩六分", "4.6", "亩"),
    ("山路四公里半", "四公里半", "4.5", "公里"),
    ("卖到三块二，", "三块二", "3.2", "元"),
    ("地头价1块1，", "1块1", "1.1", "元"),
    ("只要三角五分，", "三角五分", "0.35", "元"),
    ("每斤二元三角五分", "二元三角五分", "2.35", "元"),
    ("卖到五毛钱", "五毛", "0.5", "元"),
    ("花了三千块钱", "三千块", "3000", "元"),
    ("逾期3至14个月", "3至14个月", "3..14", "个月"),
    ("奖励5000元至1万元", "5000元至1万元", "5000..10000", "元"),
    ("达到1800亿至2000亿元", "1800亿至2000亿元", "180000000000..200000000000", "元"),
    ("亩产2.1至2.4吨", "2.1至2.4吨", "2.1..2.4", "吨"),
    ("成灾4.6万—5.1万亩", "4.6万—5.1万亩", "46000..51000", "亩"),
    ("亩产九百到一千斤", "九百到一千斤", "900..1000", "斤"),
    ("下降2.5%—3%", "2.5%—3%", "0.025..0.03", ""),
    ("气温2～9℃", "2～9℃", "2..9", "摄氏度"),
    ("补贴3至5万元", "3至5万元", "30000..50000", "元"),
    ("减产三至四成", "三至四成", "0.3..0.4", ""),
    ("损耗百分之七八", "百分之七八", "0.07..0.08", ""),
    ("亩产四五百斤", "四五百斤", "400..500", "斤"),
    ("带动四百六七十户", "四百六七十户", "460..470", "户"),
    ("当年十六七岁", "十六七岁", "16..17", "岁"),
    ("停水十一二天", "十一二天", "11..12", "天"),
    ("气温零下31.6℃", "零下31.6℃", "-31.6", "摄氏度"),
    ("气温零下2℃左右", "零下2℃左右", "-2", "摄氏度"),
    ("净利润-2,315.60万元", "-2,315.60万元", "-23156000", "元"),
    ("捐港币二百万元", "港币二百万元", "2000000", "港元"),
    ("美金6万元左右", "美金6万元左右", "60000", "美元"),
    ("以美金不到两万元结清", "美金不到两万元", "20000", "美元"),
    ("捐三十万林吉特", "三十万林吉特", "300000", "林吉特"),
    ("寄回三万多银元", "三万多银元", "30000", "银元"),
    ("含量1.87毫克/毫升", "1.87毫克/毫升", "1.87", "毫克每毫升"),
    ("流量1420立方米每秒", "1420立方米每秒", "1420", "立方米每秒"),
    ("发生6.1级地震", "6.1级", "6.1", "级"),
    ("仍有7级阵风", "7级", "7", "级"),
    ("装机300万千瓦", "300万千瓦", "3000000", "千瓦"),
    ("年龄35岁以下的", "35岁以下", "35", "岁"),
    ("限3分钟以内", "3分钟以内", "3", "分钟"),
    ("从业十七年有余", "十七年有余", "17", "年"),
    ("收入2000万元及以上的企业", "2000万元及以上", "20000000", "元"),
    ("三分之一强", "三分之一强", "0.3333", ""),
    ("借款不超过3亿元", "不超过3亿元", "300000000", "元"),
    ("巡查不少于2次", "不少于2次", "2", "次"),
    ("不得低于9米", "9米", "9", "米"),
    ("来了三十好几人", "三十好几人", "31..39", "人"),
    ("来了上百人", "上百人", "100", "人"),
    ("来了千余人", "千余人", "1000", "人"),
    ("来了百十号人", None, None, None),
    ("2/3的村完成", "2/3", "0.6667", ""),
    ("人刚二十出头，", "二十出头", "20", "岁"),
    ("总人口86.4万。", "86.4万", "864000", ""),
    ("浏览次数：437\n", "437", "437", ""),
    ("阅读 10万+", "10万+", "100000", ""),
    ("以6比7惜败", "6", "6", ""),
    ("辖7镇27乡", "7", "7", ""),
    ("分三组出发，", "三组", "3", "组"),
    ("今日4版", "4版", "4", "版"),
    ("连任3届", "3届", "3", "届"),
    ("获33票赞成、1票弃权", "33票", "33", "票"),
    ("鞋丢了一只。", "一只", "1", "只"),
    ("捎来家书一封。", "一封", "1", "封"),
    ("背着两个水壶和一把铁锹", "两个", "2", "个"),
    ("那时只有一条土街", "一条", "1", "条"),
    ("各送一幅蜀绣", "一幅", "1", "幅"),
    ("山坡上只种了一棵桑树", "一棵", "1", "棵"),
    ("坐了一下午，", "一下午", "1", "下午"),
    ("装了两大筐", "两大筐", "2", "大筐"),
    ("分三路，", "三路", "3", "路"),
    ("两路合围", "两路", "2", "路"),
    ("四百多佃户进了院子", "四百多", "400", ""),
    ("安置近730村民", "近730", "730", ""),
    ("头四个月只住进", "四个月", "4", "个月"),
    ("刑期三年以上七年以下", "三年以上七年以下", "3..7", "年"),
    ("间距在10与20米之间", "10与20米", "10..20", "米"),
    ("外出三天两夜", "三天两夜", "3", "天"),
    ("用时2小时30分15秒", "2小时30分15秒", "2.5042", "小时"),
    ("任期三年又两个月零9天", "三年又两个月零9天", "3.1917", "年"),
    ("零售价42块三毛七，", "42块三毛七", "42.37", "元"),
    ("报价两美元又三十美分", "两美元又三十美分", "2.3", "美元"),
    ("用料四分之三公升", "四分之三公升", "0.75", "升"),
    ("用料三分一公升", "三分一公升", "0.3333", "升"),
    ("时速60km/h。", "60km/h", "60", "公里每小时"),
    ("水温华氏70度", "华氏70度", "70", "华氏度"),
    ("水温摄氏零下5度", "摄氏零下5度", "-5", "摄氏度"),
    ("预报零下3度到5度", "零下3度到5度", "-3..5", "度"),
    ("预报零下3到5度", "零下3到5度", "-5..-3", "度"),
    ("预报零下5℃至零下10℃", "零下5℃至零下10℃", "-10..-5", "摄氏度"),
    ("同比-3%至5%", "-3%至5%", "-0.03..0.05", ""),
    ("体温三十八度二，", "三十八度二", "38.2", "度"),
    ("限额1万(含)-5万元", "1万(含)-5万元", "10000..50000", "元"),
    ("折合3万元港币", "3万元港币", "30000", "港元"),
    ("结汇USD 500", "USD 500", "500", "美元"),
    ("结汇€30", "€30", "30", "欧元"),
    ("两个万亿级产业", "两个", "2", "个"),
    ("投了三个亿。", "三个亿", "300000000", ""),
    ("3与5间教室", "5间", "5", "间"),
    ("获三度五次表彰", "三度", "3", "度"),
    ("占五分之二年轻人", "五分之二", "0.4", ""),
    ("列表1，200人参会", "200人", "200", "人"),
    ("贷款两个亿元", "两个亿元", "200000000", "元"),
    ("速度二十千米每小时", "二十千米每小时", "20", "千米每小时"),
    ("等了一 小时", "一 小时", "1", "小时"),
    ("打八五折", "八五折", "8.5", "折"),
    ("实收5000元正。", "5000元正", "5000", "元"),
    ("课程一天8小时", "一天", "1", "天"),
    ("工期3天-5个月", "3天", "3", "天"),
    ("守了三天三夜", "三天", "3", "天"),
    ("悬赏五百块大洋", "五百块", "500", "元"),
    ("减少二%", "二%", "0.02", ""),
]

LOOK_ALIKES = [
    line.split("\t")[1]
    for line in (Path(__file__).parent / "data" / "look_alikes.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"), FOUND, ids=lambda value: value if isinstance(value, str) else ""
)
def test_spans_values_and_units(text, surface, value, unit):
    """Number, approximators and unit are one span; 万 and 亿 are multiplied in."""
    found = quantities_in(text)
    if surface is None:
        assert found == []
    else:
        assert found[0] == (surface, value, unit)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_no_quantities(text):
    """Ordinals, identifiers, grades, slogans, idioms and names count nothing."""
    assert quantities_in(text) == []


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_in_a_sentence_are_no_quantities(text):
    """Nor do they within a sentence."""
    assert quantities_in(f"会议强调，{text}，要抓好落实。") == []


@pytest.mark.parametrize("phrase", fixed_phrases(), ids=lambda row: row.id)
def test_fixed_phrases_count_nothing(phrase):
    """Every row's example holds no quantity."""
    assert quantities_in(phrase.example) == []


@pytest.mark.parametrize(
    "unit", [unit for unit in units().values() if unit.form not in ("点", "块")], ids=lambda unit: unit.id
)
def test_every_unit_makes_a_quantity(unit):
    """Every row's example holds its quantity."""
    value, _, name = unit.expected.partition(" ")
    assert [(value, name)] == [(number, found) for _, number, found in quantities_in(unit.example)]


@pytest.mark.parametrize("row", approximators(), ids=lambda row: row.id)
def test_every_approximator_blurs_a_quantity(row):
    """Every row's example holds one quantity, blurred as expected."""
    (quantity,) = quantities(row.example)
    text, modifier = row.expected.rsplit(" ", 1)
    assert row.example[quantity.start : quantity.end] == text
    assert (quantity.data["modifier"] or "-") == modifier


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("3个项目", "count"),
        ("3万元", "money"),
        ("3天", "duration"),
        ("60岁", "age"),
        ("十个月大的女儿", "age"),
        ("3公里", "length"),
        ("3亩", "area"),
        ("3吨", "mass"),
        ("3立方米", "volume"),
        ("三成", "share"),
        ("3个百分点", "share"),
        ("3℃", "temperature"),
        ("增长3倍", "other"),
        ("得5分", "other"),
    ],
)
def test_dimensions(text, dimension):
    """What kind of thing is measured."""
    assert quantities(text)[0].data["dimension"] == dimension


def test_dates_are_left_alone():
    """A year, a day of the month and an hour are no quantities."""
    assert quantities_in("2021年9月29日8时30分，20日前，前5个月，上半年") == []


PIECES = [
    "近",
    "3",
    "万",
    "十",
    "几",
    "个",
    "多",
    "月",
    "至",
    "元",
    "一",
    "名",
    "第",
    "%",
    "成",
    "百分之",
    "，",
    "“",
    "”",
    "半",
    "两",
    "以上",
    ".",
    "-",
    "年",
]
TEXTS = st.lists(st.sampled_from([*PIECES, "干部", "\n", " "]), max_size=14).map("".join)


@given(first=TEXTS, second=TEXTS)
def test_paragraphs_do_not_touch(first, second):
    """A blank line apart, two texts give their own quantities, shifted."""
    shift = len(first) + 2
    alone = quantities(first)
    expected = [(one.start, one.end, one.rule, one.data["value"]) for one in alone]
    expected += [(one.start + shift, one.end + shift, one.rule, one.data["value"]) for one in quantities(second)]
    apart = quantities(f"{first}\n\n{second}")
    assert [(one.start, one.end, one.rule, one.data["value"]) for one in apart] == expected


@given(
    st.text(
        alphabet="零〇一二两三十百千万亿几数半多余来近约超第0123456789.,%‰-—至个名人元角分块米斤年月天岁成倍级/“”，。 \n",
        max_size=60,
    )
)
def test_any_text_is_read_without_harm(text):
    """Quantities are in order, don't overlap, lie in the text and have a value or two ends in order."""
    found = find_quantities(plain_reading(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for one in found:
        value, lower, upper = (one.data[name] for name in ("value", "lower", "upper"))
        assert (value is None) == (lower is not None and upper is not None)
        assert value is not None or lower <= upper


HOSTILE = [
    "1",
    "一",
    "一二三四",
    "十",
    "万",
    "1,",
    "3个",
    "几",
    "百分之",
    "半",
    "近",
    "“三",
    "1至",
    "年",
    "零下",
    "两",
    "第",
    " 1",
    "一个",
    "/",
    "-",
    "一二三四",
    "9",
    "至少",
    "个亿",
    "1分之",
    "一又",
    "10与",
    "1年以上",
    "1小时1分",
    "3天2夜",
    "块1毛",
    "1元",
    "华氏",
    "$",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length(piece):
    """Twice the hostile text takes no more than thrice the time."""

    def seconds(repeats: int) -> float:
        reading = plain_reading(piece * repeats)
        start = time.process_time()
        find_quantities(reading)
        return time.process_time() - start

    repeats = 20_000 // len(piece)
    seconds(100)
    tries = ((seconds(repeats), seconds(2 * repeats)) for _ in range(6))
    assert any(double <= 3 * single + 0.05 for single, double in tries)


def test_a_lists_numbers_are_no_decimals():
    """The second item of a list begins with 2., not with 2.5."""
    text = "成果如下：\n1.海洋柔性管缆\n2.5纳米级抛光技术\n3.良种繁育"
    assert quantities_in(text) == [("5纳米", "5", "纳米")]
    assert quantities_in("粒径为\n2.5纳米") == [("2.5纳米", "2.5", "纳米")]


def test_tables_have_bare_numbers():
    """Rows of figures, not row numbers nor prose."""
    text = "单位    受理    办结    满意率\n1  车往镇    118    117    98.6%\n2  棘针寨镇    97    95    92.8%\n"
    assert [surface for surface, _, _ in quantities_in(text)] == ["118", "117", "98.6%", "97", "95", "92.8%"]
