"""A text in the terminal: mentions in colour (or in brackets where there is none), a legend, then the records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.text import Text

from partyie.formats.rows import display_names
from partyie.formats.stretches import stretches, text_of, visible
from partyie.formats.terminal_tables import REPAIRED, STYLES, record_tables
from partyie.formats.terminal_timeline import timeline
from partyie.formats.terminal_traces import links_table, repairs_table
from partyie.formats.wrapping import wrapped
from partyie.records import Extraction, Label, Mention

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
EMPTY = "(the text is empty)"


@dataclass(frozen=True, slots=True)
class View:
    """How a text is shown.

    Attributes:
        labels: The kinds that are shown: of mentions, and of the records and links after the text.
        records: Whether tables of these come after the text.
        colour: Without it, mentions stand in brackets.
        width: Cells a line; None leaves the lines as they are, for a file or a pipe.
    """

    labels: Collection[Label] = tuple(Label)
    records: bool = True
    colour: bool = True
    width: int | None = None


def terminal_view(extraction: Extraction, view: View) -> Iterator[Text]:
    """The lines that ``partyie show`` prints of one text.

    Raises:
        InputError: The extraction doesn't know its text.
    """
    if not text_of(extraction):
        yield Text(EMPTY, "dim")
        return
    shown = chosen(extraction, view.labels)
    above = (*map(Text, facts(extraction)), legend(shown, view.labels), Text())
    for line in (*above, *coloured_text(shown, colour=view.colour).split("\n")):
        if line.plain.endswith("\r"):
            line.right_crop(1)
        yield from wrapped(line, view.width) if view.width is not None else (line,)
    if not view.records:
        return
    tables = (timeline(shown, view.width), links_table(shown, view.width), repairs_table(shown, view.width))
    for table in (*record_tables(shown, view.labels, view.width), *tables):
        if table is not None:
            yield Text()
            yield from table


def heading(source: str | None) -> Text:
    """The line above one text of several."""
    return Text(visible(f"── {source} ──"), "bold")


def chosen(extraction: Extraction, labels: Collection[Label]) -> Extraction:
    """The extraction with the mentions of these kinds only, and the links between what they mention."""
    if set(labels) >= set(Label):
        return extraction
    mentions = tuple(mention for mention in extraction.mentions if mention.label in labels)
    records = {mention.record for mention in mentions}
    return extraction.model_copy(
        update={
            "mentions": mentions,
            "links": tuple(link for link in extraction.links if {link.source, link.target} <= records),
            "tenures": extraction.tenures if {Label.PERSON, Label.POST} & set(labels) else (),
        }
    )


def coloured_text(extraction: Extraction, *, colour: bool = True) -> Text:
    """The input with its mentions coloured and its repairs underlined, the number of its id (``m3``) above each.

    Args:
        colour: Without it (a pipe, ``NO_COLOR``), mentions stand in brackets: ``⟦ORG#m3|市委⟧``.

    Raises:
        InputError: The extraction doesn't know its text.
    """
    known = text_of(extraction)
    shown = Text()
    for mention, group in groupby(stretches(extraction), key=lambda stretch: stretch.mention):
        style = "" if mention is None else STYLES[mention.label]
        if mention is not None and not colour:
            shown.append(f"⟦{mention.label}#{mention.id}|")
        for stretch in group:
            repaired = REPAIRED if stretch.repair is not None else ""
            shown.append(visible(known[stretch.start : stretch.end]), f"{repaired} {style}".strip())
        if mention is not None:
            shown.append(*_mark(mention) if colour else ("⟧",))
    return shown


def _mark(mention: Mention) -> tuple[str, str]:
    """The number of a mention's id, as a footnote's, in the colour of its kind."""
    return mention.id[1:].translate(SUPERSCRIPTS), STYLES[mention.label].partition(" on ")[2]


def legend(extraction: Extraction, labels: Collection[Label] = tuple(Label)) -> Text:
    """The kinds in their colours, each with its number of mentions, and the number of repairs."""
    shown = Text()
    for label, style in STYLES.items():
        if label in labels:
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
    for source, arrow, target, rule in _links(extraction):
        yield f"{source} {arrow} {target}   ({rule})"


def _links(extraction: Extraction) -> Iterator[tuple[str, str, str, str]]:
    names = display_names(extraction)
    for link in extraction.links:
        source, target = names.get(link.source, link.source), names.get(link.target, link.target)
        yield visible(source), f"─{link.kind}→", visible(target), visible(link.rule)
