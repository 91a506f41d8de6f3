"""The front door with the real pipeline: offsets, dates, processes, threads, lengths."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from threading import Event, get_ident
from time import sleep

import pytest

import partyie
from partyie.errors import InputError, ModelError, TableError
from partyie.formats.jsonl import format_line
from partyie.pipeline.reader import Recipe, reader_for
from partyie.records import Extraction, Failure, Label, text_digest

TEXTS = [
    "莆田市委书记张三同志于2021年9月29日到仙游县走访20余户。",
    "滎陽市委書(shū)記宋書傑，男，漢族，1963年10月生。",
    "关于李四同志任职的通知\r\n\r\n各镇街党委：\r\n    经研究，决定：李四任仙游县司法局党组书记、局长。\r\n2021年9月29日\r\n",
    "",
    "abc ①②③ \x00 \x1b[31m 😀 \ufeff",
]


def test_mentions_are_slices_of_the_untouched_input() -> None:
    found = 0
    for text in TEXTS:
        extraction = partyie.extract(text, source="a.txt")
        assert (extraction.length, extraction.text_sha256) == (len(text), text_digest(text))
        assert (extraction.text, extraction.source) == (text, "a.txt")
        for mention in extraction.mentions:
            assert text[mention.start : mention.end] == mention.text
            found += 1
    assert found >= 10


def test_ids_resolve_and_are_in_text_order() -> None:
    for text in TEXTS:
        extraction = partyie.extract(text)
        families = ("persons", "organisations", "places", "posts", "dates", "quantities")
        ids = {record.id for family in families for record in getattr(extraction, family)}
        assert {mention.record for mention in extraction.mentions} <= ids
        assert {link.target for link in extraction.links} | {link.source for link in extraction.links} <= ids
        starts = [mention.start for mention in extraction.mentions]
        assert starts == sorted(starts)
        assert [mention.id for mention in extraction.mentions] == [f"m{n}" for n in range(1, len(starts) + 1)]


def test_one_text_many_texts_and_two_processes_give_the_same_bytes() -> None:
    items = [(f"{number}.txt", text) for number, text in enumerate(TEXTS * 3)]
    alone = [format_line(partyie.extract(text, source=source)) for source, text in items]
    assert alone == [format_line(result) for result in partyie.extract_many(items)]
    assert alone == [format_line(result) for result in partyie.extract_many(items, n_process=2, batch_size=2)]


STARTED = """
import multiprocessing, sys
import partyie
from partyie.formats.jsonl import format_line

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    texts = ["莆田市委书记张三到会。", None, "李四任县长。"]
    for result in partyie.extract_many(texts, n_process=2, batch_size=1):
        sys.stdout.buffer.write(format_line(result))
