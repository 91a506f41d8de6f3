"""Gold read and written: the inline notation, its JSON, and what each refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.errors import GoldError
from partyie.formats.gold import GoldDocument, GoldFacts, GoldPerson, GoldSpan
from partyie.formats.gold_json import format_gold_json, parse_gold_json
from partyie.formats.inline import format_inline, parse_inline, read_inline, write_inline
from partyie.records import Label

EXAMPLE = """⟦ORG#o1 ent=中共荥阳市委|滎陽市委⟧⟦POST#t1 at=o1 holder=p1,p2 status=former|書記⟧\
⟦PERSON#p1 ent=宋书杰|宋書傑⟧、⟦PERSON#p2 ent=马_克 member=o1|馬 克⟧\r
|近⟦QUANTITY#q1 v=500 mod=LESS_THAN u=个 dim=count of=电话|500个⟧電話
=====
@doc date=2021-09-29 title=一件_小事
@person ent=宋书杰 gender=男 work_start=1987-07
"""

# Anything that the notation can hold: no brackets, no line =====, no _ (it stands for a blank).
characters = st.characters(exclude_characters="⟦⟧", exclude_categories=["Cs"])
texts = st.text(characters, max_size=12).filter(lambda text: "=====" not in text)
values = st.text(st.sampled_from("市委书记ab =,#.·—《》"), min_size=1, max_size=6)


@st.composite
def documents(draw: st.DrawFn) -> GoldDocument:
    """Documents of every label and key, as far as the notation goes."""
    text, spans = draw(texts), []
    for number in range(draw(st.integers(0, 5))):
        surface, label = draw(texts), draw(st.sampled_from(Label))
        fields: dict[str, object] = {}
        if label in (Label.PERSON, Label.ORG, Label.PLACE):
            fields["entity"] = draw(st.none() | values)
        elif label is Label.POST:
            fields |= {"at": ("s0",), "holder": ("s0", "s1"), "status": draw(st.sampled_from(["current", "proposed"]))}
        elif label is Label.DATE:
            fields |= {"value": "2021-09", "modifier": draw(st.sampled_from([None, "END"]))}
        else:
            fields |= {"value": "2..3", "unit": draw(st.just("") | values), "of": draw(st.none() | values)}
        place = {"start": len(text), "end": len(text) + len(surface), "text": surface}
        spans.append(GoldSpan(id=f"s{number}", label=label, **place, **fields))
        text += surface + draw(texts)
    facts = GoldFacts(title=draw(st.none() | values), number=draw(st.none() | values))
    persons = [GoldPerson(entity=name, party=draw(st.none() | values)) for name in draw(st.lists(values, max_size=2))]
    return GoldDocument(name="drawn", text=text, spans=tuple(spans), facts=facts, persons=tuple(persons))


@given(documents())
def test_inline_round_trip(document: GoldDocument) -> None:
    """Document → notation → document, and the text outside the brackets is the document's."""
    assert parse_inline(format_inline(document), "drawn") == document


@given(documents())
def test_json_round_trip(document: GoldDocument) -> None:
    assert parse_gold_json(format_gold_json(document), "drawn") == document


def test_reading_the_example() -> None:
    document = parse_inline(EXAMPLE, "example")
    assert document.text == "滎陽市委書記宋書傑、馬 克\r\n|近500个電話"
    assert [document.text[span.start : span.end] for span in document.spans] == [span.text for span in document.spans]
    post, other, quantity = document.spans[1], document.spans[3], document.spans[4]
    assert (post.at, post.holder, post.status) == (("o1",), ("p1", "p2"), "former")
    assert (other.entity, other.member) == ("马 克", ("o1",))
    assert (quantity.value, quantity.modifier, quantity.unit, quantity.of) == ("500", "LESS_THAN", "个", "电话")
    assert (document.facts.title, document.persons[0].work_started) == ("一件 小事", "1987-07")


def test_canonical_text_is_written_back_as_it_was() -> None:
    assert format_inline(parse_inline(EXAMPLE, "example")) == EXAMPLE


def test_a_document_without_facts() -> None:
    assert parse_inline("只有⟦PLACE#l1|石桥镇⟧\n", "bare").text == "只有石桥镇\n"


