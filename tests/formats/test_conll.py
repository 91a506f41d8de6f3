"""CoNLL: our own lines, and those of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from partyie.errors import GoldError
from partyie.formats.conll import format_conll, read_conll
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.records import Label


def read(tmp_path: Path, data: str) -> list[GoldDocument]:
    (tmp_path / "all.conll").write_bytes(data.encode())
    return list(read_conll(tmp_path / "all.conll"))


def gold() -> GoldDocument:
    return GoldDocument(
        name="公告",
        text="石桥镇#\r\n\u3000\\🐱\u200d",
        spans=(
            GoldSpan(id="o1", label=Label.ORG, start=0, end=3, text="石桥镇", entity="中共石桥镇委"),
            GoldSpan(id="l1", label=Label.PLACE, start=0, end=2, text="石桥"),
        ),
    )


def test_the_lines() -> None:
    assert format_conll(gold()) == (
        '# document {"name": "公告"}\n'
        '# span {"id": "o1", "label": "ORG", "start": 0, "end": 3, "entity": "中共石桥镇委"}\n'
        '# span {"id": "l1", "label": "PLACE", "start": 0, "end": 2}\n'
        "石\tB-ORG\tB-PLACE\n桥\tI-ORG\tI-PLACE\n镇\tI-ORG\tO\n"
        "\\u0023\tO\tO\n\\r\tO\tO\n\\n\tO\tO\n\\u3000\tO\tO\n\\\\\tO\tO\n🐱\tO\tO\n\\u200d\tO\tO\n\n"
    )


def test_the_tags_are_what_counts(tmp_path: Path) -> None:
    """The place's tags taken away, the organisation's shortened: it keeps its id and key."""
    lines = format_conll(gold()).replace("石\tB-ORG\tB-PLACE", "石\tO\tO").replace("桥\tI-ORG\tI-PLACE", "桥\tB-ORG\tO")
    [document] = read(tmp_path, lines)
    assert [(span.id, span.text, span.entity) for span in document.spans] == [("o1", "桥镇", "中共石桥镇委")]


@pytest.mark.parametrize(
    "tags",
    [
        "B-PERSON I-PERSON I-PERSON",
        "B-PERSON M-PERSON E-PERSON",
        "I-PERSON I-PERSON I-PERSON",
        "B-PERSON I-PERSON L-PERSON",
    ],
)
@pytest.mark.parametrize("gap", ["\t", " "])
def test_schemes_of_others(tags: str, gap: str, tmp_path: Path) -> None:
    rows = "".join(f"{word}{gap}{tag}\n" for word, tag in zip("魏国栋", tags.split(), strict=True))
    [document] = read(tmp_path, f"{rows}在{gap}O\n\n蓟{gap}S-PLACE\n# {gap}O\n#{gap}O\n")
    assert document.text.startswith("魏国栋在\n蓟#")
    assert [(span.id, span.label, span.text) for span in document.spans] == [
        ("p1", "PERSON", "魏国栋"),
        ("l1", "PLACE", "蓟"),
    ]


def test_words_of_others(tmp_path: Path) -> None:
    """Four columns, documents parted by their line; Latin words have a blank between them, lines may end in CRLF."""
    data = "-DOCSTART- -X- -X- O\r\n\r\nBeijing NNP B-NP B-ORG\r\nDaily NNP I-NP I-ORG\r\n报道 X X O\r\n\r\n-DOCSTART-\n周 X X B-PERSON\n"
    first, second = read(tmp_path, data)
    assert (first.name, first.text, first.spans[0].text) == ("all-1", "Beijing Daily报道", "Beijing Daily")
    assert (second.name, second.spans[0].text) == ("all-2", "周")


def test_neighbours_stay_apart(tmp_path: Path) -> None:
    [document] = read(tmp_path, "魏\tB-PERSON\n路\tB-PERSON\n平\tI-PERSON\n石\tB-PLACE\n桥\tI-ORG\n")
    assert [span.text for span in document.spans] == ["魏", "路平", "石", "桥"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("魏\tB-PER\n", "all, characters 0–1: PER 1:0 '魏': label PER is none of PERSON"),
        ("魏\tPERSON\n", "document 'all', characters 0–1: 'PERSON' is no tag such as B-PERSON or O"),
        ("魏\n", "document 'all': every line has a token and a tag"),
        ("a\tO\n\tB-ORG\n国\tO\n", "characters 1–1: ORG 1:1 '': no such place"),
        ("魏\tO\n国\tO\tO\n", "all the same number of columns"),
        ("# document {\n魏\tO\n", "line 1: not JSON behind '# document '"),
        ('# document {"name": "a"}\n魏国\tO\n', "document 'a': a line holds more than one character"),
        ('# document {"name": "a"}\n\\q\tO\n', r"unknown escape '\\\\q'"),
    ],
)
def test_what_cannot_be_read_is_named(data: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=said):
        read(tmp_path, data)
