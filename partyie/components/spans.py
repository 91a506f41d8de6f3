"""The one place that writes ``doc.spans``: token boundaries are made to fit the mentions, never the reverse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span, SpanGroup

from partyie.components.reading import Reading, move_reading
from partyie.errors import PartyieError

SPANS_KEY = "partyie"
ANNOTATIONS = ("TAG", "POS", "LEMMA", "DEP", "ENT_IOB", "SENT_START", "MORPH")


def write_spans(doc: Doc, reading: Reading) -> Doc:
    """Write the mentions as spans; where one ends inside a token, the token is split.

    Returns:
        The same Doc, or, where tokens had to be split and nothing else was annotated, a new one with the same text.
    """
    bounds = [reading.offsets.source_span(mention.start, mention.end) for mention in reading.mentions]
    cuts = _missing_boundaries(doc, bounds)
    if cuts:
        doc = _split_in_place(doc, reading, cuts) if _annotated(doc) else _rebuild(doc, reading, cuts)
    first = {token.idx: token.i for token in doc}
    last = {token.idx + len(token): token.i + 1 for token in doc}
    spans = [
        Span(doc, first[start], last[end], label=mention.label.value, span_id=f"m{number}")
        for number, (mention, (start, end)) in enumerate(zip(reading.mentions, bounds, strict=True), 1)
    ]
    doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=spans)
    return doc


def _missing_boundaries(doc: Doc, bounds: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Positions inside tokens where a mention begins or ends, by token index, rising."""
    starts = [token.idx for token in doc]
    edges = {len(doc.text), *starts, *(token.idx + len(token) for token in doc if token.whitespace_)}
    cuts: dict[int, list[int]] = {}
    for position in sorted({position for pair in bounds for position in pair} - edges):
        cuts.setdefault(bisect_right(starts, position) - 1, []).append(position)
    return cuts


def _annotated(doc: Doc) -> bool:
    return any(doc.has_annotation(name) for name in ANNOTATIONS)


def _pieces(start: int, end: int, cuts: list[int]) -> Iterator[tuple[int, int]]:
    edges = [start, *cuts, end]
    yield from pairwise(edges)


def _norm(reading: Reading, start: int, end: int, raw: str) -> str:
    first, last = reading.offsets.target_span(start, end)
    return reading.text[first:last] or raw


def _rebuild(doc: Doc, reading: Reading, cuts: dict[int, list[int]]) -> Doc:
    """A Doc of the same text with more tokens; faster than retokenizing where there is little to keep."""
    text = doc.text
    words: list[str] = []
    spaces: list[bool] = []
    norms: dict[int, str] = {}
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        if token.i not in cuts:
            if token.norm_ != token.text:
                norms[len(words)] = token.norm_
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            continue
        for left, right in _pieces(start, end, cuts[token.i]):
            raw = text[left:right]
            norm = _norm(reading, left, right, raw)
            if norm != raw:
                norms[len(words)] = norm
            words.append(raw)
            spaces.append(right == end and bool(token.whitespace_))
    new = Doc(doc.vocab, words=words, spaces=spaces, user_data=doc.user_data)
    for index, norm in norms.items():
        new[index].norm_ = norm
    for key, group in doc.spans.items():
        new.spans[key] = SpanGroup(new, name=key, spans=[_moved(new, span) for span in group])
    move_reading(doc, new)
    return new


def _moved(new: Doc, span: Span) -> Span:
    """The same stretch in a Doc whose tokens are at least as fine."""
    tokens = new.char_span(span.start_char, span.end_char, label=span.label_, span_id=span.id_)
    if tokens is None:  # can't be: boundaries were only added
        raise PartyieError(f"span {span.start_char}-{span.end_char} fits no tokens any more")
    return tokens


def _split_in_place(doc: Doc, reading: Reading, cuts: dict[int, list[int]]) -> Doc:
    """Split tokens of a Doc that other components have annotated; each piece hangs on the first."""
    with doc.retokenize() as retokenizer:
        for index, positions in cuts.items():
            token = doc[index]
            pieces = list(_pieces(token.idx, token.idx + len(token), positions))
            raws = [doc.text[left:right] for left, right in pieces]
            heads = [(token, 0) if number else token.head for number in range(len(pieces))]
            norms = [_norm(reading, left, right, raw) for (left, right), raw in zip(pieces, raws, strict=True)]
            retokenizer.split(token, raws, heads=heads, attrs={"NORM": norms})
    return doc
