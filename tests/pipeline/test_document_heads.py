"""Heads and tails of invented documents of many kinds, and what each says of itself: ``data/document_heads.txt``.

Documents are set apart by ``#####``; after ``=====`` stand their facts as the annotation guideline writes them.
``{body}`` and ``{traditional}`` are paragraphs without any facts.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import partyie

BODY = "　　近日，全县防汛工作扎实推进，各乡镇按照要求开展排查，成效明显。\n" * 6
TRADITIONAL = "　　近日，全縣防汛工作紮實推進，各鄉鎮按照要求開展排查，幹部羣眾齊心協力，成效顯著，獲得各界好評。\n" * 6
HEADS = Path(__file__).parents[1] / "data" / "document_heads.txt"


def documents() -> list[tuple[str, dict[str, str]]]:
    """Texts with their facts."""
    found = []
    for document in HEADS.read_text(encoding="utf-8").split("#####\n"):
        text, _, facts = document.partition("\n=====\n@doc ")
        text = text.replace("{body}\n", BODY).replace("{body}", BODY)
        text = text.replace("{traditional}\n", TRADITIONAL).replace("{traditional}", TRADITIONAL)
        found.append((text, dict(fact.split("=", 1) for fact in facts.split())))
    return found


@pytest.mark.parametrize(
    ("text", "expected"), documents(), ids=lambda value: value[:12] if isinstance(value, str) else ""
)
def test_a_document_says_what_it_is(text, expected):
    document = partyie.extract(text).document
    found = {key: "".join((getattr(document, key) or "").split()) for key in expected}
    assert found == expected
