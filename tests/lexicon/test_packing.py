"""Packed files hold what their tables say, and an outdated one is never read."""

from __future__ import annotations

import gzip
import shutil
from collections import defaultdict

import numpy as np
import pytest

from partyie.lexicon import division_arrays, name_tables, packing, table
from partyie.lexicon.division_arrays import COLUMNS, CURRENT, TABLE
from partyie.lexicon.divisions import Division, Divisions, divisions
from partyie.lexicon.packing import joined, packed, packed_name, strings, write_packed
from partyie.lexicon.table import DATA, read_rows
from partyie.text.tables import table_text

PACKED = {TABLE: division_arrays.draw_arrays, **name_tables.DRAWN}


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """A copy of the table of pairs and its packed file, the table with a row more."""
    for name in (name_tables.PAIRS, packed_name(name_tables.PAIRS)):
        shutil.copy(str(DATA / name), tmp_path)
    for module in (packing, table):
        monkeypatch.setattr(module, "DATA", tmp_path)
    monkeypatch.setattr(
        name_tables, "read_columns", lambda name, columns: table.read_columns(name, columns, folder=tmp_path)
    )
    content = table_text(DATA / name_tables.PAIRS) + "龘龘\t2\n"
    (tmp_path / name_tables.PAIRS).write_bytes(gzip.compress(content.encode()))
    return tmp_path


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_file_is_what_its_table_gives(name):
    def refuse():
        raise AssertionError(f"{packed_name(name)} is outdated: run scripts/pack_tables.py")

    kept, drawn = packed(name, refuse), PACKED[name]()
    assert kept.keys() == drawn.keys()
    for key, array in drawn.items():
        assert kept[key].dtype == array.dtype and np.array_equal(kept[key], array), key


def test_a_changed_table_is_drawn_anew(changed):
    assert "龘龘" not in strings(np.load(changed / packed_name(name_tables.PAIRS))["forms"])
    assert name_tables.pair_levels()["龘龘"] == 2


def test_a_file_written_anew_is_read_again(changed):
    write_packed(name_tables.PAIRS, name_tables.draw_pairs, changed)
    assert "龘龘" in strings(packed(name_tables.PAIRS, lambda: pytest.fail("drawn anew"))["forms"])


def test_without_a_packed_file_the_table_is_read(changed):
    (changed / packed_name(name_tables.PAIRS)).unlink()
    assert name_tables.pair_levels()["龘龘"] == 2


@pytest.mark.parametrize("texts", [["莆田", "", "𠮷田"], [""], ["a"]])
def test_strings_come_back(texts):
    assert strings(joined(texts)) == texts


def test_weights_are_those_of_the_table():
    weights = name_tables.part_weights()
    rows = list(read_rows(name_tables.WEIGHTS, ("table", "key", "weight")))
    assert sum(map(len, weights.values())) == len(rows)
    assert all(weights[part][key] == int(weight) / name_tables.HUNDREDTHS for part, key, weight in rows)


@pytest.fixture(scope="module")
def rows():
    """Those of the divisions."""
    return list(read_rows(TABLE, COLUMNS))


class TestDivisions:
    def test_each_row_is_a_division(self, rows):
        made = Divisions(division_arrays.division_arrays()).all
        assert [(d.code, d.name, d.short, d.level, d.current) for d in made] == [
            (code, name, short, level, status == CURRENT) for code, name, short, _, level, _, status in rows
        ]
        known = {d.code or d.name for d in made if d.current}
        for division, row in zip(made, rows, strict=True):
            outer = division.parent
            assert row[5] == (outer.code or outer.name) if outer else row[5] not in known

    def test_each_name_finds_its_rows(self, rows):
        full, short = defaultdict(list), defaultdict(list)
        for code, name, abbreviation, middle, *_ in rows:
            for form in filter(None, (name, middle)):
                full[form].append((code, name))
            if abbreviation != name:
                short[abbreviation].append((code, name))
        table = divisions()
        assert set(table.full_forms()) == full.keys()
        for form in list(full)[::7]:
            assert [(d.code, d.name) for d in table.full(form)] == full[form]
        for form in list(short)[::7]:
            assert [(d.code, d.name) for d in table.shortened(form)] == short[form]

    def test_short_forms_are_those_of_the_levels_asked_for(self):
        provinces = divisions().short_forms(["province"])
        assert {"福建", "内蒙古"} <= set(provinces) and len(provinces) < 60

    def test_a_division_is_always_the_same_object(self):
        [putian] = divisions().full("莆田市")
        assert divisions().coded("350300") is putian and divisions().shortened("莆田")[0] is putian
        assert isinstance(putian.parent, Division) and putian.within(divisions().full("福建省")[0])

    def test_townships_of_a_county(self):
        found = divisions().townships("110101")
        assert [town.name for town in found[:2]] == ["东华门街道", "景山街道"]
        assert {town.parent.name for town in found} == {"东城区"}

    @pytest.mark.parametrize("code", ["", "0", "x", "999999", "１１"])
    def test_what_is_no_code_finds_nothing(self, code):
        assert divisions().coded(code) is None and divisions().townships(code) == []
