"""Places by the last word of their name: a body of words that can stand in names, then a head (清水村, 人民路)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick  # type: ignore[import-not-found]  # ships no types

from partyie.components.place_chains import Piece
from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE
from partyie.components.words import Words
from partyie.lexicon.heads import PlaceHead, outside_words, place_heads
from partyie.lexicon.names import name_statistics
from partyie.lexicon.places import Wording, common_shorts, place_fronts, place_tails
from partyie.text import lazy_re as re

SURE_KINDS = {"village", "township", "road", "county", "province"}
LONG_KINDS = {"site", "zone"}  # may take several words: 民族团结广场
WEAK_KINDS = {"hamlet", "building"}  # the last character is common: only a longer, whole name counts
UNITS = {"county", "province", "township"}  # the gazetteer knows nearly all: an unknown one must look like a name
LEVEL_CHARACTERS = "省市县区州旗盟镇乡村和与及"
BEFORE_UNIT = "在到赴往于驻中共原属为抵至区县市省和、任是与及向从，。"
MARKS = '、“”（）()《》"'
# Words before 村, 社区 that do something with it or count it, or that are themselves generic.
NOT_NAMED = re.compile(
    "(?:下沉|分包|包片|包联|强化|报道|赶回|深入|走进|配合|进驻|联系|守护|服务|入驻|领导|带领|街道|村|驻|全|派|[省市县区]派|海上|旅游|城市|北方|南方|老旧|时代)+$"
)
# A village or community at the beginning of a clause, with one of its bodies or offices behind it.
ANNOUNCED_VILLAGE = re.compile(
    "(?:(?<![\u4e00-\u9fff·])|(?<=[向在由到对与和从被]))(?P<body>[\u4e00-\u9fff]{2,4})(?:村|社区)(?=党(?:支部|总支|委|组织)|村委会|居委会|村民委员会|两委|村?主任|书记|第一书记)"
)
DETERMINERS = "各该全本某我这那由驻老新"
NUMBERED_ROAD = re.compile(
    "(?:[国省县]道)?[GSX]?\\d{2,4}(?:国道|省道|县道|线(?![上下索路程]))|[国省县]道\\d{2,4}线?|[GS]\\d{1,4}[\u4e00-\u9fff]{1,3}高速"
)
NUMBERED = re.compile("[一二两三四五六七八九十百千每\\d]+(?:.$|[个座条支道片处张间家栋幢场])")
GOES_UP = "登爬走开背踏赶驶搬"  # 登 + 上 + 弁山
COMES_BEFORE = "在到赴往于驻从至向由对和与及是有为原回访进出入离" + LEVEL_CHARACTERS
OFTEN = 3  # a character that stands before a name this often, and nothing else does, belongs to it
LONGEST_BODY = 6
LONGEST_STRANGE = 3  # a longer unknown word is two that the segmenter ran together
COMMON_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Ending:
    """A head or tail in the table's words: what must not stand beside it, compiled."""

    form: str
    kind: str
    not_after: frozenset[str]
    not_before: re.Pattern[str] | None
    tail: bool


@cache
def _endings() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for row in place_tails().values():
        automaton.add_word(row.form, _ending(row, "", tail=True))
    for head in place_heads().values():
        automaton.add_word(head.form, _ending(head, head.not_after, tail=False))
    automaton.make_automaton()
    return automaton


def _ending(row: PlaceHead | Wording, not_after: str, *, tail: bool) -> Ending:
    not_before = re.compile(row.not_before) if row.not_before else None
    return Ending(row.form, row.kind, frozenset(not_after), not_before, tail)


def _hits(text: str) -> Iterator[tuple[int, int, Ending]]:
    """Heads and tails that may stand where they do, leftmost and longest first, none overlapping."""
    found = [
        (last + 1 - len(ending.form), last + 1, ending)
        for last, ending in _endings().iter(text)
        if text[last - len(ending.form)] not in ending.not_after
        and not (ending.not_before and ending.not_before.match(text, last + 1))
    ]
    found.sort(key=lambda hit: (hit[0], -hit[1]))
    free_from = 0
    for start, end, ending in found:
        if start >= free_from:
            yield start, end, ending
            if not ending.tail:
                free_from = end


def headed_places(words: Words, full: Iterable[Piece], short: Iterable[Piece]) -> list[Piece]:
    """The places that end in a head; ``full`` and ``short`` are those of the gazetteer, which they may follow."""
    found = list(_announced(words.text))
    found += [
        Piece(match.start(), match.end(), "place.road_number", LIKELY) for match in NUMBERED_ROAD.finditer(words.text)
    ]
    return found + _as_repeated(list(_headed(words, list(full), list(short))), words)


def _announced(text: str) -> Iterator[Piece]:
    for match in ANNOUNCED_VILLAGE.finditer(text):
        body = match["body"]
        if (
            not NOT_NAMED.match(body)
            and body not in outside_words().common
            and body[0] not in DETERMINERS
            and not set(body) & set("村驻")
        ):
            yield Piece(match.start(), match.end(), "place.village", LIKELY)


def _headed(words: Words, full: list[Piece], short: list[Piece]) -> Iterator[Piece]:
    text = words.text
    ends = {piece.end for piece in full if piece.divisions and piece.strength == CERTAIN}
    known = {piece.end for piece in full if piece.strength > POSSIBLE}
    begun = {piece.start for piece in (*full, *short) if piece.strength > POSSIBLE}
    bases = _bases(text, full, short)
    for head_start, end, ending in _hits(text):
        if end in known:
            continue
        start = _on_base(words, bases, begun, head_start, end, ending)
        if start is None and not ending.tail:
            start = _body_start(words, head_start, end, ending.kind, ends)
        if start is None or (ending.kind in ("county", "province") and not _may_begin(text, start)):
            continue
        if NUMBERED.match(text, start, end):
            continue
        if ending.kind == "road":
            start = bases.get(start, start)
        if ending.kind in SURE_KINDS:
            ends.add(end)
        if ending.kind in ("road", "water", "mountain"):
            bases[end] = start
        sure = ending.kind in SURE_KINDS or ending.tail
        yield Piece(start, end, f"place.{ending.kind}", LIKELY if sure else POSSIBLE)


