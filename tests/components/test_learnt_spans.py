"""What only the model sees, as candidates: each kind with what its records need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.components.learnt_spans import learnt_candidate
from partyie.components.reading import LIKELY
from partyie.records import Label

KEYS = {
    Label.PERSON: {"form", "surname", "given"},
    Label.ORG: {"kind", "head", "prefix"},
    Label.POST: {"title", "head", "group", "acting", "fused"},
}


def data_of(surface: str, label: Label) -> dict[str, object]:
    """The data of a span in the middle of a text."""
    candidate = learnt_candidate(f"市{surface}长", (1, 1 + len(surface), label.value), "model.sm")
    assert candidate is not None
    return candidate.data


def test_label_place_rule_and_strength():
    candidate = learnt_candidate("找王小明谈", (1, 4, "PERSON"), "model.lg")
    assert (candidate.label, candidate.start, candidate.end) == (Label.PERSON, 1, 4)
    assert (candidate.rule, candidate.strength, candidate.score) == ("model.lg", LIKELY, None)


@pytest.mark.parametrize("label", [Label.DATE, Label.QUANTITY])
def test_values_that_only_a_grammar_reads_give_none(label):
    assert learnt_candidate("2021年9月", (0, 7, label.value), "model.sm") is None


@pytest.mark.parametrize(
    ("name", "form", "surname", "given"),
    [
        ("王明", "full", "王", "明"),
        ("王小明", "full", "王", "小明"),
        ("欧阳明", "full", "欧阳", "明"),
        ("欧阳小明", "full", "欧阳", "小明"),
        ("王", "surname", "王", ""),
        ("王女士", "honorific", "王", ""),
        ("冯大爷", "honorific", "冯", ""),
        ("约翰·史密斯", "foreign", "", ""),
        ("王尔德·奥斯卡", "foreign", "", ""),
        ("艾力江", "full", "艾", "力江"),
        ("拉姆才旦", "foreign", "", ""),
        ("王尔德利亚", "foreign", "", ""),
    ],
)
def test_persons(name, form, surname, given):
    assert data_of(name, Label.PERSON) == {"form": form, "surname": surname, "given": given}


@pytest.mark.parametrize(
    ("name", "kind", "head", "prefix"),
    [
        ("莆田市财政局", "government", "局", "division"),
        ("莆田财政局", "government", "局", "short"),
        ("县财政局", "government", "局", "level"),
        ("财政局", "government", "局", None),
        ("省委组织部", "party", "组织部", "level"),
        ("腾云", "other", "", None),
    ],
)
def test_organisations(name, kind, head, prefix):
    assert data_of(name, Label.ORG) == {"kind": kind, "head": head, "prefix": prefix}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("莆田市", {"name": "莆田市", "code": "350300", "level": "prefecture", "path": ["福建省", "莆田市"]}),
        ("柳坝", {}),
        ("鼓楼区", {}),
    ],
    ids=["one division", "none", "several"],
)
def test_places(name, data):
    assert data_of(name, Label.PLACE) == data


@pytest.mark.parametrize(
    ("title", "head", "group", "acting"),
    [
        ("副市长", "市长", "state", False),
        ("代理市长", "市长", "state", True),
        ("市委书记", "书记", "party", False),
        ("护溪侠", "护溪侠", "occupation", False),
        ("书记助理侠", "书记助理侠", "occupation", False),
    ],
)
def test_posts(title, head, group, acting):
    assert data_of(title, Label.POST) == {
        "title": title,
        "head": head,
        "group": group,
        "acting": acting,
        "fused": False,
    }


class TestFiguresOfSpeech:
    @staticmethod
    def last(text: str, size: int, label: str = "PLACE"):
        return learnt_candidate(text, (len(text) - size, len(text), label), "model.sm")

    @pytest.mark.parametrize("text", ["重于泰山", "责任重于泰山", "稳如泰山", "安如泰山", "坚如泰山"])
    def test_no_place_is_spoken_of(self, text):
        assert self.last(text, 2) is None

    @pytest.mark.parametrize("text", ["泰山", "于泰山", "如泰山", "位于泰山", "譬如泰山", "重于东泰山", "重。于泰山"])
    def test_a_place_is(self, text):
        candidate = self.last(text, 2)
        assert candidate is not None
        assert (candidate.label, text[candidate.start : candidate.end]) == (Label.PLACE, "泰山")

    def test_what_follows_the_place_is_no_matter(self):
        assert learnt_candidate("泰山重于一切", (0, 2, "PLACE"), "model.sm") is not None
        assert learnt_candidate("重于泰山稳如山", (2, 4, "PLACE"), "model.sm") is None

    def test_the_whole_saying_is_no_place(self):
        assert self.last("重于泰山", 4) is None

    @pytest.mark.parametrize("text", ["条条大路通罗马", "自古华山"])
    def test_other_sayings_are_read_from_the_same_table(self, text):
        candidate = self.last(text, 2)
        assert (candidate is None) == text.startswith("条条")

    @pytest.mark.parametrize("label", sorted(KEYS))
    def test_only_places_are_figures(self, label):
        assert self.last("重于泰山", 2, label.value) is not None


@given(st.text(st.characters(exclude_categories=[]), min_size=1, max_size=12), st.sampled_from(sorted(KEYS)))
def test_any_characters_have_all_that_records_need(surface, label):
    assert set(data_of(surface, label)) == KEYS[label]


@pytest.mark.parametrize("word", ["柯尔克孜族", "柯尔克孜", "孙女"])
def test_ethnic_groups_and_kin_are_no_persons(word):
    assert learnt_candidate(f"他的{word}来了", (2, 2 + len(word), "PERSON"), "model.sm") is None
