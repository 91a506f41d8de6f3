"""Find POST: offices, ranks and occupational titles, without the organisation they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.placement import Component
from partyie.components.reading import CERTAIN, LIKELY, Candidate, Reading
from partyie.lexicon.names import compound_surnames, name_statistics, surnames
from partyie.lexicon.posts import TitleMatch, blocked, post_grammar
from partyie.records import Label
from partyie.text import lazy_re as re

_HAN = "\\u3400-\\u9fff"
# What may stand between a named organ and 科长 without being a field of work (县委任命科长).
_NO_FIELD = re.compile(r"[任原兼老新的和与及为由让请对向某各等是在到于上下前后时把被让给说将副正]")
_FIELD = re.compile(f"[{_HAN}]{{2,5}}")
_CELL_EDGE = frozenset('\n\r\t 　|｜/／、，,；;：:（）()“”"《》【】[]〔〕。')
_TAKES_OFFICE = ("任", "为", "当", "兼", "原", "是", "聘", "师", "级", "名", "位", "老", "系", "即")
_LIST_HEADING = ("：", ":", "名单")
_HAN_RUN = re.compile(f"[{_HAN}]*")
_SURE_NAME = -2.9  # log-odds of a full name and what follows it, from which an ordinary word before it is a title
_AFTER_SHARE = 0.5  # of what follows in that sum


@dataclass(slots=True)
class _Organs:
    """Where the organisations and places found so far begin and end.

    Attributes:
        starts_by_end: The earliest start of the candidates that end at a position.
        inside: ``inside[i]`` is 1 where a candidate runs across the boundary before ``text[i]``.
        starts: Where the candidates begin.
    """

    starts_by_end: dict[int, int]
    inside: bytearray
    starts: frozenset[int]

    @classmethod
    def of(cls, reading: Reading) -> _Organs:
        starts: dict[int, int] = {}
        inside = bytearray(len(reading.text) + 1)
        for candidate in reading.of(Label.ORG, Label.PLACE):
            starts[candidate.end] = min(candidate.start, starts.get(candidate.end, candidate.start))
            width = candidate.end - candidate.start - 1
            if width > 0:
                inside[candidate.start + 1 : candidate.end] = b"\x01" * width
        return cls(starts, inside, frozenset(candidate.start for candidate in reading.of(Label.ORG, Label.PLACE)))


def find_posts(reading: Reading) -> list[Candidate]:
    """The POST candidates of a text, in text order, none overlapping.

    ``data``: ``title`` (clean), ``head``, ``group``, ``acting``, ``fused``.
    """
    text, organs = reading.text, _Organs.of(reading)
    found: list[Candidate] = []
    for match in post_grammar().find(text):
        if not blocked(text, match) and not _ends_within(text, match, organs):
            candidate = _candidate(text, match, organs, found[-1].end if found else -1)
            if candidate is not None:
                found.append(candidate)
    return found


def _ends_within(text: str, match: TitleMatch, organs: _Organs) -> bool:
    """Whether the title ends within a name of a body or place; 县长江丽 and 院长沙海云 are a title and a person."""
    if not organs.inside[match.end]:
        return False
    last = match.end - 1
    return last not in organs.starts or bool(organs.inside[last]) or not _precedes_a_name(text, match.end)


def _candidate(text: str, match: TitleMatch, organs: _Organs, previous_end: int) -> Candidate | None:
    head = match.head
    if head.kind == "member" and not _is_member(text, match, organs):
        return None
    if head.kind == "ranked" and "rank" not in match.kinds:
        return None
    start, fused = _start(text, match, organs)
    if start < previous_end:
        start, fused = match.start, False
    strength, rule = CERTAIN, "post.fused" if fused else "post.title"
    if head.kind == "role" and not match.kinds:
        if not _is_supported(text, start, match.end, organs, previous_end):
            return None
        strength, rule = LIKELY, "post.role"
    data = {
        "title": text[start : match.end],
        "head": head.title,
        "group": head.group,
        "acting": "acting" in match.kinds,
        "fused": fused,
    }
    return Candidate(Label.POST, start, match.end, rule, strength, data=data)


def _start(text: str, match: TitleMatch, organs: _Organs) -> tuple[int, bool]:
    """Where the title begins once the organs around it are known, and whether an organ's name has run into it."""
    start = match.start
    if "field" in match.kinds and match.head_start + 1 in organs.starts_by_end:
        return start, True  # 公安局 is the organ that has run into 公安局长
    while organs.inside[start] and start < match.head_start:
        start += 1  # 神经外科主治医师: 外科 is the organ's
    if text[start] == "村" and organs.inside[start] and not organs.inside[start + 1]:
        return start + 1, False  # 羊角村主任: the village is a PLACE, the post is 主任
    if "field" in match.kinds and start < match.head_start:
        return start, True
    if start == match.head_start and match.head.group == "unit" and len(match.head.title) == 2:
        swallowed = organs.starts_by_end.get(start + 1)
        if swallowed is not None and swallowed < start:
            return _after_place(organs, swallowed, start), True
        field_start = _field_after_organ(text, start, organs)
        if field_start is not None:
            return field_start, True
    return start, False


