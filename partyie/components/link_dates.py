"""Which date bounds a tenure: 2015年3月任…, a dated line of a curriculum vitae, the meeting that decided.

The date must stand in the same sentence as the verb of office, except for the meeting of a decision about persons.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from partyie.components.link_scene import ARRIVALS
from partyie.components.link_series import Series
from partyie.components.link_strands import REACH, Strand, strands_of
from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

GOVERNED = frozenset({"holder.verb", "holder.career", "holder.same_subject", "holder.continued", "holder.passive"})
TOLD = frozenset({"holder.career", "holder.same_subject"})
TABULAR = frozenset({"holder.table_row", "holder.row_above"})
LIFE = re.compile(r"\s*(?:出?生|参加|加入|入党|入团|入伍|毕业|离休|退休|以来)")
NO_DATE = frozenset({"现任", "现为", "现系", "利用担任", "利用其担任", "是", "拟任", "仍任", "系"})
LOOSE = frozenset(
    {"当过", "做过", "干过", "任职前为", "任前为", "曾任", "曾担任", "曾是", "此前任", "原任", "曾挂职", "曾挂职任"}
)
# Posts held one after another: dated only by the words right before, not by a move that the sentence tells first
SEVERAL = frozenset({"历任", "先后任", "先后担任", "曾先后任", "先后出任", "先后兼任"})
RANGE = re.compile(r"[至到—－\-~～]")
AT_ONCE = re.compile(r"[起间，,\s\u3000—\-]*(?:他|她|其|该同志)?(?:在[^，。；]{0,20})?")
# Words that lead on to a later time than the date before them
LATER = re.compile(r"后又|[随此其之]后|不久|翌年|次年|同年|任现职|现[任职]")
CLOSE = re.compile(r"[起间，,\s\u3000—\-]*(?:曾任|曾担任|曾是|此前任|原任|挂职|曾挂职|曾挂职任|任|在)?.{0,12}")
DECIDING = frozenset({"appoint", "elect", "remove", "resign"})
NAMED_DECISION = frozenset(
    {
        "提名", "推荐", "任命", "聘任", "免去", "选举", "补选", "当选", "辞去", "不再担任", "解聘",
        "推选", "罢免", "当选为", "被聘为", "被任命为", "获任", "获任命为", "解除", "免除", "推举", "委任",
    }
)  # fmt: skip
MEETING = re.compile(r"会议|董事会|辞职|大会|全会|研究|通过|召开|举行|选举|换届|常委会")
# A meeting where a decision is only made known
ANNOUNCING = re.compile(r"(?:召开|举行)[^，。；]{0,12}干部(?:大会|会议)|宣布[^，。；]{0,10}决定")
DAY = re.compile(r"[日号天]|上午|下午|晚$")
DECISION = re.compile(r"(?:决定|通过)[，,：:]|人事事项|任\s*免\s*名\s*单|当选名单|名单如下")
TEMPORARY = re.compile(r"(?:组长|指挥长|总指挥)$")
TERM = re.compile(r"(?:任职时间|任期)(?:从|自)$")
IN_POST_SINCE = re.compile(r"任\s*现\s*职|任\s*职\s*时\s*间")
ELECTION = re.compile(r"当选|选举产生|换届选举")
SENTENCE = re.compile(r"[^。；！？]*")
BLANKS = re.compile(r"[\s｜|（）()]*")


@dataclass(slots=True)
class Dates:
    """What is known of dates while the series are read in text order.

    Attributes:
        reading: The document.
        meetings: Dates of meetings, by position.
        decision: Where the document begins to decide about persons, or None.
        in_post_since: Whether a table has a column for the date of taking office.
        brackets: Bracket strands by the post they follow.
        elects: Whether the document reports an election.
    """

    reading: Reading
    meetings: list[Candidate]
    decision: int | None
    in_post_since: bool
    brackets: dict[Candidate, Strand]
    elects: bool

    def decides(self, series: Series) -> bool:
        """Whether the series stands where the document decides about persons."""
        return self.decision is not None and self.decision <= series.items[0].post.start

    def last_meeting(self, series: Series) -> Candidate | None:
        """The date of the last meeting before the series."""
        start = series.items[0].post.start
        number = bisect_left(self.meetings, start, key=lambda date: date.start)
        return self.meetings[number - 1] if number else None


Rule = Callable[[Series, Dates], Candidate | None]


def of_term(series: Series, dates: Dates) -> Candidate | None:
    """任…校长，任职时间从11月27日起计算: the date that the sentence states for the term."""
    if series.verb is None or series.verb.status != "current":
        return None
    strand = series.strand
    date = strand.next(Label.DATE, series.last)
    if date < 0 or strand.sentences[date] != strand.sentences[series.last]:
        return None
    return strand.mentions[date] if TERM.search(strand.gaps[date]) else None


def in_bracket(series: Series, dates: Dates) -> Candidate | None:
    """副县长（2018年10月至2020年10月）: a bracket that holds the date alone."""
    strand = dates.brackets.get(series.items[-1].post)
    if strand is None or len(strand.mentions) != 1 or strand.mentions[0].label is not Label.DATE:
        return None
    return strand.mentions[0] if not "".join(strand.gaps).strip("任起 ") else None


def before_verb(series: Series, dates: Dates) -> Candidate | None:
    """2016年1月任…; 1990.03—1991.11　…团委书记: the nearest date before in the sentence, if it dates the verb."""
    if series.rule not in GOVERNED or _temporary(series, dates):
        return None
    if series.rule == "holder.continued" and series.continues is not None:
        return series.continues.date
    verb = series.verb.form if series.verb else ""
    if verb in NO_DATE or (series.verb and series.verb.status == "proposed"):
        return None
    strand, found = series.strand, _date_before(series)
    if found < 0 or LIFE.match(strand.gaps[found + 1]) or TERM.search(strand.gaps[found]):
        return None
    return strand.mentions[found] if _dated(series, dates, found, verb) else None


def _dated(series: Series, dates: Dates, found: int, verb: str) -> bool:
    """Whether what stands between the date and the verb leaves the date to the verb."""
    text, date = dates.reading.text, series.strand.mentions[found]
    words = series.strand.words(dates.reading, found, series.first)
    told = words[: words.rfind(verb)] if verb else words
    for holder in series.holders[:REACH]:
        told = told.replace(text[holder.start : holder.end], "")
    if LATER.search(told) or (verb in LOOSE and not CLOSE.fullmatch(words)):
        return False
    if verb in SEVERAL and not AT_ONCE.fullmatch(told):
        return False
    return verb not in ARRIVALS or RANGE.search(text[date.start : date.end]) is not None


def _date_before(series: Series) -> int:
    """Place of the nearest date before in the sentence, or of the one that opens an entry of several decisions."""
    strand = series.strand
    date = strand.last_in_sentence(Label.DATE, series.first)
    if date >= 0 or series.verb is None or series.verb.event not in DECIDING:
        return date
    near = series.first <= REACH and strand.mentions[0].label is Label.DATE
    return 0 if near and "。" not in "".join(strand.gaps[1 : series.first + 1]) else -1


def _temporary(series: Series, dates: Dates) -> bool:
    """Posts of a body that the sentence sets up: the date is the body's."""
    post = series.items[0].post
    return bool(TEMPORARY.search(dates.reading.text[post.start : post.end]))


