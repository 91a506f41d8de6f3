"""Which body or place a post belongs to, as the text names it: the ``at`` of the annotation guideline.

Rules in the order of `RULES`, first answer wins. A bare title gets an anchor only where the same sentence names
one, or the roster, the election or the bracket it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from partyie.components.link_persons import COLUMN, PREFACE, is_person
from partyie.components.link_series import Item, Series
from partyie.components.link_strands import BODIES, Strand
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.post_bodies import body_endings
from partyie.records import Label

BYLINE = re.compile(r"(?:记者|编辑|责编|美编|编委|总编|通讯员|摄影|校对|审核|监制|作者)$")
PARTY_POST = re.compile(r"(?:书记|委员|常委|成员|秘书|组织员)$")
DIVISION_HEAD = re.compile(r"(?:省长|市长|县长|区长|州长|旗长|镇长|乡长|盟长|主席)$")
RANK = re.compile(r"(?:调研员|科员|巡视员|警监|警督|警长|专员|主办|检察官|法官|师|校|尉|士)$")
DEGREE = re.compile(r"^(?:第一|常务|副|代理|代|执行|名誉|专职|兼职|总)+")
LOCATED = re.compile(r"(?:在|到|赴|于|受聘|被|由|被聘)$")
SAME_BODY = re.compile(r"(?:该|此)(?P<head>[\u4e00-\u9fff]{1,4})$|(?P<own>本|我)(?P<ours>公司|会|院|校)$")
UNMARKED_BODY = re.compile(r"(?:党委|党组|党支部|单位|企业|部门|机关|委|局)$")
ITS = re.compile(r"其$")
HEAD_PUNCTUATION = "”’）)」』"


@dataclass(slots=True)
class Anchors:
    """What is known of anchors while the document is read.

    Attributes:
        reading: The document.
        at: The anchor of each post so far.
        taken: Those anchors.
        passed: Bodies and places read so far, with their strands.
        bracketed: Those of them that stand in brackets.
        heading: The body that stands alone in a heading above: 【村党总支】.
        roster: The anchor of the roster that is being read.
    """

    reading: Reading
    at: dict[Candidate, Candidate] = field(default_factory=dict)
    taken: set[Candidate] = field(default_factory=set)
    passed: list[Candidate] = field(default_factory=list)
    bracketed: set[Candidate] = field(default_factory=set)
    heading: Candidate | None = None
    roster: Candidate | None = None

    def name(self, mention: Candidate) -> str:
        """The characters of a mention, without closing brackets and quotes."""
        return self.reading.text[mention.start : mention.end].rstrip(HEAD_PUNCTUATION)

    @staticmethod
    def last_before(strand: Strand, position: int) -> Candidate | None:
        """The last post before a position of the strand, in the same sentence."""
        post = strand.last_in_sentence(Label.POST, position)
        return strand.mentions[post] if post >= 0 else None


Rule = Callable[[Series, int, Anchors], Candidate | None]


def before(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """县财政局局长: the body or place directly before the title."""
    item = series.items[number]
    gap = series.strand.gaps[item.position]
    if item.anchor is None or (gap[:1] in COLUMN and BYLINE.search(anchors.name(item.post))):
        return None
    return item.anchor


def of_the_kind(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """县长、指挥长: a title that only one kind of temporary body has, over what the list says."""
    title = anchors.name(series.items[number].post)
    if not re.search(r"(?:指挥长|总指挥)$", title):
        return None
    found = _of_kind(series, number, anchors, _sentence(series, number))
    later = series.strand.bodies_after(series.items[number].position)
    return found or _of_kind(series, number, anchors, later)


def in_list(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """县委副书记、县长: the anchor of the title before; 省厅原党组成员、副厅长: that of the body before the 原."""
    if number == 0:
        previous = series.continues
        return anchors.at.get(previous.items[-1].post) if previous else None
    item = series.items[number]
    if item.outer_before is not None and not PARTY_POST.search(anchors.name(item.post)):
        return item.outer_before
    return anchors.at.get(series.items[number - 1].post)


def in_bracket(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """法治报（记者张三）; 自然资源局　李四（局长）: the body before the bracket, or before the name before it."""
    strand = series.strand
    if number or strand.owner is None or not strand.tight or series.first or not PREFACE.fullmatch(series.lead):
        return None
    outer, position = strand.owner
    if position < 0:
        return None
    owner = outer.mentions[position]
    if owner.label in BODIES:
        return owner
    cell = position - 1
    if owner.label is Label.PERSON and cell >= 0 and outer.mentions[cell].label in BODIES:
        return outer.mentions[cell] if outer.gaps[position][:1] in COLUMN and not outer.gaps[position].strip() else None
    return None


def after_in_bracket(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """区级总河长（綦江区）: the place that a bracket right after the title names."""
    return series.brackets.get(series.items[number].post)


def same_body(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """该会会长; 该公司总经理; 其法定代表人: the last body of that kind."""
    if number:
        return None
    match = SAME_BODY.search(series.lead)
    if match:
        head = match["head"] or match["ours"]
        return next((body for body in reversed(anchors.passed[-40:]) if anchors.name(body).endswith(head)), None)
    if not ITS.search(series.lead):
        return None
    sentence = list(_sentence(series, number))
    return _of_kind(series, number, anchors, sentence) or (sentence[-1] if sentence else None)


def located(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """在酒泉市政府挂职任副市长; 到抗日民主政府当通信员; 被服务站聘为监督员."""
    strand, position = series.strand, series.first
    if number or series.verb is None or position == 0 or strand.mentions[position - 1].label not in BODIES:
        return None
    return strand.mentions[position - 1] if LOCATED.search(strand.gaps[position - 1]) else None


def named_in_sentence(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """县民族小学里，校长张三…; 成立工作专班，李四任组长: the nearest body of the title's kind in the sentence.

    A body that another person's title has taken doesn't count, unless a verb of office stands between.
    """
    if number == 0 and UNMARKED_BODY.search(series.lead):
        return None
    bodies = _sentence(series, number)
    if series.verb is None:
        bodies = (body for body in bodies if body not in anchors.taken)
    return _of_kind(series, number, anchors, bodies)


def of_relative(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """任组长的事故调查组: the body that the clause describes."""
    strand, after = series.strand, series.last + 1
    if series.trail != "的" or after == len(strand.mentions) or strand.mentions[after].label not in BODIES:
        return None
    return _of_kind(series, number, anchors, [strand.mentions[after]])


def follows_list(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """巡察组组长张三、副组长李四; 局长张三、二级调研员李四: titles of one body with a name after each."""
    strand, position = series.strand, series.first
    if number or not (is_person(strand, position - 1) or _counted(strand, position - 1)):
        return None
    gap = strand.gaps[position].strip()
    previous = anchors.last_before(strand, position)
    anchor = anchors.at.get(previous) if previous else None
    if anchor is None or gap not in ("、", "，", "和", "以及", "及"):
        return None
    title, other = anchors.name(series.items[0].post), anchors.name(previous) if previous else ""
    same = DEGREE.sub("", title)[-2:] == DEGREE.sub("", other)[-2:]
    if gap == "，" or DIVISION_HEAD.search(title):
        return anchor if same else None
    body = anchors.name(anchor)
    if body.endswith(("董事会", "监事会")):
        return anchor if same else None
    if re.search(r"(?:委|党组|党支部|总支)$", body) and not PARTY_POST.search(title):
        return None
    return anchor


def _counted(strand: Strand, position: int) -> bool:
    """市委委员46名、候补委员8名."""
    return position >= 0 and strand.mentions[position].label is Label.QUANTITY and strand.gaps[position + 1] == "、"


def elected(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """…代表会议召开。张三当选会长: the last body of the title's kind in the paragraph, after a verb of election."""
    if series.verb is None or series.verb.event not in ("elect", "appoint", "remove", "resign"):
        return None
    return _of_kind(series, number, anchors, series.strand.bodies_before(series.first))


