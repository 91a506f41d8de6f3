"""Noise on gold: where its mentions went, and that nearly all of them are still found."""

from __future__ import annotations

from pathlib import Path

import pytest

from partyie.benchmarks.corpus import read_split
from partyie.benchmarks.noise import TOGETHER, measure_noise
from partyie.benchmarks.noise_figures import NoiseFigures, format_noise
from partyie.benchmarks.noise_texts import FAMILIES, Edit, make_noisy, write_edits
from partyie.errors import InputError
from partyie.formats.gold import GoldDocument
from partyie.text.cleaning import clean_text

KEPT = 0.95
KEPT_OF_FEW = {TOGETHER: 0.93}  # all kinds at once, in one split or few documents
EACH = 32  # documents, one of which is read here; `partyie benchmark noise` reads all
RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "noise.json"


@pytest.fixture(scope="module")
def documents() -> list[GoldDocument]:
    return [one for split in ("training", "extra", "written") for one in read_split(split)][::EACH]


@pytest.fixture(scope="module")
def figures(documents: list[GoldDocument]) -> NoiseFigures:
    return measure_noise({"some": documents})


@pytest.mark.parametrize("family", [*FAMILIES, TOGETHER])
def test_noise_costs_few_mentions(figures: NoiseFigures, family: str) -> None:
    row = figures.splits["some"][family]
    assert row.found > 300
    assert row.touched > 0
    assert row.share >= KEPT_OF_FEW.get(family, KEPT)
    assert row.right_kept / row.right >= KEPT_OF_FEW.get(family, KEPT)


def test_the_committed_figures_hold_the_law() -> None:
    committed = NoiseFigures.model_validate_json(RESULTS.read_text("utf-8"))
    for rows in committed.splits.values():
        assert list(rows) == [*FAMILIES, TOGETHER]
        assert {name: row.share for name, row in rows.items() if row.share < KEPT_OF_FEW.get(name, KEPT)} == {}


@pytest.mark.parametrize("family", FAMILIES)
def test_clean_characters_are_where_the_map_says(documents: list[GoldDocument], family: str) -> None:
    text = documents[0].text
    noisy = make_noisy(text, [family], "a")
    assert noisy.text != text
    assert noisy.offsets.is_monotonic()
    places = [noisy.place(at, at + 1) for at in range(len(text))]
    if family in ("invisible", "spaces", "breaks"):
        assert "".join(noisy.text[start:end] for start, end in places).replace("\r\n", "\n") == text
    if family == "pinyin":
        assert all(noisy.text[start] == character for (start, _), character in zip(places, text, strict=True))


def test_the_same_seed_makes_the_same_noise(documents: list[GoldDocument]) -> None:
    text = documents[0].text
    first, again, other = (make_noisy(text, list(FAMILIES), seed).text for seed in ("a", "a", "b"))
    assert first == again != other


def test_what_is_put_behind_a_mention_is_no_part_of_it() -> None:
    noisy = write_edits("县长到", [Edit(1, 2, "长（zhǎng）"), Edit(2, 2, "\n")])
    assert noisy.place(0, 2) == (0, 9)
    assert noisy.text[slice(*noisy.place(2, 3))] == "到"


def test_damage_that_is_there_is_not_damaged_again() -> None:
    text = "縣委書(shū)記高　峰到會" * 20
    noisy = make_noisy(text, ["width"], "a")
    assert noisy.text == text
    assert clean_text(noisy.text).repairs


def test_a_lost_mention_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FAMILIES, "words", lambda text, random: [Edit(2, 2, "某")])
    [row] = (
        measure_noise({"own": [GoldDocument(name="A", text="县长王平到会。")]}, families=["words"])
        .splits["own"]
        .values()
    )
    assert (row.found, row.kept, row.right) == (2, 1, 0)
    assert row.labels == {"PERSON": (1, 0), "POST": (1, 1)}


def test_unknown_noise_is_refused() -> None:
    with pytest.raises(InputError, match="no noise is called 'rain', only traditional"):
        measure_noise({}, families=["rain"])


def test_the_report_says_what_was_kept(figures: NoiseFigures) -> None:
    report = format_noise(figures)
    assert "## some (4 documents)" in report
    assert f"| together | {figures.splits['some'][TOGETHER].share:.2%} of " in report
    assert NoiseFigures.model_validate_json(figures.model_dump_json()) == figures
