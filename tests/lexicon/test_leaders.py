"""Leaders: named anywhere, but not in the names of theories."""

from __future__ import annotations

import pytest

from partyie.lexicon.leaders import leader_matches


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实习近平总书记讲话精神", [(2, 5)]),
        ("周恩来总理到村视察", [(0, 3)]),
        ("学习邓小平理论", []),
        ("毛泽东思想", []),
        ("", []),
    ],
)
def test_leaders(text, expected):
    assert list(leader_matches(text)) == expected
