"""The pieces of date expressions in a text, found by the rules of the date grammar in their visible order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from partyie.components import date_rules_clock as clock
from partyie.components import date_rules_counted as counted
from partyie.components import date_rules_named as named
from partyie.components import date_rules_numeric as numeric
from partyie.components import date_rules_relative as relative
from partyie.components import date_rules_years as years
from partyie.components.date_rules import CLOCK, DAY, MONTH, PART, POSITION, Atom, Rule
from partyie.text import lazy_re as re
from partyie.text.numerals import NumeralError

RULES = (
    numeric.ISO_DAY,
    years.SCHOOL_YEARS,
    years.YEARS,
    years.BARE_YEAR,
    numeric.YEAR_MONTH_DIGITS,
    numeric.COMPACT_DAY,
    numeric.MONTH_DAY_DIGITS,
    numeric.DAY_ALONE,
    counted.QUARTERS,
    numeric.MONTH_LISTED,
    numeric.BARE_NUMBER,
    years.DECADE,
    years.DECADES,
    years.CENTURY,
    years.CE_YEAR,
    years.FULL_YEAR,
    years.SHORT_YEAR,
    named.REIGN,
    named.DYNASTY,
    named.CYCLIC_YEAR,
    named.ANIMAL_YEAR,
    named.PLAN,
    named.LUNAR_PAIR,
    named.LUNAR,
    counted.NEIGHBOURING,
    counted.WHOLE_UNITS,
    counted.NTH_MONTH,
    counted.NTH_WEEK,
    counted.NTH_DAY,
    counted.FIRST_OR_LAST,
    relative.WEEKDAY_OF_WEEK,
    relative.WEEKEND,
    relative.DAY_BEFORE_BRACKET,
    relative.RELATIVE,
    relative.SCHOOL_YEAR,
    relative.SEASON_OF_YEAR,
    relative.HALF_YEAR,
    relative.HALF_OF_YEAR,
    relative.VACATION,
    relative.QUARTER,
    relative.FIRST_MONTHS,
    relative.WHOLE_YEAR,
    numeric.MONTH_OF_YEAR,
    numeric.TENDAY,
    relative.END_OF,
    relative.POSITION_IN,
    numeric.DAY_OF_MONTH,
    numeric.BRACKETED_DAY,
    numeric.BRACKETED_WEEKDAY,
    numeric.WEEKDAY_ALONE,
    named.FESTIVAL_NAME,
    named.QUOTED_FESTIVAL,
    named.TERM,
    clock.DIGITAL_CLOCK,
    clock.SPOKEN_CLOCK,
    clock.PART_OF_DAY,
    relative.SEASON,
    relative.SAME_PERIOD,
    relative.THIS_DAY,
    clock.BLURRED,
)
"""All kinds of pieces, in the order in which they are tried at a place; the first that reads wins."""

NUMBER_RUN = re.compile(r"[0-9]+|[〇零一二两三四五六七八九十廿卅]+")
NUMBER_START = re.compile(
    r"(?:19|20)[0-9]{2}(?![0-9])|[0-9]++[ 年月日号时点世季:：./–—－~～至到-]|(?:19|20)[0-9]{6}(?![0-9])"
    r"|[〇零一二两三四五六七八九十廿卅]++[ 年月日号时点世季—－~～至到-]"
    r"|[0-9]{1,2}(?:、[0-9]{1,2}){0,5}[、和及][0-9]{1,2} ?月"
    r"|[三五六七八九十][一三四八夕]|[一二三四五六七八九十]{1,2}五|[两二]千零"
)
"""A number that may begin a date: what follows its digits says so."""
JOINED_BEFORE = re.compile(r"(?:[0-9A-Za-z×*]|[0-9][./:：-])\Z")
HAN_NUMBER_BEFORE = re.compile(r"[〇零一二两三四五六七八九十百千万几数第]\Z")
LIST_NUMBER = re.compile(r"[。；\n] ?[0-9]{1,2}\.\Z")
YEAR_WRITTEN_OUT = re.compile(r"[0-9]{4}年")
BARE_RANKS = {"月": MONTH, "日": DAY, "号": DAY, "时": CLOCK, "点": CLOCK}
HAN_NUMBER_HEADS = frozenset("〇零一二三四五六七八九十")
NUMBER_CHARACTERS = "0123456789〇零一二两三四五六七八九十廿卅"
NUMBERS = frozenset(NUMBER_CHARACTERS)

UNIT_RULES = (relative.RELATIVE, relative.END_OF, relative.WHOLE_YEAR, counted.NEIGHBOURING)
"""Rules whose rank is that of the unit they count in."""

Compiled = tuple[Rule, re.Pattern[str]]


def atoms(text: str) -> Iterator[Atom]:
    """The pieces of dates in a text, left to right, none overlapping.

    A piece that only joins (底, 左右) is looked for right behind another one, nowhere else.
    """
    first_characters, heads = _start()
    at, behind = 0, -1
    while True:
        atom = _read(text, at, _joining(), behind) if at == behind else None
        if atom is None:
            found = first_characters.search(text, at)
            if found is None:
                return
            at = found.start()
            is_number = text[at] in NUMBERS
            if text[at : at + 2] in heads or text[at] in heads or (is_number and NUMBER_START.match(text, at)):
                atom = _read(text, at, _opening(), behind)
            if atom is None:
                at, behind = _behind_number(text, at) if is_number else at + 1, -1
                continue
        yield atom
        at = behind = atom.end


def _behind_number(text: str, at: int) -> int:
    """A number that begins no date is passed as a whole, so that no part of it is read as another."""
    run = NUMBER_RUN.match(text, at)
    return run.end() if run else at + 1


@cache
def _start() -> tuple[re.Pattern[str], frozenset[str]]:
    """The characters with which an opening piece may begin, and the heads of those that are no numbers."""
    heads = {head for rule in RULES if rule.opens for head in rule.heads}
    words = frozenset(head for head in heads if head[0] not in NUMBER_CHARACTERS + "的")
    characters = NUMBER_CHARACTERS + "".join(sorted({head[0] for head in words}))
    return re.compile(f"[{re.escape(characters)}]"), words


@cache
def _opening() -> dict[str, tuple[Compiled, ...]]:
    """The rules that may open an expression, by the character they begin with."""
    return _by_head([rule for rule in RULES if rule.opens])


@cache
def _joining() -> dict[str, tuple[Compiled, ...]]:
    """The rules that may stand behind a piece, by the character they begin with."""
    return _by_head([rule for rule in RULES if rule.joins])


def _by_head(rules: list[Rule]) -> dict[str, tuple[Compiled, ...]]:
    table: dict[str, list[Compiled]] = {}
    for rule in rules:
        compiled = (rule, re.compile(rule.pattern))
        for head in dict.fromkeys(head[0] for head in rule.heads):
            table.setdefault(head, []).append(compiled)
    return {head: tuple(pairs) for head, pairs in table.items()}


def _read(text: str, start: int, table: dict[str, tuple[Compiled, ...]], behind: int) -> Atom | None:
    ends_a_range = start == behind + 1 and text[behind] in "-/~"  # 2009.08-2014.12
    if not ends_a_range and _is_inside_number(text, start):
        return None
    for rule, pattern in table.get(text[start : start + 1], ()):
        match = pattern.match(text, start)
        if match and (atom := _atom(rule, text, match)):
            return atom
    return None


def _is_inside_number(text: str, start: int) -> bool:
    """The middle of a longer number or code is no date; 2.2022年6月30日前 of a list is one."""
    first = text[start : start + 1]
    if "0" <= first <= "9":
        joined = JOINED_BEFORE.search(text, max(0, start - 2), start)
        return joined is not None and not _follows_t(text, start) and not _follows_list_number(text, start)
    if first in HAN_NUMBER_HEADS:
        return HAN_NUMBER_BEFORE.search(text, max(0, start - 1), start) is not None
    return False


def _follows_t(text: str, start: int) -> bool:
    """2021-09-21T04:00."""
    return text[start - 1] == "T" and text[start - 2 : start - 1].isdecimal()


def _follows_list_number(text: str, start: int) -> bool:
    """2.2022年6月30日前, 时间：2022年; 。2.19日 between two items."""
    if text[start - 1] not in ".:：":
        return False
    listed = LIST_NUMBER.search(text, max(0, start - 4), start) is not None
    return listed or YEAR_WRITTEN_OUT.match(text, start) is not None


def _atom(rule: Rule, text: str, match: re.Match[str]) -> Atom | None:
    try:
        point = rule.read(text, match)
    except NumeralError:
        return None
    if point is None:
        return None
    first, last, bare = rule.first, rule.last, ""
    if point.unit in relative.RANKS and rule in UNIT_RULES:
        first = relative.RANKS[point.unit]
        last = PART if point.part else POSITION if point.modifier else first
    elif rule is named.LUNAR and point.day is None:
        last = MONTH
    elif rule is years.BARE_YEAR:
        bare = "年"
    elif rule is numeric.BARE_NUMBER:
        bare = match["unit"]
        first = last = BARE_RANKS[bare]
    return Atom(rule.name, match.start(), match.end(), point, first, last, rule.opens, rule.joins, bare)
