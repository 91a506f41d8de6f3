"""Order, isolation and flat memory of a stream of texts."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from time import monotonic
from typing import Any

import pytest
from fake_pipeline import SLEEP

from partyie.api import extract_many, job_of
from partyie.formats.jsonl import format_line
from partyie.pipeline.stream import BATCHES_AHEAD, read_lines, read_many
from partyie.records import Extraction, Failure, FailureReason

forked = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="the fake pipeline reaches only forked processes"
)
PROCESSES = [1, pytest.param(2, marks=forked)]


def texts(number: int) -> list[tuple[str, str]]:
    return [(f"{n}.txt", f"张三{n}") for n in range(number)]


@pytest.mark.parametrize("n_process", PROCESSES)
def test_results_come_in_the_order_of_the_texts(fake_pipeline: Any, n_process: int) -> None:
    results = list(extract_many(texts(25), n_process=n_process, batch_size=3))
    assert [(result.source, result.text) for result in results if isinstance(result, Extraction)] == texts(25)


@forked
def test_one_process_and_two_give_the_same_bytes(fake_pipeline: Any) -> None:
    items = [*texts(10), "张三", ("bad.txt", "坏"), ("none.txt", None)]
    one = [format_line(result) for result in extract_many(items, n_process=1)]
    assert one == [format_line(result) for result in extract_many(items, n_process=2, batch_size=2)]


@pytest.mark.parametrize("n_process", PROCESSES)
def test_a_bad_text_becomes_a_failure_in_its_place(fake_pipeline: Any, n_process: int) -> None:
    unread = Failure(source="x.bin", error=FailureReason(kind="binary", message="a NUL byte"))
    items: list[Any] = [("a.txt", "张三"), ("b.txt", "坏"), unread, ("c.txt", b"bytes"), None, ("d", "e", "f"), "李四"]
    results = list(extract_many(items, n_process=n_process, batch_size=2))
    assert [result.error.kind if isinstance(result, Failure) else result.text for result in results] == [
        "张三",
        "extraction",
        "binary",
        "input",
        "input",
        "input",
        "李四",
    ]
    assert results[1] == Failure(
        source="b.txt", error=FailureReason(kind="extraction", message="ValueError: a rule broke")
    )
    assert results[2] == unread
    assert results[3].source == "c.txt"


@forked
@pytest.mark.parametrize("batch_size", [1, 2, 7])
def test_only_texts_that_kill_their_process_are_lost(fake_pipeline: Any, batch_size: int) -> None:
    deadly = {5, 6, 11, 29}
    items = [(f"{n}.txt", "死" if n in deadly else f"张三{n}") for n in range(30)]
    results = list(extract_many(items, n_process=2, batch_size=batch_size))
    assert [result.source for result in results] == [source for source, _ in items]
    failures = {result.source: result.error.kind for result in results if isinstance(result, Failure)}
    assert failures == {f"{n}.txt": "crash" for n in deadly}


@forked
def test_on_request_a_dead_process_stops_the_stream(fake_pipeline: Any) -> None:
    with pytest.raises(BrokenProcessPool):
        list(extract_many(["张三", "死"], n_process=2, on_error="raise"))


@pytest.mark.parametrize("n_process", PROCESSES)
def test_on_request_the_first_error_stops_the_stream(fake_pipeline: Any, n_process: int) -> None:
    results = extract_many(["张三", "坏", "李四"], n_process=n_process, batch_size=1, on_error="raise")
    assert isinstance(next(results), Extraction)
    with pytest.raises(ValueError, match="a rule broke"):
        list(results)


@pytest.mark.parametrize(("n_process", "ahead"), [(1, 1), pytest.param(2, 3 * (2 * BATCHES_AHEAD + 1), marks=forked)])
def test_only_a_few_texts_are_taken_ahead(fake_pipeline: Any, n_process: int, ahead: int) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "张三"

    results = extract_many(endless(), n_process=n_process, batch_size=3)
    for number in range(1, 40):
        next(results)
        assert taken <= number + ahead
    results.close()  # type: ignore[attr-defined]


@forked
def test_long_texts_close_a_batch_early(fake_pipeline: Any) -> None:
    sizes: list[int] = []

    def counted() -> Iterator[str]:
        for number in range(20):
            sizes.append(number)
            yield "平" * 80_000

    results = read_many(counted(), job_of(), n_process=2, batch_size=64)
    next(results)
    assert len(sizes) < 20
    results.close()  # type: ignore[attr-defined]


def child_processes() -> set[int | None]:
    return {child.pid for child in multiprocessing.active_children()}


@forked
def test_a_stream_that_is_left_ends_its_processes(fake_pipeline: Any) -> None:
    before = child_processes()
    results = extract_many((f"张三{n}" for n in range(10**9)), n_process=2, batch_size=3)
    next(results)
    assert len(child_processes() - before) == 2
    results.close()  # type: ignore[attr-defined]
    assert child_processes() <= before


@forked
def test_a_stream_that_is_left_does_not_wait_for_a_long_text(fake_pipeline: Any) -> None:
    """``眠`` keeps the fake pipeline busy for a minute."""
    before = child_processes()
    results = extract_many(["张三", *["眠"] * 8], n_process=2, batch_size=1)
    next(results)
    started = monotonic()
    results.close()  # type: ignore[attr-defined]
    assert monotonic() - started < SLEEP / 2
    assert child_processes() <= before


@forked
def test_what_other_processes_read_equals_what_this_one_reads(fake_pipeline: Any) -> None:
    """The text included, and sources that UTF-8 can't hold."""
    items = [*texts(10), ("\udcb9.txt", "李四"), "张三", ("bad", "坏")]
    assert list(extract_many(items, n_process=2, batch_size=3)) == list(extract_many(items))


@pytest.mark.parametrize("n_process", PROCESSES)
def test_lines_are_what_the_results_are_written_as(fake_pipeline: Any, n_process: int) -> None:
    items = [*texts(5), ("bad.txt", "坏")]
    lines = list(read_lines(items, job_of(), n_process=n_process, batch_size=2))
    assert [line.json for line in lines] == [format_line(result) for result in extract_many(items)]
    assert [line.length for line in lines] == [3] * 5 + [0]
    assert [line.failure and line.failure.source for line in lines] == [None] * 5 + ["bad.txt"]


@pytest.mark.parametrize("options", [{"n_process": 0}, {"batch_size": 0}, {"on_error": "ignore"}])
def test_settings_out_of_range_are_refused_at_once(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(options))}="):
        extract_many(["张三"], **options)


def test_a_wrong_reference_date_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="reference_date is a date or datetime"):
        extract_many(["张三"], reference_date="2021")  # type: ignore[arg-type]
