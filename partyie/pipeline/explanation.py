"""Why a place in a text was read as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from partyie.components.reading import Candidate, Reading, reading_of
from partyie.errors import InputError
from partyie.pipeline.explained_candidates import Belief, Verdict, belief, verdicts
from partyie.pipeline.explained_records import (
    DateOrigin,
    MentionedRecord,
    Naming,
    date_origin,
    naming,
    record_of,
    tenures_of,
)
from partyie.pipeline.reader import Reader
from partyie.records import Extraction, Link, Mention, Repair, Tenure

CONTEXT = 4  # tokens shown on either side


@dataclass(frozen=True, slots=True)
class Token:
    """A token as the tokenizer made it, before mentions split it: half-open code points of the input."""

    start: int
    end: int
    text: str
    norm: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The tokens around a code point, all that was proposed there, and the mention and records that came of it.

    Attributes:
        at: The place, a code point of the input.
        piece: The stretch of the input that was read with it: a text beyond ``max_length`` is read in pieces.
        belief: What the learnt model alone holds likely here.
        links: Those that begin or end at the mention's record.
        origin: Where a date's value comes from.
        naming: How an organisation got its name.
        repairs: What was mended at this place.
    """

    at: int
    piece: tuple[int, int]
    tokens: tuple[Token, ...]
    verdicts: tuple[Verdict, ...]
    belief: Belief | None
    mention: Mention | None
    record: MentionedRecord | None
    links: tuple[Link, ...]
    tenures: tuple[Tenure, ...]
    origin: DateOrigin | None
    naming: Naming | None
    repairs: tuple[Repair, ...]
    extraction: Extraction


def explain_place(
    reader: Reader,
    text: str,
    place: int | str | tuple[str, int],
    *,
    source: str | None = None,
    reference_date: date | None = None,
) -> Explanation:
    """Explain a code point, a mention by its id, or the nth place where words stand; see :func:`explain`.

    Raises:
        InputError: There is no such place, or it is named in another way.
    """
    match place:
        case bool():
            raise _no_place(place)
        case str():
            at = place_of_mention(reader.read(text, reference_date=reference_date), place)
        case int():
            at = place
        case (str(find), int(nth)) if not isinstance(nth, bool):
            at = place_of(text, find, nth)
        case _:
            raise _no_place(place)
    told = explain(reader, text, at, reference_date=reference_date)
    return replace(told, extraction=told.extraction.model_copy(update={"source": source}).with_text(text))


def _no_place(place: object) -> InputError:
    allowed = "an offset (58), a mention's id ('m3'), or words and how often they have stood till there: ('市委', 2)"
    return InputError(f"{place!r} is no place in a text: give {allowed}")


def explain(reader: Reader, text: str, at: int, *, reference_date: date | None = None) -> Explanation:
    """Read ``text`` with a pipeline that keeps its evidence, and report on code point ``at``.

    Of a text that is read in pieces, the piece with ``at`` is explained; ids and records are those of the whole.

    Raises:
        InputError: ``at`` isn't inside the text.
    """
    if not text:
        raise InputError("the text is empty: there is nothing to explain")
    if not 0 <= at < len(text):
        raise InputError(f"offset {at} is outside the text, which has {len(text)} code points")
    start, end, reference = reader.piece_at(text, at, reference_date)
    with reader.ready() as nlp:
        doc = nlp.make_doc(text[start:end])
        tokens, reading = tuple(_tokens_around(doc, at - start, start)), reading_of(doc)
        doc = reader.annotate_doc(doc, reference)
    whole = end - start == len(text)
    extraction: Extraction = doc._.extraction if whole else reader.read(text, reference_date=reference_date)
    return _explained(at, (start, end), tokens, reading, extraction.with_text(text), reference)


def _explained(
    at: int,
    piece: tuple[int, int],
    tokens: tuple[Token, ...],
    reading: Reading,
    extraction: Extraction,
    reference: str | None,
) -> Explanation:
    shift = piece[0]
    first, last = reading.offsets.target_span(at - shift, at - shift + 1)
    found = tuple(_shifted(one, shift) for one in verdicts(reading, first, max(last, first + 1)))
    found = tuple(one for one in found if one.start <= at < one.end)
    mention = next((mention for mention in extraction.mentions if mention.start <= at < mention.end), None)
    own = _candidate_of(reading, mention, shift) if mention else None
    record = mention.record if mention else ""
    return Explanation(
        at=at,
        piece=piece,
        tokens=tokens,
        verdicts=found,
        belief=belief(reading, first),
        mention=mention,
        record=record_of(extraction, record),
        links=tuple(link for link in extraction.links if record in (link.source, link.target)),
        tenures=tenures_of(extraction, record, mention.id) if mention else (),
        origin=date_origin(reading, own, reference) if own else None,
        naming=naming(reading, own) if own else None,
        repairs=tuple(
            repair for repair in extraction.repairs if repair.start <= at < max(repair.end, repair.start + 1)
        ),
        extraction=extraction,
    )


def _candidate_of(reading: Reading, mention: Mention, shift: int) -> Candidate | None:
    bounds = mention.start - shift, mention.end - shift
    same = (one for one in reading.mentions if reading.offsets.source_span(one.start, one.end) == bounds)
    return next(same, None)


def _shifted(verdict: Verdict, shift: int) -> Verdict:
    return replace(verdict, start=verdict.start + shift, end=verdict.end + shift)


def _tokens_around(doc: Doc, at: int, shift: int) -> Iterator[Token]:
    here = next((token.i for token in doc if at < token.idx + len(token.text_with_ws)), 0)
    for token in doc[max(0, here - CONTEXT) : here + CONTEXT + 1]:
        yield Token(token.idx + shift, token.idx + shift + len(token), token.text, token.norm_)


def place_of_mention(extraction: Extraction, identifier: str) -> int:
    """The code point at which a mention begins.

    Raises:
        InputError: There is no such mention; the message says which there are.
    """
    start = next((mention.start for mention in extraction.mentions if mention.id == identifier), None)
    if start is None:
        count = len(extraction.mentions)
        there = f"they are m1 to m{count}" if count > 1 else "m1 is the only one" if count else "it has none at all"
        raise InputError(f"the text has no mention {identifier!r}: {there}")
    return start


def place_of(text: str, find: str, nth: int = 1) -> int:
    """The code point at which ``find`` stands in a text for the nth time.

    Raises:
        InputError: It doesn't stand there so often; the message says how often it does.
    """
    at = -1
    for _ in range(nth):
        at = text.find(find, at + 1)
        if at < 0:
            break
    if at < 0 or not find:
        count = text.count(find) if find else 0
        often = {0: "doesn't stand in the text", 1: "stands in the text once"}.get(
            count, f"stands in the text {count} times"
        )
        raise InputError(f"{find!r} {often}" + (f": there is no number {nth}" if count else ""))
    return at
