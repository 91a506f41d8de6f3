"""What comes back, joined with what went out."""

from __future__ import annotations

import pytest

from partyie.errors import GoldError
from partyie.formats.corrections import Region, Relation, corrected, original_data, original_document
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.formats.inline import parse_inline
from partyie.records import Label

TAGGED = """⟦ORG#o5 ent=中共青川市委|市委⟧⟦POST#t2 at=o5 holder=p4|书记⟧⟦PERSON#p4 ent=魏国栋|魏国栋⟧与⟦PERSON#p9 ent=路平|路平⟧到会
=====
@person ent=魏国栋 gender=男
@person ent=路平 gender=女
"""
KEPT = {"o5": ("ORG", 0, 2), "t2": ("POST", 2, 4), "p4": ("PERSON", 4, 7), "p9": ("PERSON", 8, 10)}


def gold() -> GoldDocument:
    return parse_inline(TAGGED, "G")


def regions(**changes: tuple[str, int, int] | None) -> list[Region]:
    """All mentions under other keys, but for those that changed or are gone (null)."""
    places = KEPT | changes
    return [Region(f"_{key}", *place) for key, place in places.items() if place is not None]


def spans(document: GoldDocument) -> list[tuple[str, str, str | None]]:
    return [(span.id, span.text, span.entity) for span in document.spans]


def test_what_travels() -> None:
    assert original_document(original_data(gold()), gold().text, "G") == gold()
    with pytest.raises(GoldError, match="what travels with the document can't be read"):
        original_document({"name": "G", "spans": [{"id": "p1"}]}, "文", "G")


def test_nothing_changed() -> None:
    assert corrected(gold(), regions(), None) == gold()


def test_moved_bounds_keep_id_and_key() -> None:
    document = corrected(gold(), regions(p4=("PERSON", 5, 7), p9=("PERSON", 8, 12)), None)
    assert spans(document)[2:] == [("p4", "国栋", "魏国栋"), ("p9", "路平到会", "路平")]


def test_a_region_over_several_is_the_first_of_its_label() -> None:
    """By the document's order, also where one mention lies in another; each is taken once."""
    places = {"o1": (0, 5), "o2": (0, 2), "o3": (6, 8)}
    text = "市委组织部和县委"
    document = GoldDocument(
        name="G",
        text=text,
        spans=tuple(
            GoldSpan(id=key, label=Label.ORG, start=start, end=end, text=text[start:end], entity="x")
            for key, (start, end) in places.items()
        ),
    )
    moved = [Region("a", "ORG", 1, 8), Region("b", "ORG", 0, 7), Region("c", "ORG", 3, 5), Region("d", "POST", 6, 7)]
    found = {(span.start, span.end): span.id for span in corrected(document, moved, None).spans}
    assert found == {(1, 8): "o1", (0, 7): "o2", (3, 5): "o4", (6, 7): "t1"}


def test_another_label_keeps_the_id_and_what_fits() -> None:
    document = corrected(gold(), regions(o5=("PLACE", 0, 2)), None)
    assert (document.spans[0].id, document.spans[0].label, document.spans[0].entity) == ("o5", "PLACE", "中共青川市委")


def test_what_is_gone_is_gone_from_relations_and_facts() -> None:
    document = corrected(gold(), regions(p4=None), None)
    assert (document.spans[1].holder, document.spans[1].at) == ((), ("o5",))
    assert [person.entity for person in document.persons] == ["路平"]


def test_a_new_mention_has_the_next_free_id() -> None:
    """No id of a mention that is gone is given again."""
    document = corrected(
        gold(), [*regions(p4=None), Region("new", "PERSON", 10, 11), Region("other", "ORG", 11, 12)], None
    )
    assert spans(document)[-2:] == [("p1", "到", None), ("o1", "会", None)]


def test_facts_of_a_person_follow_the_corrected_key() -> None:
    changed = [
        Region(one.key, one.label, one.start, one.end, {"entity": "魏國棟" if one.key == "_p4" else "路平"})
        for one in regions()
    ]
    assert [person.entity for person in corrected(gold(), changed, None).persons] == ["魏國棟", "路平"]


def test_relations_of_the_file_are_the_relations() -> None:
    """One drawn backwards and one without a name."""
    drawn = [Relation("holder", "_p9", "_t2"), Relation(None, "_p4", "_o5"), Relation(None, "_p4", "_o5")]
    document = corrected(gold(), regions(), drawn)
    assert (document.spans[1].at, document.spans[1].holder) == ((), ("p9",))
    assert document.spans[2].member == ("o5",)


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        (
            Relation("boss", "_t2", "_p4"),
            "G: the relation boss from POST '书记' to PERSON '魏国栋' is none of holder, at",
        ),
        (
            Relation("at", "_t2", "_p4"),
            "isn't one that these labels have: holder: from POST to PERSON; at: from POST to ORG",
        ),
        (Relation(None, "_p4", "_p9"), "from PERSON '魏国栋' to PERSON '路平' isn't one that these labels have"),
        (Relation("at", "_t2", "_x"), "G: a relation at ends at _x, which is no region"),
    ],
)
def test_a_relation_that_cannot_be_is_named(relation: Relation, said: str) -> None:
    with pytest.raises(GoldError, match=said):
        corrected(gold(), regions(), [relation])


def test_two_regions_of_one_id_are_told() -> None:
    with pytest.raises(GoldError, match="G: two regions have the same id"):
        corrected(gold(), [Region("x", "ORG", 0, 2), Region("x", "ORG", 2, 4)], None)
