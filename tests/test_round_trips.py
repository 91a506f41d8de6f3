"""What is written is read back: numbers with units, days in every spelling, lunar days; impossible days never are."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import partyie
from partyie.errors import ExpressionError
from partyie.text.calendar import lunar_from_solar, solar_from_lunar
from partyie.text.numerals import Style, format_numeral

FULL_WIDTH = str.maketrans("0123456789.-/", "０１２３４５６７８９．－／")
HAN_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
LUNAR_MONTHS = "正二三四五六七八九十冬腊"
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def han(number: int) -> str:
    return format_numeral(number, "chinese")


def lunar_day(day: int) -> str:
    """初一 to 三十."""
    return "初" + han(day) if day <= 10 else han(day)


DAY_FORMS: dict[str, Callable[[date], str]] = {
    "arabic": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "padded": lambda day: f"{day:%Y年%m月%d日}",
    "han": lambda day: f"{str(day.year).translate(HAN_DIGITS)}年{han(day.month)}月{han(day.day)}日",
    "han zero": lambda day: (
        f"{str(day.year).translate(HAN_DIGITS).replace('〇', '零')}年{han(day.month)}月{han(day.day)}日"
    ),
    "iso": lambda day: day.isoformat(),
    "dots": lambda day: f"{day:%Y.%m.%d}",
    "short dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "compact": lambda day: f"{day:%Y%m%d}",
    "spaced": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "traditional": lambda day: f"{day.year}年{day.month}月{day.day}號",
}
"""Written forms of a day; each is also read with full-width digits."""
MONTH_FORMS: dict[str, Callable[[date], str]] = {
    "arabic": lambda day: f"{day.year}年{day.month}月",
    "han": lambda day: f"{str(day.year).translate(HAN_DIGITS)}年{han(day.month)}月",
    "dots": lambda day: f"{day:%Y.%m}",
    "iso": lambda day: f"{day:%Y-%m}",
}
ERA_FORMS: dict[str, Callable[[date], str]] = {
    "arabic": lambda day: f"民国{day.year - 1911}年{day.month}月{day.day}日",
    "han": lambda day: f"民國{han(day.year - 1911)}年{han(day.month)}月{han(day.day)}日",
}
COMPACT_YEARS = range(1900, 2100)
"""A day in eight digits is read for these years only."""


@pytest.mark.parametrize("unit", ["个", "元", "人", "公里"])
@pytest.mark.parametrize("style", ["arabic", "chinese", "financial", "mixed"])
@given(number=st.integers(0, 10**16))
def test_numbers_with_a_unit(style: Style, unit: str, number: int) -> None:
    """The whole string is the quantity, its value exact."""
    found = partyie.parse_quantity(format_numeral(number, style) + unit)
    assert (found.value, found.lower, found.upper, found.modifier, found.unit) == (number, None, None, None, unit)


@pytest.mark.parametrize("form", DAY_FORMS)
@given(day=DAYS)
def test_days(form: str, day: date) -> None:
    """Every spelling gives the ISO day, full-width digits too."""
    assume(form != "compact" or day.year in COMPACT_YEARS)
    written = DAY_FORMS[form](day)
    assert partyie.parse_date(written).value == day.isoformat()
    assert partyie.parse_date(written.translate(FULL_WIDTH)).value == day.isoformat()


@pytest.mark.parametrize("form", MONTH_FORMS)
@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_months(form: str, day: date) -> None:
    assert partyie.parse_date(MONTH_FORMS[form](day)).value == f"{day:%Y-%m}"


@pytest.mark.parametrize("form", ERA_FORMS)
@given(day=st.dates(date(1912, 1, 1), date(2100, 12, 31)))
def test_days_of_the_republics_calendar(form: str, day: date) -> None:
    """民国 1 is 1912."""
    found = partyie.parse_date(ERA_FORMS[form](day))
    assert (found.value, found.calendar) == (day.isoformat(), "era")


@given(day=st.dates(date(1901, 3, 1), date(2099, 12, 31)))
def test_lunar_days(day: date) -> None:
    """Each day's lunar name, leap months too, is read back as the day."""
    lunar = lunar_from_solar(day)
    assert lunar is not None
    year, month, lunar_date, leap = lunar
    assert solar_from_lunar(year, month, lunar_date, leap) == day
    written = f"{year}年农历{'闰' if leap else ''}{LUNAR_MONTHS[month - 1]}月{lunar_day(lunar_date)}"
    found = partyie.parse_date(written)
    assert (found.value, found.calendar) == (day.isoformat(), "lunar")


IMPOSSIBLE_FORMS: dict[str, Callable[[int, int, int], str]] = {
    "arabic": lambda year, month, day: f"{year}年{month}月{day}日",
    "iso": lambda year, month, day: f"{year}-{month:02d}-{day:02d}",
    "dots": lambda year, month, day: f"{year}.{month:02d}.{day:02d}",
    "compact": lambda year, month, day: f"{year}{month:02d}{day:02d}",
    "han": lambda year, month, day: f"{str(year).translate(HAN_DIGITS)}年{han(month)}月{han(day)}日",
}


@pytest.mark.parametrize("form", IMPOSSIBLE_FORMS)
@given(year=st.integers(1900, 2099), month=st.integers(1, 12), over=st.integers(1, 3))
def test_days_past_the_end_of_the_month(form: str, year: int, month: int, over: int) -> None:
    """2021年2月29日 is no date; it is never the first of March."""
    day = monthrange(year, month)[1] + over
    with pytest.raises(ExpressionError):
        partyie.parse_date(IMPOSSIBLE_FORMS[form](year, month, day))


@pytest.mark.parametrize("form", IMPOSSIBLE_FORMS)
@given(year=st.integers(1900, 2099), month=st.integers(13, 29), day=st.integers(1, 28))
def test_months_past_december(form: str, year: int, month: int, day: int) -> None:
    with pytest.raises(ExpressionError):
        partyie.parse_date(IMPOSSIBLE_FORMS[form](year, month, day))


@pytest.mark.parametrize("form", ["{}时", "{}点", "{}时30分", "{}:00", "上午{}时"])
@given(hour=st.integers(25, 99))
def test_hours_past_the_day(form: str, hour: int) -> None:
    with pytest.raises(ExpressionError):
        partyie.parse_date(form.format(hour))


@pytest.mark.parametrize("text", ["2月30日", "13月5日", "2021年2月29日", "4月31日", "25时", "9月31日", "25:00", "8:75"])
def test_impossible_dates_in_running_text(text: str) -> None:
    """No date of a text has the impossible day, nor one near it."""
    extraction = partyie.extract(f"会议定于{text}召开。")
    assert [found.value for found in extraction.dates if found.value.count("-") == 2 or "T" in found.value] == []