def column(series: Series, dates: Dates) -> Candidate | None:
    """A column 任现职时间 after the title in a table."""
    strand, after = series.strand, series.last + 1
    if not dates.in_post_since or series.rule not in TABULAR or after == len(strand.mentions):
        return None
    date = strand.mentions[after]
    return date if date.label is Label.DATE and BLANKS.fullmatch(series.trail) else None


def of_meeting(series: Series, dates: Dates) -> Candidate | None:
    """会议决定，张三任…: the last meeting named before, in a document that decides about persons."""
    verb = series.verb
    if verb is None or verb.form.startswith(("拟", "现")) or _root(series).rule in TOLD:
        return None
    named = verb.form in NAMED_DECISION
    if not named and (verb.event not in DECIDING or not dates.decides(series)):
        return None
    return dates.last_meeting(series)


def _root(series: Series) -> Series:
    """The series that the commas go back to."""
    while series.continues is not None and series.rule == "holder.continued":
        series = series.continues
    return series


def of_election(series: Series, dates: Dates) -> Candidate | None:
    """名单如下⏎主席：张三: the roster of an election dates from the meeting."""
    labelled = series.rule in ("holder.title_before", "holder.roster") and series.trail.strip()[:1] in ("：", ":")
    if not labelled or series.strand.is_bracket or not dates.elects or not dates.decides(series):
        return None
    return dates.last_meeting(series)


RULES: tuple[tuple[str, Rule], ...] = (
    ("when.term", of_term),
    ("when.bracket", in_bracket),
    ("when.before", before_verb),
    ("when.column", column),
    ("when.meeting", of_meeting),
    ("when.election", of_election),
)


def find_dates_of_posts(reading: Reading, every: Iterable[Series]) -> None:
    """Set the date of each series that has one."""
    dates = _dates(reading)
    for series in every:
        for name, rule in RULES:
            date = rule(series, dates)
            if date is not None:
                series.date, series.date_rule = date, name
                break


def _dates(reading: Reading) -> Dates:
    meetings: list[Candidate] = []
    brackets: dict[Candidate, Strand] = {}
    for strand in strands_of(reading):
        if strand.owner is not None and strand.tight and strand.owner[1] >= 0:
            brackets.setdefault(strand.owner[0].mentions[strand.owner[1]], strand)
        for mention in strand.mentions:
            if mention.label is Label.DATE and _of_meeting(reading, strand, mention):
                meetings.append(mention)
    decision = DECISION.search(reading.text)
    since, elects = bool(IN_POST_SINCE.search(reading.text)), bool(ELECTION.search(reading.text))
    return Dates(reading, meetings, decision.start() if decision else None, since, brackets, elects)


def _of_meeting(reading: Reading, strand: Strand, date: Candidate) -> bool:
    """Whether a date to the day is one of a meeting: it says so before the sentence ends, within 60 characters."""
    words = reading.text[date.end : min(strand.end, date.end + 60)]
    said = SENTENCE.match(words).group()  # type: ignore[union-attr]
    of_day = DAY.search(reading.text[date.start : date.end])
    return bool(of_day and MEETING.search(said) and not ANNOUNCING.search(said))
