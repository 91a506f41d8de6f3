"""Rows hold every field, with names beside ids."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from partyie.errors import InputError
from partyie.formats.columns import DERIVED, DOCUMENTS, FAMILIES, REFERENCES, columns
from partyie.formats.derived import VALUES
from partyie.formats.rows import as_text, display_names, format_amount, rows
from partyie.records import Extraction, Quantity


@pytest.mark.parametrize("family", [DOCUMENTS, *FAMILIES])
def test_rows_have_the_columns_of_their_family(extraction: Extraction, family: str) -> None:
    found = list(rows(extraction, family))
    assert found
    assert all(list(row) == columns(family) for row in found)
    assert len(set(columns(family))) == len(columns(family))
    assert all(row["document"] == "通知.txt" for row in found)


def test_every_derived_column_has_its_value() -> None:
    assert {family: {c.name for group in after.values() for c in group} for family, after in DERIVED.items()} == {
        family: set(values) for family, values in VALUES.items()
    }


def test_every_field_is_in_a_column() -> None:
    for family, record in FAMILIES.items():
        fields = set(record.model_fields) - {"evidence"}
        assert fields <= set(columns(family))
        assert set(REFERENCES.get(family, ())) <= fields


def test_ids_stand_beside_names(extraction: Extraction) -> None:
    [post] = rows(extraction, "posts")
    assert (post["at"], post["at_name"]) == (("o1",), ("中共莆田市委",))
    assert (post["holders_name"], post["when_name"]) == (("张三",), ("2021-09",))
    [tenure] = rows(extraction, "tenures")
    assert (tenure["person_name"], tenure["post_name"], tenure["place_name"]) == ("张三", "莆田市委书记", None)
    assert (tenure["evidence_start"], tenure["evidence_end"]) == (0, 16)


def test_documents_have_their_facts_in_one_row(extraction: Extraction) -> None:
    [row] = rows(extraction, DOCUMENTS)
    assert (row["number"], row["script"], row["length"], row["package"]) == ("莆委〔2021〕7号", "mixed", 41, "0.1.0")


def test_an_unknown_family_is_refused_with_the_choice() -> None:
    with pytest.raises(InputError, match="'people'; there are documents, mentions, persons"):
        columns("people")


def test_every_record_has_a_name_to_show(extraction: Extraction) -> None:
    names = display_names(extraction)
    assert (names["p1"], names["o1"], names["t1"], names["d1"], names["q1"]) == (
        "张三",
        "中共莆田市委",
        "莆田市委书记",
        "2021-09",
        "20户",
    )
    assert names["m2"] == "书记"


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (Quantity(id="q1", value=Decimal("0.0460")), "0.046"),
        (Quantity(id="q1", lower=Decimal(11), upper=Decimal(19), unit="户"), "11..19户"),
        (Quantity(id="q1", lower=Decimal(11), unit="户"), "11..户"),
    ],
)
def test_amounts(quantity: Quantity, shown: str) -> None:
    assert format_amount(quantity) == shown


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (("a", "b"), "a; b"),
        ((), ""),
        (True, "true"),
        (False, "false"),
        (Decimal("1.5E+3"), "1500"),
        (datetime(2021, 9, 1), "2021-09-01T00:00:00"),
        (7, "7"),
    ],
)
def test_cells(value: object, cell: str) -> None:
    assert as_text(value) == cell


@pytest.mark.parametrize(
    ("body", "title", "told"),
    [
        ("莆田市人民政府", "市长", "莆田市人民政府市长"),
        ("中共莆田市委宣传部", "宣传部长", "中共莆田市委宣传部长"),
        ("莆田市公安局", "公安局长", "莆田市公安局长"),
        ("莆田市商务局", "局长", "莆田市商务局局长"),
        (None, "记者", "记者"),
    ],
)
def test_a_position_is_title_and_body(extraction: Extraction, body: str | None, title: str, told: str) -> None:
    tenure = extraction.tenures[0].model_copy(update={"body": body})
    post = extraction.posts[0].model_copy(update={"title": title})
    [row] = rows(extraction.model_copy(update={"tenures": (tenure,), "posts": (post,)}), "tenures")
    assert row["position"] == told


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("莆田市人民政府", "government"),
        ("莆田市财政局", "government"),
        ("中共莆田市委宣传部", "party"),
        ("妈祖集团", None),
    ],
)
def test_a_body_without_a_record_has_the_kind_its_name_says(
    extraction: Extraction, body: str, kind: str | None
) -> None:
    """Its level is that of the body that the post is named after, which is of the same area."""
    tenure = extraction.tenures[0].model_copy(update={"body": body, "organisation": None})
    [row] = rows(extraction.model_copy(update={"tenures": (tenure,)}), "tenures")
    assert (row["organisation_kind"], row["organisation_level"]) == (kind, "prefecture")