"""


@pytest.mark.slow
@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_may_be_started_afresh(method: str, tmp_path: Path) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    script = tmp_path / "started.py"
    script.write_text(STARTED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), method], capture_output=True, check=True, timeout=120)
    first, second, third = done.stdout.splitlines(keepends=True)
    assert (first, third) == tuple(
        format_line(partyie.extract(text)) for text in ("莆田市委书记张三到会。", "李四任县长。")
    )
    assert b"a text is a str, not NoneType" in second


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads that take turns a hundred times as often as usual."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(interval / 100)
    yield
    sys.setswitchinterval(interval)


def read_in_threads(read: Callable[[str], bytes], texts: list[str]) -> list[list[bytes]]:
    """What eight threads, each beginning at another text, make of the texts."""

    def work(first: int) -> list[bytes]:
        results = [read(text) for text in (*texts[first:], *texts[:first])]
        return [*results[len(texts) - first :], *results[: len(texts) - first]]

    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(work, [number % len(texts) for number in range(8)]))


def test_threads_may_share_the_front_door(hasty_threads: None) -> None:
    expected = [format_line(partyie.extract(text)) for text in TEXTS]
    assert read_in_threads(lambda text: format_line(partyie.extract(text)), TEXTS) == [expected] * 8


def test_threads_may_share_a_pipeline(hasty_threads: None) -> None:
    """One that has seen none of the words yet; attributes of Docs and spans with it."""
    expected = [format_line(partyie.extract(text)) for text in TEXTS]
    nlp = partyie.load()
    seen: set[int] = set()

    def read(text: str) -> bytes:
        doc = nlp(text)
        seen.add(get_ident())
        extraction = doc._.extraction
        assert [span._.record.id for span in doc.spans["partyie"]] == [one.record for one in extraction.mentions]
        return format_line(extraction)

    assert read_in_threads(read, TEXTS) == [expected] * 8
    assert len(seen) > 1


def test_threads_that_begin_together_build_one_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []
    monkeypatch.setattr("partyie.pipeline.reader.build", lambda **options: built.append(options) or sleep(0.05))
    recipe = Recipe(model="of this test only")
    with ThreadPoolExecutor(8) as threads:
        readers = list(threads.map(reader_for, [recipe] * 8))
    assert len(built) == len(set(map(id, readers))) == 1


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="only forked processes inherit locks")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")  # the very thing tested
def test_processes_may_be_forked_while_threads_read() -> None:
    expected = [format_line(partyie.extract(text)) for text in TEXTS]
    done = Event()

    def read() -> None:
        while not done.is_set():
            partyie.extract(TEXTS[0])

    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(read) for _ in range(2)]
        try:
            for _ in range(3):
                assert [format_line(result) for result in partyie.extract_many(TEXTS, n_process=2)] == expected
        finally:
            done.set()
        for thread in running:
            thread.result()


@pytest.mark.parametrize(
    ("reference", "value"), [(date(2022, 3, 1), "2022-02-28"), (datetime(2020, 3, 1, 8), "2020-02-29"), (None, None)]
)
def test_relative_dates_count_from_the_reference(reference: date | None, value: str | None) -> None:
    dates = partyie.extract("市委书记张三昨天到会。", reference_date=reference).dates
    [found] = dates
    assert (found.value == value and found.anchor == "reference") if value else found.value.startswith("XXXX")


def test_the_reference_comes_before_the_documents_own_date() -> None:
    text = "市纪委通报\n昨天，张三到会。\n2021年9月29日\n"
    without = {found.value for found in partyie.extract(text).dates}
    given = {found.value for found in partyie.extract(text, reference_date=date(2020, 1, 2)).dates}
    assert "2021-09-28" in without
    assert "2020-01-01" in given


@pytest.mark.parametrize(("repeats", "limit"), [(100, 300), pytest.param(5_000, None, marks=pytest.mark.slow)])
def test_a_long_text_is_one_extraction(repeats: int, limit: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = reader_for(Recipe()).nlp
    monkeypatch.setattr(nlp, "max_length", limit or nlp.max_length)
    text = "莆田市委书记张三同志到仙游县走访20余户。\n" * repeats
    assert len(text) > nlp.max_length
    extraction = partyie.extract(text)
    people = [mention for mention in extraction.mentions if mention.label is Label.PERSON]
    assert len(people) == repeats
    assert all(text[mention.start : mention.end] == mention.text == "张三" for mention in people)
    [person] = extraction.persons
    assert len(person.mentions) == repeats
    assert len(extraction.posts) == repeats
    assert {post.holders for post in extraction.posts} == {(person.id,)}


@pytest.mark.parametrize("text", [TEXTS[1], TEXTS[2]])
def test_every_prefix_is_read(text: str) -> None:
    for end in range(len(text)):
        assert isinstance(partyie.extract(text[:end]), Extraction)


@pytest.mark.parametrize("text", ["\ud800", "市委\udfff书记"])
def test_half_a_surrogate_pair_is_refused_by_name(text: str) -> None:
    with pytest.raises(InputError, match="surrogate"):
        partyie.extract(text)
    [failure, good] = partyie.extract_many([("a", text), "市委书记张三"])
    assert isinstance(failure, Failure)
    assert (failure.source, failure.error.kind) == ("a", "input")
    assert isinstance(good, Extraction)


def test_a_lexicon_of_ones_own_beats_the_rules(tmp_path: Path) -> None:
    lexicon = tmp_path / "terms.tsv"
    lexicon.write_text("term\tlabel\n星河聚\tORG\n", encoding="utf-8")
    text = "星河聚负责人张三到会。"
    found = [mention.text for mention in partyie.extract(text, lexicon=lexicon).mentions if mention.label is Label.ORG]
    assert found == ["星河聚"]
    assert not [mention for mention in partyie.extract(text).mentions if mention.text == "星河聚"]
    [result] = partyie.extract_many([text], lexicon=str(lexicon))
    assert result.mentions == partyie.extract(text, lexicon=lexicon).mentions


def test_a_damaged_or_missing_lexicon_is_refused(tmp_path: Path) -> None:
    lexicon = tmp_path / "terms.tsv"
    lexicon.write_text("word\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 1"):
        partyie.extract("张三", lexicon=lexicon)
    with pytest.raises(TableError, match="line 1"):
        next(partyie.extract_many(["张三"], lexicon=lexicon))
    with pytest.raises(InputError, match=r"no lexicon file .*gone\.tsv"):
        partyie.load(lexicon=tmp_path / "gone.tsv")


def test_load_gives_a_spacy_pipeline() -> None:
    nlp = partyie.load(exclude=["partyie_tenures"])
    doc = nlp(TEXTS[0])
    assert "partyie_tenures" not in nlp.pipe_names
    assert doc.text == TEXTS[0]
    assert [span.label_ for span in doc.spans["partyie"]] == [mention.label for mention in doc._.extraction.mentions]


@pytest.mark.parametrize(
    ("name", "message"),
    [("lg", "which isn't installed: pip install models/lg"), ("xl", "there is no model 'xl': the choices are")],
)
def test_models_that_are_not_there(name: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partyie.ner.model.entry_points", lambda **_: [])  # where tests run, 'lg' may be installed
    with pytest.raises(ModelError, match=message):
        partyie.load(name)


def test_explain_says_what_won() -> None:
    from partyie.api import explain

    explanation = explain(TEXTS[0], TEXTS[0].index("张三"))
    assert explanation.mention is not None
    assert explanation.mention.text == "张三"
    assert [verdict.norm for verdict in explanation.verdicts if verdict.kept] == ["张三"]
    assert {token.text for token in explanation.tokens} & {"张三", "书记"}


@pytest.mark.parametrize("at", [1.5, True, None, ("市委",), ("市委", True), (1, 2)])
def test_explain_says_what_a_place_is(at: object) -> None:
    with pytest.raises(InputError, match=r"is no place in a text: give an offset \(58\), a mention's id \('m3'\), or"):
        partyie.api.explain("莆田市委书记张三到会。", at)  # type: ignore[arg-type]


def test_an_extraction_has_its_views() -> None:
    pytest.importorskip("pandas", reason="an optional extra: partyie[frames]")
    extraction = partyie.extract(TEXTS[2])
    assert "李四" in extraction.to_html()  # type: ignore[attr-defined]
    assert list(extraction.to_frame("persons")["name"]) == ["李四"]  # type: ignore[attr-defined]


def test_a_users_term_beats_every_rule_and_brings_its_name(tmp_path):
    """A lexicon given to `load` decides label, name and kind."""
    lexicon = tmp_path / "terms.tsv"
    lexicon.write_text(
        "term\tlabel\tname\tkind\n七彩办\tORG\t七彩街办公室\tgovernment\n书记\tPLACE\t\t\n", encoding="utf-8"
    )
    doc = partyie.load(lexicon=lexicon)("七彩办书记介绍情况。")
    [organisation] = doc._.extraction.organisations
    assert (organisation.name, organisation.kind, organisation.resolved) == ("七彩街办公室", "government", True)
    assert [(mention.text, mention.label) for mention in doc._.extraction.mentions] == [
        ("七彩办", "ORG"),
        ("书记", "PLACE"),
    ]


def test_one_string_is_not_several_texts() -> None:
    with pytest.raises(InputError, match="put it into a list"):
        partyie.extract_many("张三同志")
