"""What a date's value may be: ISO 8601 as the annotation guideline uses it (§4), held against the calendar."""

from __future__ import annotations

import re
from calendar import monthrange

# Hours run to 24: 晚上0点30分 is T24:30 of the day before.
CLOCK = r"T(?:(?:[01]\d|2[0-4])(?::[0-5]\d){0,2}|MO|AF|EV|NI|DT)"
WEEK = r"W(?:0[1-9]|[1-4]\d|5[0-3])"
# What isn't known is X: XXXX-09-18, XXXX-XX-18. A year before Christ is -0221.
DAY = r"(?P<year>-?\d{4}|XXXX)(?:-(?:(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?|Q[1-4]|H[12]|SP|SU|FA|WI|" + WEEK + "))?"
# 199: a decade; 18: a century; a bare clock time has no date.
POINT = rf"(?:\d{{2,3}}|{DAY}(?:{CLOCK})?|{CLOCK})"


def is_date_value(value: str) -> bool:
    """Whether a value is ISO 8601 as guideline §4 uses it, and a day that the calendar has.

    >>> [is_date_value(value) for value in ("2021-09-29", "2015-03/..", "2021-02-30", "199", "T25:00")]
    [True, True, False, True, False]
    """
    start, slash, end = value.partition("/")
    if not slash:
        return _is_point(start)
    return _is_point(start) and (end == ".." or (_is_point(end) and _in_order(start, end)))


def _is_point(value: str) -> bool:
    match = re.fullmatch(POINT, value, re.ASCII)
    if match is None or match["month"] is None:
        return match is not None
    year, month, day = (match[part] or "01" for part in ("year", "month", "day"))
    # What is unknown may be a leap year, a month of 31 days, any day; the calendar of years before Christ isn't ours.
    leap = int(year) if year.isdigit() else 2000
    number = 1 if month == "XX" else int(month)
    return 1 <= number <= 12 and (day == "XX" or 1 <= int(day) <= monthrange(leap, number)[1])


def _in_order(start: str, end: str) -> bool:
    """Whether an interval's ends are in order as far as both say; a night's clock times run past midnight."""
    if not (start[:4].isdigit() and end[:4].isdigit()) or "X" in start + end:
        return True
    start, end = start.partition("T")[0], end.partition("T")[0]
    shared = min(len(start), len(end))
    return start[:shared] <= end[:shared] or not (start[:shared] + end[:shared]).replace("-", "").isdigit()
