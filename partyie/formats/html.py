"""The review page: one self-contained HTML file with the text, its records beside it, and what ties them together.

Everything from the text is escaped, and the page's own policy lets nothing load and no script run but the page's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import BinaryIO

from partyie.formats.html_data import document_data
from partyie.formats.html_frame import foot, head
from partyie.formats.html_markup import data_block, named, plain, word
from partyie.formats.html_records import records_html
from partyie.formats.html_text import text_html
from partyie.formats.html_unresolved import unresolved
from partyie.records import Extraction, Failure

FRAME_HEIGHT = 480  # pixels of the view in a notebook
NAMED = 2  # persons of a document that the contents name


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
    return f'<iframe title="partyie" sandbox="allow-scripts" style="{style}" srcdoc="{page_source}"></iframe>'


def write_html(items: Iterable[Extraction | Failure], stream: BinaryIO) -> None:
    """One page for all items, written as they come."""
    for part in page(items):
        stream.write(part.encode())


def page(items: Iterable[Extraction | Failure], *, title: str = "partyie") -> Iterator[str]:
    """The page in parts: head, an article an item, contents, foot.

    The contents come last, since items are written as they come; the script moves them to the top.
    """
    yield head(title)
    contents: list[str] = []
    for number, item in enumerate(items, 1):
        if isinstance(item, Failure):
            contents.append(_contents_line(number, item.source or "", word("page.failure", "b"), "failure"))
            yield _failure(item, number)
        else:
            contents.append(_contents_line(number, _heading(item), _contents_facts(item)))
            yield from _article(item, number)
    if not contents:
        yield f"<p>{word('page.empty')}</p>"
    yield f"</main>{_contents(contents)}{foot()}"


def _contents(lines: list[str]) -> str:
    hidden = "" if len(lines) > 1 else " hidden"
    heading = f"{word('page.index', 'h2')} <b>{len(lines):,}</b> {word('page.documents')}"
    return (
        f'<nav id="index" {named("page.index")} tabindex="-1"{hidden}><details open>'
        f"<summary>{heading}</summary><ol>{''.join(lines)}</ol></details></nav>"
    )


def _contents_line(number: int, name: str, facts: str, state: str = "") -> str:
    return (
        f'<li class="{state}">{number}. <a href="#doc{number}">{plain(name) or number}</a> <small>{facts}</small></li>'
    )


def _contents_facts(extraction: Extraction) -> str:
    """Whom it names, and how much there is to look at."""
    persons = "、".join(person.name for person in extraction.persons[:NAMED])
    facts = [plain(persons) + ("…" if len(extraction.persons) > NAMED else "")] if persons else []
    if count := sum(1 for _ in unresolved(extraction)):
        facts.append(f"{word('family.unresolved')} {count:,}")
    return " · ".join(facts)


def _failure(item: Failure, number: int) -> str:
    return (
        f'<article id="doc{number}" class="failure" tabindex="-1"><h2>{plain(item.source or "")}</h2>'
        f"<p>{word('page.failure')}: <b>{plain(item.error.kind)}</b> {plain(item.error.message)}</p></article>"
    )


def _article(extraction: Extraction, number: int) -> Iterator[str]:
    yield (
        f'<article id="doc{number}" tabindex="-1"><h2>{plain(_heading(extraction))}</h2>'
        f'<p class="facts">{_facts(extraction, number)}</p><div class="columns">'
    )
    yield from text_html(extraction, number)
    yield from records_html(extraction, number)
    yield f"</div>{data_block(f'data{number}', document_data(extraction))}</article>"


def _heading(extraction: Extraction) -> str:
    return extraction.document.title or extraction.source or "partyie"


def _facts(extraction: Extraction, number: int) -> str:
    facts = [(name, value) for name, value in extraction.document if name not in ("title", "script") and value]
    facts += [("source", extraction.source)] if extraction.source else []
    said = [f"{word(f'field.{name}')} <b>{plain(value)}</b>" for name, value in facts]
    said.append(word(f"script.{extraction.document.script}"))
    said.append(f"<b>{extraction.length:,}</b> {word('page.characters')}")
    if count := sum(1 for _ in unresolved(extraction)):
        link = f"{word('family.unresolved')} <b>{count:,}</b>"
        said.append(f'<a class="open-items" href="#unresolved{number}">{link}</a>')
    return " · ".join(said)
