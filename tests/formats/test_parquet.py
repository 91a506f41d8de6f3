"""A folder of Parquet files: one typed schema, whole or not there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from partyie.errors import InputError, MissingLibraryError
from partyie.formats import parquet
from partyie.formats.columns import TABLES
from partyie.formats.frame import arrow_schema, to_frame
from partyie.formats.parquet import read_parquet, write_parquet
from partyie.formats.table_reading import read_tables
from partyie.records import Extraction, Failure, FailureReason

pq: Any = pytest.importorskip("pyarrow.parquet", reason="an optional extra: partyie[parquet]")

FAILURE = Failure(source="a.bin", error=FailureReason(kind="binary", message="no text"))


def test_a_file_a_family_of_one_schema(extraction: Extraction, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "tables"
    write_parquet([extraction, FAILURE], folder)
    assert {path.name for path in folder.iterdir()} == {f"{family}.parquet" for family in TABLES}
    for family in TABLES:
        table = pq.read_table(folder / f"{family}.parquet")
        assert table.schema == arrow_schema(family)
        assert table.num_rows == (1 if family in ("documents", "failures") else len(getattr(extraction, family)))
    assert pq.read_table(folder / "tenures.parquet").equals(to_frame([extraction, FAILURE], "tenures", "pyarrow"))


def test_row_groups_are_written_as_rows_come(
    extraction: Extraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer holds few rows; a reader sees all."""
    monkeypatch.setattr(parquet, "BATCH", 4)
    monkeypatch.setattr(parquet, "ROW_GROUP", 8)
    write_parquet([extraction] * 10, tmp_path / "tables")
    metadata = pq.ParquetFile(tmp_path / "tables" / "mentions.parquet").metadata
    assert [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)] == [8] * 7 + [4]
    assert len(list(read_parquet(tmp_path / "tables"))) == 10


def test_a_folder_with_other_things_is_refused(extraction: Extraction, tmp_path: Path) -> None:
    write_parquet([extraction], tmp_path / "tables")
    (tmp_path / "tables" / "notes.txt").touch()
    with pytest.raises(InputError, match=r"would be replaced, but notes\.txt in it is no table of partyie"):
        write_parquet([], tmp_path / "tables")
    with pytest.raises(InputError, match="is a file: name a folder"):
        write_parquet([], tmp_path / "tables" / "notes.txt")
    assert len(list(read_parquet(tmp_path / "tables"))) == 1


def test_what_is_no_folder_of_tables_is_refused(extraction: Extraction, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is no folder of tables: documents\.parquet is missing"):
        list(read_parquet(tmp_path))
    write_parquet([extraction], tmp_path / "tables")
    (tmp_path / "tables" / "posts.parquet").write_bytes(b"no Parquet")
    with pytest.raises(InputError, match=r"posts\.parquet is no Parquet file"):
        list(read_parquet(tmp_path / "tables"))
    pq.write_table(to_frame(extraction, "dates", "pyarrow"), tmp_path / "tables" / "posts.parquet")
    with pytest.raises(InputError, match=r"posts\.parquet has no column 'title'"):
        list(read_parquet(tmp_path / "tables"))


def test_without_pyarrow_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibraryError, match=r"need pyarrow: pip install 'partyie\[parquet\]'"):
        write_parquet([], tmp_path / "tables")
    assert list(tmp_path.iterdir()) == []


def test_an_input_without_its_number_is_told() -> None:
    """As where somebody's program has written the tables anew."""
    row = {"document": "a.txt", "source": "a.txt", "item": None}
    with pytest.raises(InputError, match="documents, row 1: item: None is no whole number"):
        list(read_tables(lambda family: [("documents, row 1", row)] if family == "documents" else []))
