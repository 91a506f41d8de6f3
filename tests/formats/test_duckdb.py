"""A database: typed tables with comments, the view of careers; whole or not there, and nobody's tables overwritten."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from partyie.errors import InputError, MissingLibraryError
from partyie.formats.careers import CAREERS_COLUMNS
from partyie.formats.columns import TABLES, columns
from partyie.formats.duckdb import read_duckdb, write_duckdb
from partyie.records import Extraction, Failure, FailureReason, Person

duckdb: Any = pytest.importorskip("duckdb", reason="an optional extra: partyie[duckdb]")

FAILURE = Failure(source="a.bin", error=FailureReason(kind="binary", message="no text"))


def ask(database: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.sql(query).fetchall()  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def database(extraction: Extraction, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three documents of one person's tenures and one failure."""
    [tenure], [person] = extraction.tenures, extraction.persons

    def told(source: str, **changes: object) -> Extraction:
        persons = (person.model_copy(update={"gender": "男"}),)
        tenures = (tenure.model_copy(update=changes),)
        return extraction.model_copy(update={"source": source, "persons": persons, "tenures": tenures})

    path = tmp_path_factory.mktemp("database") / "careers.duckdb"
    items = [
        told("open.txt", start=None),
        told("later.txt", start="2015-03", end="2018"),
        FAILURE,
        told("first.txt", start="2011", end="2015-03-02", status="former"),
    ]
    write_duckdb(items, path)
    return path


def test_tables_have_the_columns_of_the_schema(database: Path) -> None:
    for family in TABLES:
        found = ask(database, f"SELECT column_name FROM (DESCRIBE {family})")
        assert [name for (name,) in found] == columns(family)


def test_cells_are_typed(database: Path) -> None:
    types = dict(ask(database, "SELECT column_name, column_type FROM (DESCRIBE persons)"))
    assert (types["aliases"], types["deceased"]) == ("VARCHAR[]", "BOOLEAN")
    assert ask(database, "SELECT aliases[2], len(current_posts) FROM persons LIMIT 1") == [("老三", 1)]
    [(earliest,)] = ask(database, "SELECT DISTINCT earliest FROM dates")
    assert earliest.year == 2021
    assert ask(database, "SELECT DISTINCT value, value_exact FROM quantities") == [(20.0, "20")]
    assert ask(database, "SELECT * FROM failures") == [("a.bin", "a.bin", 3, "binary", "no text", None, None, None)]


def test_careers_read_by_themselves(database: Path) -> None:
    """A career after the other, by date; partial dates stand for their first day; open starts come last."""
    query = (
        'SELECT document, person, gender, position, organisation_level, start, "end", end_day - start_day FROM careers'
    )
    assert ask(database, query) == [
        ("first.txt", "张三", "男", "中共莆田市委书记", "prefecture", "2011", "2015-03-02", 1521),
        ("later.txt", "张三", "男", "中共莆田市委书记", "prefecture", "2015-03", "2018", 1037),
        ("open.txt", "张三", "男", "中共莆田市委书记", "prefecture", None, None, None),
    ]


def test_every_column_of_careers_has_its_comment(database: Path) -> None:
    found = ask(database, "SELECT column_name FROM (DESCRIBE careers)")
    assert [name for (name,) in found] == list(CAREERS_COLUMNS)
    comments = "SELECT count(*), count(comment) FROM duckdb_columns() WHERE table_name = 'careers'"
    assert ask(database, comments) == [(len(CAREERS_COLUMNS),) * 2]


def test_tables_say_what_they_hold(database: Path) -> None:
    comments = dict(ask(database, "SELECT table_name, comment FROM duckdb_tables()"))
    assert comments["tenures"] == "One spell of one person in one post."
    assert None not in comments.values()
    of_start = "SELECT comment FROM duckdb_columns() WHERE table_name = 'tenures' AND column_name = 'evidence_start'"
    assert ask(database, of_start) == [("First code point of it in the input, from 0.",)]


def test_more_rows_than_are_inserted_at_once(tmp_path: Path, extraction: Extraction) -> None:
    persons = tuple(Person(id=f"p{n}", name=str(n), surface="张三", mentions=()) for n in range(5000))
    write_duckdb([extraction.model_copy(update={"persons": persons, "tenures": ()})], tmp_path / "a.duckdb")
    [back] = read_duckdb(tmp_path / "a.duckdb")
    assert isinstance(back, Extraction) and back.persons == persons


def test_a_database_of_ours_is_replaced(tmp_path: Path, extraction: Extraction) -> None:
    path = tmp_path / "a.duckdb"
    path.touch()  # an empty file is one without tables
    write_duckdb([extraction, FAILURE], path)
    write_duckdb([FAILURE], path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.duckdb"]
    assert list(read_duckdb(path)) == [FAILURE]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("CREATE TABLE notes (a INT)", "would be replaced, but holds notes, which isn't partyie's"),
        ("CREATE VIEW mine AS SELECT 1", "would be replaced, but holds mine, which isn't partyie's"),
        ("DROP TABLE links", "is no database of partyie"),
    ],
)
def test_tables_of_your_own_are_kept(tmp_path: Path, extraction: Extraction, statement: str, message: str) -> None:
    path = tmp_path / "a.duckdb"
    write_duckdb([extraction], path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)
    before = path.read_bytes()
    with pytest.raises(InputError, match=message):
        write_duckdb([], path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_that_is_open_is_not_replaced(tmp_path: Path, read_only: bool) -> None:
    """A notebook whose cell runs again would see the old tables through its old connection."""
    path = tmp_path / "a.duckdb"
    write_duckdb([FAILURE], path)
    with (
        duckdb.connect(str(path), read_only=read_only),
        pytest.raises(InputError, match="is open in this process: close its connections first"),
    ):
        write_duckdb([], path)
    assert list(read_duckdb(path)) == [FAILURE]


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("张三" * 10_000, encoding="utf-8")
    for use in (lambda: write_duckdb([], text), lambda: list(read_duckdb(text))):
        with pytest.raises(InputError, match=r"a\.txt can't be opened as a DuckDB database"):
            use()
    with pytest.raises(InputError, match="is a folder: name a file"):
        write_duckdb([], tmp_path)
    with pytest.raises(InputError, match="no such file"):
        list(read_duckdb(tmp_path / "none.duckdb"))
    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    with pytest.raises(InputError, match=r"empty\.duckdb is no database of partyie"):
        list(read_duckdb(tmp_path / "empty.duckdb"))


def test_without_duckdb_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingLibraryError, match=r"need duckdb: pip install 'partyie\[duckdb\]'"):
        write_duckdb([], tmp_path / "a.duckdb")
    assert list(tmp_path.iterdir()) == []
