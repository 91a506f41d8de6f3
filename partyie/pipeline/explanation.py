"""Why a place in a text was read as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from spacy.tokens import Doc

from partyie.components.resolve import CANDIDATES
from partyie.errors import InputError
from partyie.formats.stretches import text_of, visible
from partyie.formats.terminal import link_lines
from partyie.pipeline.reader import Reader, iso_reference
from partyie.records import Extraction, Mention

CONTEXT = 4  # tokens shown on either side


@dataclass(frozen=True, slots=True)
class Token:
    """A token as the tokenizer made it, before mentions split it: half-open code points of the input."""

    start: int
    end: int
    text: str
    norm: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One candidate at the place, and what became of it.

    Attributes:
        start: Half-open code points of the input, with ``end``.
        strength: 3 certain, 2 likely, 1 possible.
        kept: Whether it became a mention.
        reason: Why it won or what it lost to, as a sentence.
    """

    label: str
    start: int
    end: int
    norm: str
    rule: str
    strength: int
    score: float | None
    kept: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The tokens around a code point, all that rules proposed there, and the mention that came of it."""

    at: int
    tokens: tuple[Token, ...]
    verdicts: tuple[Verdict, ...]
    mention: Mention | None
    extraction: Extraction


def explain(reader: Reader, text: str, at: int, *, reference_date: date | None = None) -> Explanation:
    """Read ``text`` with a pipeline that keeps losing candidates, and report on code point ``at``.

    Raises:
        InputError: ``at`` isn't inside the text, or the text is longer than the pipeline's ``max_length``.
    """
    if not 0 <= at < len(text):
        raise InputError(f"offset {at} is outside the text, which has {len(text)} code points")
    if len(text) > reader.nlp.max_length:
        raise InputError(f"the text has {len(text)} code points; explain reads at most {reader.nlp.max_length}")
    with reader.ready() as nlp:
        tokens = _tokens_around(nlp.make_doc(text), at)
    doc = reader.annotate(text, iso_reference(reference_date))
    extraction: Extraction = doc._.extraction
    rows = [row for row in doc.user_data.get(CANDIDATES, ())]
    here = [row for row in rows if row["start"] <= at < row["end"]]
    mention = next((mention for mention in extraction.mentions if mention.start <= at < mention.end), None)
    return Explanation(at, tokens, tuple(_verdict(row, rows) for row in here), mention, extraction.with_text(text))


def _tokens_around(doc: Doc, at: int) -> tuple[Token, ...]:
    here = next((token.i for token in doc if at < token.idx + len(token.text_with_ws)), 0)
    nearby = doc[max(0, here - CONTEXT) : here + CONTEXT + 1]
    return tuple(Token(token.idx, token.idx + len(token), token.text, token.norm_) for token in nearby)


def _verdict(row: Mapping[str, Any], rows: list[Any]) -> Verdict:
    fields = {name: row[name] for name in ("label", "start", "end", "norm", "rule", "strength", "score", "kept")}
    return Verdict(**fields, reason=_reason(row, rows))


def _reason(row: Mapping[str, Any], rows: list[Any]) -> str:
    """The resolver's criteria in its own order: score, then strength, then length, then label."""
    if row["kept"]:
        return "became the mention"
    if row["beaten_by"] is None:
        return "too unlikely, by the learnt model's evidence"
    winner = next((other for other in rows if _beat(other, row)), None)
    if winner is None:
        return f"lost to {row['beaten_by']}"
    name = f"{winner['label']} {winner['norm']} ({winner['rule']})"
    if row["score"] is not None and winner["score"] is not None and winner["score"] > row["score"]:
        return f"lost to {name}: less likely, {row['score']:.2f} against {winner['score']:.2f}"
    if winner["strength"] > row["strength"]:
        return f"lost to {name}: strength {row['strength']} against {winner['strength']}"
    if winner["strength"] == row["strength"] and winner["end"] - winner["start"] > row["end"] - row["start"]:
        return f"lost to {name}: as strong, but shorter"
    return f"lost to {name}, which takes precedence"


def _beat(winner: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    overlap = winner["start"] < row["end"] and row["start"] < winner["end"]
    return bool(winner["kept"] and overlap and winner["rule"] == row["beaten_by"])


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """The explanation as lines for a terminal: ``+`` before what was kept, ``-`` before what lost."""
    at, text = explanation.at, text_of(explanation.extraction)
    yield f"offset {at}: {visible(text[at])} (U+{ord(text[at]):04X})"
    yield "tokens:"
    for token in explanation.tokens:
        norm = "" if token.norm == token.text else f" = {token.norm}"
        here = ">" if token.start <= at < token.end else " "
        yield visible(f"  {here} [{token.start}:{token.end}] {token.text!r}{norm}")
    yield "candidates:" if explanation.verdicts else "candidates: none, no rule proposed anything here"
    for verdict in explanation.verdicts:
        score = "" if verdict.score is None else f", score {verdict.score:.2f}"
        sign = "+" if verdict.kept else "-"
        yield visible(f"  {sign} {verdict.label} {verdict.norm} [{verdict.start}:{verdict.end}]")
        yield f"      rule {verdict.rule}, strength {verdict.strength}{score}: {visible(verdict.reason)}"
    if explanation.mention is not None:
        yield from _mention_lines(explanation.mention, explanation.extraction)


def _mention_lines(mention: Mention, extraction: Extraction) -> Iterator[str]:
    yield visible(f"mention: {mention.id} {mention.label} {mention.text!r} → {mention.record}")
    links = tuple(link for link in extraction.links if mention.record in (link.source, link.target))
    for line in link_lines(extraction.model_copy(update={"links": links})):
        yield f"  {line}"
