"""Gold as an Extraction and back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from partyie.formats.gold import GoldDocument
from partyie.formats.gold_checks import check_gold
from partyie.formats.gold_proposals import gold_from_extraction
from partyie.formats.gold_records import extraction_from_gold
from partyie.formats.inline import format_inline, parse_inline
from partyie.records import Label, Mention

TAGGED = """⟦ORG#o1 ent=中共青川市委|市委⟧⟦POST#t1 at=o1 holder=p1,p2 when=d1 status=former|书记⟧⟦PERSON#p1 ent=魏国栋|魏国栋⟧、\
⟦PERSON#p2 ent=路平 member=l1|路平⟧⟦DATE#d1 v=2022-06/..|6月起⟧到⟦PLACE#l1 ent=青川市石桥镇|石桥镇⟧看望⟦QUANTITY#q1 v=40 mod=LESS_THAN u=户 dim=count of=人家|近40户⟧人家，\
⟦QUANTITY#q2 v=2..3 u=个月 dim=duration|两三个月⟧后⟦PERSON#p3 ent=魏国栋|魏国栋⟧于⟦DATE#d2 v=T08:30|8时30分⟧说，⟦QUANTITY#q3 v=3/4 dim=share|四分之三⟧。
=====
@doc date=2022-06-09 number=市委〔2022〕1号 issuer=中共青川市委 title=看望_人家
@person ent=魏国栋 gender=男 native_place=贵州凯里 deceased=yes work_start=1987-07
"""


def gold() -> GoldDocument:
    return parse_inline(TAGGED, "example")


def test_mentions_of_one_entity_share_a_record() -> None:
    extraction = extraction_from_gold(gold())
    wei, lu = extraction.persons
    assert (wei.name, wei.mentions, wei.work_started, wei.deceased) == ("魏国栋", ("m3", "m9"), "1987-07", True)
    assert (lu.member_of, lu.deceased) == (("l1",), None)
    assert [mention.record for mention in extraction.mentions] == [
        "o1", "t1", "p1", "p2", "d1", "l1", "q1", "q2", "p1", "d2", "q3",
    ]  # fmt: skip


def test_relations_are_fields_and_links() -> None:
    extraction = extraction_from_gold(gold())
    [post] = extraction.posts
    assert (post.full_title, post.at, post.holders, post.when, post.status) == (
        "中共青川市委书记", ("o1",), ("p1", "p2"), ("d1",), "former",
    )  # fmt: skip
    assert [(link.kind, link.source, link.target) for link in extraction.links] == [
        ("holder", "t1", "p1"), ("holder", "t1", "p2"), ("at", "t1", "o1"), ("when", "t1", "d1"), ("member", "p2", "l1"),
    ]  # fmt: skip


def test_values() -> None:
    extraction = extraction_from_gold(gold())
    assert [(date.type, date.value) for date in extraction.dates] == [("INTERVAL", "2022-06/.."), ("TIME", "T08:30")]
    one, several, share = extraction.quantities
    assert (one.value, one.modifier, one.unit, one.of) == (Decimal(40), "LESS_THAN", "户", "人家")
    assert (several.value, several.lower, several.upper) == (None, Decimal(2), Decimal(3))
    assert share.value == Decimal("0.75")


def test_back_to_gold() -> None:
    """All but fractions, which a record holds as decimals."""
    document = gold()
    back = gold_from_extraction(extraction_from_gold(document), document.text, "example")
    assert format_inline(back) == TAGGED.replace("v=3/4", "v=0.75")


def test_proposals_are_valid_gold_for_a_whole_split(root: Path) -> None:
    for tagged in sorted((root / "annotations" / "written").glob("*.tagged")):
        document = parse_inline(tagged.read_bytes().decode("utf-8"), tagged.stem)
        back = gold_from_extraction(extraction_from_gold(document), document.text, document.name)
        check_gold(back)
        assert [(s.label, s.start, s.end, s.key) for s in back.spans] == [
            (s.label, s.start, s.end, s.key) for s in document.spans
        ]


def test_overlapping_mentions_are_cut_to_the_first() -> None:
    document = gold()
    extraction = extraction_from_gold(document)
    inner = Mention(id="m99", label=Label.ORG, start=0, end=1, text="市", norm="市", record="o1", rule="x")
    doubled = extraction.model_copy(update={"mentions": (*extraction.mentions, inner)})
    assert len(gold_from_extraction(doubled, document.text, "example").spans) == len(document.spans)


def test_proposals_say_who_made_them_and_how_sure_they_are() -> None:
    """Scores by the id of the span; a mention without one has none."""
    document = gold()
    extraction = extraction_from_gold(document)
    first, *rest = extraction.mentions
    scored = extraction.model_copy(update={"mentions": (first.model_copy(update={"score": 0.25}), *rest)})
    proposal = gold_from_extraction(scored, document.text, "example")
    assert (proposal.made_by, proposal.scores) == ("partyie gold, model gold", {"o1": 0.25})


def test_what_the_notations_cannot_hold_is_a_blank() -> None:
    """Headlines of web pages hold underscores and bars, padded names U+3000."""
    document = parse_inline("⟦PERSON#p1|高峰⟧⟦QUANTITY#q1 v=5 u=个 dim=count|五个⟧", "example")
    extraction = extraction_from_gold(document)
    [person], [quantity] = extraction.persons, extraction.quantities
    changed = extraction.model_copy(
        update={
            "document": extraction.document.model_copy(update={"title": "通知_人民网|要闻", "number": "⟦⟧"}),
            "persons": (person.model_copy(update={"name": "高\u3000峰", "rank": "a\tb"}),),
            "quantities": (quantity.model_copy(update={"value": None, "lower": Decimal(5), "upper": Decimal(5)}),),
        }
    )
    proposal = gold_from_extraction(changed, document.text, "example")
    check_gold(proposal)
    assert (proposal.facts.title, proposal.facts.number) == ("通知 人民网 要闻", None)
    assert [(one.entity, one.rank) for one in proposal.persons] == [("高 峰", "a b")]
    assert proposal.spans[1].value == "5"
    back = parse_inline(format_inline(proposal), "example")
    assert (back.spans, back.facts, back.persons) == (proposal.spans, proposal.facts, proposal.persons)


def test_two_persons_of_one_name_are_stated_once() -> None:
    document = parse_inline("⟦PERSON#p1 ent=魏国栋|魏国栋⟧、⟦PERSON#p2 ent=另|魏国栋⟧", "example")
    extraction = extraction_from_gold(document)
    namesakes = tuple(
        person.model_copy(update={"name": "魏国栋", "gender": gender})
        for person, gender in zip(extraction.persons, "男女", strict=True)
    )
    proposal = gold_from_extraction(extraction.model_copy(update={"persons": namesakes}), document.text, "example")
    check_gold(proposal)
    assert [(one.entity, one.gender) for one in proposal.persons] == [("魏国栋", "男")]
