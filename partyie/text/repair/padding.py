"""Words and names whose characters are set apart: 公　　示, 中 共 克 东 县 委, 高　峰, 石 磊 磊同志.

Official documents stretch headings and two-character names to the width of longer ones. A blank is taken out where
single characters stand on its sides, all at one distance, or where a surname and a given name do. A blank between
words stays: it parts the names of a roster (刘晓宇 范振宇), the halves of a headline, the cells of a row
(女　汉　本科), a label and its name (编辑　李明, 文　王平).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from partyie.text import lazy_re as re
from partyie.text.frequencies import association, joined_share
from partyie.text.script import simplified_character
from partyie.text.tables import read_rows

HAN = "\u3400-\u9fff"
BLANK = " \u3000\u00a0\u2002\u2003"
TYPED = (" ", "\u00a0")  # not U+3000, which is set on purpose
PADDING = ("\u3000", "\u2003", "  ", "\u00a0\u00a0")
GAP = re.compile(rf"[{BLANK}](?<=[{HAN}].)[{BLANK}]{{0,3}}(?=[{HAN}])")
HAN_RUN = re.compile(rf"[{HAN}]*")
MARK = re.compile("[，。、；]")
NEAR = 100  # characters within which a sentence shows its marks
SEX = set("男女")
CREDITS = set("文图圖摄攝报報讯訊著编編绘繪译譯")  # 文　王平 and 文/王平: a label; 胡　桃摄: no part of the name
MAKING = set("摄攝绘繪译譯")  # （叶　茸 摄）
# Single characters that are cells or choices of their own: 第一 二 三, 字号：大 中 小, 金　银　铜, 年　月　日.
CELLS = set("一二三四五六七八九十〇零年月日大中小金银铜计")
APPOINTING = re.compile("(?:任命|任免|免去|解聘|聘任|聘请|聘|提名|选举|补选|推选|追授|授予|决定|批准|由)$")
ADDRESSED = re.compile("同志|先生|女士|任|担任|为|等")
UNIT_BEFORE = re.compile(r"\d ?$")  # 第 3 页　共…
TITLED = re.compile("(?:[长長任员員席师師授者督理]|书记|書記)$")  # 组织委员严　谨
CREDITED = re.compile("供稿|供图|摄影|撰稿|整理|报道|绘")


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank between two runs of Han characters.

    Attributes:
        start: Offset in the text, half-open with ``end``.
        left: The run of characters before it.
        right: The run behind it.
        outer: The characters before ``left`` and behind ``right``, or "".
    """

    start: int
    end: int
    blank: str
    left: str
    right: str
    outer: tuple[str, str]

    @property
    def is_single(self) -> bool:
        """Whether it is one blank, of any width, or two typed ones, as wide as a character."""
        return len(self.blank) == 1 or self.is_padding

    @property
    def is_padding(self) -> bool:
        """Whether it is as wide as a character, which is what stretches a name of two."""
        return self.blank in PADDING

    @property
    def places(self) -> tuple[int, int]:
        """Where the characters beside it stand."""
        return self.start - 1, self.end


def find_padding(text: str) -> list[tuple[int, int]]:
    """The spans of the blanks within words and names, in text order."""
    return [(gap.start, gap.end) for gaps in _groups(text) for gap in _padding(text, gaps)]


def _groups(text: str) -> Iterator[list[Gap]]:
    """The gaps, those together that only Han characters part."""
    group: list[Gap] = []
    for match in GAP.finditer(text):
        gap = _gap(text, *match.span())
        if group and group[-1].end + len(group[-1].right) != gap.start:
            yield group
            group = []
        group.append(gap)
    if group:
        yield group


def _gap(text: str, start: int, end: int) -> Gap:
    first = start
    while first > 0 and "\u3400" <= text[first - 1] <= "\u9fff":
        first -= 1
    right = HAN_RUN.match(text, end)
    last = right.end() if right else end
    outer = (text[max(first - 1, 0) : first], text[last : last + 1])
    return Gap(start, end, text[start:end], text[first:start], text[end:last], outer)


def _padding(text: str, gaps: list[Gap]) -> list[Gap]:
    runs = list(_spread_runs(text, gaps))
    held = {place for run in runs for gap in run for place in gap.places}
    taken = {gap.start for run in runs for gap in run}
    taken.update(gap.start for run, gap in _followed(runs, gaps) if _is_third(run, gap))
    taken.update(gap.start for gap in _names(text, gaps, held))
    taken.update([gap.start for gap in gaps if gap.start not in taken and _is_inside_word(text, gap, held)])
    return [gap for gap in gaps if gap.start in taken]


def _spread_runs(text: str, gaps: list[Gap]) -> Iterator[list[Gap]]:
    """Runs of single characters at one distance that are one word or name.

    Narrow runs come first, so that in 边　关　　男　　汉　族 the wide gaps part what the narrow ones hold together.
    """
    held: set[int] = set()
    for blank in sorted({gap.blank for gap in gaps if len(set(gap.blank)) == 1}, key=lambda blank: (len(blank), blank)):
        fitting = groupby(gaps, key=lambda gap: gap.blank == blank and held.isdisjoint(gap.places) and _is_spread(gap))
        for run in [list(group) for fits, group in fitting if fits]:
            if _is_word(text, run):
                held.update(place for gap in run for place in gap.places)
                yield run


