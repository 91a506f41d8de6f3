"""The component that ties mentions together: holder, at, when and member, with the status of each post."""

from __future__ import annotations

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from partyie.components.link_anchor_scene import Anchors
from partyie.components.link_anchors import alone_in_heading, find_anchors
from partyie.components.link_dates import find_dates_of_posts
from partyie.components.link_holders import find_holders
from partyie.components.link_members import bracket_members, find_members, stationed_members, team_members
from partyie.components.link_persons import PREFACE, is_person, persons_right
from partyie.components.link_scene import Scene, verb_at_end
from partyie.components.link_series import Series, series_of
from partyie.components.link_strands import BODIES, Strand, strands_of
from partyie.components.person_names import ALIAS
from partyie.components.placement import Component
from partyie.components.reading import Candidate, Reading, Relation
from partyie.components.status import find_status
from partyie.lexicon.link_verbs import LinkVerb
from partyie.records import Label
from partyie.text import lazy_re as re

BIOGRAPHY = re.compile(r"\s*+(?:同志)?\s*+[，,]")
SEX_OR_PEOPLE = re.compile(r"[，,]\s*(?:男|女|\w{1,5}族)[，,。]")
ROW_GAP = re.compile(r"[\s｜|]|$|、")
BRACKET_REST = re.compile(r"(?:[\u4e00-\u9fff]{0,3}[，,].*)?")
# Holders of a title, on the average of a text; lists of titles and names that multiply beyond it are no text
MOST_HOLDERS = 20
NEW_ROW = re.compile(r"\s*\d+[\s.．、]")
HEADING = re.compile(r"\s*[（(]?[一二三四五六七八九十百\d]+[）)、.．].*|.*[:：]\s*")


def find_links(reading: Reading) -> None:
    """Fill ``reading.relations`` with the relations of all mentions, and each post's ``status``."""
    every = all_series(reading)
    for series in every:
        _hold(reading, series)
    _anchor(reading, every)
    find_dates_of_posts(reading, every)
    for series in every:
        _date(reading, series)
    find_status(reading, every)
    _add_members(reading)


def _add_members(reading: Reading) -> None:
    held = {relation.target for relation in reading.relations if relation.kind == "holder"}
    found = (
        *find_members(reading, held),
        *bracket_members(reading),
        *team_members(reading),
        *stationed_members(reading),
    )
    for person, body, rule in found:
        start, end = min(person.start, body.start), max(person.end, body.end)
        reading.relations.append(Relation("member", person, body, rule, start, end))


def _date(reading: Reading, series: Series) -> None:
    if series.date is None:
        return
    for item in series.items:
        start, end = min(item.post.start, series.date.start), max(item.post.end, series.date.end)
        reading.relations.append(Relation("when", item.post, series.date, series.date_rule, start, end))


def _hold(reading: Reading, series: Series) -> None:
    many = len(reading.relations) + len(series.items) * len(series.holders) > MOST_HOLDERS * len(reading.mentions)
    for number, item in enumerate(series.items):
        holders = series.holders[number : number + 1] if series.paired else series.holders
        for holder in holders[:1] if many else holders:
            start, end = min(item.post.start, holder.start), max(item.post.end, holder.end)
            reading.relations.append(Relation("holder", item.post, holder, series.rule, start, end))


def _anchor(reading: Reading, every: list[Series]) -> None:
    anchors = Anchors(reading)
    by_strand: dict[Strand, list[Series]] = {}
    for series in every:
        by_strand.setdefault(series.strand, []).append(series)
    after = _bodies_in_brackets(reading)
    for strand in strands_of(reading):
        heading = alone_in_heading(strand)
        if heading is not None:
            anchors.heading = heading
        elif strand.mentions and strand.mentions[0].label is not Label.POST and not is_person(strand, 0):
            anchors.heading = None
        if strand.is_bracket:
            anchors.bracketed.update(m for m in strand.mentions if m.label in BODIES)
        for series in by_strand.get(strand, ()):
            series.brackets = after
            anchors.passed += _bodies(strand, series.first, anchors)
            for item, anchor, rule in find_anchors(series, anchors):
                start, end = min(item.post.start, anchor.start), max(item.post.end, anchor.end)
                reading.relations.append(Relation("at", item.post, anchor, rule, start, end))
        anchors.passed += _bodies(strand, len(strand.mentions), anchors)


def _bodies_in_brackets(reading: Reading) -> dict[Candidate, Candidate]:
    """For each post with a bracket after it that names a body or place and little else: that body."""
    found: dict[Candidate, Candidate] = {}
    for strand in strands_of(reading):
        if strand.owner is None or not strand.tight or strand.owner[1] < 0 or strand.mentions[0].label not in BODIES:
            continue
        owner = strand.owner[0].mentions[strand.owner[1]]
        if owner.label is Label.POST and not strand.gaps[0] and BRACKET_REST.fullmatch(strand.gaps[1]):
            found.setdefault(owner, strand.mentions[0])
    return found


def _bodies(strand: Strand, until: int, anchors: Anchors) -> list[Candidate]:
    """Bodies of the strand before a position that haven't been passed yet."""
    last = anchors.passed[-1].start if anchors.passed else -1
    first = bisect_left(strand.bodies, last + 1, key=lambda place: strand.mentions[place].start)
    return [strand.mentions[place] for place in strand.bodies[first : bisect_left(strand.bodies, until)]]


