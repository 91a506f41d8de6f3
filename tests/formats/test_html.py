"""The page shows the text and every record, and lets nothing of the text become markup."""

from __future__ import annotations

import io
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest

from partyie.errors import InputError
from partyie.formats.html import notebook_view, page, to_html, write_html
from partyie.records import Extraction, Failure, FailureReason, Label, text_digest

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Collects what a page says, and fails on tags that don't nest."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[dict[str, str | None]] = []
        self.pre = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "pre" in self.open:
            self.pre += data


def test_the_page_holds_the_text_itself(extraction: Extraction) -> None:
    assert Page(to_html(extraction)).pre == f"\n{extraction.text}"  # a browser drops the newline after <pre>


def test_nothing_of_the_text_becomes_markup(extraction: Extraction) -> None:
    hostile = '<script>alert("1")</script>\'"&amp;\x1b\ud800'
    plain = Page(to_html(extraction)).tags
    attacked = extraction.model_copy(
        update={
            "source": hostile,
            "text_sha256": text_digest(hostile),
            "length": len(hostile),
            "document": extraction.document.model_copy(update={"title": hostile, "issuer": hostile}),
            "persons": tuple(person.model_copy(update={"name": hostile}) for person in extraction.persons),
            "mentions": tuple(
                mention.model_copy(update={"norm": hostile, "rule": hostile}) for mention in extraction.mentions
            ),
        }
    ).with_text(hostile)
    source = to_html(attacked)
    assert Page(source).tags["script"] == plain["script"] == 1
    assert source.encode()
    assert "\x1b" not in source


def test_mentions_link_to_their_records(extraction: Extraction) -> None:
    attributes = Page(to_html(extraction)).attributes
    ids = [attribute["id"] for attribute in attributes if "id" in attribute]
    targets = [str(attribute["href"]).removeprefix("#") for attribute in attributes if "href" in attribute]
    assert len(ids) == len(set(ids))
    assert len(targets) == len(extraction.mentions)
    assert set(targets) <= set(ids)


def test_hovering_shows_rule_norm_and_value(extraction: Extraction) -> None:
    titles = "\n".join(attribute.get("title") or "" for attribute in Page(to_html(extraction)).attributes)
    assert "rule: post.head" in titles
    assert "norm: 书记" in titles
    assert "value: 20户" in titles
    assert "pinyin: (shū) → " in titles


def test_every_kind_has_its_colour_and_its_box(extraction: Extraction) -> None:
    source = to_html(extraction)
    for label in Label:
        assert f".{label}{{--c:" in source
        assert f'value="{label}" checked' in source


def test_the_page_is_one_file_that_may_load_nothing(extraction: Extraction) -> None:
    source = to_html(extraction)
    assert "default-src 'none'" in unescape(source)
    assert not any("src" in attribute for attribute in Page(source).attributes)
    assert "http" not in source.replace('http-equiv="Content-Security-Policy"', "")


def test_without_its_text_the_page_still_shows_the_records(extraction: Extraction) -> None:
    stored = Extraction.model_validate_json(extraction.model_dump_json())
    assert "中共莆田市委" in to_html(stored)
    assert to_html(stored, extraction.text) == to_html(extraction)
    with pytest.raises(InputError, match="SHA-256 differs"):
        to_html(stored, "another text")


def test_several_inputs_share_a_page_and_failures_are_named(extraction: Extraction) -> None:
    failure = Failure(source="<a>.bin", error=FailureReason(kind="binary", message="a NUL byte"))
    stream = io.BytesIO()
    write_html([extraction, failure, extraction], stream)
    source = stream.getvalue().decode()
    assert Page(source).tags["article"] == 3
    assert "&lt;a&gt;.bin" in source
    assert "binary: a NUL byte" in source
    assert 'id="x1-p1"' in source
    assert 'id="x3-p1"' in source


def test_a_page_of_nothing_is_a_page() -> None:
    assert Page("".join(page([]))).tags["article"] == 0


def test_the_notebook_gets_a_frame_with_the_whole_page(extraction: Extraction) -> None:
    [frame] = Page(notebook_view(extraction)).attributes
    assert frame["srcdoc"] == to_html(extraction)
    assert frame["sandbox"] == "allow-scripts"
