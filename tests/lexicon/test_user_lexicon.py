"""A user's lexicon: both file forms, what is refused and how, and matches."""

from __future__ import annotations

import pytest

from partyie.errors import TableError
from partyie.lexicon.user import UserTerm, read_user_lexicon
from partyie.records import Label


def test_tab_separated_terms(tmp_path):
    path = tmp_path / "terms.tsv"
    path.write_text(
        "term\tlabel\tname\tpriority\n# 注释\n七彩办\tORG\t七彩街办公室\t2\n柳溪\tPLACE\n", encoding="utf-8"
    )
    assert read_user_lexicon(path).terms == [
        UserTerm("七彩办", Label.ORG, name="七彩街办公室", priority=2),
        UserTerm("柳溪", Label.PLACE),
    ]


def test_json_lines(tmp_path):
    path = tmp_path / "terms.jsonl"
    path.write_text('{"term": "七彩办", "label": "ORG", "kind": "government"}\n\n', encoding="utf-8")
    assert read_user_lexicon(path).terms == [UserTerm("七彩办", Label.ORG, kind="government")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "word\tlabel\n", "line 1: the header must name term and label"),
        ("a.tsv", "term\tlabel\n七彩办\tBODY\n", "line 2: label 'BODY' is none of PERSON"),
        ("a.tsv", "term\tlabel\n\tORG\n", "line 2: no term"),
        ("a.tsv", "term\tlabel\n七\tORG\tx\n", "line 2: 3 fields"),
        ("a.tsv", "term\tlabel\tpriority\n七\tORG\thigh\n", "line 2: priority 'high'"),
        ("a.jsonl", "[1]\n", "line 1: not a JSON object"),
        ("a.jsonl", "{\n", "line 1: not a JSON object"),
        ("a.jsonl", '{"term": "七", "label": "ORG", "colour": "red"}\n', "line 1: unknown field colour"),
    ],
)
def test_a_bad_line_is_named(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        read_user_lexicon(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(TableError, match=r"none\.tsv: can't be read"):
        read_user_lexicon(tmp_path / "none.tsv")


def test_overlapping_matches_are_all_found(tmp_path):
    path = tmp_path / "terms.tsv"
    path.write_text("term\tlabel\n柳溪\tPLACE\n柳溪办\tORG\n", encoding="utf-8")
    found = [(start, end) for start, end, _ in read_user_lexicon(path).matches("去柳溪办")]
    assert found == [(1, 3), (1, 4)]
