"""Finds places: administrative units by gazetteer, other places by the last word of their name.

Rules, in the order they run: full division names; short names that the document or their rank settles; places of
the world; names made of a few words and a place head (清水村, 人民路). Neighbours that lie in one another are joined
(仙游县 + 赖店镇).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.reading import CERTAIN, LIKELY, POSSIBLE, Candidate, Reading, reading_of
from partyie.components.words import Words, words_of
from partyie.lexicon.divisions import LEVELS, Division, divisions
from partyie.lexicon.heads import head_pattern, outside_words, place_heads
from partyie.lexicon.places import PlaceName, gazetteer_matches
from partyie.records import Label

# Division names that are common nouns: a place only behind the division they lie in.
GENERIC = frozenset(
    [
        "市区",
        "城区",
        "郊区",
        "矿区",
        "新区",
        "高新区",
        "经开区",
        "开发区",
        "街道",
        "东区",
        "西区",
        "南区",
        "北区",
        "港区",
        "林区",
        "经济开发区",
        "经济技术开发区",
        "高新技术产业开发区",
        "农场",
        "林场",
        "工业园区",
        "工业区",
        "示范区",
        "园区",
        "管理区",
        "保税区",
        "牧场",
        "老城",
        "新城",
    ]
)
AMBIGUOUS_COUNTIES = frozenset(["和县", "代县", "开县", "任县", "成县", "单县", "会同县"])  # 和 + 县委, 任 + 县长
# Short names that are common words first: 百姓安康, 真金白银.
COMMON_SHORTS = frozenset([
    "安康", "白银", "江山", "大同", "长治", "东方", "朝阳", "吉安", "兴安", "太平", "长寿", "平安", "安宁", "永安",
    "和平", "团结", "新民", "振兴", "海安",
])  # fmt: skip
HIGH = {"province", "prefecture"}
SURE_KINDS = {"village", "township", "road", "county", "province"}
LEVEL_CHARACTERS = "省市县区州旗盟镇乡村和与及"
# Words before 村, 社区 that do something with it or count it, or that are themselves generic.
NOT_NAMED = re.compile(
    "(?:下沉|分包|包片|包联|强化|报道|赶回|深入|走进|配合|进驻|联系|守护|服务|入驻|领导|带领|街道|村|驻|全|派|[省市县区]派|海上|旅游|城市|北方|南方|老旧|时代)+$"
)
LONG_KINDS = {"site", "zone"}  # may take several words: 民族团结广场
BEFORE_TOWNSHIP = "在到赴往于驻中共原属为抵至区县市省和、任是与及向从，。"
MARKS = '、“”（）()《》"'
PERSON_LIKE = {"place.mountain", "place.water", "place.feature", "place.division_short", "place.city", "place.site"}
TITLE_BEFORE = re.compile(
    "(?:书记|主任|主席|[局部处科所站队院校厂县市区镇乡州省厅组会股]长"
    "|记者|编辑|通讯员|委员|教授|经理|工程师|医师|支书|文书) ?$"
)
PERSON_AFTER = re.compile("(?:同志|先生|女士|等同志|，[男女]|[（(](?:[男女]|[一-龥]{1,4}族)[，、）)])")
WORLD = {"place.country", "place.city", "place.feature"}
# What can lie in what, where the gazetteer doesn't know.
RANK = {
    "place.province": 1, "place.county": 3, "place.division": 3, "place.division_short": 3, "place.township": 4,
    "place.township_short": 4, "place.zone": 5, "place.village": 5, "place.road": 6, "place.site": 7,
}  # fmt: skip
# A village or community at the beginning of a clause, with one of its bodies or offices behind it.
ANNOUNCED_VILLAGE = re.compile(
    "(?:(?<![\u4e00-\u9fff·])|(?<=[向在由到对与和从被]))(?P<body>[\u4e00-\u9fff]{2,4})(?:村|社区)(?=党(?:支部|总支|委|组织)|村委会|居委会|村民委员会|两委|村?主任|书记|第一书记)"
)
DETERMINERS = "各该全本我某这那由驻老新"
NUMBERED_ROAD = re.compile(
    "(?:[国省县]道)?[GSX]?\\d{2,4}(?:国道|省道|县道|线(?![上下索路程]))|[国省县]道\\d{2,4}线?|[GS]\\d{1,4}[\u4e00-\u9fff]{1,3}高速"
)
NOT_COUNTRY = re.compile("[族语式化元]")
STATE = re.compile("共和国|王国|联邦")
NATIVE = re.compile("(?:籍|人)(?=[，,。；;、（）)\n]|$)")
NUMBERED = re.compile("[一二两三四五六七八九十百千\\d]+(?:.$|[个座条支道片处])")
LONGEST_BODY = 6
UNITS = {
    "county",
    "province",
    "township",
}  # of these the gazetteer knows nearly all: an unknown one must look like a name


@dataclass(slots=True)
class Piece:
    """A place name before neighbours are joined."""

    start: int
    end: int
    rule: str
    strength: int
    divisions: tuple[Division, ...] = ()


def find_places(reading: Reading) -> list[Candidate]:
    """Places of the clean text; data holds ``name``, ``code``, ``level``, ``path`` where the gazetteer knows them."""
    words = words_of(reading)
    full, short = _gazetteer(reading.text, words)
    settled = _settled(full)
    pieces = full + [piece for piece in short if _short_is_settled(piece, words, settled, full)]
    pieces += _short_townships(words, settled)
    pieces += list(_headed(reading.text, words, full))
    pieces = [piece for piece in pieces if not _names_person(reading.text, piece)]
    return [_candidate(chain) for chain in _chains(_longest(pieces)) if _stands(reading.text, chain)]


def _names_person(text: str, piece: Piece) -> bool:
    """Persons are called 黄河 or 江山 too: directly behind a title, or with what is said of persons behind it."""
    if piece.rule not in PERSON_LIKE or piece.end - piece.start > 4:
        return False
    before = text[max(0, piece.start - 4) : piece.start]
    return bool(TITLE_BEFORE.search(before) or PERSON_AFTER.match(text, piece.end))


def _gazetteer(text: str, words: Words) -> tuple[list[Piece], list[Piece]]:
    """Full names (and places of the world), and short names still to be settled."""
    full: list[Piece] = []
    short: list[Piece] = []
    previous_end = -1
    for start, end, name in gazetteer_matches(text):
        if _part_of_other_word(text, start, name) or not (
            start == previous_end or words.is_start(start) or _trusted(name, text, start)
        ):
            continue
        if name.form in GENERIC and start != previous_end:
            continue
        if name.short:
            short.append(Piece(start, end, "place.division_short", LIKELY, name.divisions))
        elif name.kind == "division":
            strength = POSSIBLE if name.form in GENERIC else CERTAIN
            full.append(Piece(start, end, "place.division", strength, name.divisions))
        elif not NOT_COUNTRY.match(text, end) and text[start - 1 : start] not in ("于", "如"):
            last = STATE.match(text, end)
            full.append(Piece(start, last.end() if last else end, f"place.{name.kind}", LIKELY))
        previous_end = end
    return full, short


def _part_of_other_word(text: str, start: int, name: PlaceName) -> bool:
    """和县 in 和县委, 任县 in 任县长: the first character is a word of its own, unless the region is named."""
    if name.form not in AMBIGUOUS_COUNTIES:
        return False
    return not any(outer.short in text for division in name.divisions for outer in _ancestors(division))


def _trusted(name: PlaceName, text: str, start: int) -> bool:
    """A long full name is trusted even where the segmenter cut elsewhere."""
    if name.kind != "division":
        return False
    if name.short or len(name.form) < 3:
        return text[start - 1] in BEFORE_TOWNSHIP
    return name.divisions[0].level != "township" or text[start - 1] in BEFORE_TOWNSHIP


def _settled(full: Iterable[Piece]) -> set[Division]:
    """Divisions that the document names in full, and what they lie in."""
    settled: set[Division] = set()
    for piece in full:
        candidates = [division for division in piece.divisions if division.current] or list(piece.divisions)
        if len(candidates) > 1 and candidates[0].level == "township":
            candidates = [division for division in candidates if division.parent in settled]
        for division in candidates:
            if len(candidates) == 1 or division.level != "township":
                settled.add(division)
                settled.update(_ancestors(division))
    return settled


def _ancestors(division: Division) -> Iterator[Division]:
    while division.parent is not None:
        division = division.parent
        yield division


def _short_is_settled(piece: Piece, words: Words, settled: set[Division], full: list[Piece]) -> bool:
    """A short name counts where the document names the division or its neighbourhood, or where its rank is high."""
    text = words.text
    form = text[piece.start : piece.end]
    if any(division in settled for division in piece.divisions):
        return True
    if _follows_parent(piece, text) or (NATIVE.match(text, piece.end) and words.is_start(piece.start)):
        return True
    if not words.is_start(piece.end) and piece.end != len(text):
        return False
    if form in outside_words().common or form in COMMON_SHORTS:
        return False
    if any(division.level in HIGH for division in piece.divisions):
        return True
    return any(division.parent in settled for division in piece.divisions)


def _follows_parent(piece: Piece, text: str) -> bool:
    """Right behind the full or short name of what it lies in: 江西铅山."""
    for division in piece.divisions:
        for outer in _ancestors(division):
            if text.endswith((outer.name, outer.short), 0, piece.start):
                return True
    return False


def _short_townships(words: Words, settled: set[Division]) -> list[Piece]:
    """Townships of the document's counties by short name, whole words only."""
    shorts = _township_shorts(frozenset(d.code for d in settled if d.level == "county" and d.code))
    if not shorts:
        return []
    text, starts = words.text, words.starts
    found = []
    for start, end in pairwise(starts):
        division = shorts.get(text[start:end])
        if division is not None:
            found.append(Piece(start, end, "place.township_short", POSSIBLE, (division,)))
    return found


