"""Data frames: one schema in every engine, types that hold, rows of several texts apart, and what is missing said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import partyie
from partyie.errors import InputError, MissingLibraryError
from partyie.formats.columns import DOCUMENTS, FAMILIES, columns, table_columns
from partyie.formats.frame import arrow_schema, to_frame
from partyie.formats.table_schema import format_table_schema
from partyie.records import Extraction, Failure, FailureReason

pandas: Any = pytest.importorskip("pandas", reason="an optional extra: partyie[frames]")
polars: Any = pytest.importorskip("polars", reason="an optional extra: partyie[polars]")
pyarrow: Any = pytest.importorskip("pyarrow", reason="an optional extra: partyie[arrow]")

SCHEMA = Path(__file__).parents[2] / "docs" / "tables.schema.json"
TABLES = [DOCUMENTS, *FAMILIES]
ENGINES = ["pandas", "polars", "pyarrow"]


def test_the_committed_schema_is_that_of_the_tables() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == format_table_schema(), "run scripts/write_schema.py"


@pytest.mark.parametrize("family", TABLES)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_a_record(extraction: Extraction, family: str, engine: Any) -> None:
    frame = to_frame(extraction, family, engine)
    names = frame.column_names if engine == "pyarrow" else list(frame.columns)
    assert names == columns(family)
    assert len(frame) == (1 if family == DOCUMENTS else len(getattr(extraction, family)))


@pytest.mark.parametrize("rows", ["one text", "no text"])
@pytest.mark.parametrize("family", TABLES)
def test_the_three_engines_agree(extraction: Extraction, family: str, rows: str) -> None:
    """The same types and cells, also where there are no rows to guess them from."""
    given = extraction if rows == "one text" else []
    table = to_frame(given, family, "pyarrow")
    assert table.schema == arrow_schema(family)
    assert [str(field.type).replace("element", "item") for field in table.schema] == [
        {"list<string>": "list<item: string>"}.get(column.type, column.type) for column in table_columns(family)
    ]
    assert polars.from_arrow(table).equals(to_frame(given, family, "polars"))
    frame = to_frame(given, family)
    assert pyarrow.Table.from_pandas(frame, schema=arrow_schema(family), preserve_index=False).equals(table)


def test_columns_that_cannot_be_null_are_full(extraction: Extraction) -> None:
    for family in TABLES:
        table = to_frame(extraction, family, "pyarrow")
        assert [f.name for f in table.schema if not f.nullable and table[f.name].null_count] == []


def test_cells_keep_their_types(extraction: Extraction) -> None:
    mentions = to_frame(extraction, "mentions")
    assert mentions["start"].dtype == "int64"
    assert mentions["score"].isna().all()
    tenure = to_frame(extraction, "tenures").iloc[0]
    assert tenure["person_name"] == "张三" and tenure["end"] is pandas.NA and not tenure["acting"]
    assert to_frame(extraction, "quantities")["value"][0] == 20.0
    assert to_frame(extraction, "posts")["holders"][0] == ("p1",)
    assert to_frame(extraction, "dates")["earliest"][0] == pandas.Timestamp("2021-09-01")


def test_the_tenures_name_body_title_and_words(extraction: Extraction) -> None:
    [tenure] = to_frame(extraction, "tenures").to_dict("records")
    told = [tenure[name] for name in ("title", "organisation_name", "organisation_kind", "organisation_level")]
    assert told == ["书记", "中共莆田市委", "party", "prefecture"]
    assert tenure["evidence_text"] == "莆田市委書(shū)記<b>张三"


def test_the_words_need_the_text(extraction: Extraction) -> None:
    stored = Extraction.model_validate_json(extraction.model_dump_json())
    assert to_frame(stored, "tenures")["evidence_text"].isna().all()


def test_persons_have_their_posts(extraction: Extraction) -> None:
    tenure = extraction.tenures[0].model_copy(update={"id": "s2", "status": "former", "body": "莆田市财政局"})
    [person] = to_frame(extraction.model_copy(update={"tenures": (*extraction.tenures, tenure)}), "persons").to_dict(
        "records"
    )
    assert (person["current_posts"], person["former_posts"]) == (("中共莆田市委书记",), ("莆田市财政局书记",))


def test_several_extractions_follow_one_another(extraction: Extraction) -> None:
    """Failures have no rows; a text without a source goes by its digest."""
    failure = Failure(source="c.txt", error=FailureReason(kind="input", message="no text"))
    nameless = extraction.model_copy(update={"source": None})
    told = partyie.to_frame([extraction, failure, nameless], "persons")
    assert list(told["document"]) == ["通知.txt", extraction.text_sha256]


def test_lone_surrogates_are_cells_too(extraction: Extraction) -> None:
    person = extraction.persons[0].model_copy(update={"surface": "张\ud800"})
    broken = extraction.model_copy(update={"persons": (person,)})
    assert to_frame(broken, "persons")["surface"][0] == "张\ud800"
    assert to_frame(broken, "persons", "pyarrow")["surface"].to_pylist() == ["张?"]
    assert to_frame(broken, "persons", "polars")["surface"].to_list() == ["张?"]


def test_an_unknown_family_or_engine_is_refused(extraction: Extraction) -> None:
    with pytest.raises(InputError, match="no family of records is called 'people'"):
        to_frame(extraction, "people")
    with pytest.raises(InputError, match="no engine is called 'excel'; there are pandas, polars, pyarrow"):
        to_frame(extraction, "persons", "excel")  # type: ignore[call-overload]


@pytest.mark.parametrize(("engine", "extra"), [("pandas", "frames"), ("polars", "polars"), ("pyarrow", "arrow")])
def test_without_the_engine_the_error_says_what_to_install(
    extraction: Extraction, monkeypatch: pytest.MonkeyPatch, engine: Any, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, engine, None)
    with pytest.raises(MissingLibraryError, match=rf"need {engine}: pip install 'partyie\[{extra}\]'"):
        to_frame(extraction, "persons", engine)
