"""Bodies that the words of the sentence give to a post: 在县财政局任局长, 县文保中心派来的馆员, 该会会长."""

from __future__ import annotations

from partyie.components.link_anchor_scene import Anchors, bodies_of_sentence, of_kind
from partyie.components.link_series import Series
from partyie.components.link_strands import BODIES
from partyie.components.reading import Candidate
from partyie.records import Label
from partyie.text import lazy_re as re

PARTY_POST = re.compile(r"(?:书记|委员|常委|成员|秘书|组织员)$")
COMMON_POST = re.compile(r"(?:书记|委员|常委|成员|秘书长?|代表)$")
DEGREE = re.compile(r"^(?:第一|常务|副|代理|代|执行|名誉|专职|兼职|总)+")
ORDINARY = re.compile(r"(?:委员|理事|监事|董事)$")
COMMITTEE = re.compile(r"(?:委员会|委|支部|总支|理事会|监事会|董事会|协会|商会)$")
REPORTER = re.compile(r"记者$")
STATIONED = re.compile(r"[驻赴]$")
SENT = re.compile(r"[\u4e00-\u9fff]{0,2}派(?:来|出|去|驻|往|遣)?(?:[\u4e00-\u9fff]{0,4}的)?")
DEPARTMENT = re.compile(
    r"[^的了在任为由向和与及让说派到来去把将对，、。；：\s]{0,6}(?:队|组|科|室|股|部|处|站|班|车间|工区|中心|媒体|专业|分局)"
)
MOVED = re.compile(r"(?:[调分转](?:入|到|至|回|往)|分配[到至在]|转业到|进入|回到|来到|供职于|就职于|在)[^，。；]{0,4}$")
PROPOSAL = re.compile(r"，\s*(?:并|同时)?(?:拟?提名|推荐)(?:其)?为?")
STUDY = re.compile(r"毕业|学习|读书|就读|进修|考察|调研|会议|召开")
LOCATED = re.compile(r"(?:在|到|赴|于|受聘|被|由|被聘)(?:母校|老家|家乡|当地)?$")
SAME_BODY = re.compile(r"(?:该|此)(?P<head>[\u4e00-\u9fff]{1,4})$|(?P<own>本|我)(?P<ours>公司|会|院|校)$")
# 该院刑二庭庭长: the kind of the body, before the name of its part
KIND = re.compile(r"院|局|厅|公司|集团|校|行|会|所|队|中心|镇|乡|村|社区|县|市|区")
# 社区党组织书记, 第三小组组长: the title has a body of its own that is no name
UNMARKED_BODY = re.compile(
    r"(?:组织|党委|党组|支部|总支|单位|企业|部门|机关|公司|中心|社区|街道|网格|楼栋|专班|[委局队组部科室站所社班连会团厂店园院校村镇乡]|方面)$"
)
# 按照县委部署, 书记…: a body whose orders the sentence only mentions
ORDERS = re.compile(r"(?:的)?(?:统一|坚强|正确)?(?:部署|要求|安排|领导下|批准|同意|号召|指示|精神|决策|文件)")
# Characters over which a sentence still has its body in mind
SENTENCE_REACH = 80
SUCCESSION = re.compile(r"(?:前任|原任|现任|新任|继任|首任)$")
ITS = re.compile(r"其$")


def stem(title: str) -> str:
    """What titles of one office have in common: 局长 of 局长, 副局长 and 常务副局长."""
    return DEGREE.sub("", title)[-2:]


