"""An explanation names the tokens, every candidate at the place, and why one won."""

from __future__ import annotations

from typing import Any

import pytest

from partyie.errors import InputError
from partyie.pipeline.explanation import explain, explanation_lines
from partyie.pipeline.reader import Reader

TEXT = "市委张三同志到会"


def candidate(
    label: str, start: int, end: int, rule: str, strength: int, beaten_by: str | None = None
) -> dict[str, Any]:
    return {
        "label": label,
        "start": start,
        "end": end,
        "norm": TEXT[start:end],
        "rule": rule,
        "strength": strength,
        "score": None,
        "kept": beaten_by is None,
        "beaten_by": beaten_by,
    }


CANDIDATES = [
    candidate("ORG", 0, 2, "org.short", 3),
    candidate("PERSON", 2, 4, "person.title", 3),
    candidate("PERSON", 2, 5, "person.surname", 2, "person.title"),
    candidate("PLACE", 2, 3, "place.short", 3, "person.title"),
    candidate("ORG", 2, 4, "org.odd", 3, "person.title"),
]


@pytest.fixture
def reader(fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader whose Docs have two-character tokens and the candidates above."""
    make, call = type(fake_pipeline).make_doc, type(fake_pipeline).__call__

    class Tokens(list[Any]):
        text = ""

    def make_doc(self: Any, text: str) -> Any:
        doc = Tokens()
        for i, at in enumerate(range(0, len(text), 2)):
            word = text[at : at + 2]
            token = type("Token", (str,), {"idx": at, "i": i, "text": word, "text_with_ws": word, "norm_": word})
            doc.append(token(word))
        doc.__dict__.update(vars(make(self, text)))
        return doc

    def annotate(self: Any, doc: Any) -> Any:
        doc.user_data["partyie_candidates"] = CANDIDATES
        return call(self, doc)

    monkeypatch.setattr(type(fake_pipeline), "make_doc", make_doc)
    monkeypatch.setattr(type(fake_pipeline), "__call__", annotate)
    return Reader(fake_pipeline)


def test_candidates_at_the_place_have_their_fate(reader: Reader) -> None:
    explanation = explain(reader, TEXT, 2)
    winner = "lost to PERSON 张三 (person.title)"
    assert [(verdict.rule, verdict.kept, verdict.reason) for verdict in explanation.verdicts] == [
        ("person.title", True, "became the mention"),
        ("person.surname", False, f"{winner}: strength 2 against 3"),
        ("place.short", False, f"{winner}: as strong, but shorter"),
        ("org.odd", False, f"{winner}, which takes precedence"),
    ]
    assert explanation.mention is not None
    assert (explanation.mention.text, explanation.extraction.text) == ("张三", TEXT)


def test_once_the_model_has_weighed_scores_are_the_reason(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stronger rule loses to a likelier one; at the same score strength decides; the unlikely lost to nothing."""
    rows = [
        candidate("PERSON", 2, 4, "person.title", 2) | {"score": 0.9},
        candidate("PERSON", 2, 5, "person.surname", 3, "person.title") | {"score": 0.254},
        candidate("PLACE", 2, 3, "place.short", 1, "person.title") | {"score": 0.9},
        candidate("PLACE", 1, 3, "place.odd", 2, "person.title") | {"score": 0.9},
        candidate("ORG", 2, 4, "org.short", 3) | {"score": 0.19, "kept": False},
    ]
    monkeypatch.setitem(globals(), "CANDIDATES", rows)
    explanation = explain(reader, TEXT, 2)
    winner = "lost to PERSON 张三 (person.title)"
    assert [(verdict.rule, verdict.kept, verdict.reason) for verdict in explanation.verdicts] == [
        ("person.title", True, "became the mention"),
        ("person.surname", False, f"{winner}: less likely, 0.25 against 0.90"),
        ("place.short", False, f"{winner}: strength 1 against 2"),
        ("place.odd", False, f"{winner}, which takes precedence"),
        ("org.short", False, "too unlikely, by the learnt model's evidence"),
    ]
    assert "      rule org.short, strength 3, score 0.19: too unlikely, by the learnt model's evidence" in [
        *explanation_lines(explanation)
    ]


def test_tokens_around_the_place_are_shown(reader: Reader) -> None:
    tokens = explain(reader, TEXT, 7).tokens
    assert [(token.start, token.end, token.text) for token in tokens] == [
        (0, 2, "市委"),
        (2, 4, "张三"),
        (4, 6, "同志"),
        (6, 8, "到会"),
    ]


def test_a_place_without_candidates_has_no_verdicts(reader: Reader) -> None:
    explanation = explain(reader, TEXT, 7)
    assert (explanation.verdicts, explanation.mention) == ((), None)


def test_the_lines_mark_the_place_the_winner_and_the_losers(reader: Reader) -> None:
    assert list(explanation_lines(explain(reader, TEXT, 2)))[:11] == [
        "offset 2: 张 (U+5F20)",
        "tokens:",
        "    [0:2] '市委'",
        "  > [2:4] '张三'",
        "    [4:6] '同志'",
        "    [6:8] '到会'",
        "candidates:",
        "  + PERSON 张三 [2:4]",
        "      rule person.title, strength 3: became the mention",
        "  - PERSON 张三同 [2:5]",
        "      rule person.surname, strength 2: lost to PERSON 张三 (person.title): strength 2 against 3",
    ]
    assert list(explanation_lines(explain(reader, TEXT, 7)))[-1] == "candidates: none, no rule proposed anything here"


@pytest.mark.parametrize("at", [-1, 8, 9])
def test_a_place_outside_the_text_is_refused(reader: Reader, at: int) -> None:
    with pytest.raises(InputError, match=f"offset {at} is outside the text, which has 8 code points"):
        explain(reader, TEXT, at)


def test_a_text_too_long_to_explain_is_refused(reader: Reader) -> None:
    reader.nlp.max_length = 5
    with pytest.raises(InputError, match="explain reads at most 5"):
        explain(reader, TEXT, 0)
