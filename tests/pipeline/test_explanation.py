"""An explanation names the tokens, every candidate at the place, what its score is made of, and why one won."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from partyie.api import explain
from partyie.cli import app
from partyie.components.reading import Candidate
from partyie.errors import InputError
from partyie.formats.wrapping import width_of
from partyie.pipeline.explained_candidates import Verdict, probability, why
from partyie.pipeline.explanation import explain as explain_at
from partyie.pipeline.explanation import place_of
from partyie.pipeline.explanation_data import explanation_data
from partyie.pipeline.explanation_lines import context_lines, explanation_lines
from partyie.pipeline.reader import Reader, Recipe, reader_for
from partyie.records import Label, Mention

TEXT = (
    "中共莆田市委关于周一川同志任职的通知\n\n各县区委：\n"
    "　　经研究决定，周一川同志任中共仙游县委書(shū)記，免去陈二水的县长职务。去年，全县有3.5万人次参加培训。\n"
    "市委副书记李大海出席会议。市委要求各地落实。\n\n中共莆田市委\n2021年9月29日\n"
)


def at(words: str, nth: int = 1) -> int:
    return place_of(TEXT, words, nth)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return reader_for(Recipe(explain=True))


def kept(verdicts: tuple[Verdict, ...]) -> list[tuple[str, str]]:
    return [(verdict.label, verdict.norm) for verdict in verdicts if verdict.kept]


def test_the_winner_is_the_mention_and_its_score_the_sum_of_its_signs() -> None:
    told = explain(TEXT, at("李大海"))
    assert kept(told.verdicts) == [("PERSON", "李大海")]
    assert told.mention is not None
    [winner] = [verdict for verdict in told.verdicts if verdict.kept]
    assert (winner.rule, winner.score, winner.reason) == (told.mention.rule, told.mention.score, "became the mention")
    assert round(probability(sum(sign.points for sign in winner.signs)), 4) == winner.score
    assert [sign.meaning for sign in winner.signs if sign.name == winner.rule] == [
        "this rule's record on held-out gold"
    ]
    assert {link.kind for link in told.links} == {"holder"}
    assert [tenure.person for tenure in told.tenures] == [told.mention.record]


def test_a_loser_names_the_winner_and_the_first_criterion_that_differs() -> None:
    def candidate(label: Label, start: int, end: int, strength: int, score: float, rule: str = "r") -> Candidate:
        return Candidate(label, start, end, rule, strength, score)

    base = candidate(Label.PERSON, 2, 4, 2, 0.5)
    assert [
        why(base, winner, weighed=weighed)
        for winner, weighed in [
            (candidate(Label.PERSON, 2, 4, 1, 0.1, "lexicon.user"), True),
            (candidate(Label.PERSON, 2, 4, 1, 0.9), True),
            (candidate(Label.PERSON, 2, 4, 3, 0.1), False),
            (candidate(Label.PERSON, 2, 5, 2, 0.5), True),
            (candidate(Label.ORG, 2, 4, 2, 0.5), True),
            (candidate(Label.PERSON, 1, 3, 2, 0.5), True),
            (candidate(Label.PERSON, 2, 4, 2, 0.5), True),
        ]
    ] == [
        "a user's lexicon beats everything",
        "less likely, 0.5000 against 0.9000",
        "strength 2 against 3",
        "shorter, 2 characters against 3",
        "ORG goes before PERSON",
        "that one begins first",
        "it came first",
    ]


def test_a_date_says_what_it_counts_from(reader: Reader) -> None:
    told = explain(TEXT, at("去年"))
    assert told.origin is not None
    assert (told.origin.value, told.origin.anchor) == ("2020", "document")
    assert [(one.value, one.what) for one in told.origin.leanings] == [("2021-09-29", "the document's own date")]
    given = explain(TEXT, at("去年"), reference_date=date(2019, 5, 1)).origin
    assert given is not None
    assert (given.value, given.leanings[0].value, given.leanings[0].what) == (
        *("2018", "2019-05-01", "the reference date given"),
    )
    full = explain(TEXT, at("2021年9月29日")).origin
    assert full is not None
    assert (full.anchor, full.leanings) == ("explicit", ())


def test_an_organisation_says_which_rule_named_it() -> None:
    naming = explain(TEXT, ("市委", 2)).naming
    assert naming is not None
    assert (naming.surface, naming.name, naming.rule) == ("市委", "中共莆田市委", "levelled")
    assert naming.meaning.startswith("A level word and a body: 市委")


def test_a_short_form_that_the_document_introduces() -> None:
    text = "莆田市乡村振兴工作领导小组（以下简称领导小组）成立。领导小组下设办公室。"
    naming = explain(text, ("领导小组", 3)).naming
    assert naming is not None
    assert (naming.rule, naming.meaning) == ("alias", "the document introduced the short form")


def test_a_users_term_says_so(tmp_path: Path) -> None:
    lexicon = tmp_path / "own.tsv"
    lexicon.write_text("term\tlabel\tname\n培训\tORG\t莆田市培训中心\n", encoding="utf-8")
    told = explain(TEXT, at("培训"), lexicon=lexicon)
    assert kept(told.verdicts) == [("ORG", "培训")]
    assert told.naming is not None
    assert (told.naming.name, told.naming.rule) == ("莆田市培训中心", "lexicon")
    assert told.verdicts[-1].signs == ()


def test_a_repair_at_the_place_is_told() -> None:
    told = explain(TEXT, at("shū"))
    assert [(repair.kind, repair.original) for repair in told.repairs] == [("pinyin", "書(shū)")]
    assert "repair: pinyin" in "\n".join(explanation_lines(told))


def test_where_nothing_was_proposed_the_model_still_has_its_say() -> None:
    told = explain(TEXT, at("落实"))
    assert (told.verdicts, told.mention, told.record) == ((), None, None)
    assert told.belief is not None
    assert told.belief.labels[0][0] == "none"
    assert sum(chance for _, chance in told.belief.labels) == pytest.approx(1, abs=0.001)
    lines = list(explanation_lines(told))
    assert "candidates: none, nothing was proposed here" in lines
    assert lines[-1].startswith("the learnt model, of this character alone: none ")


def test_the_caret_stands_under_the_place() -> None:
    mention = Mention(id="m1", label=Label.PERSON, start=3, end=5, text="张三", norm="张三", record="p1", rule="r")
    assert list(context_lines("\t市e\u0301委\n书记张三到会", 7, None)) == ["  书记张三到会", "    ^^"]
    assert list(context_lines("\t市e\u0301委\n书记", 4, None)) == ["   市e\u0301委", "      ^^"]
    assert list(context_lines("ab。张三到会", 4, mention)) == ["  ab。张三到会", "      ~~^^"]
    text = "。" * 100 + "张三" + "，" * 100
    shown, caret = context_lines(text, 100, None, 40)
    assert width_of(shown) <= 40
    assert width_of(shown[: shown.index("张")]) == caret.index("^")
    assert list(context_lines("市委\r\n", 3, None)) == ["  市委↵", "      ^"]


def test_the_lines_tell_all_of_it() -> None:
    lines = list(explanation_lines(explain(TEXT, ("市委", 2))))
    assert lines[0] == f"offset {at('市委', 2)}: 市 (U+5E02), line 5"
    assert f"  + ORG 市委 [{at('市委', 2)}:{at('市委', 2) + 2}]" in lines
    assert any(line.startswith("name: 市委 → 中共莆田市委, by rule levelled") for line in lines)
    assert any("in all: a probability of" in line for line in lines)


def test_the_data_are_json() -> None:
    told = explain(TEXT, at("去年"), source="x.txt")
    data = json.loads(json.dumps(explanation_data(told)))
    assert (data["source"], data["mention"]["text"], data["origin"]["value"]) == ("x.txt", "去年", "2020")
    [candidate] = [one for one in data["candidates"] if one["kept"]]
    assert candidate["score"] == pytest.approx(probability(sum(s["points"] for s in candidate["signs"])), abs=1e-4)


def test_a_text_that_is_read_in_pieces_is_explained_in_the_piece(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids are those of the whole; a later piece counts from the day that the first one tells."""
    text = (
        TEXT.replace("去年，", "")
        + "\n"
        + "　　全市各级党组织认真学习。\n" * 20
        + "　　去年，市委书记王三山到仙游县走访。\n"
    )
    monkeypatch.setattr(reader.nlp, "max_length", 250)
    place = text.index("去年")
    told = explain_at(reader, text, place)
    assert told.piece[0] > 0
    assert told.piece[0] <= place < told.piece[1] <= len(text)
    assert told.mention is not None
    assert told.mention == next(one for one in told.extraction.mentions if one.start == place)
    assert told.origin is not None
    assert told.origin.value == "2020"
    assert [(verdict.start, verdict.kept) for verdict in told.verdicts] == [(place, True)]
    assert [token.text for token in told.tokens if token.start == place] == ["去年"]


