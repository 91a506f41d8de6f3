"""The body or place a person belongs to where no post is given: 清风镇村民张三, 李四（台盟）, 王五，民建会员.

What a line says of a person beside it is read mention by mention (`find_members`); brackets and posts that another
body fills have their own readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from partyie.components.link_holders import SENTENCE_STOP
from partyie.components.link_persons import COLUMN, head_of_list, is_person
from partyie.components.link_strands import BODIES, FILLERS, Strand, strands_of
from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

ROLE = (
    r"(?:住户|盲人|友人|研究生|[高初大][一二三四]|支教|保安|职员|医护|老队员|\w{1,4}族|党员|团员|干部|民警|辅警|交警|警察|村民|居民|牧民|渔民|社员|职工|员工|工人|农民工|农民|学生|选手|队员|老兵|战士|士兵|会员|工作人员"
    r"|志愿者|老人|青年|教师|老师|医生|护士|护林员|大户|养殖户|种植户|贫困户|脱贫户|农户|户主|客商|商户|台商|艺人|歌手|演员|业主|司机"
    r"|代表|群众|同志|师傅|同学|考生|家长|乡贤|退役军人|退伍军人|返乡|种粮|养鱼|养羊|养牛|种菜|独居|年轻|普通|一线|优秀|女|男|老|小|的)"
)
BELONGS = re.compile(ROLE + "{1,4}")
# Words that make somebody one of a body's own, whatever post another body gives
STAFF = re.compile("(?:党员|青年|优秀|年轻|普通|退休)*(?:干部|职工|员工|工作人员|民警)")
# 区妇联来了鲁大姐, 县剧团退下来的老李
COMES = re.compile(f"(?:派?来了?的?|退休的?|退下来的?)(?:{ROLE}{{1,4}})?")
CREDIT = re.compile(r"\s*(?:提供|供图|供稿|撰稿|摄|整理|记录)")
FROM = re.compile(r"(?:同志)?[，,]?(?:来自|是|系)")
FROM_END = re.compile(f"(?:派来的|选派的|选派来的)|{ROLE}{{1,4}}(?=[，。；、]|$)")
WORKS = re.compile(r"(?:同志)?[，,]?(?:[他她])?(?:曾|现|就|一直|平时)?在(?:[^，。；]{0,4}里的)?")
WORKING = re.compile(r"(?:上班|工作|打工|务工|任教|教书|供职|就职|从业|就读|读书|上学|念书|教[\u4e00-\u9fff]{2})")
MEMBERSHIP = re.compile(r"(?:会员|党员|社员|盟员|成员)(?=[，,。；;]|$)")
STUDENT = re.compile(r"\s*(?:学生|教师|职工|农民工|民警|工作人员|大班|学员|农民|村民|居民)")
BRACKET_END = re.compile(r"\s*(?:居民|村民|派驻|下派|选派|派出|学生|教师|职工|民警|籍|大班|\d)|，")
JOINT = re.compile(r"[、和]|\s+")
JOINED = re.compile(r"[、/／]")
OUTLET_POST = re.compile(r"记者$|代表$")
STATIONED = re.compile(r"(?:派驻|驻|选派到?|下派到?)$")


def find_members(reading: Reading, held: set[Candidate]) -> Iterator[tuple[Candidate, Candidate, str]]:
    """Persons with the body they belong to and the rule's name.

    Args:
        reading: The document.
        held: Mentions of persons that hold a post there: only membership that is stated outright adds to it.
    """
    for strand in strands_of(reading):
        for position, mention in enumerate(strand.mentions):
            if mention.label is not Label.PERSON:
                continue
            for name, rule in RULES:
                body = rule(strand, position, held)
                if body is not None:
                    yield mention, body, name
                    break


Rule = Callable[[Strand, int, set[Candidate]], Candidate | None]


def stated(strand: Strand, position: int, held: set[Candidate]) -> Candidate | None:
    """王五，女，…，民建会员: what the person's own sentence states."""
    for later in range(position + 1, len(strand.mentions)):
        if is_person(strand, later) or strand.sentences[later] != strand.sentences[position]:
            return None
        if strand.mentions[later].label is Label.ORG and MEMBERSHIP.match(strand.gaps[later + 1]):
            return strand.mentions[later]
    return None


def comes_from(strand: Strand, position: int, held: set[Candidate]) -> Candidate | None:
    """驻村第一书记张三来自县审计局，; 李四是省农科院派来的; 王五，是市总工会干部: what the sentence says next."""
    body = position + 1
    if body >= len(strand.mentions) or strand.mentions[body].label is not Label.ORG:
        return None
    gap, after = strand.gaps[body], strand.gaps[body + 1]
    if not FROM.fullmatch(gap) or (body + 1 < len(strand.mentions) and len(after) < 3):
        return None
    if strand.mentions[position] in held and not _is_posted(strand, position):
        return None
    ends = FROM_END.match(after) or ("来自" in gap and (not after or after[0] in "，。；、"))
    return strand.mentions[body] if ends else None


def _is_posted(strand: Strand, position: int) -> bool:
    """Whether the name follows a title that another body fills: 驻村第一书记."""
    post = position - 1
    return post > 0 and strand.mentions[post].label is Label.POST and strand.mentions[post - 1].label is Label.PLACE


def works_at(strand: Strand, position: int, held: set[Candidate]) -> Candidate | None:
    """戚大勇，在供电所上班; 夏伯雍在越材中学教书."""
    body = strand.after(position)
    while 0 <= body < len(strand.mentions) and strand.mentions[body].label is Label.PLACE:
        body += 1
    if body < 0 or body >= len(strand.mentions) or strand.mentions[body].label is not Label.ORG:
        return None
    first = position + 1
    said = WORKS.fullmatch(strand.gaps[first]) and WORKING.match(strand.gaps[body + 1])
    return strand.mentions[body] if said and strand.mentions[position] not in held else None


