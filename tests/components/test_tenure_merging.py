"""What several places tell of one spell is one spell, whatever the order; dates that contradict keep spells apart."""

from __future__ import annotations

from itertools import permutations

import pytest

from partyie.components.tenure_merging import Spell, merge_spells, same_body

BUREAU = "芦山县财政局"


def spell(start=None, end=None, status="current", body=BUREAU, leaves=False, title="局长"):
    return Spell("周铁山", title, body, start, end, status, leaves, [f"{start}/{end}"])


def rows(spells):
    return [(s.start, s.end, s.status, s.body) for s in spells]


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        ([spell(), spell()], [(None, None, "current", BUREAU)]),
        ([spell(body=None), spell()], [(None, None, "current", BUREAU)]),
        ([spell(), spell(status="former")], [(None, None, "former", BUREAU)]),
        ([spell("2018-03"), spell(None, "2021-06", "former", leaves=True)], [("2018-03", "2021-06", "former", BUREAU)]),
        ([spell("2018"), spell("2018-03")], [("2018-03", None, "current", BUREAU)]),
        ([spell("2010-01", "2012-05", "former"), spell("2016-01", "2018-05", "former")],
         [("2010-01", "2012-05", "former", BUREAU), ("2016-01", "2018-05", "former", BUREAU)]),
        ([spell("2020-04", "2021-09", "former"), spell("2021-09"), spell()],
         [("2020-04", "2021-09", "former", BUREAU), ("2021-09", None, "current", BUREAU)]),
        ([spell("2021-06"), spell(None, "2018-06", "former", leaves=True)],
         [("2021-06", None, "current", BUREAU), (None, "2018-06", "former", BUREAU)]),
        ([spell(), spell(status="proposed")], [(None, None, "current", BUREAU), (None, None, "proposed", BUREAU)]),
        ([spell(), spell(body="芦山县审计局")], [(None, None, "current", BUREAU), (None, None, "current", "芦山县审计局")]),
    ],
)  # fmt: skip
def test_merging(spells, expected):
    assert rows(merge_spells(spells)) == expected


def test_nothing_that_tells_is_lost():
    told = [("2018-03", None, "current"), (None, None, "current"), (None, "2021-06", "former")]
    for order in permutations(told):
        [merged] = merge_spells([spell(*one) for one in order])
        assert (merged.start, merged.end, merged.status) == ("2018-03", "2021-06", "former")
        assert sorted(merged.sources) == sorted(f"{start}/{end}" for start, end, _ in told)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("芦山县", "芦山县人民政府", True),
        ("芦山县", "中共芦山县委", True),
        ("芦阳镇", "芦阳镇党委", True),
        ("芦山县人民政府", "中共芦山县委", False),
        ("芦山县财政局", "芦山县财政局党组", False),
        (None, "芦山县", True),
    ],
)
def test_bodies(one, other, same):
    assert same_body(one, other) is same_body(other, one) is same
