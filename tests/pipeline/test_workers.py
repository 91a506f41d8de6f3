"""Worker processes that die, stop or can't start: nothing is lost, and it is told."""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any

import pytest
from fake_pipeline import FakePipeline

from partyie.api import extract, extract_many
from partyie.errors import ModelError, PartyieError
from partyie.formats.jsonl import format_line
from partyie.pipeline import worker_process, workers
from partyie.pipeline.stream import DEATHS
from partyie.records import Extraction, Failure

pytestmark = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="the fake pipeline reaches only forked processes"
)
TEXTS = [(f"{number}.txt", f"张三{number}") for number in range(20)]
TESTS = Path(__file__).parents[1]
PATIENCE = 30.0  # seconds for what must come


def lines(texts: Any, **options: Any) -> list[bytes]:
    return [format_line(result) for result in extract_many(texts, **options)]


@pytest.fixture
def once(tmp_path: Path) -> Callable[[], bool]:
    """Whether it is asked for the first time, in whatever process."""

    def first() -> bool:
        try:
            (tmp_path / "asked").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    return first


def at_text(monkeypatch: pytest.MonkeyPatch, mark: str, act: Callable[[], object]) -> None:
    """Have the fake pipeline do something when it reads a text."""
    read = FakePipeline.__call__

    def act_and_read(self: FakePipeline, doc: Any) -> Any:
        if mark in doc.text:
            act()
        return read(self, doc)

    monkeypatch.setattr(FakePipeline, "__call__", act_and_read)


def gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has asked for its exit code counts as ended, too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.parametrize("part", [1, 8, 20, 100])
def test_a_process_that_dies_in_the_middle_of_its_answer(
    fake_pipeline: Any, once: Any, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """So many bytes of it are sent."""
    work = worker_process._work

    def half(end: socket.socket, message: bytes) -> None:
        function, arguments = pickle.loads(message)
        if len(arguments[0]) == 3 and once():
            answer = pickle.dumps(("done", function(*arguments)))
            end.sendall((worker_process.HEADER.pack(len(answer)) + answer)[:part])
            os._exit(9)
        work(end, message)

    monkeypatch.setattr(worker_process, "_work", half)
    assert lines(TEXTS, n_process=2) == lines(TEXTS)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGUSR1, signal.SIGTERM, signal.SIGPROF])
def test_a_process_killed_from_outside_loses_nothing_and_is_told(
    fake_pipeline: Any, once: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, number: int
) -> None:
    expected = lines(TEXTS)
    at_text(monkeypatch, "张三7", lambda: once() and os.kill(os.getpid(), number))
    with caplog.at_level(logging.WARNING, "partyie"):
        assert lines(TEXTS, n_process=2) == expected
    [message] = caplog.messages
    assert f"ended (signal {signal.Signals(number).name}" in message
    assert message.endswith("what it was reading is read again")


def test_workers_killed_again_and_again_lose_nothing(fake_pipeline: Any) -> None:
    """Each time at another result, whatever they are at."""
    texts = [(f"{number}.txt", f"张三{number}") for number in range(60)]
    results = []
    for number, result in enumerate(extract_many(texts, n_process=3, batch_size=4)):
        results.append(format_line(result))
        if number % 9 == 5:
            for child in multiprocessing.active_children()[: 1 + number % 2]:
                child.kill()
    assert results == lines(texts)


def test_a_text_is_given_up_after_three_deaths(fake_pipeline: Any, tmp_path: Path, monkeypatch: Any) -> None:
    log = tmp_path / "deaths"
    at_text(monkeypatch, "死", lambda: log.open("a").write("死"))
    failure = list(extract_many([*TEXTS, ("deadly.txt", "死"), *TEXTS], n_process=2))[len(TEXTS)]
    assert isinstance(failure, Failure)
    assert failure.error.message == f"the process died {DEATHS} times while reading this text (exit code 9)"
    assert log.read_text() == "死" * DEATHS


