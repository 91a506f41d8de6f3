"""Records are written into tables and read back as they were: whatever they hold."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from any_records import RUNS
from hypothesis import given, settings

import partyie
from partyie.benchmarks.corpus import PACKAGED, read_split
from partyie.errors import TooLongError
from partyie.formats.csv import read_csv, write_csv
from partyie.formats.duckdb import read_duckdb, write_duckdb
from partyie.formats.gold_records import extraction_from_gold
from partyie.formats.jsonl import format_line
from partyie.formats.parquet import read_parquet, write_parquet
from partyie.records import Extraction, Failure, FailureReason, TooLong

pytest.importorskip("pyarrow", reason="an optional extra: partyie[parquet]")
pytest.importorskip("duckdb", reason="an optional extra: partyie[duckdb]")

Item = Extraction | Failure
Format = tuple[Callable[[Iterable[Item], Path], None], Callable[[Path], Iterator[Item]]]
FORMATS: dict[str, Format] = {
    "csv": (write_csv, read_csv),
    "parquet": (write_parquet, read_parquet),
    "duckdb": (write_duckdb, read_duckdb),
}

every_format = pytest.mark.parametrize("format", FORMATS)


def there_and_back(items: list[Item], format: str, folder: Path) -> list[Item]:
    write, read = FORMATS[format]
    write(items, folder / format)
    return list(read(folder / format))


def lines(items: list[Item]) -> list[bytes]:
    return [format_line(item) for item in items]


def holds(run: list[Item], format: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert lines(there_and_back(run, format, Path(folder))) == lines(run)


@given(run=RUNS)
def test_anything_comes_back_from_csv(run: list[Item]) -> None:
    holds(run, "csv")


@given(run=RUNS)
@settings(max_examples=15)  # twelve files a run
def test_anything_comes_back_from_parquet(run: list[Item]) -> None:
    holds(run, "parquet")


@given(run=RUNS)
@settings(max_examples=4)  # a database takes half a second
def test_anything_comes_back_from_a_database(run: list[Item]) -> None:
    holds(run, "duckdb")


@pytest.fixture(scope="module")
def gold() -> list[Item]:
    return [extraction_from_gold(document) for split in PACKAGED for document in read_split(split)]


@every_format
def test_all_gold_comes_back(gold: list[Item], format: str, tmp_path: Path) -> None:
    assert len(gold) > 100
    assert lines(there_and_back(gold, format, tmp_path)) == lines(gold)


@pytest.fixture(scope="module")
def read_texts() -> list[Item]:
    texts = [(document.name, document.text) for document in read_split("written")]
    return [*partyie.extract_many(texts)]


@every_format
def test_what_is_extracted_comes_back(read_texts: list[Item], format: str, tmp_path: Path) -> None:
    assert lines(there_and_back(read_texts, format, tmp_path)) == lines(read_texts)


@every_format
def test_inputs_of_one_name_stay_apart(extraction: Extraction, format: str, tmp_path: Path) -> None:
    """The same text twice, without a source, under a name that another's key has; failures between them."""
    failed = FailureReason(kind="binary", message="")
    run: list[Item] = [
        extraction,
        Failure(source="通知.txt", error=failed),
        extraction,
        extraction.model_copy(update={"source": "通知.txt #2"}),
        Failure(source=None, error=failed),
        extraction.model_copy(update={"source": None}),
        extraction.model_copy(update={"source": None}),
        extraction.model_copy(update={"source": ""}),
        Failure(source=None, error=failed),
    ]
    assert lines(there_and_back(run, format, tmp_path)) == lines(run)


@every_format
def test_limits_come_back_in_their_units(format: str, tmp_path: Path) -> None:
    """Whole code points, seconds with a point; other failures among them have no limit."""
    run: list[Item] = [
        Failure(source="a.txt", error=TooLong.of(TooLongError("characters", 20_000_000, 2**40 + 1))),
        Failure(source="b.txt", error=FailureReason(kind="too_long", message="of an earlier version")),
        Failure(source="c.txt", error=TooLong.of(TooLongError("seconds", 2, 2.125))),
    ]
    assert lines(there_and_back(run, format, tmp_path)) == lines(run)


@every_format
def test_an_empty_run_comes_back(format: str, tmp_path: Path) -> None:
    assert there_and_back([], format, tmp_path) == []


@every_format
def test_lone_surrogates_become_question_marks(extraction: Extraction, format: str, tmp_path: Path) -> None:
    """UTF-8 can't hold them. Lengths stay, and nothing stops."""
    [person] = extraction.persons
    person = person.model_copy(update={"surface": "张\ud800", "aliases": ("\udfff; 三",)})
    broken = extraction.model_copy(update={"source": "a\ud800.txt", "persons": (person,)})
    other = extraction.model_copy(update={"source": "a?.txt"})
    [back, second] = there_and_back([broken, other], format, tmp_path)
    assert isinstance(back, Extraction)
    assert (back.source, back.persons[0].surface, back.persons[0].aliases) == ("a?.txt", "张?", ("?; 三",))
    assert second == Extraction.model_validate(other.model_dump())


@every_format
def test_what_stops_the_items_stops_the_writing(extraction: Extraction, format: str, tmp_path: Path) -> None:
    """Nothing is left beside; a database or a Parquet folder is as it was."""

    def items() -> Iterator[Item]:
        yield extraction
        raise RuntimeError("no more")

    write, read = FORMATS[format]
    write([extraction, extraction], tmp_path / format)
    with pytest.raises(RuntimeError, match="no more"):
        write(items(), tmp_path / format)
    assert [path.name for path in tmp_path.iterdir()] == [format]
    assert len(list(read(tmp_path / format))) == (1 if format == "csv" else 2)
