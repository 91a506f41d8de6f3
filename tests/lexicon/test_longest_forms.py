"""The search for many forms at once finds what a look at every place would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.lexicon.longest_forms import LongestForms

FORMS = {form: number for number, form in enumerate(["ab", "abc", "abcde", "bc", "cd", "dd", "ea", "𠮷田", "田市"])}


def found_one_by_one(text: str) -> list[tuple[int, int, int]]:
    """The leftmost longest forms, by trying every form at every place."""
    found, start = [], 0
    while start < len(text):
        here = max((form for form in FORMS if text.startswith(form, start)), key=len, default="")
        if here:
            found.append((start, start + len(here), FORMS[here]))
        start += len(here) or 1
    return found


@given(st.text(alphabet="abcde𠮷田市。", max_size=200))
def test_finds_the_leftmost_longest_forms(text: str) -> None:
    assert list(LongestForms(FORMS).find(text)) == found_one_by_one(text)


@pytest.mark.parametrize("before", ["", "。" * 100], ids=["short text", "long text"])
def test_a_form_inside_the_beginning_of_a_longer_one_is_found_at_the_texts_end(before: str) -> None:
    assert [value for _, _, value in LongestForms(FORMS).find(before + "xbcd")] == [FORMS["bc"]]


def test_lone_surrogates_are_passed_over() -> None:
    assert list(LongestForms(FORMS).find("\ud800" * 100 + "ab")) == [(100, 102, FORMS["ab"])]
