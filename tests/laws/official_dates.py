"""Dates in the notations of official prose, each with its value (guideline §4)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import strategies as st
from marked_prose import Told

from partyie.records import Label
from partyie.text.calendar import lunar_from_solar
from partyie.text.numerals import format_numeral

HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
LUNAR_MONTHS = "正二三四五六七八九十冬腊"
WEEKDAYS = "一二三四五六日"
FESTIVALS = {"元旦": "01-01", "劳动节": "05-01", "建党节": "07-01", "建军节": "08-01", "国庆节": "10-01"}
SEASONS = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}

days = st.dates(date(1950, 1, 1), date(2035, 12, 31))


def han(number: int) -> str:
    return format_numeral(number, "chinese")


def told(text: str, value: str, modifier: str | None = None) -> Told:
    return Told(Label.DATE, text, value, modifier)


def _day(draw: st.DrawFn) -> Told:
    day = draw(days)
    year, month, number = day.year, day.month, day.day
    form = draw(
        st.sampled_from(
            [
                f"{year}年{month}月{number}日",
                f"{day:%Y年%m月%d日}",
                f"{year}年{month}月{number}日".translate(WIDE),
                f"{str(year).translate(HAN)}年{han(month)}月{han(number)}日",
                f"{day:%Y-%m-%d}",
                f"{year}.{month}.{number}",
                f"{day:%Y.%m.%d}",
                f"{year}年{month}月{number}日（星期{WEEKDAYS[day.weekday()]}）",
            ]
        )
    )
    return told(form, day.isoformat())


def _month(draw: st.DrawFn) -> Told:
    day = draw(days)
    form = draw(st.sampled_from([f"{day.year}年{day.month}月", f"{day:%Y.%m}", f"{str(day.year).translate(HAN)}年{han(day.month)}月"]))  # fmt: skip
    return told(form, f"{day:%Y-%m}")


def _year(draw: st.DrawFn) -> Told:
    year = draw(days).year
    return told(draw(st.sampled_from([f"{year}年", f"{str(year).translate(HAN)}年"])), str(year))


def _part_of_year(draw: st.DrawFn) -> Told:
    year = draw(days).year
    word, value = draw(
        st.sampled_from(
            [
                ("上半年", f"{year}-H1"),
                ("下半年", f"{year}-H2"),
                ("一季度", f"{year}-Q1"),
                ("第三季度", f"{year}-Q3"),
                ("前三季度", f"{year}-01/{year}-09"),
                *((season, f"{year}-{code}") for season, code in SEASONS.items()),
                *((name, f"{year}-{day}") for name, day in FESTIVALS.items()),
            ]
        )
    )
    return told(f"{year}年{word}", value)


def _blurred(draw: st.DrawFn) -> Told:
    day = draw(days)
    word, modifier = draw(st.sampled_from([("底", "END"), ("初", "START"), ("前后", "APPROX")]))
    if draw(st.booleans()):
        return told(f"{day.year}年{word}", str(day.year), modifier)
    return told(f"{day.year}年{day.month}月{word}", f"{day:%Y-%m}", modifier)


def _ten_days(draw: st.DrawFn) -> Told:
    day = draw(days)
    last = monthrange(day.year, day.month)[1]
    word, first, end = draw(st.sampled_from([("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, last)]))
    return told(f"{day.year}年{day.month}月{word}", f"{day:%Y-%m}-{first:02}/{day:%Y-%m}-{end:02}")


def _clock(draw: st.DrawFn) -> Told:
    day, hour, minute = draw(days), draw(st.integers(0, 23)), draw(st.integers(0, 59))
    form = f"{day.year}年{day.month}月{day.day}日" + draw(st.sampled_from([f"{hour}时{minute}分", f"{hour:02}:{minute:02}"]))  # fmt: skip
    return told(form, f"{day.isoformat()}T{hour:02}:{minute:02}")


def _lunar(draw: st.DrawFn) -> Told:
    day = draw(st.dates(date(1950, 3, 1), date(2035, 12, 31)))
    lunar = lunar_from_solar(day)
    assert lunar is not None
    year, month, number, leap = lunar
    name = "初" + han(number) if number <= 10 else han(number)
    return told(f"{year}年农历{'闰' if leap else ''}{LUNAR_MONTHS[month - 1]}月{name}", day.isoformat())


def _republic(draw: st.DrawFn) -> Told:
    day = draw(st.dates(date(1912, 1, 1), date(1949, 12, 31)))
    year = day.year - 1911
    word = "元" if year == 1 else draw(st.sampled_from([str(year), han(year)]))
    return told(f"民国{word}年{day.month}月{day.day}日", day.isoformat())


def _decade(draw: st.DrawFn) -> Told:
    decade = draw(st.integers(3, 9))
    return told(f"上世纪{decade}0年代", f"19{decade}")


def _range(draw: st.DrawFn) -> Told:
    first = draw(st.dates(date(1950, 1, 1), date(2030, 12, 31)))
    last = first + timedelta(draw(st.integers(32, 3000)))
    between = draw(st.sampled_from(["至", "到", "—", "-"]))
    kind = draw(st.sampled_from(["months", "dots", "years", "days"]))
    if kind == "months":
        return told(f"{first.year}年{first.month}月{between}{last.year}年{last.month}月", f"{first:%Y-%m}/{last:%Y-%m}")
    if kind == "dots":
        return told(f"{first:%Y.%m}{between}{last:%Y.%m}", f"{first:%Y-%m}/{last:%Y-%m}")
    if kind == "years" and last.year > first.year:
        return told(f"{first.year}年{between}{last.year}年", f"{first.year}/{last.year}")
    last = min(last, date(first.year, 12, 31))
    if last.month == first.month:
        return told(f"{first.year}年{first.month}月", f"{first:%Y-%m}")
    form = f"{first.year}年{first.month}月{first.day}日{between}{last.month}月{last.day}日"
    return told(form, f"{first.isoformat()}/{last.isoformat()}")


KINDS = {
    "day": _day, "month": _month, "year": _year, "part of a year": _part_of_year, "blurred": _blurred,
    "ten days": _ten_days, "clock": _clock, "lunar": _lunar, "republic": _republic, "decade": _decade, "range": _range,
}  # fmt: skip


@st.composite
def dates(draw: st.DrawFn, kind: str | None = None) -> Told:
    """A date of a kind (a key of `KINDS`), of any kind without one."""
    return KINDS[kind or draw(st.sampled_from(list(KINDS)))](draw)
