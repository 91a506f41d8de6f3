"""An explanation as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from partyie.formats.rows import display_names
from partyie.formats.stretches import text_of, visible
from partyie.formats.terminal import link_lines
from partyie.formats.wrapping import clusters, width_of
from partyie.pipeline.explained_candidates import Sign, Verdict
from partyie.pipeline.explanation import Explanation
from partyie.records import Mention, Record, Tenure

WIDTH, INDENT = 80, 2
LIKELY_LABELS = 3  # kinds that the learnt model's belief lists
MANY = 12  # links or tenures that are listed
STRENGTHS = {1: "possible", 2: "likely", 3: "certain"}
HIDDEN_FIELDS = frozenset({"id", "mention", "mentions", "rule", "evidence"})


def explanation_lines(explanation: Explanation, width: int = WIDTH) -> Iterator[str]:
    """The explanation as lines: ``+`` before what was kept, ``-`` before what lost.

    Args:
        width: Cells of a line that the context may take.
    """
    text = text_of(explanation.extraction)
    yield from _place_lines(explanation, text)
    yield from context_lines(text, explanation.at, explanation.mention, width)
    yield from _token_lines(explanation)
    for repair in explanation.repairs:
        yield visible(f"repair: {repair.kind} [{repair.start}:{repair.end}] {repair.original!r} → {repair.repaired!r}")
    yield "candidates:" if explanation.verdicts else "candidates: none, nothing was proposed here"
    for verdict in explanation.verdicts:
        yield from verdict_lines(verdict)
    yield from _belief_lines(explanation)
    if explanation.mention is not None:
        yield from _mention_lines(explanation, explanation.mention)


def _place_lines(explanation: Explanation, text: str) -> Iterator[str]:
    at, (start, end) = explanation.at, explanation.piece
    code = ord(text[at])
    shown = visible(text[at]) if text[at].isprintable() else ascii(text[at])
    yield f"offset {at}: {shown} (U+{code:04X}), line {text.count(chr(10), 0, at) + 1}"
    if end - start < len(text):
        yield f"read in pieces, as the text is long: this one is [{start}:{end}] of {len(text)}"


def context_lines(text: str, at: int, mention: Mention | None, width: int = WIDTH) -> Iterator[str]:
    """The line of the text with the place, cut to ``width`` cells, and under it a caret, and the mention's extent."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at) if "\n" in text[at:] else len(text)
    room = max(width - INDENT - 2, 8)  # two cells for the dots where it is cut
    before = text[start:at].removesuffix("\r") if text[at] == "\n" else text[start:at]
    after = text[at : max(end, at + 1)].replace("\r\n", "\n").removesuffix("\r")
    before, after = (visible(part).replace("\n", "↵").replace("\t", " ") for part in (before, after))
    left = _fitting(list(clusters(before))[::-1], room // 2)[::-1]
    right = _fitting(list(clusters(after)), room - width_of("".join(left)))
    cut, more = sum(map(len, left)) < len(before), sum(map(len, right)) < len(after)
    yield " " * INDENT + "…" * cut + "".join((*left, *right)) + "…" * more
    gap = INDENT + cut + width_of("".join(left))
    caret = max(width_of(right[0]) if right else 1, 1)
    if mention is None:
        yield " " * gap + "^" * caret
        return
    lead = width_of(text[max(mention.start, at - sum(map(len, left))) : at])
    tail = width_of(text[at : mention.end].replace("\n", "↵"))
    tail = min(tail, room - width_of("".join(left))) - caret
    yield " " * (gap - lead) + "~" * lead + "^" * caret + "~" * tail


def _fitting(parts: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for part in parts:
        room -= width_of(part)
        if room < 0:
            break
        kept.append(part)
    return kept


def _token_lines(explanation: Explanation) -> Iterator[str]:
    yield "tokens:"
    for token in explanation.tokens:
        norm = "" if token.norm == token.text else f" = {token.norm}"
        here = ">" if token.start <= explanation.at < token.end else " "
        yield visible(f"  {here} [{token.start}:{token.end}] {token.text!r}{norm}")


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """A candidate, what became of it, and the sum that its score is."""
    sign = "+" if verdict.kept else "-"
    strength = STRENGTHS.get(verdict.strength, "a user's term")
    yield visible(f"  {sign} {verdict.label} {verdict.norm} [{verdict.start}:{verdict.end}]")
    yield visible(f"      rule {verdict.rule}, strength {verdict.strength} ({strength})")
    yield visible(f"      {verdict.reason}")
    if verdict.signs:
        yield from _sum_lines(verdict)


def _sum_lines(verdict: Verdict) -> Iterator[str]:
    for sign in verdict.signs:
        yield f"        {sign.points:+7.3f}  {_sign_words(sign)}"
    total = sum(sign.points for sign in verdict.signs)
    score = verdict.score or 0.0
    yield f"        {total:+7.3f}  in all: a probability of {score:.4f}, where {verdict.least:g} is the least"


def _sign_words(sign: Sign) -> str:
    times = "" if sign.value == 1.0 else f" = {sign.weight:g} × {sign.value:.3f}"
    return visible(f"{sign.meaning} ({sign.name}{times})")


def _belief_lines(explanation: Explanation) -> Iterator[str]:
    belief = explanation.belief
    if belief is None:
        return
    likeliest = ", ".join(f"{label} {chance:.4f}" for label, chance in islice(belief.labels, LIKELY_LABELS))
    yield f"the learnt model, of this character alone: {likeliest}"
    if belief.span is not None:
        label, start, end, words = belief.span
        yield visible(f"  its own reading of the place: {label} {words} [{start}:{end}]")


def _mention_lines(explanation: Explanation, mention: Mention) -> Iterator[str]:
    yield visible(f"mention: {mention.id} {mention.label} {mention.text!r}")
    if explanation.record is not None:
        yield visible(f"record: {explanation.record.id}, {_fields(explanation.record)}")
    naming, origin = explanation.naming, explanation.origin
    if naming is not None:
        yield visible(f"name: {naming.surface} → {naming.name}, by rule {naming.rule}: {naming.meaning}")
    if origin is not None:
        yield visible(f"value: {origin.value}, anchored: {origin.anchor}")
        for leaning in origin.leanings:
            yield visible(f"  counted from {leaning.value}: {leaning.what}")
    extraction = explanation.extraction
    lines = list(link_lines(extraction.model_copy(update={"links": explanation.links})))
    yield from _listed("links", lines)
    names = display_names(extraction)
    yield from _listed("tenures", [_tenure_line(tenure, names) for tenure in explanation.tenures])


def _fields(record: Record) -> str:
    """What a record says, but for what the lines around it say."""
    known = ((name, value) for name, value in record if name not in HIDDEN_FIELDS)
    return ", ".join(f"{name} {_value(value)}" for name, value in known if value not in (None, (), "", False))


def _value(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _tenure_line(tenure: Tenure, names: dict[str, str]) -> str:
    post = names.get(tenure.post, tenure.post)
    where = f" in {tenure.body}" if tenure.body else ""
    told = ", ".join(filter(None, (tenure.event, tenure.status, "acting" if tenure.acting else "")))
    span = f"{tenure.start or '?'} – {tenure.end or '…'}"
    return visible(
        f"{tenure.id}: {names.get(tenure.person, tenure.person)}, {post}{where}, {span} ({told}; {tenure.rule})"
    )


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title}:"
    for line in lines[:MANY]:
        yield f"  {line}"
    if len(lines) > MANY:
        yield f"  … and {len(lines) - MANY} more"
