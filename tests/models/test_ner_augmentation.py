"""Variants of gold: other names, the same marks in the same order, all else untouched."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.lexicon.divisions import divisions
from partyie.models.ner.augmentation import NamePool, Replacer, name_pool
from partyie.models.ner.corpus import Sample
from partyie.ner.features import SIZES

MARKED = (
    "【ORG 莆田市委】【POST 书记】【PERSON 王小明】、【ORG 仙游县人民政府】【POST 县长】【PERSON 李红】到【PLACE 仙游县】调研，"
    "【PERSON 约翰·史密斯】陪同。【PERSON 王小明】指出，【PLACE 莆田】共有【QUANTITY 20余户】，王小明未标的也在。"
    "【DATE 2021年9月】，【ORG 财政局】【PERSON 王某某】、【PERSON 王女士】到会，在【PLACE 法国】。"
)


def sample(marked: str) -> Sample:
    """Gold in brackets: 【LABEL words】."""
    text, spans = "", []
    for part in marked.split("【"):
        inside, closed, rest = part.partition("】")
        if not closed:
            text += part
            continue
        label, words = inside.split(" ")
        spans.append((len(text), len(text) + len(words), label))
        text += words + rest
    return Sample(text, np.zeros((len(text), len(SIZES)), np.uint8), tuple(spans), "partyie", "hand")


SAMPLE = sample(MARKED)
NAMES = ["王小明", "李红", "约翰·史密斯", "张伟", "刘建国", "玛丽·屈里", "赵晓峰", "欧阳修远", "X"]
POOL = name_pool([sample("、".join(f"【PERSON {name}】" for name in NAMES) + "【ORG 王家庄】")], "PERSON")


@pytest.fixture(scope="module")
def replacer():
    return Replacer(POOL, random.Random(1))


def surfaces(text, spans):
    return [text[start:end] for start, end, _ in spans]


def between(text, spans):
    edges = [0, *(edge for start, end, _ in spans for edge in (start, end)), len(text)]
    return [text[start:end] for start, end in list(pairwise(edges))[::2]]


def test_the_sample_is_what_it_should_be():
    assert surfaces(SAMPLE.text, SAMPLE.spans)[:3] == ["莆田市委", "书记", "王小明"]
    assert between(SAMPLE.text, SAMPLE.spans)[-1] == "。"


class TestPool:
    def test_given_names_by_length_and_transcribed_ones(self):
        assert POOL.given == {1: ["伟", "红"], 2: ["小明", "建国", "晓峰"]}
        assert POOL.foreign == ["玛丽·屈里", "约翰·史密斯"]

    def test_only_the_label_asked_for(self):
        assert name_pool([SAMPLE], "NAME").given == {1: [], 2: []}

    def test_common_surnames_are_drawn_more_often(self):
        assert POOL.surnames["王"] > POOL.surnames["仝"] > 0

    def test_drawn_names_are_mostly_as_long(self):
        draw = random.Random(2)
        names = ["".join(POOL.draw("王小明", draw)) for _ in range(300)]
        long = sum(len(name) - len(POOL.draw("约翰·史密斯", draw)[0]) >= 3 for name in names)
        assert {len(name) for name in names} >= {2, 3}
        assert 200 < long < 290

    def test_a_transcribed_name_has_no_surname(self):
        assert {POOL.draw("安娜·林", random.Random(seed)) for seed in range(20)} == {
            ("", "玛丽·屈里"),
            ("", "约翰·史密斯"),
        }


class TestVariants:
    @given(seed=st.integers(0, 10**6))
    def test_marks_stay_aligned_and_all_else_untouched(self, replacer, seed):
        replacer._draw.seed(seed)
        text, spans = replacer.variant(SAMPLE)
        assert [label for _, _, label in spans] == [label for _, _, label in SAMPLE.spans]
        assert all(surfaces(text, spans))
        assert between(text, spans) == between(SAMPLE.text, SAMPLE.spans)
        for old, new, (_, _, label) in zip(
            surfaces(SAMPLE.text, SAMPLE.spans), surfaces(text, spans), spans, strict=True
        ):
            if label not in ("PERSON", "PLACE", "ORG") or old in ("财政局", "法国"):
                assert new == old

    @given(seed=st.integers(0, 10**6))
    def test_a_name_is_exchanged_for_the_same_one_throughout(self, replacer, seed):
        replacer._draw.seed(seed)
        text, spans = replacer.variant(SAMPLE)
        new = dict(zip(surfaces(SAMPLE.text, SAMPLE.spans), surfaces(text, spans), strict=True))
        assert surfaces(text, spans).count(new["王小明"]) >= 2
        assert new["王女士"][0] == new["王某某"][0] == new["王小明"][0]
        assert "·" in new["约翰·史密斯"]

    @given(seed=st.integers(0, 10**6))
    def test_a_division_is_exchanged_for_one_of_its_level_in_organisations_too(self, replacer, seed):
        replacer._draw.seed(seed)
        text, spans = replacer.variant(SAMPLE)
        new = dict(zip(surfaces(SAMPLE.text, SAMPLE.spans), surfaces(text, spans), strict=True))
        county = new["仙游县"]
        assert "county" in {division.level for division in divisions().full(county)}
        assert new["仙游县人民政府"] == county + "人民政府"
        assert new["莆田市委"].endswith("委")

    def test_names_do_change(self, replacer):
        replacer._draw.seed(3)
        old = surfaces(SAMPLE.text, SAMPLE.spans)
        texts = [replacer.variant(SAMPLE) for _ in range(20)]
        changed = [sum(map(str.__ne__, old, surfaces(*variant))) for variant in texts]
        assert min(changed) >= 6

    def test_the_same_chance_gives_the_same_variant(self):
        first, second = (Replacer(POOL, random.Random(7)).variant(SAMPLE) for _ in range(2))
        assert first == second

    @pytest.mark.parametrize("text", ["", "没有标记。"])
    def test_without_marks_nothing_changes(self, replacer, text):
        assert replacer.variant(sample(text)) == (text, [])

    def test_touching_marks(self, replacer):
        text, spans = replacer.variant(sample("【PERSON 王小明】【PERSON 李红】"))
        assert spans[0][1] == spans[1][0] and spans[1][1] == len(text)

    def test_a_name_whose_given_part_is_no_known_one_keeps_it(self):
        """It may be no name of that form at all: only a surname that others bear is exchanged."""
        pool = NamePool({"赵": 1.0}, {1: ["伟"], 2: ["晓峰"]}, [])
        replacer = Replacer(pool, random.Random(1))
        text, _ = replacer.variant(sample("【PERSON 王晓峰】和【PERSON 王老】、【PERSON 李老】"))
        assert text in ("赵晓峰和赵老、李老", "赵伟和赵老、李老")