def _after_place(organs: _Organs, organ_start: int, head_start: int) -> int:
    """莆田市公安局长 with 莆田市公安局 found as an organ: the post begins after the place (公安局长)."""
    ends = [end for end, start in organs.starts_by_end.items() if start == organ_start and end < head_start]
    return max(ends, default=organ_start)


def _field_after_organ(text: str, head_start: int, organs: _Organs) -> int | None:
    """县人社局劳动监察大队长: what stands between the organ and the head is the rest of the title."""
    for size in range(2, 6):
        organ_end = head_start - size
        if organ_end in organs.starts_by_end and not organs.inside[organ_end]:
            between = text[organ_end:head_start]
            if _FIELD.fullmatch(between) and not _NO_FIELD.search(between):
                return organ_end
    return None


def _is_member(text: str, match: TitleMatch, organs: _Organs) -> bool:
    """成员 and 代表 are posts of a named body (党组成员, 省人大代表) or the heading of a list of members (成员：)."""
    before = text[max(0, match.start - 8) : match.start]
    return (
        before.endswith(match.head.after)
        or match.kinds != frozenset()
        or (match.head.title == "成员" and text.startswith(_LIST_HEADING, match.end) and not before.endswith("其他"))
    )


def _is_supported(text: str, start: int, end: int, organs: _Organs, previous_end: int) -> bool:
    """Whether something beside an ordinary word (编辑, 教师, 顾问) shows that it is a title here."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (not before or before in _CELL_EDGE) and (not after or after in _CELL_EDGE):
        return True
    if start in organs.starts_by_end or before in _TAKES_OFFICE or start == previous_end:
        return True
    return _precedes_a_name(text, end)


def _precedes_a_name(text: str, end: int) -> bool:
    """翻译邹凯说, 司机相小军: what stands before a person's full name introduces the person."""
    han = _HAN_RUN.match(text, end, end + 4)
    known, length = surnames(), han.end() - end if han else 0
    for size in (1, 2):
        surname = text[end : end + size]
        if size < length and surname in (known if size == 1 else compound_surnames()):
            ends = range(end + size + 1, min(end + size + 2, end + length) + 1)
            if any(_name_likeness(text, end, end + size, last) > _SURE_NAME for last in ends):
                return True
    return False


def _name_likeness(text: str, start: int, given: int, end: int) -> float:
    figures = name_statistics()
    name = figures.person(text, start, given, end) + figures.word(text, start, given, end)
    return name + _AFTER_SHARE * figures.after(text, end)


class PostFinder(Component):
    """Adds the POST candidates of a Doc to its reading."""

    def __call__(self, doc: Doc) -> Doc:
        """Find posts in ``doc``."""
        reading = self.reading_of(doc)
        reading.candidates.extend(find_posts(reading))
        return doc


@Language.factory("partyie_posts")
def make_posts(nlp: Language, name: str) -> PostFinder:
    """The component that finds posts; organisations and places must have been found before."""
    return PostFinder(nlp)
