"""Models and packed tables with a byte flipped, cut, swapped or blown up: refused by name or passed over, never read."""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tiny_models import array_file, model_files, student_arrays, write_files

from partyie.components.ner import NameRecogniser
from partyie.components.user_lexicon import UserLexiconFinder
from partyie.errors import ModelError, PartyieError, TableError
from partyie.lexicon import arrays as bounded
from partyie.lexicon import name_tables, packing
from partyie.lexicon.arrays import read_arrays
from partyie.lexicon.packing import is_current, packed, packed_name
from partyie.lexicon.table import DATA, read_table
from partyie.lexicon.user import UserLexicon
from partyie.models import segmenter_path
from partyie.ner.model import META, WEIGHTS, model_folder, read_model
from partyie.text.tables import table_text
from partyie.tokenizer.model_files import read_features
from partyie.tokenizer.table_files import NUMBERS
from partyie.tokenizer.table_files import WEIGHTS as MAPPED

FLIPS = 40
MEND = "pip install --force-reinstall"


def flipped(data: bytes, places: random.Random) -> bytes:
    """One bit of it turned over."""
    changed = bytearray(data)
    changed[places.randrange(len(changed))] ^= 1 << places.randrange(8)
    return bytes(changed)


def cut(data: bytes, places: random.Random) -> bytes:
    return data[: places.randrange(len(data))]


def swapped(data: bytes, places: random.Random) -> bytes:
    """Another whole archive of arrays."""
    return array_file({"gain": np.zeros(places.randrange(1, 9))})


DAMAGES = [flipped, cut, swapped]
Damage = Callable[[bytes, random.Random], bytes]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [META, WEIGHTS])
def test_a_damaged_learnt_model_is_refused(tmp_path: Path, damage: Damage, name: str) -> None:
    """Or says what it said before: a line break of its description is no part of it."""
    files = model_files(array_file(student_arrays()))
    whole = read_model(write_files(tmp_path, files))
    places = random.Random(name)
    for _ in range(FLIPS):
        (tmp_path / name).write_bytes(damage(files[name], places))
        try:
            found = read_model(tmp_path)
        except ModelError as error:
            assert str(tmp_path) in str(error) and MEND in str(error)
        else:
            assert name == META and (found.name, found.labels, found.weights) == (
                whole.name,
                whole.labels,
                whole.weights,
            )


def test_the_shipped_learnt_model_is_refused_when_a_weight_is_another(tmp_path: Path) -> None:
    """A weight of evidence in its description, a bit of its arrays."""
    shutil.copytree(model_folder("sm"), tmp_path / "sm")
    told = (tmp_path / "sm" / META).read_text(encoding="utf-8")
    (tmp_path / "sm" / META).write_text(told.replace('"quantity.share": 0.', '"quantity.share": 1.'), encoding="utf-8")
    with pytest.raises(ModelError, match=r"meta\.json isn't as it was written; get it anew"):
        read_model(tmp_path / "sm")


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x92\x01", b"\x81\xa9meta.json\xc4\x02{}"])
def test_saved_bytes_that_hold_no_model_are_refused(data: bytes) -> None:
    with pytest.raises(ModelError, match="no learnt model can be read from these bytes"):
        NameRecogniser("sm").from_bytes(data)


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped segmenter."""
    return Path(shutil.copytree(segmenter_path(), tmp_path_factory.mktemp("models") / "segmenter"))


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [NUMBERS, MAPPED, "SHA256SUMS"])
def test_a_damaged_segmenter_is_refused(segmenter: Path, name: str, damage: Damage) -> None:
    whole = (segmenter / name).read_bytes()
    places = random.Random(name)
    try:
        (segmenter / name).write_bytes(flipped(whole[:150], places) if name == "SHA256SUMS" else damage(whole, places))
        with pytest.raises(ModelError, match=r"segmenter: .* get it anew: pip install --force-reinstall partyie"):
            read_features(segmenter)
    finally:
        (segmenter / name).write_bytes(whole)
    read_features(segmenter)


def test_other_weights_of_the_segmenter_are_refused(segmenter: Path) -> None:
    """Its tables don't fit them any more, and the checksum neither."""
    whole = (segmenter / "weights.npz").read_bytes()
    try:
        (segmenter / "weights.npz").write_bytes(
            array_file({"w": np.zeros(30), "names": np.frombuffer(b"$$\n", np.uint8)})
        )
        with pytest.raises(ModelError, match=r"weights\.npz isn't the file that SHA256SUMS was written for"):
            read_features(segmenter)
    finally:
        (segmenter / "weights.npz").write_bytes(whole)


