"""Windows: together the whole text, none too long, none empty, cut where reading pauses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.ner.windows import LONGEST, cut_windows, group_windows

texts = st.text(st.sampled_from("市委会议\n。；！？，、𠮷\ud800"), max_size=60)


@given(texts, st.integers(2, 20))
def test_windows_cover_the_text_and_keep_to_the_limit(text, longest):
    windows = list(cut_windows(text, longest))
    assert "".join(text[start:end] for start, end in windows) == text
    assert all(left[1] == right[0] for left, right in pairwise(windows))
    assert all(0 < end - start <= longest for start, end in windows)


@given(texts, st.integers(2, 20))
def test_all_windows_but_the_last_are_at_least_half_full(text, longest):
    windows = list(cut_windows(text, longest))
    assert all(end - start > longest // 2 for start, end in windows[:-1])


@given(st.text(max_size=LONGEST))
def test_a_text_that_fits_is_one_window(text):
    assert list(cut_windows(text)) == ([(0, len(text))] if text else [])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("一二三四五六\n七。八九十", "一二三四五六\n"),
        ("一二三四五。六，七、八九", "一二三四五。"),
        ("一二三四五；六？七八九十", "一二三四五；"),
        ("一二三四五六，七、八九十", "一二三四五六，"),
        ("一二三四五六、七八九十百", "一二三四五六、"),
        ("一\n三四五六七八九十百千万", "一\n三四五六七八九十"),
        ("一二三四五。六。七八九十百", "一二三四五。六。"),
        ("一二三四五六七八九。百千万", "一二三四五六七八九。"),
        ("一二三四五六七八九十。千万", "一二三四五六七八九十"),
    ],
    ids=["line", "sentence", "semicolon", "comma", "list", "too early", "the last one", "at the end", "beyond the end"],
)
def test_where_a_window_of_ten_ends(text, first):
    start, end = next(cut_windows(text, 10))
    assert text[start:end] == first


@pytest.mark.parametrize(
    ("lengths", "size", "expected"),
    [
        ([], 10, []),
        ([3, 3, 4], 12, [[3, 3, 4]]),  # three windows of four at most
        ([3, 3, 4, 4], 12, [[3, 3, 4], [4]]),
        ([2, 20, 30], 10, [[2], [20], [30]]),  # longer than a group may be: each by itself
    ],
)
def test_windows_run_together_while_they_are_short(lengths, size, expected):
    windows = [(5, 5 + length) for length in lengths]
    groups = list(group_windows(windows, size))
    assert [[end - start for start, end in group] for group in groups] == expected
