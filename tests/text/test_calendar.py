"""Calendar: validity, shifts, bounds of values, lunar dates, solar terms, cyclic years."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.calendar import (
    TERMS,
    add_months,
    add_years,
    bounds,
    cyclic_year,
    days_in_month,
    is_date,
    lunar_from_solar,
    lunar_month,
    lunar_new_years_eve,
    solar_from_lunar,
    solar_term,
    week_start,
    week_value,
)

DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("year", "month", "day", "valid"),
    [
        (2020, 2, 29, True),
        (2021, 2, 29, False),
        (None, 2, 29, True),
        (None, 2, 30, False),
        (2021, 13, 1, False),
        (2021, 4, 31, False),
        (2021, 1, 1, True),
        (2021, 12, 31, True),
        (2021, 0, 1, False),
        (2021, 1, 0, False),
    ],
)
def test_impossible_days_are_refused(year, month, day, valid):
    """2月30日 exists in no year, 2月29日 in some."""
    assert is_date(year, month, day) is valid


def test_months_have_their_days():
    """February depends on the year; the unknown year is generous."""
    assert [days_in_month(year, 2) for year in (2020, 2021, 1900, 2000, 0)] == [29, 28, 28, 29, 29]


@given(st.integers(1, 9000), st.integers(1, 12), st.integers(-5000, 5000))
def test_months_go_there_and_back(year, month, count):
    """Adding and taking away months gives the same month."""
    assert add_months(*add_months(year, month, count), -count) == (year, month)


@given(DAYS, st.integers(-50, 50))
def test_years_keep_month_and_day(day, count):
    """Only 29 February moves."""
    moved = add_years(day, count)
    assert moved is not None
    assert (moved.month, moved.day) in {(day.month, day.day), (2, 28)}
    assert moved.year == day.year + count


@pytest.mark.parametrize(
    ("day", "count", "moved"),
    [
        (date(2020, 2, 29), 1, date(2021, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2000, 5, 31), -1999, date(1, 5, 31)),
        (date(2000, 5, 31), -2000, None),
        (date(2000, 5, 31), 7998, date(9998, 5, 31)),
        (date(2000, 5, 31), 7999, None),
    ],
)
def test_the_same_day_in_another_year(day, count, moved):
    """None where the calendar ends."""
    assert add_years(day, count) == moved


@given(DAYS, st.integers(-60, 60))
def test_weeks_begin_on_monday(day, weeks):
    """And lie seven days apart."""
    assert week_start(day, weeks) - week_start(day) == timedelta(days=7 * weeks)
    assert week_start(day).isoweekday() == 1


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021-09-29", "2021-09-29", "2021-09-30"),
        ("1963-10", "1963-10-01", "1963-11-01"),
        ("2021", "2021-01-01", "2022-01-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("18", "1800-01-01", "1900-01-01"),
        ("2021-Q4", "2021-10-01", "2022-01-01"),
        ("2021-H2", "2021-07-01", "2022-01-01"),
        ("2020-SU", "2020-05-05", "2020-08-07"),
        ("2020-WI", "2020-11-07", "2021-02-03"),
        ("2020-SP", "2020-02-04", "2020-05-05"),
        ("2020-FA", "2020-08-07", "2020-11-07"),
        ("1850-SU", "1850-06-01", "1850-09-01"),  # no solar terms are known: by months
        ("1850-WI", "1850-12-01", "1851-03-01"),
        ("2100-WI", "2100-12-01", "2101-03-01"),
        ("2024-W13", "2024-03-25", "2024-04-01"),
        ("2021-09-21T04:00", "2021-09-21T04:00", "2021-09-21T04:01"),
        ("2021-09-21T08", "2021-09-21T08:00", "2021-09-21T09:00"),
        ("2021-09-21T08:30", "2021-09-21T08:30", "2021-09-21T08:31"),
        ("2021-09-21T08:30:15", "2021-09-21T08:30:15", "2021-09-21T08:30:16"),
        ("2021-09-21T24:00", "2021-09-22T00:00", "2021-09-22T00:01"),
        ("2021-09-15TNI", "2021-09-15T18:00", "2021-09-16T06:00"),
        ("2015-03/2018-06", "2015-03-01", "2018-07-01"),
        ("2021-10-01/2021-10-10", "2021-10-01", "2021-10-11"),
        ("2021-09-20T10:00/2021-09-21T10:00", "2021-09-20T10:00", "2021-09-21T10:00"),
        ("2015-03/..", "2015-03-01", None),
        ("../2015-03", None, "2015-04-01"),
        ("2016/2020", "2016-01-01", "2021-01-01"),
        ("XXXX-09-18", None, None),
        ("T23:00/T07:00", None, None),
        ("-0221", None, None),
        ("2021-13", None, None),
        ("2021-02-30", None, None),
        ("", None, None),
        ("高", None, None),
    ],
)
def test_bounds_are_half_open(value, first, last):
    """The first instant covered, and the first no longer covered."""
    expected = tuple(datetime.fromisoformat(end) if end else None for end in (first, last))
    assert bounds(value) == expected


@given(DAYS)
def test_a_day_lies_in_its_month_and_week(day):
    """The bounds of coarser values hold those of finer ones."""
    start, end = bounds(day.isoformat())
    for coarse in (f"{day:%Y}", f"{day:%Y-%m}", week_value(day)):
        first, last = bounds(coarse)
        assert first <= start < end <= last


@given(st.text(alphabet="0123456789-/TQHWSPUFAINDMOEV:.X", max_size=24))
def test_any_value_has_bounds_or_none(value):
    """Nothing raises, and what has both ends has a length."""
    first, last = bounds(value)
    if first and last and "/" not in value:
        assert first < last


@given(DAYS)
def test_lunar_and_solar_round_trip(day):
    """Each day has one lunar name."""
    lunar = lunar_from_solar(day)
    assert lunar is not None
    assert solar_from_lunar(*lunar) == day


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        ((2020, 1, 1), date(2020, 1, 25)),
        ((1926, 8, 16), date(1926, 9, 22)),
        ((1943, 12, 23), date(1944, 1, 18)),
        ((2020, 4, 1, True), date(2020, 5, 23)),
        ((2021, 13, 1), None),
        ((2021, 4, 1, True), None),
        ((1850, 1, 1), None),
    ],
)
def test_lunar_dates_have_their_days(lunar, solar):
    """Known dates; months, leap months and years that don't exist have none."""
    assert solar_from_lunar(*lunar) == solar


