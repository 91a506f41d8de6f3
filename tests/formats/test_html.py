"""The page shows the text and every record, and lets nothing of the text become markup."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest

from partyie.errors import InputError
from partyie.formats.html import notebook_view, page, to_html, write_html
from partyie.formats.html_frame import SCRIPTS
from partyie.formats.html_markup import data_block, lean, resource, words
from partyie.formats.html_text import BLOCK, shown, text_html
from partyie.formats.html_timeline import spell, year_of
from partyie.formats.html_unresolved import unresolved
from partyie.records import Extraction, Failure, FailureReason, Label, Repair, Tenure, text_digest

VOID = {"meta", "input", "br"}
HOSTILE = (
    """<script>alert("1")</script></style></script><!--<script>]]>'"&amp;<img src=x onerror=alert(1)>"""
    "\x00\x1b\ud800\u202e\u2028"
)


class Page(HTMLParser):
    """Collects what a page says, and fails on tags that don't nest."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str | None]] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[dict[str, str | None]] = []
        self.text = ""
        self.data: dict[str, Any] = {}
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags[tag] += 1
        self.attributes.append(known)
        if tag not in VOID:
            self.open.append((tag, known.get("id") or known.get("class")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("div", "text") in self.open:
            self.text += data
        if self.open and self.open[-1][0] == "script" and self.open[-1][1]:
            self.data[self.open[-1][1]] = json.loads(data)

    def ids(self) -> list[str]:
        return [str(attribute["id"]) for attribute in self.attributes if "id" in attribute]


def with_text(extraction: Extraction, text: str, **changes: Any) -> Extraction:
    """The extraction as if of another text."""
    changes |= {"text_sha256": text_digest(text), "length": len(text)}
    return extraction.model_copy(update={"mentions": (), "repairs": (), **changes}).with_text(text)


def marked(extraction: Extraction, text: str, *ends: tuple[int, int]) -> str:
    """The markup of a text with mentions at these places."""
    template = extraction.mentions[0]
    mentions = tuple(
        template.model_copy(update={"start": start, "end": end, "label": label, "id": f"m{start}"})
        for (start, end), label in zip(ends, Label, strict=False)
    )
    return "".join(text_html(with_text(extraction, text, mentions=mentions), 1))


def test_the_page_holds_the_text_itself(extraction: Extraction) -> None:
    assert Page(to_html(extraction)).text == extraction.text


def test_nothing_of_the_text_becomes_markup(extraction: Extraction) -> None:
    plain = Page(to_html(extraction)).tags
    spans = {"norm": HOSTILE, "rule": HOSTILE, "start": 0, "end": 5}
    attacked = with_text(
        extraction,
        HOSTILE,
        source=HOSTILE,
        document=extraction.document.model_copy(update={"title": HOSTILE, "issuer": HOSTILE}),
        persons=tuple(
            person.model_copy(update={"name": HOSTILE, "aliases": (HOSTILE,)}) for person in extraction.persons
        ),
        organisations=tuple(
            one.model_copy(update={"name": HOSTILE, "kind": HOSTILE}) for one in extraction.organisations
        ),
        mentions=tuple(mention.model_copy(update=spans) for mention in extraction.mentions),
        links=tuple(link.model_copy(update={"rule": HOSTILE, "kind": HOSTILE}) for link in extraction.links),
        repairs=(Repair(start=1, end=3, kind=HOSTILE, original=HOSTILE, repaired=HOSTILE),),
    )
    source = to_html(attacked)
    tags = Page(source).tags
    assert {tag: tags[tag] for tag in ("script", "style", "img")} == {
        tag: plain[tag] for tag in ("script", "style", "img")
    }
    assert source.encode()
    assert not {"\x00", "\x1b", "\u202e"} & set(source)
    assert "onerror" not in {name for attributes in Page(source).attributes for name in attributes}


def test_data_cannot_end_its_element() -> None:
    block = data_block("x", {"a": "</script><!--&\u2028"})
    assert block.count("<") == 2
    assert Page(block).data == {"x": {"a": "</script><!--&\u2028"}}


def test_every_record_and_mention_has_its_place(extraction: Extraction) -> None:
    ids = Page(to_html(extraction)).ids()
    assert len(ids) == len(set(ids))
    families = (extraction.persons, extraction.organisations, extraction.places, extraction.posts, extraction.tenures)
    records = [record.id for family in (*families, extraction.dates, extraction.quantities) for record in family]
    assert {f"1-{identifier}" for identifier in records} <= set(ids)
    assert {f"1.{i}" for i in range(len(extraction.mentions))} <= set(ids)
    assert "1~0" in ids


def test_the_script_knows_rules_scores_links_and_repairs(extraction: Extraction) -> None:
    data = Page(to_html(extraction)).data["data1"]
    record, rule, start, score, norm = data["m"][1]
    assert (record, data["rules"][rule], start, score, norm) == ("t1", "post.head", 4, None, "书记")
    assert ["holder", "t1", "p1"] in [link[:3] for link in data["k"]]
    assert ["at", "s1", "o1"] in [link[:3] for link in data["e"]]
    assert data["s"] == {"s1": [1]}
    assert data["x"] == [["pinyin", "(shū)", ""]]
    assert data["f"]["d1"] == {"earliest": "2021-09-01", "latest": "2021-10-01"}


@pytest.mark.parametrize(("score", "said"), [(0.98765, 0.988), (0.9999, 0.999), (1.0, 1.0), (None, None)])
def test_a_score_is_never_rounded_up_to_certainty(
    extraction: Extraction, score: float | None, said: float | None
) -> None:
    mention = extraction.mentions[0].model_copy(update={"score": score})
    data = Page(to_html(extraction.model_copy(update={"mentions": (mention,)}))).data["data1"]
    assert data["m"][0][3] == said


def test_nested_mentions_nest_and_crossing_ones_come_in_pieces(extraction: Extraction) -> None:
    inner = '<b class="P" id="1.0">ab<b class="T" id="1.1">c</b></b>d'
    assert inner in marked(extraction, "abcd", (0, 3), (2, 3))
    crossing = '<b class="P" id="1.0">a<b class="T" id="1.1">b</b></b><b class="T" data-m="1">c</b>'
    assert crossing in marked(extraction, "abc", (0, 2), (1, 3))
    same = '<b class="P" id="1.0"><b class="T" id="1.1">a</b></b>'
    assert same in marked(extraction, "ab", (0, 1), (0, 1))


def test_line_ends_tabs_and_wide_blanks_stay(extraction: Extraction) -> None:
    text = "甲\r\n\t\u3000乙\n\n丙\n"
    source = marked(extraction, text, (0, 2))  # a mention that ends within a line's end
    assert Page(source).text == text
    assert "␍" not in source


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a\rb", 'a<i data-c="d">␍</i>b'),
        ("\ud800\u202e", '<i data-c="d800">\ufffd</i><i data-c="202e">\ufffd</i>'),
        ("\u2028&", '<i data-c="2028">↵</i>&amp;'),
    ],
)
def test_what_no_page_may_get_keeps_its_code_point(text: str, markup: str) -> None:
    assert shown(text) == markup


def test_a_long_text_comes_in_blocks_of_whole_lines(extraction: Extraction) -> None:
    text = "一二三四五六七八九\n" * 1000
    blocks = "".join(text_html(with_text(extraction, text), 1)).count('<div style="--h:')
    assert blocks == len(text) // BLOCK
    assert Page(marked(extraction, text, (5, 9995))).text == text


def test_every_kind_has_its_colour_and_its_filter(extraction: Extraction) -> None:
    source, style = to_html(extraction), resource("review.css")
    for label, kind in zip(Label, "PTOLDQ", strict=True):
        assert f"--{kind}: #" in style
        assert f'data-f="{kind}" aria-pressed="true"' in source
        assert f"<small>{label}</small>" in source


def test_the_page_is_one_file_that_may_load_nothing(extraction: Extraction) -> None:
    source = to_html(extraction)
    assert "default-src 'none'" in unescape(source)
    assert "'unsafe-inline'" not in source.replace("style-src-attr 'unsafe-inline'", "")
    assert not any("src" in attribute for attribute in Page(source).attributes)
    assert "http" not in source.replace('http-equiv="Content-Security-Policy"', "")


def test_style_and_script_lose_comments_and_indentation_only() -> None:
    assert lean("review.css").count("{") == resource("review.css").count("{")
    for name in SCRIPTS:
        assert "\n//" not in lean(name)
        assert [line for line in lean(name).splitlines() if line != line.strip()] == []


def test_every_word_is_said_in_both_languages() -> None:
    assert all(zh and en for zh, en in words().values())
    used = {attribute["data-t"] for attribute in Page("".join(page([]))).attributes if "data-t" in attribute}
    assert used <= words().keys()


def test_unresolved_items_are_listed(extraction: Extraction) -> None:
    changed = extraction.model_copy(
        update={
            "organisations": (extraction.organisations[0].model_copy(update={"resolved": False}),),
            "posts": (extraction.posts[0].model_copy(update={"holders": (), "at": ()}),),
            "dates": (extraction.dates[0].model_copy(update={"value": "XXXX-09"}),),
        }
    )
    assert list(unresolved(changed)) == [("organisation", "o1"), ("holder", "t1"), ("body", "t1"), ("date", "d1")]
    source = to_html(changed)
    assert 'class="unresolved"' in source
    assert 'data-r="1-o1"' in source
    assert 'class="unresolved"' not in to_html(extraction)


@pytest.mark.parametrize(
    ("start", "end", "status", "said", "shape"),
    [
        ("2016-05", "2019-12", "former", "2016-05 – 2019-12", "former"),
        ("2021-08", None, "current", "2021-08 –", "current open"),
        ("2021-08", None, "former", "2021-08 – ?", "former to-unknown"),
        (None, "2019", "former", "? – 2019", "former from-unknown"),
        ("2020-01-02", "2020-01-02", "former", "2020-01-02", "former point"),
        ("2022", None, "proposed", "2022 – ?", "proposed to-unknown"),
    ],
)
def test_a_spell_says_in_words_what_its_bar_shows(
    extraction: Extraction, start: str | None, end: str | None, status: Any, said: str, shape: str
) -> None:
    tenure = extraction.tenures[0].model_copy(update={"start": start, "end": end, "status": status})
    source = to_html(extraction.model_copy(update={"tenures": (tenure,)}))
    assert spell(tenure) == said
    assert f"<time>{said}</time>" in source
    assert f'<s class="{shape}"' in source


def test_a_spell_without_dates_has_no_bar(extraction: Extraction) -> None:
    changes = {"start": "XXXX-05", "end": None, "acting": True}
    tenure = extraction.tenures[0].model_copy(update=changes)
    source = to_html(extraction.model_copy(update={"tenures": (tenure,)}))
    records = source[source.index('class="records"') :]
    assert 'class="track"' not in records
    assert 'data-t="acting.true"' in records


@pytest.mark.parametrize("value", [None, "", "XXXX", "XXXX-09", "x"])
def test_an_unknown_year_is_no_point(value: str | None) -> None:
    assert year_of(value) is None


def test_posts_come_latest_first_and_a_spell_within_another_after_it(extraction: Extraction) -> None:
    def tenure(identifier: str, start: str | None, end: str | None, **changes: Any) -> Tenure:
        return extraction.tenures[0].model_copy(update={"id": identifier, "start": start, "end": end, **changes})

    tenures = (
        tenure("s1", "1996", "2001", status="former"),
        tenure("s2", "2001", "2006", status="former"),
        tenure("s3", "2002", "2003", status="former", within="s2"),
        tenure("s4", "2006", None),
        tenure("s5", None, None, status="proposed"),
        tenure("s6", "1990", "1991", status="former", within="s9"),  # the one around it isn't there
    )
    source = to_html(extraction.model_copy(update={"tenures": tenures}))
    places = sorted((source.index(f'id="1-{one.id}"'), one.id) for one in tenures)
    assert [identifier for _, identifier in places] == ["s5", "s4", "s2", "s3", "s1", "s6"]


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
    assert "<b>binary</b> a NUL byte" in source
    assert {"1-p1", "3-p1", "doc1", "doc2", "doc3", "data1", "data3"} <= set(Page(source).ids())
    assert [attribute["href"] for attribute in Page(source).attributes if "href" in attribute][2:] == [
        "#doc1",
        "#doc2",
        "#doc3",
    ]


def test_items_are_written_as_they_come(extraction: Extraction) -> None:
    taken = []

    def items() -> Iterator[Extraction]:
        for i in range(3):
            taken.append(i)
            yield extraction

    for part in page(items()):
        if 'id="data1"' in part:
            break
    assert taken == [0]


def test_a_page_of_nothing_is_a_page() -> None:
    assert Page("".join(page([]))).tags["article"] == 0


def test_the_notebook_gets_a_frame_with_the_whole_page(extraction: Extraction) -> None:
    [frame] = Page(notebook_view(extraction)).attributes
    assert frame["title"]
    assert frame["srcdoc"] == to_html(extraction)
    assert frame["sandbox"] == "allow-scripts"
