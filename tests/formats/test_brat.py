"""brat stand-off: its lines, its fragments, and what an annotator adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from partyie.errors import GoldError, InputError
from partyie.formats.brat import format_ann, parse_ann, read_brat, write_brat
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.formats.inline import parse_inline
from partyie.formats.notes import format_note, parse_note
from partyie.records import Label

TAGGED = """⟦ORG#o1 ent=中共青川市委|青川市\r
委⟧⟦POST#t1 at=o1 holder=p1 status=former|书记⟧⟦PERSON#p1 ent=魏_国栋|魏国栋⟧，\
⟦QUANTITY#q1 v=40 mod=LESS_THAN u=户 dim=count|近40户⟧
=====
@doc title=公告
@person ent=魏_国栋 gender=男
"""
ANN = (
    "T1\tORG 0 3;5 6\t青川市 委\n"
    "T2\tPOST 6 8\t书记\n"
    "T3\tPERSON 8 11\t魏国栋\n"
    "T4\tQUANTITY 12 16\t近40户\n"
    "R1\tholder Arg1:T2 Arg2:T3\n"
    "R2\tat Arg1:T2 Arg2:T1\n"
    "A1\tstatus T2 former\n"
    "A2\tmodifier T4 LESS_THAN\n"
    "A3\tdimension T4 count\n"
    "#1\tAnnotatorNotes T1\tid=o1 ent=中共青川市委\n"
    "#2\tAnnotatorNotes T2\tid=t1\n"
    '#3\tAnnotatorNotes T3\tid=p1 ent="魏 国栋"\n'
    "#4\tAnnotatorNotes T4\tid=q1 v=40 u=户\n"
)


def gold() -> GoldDocument:
    return parse_inline(TAGGED, "公告")


def test_the_lines() -> None:
    """A mention over a line end is in fragments, its text joined by a blank, as brat checks it."""
    assert format_ann(gold()) == ANN


def test_a_folder_for_brat(tmp_path: Path) -> None:
    write_brat([gold()], tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "annotation.conf", "公告.ann", "公告.facts.json", "公告.txt",
    ]  # fmt: skip
    assert (tmp_path / "out" / "公告.txt").read_bytes() == gold().text.encode()
    config = (tmp_path / "out" / "annotation.conf").read_text(encoding="utf-8")
    assert "\nholder Arg1:POST, Arg2:PERSON\n" in config and "\nat Arg1:POST, Arg2:ORG|PLACE\n" in config
    assert "\nstatus Arg:POST, Value:current|former|proposed\n" in config
    assert list(read_brat(tmp_path / "out" / "公告.ann")) == [gold()]


def test_what_an_annotator_adds_and_removes() -> None:
    """T3 deleted with its relation and note; a new mention with a remark and an attribute, drawn to the post."""
    kept = [line for line in ANN.splitlines() if "T3" not in line]
    added = ["T9\tPERSON 9 11\t国栋", "#9\tAnnotatorNotes T9\tIs this the surname?", "R7\tholder Arg1:T9 Arg2:T2"]
    document = parse_ann(
        "\n".join([*kept, *added, "*\tEquiv T1 T9", "A9\tDoubtful T9", "N1\tReference T9 Wiki:1\t魏", ""]),
        gold().text,
        "公告",
    )
    person = next(span for span in document.spans if span.label is Label.PERSON)
    assert (person.id, person.entity, document.spans[1].holder) == ("p1", None, ("p1",))
    assert document.persons == ()


def test_facts_of_a_person_whom_nobody_names_any_more_are_left_out(tmp_path: Path) -> None:
    write_brat([gold()], tmp_path)
    lines = [line for line in ANN.splitlines(keepends=True) if "T3" not in line]
    (tmp_path / "公告.ann").write_text("".join(lines), encoding="utf-8")
    [document] = read_brat(tmp_path)
    assert (document.persons, document.facts.title) == ((), "公告")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T1\tGPE 0 2\t青川", "公告, characters 0–2: GPE T1 '青川': label GPE is none of PERSON, POST"),
        ("T1\tORG 0 one\t青川", "公告.ann, line 1: .*can't be read"),
        ("T1\tORG 0 1;2 3\t青 市", "line 1: .*its fragments have more than line ends between them"),
        ("R1\tat Arg1:T1 Arg2:T2", "a relation at ends at T1, which is no region"),
        (
            "T1\tORG 0 2\t青川\n#1\tAnnotatorNotes T1\tid=o1 entt=青川",
            "line 2: .*unknown or repeated key entt; known: dim, ent",
        ),
        (
            "T1\tORG 0 2\t青川\nT2\tORG 2 3\t市\nR1\tat Arg1:T1 Arg2:T2",
            "from ORG '青川' to ORG '市' isn't one that these",
        ),
        ("T1\tPOST 0 2\t青川\nT2\tORG 2 3\t市\nR1\tof Arg1:T1 Arg2:T2", "is none of holder, at, member, when"),
        (
            "T1\tPOST 0 2\t青川\nA1\tstatus T1 retired",
            "POST T1 '青川': status: Input should be 'current', 'former' or 'proposed'$",
        ),
    ],
)
def test_what_cannot_be_read_is_named(line: str, said: str) -> None:
    with pytest.raises(GoldError, match=said):
        parse_ann(line, gold().text, "公告")


def test_a_line_end_at_the_edge_of_a_mention_is_refused() -> None:
    span = GoldSpan(id="o1", label=Label.ORG, start=0, end=2, text="\n委")
    with pytest.raises(GoldError, match=r"公告, characters 0–2: ORG o1 .* line end at the edge"):
        format_ann(GoldDocument(name="公告", text="\n委", spans=(span,)))


def test_a_missing_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.ann: its text a\.txt isn't beside it"):
        list(read_brat(tmp_path))
    with pytest.raises(InputError, match=r"brat's files end in \.ann"):
        list(read_brat(Path(__file__)))


def test_notes() -> None:
    pairs = {"id": "t1", "ent": "", "of": '两 "种"', "u": "a\u2028b", "v": "a=b"}
    note = format_note(pairs)
    assert note == r'id=t1 ent="" of="两 \"种\"" u="a\u2028b" v=a=b'
    assert parse_note(note, "here", frozenset(pairs)) == pairs
    assert parse_note("see line 3: v=3?", "here", frozenset(pairs)) is None
    with pytest.raises(GoldError, match="here: 'v' isn't key=value"):
        parse_note("id=t1 v", "here", frozenset(pairs))
