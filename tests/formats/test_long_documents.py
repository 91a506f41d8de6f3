"""Long documents take time in proportion to their length."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from rich.text import Text

from partyie.formats.corrections import Region, corrected
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.formats.gold_proposals import gold_from_extraction
from partyie.formats.gold_records import extraction_from_gold
from partyie.formats.terminal import View, terminal_view
from partyie.formats.wrapping import without_tabs
from partyie.records import Extraction, Label, Link, TextSpan


def is_linear(act: Callable[[int], object], size: int) -> bool:
    """Whether eight times the size takes far less than 64 times as long; busy machines get three tries."""

    def seconds(number: int) -> float:
        start = process_time()
        act(number)
        return process_time() - start

    return any(seconds(8 * size) <= 24 * max(seconds(size), 0.002) for _ in range(3))


def gold(number: int) -> GoldDocument:
    """Many posts of as many bodies: 市委书记市委书记…"""
    spans = []
    for place in range(number):
        body = GoldSpan(
            id=f"o{place + 1}", label=Label.ORG, start=4 * place, end=4 * place + 2, text="市委", entity=f"{place}"
        )
        post = GoldSpan(
            id=f"t{place + 1}", label=Label.POST, start=body.end, end=body.end + 2, text="书记", at=(body.id,)
        )
        spans += [body, post]
    return GoldDocument(name="long", text="市委书记" * number, spans=tuple(spans))


def test_relations_of_a_long_proposal() -> None:
    """The nearest mention of a record is found among its own."""
    assert gold_from_extraction(extraction_from_gold(gold(3)), gold(3).text, "long").spans == gold(3).spans
    extractions = {size: (extraction_from_gold(gold(size)), gold(size).text) for size in (500, 4000)}
    assert is_linear(lambda size: gold_from_extraction(*extractions[size], "long"), 500)


def test_the_nearest_mention_of_three() -> None:
    """Of one body's mentions at 0, 4 and 8 the one beside the post; of two as near the first."""
    places = {"o1": (0, "市委"), "o2": (4, "市委"), "t1": (6, "书记"), "o3": (8, "市委"), "t2": (13, "书记")}
    spans = [
        GoldSpan(id=key, label=Label.ORG if key[0] == "o" else Label.POST, start=start, end=start + 2, text=words)
        for key, (start, words) in places.items()
    ]
    spans = [span.model_copy(update={"at": ("o1",)}) if span.label is Label.POST else span for span in spans]
    text = "市委在在市委书记市委在在在书记"
    proposal = gold_from_extraction(
        extraction_from_gold(GoldDocument(name="a", text=text, spans=tuple(spans))), text, "a"
    )
    assert {span.id: span.at for span in proposal.spans if span.label is Label.POST} == {"t1": ("o2",), "t2": ("o3",)}


def test_regions_that_no_mention_was() -> None:
    """Mentions under another label and at another place: all are new."""
    documents = {size: gold(size) for size in (3, 250, 2000)}
    drawn = {
        size: [Region(f"r{n}", "DATE", span.start + 1, span.end) for n, span in enumerate(document.spans)]
        for size, document in documents.items()
    }
    assert [span.id for span in corrected(documents[3], drawn[3], None).spans] == ["d1", "d2", "d3", "d4", "d5", "d6"]
    assert is_linear(lambda size: corrected(documents[size], drawn[size], None), 250)


def linked(number: int) -> Extraction:
    """Many links to one body that is named before each post."""
    document = gold(number)
    extraction = extraction_from_gold(document)
    body = extraction.organisations[0].id
    mentions = tuple(
        one.model_copy(update={"record": body}) if one.label is Label.ORG else one for one in extraction.mentions
    )
    posts = [one for one in mentions if one.label is Label.POST]
    links = tuple(
        Link(
            id=f"k{place}",
            kind="at",
            source=post.record,
            target=body,
            rule="at.before",
            evidence=TextSpan(start=post.start - 2, end=post.end),
        )
        for place, post in enumerate(posts, 1)
    )
    return extraction.model_copy(update={"mentions": mentions, "links": links}).with_text(document.text)


@pytest.mark.parametrize("view", [View(width=100), View(colour=False, width=100), View(colour=False)])
def test_a_text_in_the_terminal(view: View) -> None:
    """Twice the text is shown in twice the time, and each link names the mention beside it."""
    single, double = linked(1000), linked(2000)

    def seconds(extraction: Extraction) -> float:
        start = process_time()
        *_, last = terminal_view(extraction, view)
        taken = process_time() - start
        assert last.plain.split()[-2:] == [f"m{len(extraction.mentions) - 1}", "at.before"]
        return taken

    assert any(seconds(double) <= 2.6 * seconds(single) for _ in range(6))


def test_a_line_of_many_tabs() -> None:
    assert is_linear(lambda size: without_tabs(Text("中\t" * size)), 500)