@pytest.mark.parametrize("place", [-1, len(TEXT), len(TEXT) + 9])
def test_a_place_outside_the_text_is_refused(place: int) -> None:
    with pytest.raises(InputError, match=f"offset {place} is outside the text, which has {len(TEXT)} code points"):
        explain(TEXT, place)


def test_what_does_not_stand_in_the_text_is_refused() -> None:
    with pytest.raises(InputError, match="'市委' stands in the text 4 times: there is no number 5"):
        explain(TEXT, ("市委", 5))
    with pytest.raises(InputError, match=r"no mention 'p1': they are m1 to m\d+"):
        explain(TEXT, "p1")
    with pytest.raises(InputError, match="the text is empty"):
        explain("", 0)


@pytest.mark.parametrize("place", [["--at", "8"], ["--find", "周一川"], ["--mention", "m2"]])
def test_the_command_finds_the_place(place: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(app, ["explain", str(tmp_path / "a.txt"), *place, "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["at"], told["mention"]["text"], told["mention"]["id"]) == (8, "周一川", "m2")


def test_hostile_text_stays_hostile_only_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("市委\x1b[2J\u202e书记张三\r讲话" + "讲话" * 200, encoding="utf-8")
    for option in (["--at", "2"], ["--find", "书"]):
        output = CliRunner().invoke(app, ["explain", str(tmp_path / "a.txt"), *option]).stdout
        assert output
        assert not set(output) & {"\x1b", "\u202e", "\r"}
