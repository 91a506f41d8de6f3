"""The one place that writes ``doc.spans``: token boundaries are made to fit the mentions, never the reverse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.tokens import Doc, Span, SpanGroup

from partyie.components.reading import Reading, move_reading
from partyie.formats.docbin import SPANS_KEY
from partyie.tokenizer.shadow import move_clean, raw_text

ANNOTATIONS = ("TAG", "POS", "LEMMA", "DEP", "ENT_IOB", "MORPH")


def token_bounds(doc: Doc) -> tuple[list[int], list[int]]:
    """Where each token begins and where it ends, in code points of ``doc.text``."""
    lengths = doc.to_array(["LENGTH", "SPACY"]).astype("int64")
    after = lengths.sum(axis=1).cumsum()
    return (after - lengths.sum(axis=1)).tolist(), (after - lengths[:, 1]).tolist()


def write_spans(doc: Doc, reading: Reading) -> Doc:
    """Write the mentions as spans; where one ends inside a token, the token is split.

    Returns:
        The same Doc, or, where tokens had to be split and nothing else was annotated, a new one with the same text.
    """
    bounds = [reading.offsets.source_span(mention.start, mention.end) for mention in reading.mentions]
    cuts = _missing_boundaries(doc, bounds)
    if cuts:
        doc = _split_in_place(doc, reading, cuts) if _annotated(doc) else _rebuild(doc, reading, cuts)
    starts, ends = token_bounds(doc)
    spans = [
        Span(
            doc,
            bisect_left(starts, start),
            bisect_left(ends, end) + 1,
            label=mention.label.value,
            span_id=f"m{number}",
        )
        for number, (mention, (start, end)) in enumerate(zip(reading.mentions, bounds, strict=True), 1)
    ]
    doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=spans)
    return doc


def _missing_boundaries(doc: Doc, bounds: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Positions inside tokens where a mention begins or ends, by token index, rising."""
    starts, ends = token_bounds(doc)
    edges = {*starts, *ends}
    cuts: dict[int, list[int]] = {}
    for position in sorted({position for pair in bounds for position in pair} - edges):
        cuts.setdefault(bisect_right(starts, position) - 1, []).append(position)
    return cuts


def _annotated(doc: Doc) -> bool:
    """Whether anything would be lost with the Doc."""
    if doc.cats or doc.tensor.size or doc.user_hooks or doc.user_span_hooks or doc.user_token_hooks:
        return True
    return bool(doc.to_array(list(ANNOTATIONS)).any() or doc.to_array("SENT_START")[1:].any())


def _pieces(start: int, end: int, cuts: list[int]) -> Iterator[tuple[int, int]]:
    edges = [start, *cuts, end]
    yield from pairwise(edges)


def _norm(reading: Reading, start: int, end: int, raw: str) -> str:
    first, last = reading.offsets.target_span(start, end)
    return reading.text[first:last] or raw


def _rebuild(doc: Doc, reading: Reading, cuts: dict[int, list[int]]) -> Doc:
    """A Doc of the same text with more tokens; faster than retokenizing where there is little to keep.

    All tokens but the split ones are carried over by the numbers of their strings.
    """
    strings = doc.vocab.strings
    words, norms = doc.to_array("ORTH").tolist(), doc.to_array("NORM").tolist()
    spaces = doc.to_array("SPACY").astype(bool).tolist()
    for number in sorted(cuts, reverse=True):  # so that the numbers before stay what they are
        token = doc[number]
        pieces = list(_pieces(token.idx, token.idx + len(token), cuts[number]))
        raws = [token.text[left - token.idx : right - token.idx] for left, right in pieces]
        words[number : number + 1] = map(strings.add, raws)
        norms[number : number + 1] = [
            strings.add(_norm(reading, left, right, raw)) for (left, right), raw in zip(pieces, raws, strict=True)
        ]
        spaces[number:number] = [False] * (len(pieces) - 1)
    new = Doc(doc.vocab, words=words, spaces=spaces, user_data=doc.user_data)
    hashes: Any = np.array(norms, np.uint64)  # spaCy's stub says otherwise
    new.from_array(["NORM"], hashes)
    _set_groups(new, _groups(doc))
    move_reading(doc, new)
    move_clean(doc, new)
    return new


Placed = tuple[int, int, str, str, str]  # a span by characters: start, end, label, id, id in a knowledge base


def _groups(doc: Doc) -> dict[str, list[Placed]]:
    """The spans of each group by characters."""
    return {
        key: [(s.start_char, s.end_char, s.label_, s.id_, s.kb_id_) for s in group] for key, group in doc.spans.items()
    }


def _set_groups(doc: Doc, groups: dict[str, list[Placed]]) -> None:
    """Write groups back to a Doc whose tokens are at least as fine as before."""
    for key, rows in groups.items():
        spans = [doc.char_span(i, j, label=label, span_id=name, kb_id=known) for i, j, label, name, known in rows]
        doc.spans[key] = SpanGroup(doc, name=key, spans=[span for span in spans if span is not None])


def _split_in_place(doc: Doc, reading: Reading, cuts: dict[int, list[int]]) -> Doc:
    """Split tokens of a Doc that other components have annotated; each piece hangs on the first."""
    groups = _groups(doc)  # the retokenizer leaves their token numbers as they were
    text, tensor = raw_text(doc), doc.tensor
    rows = [number for number in range(len(doc)) for _ in range(len(cuts.get(number, ())) + 1)]
    with doc.retokenize() as retokenizer:
        for index, positions in cuts.items():
            token = doc[index]
            pieces = list(_pieces(token.idx, token.idx + len(token), positions))
            raws = [text[left:right] for left, right in pieces]
            heads = [(token, 0) if number else token.head for number in range(len(pieces))]
            norms = [_norm(reading, left, right, raw) for (left, right), raw in zip(pieces, raws, strict=True)]
            retokenizer.split(token, raws, heads=heads, attrs={"NORM": norms})
    if tensor.size:
        doc.tensor = tensor[rows]  # each piece has its token's row; the retokenizer adds rows too many
    _set_groups(doc, groups)
    return doc
