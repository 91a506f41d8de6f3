"""The terminal view shows the text, in colour or in brackets, and the links."""

from __future__ import annotations

from partyie.formats.terminal import coloured_text, facts, legend, link_lines, repair_lines
from partyie.records import Extraction, Label, Link, TextSpan


def test_in_colour_the_text_is_unchanged(extraction: Extraction) -> None:
    shown = coloured_text(extraction)
    assert shown.plain == extraction.text
    styles = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert "#d55e00" in styles["张三"]
    assert "underline" in styles["(shū)"]


def test_without_colour_mentions_stand_in_brackets(extraction: Extraction) -> None:
    shown = coloured_text(extraction, colour=False).plain
    assert shown.startswith("⟦ORG|莆田市委⟧⟦POST|書(shū)記⟧<b>⟦PERSON|张三⟧</b>，")


def test_the_legend_counts_each_kind(extraction: Extraction) -> None:
    shown = legend(extraction).plain
    assert all(f" {label}  1" in shown for label in Label)
    assert shown.endswith("repairs 1")


def test_links_facts_and_repairs_are_listed(extraction: Extraction) -> None:
    assert next(link_lines(extraction)) == "莆田市委书记 ─holder→ 张三   (holder.title_before)"
    assert next(facts(extraction)) == "title: 关于<张三>任职的通知"
    assert list(repair_lines(extraction)) == ["[5:10] pinyin: '(shū)' → ''"]


def test_escape_sequences_do_not_reach_the_terminal(extraction: Extraction) -> None:
    link = Link(id="k1", kind="at", source="\x1b[2J", target="p1", rule="r", evidence=TextSpan(start=0, end=1))
    [line] = link_lines(extraction.model_copy(update={"links": (link,)}))
    assert line == "␛[2J ─at→ 张三   (r)"
