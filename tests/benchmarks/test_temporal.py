"""Our records in the words of other libraries' test suites; every example is our own."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from partyie.benchmarks.temporal import main, predict
from partyie.benchmarks.temporal_values import Prediction

REFERENCE = "2021-09-29T10:00:00"

CALENDAR = [
    ("会议于2021年9月29日召开。", "2021年9月29日", "range", ["2021-09-29T00:00:00", "2021-09-30T00:00:00"]),
    ("2018年3月至2021年6月任镇长。", "2018年3月至2021年6月", "range", ["2018-03-01T00:00:00", "2021-07-01T00:00:00"]),
    ("项目去年动工。", "去年", "range", ["2020-01-01T00:00:00", "2021-01-01T00:00:00"]),
    ("工程去年底完工。", "去年底", "range", ["2020-11-01T00:00:00", "2021-01-01T00:00:00"]),
    ("款项2021年3月初到账。", "2021年3月初", "range", ["2021-03-01T00:00:00", "2021-03-06T00:00:00"]),
    (
        "会议2021年9月29日上午9时开始。",
        "2021年9月29日上午9时",
        "datetime",
        ["2021-09-29T09:00:00", "2021-09-29T10:00:00"],
    ),
    ("会议2021年9月29日9:00开始。", "2021年9月29日9:00", "datetime", ["2021-09-29T09:00:00", "2021-09-29T09:01:00"]),
    ("档案自2016年9月1日起开放。", "自2016年9月1日起", "range", ["2016-09-01T00:00:00", None]),
    ("2018年之后停办。", "2018年之后", "range", ["2019-01-01T00:00:00", None]),
    ("2013年及以前的案卷。", "2013年及以前", "range", [None, "2014-01-01T00:00:00"]),
    ("2018年3月至今任镇长。", "2018年3月至今", "range", ["2018-03-01T00:00:00", REFERENCE]),
    ("三月和九月之间的数据。", "三月和九月之间", "range", ["2021-03-01T00:00:00", "2021-10-01T00:00:00"]),
    ("他三年前离任。", "三年前", "range", ["2018-01-01T00:00:00", "2019-01-01T00:00:00"]),
    ("未来两个月开工。", "未来两个月", "range", [REFERENCE, "2021-11-29T00:00:00"]),
    ("两天之前已报。", "两天之前", "range", [None, "2021-09-28T00:00:00"]),
    ("三年以后验收。", "三年以后", "range", ["2024-01-01T00:00:00", None]),
    ("2013年一季度末发放。", "2013年一季度末", "range", ["2013-03-01T00:00:00", "2013-04-01T00:00:00"]),
    ("周一，再议。", "周一", "range", ["2021-10-04T00:00:00", "2021-10-05T00:00:00"]),
]

QUANTITIES = [
    ("投入资金1.2万元。", "1.2万元", "currency", 12000.0, "CNY"),
    ("引进外资至少20万美元。", "至少20万美元", "currency", [200000.0, None], "USD"),
    ("支出3000多元。", "3000多元", "currency", 3000.0, "CNY"),
    ("覆盖率三成五。", "三成五", "percentage", 35.0, "%"),
    ("增幅提高3个百分点。", "3个百分点", "percentage", 3.0, "%"),
    ("库容3.5亿立方米。", "3.5亿立方米", "dimension", 3.5e8, "m3"),
    ("收粮3斤。", "3斤", "dimension", 1.5, "kg"),
    ("气温零下5摄氏度。", "零下5摄氏度", "temperature", -5.0, "Cel"),
    ("队员18岁。", "18岁", "age", 18.0, "a"),
    ("历时一年半。", "一年半", "duration", "P18M", None),
    ("工期3到5天。", "3到5天", "duration", "P3D/P5D", None),
    ("党龄30年以上。", "30年以上", "duration", "P30Y/..", None),
    ("到会二十三人。", "二十三", "number", 23.0, None),
    ("占三分之二。", "三分之二", "number", pytest.approx(2 / 3), None),
    ("到会20~100人。", "20~100", "numberrange", "[20,100)", None),
    ("到会十几人。", "十几", "numberrange", "(10,)", None),
    ("到会四百多人。", "四百", "number", 400.0, None),
    ("共计三千多万。", "三千多万", "number", 3e7, None),
    ("共计三十万多亿。", "三十万多亿", "numberrange", "(30000000000000,)", None),
    ("共计二百零几万。", "二百零几万", "number", 2e6, None),
    ("得票大于30。", "大于30", "numberrange", "(30,)", None),
    ("得票大于或等于30。", "大于或等于30", "numberrange", "[30,)", None),
    ("得票不大于30。", "不大于30", "numberrange", "(,30]", None),
    ("得票少于30。", "少于30", "numberrange", "(,30)", None),
    ("得票至少是30。", "至少是30", "numberrange", "[30,)", None),
    ("得票等于30。", "等于30", "numberrange", "[30,30]", None),
    ("得票比 30 多。", "比 30 多", "numberrange", "(30,)", None),
    ("得票大于30且小于50。", "大于30且小于50", "numberrange", "(30,50)", None),
    ("得票最多50最少30个。", "最多50最少30", "numberrange", "[30,50]", None),
    ("得票在30和50之间。", "30和50之间", "numberrange", "[30,50)", None),
    ("超过2/5的村。", "超过2/5", "numberrange", "(0.4,)", None),
    ("罚款人民币 300元。", "人民币 300元", "currency", 300.0, "CNY"),
    ("罚款三百块钱。", "三百块钱", "currency", 300.0, "CNY"),
    ("捐款数十万元。", "数十万元", "currency", [1e5, 1e6], "CNY"),
    ("硬币30美分。", "30美分", "currency", 0.3, "USD"),
    ("孩子三个月大。", "三个月大", "age", 3.0, "mo"),
    ("车速每小时60公里。", "每小时60公里", "dimension", 60.0, "km/h"),
    ("车速60公里每小时。", "60公里每小时", "dimension", 60.0, "km/h"),
    ("工期一年零一个月5天。", "一年零一个月5天", "duration", "P1Y1M5D", None),
    ("用时2小时零5秒。", "2小时零5秒", "duration", "PT2H5S", None),
    ("工期13天至8周。", "13天至8周", "duration", "P13D/P8W", None),
    ("用时三刻钟。", "三刻钟", "duration", "PT45M", None),
]

WHOLE = [
    ("五点", "time", ["2000-01-01T05:00:00", "2000-01-01T06:00:00"]),
    (" 9時至11時30分 ", "time", ["2000-01-01T09:00:00", "2000-01-01T11:30:00"]),
    ("一个", "number", 1.0),
    ("三百", "number", 300.0),
    ("－3.5", "number", -3.5),
    ("一百分之一", "number", 0.01),
    ("最多3英里", "dimension", [None, 3.0]),
    ("7块", "currency", 7.0),
    ("20分", "currency", 0.2),
    ("少于4美元", "currency", [None, 4.0]),
    ("45度", "temperature", 45.0),
    ("两打", "number", 24.0),
    ("1天12小时", "duration", "P1DT12H"),
    ("-1.5e3", "number", -1500.0),
    ("3/4", "number", 0.75),
    ("一半", "number", 0.5),
]


def only(text: str, found: list[Prediction]) -> tuple[str, Prediction]:
    """The words of the one prediction, and the prediction."""
    [one] = found
    return text[one["start"] : one["end"]], one


@pytest.mark.parametrize(("text", "words", "kind", "interval"), CALENDAR)
def test_dates_are_half_open_intervals(text: str, words: str, kind: str, interval: list[str]) -> None:
    surface, found = only(text, predict(text, REFERENCE))
    assert (surface, found["type"], found["intervals"]) == (words, kind, [interval])


@pytest.mark.parametrize(("text", "words", "kind", "value", "unit"), QUANTITIES)
def test_quantities_have_the_suites_types_and_units(
    text: str, words: str, kind: str, value: object, unit: str | None
) -> None:
    surface, found = only(text, predict(text))
    assert (surface, found["type"], found["value"], found.get("unit")) == (words, kind, value, unit)


@pytest.mark.parametrize(("text", "kind", "value"), WHOLE)
def test_a_whole_input_is_one_expression(text: str, kind: str, value: object) -> None:
    """Its blanks are left out; what has no date's or quantity's neighbours is read all the same."""
    surface, found = only(text, predict(text, whole=True))
    assert (surface, found["type"]) == (text.strip(), kind)
    assert value == (found["intervals"][0] if kind == "time" else found["value"])


def test_a_date_without_year_and_reference_has_no_interval() -> None:
    _, found = only("9月18日。", predict("9月18日。"))
    assert (found["value"], found["intervals"]) == ("XXXX-09-18", [])


def test_offsets_count_in_the_input() -> None:
    """Full-width, traditional and spaced characters keep their places."""
    text = "會議於２０２１年９月２９日召開，到會３００人，支出兩萬元。"
    found = predict(text)
    assert [text[one["start"] : one["end"]] for one in found] == ["２０２１年９月２９日", "３００", "兩萬元"]


def test_bounds_that_exclude_each_other_stay_apart() -> None:
    text = "得票大于50小于30。"
    assert [(text[one["start"] : one["end"]], one["value"]) for one in predict(text)] == [
        ("大于50", "(50,)"), ("小于30", "(,30)"),
    ]  # fmt: skip


def test_more_than_one_point_is_no_decimal() -> None:
    text = "地址10.20.30.40。"
    assert [one["value"] for one in predict(text)] == [10.0, 20.0, 30.0, 40.0]


def test_every_case_set_aside_has_a_reason() -> None:
    """Ids once each, and a sentence that says what it contradicts."""
    path = Path(__file__).parents[2] / "benchmarks" / "temporal_excluded.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(len(row) == 2 and len(row[1]) > 20 for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize("text", ["他在四川工作。", "战士退伍返乡。", "干部一心为公。", "万里长城。", "品牌九九畅销。"])
def test_characters_of_words_are_no_numbers(text: str) -> None:
    assert predict(text) == []


def test_predictions_never_overlap() -> None:
    text = "2021年9月29日，近500名党员捐款1.2万元，占三成五，3天收到300多件。"
    found = predict(text, REFERENCE)
    assert len(found) == 6
    assert all(one["end"] <= other["start"] for one, other in pairwise(found))


def test_nothing_expected_is_read(tmp_path: Path) -> None:
    """A case with wrong expectations gets the same row as one without; rows keep their order."""
    cases, out = tmp_path / "cases.jsonl", tmp_path / "out.jsonl"
    bare = {"id": "a", "input": "三成五", "reference_datetime": None, "whole_input": True}
    told = {**bare, "id": "b", "expected": [{"start": 0, "end": 1, "type": "number", "value": 3}]}
    cases.write_text("".join(json.dumps(case) + "\n" for case in (bare, told)), encoding="utf-8")
    main([str(cases), str(out)])
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert (first["id"], second["id"]) == ("a", "b")
    assert first["predictions"] == second["predictions"] == [
        {"type": "percentage", "value": 35.0, "unit": "%", "start": 0, "end": 3}
    ]  # fmt: skip
