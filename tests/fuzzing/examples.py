"""The sample that files of every format are made of: a short notice of ours, its gold and its records."""

from __future__ import annotations

from functools import cache

from partyie.formats.gold import GoldDocument
from partyie.formats.gold_records import extraction_from_gold
from partyie.formats.inline import parse_inline
from partyie.records import Extraction, Failure, FailureReason

TAGGED = """⟦ORG#o1 ent=中共柳溪县委|柳溪縣委⟧關於⟦PERSON#p1 member=o1 ent=周文海|周文海⟧同志任職的通知

⟦DATE#d1 v=2021-09-29|二〇二一年九月二十九日⟧，免去⟦PERSON#p2|李 敏⟧⟦PLACE#l1|莲花镇⟧⟦POST#t1 at=l1 holder=p2 when=d1 status=former|党委书记⟧职务，
近⟦QUANTITY#q1 v=500 mod=LESS_THAN u=人 dim=count of=党员|500名党员⟧参加。
=====
@doc date=2021-09-29 number=柳委〔2021〕8号 issuer=中共柳溪县委
@person ent=周文海 gender=male birth=1970-03 party=中共党员
"""


@cache
def gold_document() -> GoldDocument:
    """The notice with its gold."""
    return parse_inline(TAGGED, "notice")


def records() -> list[Extraction | Failure]:
    """Its records, and an input that failed."""
    document = gold_document()
    failed = Failure(source="b.pdf", error=FailureReason(kind="binary", message="a PDF file, not text"))
    return [extraction_from_gold(document).with_text(document.text), failed]
