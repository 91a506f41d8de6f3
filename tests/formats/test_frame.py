"""Data frames keep types and say what is missing."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest

from partyie.errors import InputError
from partyie.formats.frame import MissingLibraryError, to_frame
from partyie.formats.rows import DOCUMENTS, FAMILIES, columns
from partyie.records import Extraction

pytest.importorskip("pandas", reason="an optional extra: partyie[frames]")


@pytest.mark.parametrize("family", [DOCUMENTS, *FAMILIES])
def test_a_row_a_record(extraction: Extraction, family: str) -> None:
    frame = to_frame(extraction, family)
    assert list(frame.columns) == columns(family)
    assert len(frame) == (1 if family == DOCUMENTS else len(getattr(extraction, family)))


def test_cells_keep_their_types(extraction: Extraction) -> None:
    mentions = to_frame(extraction, "mentions")
    assert mentions["start"].dtype == "int64"
    assert mentions["score"].isna().all()
    tenure = to_frame(extraction, "tenures").iloc[0]
    assert (tenure["person_name"], tenure["end"]) == ("张三", None)
    assert to_frame(extraction, "quantities")["value"][0] == Decimal(20)
    assert to_frame(extraction, "posts")["holders"][0] == ("p1",)


def test_several_extractions_follow_one_another(extraction: Extraction) -> None:
    other = extraction.model_copy(update={"source": "b.txt"})
    assert list(to_frame([extraction, other], "persons")["document"]) == ["通知.txt", "b.txt"]
    assert list(to_frame([], "persons").columns) == columns("persons")


def test_an_unknown_family_is_refused(extraction: Extraction) -> None:
    with pytest.raises(InputError, match="no family of records is called 'people'"):
        to_frame(extraction, "people")


def test_without_pandas_the_error_says_what_to_install(extraction: Extraction, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'partyie\[frames\]'"):
        to_frame(extraction, "persons")
