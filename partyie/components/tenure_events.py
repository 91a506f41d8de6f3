"""What a tenure's words tell besides its dates: how it began or ended, whether it is acting, what it lies within."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, takewhile

from partyie.components.given_terms import given_by_user
from partyie.components.link_strands import Strand, strands_of
from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

LEAVING = frozenset({"remove", "resign"})
# After the title and the names behind it: 副主席张三一并卸任; 所长一职由…接任; 教导员转岗
LEFT = re.compile(
    r"[^，。；\n]{0,12}?(?:一并|同时|均|已|刚|正式)?(?:卸任|离任|免职|去职|被免|转岗|职务自然免除)|[^。；\n]{0,24}职务自然免除"
)
NO_LONGER = re.compile(r"(?:不再(?:继续)?(?:担任|兼任|任)?|免去|免除|辞去|刚由)[^，。；\n]{0,16}$")
ONCE = re.compile(r"(?:^|[，,。；\n])\s*原$")  # 上月，原某中心副主任张三已到…任园长
ACTING_TITLE = re.compile(r"^代理?(?!表)")
ACTING_BEFORE = re.compile(r"(?:代理|代行|主持)$")
# 副局长（主持工作）; 副局长张三主持全面工作; not 副县长张三主持召开安全生产工作会议
ACTING_AFTER = re.compile(
    r"\s*[（(](?:临时)?(?:主持[^）)]{0,8}工作|代理?|负责)[）)]"
    r"|[^，。；（）\n]{0,6}[，,]?(?:暂时|临时|在家)?主持(?:全面|日常|行政|党务|[^，。；\n]{1,10}?[局委院校厅处科所办府部会])?工作(?!会|座谈|推进|调度)"
)
NOW = re.compile(r"现任|现为|现系|现担任|任现职")
BESIDES = re.compile(r"(?:教授|研究员|馆员|师|代表|委员|常委|院士|顾问)$")
PARAGRAPH = 400  # characters looked forward to 现任
MEANWHILE = re.compile(r"\s*(?:其间|期间|其中)")
BACK = 24  # characters looked back on


def title_of(reading: Reading, post: Candidate) -> str:
    """The title without blanks, or what the user's lexicon calls it."""
    return given_by_user(post, "name") or "".join(reading.text[post.start : post.end].split())


def leaves_post(reading: Reading, post: Candidate, first: int) -> bool:
    """Whether the words tell of leaving the post: by the verb, or 一并卸任, 职务自然免除, 刚由…转岗 around it.

    Args:
        first: Where the post with the body before it begins.
    """
    if post.data.get("event") in LEAVING:
        return True
    if post.data.get("status") != "former":
        return False
    before = reading.text[max(0, first - BACK) : first]
    return bool(NO_LONGER.search(before) or ONCE.search(before) or LEFT.match(reading.text, post.end))


def event_of(post: Candidate, when_rule: str | None) -> str | None:
    """What happened to the tenure: the verb's event; an election of which the roster is; a proposal for candidates."""
    if post.data.get("event"):
        return str(post.data["event"])
    if when_rule == "when.election":
        return "elect"
    return "propose" if post.data.get("status") == "proposed" else None


def is_acting(reading: Reading, post: Candidate, first: int) -> bool:
    """Whether the post is held for the time being: 代县长, 代理市长, 副局长（主持工作）, 由张三代理县委书记."""
    named = post.data.get("acting") or ACTING_TITLE.match(title_of(reading, post))
    if named or ACTING_AFTER.match(reading.text, post.end):
        return True
    return bool(ACTING_BEFORE.search(reading.text[max(0, first - BACK) : first]))


def now_after(reading: Reading, post: Candidate) -> int | None:
    """Where the paragraph goes on to what the person is now, or None: 2016年9月任区长，2021年6月起任现职; …，现任局长.

    What one is besides an office (教授, 农艺师, 代表, 委员) has no such end.
    """
    until = post.end + PARAGRAPH
    line_end = reading.text.find("\n", post.end, until)
    now = NOW.search(reading.text, post.end, line_end if line_end >= 0 else until)
    if now is None or BESIDES.search(title_of(reading, post)):
        return None
    first = bisect_left(reading.mentions, post.end, key=lambda mention: mention.start)
    between = takewhile(lambda mention: mention.start < now.start(), islice(reading.mentions, first, None))
    return None if any(mention.label is Label.PERSON for mention in between) else now.end()


def enclosing_posts(reading: Reading) -> dict[Candidate, tuple[Candidate, bool]]:
    """For each post in a bracket the one before the bracket, and whether the bracket says that it lies within.

    In 副县长（其间：2005.04—2005.10挂职任市长助理） it does.
    """
    found: dict[Candidate, tuple[Candidate, bool]] = {}
    for strand in strands_of(reading):
        outer = _last_post(strand)
        if outer is not None:
            meanwhile = MEANWHILE.match(reading.text, strand.start) is not None
            found.update((post, (outer, meanwhile)) for post in strand.mentions if post.label is Label.POST)
    return found


def _last_post(bracket: Strand) -> Candidate | None:
    """The last post before a bracket, in its sentence."""
    if bracket.owner is None:
        return None
    line, position = bracket.owner
    place = line.last(Label.POST, position + 1)
    same = place >= 0 and line.sentences[place] == line.sentences[position]
    return line.mentions[place] if same else None
