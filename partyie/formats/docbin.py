"""spaCy's DocBin: a Doc an Extraction, which spaCy reads back alone; the only format that needs spaCy.

A Doc holds the text untouched, a token a character (as ``spacy.blank("zh")`` makes them, so that every mention begins
and ends with a token and a model trained on the file sees the tokens it will meet), the mentions in
``doc.spans["partyie"]`` and, as far as they don't overlap, in ``doc.ents``; and all records as plain data in
``doc.user_data["partyie"]``, from which they are read back exactly.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.util import filter_spans
from spacy.vocab import Vocab

from partyie.errors import InputError
from partyie.formats.beside import whole_file
from partyie.formats.problems import problem
from partyie.formats.utf16 import SURROGATE
from partyie.records import Extraction, Failure, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

SPANS_KEY = "partyie"
"""The group of ``doc.spans`` that holds the mentions."""
RECORDS = "partyie"
"""Key of ``doc.user_data``: an Extraction as plain JSON values."""
FAILURE = "partyie_failure"
"""Key of ``doc.user_data`` of an empty Doc: a Failure as plain JSON values."""
TOKEN = re.compile(r"(\S)( ?)|(\s+)")  # a blank behind a character is its token's own, as spaCy has it
LINE_END = "\n"


def write_docbin(
    items: Iterable[Extraction | Failure], path: Path, on_error: Callable[[InputError], object] | None = None
) -> None:
    """Write the file ``path``, by custom ``NAME.spacy``.

    All of it is in memory until it is written, some 500 bytes a character: write several files of a large corpus.

    Each Extraction must know its text. A Failure becomes an empty Doc.

    Args:
        on_error: Is given the error of an item that can't be written, which is then left out; else it is raised.

    Raises:
        InputError: An Extraction doesn't know its text, a mention lies outside it, or a lone surrogate stands in a
            text, source or message.
    """
    vocab = Vocab()
    packed = DocBin(store_user_data=True)
    for item in items:
        try:
            doc = doc_from_failure(item, vocab) if isinstance(item, Failure) else doc_from_extraction(item, vocab)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            packed.add(doc)
    with whole_file(path) as file:
        file.write(packed.to_bytes())


def read_docbin(path: Path) -> Iterator[Extraction | Failure]:
    """Read what :func:`write_docbin` wrote, or a DocBin of Docs that our pipeline made.

    Raises:
        InputError: The file isn't a DocBin, or one of its Docs has no records (``store_user_data`` was left out) or
            those of another text.
    """
    for number, doc in enumerate(read_docs(path, Vocab()), 1):
        try:
            found = item_from_doc(doc)
        except InputError as error:
            raise InputError(f"{path}, Doc {number}: {error}") from error
        if found is None:
            raise InputError(
                f"{path}, Doc {number}: no records of partyie; Docs of the pipeline keep theirs with "
                "DocBin(store_user_data=True)"
            )
        yield found


def read_docs(path: Path, vocab: Vocab) -> Iterator[Doc]:
    """The Docs of a DocBin file.

    Raises:
        InputError: The file isn't a DocBin.
    """
    data = Path(path).read_bytes()
    try:
        packed = DocBin(store_user_data=True).from_bytes(data)
        yield from packed.get_docs(vocab)
    except (ValueError, LookupError, TypeError, EOFError, zlib.error) as error:
        raise InputError(f"{path} isn't a DocBin: {str(error).partition(LINE_END)[0] or repr(error)}") from error


def doc_from_extraction(extraction: Extraction, vocab: Vocab) -> Doc:
    """The Doc of an Extraction that knows its text.

    Spans bear the mention's label, its id as ``id_`` and its record's id as ``kb_id_``. Norms of characters in
    mentions are those of the mention (``書`` → ``书``), as far as they stand for one character each.

    Raises:
        InputError: As for :func:`write_docbin`.
    """
    text, name = extraction.text, extraction.source or "memory"
    if text is None:
        raise InputError(f"the extraction of {name} doesn't know its text: extraction.with_text(text)")
    _refuse_surrogates("text", text, name)
    outside = next((one for one in extraction.mentions if not 0 <= one.start < one.end <= len(text)), None)
    if outside is not None:
        place = f"{outside.start}–{outside.end}"
        raise InputError(f"{name}: mention {outside.id} is at {place}, no place in a text of {len(text)} characters")
    data = extraction.model_dump(mode="json")
    _refuse_surrogates("source", extraction.source or "", name)
    _refuse_surrogates("records", json.dumps(data, ensure_ascii=False), name)
    words, spaces = tokens(text, extraction.mentions)
    doc = Doc(vocab, words=words, spaces=spaces, user_data={RECORDS: data})
    starts = _starts(words, spaces)
    _set_norms(doc, words, starts, extraction)
    ends = _ends(words, spaces)
    spans = [
        Span(doc, starts[one.start], ends[one.end], label=one.label.value, kb_id=one.record, span_id=one.id)
        for one in extraction.mentions
    ]
    doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=spans)
    doc.ents = tuple(filter_spans(span for span in spans if not span.text.isspace()))
    return doc


def doc_from_failure(failure: Failure, vocab: Vocab) -> Doc:
    """An empty Doc that holds the Failure as plain data.

    Raises:
        InputError: A lone surrogate stands in its source or message.
    """
    data = failure.model_dump(mode="json")
    for what, value in (("source", failure.source), *data["error"].items()):
        if isinstance(value, str):  # the others are numbers
            _refuse_surrogates(what, value, failure.source)
    return Doc(vocab, words=[], spaces=[], user_data={FAILURE: data})


def item_from_doc(doc: Doc) -> Extraction | Failure | None:
    """What a Doc's plain data say, the text attached; None where it has none of ours.

    Raises:
        InputError: The data aren't those of this text, or no records.
    """
    failure, data = doc.user_data.get(FAILURE), doc.user_data.get(RECORDS)
    if failure is None and data is None:
        return None
    try:
        if failure is not None:
            return Failure.model_validate(failure)
        extraction = Extraction.model_validate(data)
    except ValidationError as error:
        raise InputError(f"records of another kind: {problem(error)}") from error
    return extraction.with_text(doc.text)


def make_examples(nlp: Language, items: Iterable[Extraction | Failure]) -> Iterator[Example]:
    """What ``nlp.evaluate`` takes, with each Extraction as the reference; Failures are left out.

    Gold documents become Extractions with :func:`partyie.formats.gold_records.extraction_from_gold`.

    Raises:
        InputError: As for :func:`write_docbin`.
    """
    from spacy.training import Example

    for item in items:
        if isinstance(item, Extraction):
            reference = doc_from_extraction(item, nlp.vocab)
            yield Example(nlp.make_doc(reference.text), reference)


def tokens(text: str, mentions: Iterable[Mention] = ()) -> tuple[list[str], list[bool]]:
    """Words of one character each, and whether a blank follows that belongs to them; blanks in a row are one word.

    Where a mention begins or ends within blanks, all blanks of the text are words of their own.
    """
    words, spaces = [], []
    for found in TOKEN.finditer(text):
        words.append(found[1] or found[3])
        spaces.append(bool(found[2]))
    starts, ends = _starts(words, spaces), _ends(words, spaces)
    if all(mention.start in starts and mention.end in ends for mention in mentions):
        return words, spaces
    return list(text), [False] * len(text)


def _starts(words: list[str], spaces: list[bool]) -> dict[int, int]:
    """Number of each token by where it begins."""
    numbers, position = {}, 0
    for number, (word, space) in enumerate(zip(words, spaces, strict=True)):
        numbers[position] = number
        position += len(word) + space
    return numbers


def _ends(words: list[str], spaces: list[bool]) -> dict[int, int]:
    """Number of the token behind, by where a token ends."""
    starts = _starts(words, spaces)
    return {start + len(word): number + 1 for (start, number), word in zip(starts.items(), words, strict=True)}


def _set_norms(doc: Doc, words: list[str], starts: dict[int, int], extraction: Extraction) -> None:
    """Norms of the mentions' characters; every other token's is its own text, not spaCy's lower-case."""
    if not len(doc):
        return
    hashes: Any = doc.to_array("ORTH")  # spaCy's stub says float64, it is uint64
    removed = set(chain.from_iterable(range(r.start, r.end) for r in extraction.repairs if not r.repaired))
    for mention in extraction.mentions:
        kept = [place for place in range(mention.start, mention.end) if place not in removed]
        if len(kept) == len(mention.norm):
            for place, norm in zip(kept, mention.norm, strict=True):
                if place in starts and len(words[starts[place]]) == 1:
                    hashes[starts[place]] = doc.vocab.strings.add(norm)
    doc.from_array(["NORM"], hashes)


def _refuse_surrogates(what: str, value: str, name: str | None) -> None:
    found = SURROGATE.search(value)
    if found:
        raise InputError(
            f"a DocBin can't hold the {what} of {name!r}: lone surrogate U+{ord(found[0]):04X} at position "
            f"{found.start()}, which UTF-8 doesn't have"
        )
