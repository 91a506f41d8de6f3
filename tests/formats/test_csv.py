"""A folder of tables that spreadsheets open."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from partyie.errors import InputError
from partyie.formats.columns import DOCUMENTS, FAMILIES, columns
from partyie.formats.csv import CsvWriter, read_csv, write_csv
from partyie.formats.jsonl import format_line
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
    assert read(folder / "failures.csv") == [
        {
            "document": "a.bin",
            "source": "a.bin",
            "item": "2",
            "kind": "binary",
            "message": "no, text",
            "limit": "",
            "allowed": "",
            "found": "",
        }
    ]
    [person, _] = read(folder / "persons.csv")
    assert (person["aliases"], person["deceased"]) == ("小张; 老三", "")


def test_every_table_has_its_header_and_a_mark_for_excel(tmp_path: Path) -> None:
    write_csv([], tmp_path)
    for family in (DOCUMENTS, *FAMILIES):
        data = (tmp_path / f"{family}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbfdocument,")
        assert data.decode("utf-8-sig").strip().split(",") == columns(family)


def test_quantities_have_all_their_digits_beside_the_number(extraction: Extraction, tmp_path: Path) -> None:
    quantity = extraction.quantities[0].model_copy(update={"value": Decimal("12345678901234567890.5")})
    write_csv([extraction.model_copy(update={"quantities": (quantity,)})], tmp_path)
    [row] = read(tmp_path / "quantities.csv")
    assert row["value_exact"] == "12345678901234567890.5"


def test_a_table_that_is_not_ours_is_left_alone(extraction: Extraction, tmp_path: Path) -> None:
    own = tmp_path / "persons.csv"
    own.write_text("name,age\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"persons\.csv is no table of partyie: name another folder"):
        write_csv([extraction], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["persons.csv"]
    assert own.read_text(encoding="utf-8") == "name,age\n"


def test_files_of_others_and_earlier_tables(extraction: Extraction, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_csv([extraction, extraction], tmp_path)
    write_csv([extraction], tmp_path)
    assert len(list(read_csv(tmp_path))) == 1
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_written_is_in_no_table(extraction: Extraction, tmp_path: Path) -> None:
    with CsvWriter(tmp_path) as writer:
        writer.write(extraction)
        whole = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        writer.tables["tenures"].file.close()  # as a full disk would, halfway through a document
        with pytest.raises(ValueError, match="closed file"):
            writer.write(extraction)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == whole


def change(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "links.csv").unlink(), "is no folder of tables: links.csv is missing"),
        (lambda folder: change(folder / "persons.csv", "surface", "form"), r"persons.csv has no column 'surface'"),
        (lambda folder: change(folder / "posts.csv", "current", "perhaps"), "posts.csv, line 2: status: Input should"),
        (lambda folder: change(folder / "repairs.csv", ",5,", ",five,"), "repairs.csv, line 2: start: invalid literal"),
        (lambda folder: change(folder / "links.csv", "通知.txt", "其他.txt"), "links.csv, line 2: a row of '其他.txt'"),
        (lambda folder: change(folder / "documents.csv", "mixed", "mixed,1"), "14 cells where the header names 13"),
        (lambda folder: (folder / "dates.csv").write_bytes(b"\xff\xfe"), "dates.csv, after line 0: 'utf-8' codec"),
    ],
)
def test_a_damaged_table_is_named_with_its_line(
    extraction: Extraction, tmp_path: Path, damage: Callable[[Path], object], message: str
) -> None:
    write_csv([extraction], tmp_path)
    damage(tmp_path)
    with pytest.raises(InputError, match=message):
        list(read_csv(tmp_path))


def test_columns_may_be_moved_added_and_saved_by_a_spreadsheet(extraction: Extraction, tmp_path: Path) -> None:
    """Excel writes TRUE and FALSE; a column of one's own is passed over."""
    write_csv([extraction], tmp_path)
    rows = read(tmp_path / "posts.csv")
    with (tmp_path / "posts.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, ["mine", *reversed(columns("posts"))])
        table.writeheader()
        table.writerows({**row, "mine": "x", "acting": row["acting"].upper()} for row in rows)
    [back] = read_csv(tmp_path)
    assert format_line(back) == format_line(extraction)
