"""Which body or place a post belongs to, as the text names it: the ``at`` of the annotation guideline.

Rules in the order of `RULES`, first answer wins. A bare title gets an anchor only where the same sentence names
one, or the roster, the election or the bracket it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator

from partyie.components.link_anchor_clauses import (
    PARTY_POST,
    comes_from,
    elected,
    in_department,
    located,
    moved,
    named_in_sentence,
    of_relative,
    of_reporter,
    of_same_verb,
    of_the_kind,
    same_body,
    sent,
    stem,
)
from partyie.components.link_anchor_scene import Anchors, Rule, of_kind
from partyie.components.link_persons import COLUMN, PREFACE, is_person
from partyie.components.link_series import Item, Series
from partyie.components.link_strands import BODIES, Strand
from partyie.components.reading import Candidate
from partyie.records import Label
from partyie.text import lazy_re as re

BYLINE = re.compile(r"(?:记者|编辑|责编|美编|编委|总编|通讯员|摄影|校对|审核|监制|作者)$")
# 县人民法院审判委员会委员、民事审判庭庭长、审判员: an office of the court, not of its division
OF_COURT = re.compile(r"^(?:助理)?(?:审判员|检察员)$")
COURT = re.compile(r"法院|检察院")
LIST_REACH = 6
# Characters between a body and the first title of its roster: 现将指挥部组成人员通知如下：
ROSTER_REACH = 400
# 大会选举产生第五届执行委员会。主席：…: the association outlasts the term
TERM_BODY = re.compile(r"第[一二三四五六七八九十百\d]{1,4}届")
# One title for the heads of several bodies
EACH = re.compile(r"负责人$")
EACH_GAP = re.compile(r"\s*(?:、|和|及|与|以及)\s*")
DIVISION_HEAD = re.compile(r"(?:省长|市长|县长|区长|州长|旗长|镇长|乡长|盟长|主席)$")


def before(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """县财政局局长: the body or place directly before the title."""
    item = series.items[number]
    gap = series.strand.gaps[item.position]
    if item.anchor is None or (gap[:1] in COLUMN and BYLINE.search(anchors.name(item.post))):
        return None
    return item.anchor


def in_list(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """县委副书记、县长: the anchor of the title before; 省厅原党组成员、副厅长: that of the body before the 原."""
    if number == 0:
        previous = series.continues
        return anchors.at.get(previous.items[-1].post) if previous and _goes_on(previous, series, anchors) else None
    item = series.items[number]
    if item.outer_before is not None and not PARTY_POST.search(anchors.name(item.post)):
        return item.outer_before
    near = [anchors.at.get(earlier.post) for earlier in reversed(series.items[max(0, number - LIST_REACH) : number])]
    if OF_COURT.search(anchors.name(item.post)):
        return next((body for body in near if body and COURT.search(anchors.name(body))), near[0])
    return near[0]


def _goes_on(previous: Series, series: Series, anchors: Anchors) -> bool:
    """Whether a comma joins titles of one person or of one office: …任总指挥，副县长李四任… begins anew."""
    if not previous.holders or not series.holders or previous.holders == series.holders:
        return True
    titles = [anchors.name(item.post) for item in (previous.items[-1], series.items[0])]
    return stem(titles[0]) == stem(titles[1])


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
    same = stem(title) == stem(other)
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


def in_roster(series: Series, number: int, anchors: Anchors) -> Candidate | None:
    """【村党总支】⏎书记：张三⏎委员：…: the heading's body, else that of the roster's first title."""
    if number or series.strand.is_bracket or series.trail.strip()[:1] not in (":", "："):
        return None
    if series.first and not (series.strand.gaps[series.first][:1] in COLUMN and not series.lead.strip()):
        return None
    post = series.items[0].post
    if BYLINE.search(anchors.name(post)):
        return None
    if anchors.heading is not None:
        return anchors.heading
    near = [body for body in reversed(anchors.passed[-60:]) if post.start - body.end <= ROSTER_REACH]
    free = [body for body in near if body not in anchors.bracketed]
    lasting = [body for body in free if not TERM_BODY.match(anchors.name(body))]
    return (
        of_kind(series, number, anchors, lasting) or of_kind(series, number, anchors, free) or _going_on(post, anchors)
    )


def _going_on(post: Candidate, anchors: Anchors) -> Candidate | None:
    """The anchor of the roster's titles before, if no sentence has ended it."""
    if anchors.roster is None or anchors.roster_end is None:
        return None
    return None if "。" in anchors.reading.text[anchors.roster_end : post.start] else anchors.roster


RULES: tuple[tuple[str, Rule], ...] = (
    ("at.reporter", of_reporter),
    ("at.before", before),
    ("at.kind", of_the_kind),
    ("at.list", in_list),
    ("at.bracket", in_bracket),
    ("at.bracket_after", after_in_bracket),
    ("at.same_body", same_body),
    ("at.relative", of_relative),
    ("at.sent", sent),
    ("at.department", in_department),
    ("at.located", located),
    ("at.sentence", named_in_sentence),
    ("at.follows_list", follows_list),
    ("at.moved", moved),
    ("at.same_verb", of_same_verb),
    ("at.elected", elected),
    ("at.comes_from", comes_from),
    ("at.roster", in_roster),
)


def find_anchors(series: Series, anchors: Anchors) -> Iterator[tuple[Item, Candidate, str]]:
    """The anchors of a series' posts, each with the name of its rule."""
    for number, item in enumerate(series.items):
        for name, rule in RULES:
            anchor = rule(series, number, anchors)
            if anchor is not None:
                anchors.at[item.post] = anchor
                anchors.titles.setdefault(anchor, set()).add(anchors.name(item.post))
                if name == "at.roster":
                    anchors.roster, anchors.roster_end = anchor, item.post.end
                yield item, anchor, name
                if name == "at.before" and EACH.search(anchors.name(item.post)):
                    yield from ((item, body, "at.each") for body in _co_ordinated(series.strand, item.first))
                break


def _co_ordinated(strand: Strand, position: int) -> Iterator[Candidate]:
    """The bodies before the one at ``position`` in its list: 县委办、县财政局、县审计局负责人."""
    while position and strand.mentions[position - 1].label in BODIES and EACH_GAP.fullmatch(strand.gaps[position]):
        position -= 1
        yield strand.mentions[position]


def alone_in_heading(strand: Strand) -> Candidate | None:
    """The body that a line consists of, brackets and numbering aside."""
    if len(strand.mentions) != 1 or strand.mentions[0].label not in BODIES:
        return None
    words = "".join(strand.gaps)
    return strand.mentions[0] if PREFACE.fullmatch(words) and any(sign in words for sign in "【[：:、.") else None