def before(strand: Strand, position: int, held: set[Candidate]) -> Candidate | None:
    """市委办公室党员干部吴佳佳; 区妇联来了鲁大姐; 县统计局于田摄: the body directly before, with or without a role."""
    first = head_of_list(strand, position, JOINT)
    body = first - 1
    while body >= 0 and strand.mentions[body].label in FILLERS:
        body -= 1
    if body < 0 or strand.mentions[body].label not in BODIES:
        return None
    gap = "".join(strand.gaps[body + 1 : first + 1]).strip()
    if strand.mentions[position] in held and not STAFF.fullmatch(gap):
        return None
    named = strand.mentions[body].label is Label.ORG
    if BELONGS.fullmatch(gap) and (named or gap != "的"):  # 清水村的小张 only comes from there
        return strand.mentions[body]
    if not named or gap:
        return strand.mentions[body] if named and COMES.fullmatch(gap) else None
    credited = CREDIT.match(strand.gaps[position + 1]) or not strand.gaps[position + 1].strip()
    row = strand.gaps[first][:1] in COLUMN and not strand.holds(SENTENCE_STOP)
    return strand.mentions[body] if row or credited else None


def apposition(strand: Strand, position: int, held: set[Candidate]) -> Candidate | None:
    """冷杉，市总工会经济工作部，: an apposition that names a body and no post."""
    body = position + 1
    if strand.mentions[position] in held or body >= len(strand.mentions):
        return None
    if strand.mentions[body].label is not Label.ORG:
        return None
    after = strand.gaps[body + 1]
    ends = after[:1] in ("，", "。", "；") or (not after and body + 1 == len(strand.mentions)) or STUDENT.match(after)
    return strand.mentions[body] if strand.gaps[body] in ("，", "，系", "是") and ends else None


def row(strand: Strand, position: int, held: set[Candidate]) -> Candidate | None:
    """12　蒲丰年　男　汉　丹东城建市政工程公司农民工: the body in the person's row of a table without titles."""
    if position or strand.mentions[0] in held or strand.gaps[1][:1] not in COLUMN or strand.holds(SENTENCE_STOP):
        return None
    bodies = [number for number, mention in enumerate(strand.mentions) if mention.label in BODIES]
    others = any(mention.label in (Label.PERSON, Label.POST) for mention in strand.mentions[1:])
    if others or not bodies:
        return None
    after = strand.gaps[bodies[-1] + 1]
    return strand.mentions[bodies[-1]] if not after.strip() or STUDENT.match(after) else None


RULES: tuple[tuple[str, Rule], ...] = (
    ("member.stated", stated),
    ("member.comes_from", comes_from),
    ("member.works_at", works_at),
    ("member.before", before),
    ("member.apposition", apposition),
    ("member.row", row),
)


def bracket_members(reading: Reading) -> Iterator[tuple[Candidate, Candidate, str]]:
    """张三、李四（海事大学）; 王五（县税务局派驻）: brackets with a body and no post, and the persons before them."""
    seen: set[Candidate] = set()
    owners = {
        strand.owner[0].mentions[strand.owner[1]]
        for strand in strands_of(reading)
        if strand.owner is not None and strand.owner[1] >= 0
    }
    for strand in strands_of(reading):
        if strand.owner is None or not strand.tight or not is_person(*strand.owner):
            continue
        labels = {mention.label for mention in strand.mentions}
        body = next((number for number, mention in enumerate(strand.mentions) if mention.label in BODIES), None)
        if body is None or Label.POST in labels or Label.PERSON in labels:
            continue
        after = strand.gaps[body + 1]
        if strand.gaps[body].strip("，男女") or not (not after or BRACKET_END.match(after)):
            continue
        outer, position = strand.owner
        while outer.mentions[position] not in seen:
            seen.add(outer.mentions[position])
            yield outer.mentions[position], strand.mentions[body], "member.bracket"
            if not is_person(outer, position - 1) or not JOINED.fullmatch(outer.gaps[position]):
                break
            position -= 1
            if outer.mentions[position] in owners:
                break


def team_members(reading: Reading) -> Iterator[tuple[Candidate, Candidate, str]]:
    """石门队（张三、李四）: a bracket that lists the persons of the body it follows."""
    for strand in strands_of(reading):
        if strand.owner is None or not strand.tight or strand.owner[1] < 0:
            continue
        team = strand.owner[0].mentions[strand.owner[1]]
        persons = strand.places[Label.PERSON]
        if team.label is Label.ORG and len(persons) > 1 and len(persons) == len(strand.mentions):
            for position in persons:
                yield strand.mentions[position], team, "member.team"


def stationed_members(reading: Reading) -> Iterator[tuple[Candidate, Candidate, str]]:
    """县自然资源局驻上马村第一书记张三: the body that sent the person who holds the post."""
    held: dict[Candidate, list[Candidate]] = {}
    for relation in reading.relations:
        if relation.kind == "holder":
            held.setdefault(relation.source, []).append(relation.target)
    for strand in strands_of(reading):
        for position in strand.places[Label.POST]:
            place, post = position - 1, strand.mentions[position]
            if place < 1 or strand.mentions[place].label not in BODIES or OUTLET_POST.search(_words(reading, post)):
                continue
            sender = strand.mentions[place - 1]
            if sender.label is Label.ORG and not strand.gaps[position] and STATIONED.search(strand.gaps[place]):
                for person in held.get(post, ()):
                    yield person, sender, "member.stationed"


def _words(reading: Reading, mention: Candidate) -> str:
    return reading.text[mention.start : mention.end]
