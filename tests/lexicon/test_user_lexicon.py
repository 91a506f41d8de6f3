"""A user's lexicon: both file forms, terms in memory, what is refused and how, and matches."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.errors import InputError, TableError
from partyie.lexicon import user_files
from partyie.lexicon.term_index import LONGEST, MOST_AT_ONCE
from partyie.lexicon.user import UserLexicon
from partyie.lexicon.user_files import read_lexicon
from partyie.lexicon.user_terms import UserTerm
from partyie.records import Label
from partyie.text.cleaning import clean_text


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def lexicon(*terms: str, **fields: Any) -> UserLexicon:
    return UserLexicon.from_terms({"term": term, "label": "ORG", **fields} for term in terms)


def places(found: UserLexicon, text: str) -> list[tuple[int, int]]:
    return [(start, end) for start, end, _ in found.matches(text)]


class TestFiles:
    def test_tab_separated_terms(self, tmp_path):
        path = write(
            tmp_path / "terms.tsv", "term\tlabel\tname\tpriority\n# 注释\n七彩办\tORG\t七彩街办公室\t2\n柳溪\tPLACE\n"
        )
        assert read_lexicon(path).terms == [
            UserTerm("七彩办", Label.ORG, name="七彩街办公室", priority=2),
            UserTerm("柳溪", Label.PLACE),
        ]

    def test_json_lines(self, tmp_path):
        path = write(
            tmp_path / "terms.jsonl",
            '{"term": "七彩办", "label": "ORG", "kind": "government"}\n\n{"label": "PLACE", "term": "柳溪", "name": null}\n',
        )
        assert read_lexicon(str(path)).terms == [
            UserTerm("七彩办", Label.ORG, kind="government"),
            UserTerm("柳溪", Label.PLACE),
        ]

    @pytest.mark.parametrize(
        "content",
        [
            "\ufeffterm\tlabel\r\n七彩办\tORG\r\n\r\n柳溪\tPLACE\r\n",
            "# 注释\n\nlabel\tterm\nORG\t七彩办\n  \t \nPLACE\t柳溪",
            "term\tlabel\tname\n  七彩办\u3000\tORG\n柳溪\tPLACE\t\n柳溪\tPLACE\n",
            "term\tlabel\r七彩办\tORG\r柳溪\tPLACE\r",
        ],
        ids=["BOM and Windows line ends", "other columns, comments, blank lines", "blanks, one twice", "old line ends"],
    )
    def test_forms_that_are_fine(self, tmp_path, content):
        found = read_lexicon(write(tmp_path / "terms.tsv", content))
        assert list(dict.fromkeys(found)) == [UserTerm("七彩办", Label.ORG), UserTerm("柳溪", Label.PLACE)]

    @pytest.mark.parametrize("content", ["", "\n\n", "# 注释\n", "term\tlabel\n"])
    def test_a_file_without_terms(self, tmp_path, content):
        found = read_lexicon(write(tmp_path / "terms.tsv", content))
        assert (len(found), found.matches("柳溪"), bool(found)) == (0, [], False)

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("a.tsv", "word\tlabel\n", r"a\.tsv, line 1: unknown 'word'; the header must name term and label"),
            ("a.tsv", "name\tlabel\n", "line 1: the header must name term and label"),
            ("a.tsv", "\n# x\nterm\tlabel\tterm\n", "line 3: term twice"),
            (
                "a.tsv",
                "term,label\n七,ORG\n",
                "line 1: cells are parted by commas or semicolons here: part them by tabs",
            ),
            ("a.tsv", "term\tlabel\n七彩办\tBODY\n", "line 2: label 'BODY' is none of PERSON, POST"),
            ("a.tsv", "term\tlabel\n七彩办\n", "line 2: no label"),
            ("a.tsv", "term\tlabel\n七彩办 ORG\n", "line 2: no label: after the term and a tab, one of"),
            ("a.tsv", "term\tlabel\n\tORG\n", "line 2: no term"),
            ("a.tsv", "term\tlabel\n \u3000\u200b\tORG\n", "line 2: no term"),
            ("a.tsv", "term\tlabel\n七\tORG\tx\n", "line 2: 3 cells where there are 2 columns"),
            ("a.tsv", f"term\tlabel\n{'七' * 256}\tORG\n", "line 2: a term longer than 255 characters"),
            ("a.tsv", "term\tlabel\n七\0彩\tORG\n", "line 2: a NUL character"),
            ("a.tsv", "term\tlabel\tpriority\n七\tORG\thigh\n", "line 2: priority 'high' is no whole number"),
            ("a.tsv", "term\tlabel\tpriority\n七\tORG\t-\n", "line 2: priority '-'"),
            ("a.tsv", "term\tlabel\tkind\n七\tORG\tbank\n", "line 2: kind 'bank' is none of party, government"),
            ("a.tsv", "term\tlabel\tcode\n七\tORG\t35{x}\n", "line 2: code '35{x}' is no division code: digits"),
            ("a.tsv", "term\tlabel\tname\n七\tDATE\t去年\n", "line 2: name '去年' of a DATE is no value of a date"),
            *(
                ("a.tsv", f"term\tlabel\tname\n七\tDATE\t{value}\n", rf"a\.tsv, line 2: name '{value}' of a DATE is no")
                for value in ("....", "9:99", "2021-13-45", "2021-02-30", "2021-09/2020-01", "2021-09-29T25:00")
            ),
            ("a.tsv", "term\tlabel\tname\n七\tQUANTITY\t几个\n", "line 2: name '几个' of a QUANTITY is no number"),
            (
                "a.tsv",
                b"term\tlabel\n\xb2\xe2\xca\xd4\tORG\n",
                "line 2: not UTF-8: byte 0xB2 at 11; it may be GB18030: iconv",
            ),
            ("a.tsv", b"term\tlabel\n\xff\xff\tORG\n", r"line 2: not UTF-8: byte 0xFF at 11$"),
            ("a.tsv", "term\tlabel\n".encode("utf-16"), "is UTF-16 text"),
            ("a.jsonl", "[1]\n", "line 1: not a JSON object but a list"),
            ("a.jsonl", "\n{\n", "line 2: not a JSON object: EOF"),
            ("a.jsonl", '{"term": "七", "label": "ORG", "colour": "red"}\n', "line 1: unknown column colour"),
            ("a.jsonl", '{"term": "七", "label": ["ORG"]}\n', r"line 1: label is \['ORG'\], a list: it is a string"),
            ("a.jsonl", '{"label": "ORG"}\n', "line 1: no term"),
            ("a.jsonl", '{"term": "七\\t彩", "label": "ORG"}\n', "line 1: term '七.t彩' holds a tab or a line break"),
            ("a.jsonl", '{"term": "七", "label": "ORG"}\n{"term": "八", "label": "X"}\n', "line 2: label 'X'"),
        ],
    )
    def test_a_bad_line_is_named(self, tmp_path, name, content, message):
        with pytest.raises(TableError, match=message):
            read_lexicon(write(tmp_path / name, content))

    @pytest.mark.parametrize(
        "rows",
        ["柳溪\tPLACE\n柳溪\tORG\n", "柳溪\tORG\t甲\n柳溪\tORG\t乙\n", "臺灣\tORG\t甲\n柳坝\tORG\n台湾\tORG\t乙\n"],
    )
    def test_contradicting_lines_are_told(self, tmp_path, rows):
        with pytest.raises(TableError, match=r"line (3|4): '..' is ORG.* here and .* in line 2: take one out"):
            read_lexicon(write(tmp_path / "a.tsv", "term\tlabel\tname\n" + rows))

    def test_priorities_settle_contradictions(self, tmp_path):
        path = write(tmp_path / "a.tsv", "term\tlabel\tpriority\n柳溪\tPLACE\n柳溪\tORG\t1\n")
        assert {term.label for _, _, term in read_lexicon(path).matches("柳溪")} == {Label.PLACE, Label.ORG}

    def test_all_bad_lines_are_told_up_to_a_number(self, tmp_path):
        lines = ["term\tlabel", *(f"七{number}\t{'X' if number % 2 else 'ORG'}" for number in range(100))]
        with pytest.raises(TableError) as caught:
            read_lexicon(write(tmp_path / "a.tsv", "\n".join(lines)))
        told = str(caught.value).split("\n")
        assert len(told) == 21
        assert told[0].endswith("a.tsv, line 3: label 'X' is none of PERSON, POST, ORG, PLACE, DATE, QUANTITY")
        assert told[19].split(":")[0].endswith("line 41")
        assert told[20] == "… and 30 more bad rows"

    def test_a_missing_file_or_a_folder_is_named(self, tmp_path):
        with pytest.raises(InputError, match=r"no lexicon file '.*none\.tsv'"):
            read_lexicon(tmp_path / "none.tsv")
        with pytest.raises(InputError, match="is no lexicon file"):
            read_lexicon(tmp_path)
        with pytest.raises(InputError, match="not a int"):
            read_lexicon(7)  # type: ignore[arg-type]

    def test_an_unchanged_file_is_read_once(self, tmp_path, monkeypatch):
        path = write(tmp_path / "a.tsv", "term\tlabel\n柳溪\tPLACE\n")
        first = read_lexicon(path)
        monkeypatch.setattr(user_files, "read_text", lambda *_: pytest.fail("read again"))
        assert read_lexicon(str(path)) is first
        monkeypatch.undo()
        write(path, "term\tlabel\n柳坝村\tPLACE\n")
        assert [term.term for term in read_lexicon(path)] == ["柳坝村"]

    def test_several_files_are_one_lexicon_and_the_last_counts(self, tmp_path):
        one = write(tmp_path / "a.tsv", "term\tlabel\tname\n柳溪\tPLACE\t甲\n柳坝\tPLACE\n")
        two = lexicon("柳溪", name="乙")
        both = read_lexicon([one, two])
        assert [(start, term.label, term.name) for start, _, term in both.matches("柳溪柳坝")] == [
            (0, Label.ORG, "乙"),
            (2, Label.PLACE, ""),
        ]
        assert [term.name for *_, term in read_lexicon(two, one).matches("柳溪")] == ["甲"]

    def test_a_large_file_is_read_in_chunks(self, tmp_path, monkeypatch):
        monkeypatch.setattr("partyie.lexicon.term_sheet._CHUNK", 50)
        lines = [f"词{number}号\tORG\t{'名' * (number % 90)}" for number in range(500)]
        path = write(tmp_path / "a.tsv", "term\tlabel\tname\n" + "\n".join(lines))
        found = read_lexicon(path)
        assert [term.term for term in found] == [f"词{number}号" for number in range(500)]
        assert [term.name for *_, term in found.matches("词89号")] == ["名" * 89]
        path.write_text("term\tlabel\tname\n" + "\n".join([*lines, "七\tX"]), encoding="utf-8")
        with pytest.raises(TableError, match="line 502: label 'X'"):
            read_lexicon(path)


class TestTermsInMemory:
    def test_objects_mappings_and_rows_of_frames(self):
        found = UserLexicon.from_terms(
            [
                UserTerm("七彩办", Label.ORG, name="七彩街办公室", priority=-2),
                {"term": "柳溪", "label": Label.PLACE, "code": 350322.0, "name": float("nan"), "priority": np.int64(3)},
                {"label": "PERSON", "term": "张三", "kind": None},
            ]
        )
        assert found.terms == [
            UserTerm("七彩办", Label.ORG, name="七彩街办公室", priority=-2),
            UserTerm("柳溪", Label.PLACE, code="350322", priority=3),
            UserTerm("张三", Label.PERSON),
        ]

    def test_rows_of_a_data_frame(self):
        pandas = pytest.importorskip("pandas")
        frame = pandas.DataFrame({"term": ["柳溪", "张三"], "label": ["PLACE", "PERSON"], "code": [350322, None]})
        found = UserLexicon.from_terms(frame.to_dict("records"))
        assert [term.code for term in found] == ["350322", ""]

    def test_bad_ones_are_told_by_number(self):
        bad = [{"term": "柳溪", "label": "PLACE"}, {"term": "", "label": "ORG"}, "柳坝", {"term": "七", "label": "X"}]
        with pytest.raises(TableError) as caught:
            UserLexicon.from_terms(bad)  # type: ignore[arg-type]
        assert str(caught.value).split("\n") == [
            "terms, row 2: no term: it is empty or blank",
            "terms, row 3: a str, not a UserTerm or a mapping with term and label",
            "terms, row 4: label 'X' is none of PERSON, POST, ORG, PLACE, DATE, QUANTITY",
        ]

    @pytest.mark.parametrize("column", ["term", "name"])
    def test_half_a_surrogate_pair_is_refused(self, column):
        row = {"term": "七彩办", "label": "ORG", column: "七\ud800"}
        with pytest.raises(TableError, match=rf"terms, row 1: {column} '七.ud800' holds half of a surrogate pair at 1"):
            UserLexicon.from_terms([row])
        assert len(UserLexicon.from_terms([{"term": "七\U00020000", "label": "ORG"}])) == 1

    def test_the_digest_tells_terms_not_their_order_or_form(self, tmp_path):
        rows = [{"term": "柳溪", "label": "PLACE", "code": "350322"}, {"term": "张三", "label": "PERSON"}]
        path = write(tmp_path / "a.tsv", "# x\nlabel\tterm\tcode\nPERSON\t张三\nPLACE\t柳溪\t350322\n")
        found = UserLexicon.from_terms(rows)
        assert found.digest == read_lexicon(path).digest
        assert found == read_lexicon(path)
        assert len({found.digest, UserLexicon.from_terms(rows[:1]).digest, lexicon("柳溪", code="350322").digest}) == 3

    def test_it_travels(self):
        found = lexicon("柳溪", "张 三")
        assert found.matches("张三")
        other = pickle.loads(pickle.dumps(found))
        assert other == found
        assert other.matches("到柳溪找张三") == found.matches("到柳溪找张三")


class TestMatches:
    def test_overlapping_matches_are_all_found(self):
        assert places(lexicon("柳溪", "柳溪办", "溪办事"), "去柳溪办事") == [(1, 3), (1, 4), (2, 5)]

    @pytest.mark.parametrize(
        ("term", "text"),
        [
            ("臺灣", "台湾"),
            ("台湾", "臺灣"),
            ("ＡＢ１", "AB1"),
            ("艾力・買買提", "艾力•买买提"),
            ("艾力·买买提", "艾力 ‧ 买买提"),
            ("艾力·买买提·努尔", "艾力· 买买提 ·努尔"),
            ("New York", "New York"),
            ("张　三", "张三"),
            ("😀村", "😀村"),
            ("𠮷", "𠮷"),
            ("二○二○年会", "二〇二〇年会"),
            ("那日昇", "那日昇"),
        ],
    )
    def test_width_script_and_dots_dont_matter(self, term, text):
        assert places(lexicon(term), f"在{text}。") == [(1, 1 + len(text))]

    @pytest.mark.parametrize(("term", "text"), [("New York", "NewYork"), ("议程", "会议 程序"), ("ab", "AB")])
    def test_what_is_another_word(self, term, text):
        assert places(lexicon(term), text) == []

    def test_of_two_terms_that_script_makes_one_the_one_as_written(self):
        both = lexicon("那日昇", "那日升")
        for form in ("那日昇", "那日升"):
            assert [term.term for *_, term in both.matches(form)] == [form]

    def test_a_term_in_the_input_as_written_and_in_the_clean_text(self):
        clean = clean_text("縣委書(shū)記高　峰2O22年")
        for term, span in (("書記", (2, 4)), ("县委书记高峰", (0, 6)), ("高　峰", (4, 6)), ("O", (7, 8))):
            assert [match[:2] for match in lexicon(term).matches_in(clean)] == [span]

    def test_a_term_of_what_cleaning_takes_out_stands_nowhere(self):
        assert lexicon("shū").matches_in(clean_text("縣委書(shū)記")) == []

    @pytest.mark.parametrize("length", [1, 2, 3, 4, 7, 8, 15, 16, 100, 128, LONGEST])
    def test_terms_of_any_length(self, length):
        term = "".join(random.Random(length).choices("甲乙丙丁", k=length))
        text = f"戊{term}戊{term[:-1]}"
        assert (1, 1 + length) in places(lexicon(term), text)
        assert places(lexicon(term), text[1 + length :]) == []

    @given(
        st.lists(st.text("甲乙丙A· ", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=12),
        st.text("甲乙丙A·", max_size=60),
    )
    def test_all_of_the_places_and_no_other(self, terms, text):
        found = {(start, end, term.term) for start, end, term in lexicon(*dict.fromkeys(terms)).matches(text)}
        whole = {term.strip() for term in terms}
        expected = {
            (at, at + len(key), term)
            for term in whole
            for key in {term, *([] if " " in term.replace("A A", "") else [term])}
            for at in range(len(text))
            if text.startswith(key, at)
        }
        assert expected <= found
        for start, end, term in found:
            assert text[start:end] == term or "".join(text[start:end].split()) == "".join(term.split())

    def test_many_terms_at_one_place_dont_grow_without_end(self):
        runs = lexicon(*("甲" * length for length in range(1, LONGEST + 1)))
        found = places(runs, "甲" * 400)
        assert len(found) <= 400 * MOST_AT_ONCE
        assert (0, LONGEST) in found


def numbered(lengths: Iterator[int]) -> UserLexicon:
    return lexicon(
        *(
            f"{number:x}".translate(str.maketrans("0123456789abcdef", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"))
            for number in lengths
        )
    )


def test_only_what_is_there_is_found_among_many():
    many = numbered(iter(range(1 << 12, 1 << 14)))
    text = "甲乙丙丁" * 50
    expected = {term.term for term in many if term.term in text}
    assert {term.term for *_, term in many.matches(text)} == expected
    assert expected
