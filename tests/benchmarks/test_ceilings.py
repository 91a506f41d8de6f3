"""No pattern of the package grows faster than its text: all are found mechanically and attacked."""

from __future__ import annotations

import re

import pytest

from partyie.benchmarks.attack_strings import FAIL, FAMILIES, Attack, derived
from partyie.benchmarks.ceilings import Ceilings, Hostile, HostileRead, attack_all
from partyie.benchmarks.ceilings_report import format_ceilings
from partyie.benchmarks.corpus import read_split
from partyie.benchmarks.pattern_collection import Found
from partyie.benchmarks.pattern_growth import MOST_GROWTH, Attacks, attack_pattern

LENGTH = 1024
OF_USERS = "lexicon/extension.py"  # compiles what a user's row holds, to see whether it can be


@pytest.fixture(scope="module")
def attacks() -> Attacks:
    texts = [document.text for document in read_split("written")]
    return attack_all(texts[::6], LENGTH, most=4)


def test_no_pattern_grows_faster_than_its_text(attacks: Attacks) -> None:
    assert [one for one in attacks.patterns if one.grows] == []


def test_every_line_that_makes_a_pattern_is_known(attacks: Attacks) -> None:
    assert len(attacks.patterns) > 1000
    assert {file for file, _ in attacks.missed} == {OF_USERS}


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s*人", "search"),
        (r"(?:a+)+b", "match"),
        (r"\s*[，,]?\s*", "fullmatch"),
        (r"[一二三四]*年", "finditer"),
        (r"(\w+)\s*=\s*(\w+);", "findall"),
    ],
)
def test_one_that_does_is_found_out(pattern: str, method: str) -> None:
    found = Found(pattern, 0, False, methods={method})
    assert attack_pattern(found, 2048, most=4).growth > MOST_GROWTH


@pytest.mark.parametrize(
    ("pattern", "method"),
    [(r"\s++人", "match"), (r"\s*人", "match"), (r"\s*+[，,]?\s*", "fullmatch"), ("市委|书记", "sub")],
)
def test_one_that_does_not_is_left_alone(pattern: str, method: str) -> None:
    assert attack_pattern(Found(pattern, 0, False, methods={method}), 2048).growth <= MOST_GROWTH


def test_attacks_pump_what_a_pattern_repeats() -> None:
    attacks = list(derived(r"第(?P<n>[一二]{1,9})年\s*(?=月)", 0))
    assert Attack("第", "一", FAIL) in attacks or Attack("第", "二", FAIL) in attacks
    assert any(attack.unit == " " and attack.head.startswith("第") for attack in attacks)
    assert all(attack.text(7) for attack in attacks)


@pytest.mark.parametrize("pattern", ["a|bc", "[^市]+", r"(?<=第)\d+", "(?>ab)*+c", "(a)?(?(1)b|c)", "[^\\d]{9,}"])
def test_samples_are_what_a_pattern_takes(pattern: str) -> None:
    """But for what stands around: that comes along."""
    wholes = [attack for attack in derived(pattern, 0) if not attack.head and attack.end == FAIL]
    assert any(re.search(pattern, attack.text(20)) for attack in wholes)


def test_there_are_twelve_families() -> None:
    assert len(FAMILIES) == 12
    assert [len(Attack("", unit).text(1000)) for unit in FAMILIES.values()] == [1000] * 12


def test_the_report_names_the_worst(attacks: Attacks) -> None:
    read = HostileRead(
        start_megabytes=200, read=(Hostile(characters=4000, microseconds=41.25, ratio=1.5, peak_megabytes=250),)
    )
    text = format_ceilings(Ceilings(patterns=attacks, families={"dots": read}, line=read, machine="a machine"))
    assert "| dots | 4,000 | 41.2 | 1.50 | 250 MiB | 200 MiB |" in text
    assert "ordinary prose in one line" in text
    assert " 0 grow faster" in text
