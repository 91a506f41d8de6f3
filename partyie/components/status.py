"""Whether a post is held, was held or is only proposed: the signs around it, its verb, and its dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from partyie.components.deaths import deceased_names
from partyie.components.link_columns import proposed_by_column
from partyie.components.link_scene import ARRIVALS
from partyie.components.link_series import Item, Series
from partyie.components.person_names import plain_name
from partyie.components.reading import Reading
from partyie.text import lazy_re as re

CURRENT, FORMER, PROPOSED = "current", "former", "proposed"
FORMER_SIGN = re.compile(
    r"(?:(?:退休|离休|卸任|离任)的?|原任?|前任?|时任|曾任|曾兼任|已故|上届|上一届|首任|[一二三四五六七八九十\d]任|当时还?是)$"
)
OLD = re.compile(r"老$")
OFFICE = re.compile(r"(?:书记|支书|主任|[\u4e00-\u9fff]长)$")
CURRENT_SIGN = re.compile(r"现任?$|新任$")
CANDIDATE = re.compile(r"\s*(?:正式)?(?:人选|候选人|建议人选|拟任人选|考察对象)")
ABUSED = re.compile(r"(?:等|一|之)*职[务权]?(?:上)?的?(?:便利|影响)")
CAREER = frozenset({"holder.career", "holder.same_subject", "holder.verb", "holder.continued"})
RANGE = re.compile(r"[至到—－\-~～]")
OPEN_ENDS = ("至今", "—", "－", "-", "~", "～", "今", "现在")
PAST = re.compile(
    r"(?:此前|在此之前|在这之前)[，,]?[^，。；]{0,14}$|(?:曾经?|原来?|早年|此前|过去|以前|一度)(?:又|也|还)?(?:先后)?(?:在|于|到|赴|被|受聘)[^，。；]*$"
)
PRESENT_POST = re.compile(r"任现职|任现任职务")
LEAVES = re.compile(r"(?:等)?(?:一并|同时|均|已)?(?:卸任|离任|免职|去职|被免)|[^。；\n]{0,16}职务自然免除")


def find_status(reading: Reading, every: Iterable[Series]) -> None:
    """Write ``status`` into the data of every post; call it when holders, dates and anchors are known."""
    every = list(every)
    for previous, series in zip([None, *every], every, strict=False):
        _read_signs(reading, series, previous)
    for series in proposed_by_column(reading, every):
        for item in series.items:
            item.post.data["status"] = PROPOSED
    _close_careers(reading, every)


def _read_signs(reading: Reading, series: Series, previous: Series | None) -> None:
    status = initial = FORMER if _told_as_past(reading, series) else _initial(series, previous)
    for item in series.items:
        sign = _sign(reading, series, item.first, item.position)
        if sign is None and _begins_anew(series, item):
            status = initial
        status = sign or status
        item.post.data["status"] = status
        item.post.data["event"] = series.verb.event if series.verb and series.verb.event != "-" else None
    if CANDIDATE.match(series.trail) and status != FORMER:
        for item in series.items:
            item.post.data["status"] = PROPOSED
    elif ABUSED.match(series.trail) or _leaves(reading, series):
        for item in series.items:
            item.post.data["status"] = FORMER


def _told_as_past(reading: Reading, series: Series) -> bool:
    """张三曾在县财政局任局长: a word of the past at the head of the clause."""
    if series.verb is None or series.verb.status != CURRENT:
        return False
    start = series.strand.mentions[series.first].start
    return bool(PAST.search(reading.text[max(series.strand.start, start - 30) : start]))


def _begins_anew(series: Series, item: Item) -> bool:
    """原副指挥长、县林业局总工程师张三: a 原 right before a title without a body doesn't reach the next body."""
    first = series.items[0]
    alone = first is not item and first.anchor is None and item.anchor is not None
    return alone and bool(FORMER_SIGN.search(series.strand.gaps[first.position].rstrip()))


