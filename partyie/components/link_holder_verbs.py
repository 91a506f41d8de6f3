"""Holders by the verbs of office: 任命张三为…, 张三任…, 由张三担任, 从班长干到…, and what goes on about one person."""

from __future__ import annotations

from partyie.components.link_persons import COURTESY, PREFACE, is_person, persons_left, persons_right
from partyie.components.link_scene import CLAUSE_BREAK, Scene, person_left, verb_at_end, words_before
from partyie.components.link_series import Series
from partyie.components.link_strands import REACH
from partyie.components.reading import Candidate
from partyie.lexicon.link_verbs import LinkVerb, link_verbs
from partyie.records import Label
from partyie.text import lazy_re as re

ANOTHER = re.compile(r"[，。；][他她](?!们)")
ENUMERATION = re.compile(r"等[^，。；]{0,6}")
PASSIVE = re.compile(r"(?:分别)?(?:由|为|是|系)")
# 审判长由该院刑二庭庭长张三担任: unmarked words before the first mention, if a verb closes the clause
PASSIVE_LOOSE = re.compile(r"(?:分别)?由[^，。；、]{1,10}")
PASSIVE_VERB = re.compile(COURTESY + r"\s*(?:兼任|担任|出任|接任|任|代理)(?![\u4e00-\u9fff])")
PASSIVE_END = re.compile(COURTESY + r"\s*(?:兼任|担任|出任|接任|兼|任|代理|变更为|$|[，。；、）])")
OBLIQUE = re.compile(r"(?:由|经|向|对|将|把|与|和|同|在|给|被|受|让|请|跟|随|为|陪同|会见|同学|介绍)$")
POSSESSIVE = re.compile(COURTESY + "的")
POSSESSIVE_LOOSE = re.compile(COURTESY + r"的[\u4e00-\u9fff]{1,8}")
OFFICE = re.compile(r"(?:等)?职务|一职")
LINKING = frozenset({"为", "兼任", "任", "担任"})
# 从一名普通技术员干到…, 由列兵成长为…
SET_OUT = re.compile(r"[从由](?:一[名位个])?(?:普通|基层|最基层)?(?:的)?$")
REACHED = re.compile(r"(?:一路|一步步|逐步|直)?(?:干到|做到|升到|升至|成长为|升任|成长到)")
APART = re.compile(r"分别")
# 为院长送行: what doesn't follow a title that somebody is given
BENEFIT = re.compile(r"(?!的|等|人选|候选|职务|一职|兼|及|和|并|之|同志)[\u4e00-\u9fff]")
REMOVED = re.compile(r"(?:等)?职务[，,]?(?:均|同时|一并|予以|自然|随之|相应)*免[去除]")
SET_OFF = re.compile(r"\s*(?:$|[，,。；;、）)])")


def from_to(series: Series, scene: Scene) -> list[Candidate]:
    """从班长干到副总工程师; 由列兵成长为教导员: the title that a career set out from."""
    strand = series.strand
    if not SET_OUT.search(series.lead) or not REACHED.match(series.trail):
        return []
    series.verb = link_verbs()["曾任"]
    person = person_left(series)
    if person >= 0 and not re.search("[，。]", strand.gaps[person + 1]):
        return [strand.mentions[person]]
    return [scene.subject] if scene.subject else [strand.mentions[person]] if person >= 0 else []


def passive(series: Series, scene: Scene) -> list[Candidate]:
    """办公室主任由市文广新局局长李花兼任; 领队为文化站站长车前喜; 法定代表人由张三变更为李四."""
    strand = series.strand
    loose = not PASSIVE.fullmatch(series.trail)
    if loose and not PASSIVE_LOOSE.fullmatch(series.trail):
        return []
    after = strand.next(Label.PERSON, series.last)
    if after < 0 or after - series.last > REACH:
        return []
    for place in range(series.last + 1, after):
        if strand.mentions[place].label is Label.QUANTITY or (place > series.last + 1 and "，" in strand.gaps[place]):
            return []
    persons = persons_right(strand, after)
    after += len(persons)
    if not (PASSIVE_VERB if loose else PASSIVE_END).match(strand.gaps[after]):
        return []
    changed = strand.gaps[after].endswith("变更为") and is_person(strand, after)
    return [*persons, strand.mentions[after]] if changed else persons