def _bases(text: str, full: list[Piece], short: list[Piece]) -> dict[int, int]:
    """Where each place that another name can build on begins, by its end: 珠江 of 珠江路."""
    found = {piece.end: piece.start for piece in full if piece.rule == "place.feature"}
    for piece in short:
        form = text[piece.start : piece.end]
        if form not in common_shorts() and form not in outside_words().common:
            found[piece.end] = piece.start
    return found


def _on_base(
    words: Words, bases: Mapping[int, int], begun: Container[int], head_start: int, end: int, ending: Ending
) -> int | None:
    """Where the place begins that the head stands directly behind, if the two are one name."""
    start = bases.get(head_start)
    if start is None or (head_start in begun and not ending.tail) or ending.kind in UNITS:
        return None  # 山东 + 河北
    whole = words.is_start(end) or end == len(words.text)
    return start if whole and ending.kind != "zone" else None


def _body_start(words: Words, head_start: int, end: int, kind: str, ends: Container[int]) -> int | None:
    """Where the name that ends in the head begins: words that aren't common ones."""
    position = _walk(words, head_start, kind, ends)
    if position is None:
        return None
    position = _without_front(words, position, head_start)
    size = head_start - position
    if size == 0 or (kind in UNITS and size < 2) or NOT_NAMED.match(words.text, position, head_start):
        return None
    if kind in WEAK_KINDS and not _weak_stands(words, position, head_start, end):
        return None
    return position


def _walk(words: Words, head_start: int, kind: str, ends: Container[int]) -> int | None:
    position = head_start
    while position > 0 and position not in ends:
        start = words.before(position)
        start = next((end for end in range(position - 1, start, -1) if end in ends), start)
        body = words.text[start:position]
        if start in ends and kind == "village" and len(body) > 1 and head_start - start <= 4:
            return start  # 合群 in 白族乡合群村: behind a township any word names a village
        if head_start - start > LONGEST_BODY or not words.free(start, position) or body in outside_words().verbs:
            break
        if body[0] in MARKS or (kind in UNITS and body in outside_words().common):
            break
        enough = head_start - position >= 2 and kind not in LONG_KINDS
        if enough and not _strange(words, start, position):
            break
        position = start
    return position


def _strange(words: Words, start: int, end: int) -> bool:
    """Whether a word is none that Chinese has by itself: part of a name that the segmenter cut (布尔|汗|布达山)."""
    word = words.text[start:end]
    if not word.isalpha() or not "\u4e00" <= word[0] <= "\u9fff" or not words.free(start, end):
        return False
    if end - start == 1:
        return word not in outside_words().verbs and word not in LEVEL_CHARACTERS and word not in place_fronts()
    statistics = name_statistics()
    return end - start <= LONGEST_STRANGE and word not in outside_words().common and not statistics.word_level(word)


def _without_front(words: Words, position: int, head_start: int) -> int:
    """Behind what is done with the place, where that is a word of its own: 登上 of 登上弁山."""
    text = words.text
    if text[position] == "上" and text[position - 1] in GOES_UP and words.is_start(position + 1):
        return position + 1 if position + 1 < head_start else position
    for size in (2, 1):
        end = position + size
        if end <= head_start and text[position:end] in place_fronts() and words.is_start(end):
            return end
    return position


def _weak_stands(words: Words, position: int, head_start: int, end: int) -> bool:
    """A common last character ends a name only behind two characters or more that are no common word."""
    body = words.text[position:head_start]
    return (
        head_start - position >= 2
        and (words.is_start(end) or end == len(words.text))
        and body not in outside_words().common
        and name_statistics().word_level(body) < COMMON_LEVEL
        and name_statistics().word_level(words.text[position:end]) < COMMON_LEVEL
    )


def _may_begin(text: str, start: int) -> bool:
    """Whether an unknown county can begin here: not in the middle of a run of other characters."""
    return start == 0 or not text[start - 1].isalpha() or text[start - 1] in BEFORE_UNIT


def _as_repeated(pieces: list[Piece], words: Words) -> list[Piece]:
    """Left edges as the document repeats them: 则 + 木村 where 木村 always stands behind 则; 蒲河 of 守蒲河."""
    by_form: defaultdict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_form[words.text[piece.start : piece.end]].append(piece)
    for form, same in by_form.items():
        if len(same) > 1:
            _extend(same, words)
        else:
            _shorten(same[0], form, by_form)
    return pieces


def _extend(same: list[Piece], words: Words) -> None:
    while True:
        before = {words.text[piece.start - 1 : piece.start] for piece in same}
        character = before.pop()
        if before or not character or same[0].end - same[0].start > LONGEST_BODY:
            return
        sure = len(same) >= OFTEN and character not in COMES_BEFORE and character.isalpha()
        left = [(piece.start - 1, piece.start) for piece in same]
        if not all((sure and words.free(*edge)) or _strange(words, *edge) for edge in left):
            return
        for piece in same:
            piece.start -= 1


def _shorten(piece: Piece, form: str, by_form: Mapping[str, list[Piece]]) -> None:
    for cut in (1, 2):
        if len(form) - cut >= 2 and form[cut:] in by_form:
            piece.start += cut
            return
