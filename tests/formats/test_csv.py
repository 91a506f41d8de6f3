"""A folder of tables that spreadsheets open."""

from __future__ import annotations

import csv
from pathlib import Path

from partyie.formats.columns import DOCUMENTS, FAMILIES, columns
from partyie.formats.csv import write_csv
from partyie.records import Extraction, Failure, FailureReason


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_a_family(extraction: Extraction, tmp_path: Path) -> None:
    failure = Failure(source="a.bin", error=FailureReason(kind="binary", message="no, text"))
    other = extraction.model_copy(update={"source": 'a "quoted", name\n.txt'})
    write_csv([extraction, failure, other], tmp_path / "new" / "tables")
    folder = tmp_path / "new" / "tables"
    assert {path.stem for path in folder.iterdir()} == {DOCUMENTS, "failures", *FAMILIES}
    assert [row["document"] for row in read(folder / "posts.csv")] == ["通知.txt", 'a "quoted", name\n.txt']
    assert read(folder / "failures.csv") == [{"document": "a.bin", "kind": "binary", "message": "no, text"}]
    [person, _] = read(folder / "persons.csv")
    assert (person["aliases"], person["deceased"]) == ("小张; 老三", "")


def test_every_table_has_its_header_and_a_mark_for_excel(tmp_path: Path) -> None:
    write_csv([], tmp_path)
    for family in (DOCUMENTS, *FAMILIES):
        data = (tmp_path / f"{family}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbfdocument,")
        assert data.decode("utf-8-sig").strip().split(",") == columns(family)