def test_lunar_months_and_eves():
    """A month has 29 or 30 days; New Year's Eve is the day before the first."""
    assert lunar_month(2020, 4) == (date(2020, 4, 23), date(2020, 5, 22))
    assert lunar_month(2020, 4, leap=True) == (date(2020, 5, 23), date(2020, 6, 20))
    assert lunar_month(2020, 5, leap=True) is None
    assert lunar_month(1850, 4) is None
    assert lunar_new_years_eve(2021) == date(2022, 1, 31)
    assert lunar_new_years_eve(2100) is None


@pytest.mark.parametrize(
    ("year", "name", "day"),
    [
        (2024, "清明", date(2024, 4, 4)),
        (2022, "立冬", date(2022, 11, 7)),
        (2024, "明谷", None),
        (2024, "立", None),
        (1850, "清明", None),
    ],
)
def test_solar_terms_have_their_days(year, name, day):
    """Two characters across two terms (清明谷雨) are no term."""
    assert solar_term(year, name) == day


@given(st.integers(1901, 2100))
def test_terms_follow_each_other(year):
    """The twenty-four terms of a year rise."""
    days = [solar_term(year, TERMS[at : at + 2]) for at in range(0, len(TERMS), 2)]
    assert len(days) == 24
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("name", "near", "year"),
    [
        ("乙卯", 1980, 1975),
        ("甲子", 1984, 1984),
        ("辛丑", 2021, 2021),
        ("壬寅", 2021, 2022),
        ("龙", 2023, 2024),
        ("己丑", 1984, 2009),
        ("甲午", 1984, 2014),  # 1954 is as near: the later one
        ("乙未", 1984, 1955),
        ("马", 1984, 1990),
        ("甲丑", 2000, None),
        ("甲", 2000, None),
        ("猫", 2000, None),
    ],
)
def test_cyclic_years_are_the_nearest(name, near, year):
    """Sixty pairs of stem and branch exist, half of those that can be written."""
    assert cyclic_year(name, near) == year