def test_a_stopped_process_is_told_and_may_be_killed(
    fake_pipeline: Any, once: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = lines(TEXTS)
    monkeypatch.setattr(workers, "LOOK", 0.1)
    at_text(monkeypatch, "张三7", lambda: once() and os.kill(os.getpid(), signal.SIGSTOP))

    class Killer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "is stopped" in record.msg:
                os.kill(record.args[0], signal.SIGKILL)  # type: ignore[index,arg-type]

    killer = Killer()
    workers.LOG.addHandler(killer)
    try:
        assert lines(TEXTS, n_process=2) == expected
    finally:
        workers.LOG.removeHandler(killer)
    assert [("is stopped" in message, "SIGKILL" in message) for message in caplog.messages] == [
        (True, False),
        (False, True),
    ]


def test_a_stream_with_a_stopped_process_can_be_left(fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at_text(monkeypatch, "停", lambda: os.kill(os.getpid(), signal.SIGSTOP))
    results = extract_many(["张三", *["停" * 100_000] * 8], n_process=2, batch_size=1)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_a_pipeline_that_a_process_cannot_build_is_the_callers_error(
    fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ModelError("the model is gone")

    monkeypatch.setattr(worker_process, "start_worker", fail)
    with pytest.raises(ModelError, match="the model is gone"):
        lines(TEXTS, n_process=2)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("end", "told"),
    [(lambda: os._exit(3), "exit code 3"), (lambda: os.kill(os.getpid(), signal.SIGKILL), "signal SIGKILL")],
)
def test_processes_that_end_while_they_start_are_no_fault_of_texts(
    fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch, end: Callable[[], object], told: str
) -> None:
    monkeypatch.setattr(worker_process, "start_worker", lambda *_: end())
    with pytest.raises(PartyieError, match=rf"worker processes end while they start \({told}.*too little memory"):
        lines(TEXTS, n_process=2)


def test_a_process_killed_while_it_starts_loses_nothing(
    fake_pipeline: Any, once: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, start = lines(TEXTS), worker_process.start_worker

    def die_once(*arguments: Any) -> None:
        if once():
            os.kill(os.getpid(), signal.SIGKILL)
        start(*arguments)

    monkeypatch.setattr(worker_process, "start_worker", die_once)
    assert lines(TEXTS, n_process=2) == expected


def test_in_a_daemonic_process_the_way_out_is_told(fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)  # type: ignore[attr-defined]
    assert len(lines(TEXTS)) == 20
    with pytest.raises(PartyieError, match=r"daemonic process .* take n_process=1 here"):
        lines(TEXTS, n_process=2)


@pytest.mark.parametrize("n_process", [1, 2])
@pytest.mark.parametrize("number", [0, 1, 4, 17])
def test_when_the_texts_raise_what_was_taken_is_given_first(fake_pipeline: Any, n_process: int, number: int) -> None:
    def texts() -> Iterator[tuple[str, str]]:
        yield from TEXTS[:number]
        raise LookupError("the disk is gone")

    results = []
    with pytest.raises(LookupError, match="the disk is gone"):
        for result in extract_many(texts(), n_process=n_process):
            results.append(format_line(result))
    assert results == lines(TEXTS[:number])
    assert multiprocessing.active_children() == []


def test_on_request_the_results_before_the_first_error_come_in_any_case(fake_pipeline: Any) -> None:
    results = []
    with pytest.raises(ValueError, match="a rule broke") as caught:
        for result in extract_many([*TEXTS[:13], "坏", *TEXTS], n_process=2, on_error="raise"):
            results.append(format_line(result))
    assert results == lines(TEXTS[:13])
    assert "in a worker process:" in "".join(caught.value.__notes__)


def test_what_cannot_be_sent_fails_as_in_one_process(fake_pipeline: Any) -> None:
    items = [*TEXTS[:5], ("f", lambda: 1), lambda: 2, *TEXTS[5:]]
    assert lines(items, n_process=2) == lines(items)


def test_texts_may_come_of_partyie_itself(fake_pipeline: Any) -> None:
    def texts() -> Iterator[str]:
        for _, text in TEXTS:
            yield extract(text).persons[0].name

    assert lines(texts(), n_process=2) == lines(["张三"] * 20)


def test_no_more_processes_are_started_than_have_work(fake_pipeline: Any) -> None:
    before = len(multiprocessing.active_children())
    results = extract_many(["张三", "李四"], n_process=50)
    assert isinstance(next(results), Extraction)
    assert len(multiprocessing.active_children()) - before <= 2
    assert isinstance(next(results), Extraction)


def test_an_exception_of_the_consumer_ends_the_processes(fake_pipeline: Any) -> None:
    def consume() -> None:
        for _ in extract_many(iter("张三" for _ in range(10**9)), n_process=2):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        consume()
    assert multiprocessing.active_children() == []


PROGRAM = """
import multiprocessing, os, signal, sys
sys.path.insert(0, {tests!r})
import fake_pipeline
from partyie.pipeline import reader
reader.build = lambda **_: fake_pipeline.FakePipeline()
from partyie import extract_many
results = extract_many(["张三", *["眠"] * 8], n_process=2, batch_size=1)
next(results)
children = multiprocessing.active_children()
print(*(child.pid for child in children), flush=True)
{end}
"""


@pytest.mark.parametrize(
    "end",
    [
        "sys.exit(0)",
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.kill(children[0].pid, signal.SIGSTOP)",
    ],
)
def test_however_a_program_ends_it_ends_at_once_and_leaves_no_process_behind(end: str) -> None:
    """Its workers are at a text that takes a minute."""
    code = PROGRAM.format(tests=str(TESTS), end=end)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdout is not None
        children = [int(word) for word in program.stdout.readline().split()]
        until = monotonic() + PATIENCE
        program.wait(PATIENCE)
        while not all(map(gone, children)):
            assert monotonic() < until
            sleep(0.05)
    assert len(children) == 2


def test_where_the_system_has_no_poll_a_worker_leaves_with_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows."""
    monkeypatch.delattr(worker_process.select, "poll")
    ours, theirs = socket.socketpair()
    parent = SimpleNamespace(sentinel=theirs.fileno())
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: parent)
    with ours, theirs:
        assert not worker_process._closes(ours, 0)
        ours.close()
        assert worker_process._closes(ours, 0)


def test_where_the_system_has_no_kill_signal_an_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows."""
    monkeypatch.delattr(workers.signal, "SIGKILL")
    assert str(workers.WorkerDiedError(-signal.SIGTERM)) == "signal SIGTERM"
