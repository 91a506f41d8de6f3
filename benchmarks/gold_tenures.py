"""Tenures as gold states them: derived from the holder, at, when and status of its posts.

Gold has no tenures of its own; what a post's relations say of it is one row: whose spell, in which post, from when to
when, and whether it lasts. Which end of a spell a single date is, the words around the post say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from partyie.components.served_bodies import served_in_place, served_name
from partyie.components.tenure_merging import FORMER, Spell, merge_spells
from partyie.components.tenure_spans import spell_bounds
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.records import Label
from partyie.text.cleaning import clean_text

SENTENCE_END = re.compile("[。；！？\n]")
TURN = re.compile(  # the last one before a post decides: 任甲职，免去乙职
    r"(?P<leaves>不再(?:担任|兼任|任)?|免去|被免|免除|撤销|罢免|解聘|辞去|卸任|终止|刚由)"
    r"|(?P<takes>(?<![主责])任(?!免)|当选|选举|选为|聘|(?<!因)为)"
)
ONCE = re.compile(r"(?:^|[，,])\s*原[^，。]{0,20}$")  # 上月，原某中心副主任张三已到…任园长
AFTER = re.compile(r"^[^。；，\n]{0,12}(?:职务|卸任|离任|转岗|免职)|^.{0,24}职务自然免除")
HEADING = re.compile(
    r"(?:^|\n)[^\n]{0,12}(?:免去|免职|辞去)[^\n]{0,8}[:：]\s*\n(?:(?!\s*[一二三四五六七八九十]、)[^\n]*\n)*$"
)
SENTENCE, SECTION = 120, 400  # characters looked back on for the sentence and for its heading


def gold_tenures(document: GoldDocument) -> list[Spell[GoldSpan]]:
    """The tenures of a gold document, each once, in text order; ``sources`` are the POST spans that tell of it."""
    return merge_spells(_spells(document))


def _spells(document: GoldDocument) -> Iterator[Spell[GoldSpan]]:
    spans = {span.id: span for span in document.spans}
    for post in document.spans:
        if post.label is not Label.POST:
            continue
        leaves = post.status == FORMER and leaves_office(document.text, post)
        start, end = _bounds(post, spans, leaves)
        for key in dict.fromkeys(spans[holder].key for holder in post.holder):
            yield Spell(key, plain_title(post.text), gold_body(post, spans), start, end, post.status, leaves, [post])


def plain_title(surface: str) -> str:
    """A title clean and simplified, without blanks: 副書(shū) 記 → 副书记."""
    return re.sub(r"\s", "", clean_text(surface).text)


def gold_body(post: GoldSpan, spans: dict[str, GoldSpan]) -> str | None:
    """Key of the body that a post serves in (`served_name` of its anchor), or of the place it is named after."""
    for target in post.at[:1]:
        anchor = spans[target]
        title, key = plain_title(post.text), clean_text(anchor.key).text
        return served_name(title, key)[0] if anchor.label is Label.ORG else served_in_place(title, key) or key
    return None


def _bounds(post: GoldSpan, spans: dict[str, GoldSpan], leaves: bool) -> tuple[str | None, str | None]:
    for target in post.when[:1]:
        date = spans[target]
        return spell_bounds(date.value or "", date.text, leaves=leaves, decided=leaves or post.status != FORMER)
    return None, None


def leaves_office(text: str, post: GoldSpan) -> bool:
    """Whether the words around a former post tell of leaving it: 免去…职务, 不再担任, 一并卸任, 四、免去：."""
    start = max(0, post.start - SENTENCE)
    before = SENTENCE_END.split(text[start : post.start])[-1]
    turns = list(TURN.finditer(before))
    if turns:
        return turns[-1].lastgroup == "leaves"
    opening = post.start - len(before)
    if ONCE.search(before) or HEADING.search(text[max(0, opening - SECTION) : opening]):
        return True
    return bool(AFTER.match(text[post.end : post.end + SENTENCE]))