def all_series(reading: Reading) -> list[Series]:
    """The series of all strands, with their holders."""
    scene = Scene(reading)
    position = 0
    every: list[Series] = []
    roster: Series | None = None
    for strand in strands_of(reading):
        if not strand.is_bracket:
            _read_headings(reading.text[position : strand.start], scene)
            scene.telling, scene.read = False, 0
            if NEW_ROW.match(strand.gaps[0]) and not any(m.label is Label.PERSON for m in strand.mentions):
                scene.row = None
            roster = _extend_roster(strand, roster)
        found = series_of(strand)
        for series in found:
            _set_subject(strand, series, scene)
            find_holders(series, scene)
            _look_back(series)
            for holder in series.holders:
                if series.rule == "holder.title_before":
                    scene.titled[holder] = series
            scene.last = series
        every += found
        if not strand.is_bracket:
            _set_subject(strand, None, scene)
            _set_listing(strand, found, scene)
            _set_row(strand, scene)
            roster = _open_roster(strand, found) or roster
        position = max(position, strand.end)
    return every


def _look_back(series: Series) -> None:
    """市委常委，市政府党组副书记张三: the holder named after the comma holds what stands before it, too."""
    previous = series.continues
    while previous is not None and not previous.holders and series.holders:
        previous.holders, previous.rule = series.holders, series.rule
        series, previous = previous, previous.continues


def _extend_roster(strand: Strand, roster: Series | None) -> Series | None:
    """委员：张三⏎　　　李四: names at the head of the lines below a title belong to it."""
    if roster is None or "。" in "".join(strand.gaps):
        return None
    if not is_person(strand, 0):
        return roster if roster.holders else None
    indented = strand.gaps[0] and not strand.gaps[0].strip()
    if not (indented or not roster.holders) or not ROW_GAP.match(strand.gaps[1]):
        return None
    roster.holders = [*roster.holders, *persons_right(strand, 0)]
    roster.rule = "holder.roster"
    return roster


def _open_roster(strand: Strand, found: list[Series]) -> Series | None:
    """The title of a roster: set off by a colon, or the last mention of a heading."""
    labels = [series for series in found if series.holders and series.trail.strip() in (":", "：")]
    if labels and PREFACE.fullmatch(strand.gaps[0]):
        return labels[-1]
    if len(found) != 1 or found[0].holders:
        return None
    ends = found[0].last == len(strand.mentions) - 1 and not found[0].trail.strip(" \u3000：:")
    return found[0] if ends else None


def _read_headings(text: str, scene: Scene) -> None:
    """Remember the verb of a heading such as 二、免去：."""
    for line in text.split("\n"):
        if line.strip() and HEADING.fullmatch(line):
            scene.section = _verb_of_heading(line)


def _verb_of_heading(line: str) -> LinkVerb | None:
    return verb_at_end(line.strip().rstrip(":："))


def _set_subject(strand: Strand, series: Series | None, scene: Scene) -> None:
    """A name at the head of the line, or one with 男/女/…族 after it, opens a curriculum vitae."""
    if strand.is_bracket:
        return
    until, read = series.first if series else len(strand.mentions), scene.read
    scene.read = max(read, until)
    persons = strand.places[Label.PERSON]
    for position in reversed(persons[bisect_left(persons, read) : bisect_left(persons, until)]):
        if ALIAS.search(strand.gaps[position]):
            continue
        after = strand.gaps[position + 1]
        head = position == 0 and PREFACE.fullmatch(strand.gaps[0]) and BIOGRAPHY.match(after)
        if head or SEX_OR_PEOPLE.match(after) or _renamed(strand, position):
            scene.subject, scene.telling = strand.mentions[position], True
            return


def _renamed(strand: Strand, position: int) -> bool:
    """张三，乳名小满，男: another name between the name and the rest."""
    return is_person(strand, position + 1) and bool(ALIAS.search(strand.gaps[position + 1]))


def _set_listing(strand: Strand, found: list[Series], scene: Scene) -> None:
    """The dated lines of a curriculum vitae, and what follows them until another person is named."""
    if any(mention.label is Label.PERSON for mention in strand.mentions):
        scene.listing = False
    elif any(series.rule == "holder.career" for series in found):
        scene.listing = True


def _set_row(strand: Strand, scene: Scene) -> None:
    """A row of a table, or a name alone in its line, lends its name to the lines below that have none."""
    prose = re.search("[，。；]", "".join(strand.gaps))
    if is_person(strand, 0) and PREFACE.fullmatch(strand.gaps[0]):
        after = strand.gaps[1]
        alone = len(strand.mentions) == 1 and not after.strip()
        scene.row = strand.mentions[0] if alone or (not prose and after[:1] in ("\u3000", " ", "｜", "\t")) else None
    elif (prose and "。" in prose.group()) or NEW_ROW.match(strand.gaps[0]):
        scene.row = None


class Linker(Component):
    """Ties posts to persons, bodies and dates, and persons to bodies."""

    def __call__(self, doc: Doc) -> Doc:
        find_links(self.reading_of(doc))
        return doc


@Language.factory("partyie_links", requires=["doc.spans"])
def make_links(nlp: Language, name: str) -> Linker:
    """The linker; it has no options."""
    return Linker(nlp)
