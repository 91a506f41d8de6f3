"""What a reader should look at on the review page: names not resolved, posts that lack something, incomplete dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partyie.formats.html_markup import plain, word
from partyie.records import Extraction


def unresolved(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """Each as the reason's name and the record's id, in text order within a reason."""
    yield from (("organisation", record.id) for record in extraction.organisations if not record.resolved)
    yield from (("holder", post.id) for post in extraction.posts if not post.holders)
    yield from (("body", post.id) for post in extraction.posts if not post.at)
    yield from (("date", date.id) for date in extraction.dates if "X" in date.value)


def unresolved_html(extraction: Extraction, number: int, names: Mapping[str, str]) -> str:
    """The list under its heading; empty where nothing is open."""
    found: dict[str, list[str]] = {}
    for reason, identifier in unresolved(extraction):
        found.setdefault(reason, []).append(identifier)
    if not found:
        return ""
    groups = []
    for reason, identifiers in found.items():
        rows = "".join(
            f'<li><button data-r="{number}-{plain(one)}">{plain(names.get(one, one))}</button></li>'
            for one in identifiers
        )
        groups.append(
            f'<h4>{word(f"unresolved.{reason}")} <b>{len(identifiers):,}</b></h4><ul class="tight">{rows}</ul>'
        )
    heading = f"{word('family.unresolved', 'h3')} <b>{sum(map(len, found.values())):,}</b>"
    return (
        f'<details class="unresolved" id="unresolved{number}" open><summary>{heading}</summary>'
        f"{''.join(groups)}</details>"
    )
