"""Calendar arithmetic: validity, shifts, the instants a value covers, lunar dates, solar terms, cyclic years.

Values are strings as in the annotation guideline §4 (`2021-09-29`, `2021-Q1`, `2021-09-15TNI`, `2015-03/..`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate, TermUtils  # type: ignore[import-untyped]  # no stubs

from partyie.text import lazy_re as re

Bounds = tuple[datetime | None, datetime | None]
"""First instant covered and first instant no longer covered; None where unknown or open."""

FIRST_YEAR, LAST_YEAR = 1, 9998
LUNAR_YEARS = range(1900, 2101)

PARTS = {"MO": (6, 12), "DT": (6, 18), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30)}
"""Hours of each TIMEX3 part of the day; night ends on the next morning."""
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season where solar terms aren't known; winter ends in February of the next year."""
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
TERMS = (
    "小寒大寒立春雨水惊蛰春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至"  # January first
)


def days_in_month(year: int, month: int) -> int:
    """How many days a month has; February has 29 in the unknown year 0."""
    return monthrange(year or 2000, month)[1]


def is_date(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has this day; with no year, whether any year has it (2月30日 never)."""
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year or 0, month)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month ``count`` months later (earlier if negative).

    >>> add_months(2021, 1, -1)
    (2020, 12)
    """
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def add_years(day: date, count: int) -> date | None:
    """The same day in another year; 29 February becomes the 28th; None outside the calendar."""
    year = day.year + count
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return day.replace(year=year, day=min(day.day, days_in_month(year, day.month)))


def week_start(day: date, weeks: int = 0) -> date:
    """The Monday of the week that lies ``weeks`` after the week of ``day``."""
    return day + timedelta(days=7 * weeks - day.weekday())


def week_value(day: date) -> str:
    """The ISO week of a day: ``2024-W13``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def bounds(value: str) -> Bounds:
    """The half-open stretch of time that a value covers.

    >>> [str(instant) for instant in bounds("2015-03/2018-06")]
    ['2015-03-01 00:00:00', '2018-07-01 00:00:00']

    Args:
        value: A value as in the guideline §4; both ends of an interval are inclusive, ``..`` is open.

    Returns:
        Two naive local datetimes; (None, None) where the year is unknown or the value is not of a known form.
    """
    first, slash, last = value.partition("/")
    if not slash:
        return _point_bounds(value)
    return _point_bounds(first)[0], _clock_end(last) or _point_bounds(last)[1]


def _clock_end(value: str) -> datetime | None:
    """An interval that ends at 11:30 ends there, not a minute later."""
    return _point_bounds(value)[0] if re.search(r"T\d\d(:|$)", value) else None


def _point_bounds(value: str) -> Bounds:
    for pattern, read in _VALUE_FORMS:
        found = pattern.fullmatch(value)
        if found:
            try:
                return read(*found.groups())
            except (ValueError, OverflowError):
                break  # a month 13, a year 0
    return None, None


def _century(digits: str) -> Bounds:
    return _years(int(digits) * 100, 100)


def _decade(digits: str) -> Bounds:
    return _years(int(digits) * 10, 10)


def _year(digits: str) -> Bounds:
    return _years(int(digits), 1)


def _years(first: int, count: int) -> Bounds:
    return datetime(first, 1, 1), datetime(first + count, 1, 1)


def _months(year: int, month: int, count: int) -> Bounds:
    return datetime(year, month, 1), datetime(*add_months(year, month, count), 1)


def _month(year: str, month: str) -> Bounds:
    return _months(int(year), int(month), 1)


def _part_of_year(year: str, kind: str, number: str) -> Bounds:
    length = 3 if kind == "Q" else 6
    return _months(int(year), (int(number) - 1) * length + 1, length)


def _season(year: str, season: str) -> Bounds:
    """From 立春, 立夏, 立秋 or 立冬 to the next of them; by months where the terms aren't known."""
    names = ("立春", "立夏", "立秋", "立冬", "立春")
    number = list(SEASONS).index(season)
    first = solar_term(int(year), names[number])
    last = solar_term(int(year) + (season == "WI"), names[number + 1])
    if first is None or last is None:
        return _months(int(year), SEASONS[season], 3)
    return datetime.combine(first, time()), datetime.combine(last, time())


def _week(year: str, week: str) -> Bounds:
    monday = datetime.combine(date.fromisocalendar(int(year), int(week), 1), time())
    return monday, monday + timedelta(days=7)


def _day(day: str) -> Bounds:
    start = datetime.fromisoformat(day)
    return start, start + timedelta(days=1)


def _part_of_day(day: str, part: str) -> Bounds:
    start = datetime.fromisoformat(day)
    first, last = PARTS[part]
    return start + timedelta(hours=first), start + timedelta(hours=last)


def _clock(day: str, hour: str, minute: str | None, second: str | None) -> Bounds:
    start = datetime.fromisoformat(day) + timedelta(hours=int(hour), minutes=int(minute or 0), seconds=int(second or 0))
    grain = timedelta(seconds=1) if second else timedelta(minutes=1) if minute else timedelta(hours=1)
    return start, start + grain


_DAY = r"(\d{4}-\d\d-\d\d)"
_VALUE_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Bounds]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (_DAY, _day),
        (r"(\d{4})-(\d\d)", _month),
        (r"(\d{4})", _year),
        (_DAY + r"T(\d\d)(?::(\d\d))?(?::(\d\d))?", _clock),
        (_DAY + r"T(MO|DT|AF|EV|NI)", _part_of_day),
        (r"(\d{4})-([QH])([1-4])", _part_of_year),
        (r"(\d{4})-(SP|SU|FA|WI)", _season),
        (r"(\d{4})-W(\d\d)", _week),
        (r"(\d{3})", _decade),
        (r"(\d\d)", _century),
    )
)


