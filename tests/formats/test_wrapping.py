"""Lines are cut by cells, as Chinese is set."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from partyie.formats.wrapping import NOT_FIRST, NOT_LAST, break_points, clusters, width_of, without_tabs, wrapped

ALPHABET = "中文县委书记、，。；：？！）」』”》（「『“《ab 1\u3000.e\u0301👩\u200d🏫🇨🇳𠮷"


def lines(text: str, width: int) -> list[str]:
    return [line.plain for line in wrapped(Text(text), width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("经研究决定，任命", 10, ["经研究决", "定，任命"]),  # 、，。 never begin a line
        ("任莆田（市）委", 8, ["任莆田", "（市）委"]),  # an opening bracket never ends one
        ("他说：“好的。”", 10, ["他说：“好", "的。”"]),
        ("见https://example.org/a", 12, ["见", "https://exam", "ple.org/a"]),
        ("共3500人次参加", 8, ["共3500人", "次参加"]),
        ("　　经研究", 8, ["　　经研", "究"]),  # an indent stays
        ("one two three", 8, ["one two", "three"]),
        ("。。。。。。", 4, ["。。", "。。", "。。"]),  # where it can't be helped
        ("市委", 1, ["市", "委"]),
        ("", 8, [""]),
    ],
)
def test_lines_are_cut_as_chinese_is_set(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text(alphabet=ALPHABET, max_size=60), st.integers(2, 20))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    cut = lines(text, width)
    assert all(width_of(line) <= width for line in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


@given(st.text(alphabet="中文、。（）“”", max_size=40))
def test_no_line_begins_with_a_stop_where_that_can_be_helped(text: str) -> None:
    cut = lines(text, 12)
    for before, after in pairwise(cut):
        breakable = any(a not in NOT_LAST and b not in NOT_FIRST for a, b in pairwise(before))
        if breakable:
            assert after[0] not in NOT_FIRST
            assert before[-1] not in NOT_LAST


def test_styles_stay_on_their_characters() -> None:
    text = Text("市委书记张三到会讲话")
    text.stylize("bold", 4, 6)
    first, second = wrapped(text, 10)
    assert [
        (line.plain[span.start : span.end], str(span.style)) for line in (first, second) for span in line.spans
    ] == [
        ("张", "bold"),
        ("三", "bold"),
    ]


def test_what_a_terminal_draws_as_one_stays_together() -> None:
    family = "👨\u200d👩\u200d👧"
    assert list(clusters(f"a\u0308{family}🇨🇳🇨🇳中")) == ["a\u0308", family, "🇨🇳", "🇨🇳", "中"]
    assert "".join(clusters("\u0301\u200d中")) == "\u0301\u200d中"


def test_tabs_go_to_the_next_stop_counted_in_cells() -> None:
    assert without_tabs(Text("中\tb\t\tc")).plain == "中      b               c"
    assert width_of("中\tb") == 9


def test_a_long_line_without_any_place_to_break_takes_linear_time() -> None:
    text = "（" * 100_000
    assert len(list(break_points(text, 80))) == 100_000 * cell_len("（") // 80 - 1


@given(st.text(alphabet=ALPHABET + "·“”’…—–⁰⁹─→━▶⟦⟧～Ａ", max_size=20))
def test_the_width_is_that_of_its_clusters(text: str) -> None:
    """The short way, for plain lines, counts as the long one does."""
    assert width_of(text) == sum(map(cell_len, clusters(text)))