def of_the_kind(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """县长、指挥长: a title that only one kind of temporary body has, over what the list says."""
    title = anchors.name(series.items[number].post)
    if not re.search(r"(?:指挥长|总指挥)$", title):
        return None
    found = of_kind(series, number, anchors, bodies_of_sentence(series, number))
    later = series.strand.bodies_after(series.items[number].position)
    return found or of_kind(series, number, anchors, later)


def same_body(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """该会会长; 该院刑二庭庭长; 其法定代表人: the last body of that kind."""
    if number:
        return None
    match = SAME_BODY.search(series.lead)
    if match:
        named = match["head"] or match["ours"]
        kind = KIND.match(named)
        heads = (named, kind.group()) if kind else (named,)
        passed = anchors.passed[-40:][::-1]
        return next((body for head in heads for body in passed if anchors.name(body).endswith(head)), None)
    if not ITS.search(series.lead):
        return None
    sentence = list(bodies_of_sentence(series, number))
    return of_kind(series, number, anchors, sentence) or (sentence[-1] if sentence else None)


def located(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """在酒泉市政府挂职任副市长; 到抗日民主政府当通信员; 被服务站聘为监督员."""
    strand, body = series.strand, series.first - 1
    if number or series.verb is None or body < 0 or strand.mentions[body].label not in BODIES:
        return None
    first = body - 1 if body and strand.mentions[body - 1].label is Label.PLACE and strand.gaps[body] == "的" else body
    return strand.mentions[body] if LOCATED.search(strand.gaps[first]) else None


def of_reporter(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """清河日报驻石门县记者: the outlet, not the place where its reporter works."""
    item, strand = series.items[number], series.strand
    place = item.position - 1
    if item.anchor is None or place < 1 or not REPORTER.search(anchors.name(item.post)):
        return None
    outlet = strand.mentions[place - 1]
    return outlet if outlet.label is Label.ORG and STATIONED.fullmatch(strand.gaps[place]) else None


def sent(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """县文保中心派馆员李四来验; 市中院派来观摩的法官王五: the body that sends its own."""
    strand, body = series.strand, series.strand.before(series.first)
    if number or body < 0 or strand.mentions[body].label is not Label.ORG:
        return None
    return strand.mentions[body] if SENT.fullmatch(series.lead) else None


def in_department(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """中铁某局隧道队领工员; 法治报全媒体记者: the body whose department stands between."""
    strand, body = series.strand, series.first - 1
    if number or body < 0 or strand.mentions[body].label is not Label.ORG:
        return None
    return strand.mentions[body] if DEPARTMENT.fullmatch(series.lead) else None


def moved(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """1998年3月调入县林业局，历任干事、科长: the body where the clause before says that the person went."""
    strand, position = series.strand, series.first
    if number or series.verb is None:
        return None
    body = max(strand.last_in_sentence(Label.ORG, position), strand.last_in_sentence(Label.PLACE, position))
    if body < 0 or strand.mentions[body].label is not Label.ORG or not MOVED.search(strand.gaps[body]):
        return None
    between = strand.words(anchors.reading, body, position)
    return None if STUDY.search(between) or strand.last(Label.POST, position) > body else strand.mentions[body]


def of_same_verb(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """张三被推举为支部书记，李四任组织委员; 拟任…党委副书记，提名为总经理人选: what one sentence fills at one body."""
    strand, position = series.strand, series.first
    if number or series.verb is None or UNMARKED_BODY.search(series.lead):
        return None
    previous = anchors.last_before(strand, position)
    anchor = anchors.at.get(previous) if previous else None
    if previous is None or anchor is None or next(strand.bodies_before(position), anchor).start > previous.start:
        return None
    if PROPOSAL.fullmatch(series.lead):
        return anchor
    title, other = anchors.name(series.items[0].post), anchors.name(previous)
    if ORDINARY.search(title) and COMMITTEE.search(anchors.name(anchor)):
        return anchor
    both = COMMON_POST.search(title) and COMMON_POST.search(other)
    return anchor if both or stem(title) == stem(other) else None


def named_in_sentence(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """县民族小学里，校长张三…; 成立工作专班，李四任组长: the nearest body of the title's kind in the sentence.

    A body that another person's title has taken doesn't count, unless a verb of office stands between.
    """
    if number == 0 and UNMARKED_BODY.search(series.lead):
        return None
    start = series.items[number].post.start
    bodies = (
        body
        for body in bodies_of_sentence(series, number)
        if start - body.end <= SENTENCE_REACH and not ORDERS.match(anchors.reading.text, body.end)
    )
    if series.verb is None and not SUCCESSION.search(series.lead):
        title = anchors.name(series.items[number].post)
        bodies = (body for body in bodies if title not in anchors.titles.get(body, ()))
    return of_kind(series, number, anchors, bodies)


def comes_from(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """研究员张三来自水科院: the body that the sentence says a bare title's holder comes from."""
    strand, body = series.strand, series.last + 2
    if series.rule != "holder.title_before" or body >= len(strand.mentions) or len(series.holders) != 1:
        return None
    named = strand.mentions[body].label is Label.ORG and strand.gaps[body].strip("，,") == "来自"
    return strand.mentions[body] if named else None


def of_relative(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """任组长的事故调查组: the body that the clause describes."""
    strand, after = series.strand, series.last + 1
    if series.trail != "的" or after == len(strand.mentions) or strand.mentions[after].label not in BODIES:
        return None
    return of_kind(series, number, anchors, [strand.mentions[after]])


def elected(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """…代表会议召开。张三当选会长: the last body of the title's kind in the paragraph, after a verb of election."""
    if series.verb is None or series.verb.event not in ("elect", "appoint", "remove", "resign"):
        return None
    return of_kind(series, number, anchors, series.strand.bodies_before(series.first))