def _is_spread(gap: Gap) -> bool:
    """Whether single characters stand on both sides, none of them a cell or a label by itself."""
    both = gap.left + gap.right
    labels = {
        side
        for side, outer in zip(both, gap.outer, strict=False)
        if side in CREDITS and outer in ("/", "／", "：", "｜")
    }
    return (
        len(both) == 2 and len(set(gap.blank)) == 1 and not labels and SEX.isdisjoint(both) and gap.right not in MAKING
    )


def _is_word(text: str, run: list[Gap]) -> bool:
    """Whether characters set apart are one word: three are, two if they are a word or the gap is no wider than one."""
    characters = run[0].left + "".join(gap.right for gap in run)
    if CELLS.issuperset(characters) or UNIT_BEFORE.search(text, max(run[0].start - 4, 0), run[0].start - 1):
        return False
    if len(characters) > 2 or run[0].is_single or joined_share(*characters) > 0.5:
        return True
    first, last = run[0].start - 2, run[0].end + 1
    while first >= 0 and text[first] in BLANK:
        first -= 1
    while last < len(text) and text[last] in BLANK:
        last += 1
    after = text[last : last + 1]
    return after in ("：", ":") or (after in ("", "\n") and (first < 0 or text[first] == "\n"))


def _followed(runs: list[list[Gap]], gaps: list[Gap]) -> Iterator[tuple[list[Gap], Gap]]:
    """Each run with the gap after its last character, if there is one."""
    by_start = {gap.start: gap for gap in gaps}
    return ((run, by_start[run[-1].end + 1]) for run in runs if run[-1].end + 1 in by_start)


def _is_third(run: list[Gap], gap: Gap) -> bool:
    """Whether a gap leads from two characters set apart to the third of their name: 赵 钱 孙同志."""
    alike = gap.blank == run[-1].blank and len(run) == 1
    rest = gap.right[1:]
    ends = ADDRESSED.match(rest) or CREDITED.match(rest) or rest[:1] in MAKING
    return alike and _begins_name(run[0]) and bool(ends)


def _names(text: str, gaps: list[Gap], held: set[int]) -> Iterator[Gap]:
    """Gaps inside names that other characters touch: 组织委员严　谨已与…, 技术顾问石 磊 磊同志."""
    for previous, gap, following in zip([None, *gaps], gaps, [*gaps[1:], None], strict=False):
        if not gap.is_single or not held.isdisjoint(gap.places) or _is_cell(previous, gap):
            continue
        if following and following.start == gap.end + 1 and following.blank == gap.blank:
            if _begins_name(gap) and _ends_name(following) and gap.right not in SEX:
                yield from (gap, following)
        elif _is_name(text, gap):
            yield gap


def _is_cell(previous: Gap | None, gap: Gap) -> bool:
    """Whether the character before the gap is a cell behind 男 or 女 (女　汉　东港市…) or a choice (大 中 小)."""
    return (previous is not None and previous.left in SEX) or CELLS.issuperset((gap.left, gap.right))


def _is_name(text: str, gap: Gap) -> bool:
    """Whether the last character before a gap is a surname and the first behind it the whole given name."""
    if not _begins_name(gap):
        return False
    if gap.is_padding and _in_sentence(text, gap):  # nothing else parts words so within a sentence
        return gap.right[0] not in CREDITS | SEX and gap.outer[1] not in ("：", ":")
    if not _ends_name(gap):
        return False
    shown = APPOINTING.search(gap.left[:-1]) or TITLED.search(gap.left[:-1]) or CREDITED.match(gap.right[1:])
    return len(gap.left) == 1 or len(gap.right) == 1 or (gap.is_padding and bool(shown))


def _begins_name(gap: Gap) -> bool:
    """Whether a surname stands before the gap that is no part of a word or number (保安　全力…, 2日　高…)."""
    surname = gap.left[-1]
    if surname in CREDITS | SEX or simplified_character(surname) not in _surnames():
        return False
    if len(gap.left) > 1:
        return not _joined(gap.left[-2:])
    return not gap.outer[0].isalnum()


def _ends_name(gap: Gap) -> bool:
    """Whether one character behind the gap is a given name: nothing makes a word, label or list mark of it."""
    given, rest = gap.right[0], gap.right[1:]
    if given in CREDITS | SEX or gap.outer[1] in ("：", ":") or (gap.right in CELLS and gap.outer[1] in ("、", "．")):
        return False
    return not rest or rest[0] in CREDITS or bool(CREDITED.match(rest)) or not _joined(gap.right[:2])


def _in_sentence(text: str, gap: Gap) -> bool:
    """Whether the line has marks on both sides of the gap; headlines and rosters, whose gaps part words, have none."""
    first, last = max(gap.start - NEAR, 0), gap.end + NEAR
    before, after = text[first : gap.start].rpartition("\n")[2], text[gap.end : last].partition("\n")[0]
    return bool(MARK.search(before) and MARK.search(after))


def _is_inside_word(text: str, gap: Gap, held: set[int]) -> bool:
    """Whether the gap splits a common word, of which one half is no word with what it touches (工 作).

    Only in a sentence or beside characters set apart: two names of a roster can meet in a word (张建 国庆).
    """
    before, after = gap.left[-1], gap.right[0]
    if gap.blank not in TYPED or joined_share(before, after) < 0.8 or association(before, after) < 1.0:
        return False
    left_over = not _joined(gap.left[-2:]) or not _joined(gap.right[:2])
    return left_over and (not held.isdisjoint(gap.places) or _in_sentence(text, gap))


def _joined(pair: str) -> bool:
    return len(pair) == 2 and joined_share(*pair) > 0.3


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in read_rows("surnames.tsv"))