@lru_cache(maxsize=1024)
def solar_from_lunar(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The Gregorian day of a lunar date; None where the lunar calendar (1900-2100) has no such day.

    >>> solar_from_lunar(2020, 1, 1)
    datetime.date(2020, 1, 25)
    """
    if year not in LUNAR_YEARS:
        return None
    try:
        solar: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except InvalidLunarDateError:
        return None
    return solar


@lru_cache(maxsize=1024)
def lunar_from_solar(day: date) -> tuple[int, int, int, bool] | None:
    """Lunar year, month, day and whether the month is a leap month; None outside 1900-2100."""
    try:
        lunar = LunarDate.from_solar(day)
    except (InvalidLunarDateError, ValueError):
        return None
    return lunar.year, lunar.month, lunar.day, bool(lunar.leap)


def lunar_month(year: int, month: int, leap: bool = False) -> tuple[date, date] | None:
    """First and last Gregorian day of a lunar month, or of the leap month behind it; None where there is none."""
    first = solar_from_lunar(year, month, 1, leap)
    if first is None:
        return None
    last = solar_from_lunar(year, month, 30, leap) or solar_from_lunar(year, month, 29, leap)
    return (first, last) if last else None


def lunar_new_years_eve(year: int) -> date | None:
    """除夕: the last day of a lunar year, be it the 29th or the 30th of the twelfth month."""
    following = solar_from_lunar(year + 1, 1, 1)
    return following - timedelta(days=1) if following else None


@lru_cache(maxsize=1024)
def solar_term(year: int, name: str) -> date | None:
    """The day on which a solar term (清明) falls; None for another word or outside 1901-2100."""
    index = TERMS.find(name)
    if index < 0 or index % 2 or len(name) != 2 or year not in LUNAR_YEARS[1:]:
        return None
    day: date = TermUtils.nth_term_day(year, index // 2)
    return day


def cyclic_year(name: str, near: int) -> int | None:
    """The year named 乙卯 (or 龙) that lies nearest to ``near``; None where the stem and branch never meet.

    >>> cyclic_year("乙卯", 1980), cyclic_year("龙", 2023)
    (1975, 2024)
    """
    if len(name) == 1:
        index, cycle = ANIMALS.find(name), 12
    else:
        stem, branch = STEMS.find(name[:1]), BRANCHES.find(name[1:])
        if min(stem, branch) < 0 or (stem - branch) % 2:
            return None
        index, cycle = (6 * stem - 5 * branch) % 60, 60
    if index < 0:
        return None
    offset = (index + 4 - near) % cycle  # the year 4 was 甲子
    return near + (offset if offset <= cycle // 2 else offset - cycle)
