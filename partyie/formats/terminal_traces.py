"""The links and repairs of a text as tables for the terminal: what joins its mentions, and what was mended."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from partyie.formats.rows import display_names
from partyie.formats.terminal_tables import table
from partyie.records import Extraction, Link, Mention


def links_table(extraction: Extraction, width: int | None = None) -> Iterator[Text] | None:
    """The lines of the links, a row each, with the mentions that they join; None where there are none."""
    if not extraction.links:
        return None
    names = display_names(extraction)
    own: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        own[mention.record].append(mention)
    header = ("id", "from", "", "", "to", "", "rule")
    return table("links", "bold", header, [_link_row(link, names, own) for link in extraction.links], width)


def _link_row(link: Link, names: Mapping[str, str], own: Mapping[str, Sequence[Mention]]) -> tuple[str, ...]:
    source, target = names.get(link.source, link.source), names.get(link.target, link.target)
    return (
        link.id,
        source,
        _nearest(link, link.source, own),
        f"─{link.kind}→",
        target,
        _nearest(link, link.target, own),
        link.rule,
    )


def _nearest(link: Link, record: str, own: Mapping[str, Sequence[Mention]]) -> str:
    """The mention of a record that a link speaks of: the one nearest to its evidence."""
    evidence = link.evidence
    mentions = own.get(record, ())
    place = bisect_left(mentions, evidence.start, key=lambda one: one.end)  # the first that isn't wholly before
    beside = mentions[max(place - 1, 0) : place + 1]
    best = min(beside, key=lambda one: max(evidence.start - one.end, one.start - evidence.end, 0), default=None)
    return best.id if best is not None else record


def repairs_table(extraction: Extraction, width: int | None = None) -> Iterator[Text] | None:
    """The lines of the repairs, a row each; None where there are none."""
    rows = [(f"{one.start}:{one.end}", one.kind, repr(one.original), repr(one.repaired)) for one in extraction.repairs]
    return table("repairs", "bold", ("place", "kind", "written", "read as"), rows, width) if rows else None