@cache
def _township_index() -> dict[str, list[Division]]:
    index: dict[str, list[Division]] = {}
    for division in divisions().all:
        if division.level == "township" and division.parent is not None:
            index.setdefault(division.parent.code, []).append(division)
    return index


def _township_shorts(counties: frozenset[str]) -> dict[str, Division]:
    found: dict[str, Division] = {}
    for code in sorted(counties):
        for division in _township_index().get(code, ()):
            if division.short != division.name and division.short not in outside_words().common:
                found.setdefault(division.short, division)
    return found


@cache
def _heads() -> re.Pattern[str]:
    return head_pattern(place_heads().values())


def _headed(text: str, words: Words, full: list[Piece]) -> Iterator[Piece]:
    """Names by their last word: a body of words that can stand in names, then the head."""
    ends = {piece.end for piece in full if piece.divisions and piece.strength == CERTAIN}
    known = {piece.end for piece in full if piece.strength > POSSIBLE}
    features = {piece.end: piece.start for piece in full if piece.rule == "place.feature"}
    for match in ANNOUNCED_VILLAGE.finditer(text):
        body = match["body"]
        if (
            not NOT_NAMED.match(body)
            and body not in outside_words().common
            and body[0] not in DETERMINERS
            and not set(body) & set("村驻")
        ):
            yield Piece(match.start(), match.end(), "place.village", LIKELY)
    for match in NUMBERED_ROAD.finditer(text):
        yield Piece(match.start(), match.end(), "place.road_number", LIKELY)
    for match in _heads().finditer(text):
        if match.end() in known:
            continue
        kind = place_heads()[match.group()].kind
        start = features.get(match.start()) if kind in ("village", "road", "site") else None
        if start is None:
            start = _body_start(words, match.start(), kind, ends)
        if kind in ("county", "province") and start is not None and not _may_begin(text, start):
            continue
        if start is None or NUMBERED.match(text, start, match.end()):
            continue
        start = features.get(start, start) if kind == "road" else start
        if kind == "road":
            features[match.end()] = start
        elif kind in SURE_KINDS:
            ends.add(match.end())
        yield Piece(start, match.end(), f"place.{kind}", LIKELY if kind in SURE_KINDS else POSSIBLE)


