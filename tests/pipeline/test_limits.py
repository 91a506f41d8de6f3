"""Limits on a text's length and on the time of its reading: what is refused, in which place, and what stays whole."""

from __future__ import annotations

import multiprocessing
import pickle
from pathlib import Path
from typing import Any

import pytest
from fake_pipeline import FakePipeline

import partyie
from partyie.api import explain, extract, extract_many, job_of
from partyie.errors import TooLongError
from partyie.formats.jsonl import format_line
from partyie.pipeline import limits as limits_module
from partyie.pipeline import worker_process
from partyie.pipeline.limits import Limits, check_time, within
from partyie.pipeline.reader import Recipe, reader_for
from partyie.records import Extraction, Failure, TooLong

forked = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="the fake pipeline reaches only forked processes"
)
PROCESSES = [1, pytest.param(2, marks=forked)]


@pytest.mark.parametrize("wrong", [0, -1, True, 1.5, "9", float("inf")])
def test_a_limit_on_characters_is_a_whole_number(wrong: Any) -> None:
    with pytest.raises(ValueError, match="a limit is a number above 0, or None for no limit"):
        Limits(characters=wrong)


@pytest.mark.parametrize("wrong", [0, -1.0, True, "9", float("inf"), float("nan")])
def test_a_limit_on_seconds_is_a_number(wrong: Any) -> None:
    with pytest.raises(ValueError, match="a limit is a number above 0, or None for no limit"):
        Limits(seconds=wrong)


def test_by_default_there_are_twenty_million_code_points_and_any_time() -> None:
    assert partyie.Limits() == job_of().limits == Limits(20_000_000, None)


def test_a_text_at_the_limit_is_read_and_a_longer_one_is_not(fake_pipeline: Any) -> None:
    assert extract("张三", limits=Limits(2)).length == 2
    with pytest.raises(TooLongError) as caught:
        extract("张三张", limits=Limits(2))
    error = caught.value
    assert (error.limit, error.allowed, error.found) == ("characters", 2, 3)
    assert str(error) == "the text has 3 code points: the limit is 2 (--max-characters, Limits(characters=…))"
    assert [text for text, _ in fake_pipeline.seen] == ["张三"]


def test_explain_keeps_the_limit(fake_pipeline: Any) -> None:
    with pytest.raises(TooLongError, match="3 code points"):
        explain("张三张", 0, limits=Limits(2))


def test_the_error_survives_the_way_from_another_process() -> None:
    error = TooLongError("seconds", 2.0, 3.5)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.limit, again.found) == (TooLongError, str(error), "seconds", 3.5)


@pytest.mark.parametrize("n_process", PROCESSES)
def test_a_stream_has_a_record_in_its_place(fake_pipeline: Any, n_process: int) -> None:
    items = [("a", "张三"), ("b", "李四李四"), ("c", "李四")]
    results = list(extract_many(items, n_process=n_process, limits=Limits(characters=2)))
    assert [type(one) for one in results] == [Extraction, Failure, Extraction]
    assert results[1] == Failure(source="b", error=TooLong.of(TooLongError("characters", 2, 4)))
    assert format_line(results[1]).startswith(
        b'{"source":"b","error":{"kind":"too_long","message":"the text has 4 code points'
    )


@pytest.mark.parametrize("n_process", PROCESSES)
def test_on_request_a_long_text_stops_the_stream(fake_pipeline: Any, n_process: int) -> None:
    with pytest.raises(TooLongError, match="4 code points"):
        list(extract_many(["张三", "李四李四"], n_process=n_process, on_error="raise", limits=Limits(2)))


def test_time_is_looked_at_after_each_component_and_what_was_read_before_is_read_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also inside a memory zone, from which the vocabulary then forgets."""
    text = "2021年9月29日，莆田市委书记张三到会。"
    before = format_line(extract(text))
    shared = reader_for(Recipe())._shared
    for learnt in (0, 10**9):
        monkeypatch.setattr(shared, "learnt", learnt)
        clock = iter(range(100))
        monkeypatch.setattr(limits_module, "thread_time", lambda clock=clock: float(next(clock)))
        with pytest.raises(TooLongError) as caught:
            extract("陕西省" + text, limits=Limits(seconds=5))
        assert (caught.value.limit, caught.value.allowed, caught.value.found) == ("seconds", 5, 6.0)
        assert next(clock) == 7  # it was given up at once
        monkeypatch.undo()
        assert not shared.nlp.vocab.in_memory_zone
        assert format_line(extract(text)) == before


def test_with_time_enough_the_bytes_are_the_same() -> None:
    text = "2021年9月29日，莆田市委书记张三到会。"
    assert format_line(extract(text, limits=Limits(seconds=1000))) == format_line(extract(text))


def test_without_a_limit_no_time_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits_module, "thread_time", lambda: pytest.fail("looked"))
    with within(Limits(), "张三"):
        check_time()


def test_a_limit_is_over_with_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLongError, match="given up after"), within(Limits(seconds=1e-9), "张三"):
        check_time()
    check_time()


@forked
@pytest.mark.skipif(not hasattr(worker_process.signal, "setitimer"), reason="the system has no timer")
@pytest.mark.parametrize("on_error", ["record", "raise"])
def test_a_worker_that_comes_to_no_end_is_ended_and_the_others_lose_nothing(
    fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch, on_error: Any
) -> None:
    """``堵``: a pattern that takes for ever, in which no check of ours is come to."""
    monkeypatch.setattr(worker_process, "GRACE", 0.1)
    items = [(f"{n}.txt", "堵" if n == 4 else f"张三{n}") for n in range(9)]
    results = extract_many(items, n_process=2, batch_size=3, limits=Limits(seconds=0.1), on_error=on_error)
    if on_error == "raise":
        with pytest.raises(TooLongError, match="given up after"):
            list(results)
        return
    read = list(results)
    assert [one.source for one in read] == [source for source, _ in items]
    [failure] = [one for one in read if isinstance(one, Failure)]
    assert failure.source == "4.txt"
    assert isinstance(failure.error, TooLong)
    assert (failure.error.limit, failure.error.allowed, failure.error.found) == ("seconds", 0.1, 0.3)


@forked
@pytest.mark.parametrize("seconds", [1e12, 1e308])
def test_no_limit_on_seconds_is_too_far_for_the_systems_timer(fake_pipeline: Any, seconds: float) -> None:
    results = list(extract_many(["张三", "李四"], n_process=2, limits=Limits(seconds=seconds)))
    assert [type(result) for result in results] == [Extraction, Extraction]


@forked
@pytest.mark.skipif(not hasattr(worker_process.signal, "setitimer"), reason="the system has no timer")
@pytest.mark.parametrize(("batch_size", "begun"), [(1, 1), (3, 2)])
def test_a_text_that_was_alone_in_its_batch_is_not_read_again(
    fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, batch_size: int, begun: int
) -> None:
    monkeypatch.setattr(worker_process, "GRACE", 0.1)
    read = FakePipeline.__call__

    def note_and_read(self: FakePipeline, doc: Any) -> Any:
        with (tmp_path / "begun").open("a") as log:
            log.write(doc.text[0])
        return read(self, doc)

    monkeypatch.setattr(FakePipeline, "__call__", note_and_read)
    items = ["张三", "张三", "李四", "堵", "李四", "张三"]
    kinds = [type(one) for one in extract_many(items, n_process=2, batch_size=batch_size, limits=Limits(seconds=0.1))]
    assert kinds == [Extraction] * 3 + [Failure] + [Extraction] * 2
    assert (tmp_path / "begun").read_text().count("堵") == begun
