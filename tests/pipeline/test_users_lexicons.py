"""Lexicons of the user's in a living pipeline: exchanged, taken away, shared by threads, sent to processes, saved."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import spacy

import partyie
from partyie import UserLexicon, use_lexicon
from partyie.errors import PartyieError
from partyie.pipeline.reader import Recipe, reader_for
from partyie.pipeline.stream import Job
from partyie.records import Extraction, Label

TEXT = "莆田市七彩办主任张三到柳溪镇调研。七彩办决定，柳溪办配合。乾坤大會於昨日召開，那日昇書記講話。"


def lexicon_of(*terms: str, label: str = "ORG", name: str = "") -> UserLexicon:
    return UserLexicon.from_terms({"term": term, "label": label, "name": name} for term in terms)


ONE = lexicon_of("七彩办", "柳溪办", name="甲办")
TWO = lexicon_of("七彩办主任张三", "那日昇", label="PERSON")
LEXICONS = (None, ONE, TWO)
BROKEN = """县委书记在全县经济工作会议上指出，今年以来各
级各部门紧扣目标、真抓实干，主要经济指标好于
预期，发展质量稳步提升，但也要清醒看到由七彩
办负责的投资后劲不足、市场主体信心偏弱等问题
仍然突出，必须高度重视。
会议要求，全县上下要坚持稳中求进工作总基调，
突出抓好项目建设、招商引资和营商环境三件大事，
由县发展和改革局牵头，县财政局、县自然资源和
规划局等部门配合，逐月调度、逐季通报。
"""


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return partyie.load()


@pytest.fixture(scope="module")
def expected() -> list[str]:
    """What a pipeline of its own gives with each lexicon."""
    return [partyie.load(lexicon=lexicon)(TEXT)._.extraction.model_dump_json() for lexicon in LEXICONS]


def found(extraction: Extraction) -> list[tuple[str, str]]:
    return [(one.text, one.label) for one in extraction.mentions if one.rule == "lexicon.user"]


def test_each_lexicon_gives_its_own(expected: list[str]) -> None:
    without, one, two = map(Extraction.model_validate_json, expected)
    assert found(without) == []
    assert found(one) == [("七彩办", "ORG"), ("七彩办", "ORG"), ("柳溪办", "ORG")]
    assert found(two) == [("七彩办主任张三", "PERSON"), ("那日昇", "PERSON")]
    assert [person.name for person in two.persons] == ["七彩办主任张三", "那日昇"]


def test_an_exchanged_lexicon_leaves_nothing_behind(nlp: spacy.language.Language, expected: list[str]) -> None:
    for number in (1, 0, 2, 1, 0):
        use_lexicon(nlp, LEXICONS[number])
        assert nlp(TEXT)._.extraction.model_dump_json() == expected[number]
    nlp.get_pipe("partyie_lexicon").use(TWO)  # type: ignore[attr-defined]
    assert nlp(TEXT)._.extraction.model_dump_json() == expected[2]


def test_threads_with_lexicons_of_their_own_share_a_pipeline(expected: list[str]) -> None:
    def read(number: int) -> str:
        return partyie.extract(TEXT, lexicon=LEXICONS[number % 3]).model_dump_json()

    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(read, range(12)))
    assert results == [expected[number % 3] for number in range(12)]
    assert len({id(reader_for(Recipe(lexicon)).nlp) for lexicon in LEXICONS}) == 1


def test_processes_are_sent_the_lexicon_once(expected: list[str]) -> None:
    results = list(partyie.extract_many([TEXT] * 3, lexicon=ONE, n_process=2))
    assert [result.model_dump_json() for result in results] == [expected[1]] * 3
    many = UserLexicon.from_terms({"term": f"第{number}号", "label": "ORG"} for number in range(10_000))
    assert len(pickle.dumps(Job(Recipe(many).light()))) < 1000 < 100_000 < len(pickle.dumps(Job(Recipe(many))))


def test_a_long_text_is_read_with_the_lexicon_in_every_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_for(Recipe()).nlp, "max_length", 100)
    result = partyie.extract((TEXT + "\n") * 4, lexicon=ONE)
    assert len(found(result)) == 12
    assert result.version.lexicon == f"{partyie.__version__}+user.{ONE.digest}"


def test_a_saved_pipeline_has_its_lexicon(tmp_path: Path, expected: list[str]) -> None:
    nlp = partyie.load(lexicon=TWO)
    nlp.to_disk(tmp_path / "nlp")
    loaded = spacy.load(tmp_path / "nlp")
    assert loaded(TEXT)._.extraction.model_dump_json() == expected[2]
    use_lexicon(loaded, None)
    assert loaded(TEXT)._.extraction.model_dump_json() == expected[0]


def test_bytes_bring_the_lexicon_where_its_component_is(expected: list[str]) -> None:
    data = partyie.load(lexicon=ONE).to_bytes()
    for number, lexicon in ((1, TWO), (0, None)):  # without the component spaCy leaves its bytes out
        assert partyie.load(lexicon=lexicon).from_bytes(data)(TEXT)._.extraction.model_dump_json() == expected[number]


def test_several_lexicons_at_once(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("term\tlabel\n柳溪办\tPERSON\n", encoding="utf-8")
    result = partyie.extract(TEXT, lexicon=[ONE, path])
    assert found(result) == [("七彩办", "ORG"), ("七彩办", "ORG"), ("柳溪办", "PERSON")]


def test_a_pipeline_without_a_resolver_is_told() -> None:
    with pytest.raises(PartyieError, match="needs the component partyie_resolver"):
        use_lexicon(spacy.blank("zh"), ONE)


def test_explaining_names_the_term_that_won() -> None:
    from partyie.api import explain

    verdicts = explain(TEXT, TEXT.index("七彩办"), lexicon=ONE).verdicts
    assert [one.rule for one in verdicts if one.kept] == ["lexicon.user"]


@pytest.mark.parametrize(
    ("longer", "priority", "wins"), [(0, 0, "柳溪镇七彩办"), (0, 1, "七彩办"), (2, 1, "柳溪镇七彩办")]
)
def test_priority_then_length_decide_among_the_users(longer: int, priority: int, wins: str) -> None:
    terms = [
        {"term": "柳溪镇七彩办", "label": "ORG", "priority": longer},
        {"term": "七彩办", "label": "ORG", "priority": priority},
    ]
    assert [text for text, _ in found(partyie.extract("在柳溪镇七彩办。", lexicon=UserLexicon.from_terms(terms)))] == [
        wins
    ]


def test_a_term_inside_a_longer_name_of_the_grammars_wins() -> None:
    """The name that the term stands in is no mention then, unless it is given as a term, too."""
    result = partyie.extract("莆田市七彩街道办事处召开会议。", lexicon=lexicon_of("七彩街道", label="PLACE"))
    assert [(one.text, one.rule) for one in result.mentions if one.start < 11 and one.end > 3] == [
        ("七彩街道", "lexicon.user")
    ]


def test_values_of_dates_and_quantities() -> None:
    terms = [
        {"term": "黄道吉日", "label": "DATE", "name": "2021-09-29"},
        {"term": "2020年5月", "label": "DATE"},
        {"term": "老早", "label": "DATE"},
        {"term": "一箩筐", "label": "QUANTITY", "name": "20 斤"},
        {"term": "3万元", "label": "QUANTITY"},
    ]
    text = "黄道吉日收一箩筐米，2020年5月花3万元，老早说过。"
    result = partyie.extract(text, lexicon=UserLexicon.from_terms(terms))
    assert [(one.value, one.type) for one in result.dates] == [
        ("2021-09-29", "DATE"),
        ("2020-05", "DATE"),
        ("XXXX", "DATE"),
    ]
    assert [(str(one.value), one.unit, one.dimension) for one in result.quantities] == [
        ("20", "斤", "mass"),
        ("30000", "元", "money"),
    ]
    assert str(result.dates[0].earliest) == "2021-09-29 00:00:00"


def test_links_and_coreference_take_the_terms_in() -> None:
    terms = [
        {"term": "大掌柜", "label": "POST", "name": "总经理"},
        {"term": "老周", "label": "PERSON", "name": "周铁山"},
        {"term": "七彩办", "label": "ORG", "name": "七彩街办公室", "kind": "enterprise"},
    ]
    result = partyie.extract("七彩办大掌柜老周到会。周铁山说好。", lexicon=UserLexicon.from_terms(terms))
    [person], [post], [body] = result.persons, result.posts, result.organisations
    assert (person.name, person.aliases, len(person.mentions)) == ("周铁山", ("老周",), 2)
    assert (post.title, post.at, post.holders) == ("总经理", (body.id,), (person.id,))
    assert (body.name, body.kind, body.resolved) == ("七彩街办公室", "enterprise", True)


@pytest.mark.parametrize(
    "text",
    [
        "縣七彩辦召開會議",
        "七彩(cǎi)办召开会议",
        BROKEN,
        "七　彩　办",
    ],
    ids=["traditional", "pinyin", "line break", "padded"],
)
def test_terms_in_damaged_and_traditional_text(text: str) -> None:
    result = partyie.extract(text, lexicon=lexicon_of("七彩办"))
    assert [one.norm for one in result.mentions if one.rule == "lexicon.user"] == ["七彩办"]
    assert Label.ORG in {one.label for one in result.mentions}
