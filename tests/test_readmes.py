"""The English and the Chinese README: the same sections, blocks of code and links."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

import pytest
from how_to_pages import Block, blocks
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[1]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh.md"
CHARACTERS = re.compile(r"[一-鿿]")


def tokens(page: Path) -> list[Token]:
    return MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8"))


def skeleton(page: Path) -> list[str]:
    """What stands where: headings with their level, blocks with their language, items of lists."""
    kinds = {"heading_open", "fence", "list_item_open"}
    return [f"{token.type} {token.tag} {token.info}" for token in tokens(page) if token.type in kinds]


def links(page: Path) -> list[str]:
    children = [child for token in tokens(page) for child in token.children or ()]
    return sorted(str(child.attrs["href"]) for child in children if child.type == "link_open")


def without_comments(block: Block) -> list[str]:
    """What a block does, comments apart, which are in the language of the page."""
    if block.language == "sh":
        return [line.split("  #")[0].rstrip() for line in block.code.splitlines()]
    if block.language == "python":
        read = tokenize.generate_tokens(io.StringIO(block.code).readline)
        return [token.string for token in read if token.type not in (tokenize.COMMENT, tokenize.NL)]
    return block.code.splitlines()


def test_both_have_the_same_sections_blocks_and_items() -> None:
    assert skeleton(CHINESE) == skeleton(ENGLISH)


def test_both_have_the_same_code_and_outputs() -> None:
    assert [without_comments(block) for block in blocks(CHINESE)] == [
        without_comments(block) for block in blocks(ENGLISH)
    ]


def test_both_lead_to_the_same_pages_and_to_each_other() -> None:
    english, chinese = links(ENGLISH), links(CHINESE)
    english.remove(CHINESE.name)
    chinese.remove(ENGLISH.name)
    assert chinese == english


@pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    for link in links(page):
        assert link.startswith("https://") or (ROOT / link).is_file(), link


def test_the_chinese_one_is_chinese() -> None:
    """No paragraph was left in English."""
    for token in tokens(CHINESE)[3:]:
        if token.type == "inline" and token.content != "[English](README.md)":
            assert CHARACTERS.search(token.content), token.content


def test_the_english_one_has_every_tested_command_only_once() -> None:
    """Two commands in one line each: what a newcomer and CI copy."""
    lines = re.findall(r"^python3\.11 -m venv .+$", ENGLISH.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(lines) == len(set(lines)) == 2