def _body_start(words: Words, head_start: int, kind: str, ends: Container[int]) -> int | None:
    """Where the name that ends in the head begins: one or two words that aren't common ones."""
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
        position = start
        if head_start - position >= 2 and kind not in LONG_KINDS:
            break
    if kind in UNITS and head_start - position < 2:
        return None
    if position == head_start or NOT_NAMED.match(words.text, position, head_start):
        return None
    return _with_single(words, position) if kind == "village" and position not in ends else position


def _may_begin(text: str, start: int) -> bool:
    """Whether an unknown county can begin here: not in the middle of a run of other characters."""
    return start == 0 or not text[start - 1].isalpha() or text[start - 1] in BEFORE_TOWNSHIP


def _with_single(words: Words, position: int) -> int:
    """Takes in one more character where the segmenter cut it off: 郑 of 郑纺机社区."""
    start = words.before(position)
    character = words.text[start:position]
    alone = len(character) == 1 and character.isalpha() and words.free(start, position)
    return start if alone and character not in outside_words().verbs and character not in LEVEL_CHARACTERS else position


def _longest(pieces: list[Piece]) -> list[Piece]:
    """Without those that a stronger or longer piece covers, in text order."""
    length = max((piece.end for piece in pieces), default=0)
    taken, occupied = [], bytearray(length)
    for piece in sorted(pieces, key=lambda p: (p.strength < CERTAIN, p.start - p.end, -p.strength, p.start)):
        if occupied.find(1, piece.start, piece.end) < 0:
            occupied[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            taken.append(piece)
    return sorted(taken, key=lambda p: p.start)


def _chains(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Groups of adjacent pieces, each lying (or possibly lying) in the one before."""
    chain: list[Piece] = []
    for piece in pieces:
        if chain and not _lies_in(piece, chain[-1]):
            yield chain
            chain = []
        chain.append(piece)
    if chain:
        yield chain


def _lies_in(inner: Piece, outer: Piece) -> bool:
    if inner.start != outer.end or inner.rule in WORLD:
        return False
    if not outer.divisions or not inner.divisions:
        return RANK.get(inner.rule, 9) > RANK.get(outer.rule, 0 if outer.divisions else 9)
    if any(a is not b and a.within(b) for a in inner.divisions for b in outer.divisions):
        return True
    # A former township, say: the gazetteer puts it nowhere near, but a full name right behind a county's is in it.
    return inner.rule == "place.division" == outer.rule and all(
        LEVELS.index(a.level) > LEVELS.index(b.level) for a in inner.divisions for b in outer.divisions
    )


def _stands(text: str, chain: list[Piece]) -> bool:
    """A common noun that is also a division's name is a place only in a chain."""
    return len(chain) > 1 or text[chain[0].start : chain[0].end] not in GENERIC


def _candidate(chain: list[Piece]) -> Candidate:
    first, last = chain[0], chain[-1]
    division = _settle(chain)
    data: dict[str, object] = {}
    if division is not None:
        data = {
            "name": division.name,
            "code": division.code or None,
            "level": division.level,
            "path": list(division.path),
        }
    strength = max(piece.strength for piece in chain) if len(chain) > 1 else first.strength
    return Candidate(Label.PLACE, first.start, last.end, last.rule, strength, data=data)


def _settle(chain: list[Piece]) -> Division | None:
    """The one division that the last name of a chain must be, or None."""
    found = chain[-1].divisions
    for piece in reversed(chain[:-1]):
        inside = tuple(d for d in found if any(d.within(outer) for outer in piece.divisions))
        found = inside or found
    current = [division for division in found if division.current] or list(found)
    return current[0] if len(current) == 1 else None


class PlaceFinder:
    """Adds places to the candidates."""

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        reading.candidates.extend(find_places(reading))
        return doc


@Language.factory("partyie_places")
def make_places(nlp: Language, name: str) -> PlaceFinder:
    """The place finder."""
    return PlaceFinder()
