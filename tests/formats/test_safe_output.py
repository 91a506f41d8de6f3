"""Whatever a text, a name or a lexicon holds: a page stays our markup, a table holds no formula, a line is one line."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partyie.benchmarks.tables import as_words
from partyie.formats.csv import read_csv, write_csv
from partyie.formats.html import to_html, write_html
from partyie.formats.jsonl import format_line
from partyie.records import Extraction, Failure, FailureReason, text_digest

PIECES = (
    *("<script>alert(1)</script>", "</script>", "</style>", "<!--", "-->", "]]>", "<img src=x onerror=alert(1)>"),
    *(
        '" onmouseover="alert(1)',
        "' autofocus onfocus=alert(1) '",
        "javascript:alert(1)",
        "data:text/html,<b>",
        "`${1}`",
    ),
    *("{{constructor}}", "expression(alert(1))", "url(//x.example/a)", "@import '//x.example'", "&#60;b&#62;", "&lt;"),
    *("\u2028", "\u2029", "\x00", "\x1b]0;x\x07", "\x9b2J", "\u202e", "\ufeff", "\ud800", "\\", "\\u003c", "</title>"),
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        ";=1",
        "'=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        '"',
        '""',
        "'",
        "; ",
    ),
    *('=HYPERLINK("//x.example")', "=cmd|' /C calc'!A0", "市委书记", "周一川", "，", "\n", "。"),
)
NASTY = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
LINKS = re.compile(r"#[\w.-]*")


class Page(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def attacked(extraction: Extraction, words: str) -> Extraction:
    """The extraction with these words wherever a text, a file's name or a user's lexicon could have put them."""

    def renamed(records: Iterable[Any], **fields: Any) -> tuple[Any, ...]:
        return tuple(one.model_copy(update=fields) for one in records)

    text = words + str(extraction.text)
    moved = tuple(
        one.model_copy(
            update={"start": one.start + len(words), "end": one.end + len(words), "norm": words, "rule": words}
        )
        for one in extraction.mentions
    )
    return extraction.model_copy(
        update={
            "source": words,
            "text_sha256": text_digest(text),
            "length": len(text),
            "document": extraction.document.model_copy(update={"title": words, "issuer": words, "number": words}),
            "mentions": moved,
            "persons": renamed(extraction.persons, name=words, aliases=(words, words), gender=words),
            "organisations": renamed(extraction.organisations, name=words, surface=words),
            "posts": renamed(extraction.posts, title=words, full_title=words),
            "links": renamed(extraction.links, rule=words),
            "tenures": renamed(extraction.tenures, rule=words, event=None, rank=words),
        }
    ).with_text(text)


@settings(max_examples=30)
@given(words=NASTY)
def test_a_page_is_our_markup_and_loads_nothing(extraction: Extraction, words: str) -> None:
    usual, page = Page(to_html(extraction)), Page(to_html(attacked(extraction, words)))
    assert page.tags <= usual.tags | {"b", "u", "q", "small", "span", "em", "mark", "s"}
    assert not {"img", "iframe", "object", "embed", "link", "base", "form", "svg", "a"} & (page.tags - usual.tags)
    assert {name for name, _ in page.attributes} <= {name for name, _ in usual.attributes} | {
        "title",
        "data-t",
        "data-c",
    }
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "srcdoc", "action")]
    assert all(LINKS.fullmatch(value) for name, value in page.attributes if name == "href")
    policy = next(value for name, value in page.attributes if name == "content" and value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")


@settings(max_examples=30)
@given(words=NASTY)
def test_a_page_of_a_failure_is_our_markup(words: str) -> None:
    output = io.BytesIO()
    write_html([Failure(source=words, error=FailureReason(kind=words, message=words))], output)
    page = Page(output.getvalue().decode("utf-8"))
    assert not {"img", "iframe", "object", "embed", "link", "base", "form"} & page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]


DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


@settings(max_examples=30)
@given(words=NASTY)
def test_no_cell_is_a_formula_and_all_come_back(extraction: Extraction, words: str) -> None:
    """However a spreadsheet separates cells; lone surrogates are `?` in every table."""
    words = words.replace("\ud800", "")
    items = [attacked(extraction, words or "x"), Failure(source="f", error=FailureReason(kind="k", message=words))]
    with tempfile.TemporaryDirectory() as folder:
        write_csv(items, Path(folder))
        for file in Path(folder).iterdir():
            source = file.read_bytes().decode("utf-8-sig")
            for row in csv.reader(io.StringIO(source, newline="")):
                for cell in row:
                    parts = [cell, *re.split("[;\t\r\n]", cell)[1:]]
                    assert not [one for one in parts if one.startswith(DANGEROUS) and not NUMBER.fullmatch(one)], cell
        again = list(read_csv(Path(folder)))
    assert [one.model_dump() for one in again] == [one.model_dump() for one in items]


@settings(max_examples=30)
@given(words=NASTY)
def test_a_record_is_one_line(extraction: Extraction, words: str) -> None:
    """For who splits at line feeds, as JSON Lines has it; U+2028 is no line end there, nor is U+0085."""
    line = format_line(attacked(extraction, words))
    assert line.count(b"\n") == 1 and line.endswith(b"\n") and b"\r" not in line
    assert json.loads(line)["source"] == words


@given(words=NASTY)
def test_a_name_is_no_markdown(words: str) -> None:
    shown = as_words(words)
    assert "<" not in shown and "\n" not in shown and not re.search(r"(?<!\\)[|`\[]", shown)


@pytest.mark.parametrize("name", ["a\x1b]0;x\x07", "\u202etxt.exe"])
def test_a_name_drives_no_terminal(name: str) -> None:
    assert not {"\x1b", "\x07", "\u202e"} & set(as_words(name))