def verb_between(series: Series, scene: Scene) -> list[Candidate]:
    """张三任…; 任命张三为…; 免去张三的…; 张三、李四当选…: a verb of office after the person."""
    strand = series.strand
    person = person_left(series)
    if person < 0:
        return []
    words = strand.words(scene.reading, person, series.first)
    verb = verb_at_end(words)
    if verb is not None and verb.form in ("是", "系") and series.trail.startswith("的"):
        return []
    if verb is None and ENUMERATION.fullmatch(words):
        return persons_left(strand, person, scene.titled)[1]
    if verb is not None and CLAUSE_BREAK.search(words[: words.rfind(verb.form)]):
        series.verb = verb
        other = OBLIQUE.search(strand.gaps[person]) or ANOTHER.search(words)
        return [scene.subject] if scene.subject and other else [strand.mentions[person]]
    bare = re.fullmatch(COURTESY, words) is not None
    possessive = POSSESSIVE.fullmatch(words) or (POSSESSIVE_LOOSE.fullmatch(words) and OFFICE.match(series.trail))
    if verb is None and not bare and not possessive:
        return []
    head, persons = persons_left(strand, person, scene.titled)
    if bare:
        entry = scene.section if head == 0 and PREFACE.fullmatch(strand.gaps[0]) else None
        verb = verb_at_end(strand.gaps[head]) or entry
        series.verb = verb if verb and verb.event == "remove" else None
        return persons if series.verb else []
    series.verb = _governing(series, scene, head, verb)
    return persons if series.verb else []


def _governing(series: Series, scene: Scene, head: int, verb: LinkVerb | None) -> LinkVerb | None:
    """任命张三为…, 免去张三的…: the verb before the persons, or what the sentence or heading goes on with."""
    if verb is not None and verb.form not in LINKING:
        return verb
    strand = series.strand
    entry = scene.section if head == 0 and PREFACE.fullmatch(strand.gaps[0]) else None
    before, going_on = verb_at_end(strand.gaps[head]), scene.verb_in_sentence(strand, head)
    if going_on and verb is not None and verb.form != "为" and going_on.status != verb.status:
        going_on = None
    if verb is None and REMOVED.match(series.trail):
        return before or link_verbs()["免去"]
    if verb is not None and verb.form == "为" and BENEFIT.match(series.trail) and not (before or going_on or entry):
        return None
    return before or going_on or entry or verb


def respectively(series: Series, scene: Scene) -> list[Candidate]:
    """张三、李四分别任局长、副局长; 书记、县长分别由张三、李四担任: as many persons as titles, in their order."""
    strand, many = series.strand, len(series.items)
    if many < 2:
        return []
    person = person_left(series)
    words = strand.words(scene.reading, person, series.first) if person >= 0 else ""
    persons = persons_left(strand, person, scene.titled)[1] if APART.search(words) else []
    if persons:
        series.verb = verb_at_end(words)
    elif APART.match(series.trail) and is_person(strand, series.last + 1):
        persons = persons_right(strand, series.last + 1)
    series.paired = len(persons) == many
    return persons if series.paired else []


def same_subject(series: Series, scene: Scene) -> list[Candidate]:
    """他58岁，现为…教授: a verb of office in a sentence without a name goes on with the sentence before."""
    strand = series.strand
    if series.strand.is_bracket or person_left(series) >= 0:
        return []
    verb = verb_at_end(words_before(series, scene))
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
    words = words_before(series, scene)
    series.verb = series.verb or verb_at_end(words)
    follows = series.first > 0 and strand.mentions[series.first - 1].label is Label.DATE
    dated = follows and not series.lead.strip("\u3000 ，,起")
    listed = (scene.telling or scene.listing) and SET_OFF.match(series.trail) and words[-1:] in ("，", "。", "；", "")
    return [scene.subject] if series.verb or dated or listed else []
