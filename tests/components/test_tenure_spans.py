"""The two ends of a spell, from the date that bounds it."""

from __future__ import annotations

import pytest

from partyie.components.tenure_spans import agree, spell_bounds


@pytest.mark.parametrize(
    ("value", "surface", "expected"),
    [
        ("2015-03", "2015年3月", ("2015-03", None)),
        ("2015-03-05TAF", "2015年3月5日下午", ("2015-03-05", None)),
        ("2015-03/2018-06", "2015年3月至2018年6月", ("2015-03", "2018-06")),
        ("2015-03/2018-06", "2015.03—2018.06", ("2015-03", "2018-06")),
        ("2015-03/..", "2015年3月至今", ("2015-03", None)),
        ("2015-03/..", "2015.03—", ("2015-03", None)),
        ("2015-03-11/2015-03-20", "2015年3月中旬", ("2015-03", None)),
        ("2015-Q2", "2015年二季度", ("2015", None)),
        ("1942-FA", "1942年秋", ("1942", None)),
        ("2021/2025", "“十四五”时期", (None, None)),
        ("196", "上世纪60年代", (None, None)),
        ("XXXX-03", "3月", (None, None)),
        ("", "", (None, None)),
    ],
)
def test_bounds(value: str, surface: str, expected: tuple[str | None, str | None]) -> None:
    assert spell_bounds(value, surface) == expected
    start, end = expected
    assert spell_bounds(value, surface, leaves=True) == (expected if end or value.endswith("..") else (end, start))


def test_the_days_of_a_meeting_are_no_spell() -> None:
    days = ("2021-09-26/2021-09-27", "9月26日至27日")
    assert spell_bounds(*days, decided=True) == ("2021-09", None)
    assert spell_bounds(*days, decided=True, leaves=True) == (None, "2021-09")
    assert spell_bounds(*days) == ("2021-09-26", "2021-09-27")
    assert spell_bounds("2021-09-01/2021-09-30", "9月1日至30日", decided=True) == ("2021-09-01", "2021-09-30")


def test_what_agrees() -> None:
    assert agree("2021-12-28", "2021-12")
    assert not agree("2021-12-28", "2021-11")
    assert not agree(None, None)
