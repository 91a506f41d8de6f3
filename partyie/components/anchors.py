"""Anchoring: dates get their values from the document's own date, from the dates before them and from twins.

Runs on the mentions, when the document's facts are known. What a date may lean on depends on where it stands: the
same sentence, a chronicle's year heading, the line of a timetable. `Anchorer` reads the mentions in order and keeps
that account; `partyie.components.date_resolution` does the arithmetic.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.date_bounds import bounded
from partyie.components.date_context import Context, Known
from partyie.components.date_order import behind_first
from partyie.components.date_points import Point
from partyie.components.date_resolution import known_of, resolve_point, resolved_value
from partyie.components.date_twins import TWIN_GAP, lunar_twin, twin_year
from partyie.components.dates import date_type
from partyie.components.placement import Component
from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re
from partyie.text.calendar import bounds

REFERENCE = "partyie_reference_date"  # doc.user_data key: ISO date or datetime that relative dates count from
FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
SENTENCE_END = re.compile(r"[。！？；\n]")
COMPARED = re.compile(r"(?:比|较|同|由|从|到|至|与|对比|自|截至)\Z")
LISTED = re.compile(r"[、和及与]")
DEADLINE = re.compile(r"前(?![夕后往沿期列景])|之前|以前")
FRESH, LONGEST_QUOTE = 7, 200
"""Days after which news are no news; code points that are looked through for an opening quotation mark."""
ENTRY_REST = re.compile(r"[ 　]?(?:星期.|[\u4e00-\u9fff]{0,3}(?:[ 　][\u4e00-\u9fff转]{1,4}){0,3}|[】\]])[ 　]?")


class Anchorer:
    """Resolves the DATE mentions of one reading, in text order."""

    def __init__(self, reading: Reading, reference: str | None, prefer: str | None = None) -> None:
        self.text = reading.text
        self.prefer = prefer
        dates = (mention for mention in reading.mentions if mention.label is Label.DATE)
        self.mentions = [mention for mention in dates if "expression" in mention.data]  # else a user's, with its value
        self.document, self.label = _document(reading, reference)
        self.document = self.document or self._first_day_told()
        self.previous: Known | None = None
        self.previous_day: Known | None = None
        self.previous_mention: Candidate | None = None
        self.heading: Known | None = None
        self.entry: Known | None = None
        self.told: Known | None = None
        self.told_end = 0
        self.reporting: int | None = None
        self.seen: dict[tuple[int, int], int] = {}

    def run(self) -> None:
        """Set each mention's value, bounds, anchor and type."""
        for number, mention in enumerate(self.mentions):
            self._anchor(number, mention)

    def _anchor(self, number: int, mention: Candidate) -> None:
        expression = mention.data["expression"]
        first = Point.from_data(expression["first"])
        last = Point.from_data(expression["last"]) if expression["last"] else None
        self._note_heading(mention, first)
        context = self._context(mention, first, last)
        first, last, value, anchor = self.resolve(number, context)
        self._write(mention, first, last, value, anchor)
        self._remember(mention, first, last, value)

    def resolve(self, number: int, context: Context) -> tuple[Point, Point | None, str, str]:
        """The two points of a mention's expression as far as they can be known in a context, its value and anchor."""
        expression = self.mentions[number].data["expression"]
        first = Point.from_data(expression["first"])
        last = Point.from_data(expression["last"]) if expression["last"] else None
        first_unit = first.unit
        twin = None if last else self._with_twin(number, first)
        first, anchor = twin or resolve_point(first, context)
        if last:
            unsaid = _unsaid_year(last, first_unit)
            last, _ = resolve_point(last, self._after_first(context, first, last))
            last = behind_first(first, last, unsaid)
        return first, last, resolved_value(first, last, open_end=expression["open"]), anchor

    def _write(self, mention: Candidate, first: Point, last: Point | None, value: str, anchor: str) -> None:
        earliest, latest = bounds(value) if last or not first.hours else _part_bounds(value, first.hours)
        mention.data.update(
            value=value,
            earliest=earliest.isoformat() if earliest else None,
            latest=latest.isoformat() if latest else None,
            anchor=anchor,
            type=date_type(first, last, value),
        )

    def _context(self, mention: Candidate, first: Point, last: Point | None) -> Context:
        spoken = self._spoken_day(mention, first)
        return Context(
            document=spoken or self.document,
            label="previous" if spoken else self.label,
            previous=self.previous,
            previous_day=self.previous_day,
            carried=self._carried(mention),
            reporting=self.reporting,
            clock_day=self._clock_day(mention, last),
            seen=self.seen,
            twin=self._twin_before(mention),
            deadline=DEADLINE.match(self.text, mention.end) is not None,
            last_day=last.day if last and last.month is None else None,
            prefer=self.prefer,
        )

    def _spoken_day(self, mention: Candidate, first: Point) -> Known | None:
        """今天 in a diary is the entry's day; in somebody's mouth the day being told, which news tell days later."""
        document, told = self.document, self.previous_day
        if first.unit != "day" or first.base != "document":
            return None
        if self.entry:
            return self.entry
        if document is None or told is None:
            return None
        if document.full is None or told.full is None or not 0 < (document.full - told.full).days <= FRESH:
            return None
        return told if self._is_quoted(mention) else None

    def _is_quoted(self, mention: Candidate) -> bool:
        before = self.text[max(0, mention.start - LONGEST_QUOTE) : mention.start]
        opened, closed = max(before.rfind(mark) for mark in "“「『"), max(before.rfind(mark) for mark in "”」』")
        return opened > closed and "\n" not in before[opened:]

    def _first_day_told(self) -> Known | None:
        """Without a date of its own, a text is dated by the first whole date it tells."""
        for mention in self.mentions:
            first = mention.data["expression"]["first"]
            if all(first.get(name) is not None for name in ("year", "month", "day")) and not first.get("lunar"):
                return Known(first["year"], first["month"], first["day"])
        return None

    def _twin_before(self, mention: Candidate) -> Known | None:
        """The date whose other name this mention is: 9月29日（农历八月十五）."""
        before = self.previous_mention
        if before is None or self.previous_day is None or not TWIN_GAP.fullmatch(self.text[before.end : mention.start]):
            return None
        return self.previous_day

    def _after_first(self, context: Context, first: Point, last: Point) -> Context:
        """The end of a range leans on its beginning: 9月19日10时至次日10时, 周六至周一."""
        begin = known_of(first, "")
        if begin is None:
            return context
        day = begin if begin.full else context.previous_day
        clock_day = begin.full or context.clock_day
        week_goes_on = first.weekday is not None and last.weekday is not None and last.unit is None
        return Context(
            document=begin if week_goes_on else context.document,
            label=context.label,
            previous=begin,
            previous_day=day,
            carried=begin,
            reporting=context.reporting,
            clock_day=clock_day,
            seen=context.seen,
            prefer="future" if week_goes_on else context.prefer,
        )

    def _note_heading(self, mention: Candidate, first: Point) -> None:
        """A year on a line of its own heads the entries of a chronicle."""
        line_start = self.text.rfind("\n", 0, mention.start) + 1
        line_end = self.text.find("\n", mention.end)
        line = self.text[line_start : line_end if line_end >= 0 else len(self.text)]
        if (
            first.year is not None
            and first.month is None
            and line.strip(" 【】[]◆■●") == self.text[mention.start : mention.end]
        ):
            self.heading = Known(first.year)

    def _carried(self, mention: Candidate) -> Known | None:
        """The chronicle's year, the date before in a list (12月30日、31日), or the year that the sentence has named."""
        if self.heading:
            return self.heading
        before = self.previous_mention
        if before and self.previous_day and LISTED.fullmatch(self.text[before.end : mention.start]):
            return self.previous_day
        if self.told and not SENTENCE_END.search(self.text, self.told_end, mention.start):
            return self.told
        return None

    def _clock_day(self, mention: Candidate, last: Point | None) -> date | None:
        """The day of the date just before; a range of hours also stands on its line or heads a line of its own."""
        before = self.previous_mention
        if before is None or self.previous_day is None or not self._is_one_day(before):
            return None
        new_line = "\n" in self.text[before.end : mention.start]
        if last is not None and new_line and not self._heads_its_line(mention):
            return None
        return self.previous_day.full

    def _is_one_day(self, mention: Candidate) -> bool:
        """Whether a date is one whole day, or hours of it, told without doubt."""
        first, _, last = str(mention.data["value"]).partition("/")
        doubtful = mention.data.get("modifier") == "APPROX" and mention.data["type"] == "DATE"
        return FULL_DAY.match(first) is not None and last[:10] in ("", first[:10]) and not doubtful

    def _heads_an_entry(self, mention: Candidate) -> bool:
        """5月6日　立夏　阴: a line of a diary or chronicle that holds a day, perhaps the weather, and nothing said."""
        line_end = self.text.find("\n", mention.end)
        rest = self.text[mention.end : line_end if line_end >= 0 else len(self.text)]
        return self._heads_its_line(mention) and ENTRY_REST.fullmatch(rest) is not None

    def _heads_its_line(self, mention: Candidate) -> bool:
        line_start = self.text.rfind("\n", 0, mention.start) + 1
        return not self.text[line_start : mention.start].strip(" 【[")

    def _with_twin(self, number: int, first: Point) -> tuple[Point, str] | None:
        """4月5日，农历三月初一: the lunar date beside it fixes the year."""
        if first.year is not None or first.month is None or first.day is None or first.lunar:
            return None
        twin = lunar_twin(self.text, self.mentions, number)
        if twin is None:
            return None
        near = [known.year for known in (self.document, self.previous) if known]
        year = twin_year(first, twin, near, self.mentions, any_year=self.document is None)
        return (Point(**{**first.known(), "year": year}), "calendar") if year else None

    def _remember(self, mention: Candidate, first: Point, last: Point | None, value: str) -> None:
        self.previous_mention = mention
        self._remember_reporting(mention)
        point = last if last and last.year is not None else first
        known = known_of(point, value)
        if known is None:
            return
        expression = mention.data["expression"]["first"]
        self.previous = known
        if expression.get("unit") is not None:
            self.told = None
        elif expression.get("year") is not None and bounded(self.text, mention.start, mention.end).side != "SINCE":
            self.told, self.told_end = known, mention.end  # 2020年以来，…截至7月底: another year's July
        if known.full:
            if last is None and self._heads_an_entry(mention):
                self.entry = known
            self.previous_day = known
            self.seen[known.full.month, known.full.day] = known.year

    def _remember_reporting(self, mention: Candidate) -> None:
        """A bare year close to the document's is the year reported on, unless it is only compared with."""
        first = mention.data["expression"]["first"]
        if first.get("unit") == "year" and first.get("base") == "document":
            self.reporting = None
        bare = first.keys() == {"year"} and mention.data["expression"]["last"] is None
        compared = COMPARED.search(self.text, max(0, mention.start - 2), mention.start)
        if bare and not compared and self.document and abs(first["year"] - self.document.year) <= 1:
            self.reporting = first["year"]