@pytest.mark.parametrize("damage", DAMAGES)
def test_of_a_damaged_packed_table_nothing_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Damage
) -> None:
    """The table beside it says the same."""
    name = name_tables.PAIRS
    for file in (name, packed_name(name)):
        shutil.copy(str(DATA / file), tmp_path)
    monkeypatch.setattr(packing, "DATA", tmp_path)
    whole = (tmp_path / packed_name(name)).read_bytes()
    right = packed(name, lambda: pytest.fail("drawn anew"))
    places = random.Random(damage.__name__)
    anew = 0
    for _ in range(FLIPS):
        (tmp_path / packed_name(name)).write_bytes(damage(whole, places))
        found = packed(name, dict)
        assert not found or all(np.array_equal(found[key], right[key]) for key in right)
        assert is_current(name) is bool(found)
        anew += not found
    assert anew > FLIPS / 2


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b", b"a\tb\n\xff\xff\n"])
def test_a_damaged_table_names_itself(tmp_path: Path, data: bytes) -> None:
    for name in ("posts.tsv", "pairs.tsv.gz"):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(TableError, match=rf"{name} can't be read: .*{MEND}"):
            read_table(name, dict, folder=tmp_path)
    with pytest.raises(TableError, match="nowhere"):
        table_text(tmp_path / "nowhere.tsv")


def archive_of(header: bytes, data: bytes = b"") -> bytes:
    """An archive whose one array has this header."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.npy", b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive_of(b"{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999999,)}\n"), "claims the shape"),
        (archive_of(b"{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}\n", b"12345678"), "shape|negative"),
        (archive_of(b"{'descr': '|O', 'fortran_order': False, 'shape': (1,)}\n", b"cos\nsystem\n"), "objects"),
        (archive_of(b"{'descr': __import__('os'), 'fortran_order': False, 'shape': ()}\n"), "malformed|header"),
        (archive_of(b"{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}\n"), "holds 0 bytes"),
        (b"", "zip"),
    ],
    ids=["huge", "negative", "pickle", "code", "empty", "nothing"],
)
def test_what_an_archive_claims_is_checked_before_it_is_believed(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_arrays(io.BytesIO(data))


def test_an_archive_that_would_fill_the_memory_is_refused() -> None:
    """Ten megabytes of zeros in ten kilobytes; the bound is lower here."""
    data = array_file({"a": np.zeros(10_000_000, np.uint8)})
    assert len(data) < 20_000
    with pytest.raises(ValueError, match="would take 10,000,128 bytes, more than the 1,000,000"):
        read_arrays(io.BytesIO(data), most=1_000_000)
    assert 10 * sum(path.stat().st_size for path in segmenter_path().iterdir()) < bounded.MOST


def test_a_model_whose_arrays_claim_too_much_is_refused(tmp_path: Path) -> None:
    """As a model that comes with somebody's pipeline might be: its hashes fit."""
    bomb = archive_of(b"{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}\n")
    with pytest.raises(ModelError, match="claims the shape"):
        read_model(write_files(tmp_path, model_files(bomb)))


def test_saved_terms_that_are_damaged_are_refused() -> None:
    finder = UserLexiconFinder(lexicon=UserLexicon.from_terms([{"term": "七彩办", "label": "ORG"}]))
    data = finder.to_bytes()
    for wrong in (data[:-3], b"", b"\xc1", b"\x91\x01"):
        with pytest.raises(PartyieError, match="saved terms"):
            finder.from_bytes(wrong)