def in_roster(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """【村党总支】⏎书记：张三⏎委员：…: the heading's body, else that of the roster's first title."""
    if number or series.strand.is_bracket or series.trail.strip()[:1] not in (":", "："):
        return None
    if series.first and not (series.strand.gaps[series.first][:1] in COLUMN and not series.lead.strip()):
        return None
    if anchors.heading is not None:
        return anchors.heading
    free = (body for body in reversed(anchors.passed[-60:]) if body not in anchors.bracketed)
    return _of_kind(series, number, anchors, free) or anchors.roster


RULES: tuple[tuple[str, Rule], ...] = (
    ("at.before", before),
    ("at.kind", of_the_kind),
    ("at.list", in_list),
    ("at.bracket", in_bracket),
    ("at.bracket_after", after_in_bracket),
    ("at.same_body", same_body),
    ("at.relative", of_relative),
    ("at.located", located),
    ("at.sentence", named_in_sentence),
    ("at.follows_list", follows_list),
    ("at.elected", elected),
    ("at.roster", in_roster),
)


def find_anchors(series: Series, anchors: Anchors) -> Iterator[tuple[Item, Candidate, str]]:
    """The anchors of a series' posts, each with the name of its rule."""
    for number, item in enumerate(series.items):
        for name, rule in RULES:
            anchor = rule(series, number, anchors)
            if anchor is not None:
                anchors.at[item.post] = anchor
                anchors.taken.add(anchor)
                if name == "at.roster":
                    anchors.roster = anchor
                yield item, anchor, name
                break


def _sentence(series: Series, number: int) -> Iterator[Candidate]:
    """Bodies and places of the post's sentence before it, the nearest first; for a bracket, its owner's too."""
    strand, position = series.strand, series.items[number].position
    yield from strand.bodies_before(position, strand.opening(position))
    if strand.owner is not None:
        outer, owner = strand.owner
        if owner >= 0:
            yield from outer.bodies_before(owner + 1, outer.opening(owner))


def _of_kind(series: Series, number: int, anchors: Anchors, bodies: Iterable[Candidate]) -> Candidate | None:
    """The first of the bodies whose name ends as the title asks."""
    endings = body_endings(re.sub(r"\s", "", anchors.name(series.items[number].post)))
    return next((body for body in bodies if anchors.name(body).endswith(endings)), None) if endings else None


def alone_in_heading(strand: Strand) -> Candidate | None:
    """The body that a line consists of, brackets and numbering aside."""
    if len(strand.mentions) != 1 or strand.mentions[0].label not in BODIES:
        return None
    words = "".join(strand.gaps)
    return strand.mentions[0] if PREFACE.fullmatch(words) and any(sign in words for sign in "【[：:、.") else None
