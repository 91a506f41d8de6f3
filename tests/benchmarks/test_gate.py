"""The gate: closed when accuracy or speed falls by more than its rules allow, open otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from partyie.benchmarks.accuracy import Measurement, measure_accuracy
from partyie.benchmarks.gate import CHANCE, Baseline, chance_of, complaints, make_baseline
from partyie.benchmarks.readings import RULES
from partyie.formats.gold import GoldDocument
from partyie.formats.gold_records import extraction_from_gold
from partyie.pipeline.build import build
from partyie.pipeline.reader import Reader
from partyie.records import Extraction, Mention

Keep = Callable[[int, Mention], bool]


def measure(documents: list[GoldDocument], keep: Keep = lambda number, mention: True) -> Measurement:
    """Perfect extractions less the mentions that ``keep`` refuses."""
    number = iter(range(10**6))

    def thinned(document: GoldDocument) -> Extraction:
        perfect = extraction_from_gold(document)
        return perfect.model_copy(update={"mentions": tuple(m for m in perfect.mentions if keep(next(number), m))})

    return measure_accuracy("written", documents, map(thinned, documents))


def held(before: Measurement, after: Measurement) -> list[str]:
    return complaints(make_baseline([before]), make_baseline([after]), [after.figures])


def lose(label: str, count: int) -> Keep:
    """Lose the first ``count`` mentions of a label."""
    left = iter(range(count))
    return lambda number, mention: not (mention.label == label and next(left, None) is not None)


def test_no_change_passes(written: list[GoldDocument]) -> None:
    assert held(measure(written), measure(written)) == []


def test_a_better_day_passes(written: list[GoldDocument]) -> None:
    worse = measure(written, lambda number, mention: number % 10 != 0)
    assert held(worse, measure(written)) == []


def test_a_fallen_split_is_named(written: list[GoldDocument]) -> None:
    """Every tenth mention lost: the split and its labels."""
    said = held(measure(written), measure(written, lambda number, mention: number % 10 != 0))
    assert said[0].startswith("written: span F1 fell from 1.0000 to 0.9")
    assert any(line.startswith("PERSON: ") for line in said)


@pytest.mark.parametrize(("count", "closed"), [(4, False), (5, True)])
def test_a_label_may_lose_what_chance_allows(written: list[GoldDocument], count: int, closed: bool) -> None:
    said = held(measure(written), measure(written, lose("PLACE", count)))
    assert [line.partition(":")[0] for line in said if line.startswith("PLACE")] == ["PLACE"] * closed


def test_another_labels_gain_hides_no_loss(written: list[GoldDocument]) -> None:
    before, after = measure(written, lose("ORG", 40)), measure(written, lose("QUANTITY", 8))
    assert [line.partition(":")[0] for line in held(before, after)] == ["written", "QUANTITY"]


def test_a_wrong_boundary_is_one_decision(written: list[GoldDocument]) -> None:
    """Missed and spurious at once, it counts as the missed mention it is."""
    perfect = measure(written)
    first, *rest = (extraction_from_gold(document) for document in written)
    cut = [
        m.model_copy(update={"end": m.end - 1, "text": m.text[:-1]}) if len(m.text) > 1 and n < 20 else m
        for n, m in enumerate(first.mentions)
    ]
    shortened = first.model_copy(update={"mentions": tuple(cut)})
    baseline = make_baseline([measure_accuracy("written", written, [shortened, *rest])])
    assert all(mistake.endswith("missed") for mistake in baseline.splits["written"].mistakes)
    assert make_baseline([perfect]).splits["written"].mistakes == ()


@pytest.mark.parametrize(("worse", "better"), [(5, 0), (7, 1), (9, 2)])
def test_the_least_losses_that_fail(worse: int, better: int) -> None:
    """As the gate's docstring says."""
    assert chance_of(worse, better) < CHANCE <= chance_of(worse - 1, better)


def test_missing_documents_and_splits_close_it(written: list[GoldDocument]) -> None:
    before = measure(written)
    partial = measure_accuracy("written", written, [extraction_from_gold(document) for document in written[1:]])
    said = complaints(make_baseline([before]), make_baseline([partial]), [partial.figures])
    assert said[0] == "written: no extraction of G01"
    assert complaints(make_baseline([before]), Baseline(splits={}), []) == ["written: not measured"]


def test_other_gold_asks_for_a_new_baseline(written: list[GoldDocument]) -> None:
    [said] = held(
        measure(written), measure(written[:1] + [d.model_copy(update={"facts": written[0].facts}) for d in written[1:]])
    )
    assert "the gold has changed" in said


def test_what_is_learnt_by_heart_hides_no_fall(written: list[GoldDocument]) -> None:
    """Users get the same as before, the rules alone lose dates: they have a test of their own."""
    heart, rules, worse = measure(written), measure(written), measure(written, lose("DATE", 5))
    splits = {"training": heart, f"training{RULES}": rules}
    before, after = (
        Baseline(splits={name: make_baseline([one]).splits["written"] for name, one in these.items()})
        for these in (splits, splits | {f"training{RULES}": worse})
    )
    said = complaints(before, after, [])
    assert [line.partition(":")[0] for line in said if "decisions" in line] == ["DATE (rules)"]


def test_a_trade_of_a_few_mentions_passes(written: list[GoldDocument]) -> None:
    """Noise: three places and two persons lost, as many others found."""
    before = measure(written, lambda number, mention: number not in {20, 400, 700, 900, 1200})
    after = measure(written, lambda number, mention: number not in {25, 405, 705, 905, 1205})
    assert held(before, after) == []


@pytest.mark.slow
def test_a_finder_left_out_closes_it(written: list[GoldDocument]) -> None:
    """The pipeline itself: without quantities, and no other label falls."""
    whole, less = ["partyie_ner"], ["partyie_ner", "partyie_quantities"]
    before, after = (
        measure_accuracy("written", written[:4], [Reader(nlp).read(one.text) for one in written[:4]])
        for nlp in (build(exclude=whole), build(exclude=less))
    )
    said = held(before, after)
    assert said[0].startswith("written: span F1 fell from ")
    assert "QUANTITY" in {line.partition(":")[0] for line in said}
    assert {"PERSON", "ORG", "POST"}.isdisjoint(line.partition(":")[0] for line in said)


@pytest.mark.parametrize(("ratio", "closed"), [(0.6, False), (0.52, False), (0.5, True)])
def test_speed(ratio: float, closed: bool) -> None:
    before, after = Baseline(splits={}, ratio=0.6), Baseline(splits={}, ratio=ratio)
    assert bool(complaints(before, after, [])) is closed
