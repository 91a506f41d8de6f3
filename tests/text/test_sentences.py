"""Sentences cover all that is not blank, in order, within their lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.sentences import line_spans, sentence_spans

TEXTS = st.text(alphabet="县委。！？!?…，“”（） \u3000\n\t1.")


@given(TEXTS)
def test_sentences_cover_what_is_not_blank(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)


@given(TEXTS)
def test_sentences_lie_within_lines(text: str) -> None:
    lines = line_spans(text)
    for start, end in sentence_spans(text):
        assert any(first <= start and end <= last for first, last in lines)


@given(TEXTS)
def test_lines_are_the_lines_without_blanks(text: str) -> None:
    expected = [line.strip() for line in text.split("\n") if line.strip()]
    assert [text[start:end] for start, end in line_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议指出。会议强调。", ["会议指出。", "会议强调。"]),
        ("“我先上！”他说。", ["“我先上！”", "他说。"]),
        ("增长3.5%；下降1.2%。", ["增长3.5%；下降1.2%。"]),
        ("通知\n各乡镇：", ["通知", "各乡镇："]),
        ("（好。）再来！！", ["（好。）", "再来！！"]),
        ("他说……算了。", ["他说……算了。"]),
        ("没有句号", ["没有句号"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == expected
