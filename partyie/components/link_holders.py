"""Who holds a post: title before name, name before title, verbs of office, brackets, rosters, careers.

Every rule takes a `Series` in its `Scene` and answers with persons or with nothing; the first answer wins, in the
order of `RULES`. None of them looks beyond the sentence, except for the one subject that a curriculum vitae or a
roster has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from partyie.components.link_persons import (
    COLUMN,
    COURTESY,
    PREFACE,
    is_person,
    name_first,
    persons_left,
    persons_right,
)
from partyie.components.link_series import Series
from partyie.components.link_strands import FILLERS, REACH, Strand
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.link_verbs import LinkVerb, link_verbs
from partyie.records import Label

FORMS = "|".join(sorted(map(re.escape, link_verbs()), key=len, reverse=True))
VERB = re.compile(FORMS)
# Characters that may stand between a verb and the first mention of what it governs: 拟任县（市、区）党委
VERB_REACH = 10
LAST_WORDS = 40
NO_VERB = re.compile(
    r"为[了此]|因为|作为|认为|以为|成为|行为|当[天日时地前年晚]|做到|主持[召会]|系统|联系|关系|免费|避免|以免|责任"
    r"|信任|任务|任何|主任|是否|还是|就是|不是|可是|但是|提名的|任命的|选举产生|聘任制"
)
DENIED = re.compile(r"(?:不得|不能|不宜|不可|不应|不准|禁止|限制|没有|未|[我你您咱][们就]?)$")
RIGHT = re.compile(r"\s*(?:同志)?[:：/／｜|]?\s*")
ROLE = re.compile(r"、[^，。；、的为是由任\s（）“”]{2,8}")
RELATIVE = re.compile(r"(?:、[^，。；]{0,16})?的|[、，][^，。；]{0,16}的")
ENUMERATION = re.compile(r"等[^，。；]{0,6}")
PASSIVE = re.compile(r"(?:分别)?(?:由|为|是|系)")
PASSIVE_END = re.compile(COURTESY + r"\s*(?:兼任|担任|出任|接任|兼|任|代理|变更为|$|[，。；、）])")
OBLIQUE = re.compile(r"(?:由|经|向|对|将|把|与|和|同|在|给|被|受|让|请|跟|随|为|陪同|会见|同学|介绍)$")
CLAUSE_BREAK = re.compile(r"[，,。！？；;]")
PROSE = re.compile(r"[，。；！？：:“”《》]|[一二三四五六七八九十]、")
SENTENCE_STOP = re.compile(r"[，。；！？]")
POSSESSIVE = re.compile(COURTESY + "的")
LINKING = frozenset({"为", "兼任", "任", "担任"})
APPOSITION = re.compile(COURTESY + r"\s*[，,:：]?\s*")
SET_OFF = re.compile(r"\s*(?:$|[，,。；;、）)])")


@dataclass(slots=True)
class Scene:
    """What the rules may look at besides the series itself.

    Attributes:
        reading: The document.
        subject: The person whose career the current paragraphs tell, if any.
        row: The person of a table row or heading line just above, if any.
        telling: Whether that person's career is told in this very line.
        read: How far persons of the line have been considered as its subject.
        listing: Whether the lines above are those of a curriculum vitae.
        section: Verb of the heading above: 四、免去：.
        titled: The series that names each person by title.
        last: The series before this one.
    """

    reading: Reading
    subject: Candidate | None = None
    telling: bool = False
    read: int = 0
    listing: bool = False
    row: Candidate | None = None
    section: LinkVerb | None = None
    titled: dict[Candidate, Series] = field(default_factory=dict)
    last: Series | None = None

    def verb_in_sentence(self, strand: Strand, position: int) -> LinkVerb | None:
        """选举张三为主委，李四为副主委: the verb of the series before, in the same sentence."""
        last = self.last
        if last is None or last.strand is not strand or last.verb is None:
            return None
        return last.verb if strand.sentences[last.first] == strand.sentences[position] else None


Rule = Callable[[Series, Scene], list[Candidate]]


def title_before(series: Series, scene: Scene) -> list[Candidate]:
    """市委书记张三; 副主任：李四、王五; 记者 赵六　钱七; 副研究馆员、策展人张三: the name directly after the title."""
    strand, after, trail = series.strand, series.last + 1, series.trail
    if not is_person(strand, after) or not (RIGHT.fullmatch(trail) or ROLE.fullmatch(trail)):
        return []
    if trail and trail[0] in COLUMN and (name_first(strand) or _governed(series, scene)):
        return []
    return persons_right(strand, after)


def relative_clause(series: Series, scene: Scene) -> list[Candidate]:
    """时任镇长、现任局长的张三; 原主席、七十多岁的李四."""
    strand, after = series.strand, series.last + 1
    while after < len(strand.mentions) and strand.mentions[after].label in FILLERS:
        after += 1
    if not is_person(strand, after):
        return []
    between = strand.words(scene.reading, series.last, after)
    return persons_right(strand, after) if RELATIVE.fullmatch(between) else []


def passive(series: Series, scene: Scene) -> list[Candidate]:
    """办公室主任由市文广新局局长李花兼任; 领队为文化站站长车前喜; 法定代表人由张三变更为李四."""
    strand = series.strand
    if not PASSIVE.fullmatch(series.trail):
        return []
    after = strand.next(Label.PERSON, series.last)
    if after < 0 or after - series.last > REACH:
        return []
    for place in range(series.last + 1, after):
        if strand.mentions[place].label is Label.QUANTITY or (place > series.last + 1 and "，" in strand.gaps[place]):
            return []
    persons = persons_right(strand, after)
    after += len(persons)
    if not PASSIVE_END.match(strand.gaps[after]):
        return []
    changed = strand.gaps[after].endswith("变更为") and is_person(strand, after)
    return [*persons, strand.mentions[after]] if changed else persons


def name_before(series: Series, scene: Scene) -> list[Candidate]:
    """张三局长; 米养性上校: the name directly before a title that belongs to nobody else."""
    before = series.first - 1
    return [series.strand.mentions[before]] if is_person(series.strand, before) and not series.lead else []


def verb_between(series: Series, scene: Scene) -> list[Candidate]:
    """张三任…; 任命张三为…; 免去张三的…; 张三、李四当选…: a verb of office after the person."""
    strand = series.strand
    person = _person_left(series)
    if person < 0:
        return []
    words = strand.words(scene.reading, person, series.first)
    verb = verb_at_end(words)
    if verb is None and ENUMERATION.fullmatch(words):
        return persons_left(strand, person, scene.titled)[1]
    if verb is not None and CLAUSE_BREAK.search(words[: words.rfind(verb.form)]):
        series.verb = verb
        return [scene.subject] if scene.subject and OBLIQUE.search(strand.gaps[person]) else [strand.mentions[person]]
    if verb is None and words and not POSSESSIVE.fullmatch(words):
        return []
    head, persons = persons_left(strand, person, scene.titled)
    if not words:
        verb = verb_at_end(strand.gaps[head])
        series.verb = verb if verb and verb.event == "remove" else None
        return persons if series.verb else []
    if verb is None or verb.form in LINKING:
        entry = scene.section if head == 0 and PREFACE.fullmatch(strand.gaps[0]) else None
        verb = verb_at_end(strand.gaps[head]) or scene.verb_in_sentence(strand, head) or entry or verb
    series.verb = verb
    return persons if verb else []


def continued(series: Series, scene: Scene) -> list[Candidate]:
    """现任市委常委、秘书长，市直机关工委书记: the holder of the series before the comma."""
    previous = series.continues
    if previous is None:
        return []
    series.verb = previous.verb
    return previous.holders


def bracket_owner(series: Series, scene: Scene) -> list[Candidate]:
    """张三（市政协副主席，无党派）: the person a bracket follows."""
    strand = series.strand
    if strand.owner is None or not strand.tight or not SET_OFF.match(series.trail):
        return []
    outer, position = strand.owner
    return [outer.mentions[position]] if is_person(outer, position) else []


def apposition(series: Series, scene: Scene) -> list[Candidate]:
    """岩峰，酸解车间班长; 科主任旷怡，副主任中医师，: a name at the head of the sentence, set off by a comma."""
    strand = series.strand
    person = strand.before(series.first)
    if not is_person(strand, person) or strand.sentences[person] != strand.sentences[series.first]:
        return []
    if not APPOSITION.fullmatch(strand.words(scene.reading, person, series.first)):
        return []
    titles = scene.titled.get(strand.mentions[person])
    head = titles.first if titles and titles.strand is strand and titles.last < person else person
    leads = head == 0 or strand.sentences[head - 1] != strand.sentences[head] or strand.gaps[head].endswith(("：", ":"))
    return [strand.mentions[person]] if leads else []


def table_row(series: Series, scene: Scene) -> list[Candidate]:
    """A row in columns set apart by blanks or bars: 1　张三　女　汉　市医院副主任; 组长　李四　县政协副主席."""
    strand = series.strand
    person = _person_left(series)
    if person < 0:
        return []
    words = strand.words(scene.reading, person, series.first)
    return [strand.mentions[person]] if words[:1] in COLUMN and not SENTENCE_STOP.search(words) else []


def row_above(series: Series, scene: Scene) -> list[Candidate]:
    """The second line of a row, or the titles under a name that stands alone in its line."""
    strand = series.strand
    if scene.row is None or strand.is_bracket or _person_left(series) >= 0:
        return []
    titles_only = series.first == 0 and not series.lead.strip()
    return [scene.row] if titles_only or not strand.holds(PROSE) else []


def same_subject(series: Series, scene: Scene) -> list[Candidate]:
    """他58岁，现为…教授: a verb of office in a sentence without a name goes on with the sentence before."""
    strand = series.strand
    if series.strand.is_bracket or _person_left(series) >= 0:
        return []
    verb = verb_at_end(_words_before(series, scene))
    if verb is None:
        return []
    series.verb = verb
    person = strand.last(Label.PERSON, series.first)
    return [strand.mentions[person]] if person >= 0 else []


def career(series: Series, scene: Scene) -> list[Candidate]:
    """A line of a curriculum vitae, or a sentence without a subject in it: 1990.03—1991.11　乡团委书记; 现任…."""
    strand = series.strand
    if scene.subject is None:
        return []
    words = _words_before(series, scene)
    series.verb = series.verb or verb_at_end(words)
    follows = series.first > 0 and strand.mentions[series.first - 1].label is Label.DATE
    dated = follows and not series.lead.strip("\u3000 ，,起")
    listed = (scene.telling or scene.listing) and SET_OFF.match(series.trail) and words[-1:] in ("，", "。", "；", "")
    return [scene.subject] if series.verb or dated or listed else []


RULES: tuple[tuple[str, Rule], ...] = (
    ("holder.relative_clause", relative_clause),
    ("holder.title_before", title_before),
    ("holder.passive", passive),
    ("holder.verb", verb_between),
    ("holder.name_before", name_before),
    ("holder.table_row", table_row),
    ("holder.bracket", bracket_owner),
    ("holder.apposition", apposition),
    ("holder.continued", continued),
    ("holder.row_above", row_above),
    ("holder.career", career),
    ("holder.same_subject", same_subject),
)


def find_holders(series: Series, scene: Scene) -> None:
    """Set the holders of a series by the first rule that knows them."""
    for name, rule in RULES:
        holders = rule(series, scene)
        if holders:
            series.holders, series.rule = holders, name
            return


def verb_at_end(words: str) -> LinkVerb | None:
    """The last verb of office in ``words``, if what it governs begins right after: ，1996年2月起任."""
    tail = words[-24:]
    found = None
    for match in VERB.finditer(tail):
        if not NO_VERB.match(tail, max(0, match.start() - 1)) and not NO_VERB.match(tail, match.start()):
            found = match
    if found is None or len(tail) - found.end() > VERB_REACH or CLAUSE_BREAK.search(tail, found.end()):
        return None
    return None if DENIED.search(tail[: found.start()]) else link_verbs()[found.group()]


def _person_left(series: Series) -> int:
    """The nearest person before the series in its sentence, or -1."""
    return series.strand.last_in_sentence(Label.PERSON, series.first)


def _words_before(series: Series, scene: Scene) -> str:
    """The last words of the sentence before the series."""
    strand, end = series.strand, series.strand.mentions[series.first].start
    opening = strand.opening(series.first)
    start = strand.mentions[opening - 1].end if opening else strand.start
    return scene.reading.text[max(start, end - LAST_WORDS) : end]


def _governed(series: Series, scene: Scene) -> bool:
    """Whether a verb of office with a person before it governs the series."""
    person = _person_left(series)
    return person >= 0 and verb_at_end(series.strand.words(scene.reading, person, series.first)) is not None