def _unsaid_year(last: Point, first_unit: str | None) -> frozenset[str]:
    """12月30日至1月2日 and 今年12月至2月 leave the end's year to the beginning; a festival has its own."""
    named = last.year is not None or last.unit not in (None, first_unit) or last.festival or last.lunar
    return frozenset() if named else frozenset(("year",))


def _part_bounds(value: str, hours: tuple[int, int]) -> tuple[datetime | None, datetime | None]:
    """The hours that a word for a part of the day names on its day: 凌晨 from 0 to 6."""
    start, _ = bounds(value.split("T")[0])
    if start is None:
        return None, None
    return start + timedelta(hours=hours[0]), start + timedelta(hours=hours[1])


def _document(reading: Reading, reference: str | None) -> tuple[Known | None, str]:
    for label, text in (("reference", reference), ("document", reading.facts.get("date"))):
        found = ISO_DAY.match(text) if text else None
        if found and text:
            year, month, day = (int(part) if part else None for part in found.groups())
            return Known(year or 1, month, day, text[:10]), label
    return None, "document"


def anchor_dates(reading: Reading, reference: str | None = None, prefer: str | None = None) -> None:
    """Resolve the DATE mentions of a reading in place.

    Args:
        reading: After the resolver; ``facts["date"]`` holds the document's date where there is one.
        reference: ISO date that relative dates count from; beats the document's own date.
        prefer: ``future`` or ``past``: where a weekday, a day of the month or a festival alone lies.

    Sets ``value, earliest, latest`` (ISO strings or None), ``modifier, anchor, calendar`` and ``type`` in each
    mention's data, as `partyie.records.Date` means them.
    """
    Anchorer(reading, reference, prefer).run()


class DateAnchors(Component):
    """Gives DATE mentions their values: see `anchor_dates`.

    Args:
        reference_date: ISO date for all documents; one document's own is ``doc.user_data[REFERENCE]``.
        prefer: See `anchor_dates`.
    """

    def __init__(
        self, reference_date: str | None = None, prefer: str | None = None, nlp: Language | None = None
    ) -> None:
        super().__init__(nlp)
        self.reference_date = reference_date
        self.prefer = prefer

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the dates of the Doc's reading."""
        anchor_dates(self.reading_of(doc), doc.user_data.get(REFERENCE) or self.reference_date, self.prefer)
        return doc


@Language.factory("partyie_anchors", default_config={"reference_date": None, "prefer": None})
def make_anchors(nlp: Language, name: str, reference_date: str | None, prefer: str | None) -> DateAnchors:
    """Build the component ``partyie_anchors``."""
    return DateAnchors(reference_date, prefer, nlp)
