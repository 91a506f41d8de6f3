"""A person's career on the review page: posts, latest first, each with its spell on a scale of years.

The spells are drawn when the page is written; the words beside them say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partyie.formats.derived import RecordIndex, position
from partyie.formats.html_markup import named, plain, word, word_in_chinese
from partyie.records import Tenure

DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
TICKS = 5  # at most this many steps on a scale
STEPS = (1, 2, 5, 10, 20, 50)  # years
EARLIEST = 0.0  # year of a beginning that isn't told


@dataclass(frozen=True, slots=True)
class Scale:
    """Years from first to last, marked at the multiples of ``step``."""

    first: int
    last: int
    step: int

    def percent(self, year: float) -> float:
        """Where a year stands between the scale's ends, 0 to 100."""
        return round(100 * (year - self.first) / (self.last - self.first), 1)


def career_html(tenures: Sequence[Tenure], index: RecordIndex, number: int) -> str:
    """The list of a person's spells; empty where there are none."""
    if not tenures:
        return ""
    scale = scale_of(tenures)
    ordered = _ordered(tenures)
    rows = "".join(_row(tenure, index, number, scale) for tenure in ordered)
    return f'<ol class="career T" {named("page.career")}>{rows}</ol>{_axis(scale)}'


def year_of(value: str | None) -> float | None:
    """A point in years: ``2016-07`` → 2016.5; null where the year is unknown.

    >>> year_of("2016-07"), year_of("XXXX-07"), year_of(None)
    (2016.5, None, None)
    """
    found = DAY.match(value or "")
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    return year + (month - 1) / 12 + (day - 1) / 365


def scale_of(tenures: Iterable[Tenure]) -> Scale | None:
    """A scale that holds every spell; null where none is dated."""
    tenures = list(tenures)
    years = [year for tenure in tenures for year in (year_of(tenure.start), year_of(tenure.end)) if year is not None]
    if not years:
        return None
    length = max(years) - min(years)
    step = next((step for step in STEPS if length <= step * TICKS), STEPS[-1])
    room = max(1, int(length / 8)) if any(one.end is None for one in tenures) else 0  # for what is open to be seen
    return Scale(int(min(years)), int(max(years)) + 1 + room, step)


def _ordered(tenures: Sequence[Tenure]) -> list[Tenure]:
    """Latest first, what is still held before all; a spell within another right after it."""
    ordered = sorted((one for one in tenures if one.within is None), key=_recency, reverse=True)
    known = {tenure.id for tenure in ordered}
    for inner in (one for one in tenures if one.within is not None):
        place = next((i + 1 for i, one in enumerate(ordered) if one.id == inner.within), len(ordered))
        ordered.insert(place if inner.within in known else len(ordered), inner)
    return ordered


def _recency(tenure: Tenure) -> tuple[int, float, float]:
    rank = {"proposed": 2, "current": 1}.get(tenure.status, 0)
    start, end = year_of(tenure.start), year_of(tenure.end)
    begun = EARLIEST if start is None else start
    return rank, begun if end is None else end, begun


def _row(tenure: Tenure, index: RecordIndex, number: int, scale: Scale | None) -> str:
    inner = ' class="within"' if tenure.within else ""
    acting = word("acting.true", "i") if tenure.acting else ""
    return (
        f'<li{inner}><button id="{number}-{plain(tenure.id)}"><b>{plain(position(tenure, index))}</b> '
        f"{status_word(tenure.status)}{acting}<time>{plain(spell(tenure))}</time></button>{_bar(tenure, scale)}</li>"
    )


def status_word(status: str) -> str:
    """Whether a post is held, was held or is to be held."""
    key = f"status.{status}"
    return f'<i class="{status}" data-t="{key}">{word_in_chinese(key)}</i>'


def spell(tenure: Tenure) -> str:
    """``2016-05 – 2019-12``; an open end stands empty, an unknown one as ``?``; empty where nothing is known."""
    if tenure.start is None and tenure.end is None:
        return ""
    if tenure.start == tenure.end:
        return tenure.start or ""
    unknown = "" if tenure.status == "current" else "?"
    return f"{tenure.start or '?'} – {tenure.end or unknown}".strip()


def _bar(tenure: Tenure, scale: Scale | None) -> str:
    start, end = year_of(tenure.start), year_of(tenure.end)
    if scale is None or (start is None and end is None):
        return ""
    classes = _shape(tenure, start, end)
    left = scale.percent(scale.first if start is None else start)
    right = scale.percent(scale.last if end is None else end)
    return (
        f'<span class="track" aria-hidden="true"><s class="{classes}" '
        f'style="--l:{left:g}%;--w:{max(right - left, 0):g}%"></s></span>'
    )


def _shape(tenure: Tenure, start: float | None, end: float | None) -> str:
    """The bar's classes: how its ends look, and what kind of holding it is."""
    shape: list[str] = [tenure.status]
    if start == end:
        shape.append("point")
    if start is None:
        shape.append("from-unknown")
    if end is None:
        shape.append("open" if tenure.status == "current" else "to-unknown")
    if tenure.acting:
        shape.append("acting")
    return " ".join(shape)


def _axis(scale: Scale | None) -> str:
    if scale is None:
        return ""
    years = range(-(-scale.first // scale.step) * scale.step, scale.last + 1, scale.step)
    marks = "".join(f'<span style="--l:{scale.percent(year):g}%">{year}</span>' for year in years)
    return f'<div class="axis T" aria-hidden="true">{marks}</div>'
