"""Who holds a post: title before name, name before title, verbs of office, brackets, rosters, careers.

Every rule takes a `Series` in its `Scene` and answers with persons or with nothing; the first answer wins, in the
order of `RULES`. None of them looks beyond the sentence, except for the one subject that a curriculum vitae or a
roster has.
"""

from __future__ import annotations

from partyie.components.link_holder_verbs import (
    SET_OFF,
    career,
    from_to,
    passive,
    respectively,
    same_subject,
    verb_between,
)
from partyie.components.link_persons import COLUMN, COURTESY, is_person, name_first, persons_right
from partyie.components.link_scene import Rule, Scene, governed, person_left, verb_at_end, words_before
from partyie.components.link_series import Series
from partyie.components.link_strands import BODIES, FILLERS, REACH
from partyie.components.reading import Candidate
from partyie.records import Label
from partyie.text import lazy_re as re

RIGHT = re.compile(r"\s*+(?:同志|(?:建议)?人选|候选人)?[:：/／｜|]?\s*")
ROLE = re.compile(r"、[^，。；、的为是由任\s（）“”]{2,8}")
RELATIVE = re.compile(r"(?:、[^，。；]{0,16})?的|[、，][^，。；]{0,16}的")
# 在县医院当护士的妻子李四: with a verb before the title, a word of kinship or company may stand before the name
RELATED = re.compile(r"的[\u4e00-\u9fff]{1,3}")
# 这位从警十六年的一级警督
THIS = re.compile(r"这[位名][^，。；！？]{0,20}$")
LISTED = re.compile(COURTESY + r"\s*+(?:[、和兼]|以及)?\s*")
SOLE = re.compile(r"(?<!副)(?:书记|主席|主任|总经理|董事长|[省市县区乡镇州局厅部院校队团会站所]长)$")
AND = re.compile(COURTESY + r"\s*[和与]\s*")
PROSE = re.compile(r"[，。；！？：:“”《》]|[一二三四五六七八九十]、")
SENTENCE_STOP = re.compile(r"[，。；！？]")
APPOSITION = re.compile(COURTESY + r"\s*+[，,:：]?\s*")


def title_before(series: Series, scene: Scene) -> list[Candidate]:
    """市委书记张三; 副主任：李四、王五; 记者 赵六　钱七; 副研究馆员、策展人张三: the name directly after the title."""
    strand, after, trail = series.strand, series.last + 1, series.trail
    if not is_person(strand, after) or not (RIGHT.fullmatch(trail) or ROLE.fullmatch(trail)):
        return []
    if trail and trail[0] in COLUMN and (name_first(strand) or governed(series, scene)):
        return []
    persons = persons_right(strand, after)
    return persons[:1] if _of_one(series, scene, persons) else persons


def labelled(series: Series, scene: Scene) -> list[Candidate]:
    """主持人：县长张三; 副组长：县委副书记李四、副县长王五: the persons after a colon, over the titles they bear."""
    strand, persons = series.strand, []
    if series.trail.strip() not in (":", "："):
        return []
    for place in range(series.last + 1, min(series.last + REACH, len(strand.mentions))):
        label, gap = strand.mentions[place].label, strand.gaps[place]
        if place > series.last + 1 and not LISTED.fullmatch(gap):
            break
        if label is Label.PERSON:
            persons.append(strand.mentions[place])
        elif label is not Label.POST and label not in BODIES:
            break
    return persons


def _of_one(series: Series, scene: Scene, persons: list[Candidate]) -> bool:
    """市长张三与李四分别落笔: an office that one person holds, and somebody else after 和."""
    if len(persons) != 2 or series.trail.strip():
        return False
    post = series.items[-1].post
    title, between = scene.reading.text[post.start : post.end], scene.reading.text[persons[0].end : persons[1].start]
    return bool(SOLE.search(title) and "副" not in title and AND.fullmatch(between))


def relative_clause(series: Series, scene: Scene) -> list[Candidate]:
    """时任镇长、现任局长的张三; 原主席、七十多岁的李四."""
    strand, after = series.strand, series.last + 1
    while after < len(strand.mentions) and strand.mentions[after].label in FILLERS:
        after += 1
    if not is_person(strand, after):
        return []
    between = strand.words(scene.reading, series.last, after)
    if RELATED.fullmatch(between) and person_left(series) < 0:
        series.verb = verb_at_end(words_before(series, scene))
        return persons_right(strand, after) if series.verb else []
    return persons_right(strand, after) if RELATIVE.fullmatch(between) else []


def this_person(series: Series, scene: Scene) -> list[Candidate]:
    """这位从警十六年的一级警督: the person named last in the paragraph."""
    strand = series.strand
    words = words_before(series, scene)
    if not THIS.search(words) or is_person(strand, series.last + 1):
        return []
    person = strand.last(Label.PERSON, series.first)
    return [strand.mentions[person]] if person >= 0 else []


def name_before(series: Series, scene: Scene) -> list[Candidate]:
    """张三局长; 米养性上校: the name directly before a title that belongs to nobody else."""
    before = series.first - 1
    return [series.strand.mentions[before]] if is_person(series.strand, before) and not series.lead else []


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
    person = person_left(series)
    if person < 0:
        return []
    words = strand.words(scene.reading, person, series.first)
    return [strand.mentions[person]] if words[:1] in COLUMN and not SENTENCE_STOP.search(words) else []


def row_above(series: Series, scene: Scene) -> list[Candidate]:
    """The second line of a row, or the titles under a name that stands alone in its line."""
    strand = series.strand
    if scene.row is None or strand.is_bracket or person_left(series) >= 0:
        return []
    titles_only = series.first == 0 and not series.lead.strip()
    return [scene.row] if titles_only or not strand.holds(PROSE) else []


RULES: tuple[tuple[str, Rule], ...] = (
    ("holder.relative_clause", relative_clause),
    ("holder.from_to", from_to),
    ("holder.this", this_person),
    ("holder.title_before", title_before),
    ("holder.labelled", labelled),
    ("holder.respectively", respectively),
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
