"""Places that only the document or its wording shows: listed ones, regions, one-character names, names without head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import ahocorasick  # type: ignore[import-not-found]  # ships no types

from partyie.components.place_chains import Piece
from partyie.components.reading import LIKELY, POSSIBLE
from partyie.components.words import Words
from partyie.lexicon.heads import outside_words, place_heads
from partyie.lexicon.names import name_statistics
from partyie.lexicon.places import abbreviations, common_shorts, regions
from partyie.text import lazy_re as re

# 上堡、思顺、麟潭三个乡; 天峨、乐业、罗甸三县; 桂坪、罗家坡等14个大队
LISTED = re.compile(
    "(?P<names>(?:[\u4e00-\u9fff]{2,5}、){1,15}[\u4e00-\u9fff]{2,5}?)(?:等)?(?:[二两三四五六七八九十]|\\d{1,3})个?"
    "(?:乡镇|镇街|镇村|街道|社区|大队|(?:人民)?公社|民族乡|行政村|自然村|[乡镇村县市区屯寨旗])(?![委级长])"
)
PARTS = re.compile("[\u4e00-\u9fff]+")
# What one does at, or with, a place that has only one character: 在沪, 来甬, 赴粤, 驻枞.
AT = "[在来赴返驻访抵入]"
NOT_AFTER_SHORT = "[市省县区州军队币元人族语文菜剧酒茶语洲江河山水湖海]"
AFTER_HEAD = re.compile("[市省县区州镇乡村街路委两组民]")
COMMON_FIRST = "一二三四五六七八九十东南西北中新大小上下前后内外"
NAMED_LEVELS = {"village", "township", "hamlet"}
HEAD_RULES = {f"place.{level}" for level in NAMED_LEVELS}
COMMON_LEVEL = 3
TRANSCRIBED = 1.0  # log-odds of a character in transcribed names
FOREIGN = re.compile("[\u4e00-\u9fff]{2,6}")


def referred_places(words: Words, pieces: list[Piece], headed: list[Piece]) -> list[Piece]:
    """What the rules of this file find beside the places already found."""
    found = list(_listed(words))
    found += _regions(words)
    found += _abbreviated(words)
    found += _initials(words, pieces)
    found += _without_head(words, headed)
    found += _foreign(words, pieces)
    return found


def _whole(words: Words, start: int, end: int) -> bool:
    """Whether words begin and end where the stretch does."""
    return words.is_start(start) and (words.is_start(end) or end == len(words.text))


def _listed(words: Words) -> Iterator[Piece]:
    """Members of a list that ends in their number and kind."""
    for match in LISTED.finditer(words.text):
        parts = list(PARTS.finditer(words.text, match.start("names"), match.end("names")))
        for number, part in enumerate(parts):
            start = part.start() if number else _last_words(words, part.start(), part.end())
            if 2 <= part.end() - start <= 4 and words.free(start, part.end()):
                yield Piece(start, part.end(), "place.listed", LIKELY)


def _last_words(words: Words, start: int, end: int) -> int:
    """Where the last name of a stretch begins that may hold other words before it."""
    position = end
    while position > start:
        before = words.before(position)
        if before < start or not words.free(before, position) or words.text[before:position] in outside_words().verbs:
            break
        if end - position >= 2 and words.text[before:position] in outside_words().common:
            break
        position = before
    return position


@cache
def _region_automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for row in regions().values():
        automaton.add_word(row.form, (row.form, re.compile(row.not_before) if row.not_before else None))
    automaton.make_automaton()
    return automaton


def _regions(words: Words) -> Iterator[Piece]:
    for last, (form, not_before) in _region_automaton().iter_long(words.text):
        start, end = last + 1 - len(form), last + 1
        if not (words.is_start(start) or words.is_start(end)) or (not_before and not_before.match(words.text, end)):
            continue
        yield Piece(start, end, "place.region", POSSIBLE)


@cache
def _abbreviation() -> re.Pattern[str]:
    characters = "".join(abbreviations())
    return re.compile(f"{AT}(?P<names>[{characters}]{{1,3}})(?!{NOT_AFTER_SHORT})")


def _abbreviated(words: Words) -> Iterator[Piece]:
    """One-character names of provinces, cities and countries behind what one does there, if words end where they do."""
    for match in _abbreviation().finditer(words.text):
        start, end = match.span("names")
        if _whole(words, start, end) and words.is_start(start - 1):
            for position in range(start, end):
                yield Piece(position, position + 1, "place.abbreviation", POSSIBLE)


def _initials(words: Words, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The first character of a place that the document names, for the whole: 驻枞 in a document of 枞阳县."""
    named = [piece for piece in pieces if piece.divisions and piece.rule.startswith("place.division")]
    first = {words.text[piece.start] for piece in named}.difference(abbreviations(), COMMON_FIRST)
    if not first:
        return
    for match in re.finditer(f"{AT}(?P<name>[{re.escape(''.join(sorted(first)))}])", words.text):
        start, end = match.span("name")
        whole = _whole(words, start, end) and words.is_start(start - 1)
        if whole and match["name"] not in outside_words().verbs and words.free(start, end):
            yield Piece(start, end, "place.abbreviation", POSSIBLE)


def _without_head(words: Words, headed: Iterable[Piece]) -> Iterator[Piece]:
    """A village or township again without its head: 江坑 after 江坑村."""
    bodies = set(filter(None, (_body(words.text, piece) for piece in headed if piece.rule in HEAD_RULES)))
    if not bodies:
        return
    automaton = ahocorasick.Automaton()
    for body in bodies:
        automaton.add_word(body, body)
    automaton.make_automaton()
    for last, body in automaton.iter_long(words.text):
        start, end = last + 1 - len(body), last + 1
        if _whole(words, start, end) and not AFTER_HEAD.match(words.text, end):
            yield Piece(start, end, "place.body", POSSIBLE)


def _body(text: str, piece: Piece) -> str | None:
    """The name before its head, if it is no common word."""
    name = text[piece.start : piece.end]
    head = next((name[at:] for at in range(1, len(name)) if name[at:] in place_heads()), None)
    if head is None or place_heads()[head].kind not in ("village", "township"):
        return None
    body = name[: -len(head)]
    plain = body in outside_words().common or body in common_shorts()
    if len(body) < 2 or plain or name_statistics().word_level(body) >= COMMON_LEVEL:
        return None
    return body


def _foreign(words: Words, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """A transcribed name right behind a country's: 德国 + 弗莱贝格."""
    starts = {piece.start for piece in pieces}
    for piece in pieces:
        if piece.rule != "place.country" or piece.end in starts or not words.is_start(piece.end):
            continue
        end = _transcribed(words, piece.end)
        if end is not None:
            yield Piece(piece.end, end, "place.city", LIKELY)


def _transcribed(words: Words, start: int) -> int | None:
    """Where the word of transcribing characters ends that begins here, with its 市 or 州."""
    text, statistics = words.text, name_statistics()
    end = start
    while end < len(text) and end - start < 6 and "\u4e00" <= text[end] <= "\u9fff":
        if statistics.foreign(text[end]) < TRANSCRIBED:
            break
        end += 1
    if end - start < 2 or not (words.is_start(end) or end == len(text)):
        return None
    if not words.free(start, end) or text[start:end] in outside_words().common or text[end : end + 1] == "·":
        return None
    return end + 1 if text[end : end + 1] in ("市", "州") else end
