"""One self-contained HTML page: the coloured text, its records beside it, repairs visible.

Everything from the text is escaped, and the page's own policy forbids loading anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import BinaryIO

from partyie.formats.columns import FAMILIES, REFERENCES, columns
from partyie.formats.html_style import COLOURS, SCRIPT, STYLE, label_style
from partyie.formats.rows import as_text, display_names, rows
from partyie.formats.stretches import Stretch, stretches, visible
from partyie.records import Extraction, Failure, Label, Mention

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
TABLES = tuple(family for family in FAMILIES if family != "mentions")  # the mentions are the text itself
# Columns that the page's layout shows, or that other columns imply
LEFT_OUT = frozenset(
    {
        *("document", "mention", "mentions", "evidence_start", "evidence_end", "evidence_text", "earliest", "latest"),
        *("organisation_kind", "organisation_level", "organisation_code", "organisation_place"),
        *("value_exact", "lower_exact", "upper_exact"),
    }
)
NOTHING = ("", "false")
FRAME_HEIGHT = 480  # pixels of the view in a notebook


def to_html(extraction: Extraction, text: str | None = None) -> str:
    """A whole page for one extraction.

    Args:
        text: The input, where the extraction doesn't know it any more (it isn't serialised).

    Raises:
        InputError: ``text`` isn't the text that was extracted.
    """
    known = extraction if text is None else extraction.with_text(text)
    return "".join(page([known], title=_heading(known)))


def notebook_view(extraction: Extraction) -> str:
    """The page in a frame of its own, so that its style stays out of the notebook: ``_repr_html_``."""
    page_source = escape(to_html(extraction))
    style = f"width:100%;height:{FRAME_HEIGHT}px;border:1px solid #8888"
    return f'<iframe sandbox="allow-scripts" style="{style}" srcdoc="{page_source}"></iframe>'


def write_html(items: Iterable[Extraction | Failure], stream: BinaryIO) -> None:
    """One page for all items, written as they come."""
    for part in page(items):
        stream.write(part.encode())


def page(items: Iterable[Extraction | Failure], *, title: str = "partyie") -> Iterator[str]:
    """The page in parts: head, a section an item, foot."""
    yield (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{_text(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{STYLE}{label_style()}</style></head><body>{_filters()}<main>"
    )
    for number, item in enumerate(items, 1):
        yield _failure(item) if isinstance(item, Failure) else _section(item, f"x{number}")
    yield f"</main><script>{SCRIPT}</script></body></html>\n"


def _filters() -> str:
    boxes = (
        f'<label><input type="checkbox" value="{label}" checked> <span class="m {label}">{label}</span></label>'
        for label in COLOURS
    )
    return f'<nav>{"".join(boxes)}<span><span class="repair">repair</span></span></nav>'


def _failure(item: Failure) -> str:
    return (
        f"<article><h2>{_text(item.source or '')}</h2>"
        f'<p class="failure">{_text(item.error.kind)}: {_text(item.error.message)}</p></article>'
    )


def _section(extraction: Extraction, prefix: str) -> str:
    text = _coloured(extraction, extraction.text, prefix) if extraction.text is not None else _without_text()
    tables = "".join(_table(extraction, family, prefix) for family in TABLES)
    return (
        f'<article id="{prefix}"><h2>{_text(_heading(extraction))}</h2><p class="facts">{_facts(extraction)}</p>'
        f'<div class="columns">{text}<div class="records">{tables}</div></div></article>'
    )


def _heading(extraction: Extraction) -> str:
    return extraction.document.title or extraction.source or "partyie"


def _facts(extraction: Extraction) -> str:
    counts = Counter(mention.label for mention in extraction.mentions)
    facts = [(name, value) for name, value in extraction.document if name != "title" and value]
    facts += [("source", extraction.source)] if extraction.source else []
    facts += [("characters", f"{extraction.length:,}")] + [(label, counts[label]) for label in Label if counts[label]]
    return " · ".join(f"{name} <b>{_text(value)}</b>" for name, value in facts)


def _without_text() -> str:
    return '<p class="text facts">(This extraction doesn’t hold its text: pass <code>text</code> to see it.)</p>'


def _coloured(extraction: Extraction, text: str, prefix: str) -> str:
    names = display_names(extraction)
    parts = []
    for mention, group in groupby(stretches(extraction), key=lambda stretch: stretch.mention):
        inner = "".join(_stretch(stretch, text) for stretch in group)
        parts.append(inner if mention is None else _mention(mention, inner, names[mention.record], prefix))
    # HTML drops one newline right after <pre>
    return f'<pre class="text">\n{"".join(parts)}</pre>'


def _stretch(stretch: Stretch, text: str) -> str:
    inner = _text(text[stretch.start : stretch.end])
    if stretch.repair is None:
        return inner
    hint = f"{stretch.repair.kind}: {stretch.repair.original} → {stretch.repair.repaired}"
    return f'<span class="repair" title="{_text(hint)}">{inner}</span>'


def _mention(mention: Mention, inner: str, name: str, prefix: str) -> str:
    record = f"{prefix}-{mention.record}"
    hint = f"{mention.label} {mention.id} → {mention.record}\nvalue: {name}\nnorm: {mention.norm}\nrule: {mention.rule}"
    hint += "" if mention.score is None else f"\nscore: {mention.score:.2f}"
    return (
        f'<a class="m {mention.label}" id="{prefix}-{mention.id}" data-r="{record}" href="#{record}" '
        f'title="{_text(hint)}">{inner}</a>'
    )


def _table(extraction: Extraction, family: str, prefix: str) -> str:
    """The family's rows, without the columns that are empty throughout or that only repeat ids."""
    cells = [{name: as_text(value) for name, value in row.items()} for row in rows(extraction, family)]
    shown = [name for name in columns(family) if _is_shown(name, family, cells)]
    if not cells:
        return ""
    head = "".join(f"<th>{name.removesuffix('_name')}</th>" for name in shown)
    body = "".join(_row([row[name] for name in shown], row.get("id"), prefix) for row in cells)
    return (
        f"<details open><summary>{family} ({len(cells)})</summary>"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>'
    )


def _is_shown(column: str, family: str, cells: list[dict[str, str]]) -> bool:
    if column in LEFT_OUT or column in REFERENCES.get(family, ()):
        return False
    return any(row[column] not in NOTHING for row in cells)


def _row(values: list[str], identifier: str | None, prefix: str) -> str:
    cells = "".join(f"<td>{_text(value)}</td>" for value in values)
    anchor = f' id="{prefix}-{identifier}" data-r="{prefix}-{identifier}"' if identifier else ""
    return f"<tr{anchor}>{cells}</tr>"


def _text(value: object) -> str:
    return escape(visible(str(value)))
