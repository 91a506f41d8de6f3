"""Names of persons and places that are made of a number: 吴八斤, 葛十月, 滕国庆, 百尺河镇, 二道街."""

from __future__ import annotations

from partyie.lexicon.names import surnames
from partyie.text import lazy_re as re

GIVEN_NAME = re.compile(r"[零一二三四五六七八九十百千万双半]{1,2}[一-龥]|国庆|元旦|中秋|重阳")
NAME_FRONT = re.compile(r"(?:^|[，。；、：（(\s“”《]|[员长任记民师医者士属人由请子女书])\Z")
"""What may stand before a surname: the beginning of a clause, or the last character of a title."""
HONOURED = re.compile(r"同志|先生|女士|同学|师傅|烈士")
"""What follows a name only, whatever stands before it."""
NAME_BEHIND = re.compile(
    r"老师|医师|医生|教授|书记|主任|任(?![期职教务])|担任|当选|带[领头队]|主持|一家|的(?:事迹|父亲|母亲|家)|）|从[一-龥]{1,4}[回来到赶]"
    r"|[（(][男女]|，[男女]，"
)
COUNTING = frozenset("有于近过满达超约共用花经时计从自任历连成仅需限")
"""Surnames that mostly stand before a count as words of their own."""
SURNAME_DIGITS = frozenset("伍陆")
"""Digits of cheques that are surnames too: 伍万里."""
CLOSING_SURNAME = 400.0
"""Bearers in a million of a surname that may stand before a number at the end of its clause: 驻村队员卢一周."""
TITLE_FRONT = re.compile(r"[员长者]\Z")
CLAUSE_END = re.compile(r"[，。；、）\s]|$")

TOWN = r"(?:镇|乡|街道|社区|特区|县(?!域)|(?<![社地小景园])区(?!域)|村)(?![民干居道级里区镇村上内外中属办直集政])"
SITE = r"(?:大桥|水库|林场|森林公园|公园|风景区|景区)"
BETWEEN = "[^的外路地远长多余以之处有是在和与到往内楼，。、；]"
NEAR = rf"街(?![道上])|[桥河沟湾岭坡湖江](?:路|{SITE}|{TOWN})"
STRETCH = re.compile(
    rf"{NEAR}|{BETWEEN}{{0,2}}(?:{TOWN}|{SITE})|山(?![路区村道坡])|[海河湖江川峡桥](?![堤道岸塘面边畔流头])"
)
"""Behind 里: a named stretch (七里海, 八里罕镇), not what lies along the way (十里河堤)."""
DIRECT = re.compile(rf"{NEAR}|{BETWEEN}{{0,2}}(?:{TOWN}|{SITE})|(?:生态|森林|郊野)公园")
"""Behind what is seldom counted: 百尺河镇, 八步区, 九峰乡."""
THING = re.compile(rf"{NEAR}|{BETWEEN}{{1,2}}(?:{TOWN}|{SITE})|[石井桥](?:桥|路|街)|桥(?![头面洞墩])")
"""Behind what is often counted: 七棵树镇, 三眼井社区."""
LINE = re.compile(rf"{NEAR}|(?:镇|乡)(?![道级里区镇村属办直])|{BETWEEN}(?:{TOWN}|{SITE})")
"""Behind 道, which counts lines of defence too (三道社区防线)."""
PLACE_HEADS = {
    **dict.fromkeys("里", STRETCH),
    **dict.fromkeys("枝步尺峰石丈角方", DIRECT),
    "道": LINE,
    **dict.fromkeys("间棵株眼孔口头层面块", THING),
}
"""What may follow each classifier or measure in the name of a place."""
BODY = re.compile(r"[一-龥]{1,2}(?:公司|集团|品牌|合作社|超市|酒店)")
LIVING_FORMS = frozenset("只棵匹头株粒颗枝片尾")
"""Classifiers of which firms are named: 三只羊公司, 七匹狼集团."""


def is_given_name(text: str, start: int, end: int) -> bool:
    """吴八斤的事迹, 葛十月任妇女主任, （记者滕国庆）: a given name between surname and what is said of persons.

    Args:
        text: The clean text.
        start: First code point of the number.
        end: One past its unit.
    """
    given = start + (text[start] in SURNAME_DIGITS)
    surname = text[given - 1] if given else ""
    if surname not in surnames() or surname in COUNTING or not GIVEN_NAME.fullmatch(text, given, end):
        return False
    if HONOURED.match(text, end):
        return True
    front = max(0, given - 2), given - 1
    if NAME_BEHIND.match(text, end) and NAME_FRONT.search(text, *front):
        return True
    common = surnames()[surname] >= CLOSING_SURNAME
    return common and TITLE_FRONT.search(text, *front) is not None and CLAUSE_END.match(text, end) is not None


def is_numbered_place(text: str, start: int, end: int) -> bool:
    """百尺河镇, 六枝特区, 二道街: places named after a number; 三道社区防线 are counted."""
    head = PLACE_HEADS.get(text[end - 1])
    return head is not None and not text[start].isascii() and head.match(text, end) is not None


def is_numbered_body(text: str, start: int, end: int) -> bool:
    """七匹狼公司, 三只羊集团: a firm named after a number of living things."""
    named = text[end - 1] in LIVING_FORMS and not text[start].isascii()
    return named and BODY.match(text, end) is not None
