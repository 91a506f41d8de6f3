"""The records of the review page: a list a family, persons first with what they hold; every row can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from partyie.formats.derived import RecordIndex
from partyie.formats.html_markup import CLASSES, FAMILY_OF, named, plain, word
from partyie.formats.html_timeline import career_html, status_word
from partyie.formats.html_unresolved import unresolved_html
from partyie.formats.rows import display_names
from partyie.records import Extraction, Label, Person, Post

OPEN_ROWS = 12  # a list longer than this begins closed
FACTS = ("gender", "ethnicity", "birth", "native_place", "party", "education", "degree", "rank")  # shown of a person
KINDS = {family: CLASSES[label] for label, family in FAMILY_OF.items()}
CAPTIONS = {family: label for label, family in FAMILY_OF.items()}
Cell = tuple[str, str, str]  # id, name, and markup of what else is said


def records_html(extraction: Extraction, number: int) -> Iterator[str]:
    """The lists of one document; a family without records has none."""
    names = display_names(extraction)
    yield f'<div class="records" {named("page.records")} role="region">'
    yield _persons(extraction, number, names)
    for family, cells in (
        ("posts", [_post(post, names) for post in extraction.posts]),
        ("organisations", [*_organisations(extraction)]),
        ("places", [*_places(extraction)]),
        ("dates", [*_dates(extraction, names)]),
        ("quantities", [*_quantities(extraction, names)]),
    ):
        yield list_html(family, [_row(cell, number) for cell in cells], opened=len(cells) <= OPEN_ROWS)
    yield unresolved_html(extraction, number, names)
    yield list_html("repairs", [*_repairs(extraction, number)], opened=True)
    yield "</div>"


def list_html(family: str, rows: Sequence[str], *, opened: bool) -> str:
    """A list under its heading and number; empty where there are no rows."""
    if not rows:
        return ""
    caption = f" <small>{CAPTIONS[family]}</small>" if family in CAPTIONS else ""
    state = " open" if opened else ""
    return (
        f'<details class="{KINDS.get(family, family)}"{state}><summary>{word(f"family.{family}", "h3")}{caption} '
        f"<b>{len(rows):,}</b></summary><ul>{''.join(rows)}</ul></details>"
    )


def _row(cell: Cell, number: int) -> str:
    identifier, name, more = cell
    return f'<li><button id="{number}-{plain(identifier)}"><b>{plain(name)}</b>{more}</button></li>'


def _small(parts: Iterable[str]) -> str:
    said = " · ".join(part for part in parts if part)
    return f" <small>{said}</small>" if said else ""


def _persons(extraction: Extraction, number: int, names: dict[str, str]) -> str:
    index = RecordIndex(extraction)
    told = {mention for tenure in extraction.tenures for mention in tenure.mentions}
    rest: dict[str, list[Post]] = {}
    for post in extraction.posts:
        for holder in post.holders if post.mention not in told else ():
            rest.setdefault(holder, []).append(post)
    rows = []
    for person in extraction.persons:
        facts = _small([*(plain(value) for field in FACTS if (value := getattr(person, field))), *_others(person)])
        career = career_html(index.tenures[person.id], index, number)
        more = "".join(_held(post, number, names) for post in rest.get(person.id, ()))
        career += f'<ol class="career T">{more}</ol>' if more else ""
        rows.append(_row((person.id, person.name, facts), number).removesuffix("</li>") + career + "</li>")
    return list_html("persons", rows, opened=True)


def _others(person: Person) -> list[str]:
    """Other names that the text has for a person."""
    return [f"“{plain(name)}”" for name in person.aliases]


def _held(post: Post, number: int, names: dict[str, str]) -> str:
    """A post that a person holds without a spell of its own."""
    return (
        f'<li><button data-r="{number}-{plain(post.id)}"><b>{plain(names[post.id])}</b> '
        f"{status_word(post.status)}</button></li>"
    )


def _post(post: Post, names: dict[str, str]) -> Cell:
    acting = word("acting.true", "i") if post.acting else ""
    holders = _small(plain(names.get(holder, holder)) for holder in post.holders)
    return post.id, post.full_title, f" {status_word(post.status)}{acting}{holders}"


def _organisations(extraction: Extraction) -> Iterator[Cell]:
    for record in extraction.organisations:
        surface = plain(record.surface) if record.surface != record.name else ""
        resolved = "" if record.resolved else word("resolved.false", "em")
        yield record.id, record.name, _small([surface, word(f"kind.{record.kind}"), resolved, _times(record.mentions)])


def _places(extraction: Extraction) -> Iterator[Cell]:
    for record in extraction.places:
        path = plain(" / ".join(record.path[:-1]))
        yield record.id, record.name, _small([path, _times(record.mentions)])


def _times(mentions: Sequence[str]) -> str:
    return f"×{len(mentions)}" if len(mentions) > 1 else ""


def _dates(extraction: Extraction, names: dict[str, str]) -> Iterator[Cell]:
    words = {mention.id: mention.norm for mention in extraction.mentions}
    for record in extraction.dates:
        modifier = word(f"modifier.{record.modifier}") if record.modifier else ""
        yield record.id, names[record.id], _small([modifier, plain(words.get(record.mention or "", ""))])


def _quantities(extraction: Extraction, names: dict[str, str]) -> Iterator[Cell]:
    words = {mention.id: mention.norm for mention in extraction.mentions}
    for record in extraction.quantities:
        modifier = word(f"modifier.{record.modifier}") if record.modifier else ""
        said = plain(words.get(record.mention or "", ""))
        of = plain(record.of or "")
        yield record.id, names[record.id], _small([modifier, of, said if said != plain(names[record.id]) else ""])


def _repairs(extraction: Extraction, number: int) -> Iterator[str]:
    for i, repair in enumerate(extraction.repairs):
        repaired = plain(repair.repaired) or word("page.removed", "em")
        more = f" → <b>{repaired}</b>{_small([word(f'repair.{repair.kind}')])}"
        yield f'<li><button data-x="{number}~{i}">{plain(_marked(repair.original))}{more}</button></li>'


def _marked(original: str) -> str:
    """What a repair replaced, with its blanks and line ends to be seen."""
    return original.replace("\r", "").replace("\n", "↵").replace("\t", "⇥").replace(" ", "␣").replace("\u3000", "□")


def captions() -> Iterator[tuple[Label, str, str]]:
    """The six kinds in order: label, class, and the word for the family."""
    for label, family in FAMILY_OF.items():
        yield label, CLASSES[label], f"family.{family}"
