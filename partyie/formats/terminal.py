"""A text in the terminal: mentions in colour (or in brackets where there is none), a legend, the links."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.text import Text

from partyie.formats.rows import display_names
from partyie.formats.stretches import stretches, text_of, visible
from partyie.records import Extraction, Label

# Okabe & Ito's colours, as in the HTML view, under letters that stand out on them
STYLES = {
    Label.PERSON: "white on #d55e00",
    Label.POST: "black on #cc79a7",
    Label.ORG: "white on #0072b2",
    Label.PLACE: "black on #009e73",
    Label.DATE: "black on #e69f00",
    Label.QUANTITY: "black on #56b4e9",
}
REPAIRED = "underline"


def coloured_text(extraction: Extraction, *, colour: bool = True) -> Text:
    """The input with its mentions coloured and its repairs underlined.

    Args:
        colour: Without it (a pipe, ``NO_COLOR``), mentions stand in brackets: ``⟦ORG|市委⟧``.

    Raises:
        InputError: The extraction doesn't know its text.
    """
    known = text_of(extraction)
    shown = Text()
    for mention, group in groupby(stretches(extraction), key=lambda stretch: stretch.mention):
        style = "" if mention is None else STYLES[mention.label]
        if mention is not None and not colour:
            shown.append(f"⟦{mention.label}|")
        for stretch in group:
            repaired = REPAIRED if stretch.repair is not None else ""
            shown.append(visible(known[stretch.start : stretch.end]), f"{repaired} {style}".strip())
        if mention is not None and not colour:
            shown.append("⟧")
    return shown


def legend(extraction: Extraction) -> Text:
    """The six kinds in their colours, each with its number of mentions, and the number of repairs."""
    shown = Text()
    for label, style in STYLES.items():
        count = sum(mention.label == label for mention in extraction.mentions)
        shown.append(f" {label} ", style).append(f" {count}  ")
    return shown.append("repairs", REPAIRED).append(f" {len(extraction.repairs)}")


def facts(extraction: Extraction) -> Iterator[str]:
    """What the document says of itself, a line a fact."""
    for name, value in extraction.document:
        if value:
            yield visible(f"{name}: {value}")


def link_lines(extraction: Extraction) -> Iterator[str]:
    """The links, a line each: ``市委书记 ─holder→ 张三   (holder.title_before)``."""
    names = display_names(extraction)
    for link in extraction.links:
        source, target = names.get(link.source, link.source), names.get(link.target, link.target)
        yield visible(f"{source} ─{link.kind}→ {target}   ({link.rule})")


def repair_lines(extraction: Extraction) -> Iterator[str]:
    """The repairs, a line each: ``[5:10] pinyin: '(shū)' → ''``."""
    for repair in extraction.repairs:
        yield f"[{repair.start}:{repair.end}] {repair.kind}: {repair.original!r} → {repair.repaired!r}"
