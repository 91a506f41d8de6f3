"""Reports: JSON that is read back, Markdown that shows every row, errors as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from partyie.benchmarks.accuracy import COUNTS, SHARES, Measurement, measure_accuracy
from partyie.benchmarks.figures import Throughput
from partyie.benchmarks.report import format_json, format_markdown, format_throughput, read_json, write_errors
from partyie.formats.gold import GoldDocument
from partyie.records import Extraction


@pytest.fixture(scope="module")
def measured(written: list[GoldDocument], damage: Callable[[GoldDocument, int], Extraction]) -> Measurement:
    return measure_accuracy("written", written, [damage(document, 1) for document in written])


def test_json_round_trip(measured: Measurement) -> None:
    assert read_json(format_json([measured.figures])) == {"written": measured.figures}


def test_markdown_shows_every_row(measured: Measurement) -> None:
    shown = format_markdown([measured.figures, measured.figures.model_copy(update={"split": "again"})])
    names = {line.split(" | ")[0].removeprefix("| ").replace("\\|", "|") for line in shown.splitlines()}
    assert {name.split(" | ")[0] for name in (*COUNTS, *SHARES)} <= {name.split(" | ")[0] for name in names}
    row = measured.figures.counts["span"]
    assert f"| span | **{row.f1:.4f}** ({row.precision:.3f}, {row.recall:.3f}; {row.gold}) | **" in shown
    assert "## again" in shown


def test_errors_are_a_table(measured: Measurement) -> None:
    """Texts with line breaks, quotes and tabs stay in their cells."""
    stream = io.StringIO()
    write_errors(measured.errors, stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue()), delimiter="\t"))
    assert len(rows) == len(measured.errors) > 100
    assert [row["kind"] for row in rows] == [error.kind for error in measured.errors]
    assert all("【" in row["shown"] for row in rows if row["kind"].startswith("missed PERSON"))


def test_throughput_table() -> None:
    figures = Throughput(
        characters=100_000, characters_per_second=51_234, pkuseg_per_second=90_000, segmenter_per_second=400_000,
        ratio=0.57, load_seconds=1.234, peak_megabytes=345.6, rounds=5, machine="some processor, Python 3.11",
    )  # fmt: skip
    shown = format_throughput(figures)
    assert "| characters a second, whole pipeline | 51,234 |" in shown
    assert "| ratio of the two, which the gate holds | 0.570 |" in shown
    assert "| ratio by the clock | – |" in shown
    assert "5 rounds of 100,000 characters" in shown