@pytest.mark.parametrize(
    ("tagged", "said"),
    [
        ("一行\n⟦PERSON#p1 魏国栋⟧", "G, line 2: unreadable tag near '一行\\n⟦PERSON#p1 魏国栋⟧'"),
        ("⟦PERSON#p1|魏⟦PLACE#l1|石桥⟧⟧", "G, line 1: unreadable tag"),
        ("⟦THING#x1|物⟧", "G, line 1: label THING is none of PERSON, POST, ORG"),
        ("\n\n⟦PERSON#p1 boss=p2|魏国栋⟧", "G, line 3: PERSON p1 '魏国栋': unknown key boss; known: ent, member"),
        ("⟦ORG#o1 ent=市委 ent=区委|市委⟧", "G, line 1: ORG o1 '市委': key ent stands twice"),
        ("⟦ORG#o1 市委|市委⟧", "G, line 1: ORG o1 '市委': '市委' is not key=value"),
        (
            "⟦POST#t1 status=retired|书记⟧",
            "G, line 1: POST t1 '书记': status: Input should be 'current', 'former' or 'proposed'",
        ),
        ("文\n=====\n@doc date=2021\n@dco date=2021\n", "G, line 4: after ===== come @doc and @person lines only"),
        ("文\n=====\n@person gender=男", "G, line 3: @person: entity: Field required"),
    ],
)
def test_what_cannot_be_read_is_named(tagged: str, said: str) -> None:
    """Document, line and reason."""
    with pytest.raises(GoldError) as caught:
        parse_inline(tagged, "G")
    assert str(caught.value).startswith(said)


def document_with(text: str, *spans: GoldSpan) -> GoldDocument:
    return GoldDocument(name="G", text=text, spans=spans)


def place(start: int, end: int, text: str, **fields: str) -> GoldSpan:
    return GoldSpan(id=f"l{start}", label=Label.PLACE, start=start, end=end, text=text, **fields)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (document_with("⟦"), "G: the text itself holds"),
        (document_with("上\n=====\n下"), "G: the text itself holds"),
        (document_with("石桥镇", place(0, 2, "石桥"), place(1, 3, "桥镇")), "G, characters 1–3: l1 '桥镇' overlaps"),
        (
            document_with("石桥镇", place(0, 2, "石楼")),
            "G, characters 0–2: l0 '石楼' overlaps the span before it or isn't",
        ),
        (
            document_with("石桥镇", place(0, 2, "石桥", entity="a\tb")),
            "G, characters 0–2: l0: entity 'a\\tb' can't be written",
        ),
        (
            document_with("石桥镇", place(0, 2, "石桥", entity="a_b")),
            "G, characters 0–2: l0: entity 'a_b' can't be written",
        ),
    ],
)
def test_what_cannot_be_written_is_named(document: GoldDocument, said: str) -> None:
    with pytest.raises(GoldError) as caught:
        format_inline(document)
    assert str(caught.value).startswith(said)


def test_the_equals_line_may_end_a_text() -> None:
    """Only a line ===== inside the text is ambiguous."""
    document = document_with("=====")
    assert parse_inline(format_inline(document), "G") == document


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{", "G: JSONDecodeError"),
        ("[]", "G: TypeError"),
        ('{"text": "文"}', "G: KeyError: 'spans'"),
        ('{"text": "文", "spans": [{"id": "p1"}]}', "G: GoldError: span p1: 'label'"),
        ('{"text": "文", "spans": [], "doc": {"mayor": "x"}}', "G: GoldError: unknown key mayor"),
    ],
)
def test_json_that_is_no_gold_is_named(data: str, said: str) -> None:
    with pytest.raises(GoldError) as caught:
        parse_gold_json(data, "G")
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("name", ["\ud800", "a\udcb9b", "县\udfff/\ud83d"])
def test_half_a_surrogate_pair_in_a_name(name: str, tmp_path: Path) -> None:
    """Names come from others' JSON, and no file can be called so."""
    write_inline([GoldDocument(name=name, text="县")], tmp_path)
    assert [document.name for document in read_inline(tmp_path)] == [name]


def test_an_id_that_would_end_a_tag() -> None:
    span = GoldSpan(id="o1}", label=Label.ORG, start=0, end=1, text="县")
    with pytest.raises(GoldError, match=r"^G, characters 0–1: o1}: the id can't be written"):
        format_inline(GoldDocument(name="G", text="县", spans=(span,)))
