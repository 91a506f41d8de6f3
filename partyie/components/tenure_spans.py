"""The start and end of a spell in office, read from the date that bounds it."""

from __future__ import annotations

from partyie.text import lazy_re as re

POINT = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?(?!\d))?")
RANGE = re.compile("[至到—–－\\-~～]")
OPEN = ".."
DAYS_OF_A_MEETING = 15  # a range of days no longer than this can be the meeting that decided

Bounds = tuple[str | None, str | None]


def spell_bounds(value: str, surface: str, *, leaves: bool = False, decided: bool = False) -> Bounds:
    """Start and end of a spell, ISO, as exact as the text: 2015年3月至2018年6月, 2021.09—, 2015年3月, 3月中旬.

    A range is the spell itself; its open end stays open. A point is the start, or the end where the person leaves
    office. What both ends of a vague date share is its point: of 中旬 the month. A range of a few days in a decision
    (9月26日至27日，大会选举…) is such a vague date, too.

    >>> spell_bounds("2015-03/2018-06", "2015年3月至2018年6月"), spell_bounds("2021-09/..", "2021.09—")
    (('2015-03', '2018-06'), ('2021-09', None))
    >>> spell_bounds("2021-03-05", "3月5日", leaves=True), spell_bounds("1927-06-11/1927-06-20", "1927年6月中旬")
    ((None, '2021-03-05'), ('1927-06', None))

    Args:
        value: The date as the guideline writes it.
        surface: Its words.
        leaves: Whether the sentence tells of leaving office.
        decided: Whether the date is that of a decision: an appointment, an election, a removal.
    """
    first, slash, last = value.partition("/")
    start, end = _point(first), _point(last)
    if slash and last == OPEN:
        return start, None
    if slash and RANGE.search(surface) and not (decided and _within_a_meeting(start, end)):
        return start, end
    point = shared_date(start, end) if start and end else start
    return (None, point) if leaves else (point, None)


def shared_date(first: str, last: str) -> str | None:
    """The components that two ISO dates share.

    >>> shared_date("1927-06-11", "1927-06-20")
    '1927-06'
    """
    shared = []
    for one, other in zip(first.split("-"), last.split("-"), strict=False):
        if one != other:
            break
        shared.append(one)
    return "-".join(shared) or None


def agree(one: str | None, other: str | None) -> bool:
    """Whether two ISO dates can be the same day, one perhaps less exact: 2021-12 and 2021-12-28; null agrees with none.

    >>> agree("2021-12", "2021-12-28"), agree("2021-12", "2021-11"), agree(None, "2021")
    (True, False, False)
    """
    return one is not None and other is not None and (one.startswith(other) or other.startswith(one))


def _point(value: str) -> str | None:
    """The year, month and day of a value, as far as they are known: 2021-Q2 → 2021, XXXX-05 → nothing."""
    match = POINT.match(value)
    return match.group() if match else None


def _within_a_meeting(start: str | None, end: str | None) -> bool:
    """Whether both are days, of one month and few days apart."""
    if not (start and end and start.count("-") == end.count("-") == 2 and start[:7] == end[:7]):
        return False
    return int(end[8:]) - int(start[8:]) <= DAYS_OF_A_MEETING
