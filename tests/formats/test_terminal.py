"""The terminal view shows the text, in colour or in brackets, then the records, links and repairs."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from partyie.formats.inline import TAG
from partyie.formats.terminal import View, chosen, coloured_text, facts, heading, legend, link_lines, terminal_view
from partyie.formats.terminal_timeline import bar_of, month_of
from partyie.formats.wrapping import width_of
from partyie.records import DocumentFacts, Extraction, Label, Link, Tenure, TextSpan, text_digest


def printed(extraction: Extraction, view: View) -> str:
    """What a console of the view's width prints."""
    stream = io.StringIO()
    screen = Console(file=stream, width=view.width or 1 << 16, force_terminal=view.colour, highlight=False)
    for line in terminal_view(extraction, view):
        screen.print(line, soft_wrap=True)
    return stream.getvalue()


def with_text(extraction: Extraction, text: str) -> Extraction:
    """The extraction without records, of another text."""
    known = {"text_sha256": text_digest(text), "length": len(text), "document": DocumentFacts()}
    families = ("mentions", "persons", "organisations", "places", "posts", "tenures", "dates", "quantities")
    empty = {family: () for family in (*families, "links", "repairs")}
    return extraction.model_copy(update={**known, **empty}).with_text(text)


def test_in_colour_each_mention_bears_its_number(extraction: Extraction) -> None:
    shown = coloured_text(extraction)
    assert shown.plain.startswith("莆田市委¹書(shū)記²<b>张三³</b>，")
    assert "".join(character for character in shown.plain if character not in "¹²³⁴⁵⁶") == extraction.text
    styles = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert "#d55e00" in styles["张三"]
    assert "underline" in styles["(shū)"]


def test_without_colour_mentions_stand_in_the_inline_notation(extraction: Extraction) -> None:
    shown = coloured_text(extraction, colour=False).plain
    assert shown.startswith("⟦ORG#m1|莆田市委⟧⟦POST#m2|書(shū)記⟧<b>⟦PERSON#m3|张三⟧</b>，")
    assert TAG.sub(lambda tag: tag[4], shown) == extraction.text


def test_the_legend_counts_each_kind(extraction: Extraction) -> None:
    shown = legend(extraction).plain
    assert all(f" {label}  1" in shown for label in Label)
    assert shown.endswith("repairs 1")


def test_links_and_facts_are_listed(extraction: Extraction) -> None:
    assert next(link_lines(extraction)) == "莆田市委书记 ─holder→ 张三   (holder.title_before)"
    assert next(facts(extraction)) == "title: 关于<张三>任职的通知"


def test_the_tables_come_after_the_text(extraction: Extraction) -> None:
    shown = printed(extraction, View(colour=False))
    titles = [line.strip() for line in shown.splitlines() if line.startswith(" ") and line.strip().isalpha()]
    assert titles == [
        *("persons", "posts", "organisations", "places", "dates", "quantities", "tenures", "links", "repairs"),
    ]
    assert "─holder→" in shown
    assert "'(shū)'" in shown
    assert "repairs" not in printed(extraction, View(colour=False, records=False)).splitlines()[-1]


def test_a_body_that_is_not_resolved_is_marked(extraction: Extraction) -> None:
    [body] = extraction.organisations
    vague = extraction.model_copy(update={"organisations": (body.model_copy(update={"resolved": False}),)})
    assert "unresolved" in printed(vague.with_text(str(extraction.text)), View(colour=False))
    assert "unresolved" not in printed(extraction, View(colour=False))


@pytest.mark.parametrize("width", [30, 40, 80, 120])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(extraction: Extraction, width: int, colour: bool) -> None:
    lines = [line.plain for line in terminal_view(extraction, View(width=width, colour=colour))]
    assert max(map(width_of, lines)) <= width


def test_a_narrow_terminal_leaves_columns_out(extraction: Extraction) -> None:
    assert "code" in printed(extraction, View(colour=False))
    assert "code" not in printed(extraction, View(colour=False, width=40))


def test_only_some_kinds(extraction: Extraction) -> None:
    view = View(labels=(Label.PERSON, Label.POST), colour=False)
    shown = printed(extraction, view)
    assert "莆田市委⟦POST#m2|書(shū)記⟧<b>⟦PERSON#m3|张三⟧" in shown
    assert "organisations" not in shown
    assert {link.kind for link in chosen(extraction, view.labels).links} <= {"holder"}


def test_escape_sequences_do_not_reach_the_terminal(extraction: Extraction) -> None:
    link = Link(id="k1", kind="at", source="\x1b[2J", target="p1", rule="r\x07", evidence=TextSpan(start=0, end=1))
    [line] = link_lines(extraction.model_copy(update={"links": (link,)}))
    assert line == "␛[2J ─at→ 张三   (r␇)"
    hostile = "市委\x1b]0;owned\x07\x9b2J\u202e\r盖住\r\n\x00完"
    person = extraction.persons[0].model_copy(update={"name": "张\x1b[31m三\r\n", "mentions": ()})
    bad = with_text(extraction, hostile).model_copy(update={"persons": (person,), "links": (link,)}).with_text(hostile)
    shown = printed(bad, View(colour=False))
    assert not [character for character in shown if character != "\n" and ord(character) < 0x20]
    assert "\x9b" not in shown
    assert "\u202e" not in shown
    assert heading("\x1b[2J.txt").plain == "── ␛[2J.txt ──"


def test_an_empty_text_says_so(extraction: Extraction) -> None:
    assert printed(with_text(extraction, ""), View(colour=False)) == "(the text is empty)\n"


def test_carriage_returns_of_line_ends_are_not_printed(extraction: Extraction) -> None:
    assert "甲\n\n乙\n" in printed(with_text(extraction, "甲\r\n\r\n乙\r\n"), View(colour=False))


@pytest.mark.parametrize(
    ("start", "end", "status", "bar"),
    [
        ("1992-07", "1996-03", "former", "━━━━"),
        ("2001-10", None, "current", " " * 7 + "━" * 16 + "▶"),
        ("2001-10", None, "former", " " * 7 + "━?"),
        (None, "1996-03", "former", "   ?"),
        (None, None, "current", ""),
    ],
)
def test_a_tenure_is_a_bar(start: str | None, end: str | None, status: str, bar: str) -> None:
    evidence = TextSpan(start=0, end=1)
    tenure = Tenure(
        id="s1",
        person="p1",
        post="t1",
        start=start,
        end=end,
        status=status,  # type: ignore[arg-type]
        rule="r",
        evidence=evidence,
    )
    scale = (1992 * 12, 2022 * 12)
    assert bar_of(tenure, scale) == bar
    assert month_of("2021-09-29") == 2021 * 12 + 8