def _leaves(reading: Reading, series: Series) -> bool:
    """副主席张三一并卸任: what the sentence says of the person named after the title."""
    if series.rule != "holder.title_before":
        return False
    end = series.holders[-1].end
    return bool(LEAVES.match(reading.text, end))


def _initial(series: Series, previous: Series | None) -> str:
    """What the verb says, or what was said before the comma; a promotion among proposals is one."""
    if series.continues is not None and series.rule in ("holder.continued", series.continues.rule):
        return str(series.continues.items[-1].post.data.get("status", CURRENT))
    if series.verb is not None:
        among = series.verb.event == "promote" and previous is not None and previous.holders == series.holders
        proposed = among and previous is not None and previous.items[-1].post.data["status"] == PROPOSED
        return PROPOSED if proposed else series.verb.status
    return CURRENT


def _sign(reading: Reading, series: Series, first: int, position: int) -> str | None:
    """A 原, 时任, 老 or 现任 before the title or before its body."""
    post = series.strand.mentions[position]
    for place in range(position, first - 1, -1):
        words = series.strand.gaps[place].rstrip()
        if not words and place != first:
            continue
        if CURRENT_SIGN.search(words):
            return CURRENT
        if FORMER_SIGN.search(words):
            return FORMER
        if OLD.search(words) and OFFICE.search(reading.text[post.start : post.end]):
            return FORMER
    return None


def _close_careers(reading: Reading, every: list[Series]) -> None:
    """Closed spells, spells that a later one follows, and all posts of the dead are former."""
    dead = deceased_names(reading)
    left = {
        (name, _title(reading, item))
        for series in every
        for item in series.items
        for name in _names(reading, series)
        if item.post.data["status"] == FORMER and series.rule == "holder.title_before"
    }
    _close_arrivals(reading, every)
    spells: defaultdict[str, list[Series]] = defaultdict(list)
    for series in every:
        names = _names(reading, series)
        if series.rule in CAREER:
            for item in series.items:
                if item.post.data["status"] == CURRENT and any((name, _title(reading, item)) in left for name in names):
                    item.post.data["status"] = FORMER
        if (names and names <= dead) or _closed(reading, series):
            _end(series)
        if series.date is not None and series.date_rule in ("when.before", "when.bracket"):
            for name in names:
                spells[name].append(series)
    for told in spells.values():
        latest = max(_start(series) for series in told)
        for series in told:
            if (_start(series) < latest or _before_present_post(reading, series)) and not _open(reading, series):
                _end(series)


def _close_arrivals(reading: Reading, every: list[Series]) -> None:
    """从班长干到副总工程师, 2009年出任…: how far somebody had come, where the career goes on."""
    later: set[str] = set()
    for series in reversed(every):
        names = _names(reading, series)
        if series.verb is not None and series.verb.form in ARRIVALS and names & later:
            _end(series)
        if series.rule in CAREER:
            later |= names


def _before_present_post(reading: Reading, series: Series) -> bool:
    """2019年起任总经理，2022年任现职: the line goes on to the post that the person holds now."""
    end = series.items[-1].post.end
    return bool(PRESENT_POST.search(reading.text, end, min(series.strand.end, end + 300)))


def _names(reading: Reading, series: Series) -> set[str]:
    return {plain_name(reading, holder) for holder in series.holders}


def _title(reading: Reading, item: Item) -> str:
    return reading.text[item.post.start : item.post.end]


def _end(series: Series) -> None:
    for item in series.items:
        if item.post.data["status"] == CURRENT:
            item.post.data["status"] = FORMER


def _start(series: Series) -> str:
    return str(series.date.data.get("value") or "").partition("/")[0] if series.date else ""


def _closed(reading: Reading, series: Series) -> bool:
    """Whether the date names both ends: 2015年3月至2018年6月."""
    if series.date is None or series.date_rule not in ("when.before", "when.bracket"):
        return False
    words = reading.text[series.date.start : series.date.end]
    return bool(RANGE.search(words)) and not _open(reading, series)


def _open(reading: Reading, series: Series) -> bool:
    words = reading.text[series.date.start : series.date.end] if series.date else ""
    return words.endswith(OPEN_ENDS)
