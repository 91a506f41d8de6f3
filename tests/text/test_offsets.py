"""OffsetMap against the plainest model there is: one (start, end) a derived character."""

from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.offsets import OffsetMap

Stretches = list[tuple[int, int]]


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[tuple[int, int, int]]:
    points = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    spans = [span for span in pairwise(points) if draw(st.booleans())]
    return [(start, end, draw(st.integers(0, 3))) for start, end in spans]


@st.composite
def maps(draw: st.DrawFn, length: int | None = None) -> tuple[OffsetMap, Stretches]:
    length = draw(st.integers(0, 20)) if length is None else length
    made = draw(edits(length))
    return OffsetMap.from_edits(length, made), stretches(length, made)


def stretches(length: int, made: list[tuple[int, int, int]]) -> Stretches:
    found: Stretches = []
    position = 0
    for start, end, count in [*made, (length, length, 0)]:
        found += [(at, at + 1) for at in range(position, start)]
        kept = count == end - start
        found += [(at, at + 1) for at in range(start, end)] if kept else [(start, end)] * count
        position = end
    return found


@given(maps())
def test_every_character_maps_to_its_stretch(made: tuple[OffsetMap, Stretches]) -> None:
    offsets, expected = made
    assert [offsets.source_span(at, at + 1) for at in range(offsets.target_length)] == expected


@given(maps(), st.data())
def test_many_positions_map_as_each_of_them_does(made: tuple[OffsetMap, Stretches], data: st.DataObject) -> None:
    offsets, _ = made
    bounds = sorted(data.draw(st.sets(st.integers(0, offsets.target_length))))
    starts, ends = offsets.source_bounds(np.array(bounds, np.int64))
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [
        offsets.source_span(start, end) for start, end in pairwise(bounds)
    ]
    positions = range(offsets.source_length + 1)
    assert offsets.target_indexes(np.array(positions)).tolist() == list(map(offsets.target_index, positions))


@given(maps(), st.data())
def test_a_span_maps_to_the_stretch_from_its_first_to_its_last_character(
    made: tuple[OffsetMap, Stretches], data: st.DataObject
) -> None:
    offsets, expected = made
    start = data.draw(st.integers(0, offsets.target_length))
    end = data.draw(st.integers(start, offsets.target_length))
    if start < end:
        assert offsets.source_span(start, end) == (expected[start][0], expected[end - 1][1])
    else:
        assert len(set(offsets.source_span(start, end))) == 1


@given(maps(), st.data())
def test_target_span_holds_all_characters_that_touch_the_stretch(
    made: tuple[OffsetMap, Stretches], data: st.DataObject
) -> None:
    offsets, expected = made
    start = data.draw(st.integers(0, offsets.source_length))
    end = data.draw(st.integers(start, offsets.source_length))
    touching = [at for at, (left, right) in enumerate(expected) if left < end and right > start]
    if start < end and touching:
        assert offsets.target_span(start, end) == (touching[0], touching[-1] + 1)
    else:
        first, last = offsets.target_span(start, end)
        assert start == end or first == last


@given(maps())
def test_target_index_is_the_first_character_not_wholly_before(made: tuple[OffsetMap, Stretches]) -> None:
    offsets, expected = made
    for position in range(offsets.source_length + 1):
        before = sum(right <= position for _, right in expected)
        assert offsets.target_index(position) == before


@given(st.data())
def test_compose_is_mapping_twice(data: st.DataObject) -> None:
    outer, outer_stretches = data.draw(maps())
    inner, inner_stretches = data.draw(maps(outer.target_length))
    both = outer.compose(inner)
    expected = [(outer_stretches[left][0], outer_stretches[right - 1][1]) for left, right in inner_stretches]
    assert [both.source_span(at, at + 1) for at in range(both.target_length)] == expected
    assert both.is_monotonic()
    assert both.source_length == outer.source_length


@given(maps())
def test_bytes_and_pickle_round_trip(made: tuple[OffsetMap, Stretches]) -> None:
    offsets, _ = made
    assert OffsetMap.from_bytes(offsets.source_length, offsets.to_bytes()) == offsets
    assert pickle.loads(pickle.dumps(offsets)) == offsets


@given(maps())
def test_maps_built_from_edits_keep_the_invariant(made: tuple[OffsetMap, Stretches]) -> None:
    assert made[0].is_monotonic()


@given(maps())
def test_identity_is_known_however_it_was_made(made: tuple[OffsetMap, Stretches]) -> None:
    offsets, expected = made
    is_identity = expected == [(at, at + 1) for at in range(offsets.source_length)]
    assert offsets.is_identity == is_identity
    assert (offsets.to_bytes() == b"") == is_identity


@given(maps(), maps())
def test_equal_maps_have_equal_stretches(one: tuple[OffsetMap, Stretches], two: tuple[OffsetMap, Stretches]) -> None:
    same = one[1] == two[1] and one[0].source_length == two[0].source_length
    assert (one[0] == two[0]) == same
    assert not same or hash(one[0]) == hash(two[0])


def test_a_long_text_costs_no_more_than_its_edits() -> None:
    offsets = OffsetMap.from_edits(10**8, [(5, 8, 1)])
    assert len(offsets.to_bytes()) < 100
    assert offsets.source_span(5, 10**8 - 2) == (5, 10**8)


def test_maps_that_dont_meet_are_refused() -> None:
    with pytest.raises(ValueError, match="starts from 3 characters, not 2"):
        OffsetMap(2).compose(OffsetMap(3))


def test_an_unequal_thing_is_no_map() -> None:
    assert OffsetMap(2) != 2
    assert repr(OffsetMap.from_edits(4, [(1, 3, 0)])) == "OffsetMap(4 → 2, 2 pieces)"


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ([(3, 4, 2), (1, 2, 2)], "not sorted"),
        ([(2, 4, 1), (1, 2, 1)], "not sorted, though their ends rise"),
        ([(1, 4, 1), (2, 3, 2)], "one inside the other"),
        ([(2, 2, 1)], "a character that stands for nothing"),
        ([(0, 0, 1)], "the same at the beginning"),
    ],
)
def test_edits_that_cant_be_break_the_invariant(edits: list[tuple[int, int, int]], reason: str) -> None:
    """So that `is_monotonic` would show a repair that makes such."""
    assert not OffsetMap.from_edits(6, edits).is_monotonic(), reason


def test_a_hash_goes_with_the_source_too() -> None:
    """Maps of texts of other lengths are others."""
    one, other = OffsetMap.from_edits(4, [(1, 3, 1)]), OffsetMap.from_edits(4, [(1, 3, 1)])
    assert hash(one) == hash(other) and len({one, other, OffsetMap.from_edits(5, [(1, 3, 1)])}) == 2
