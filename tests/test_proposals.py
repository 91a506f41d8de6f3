"""What the real pipeline finds, as gold: a proposal that the gold reader refuses is of no use to an annotator."""

from __future__ import annotations

from pathlib import Path

from gold_strategies import PLAIN, TROUBLE
from hypothesis import given
from hypothesis import strategies as st

import partyie
from partyie.formats.gold_checks import check_gold
from partyie.formats.gold_json import format_gold_json, parse_gold_json
from partyie.formats.gold_proposals import gold_from_extraction
from partyie.formats.inline import format_inline, parse_inline

HINTS = [
    "去年",
    "25日",
    "春节",
    "公元前221年",
    "12日至14日",
    "近百人",
    "三四十名",
    "五到五个",
    "四分之三",
    "女，汉族",
    "高　峰",
    "任",
    "县委书记",
]


def refused_by_nobody(text: str) -> None:
    proposal = gold_from_extraction(partyie.extract(text), text, "x")
    check_gold(proposal)
    for form, parse in ((format_inline, parse_inline), (format_gold_json, parse_gold_json)):
        back = parse(form(proposal), "x")
        assert (back.text, back.spans, back.facts, back.persons) == (
            text, proposal.spans, proposal.facts, proposal.persons,
        )  # fmt: skip


@given(st.lists(st.sampled_from([*PLAIN, *TROUBLE, *HINTS]), max_size=20).map("".join))
def test_any_text(text: str) -> None:
    refused_by_nobody(text)


def test_a_whole_split(root: Path) -> None:
    for tagged in sorted((root / "annotations" / "written").glob("*.tagged"))[::2]:
        refused_by_nobody(parse_inline(tagged.read_bytes().decode("utf-8"), tagged.stem).text)
