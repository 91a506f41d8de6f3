"""How a stream's progress is counted, told and shown."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from partyie.api import extract_many
from partyie.pipeline import progress
from partyie.pipeline.progress import NotebookBar, Progress, counted, describe
from partyie.records import Failure, FailureReason

BAD = Failure(source="x", error=FailureReason(kind="binary", message="a NUL byte"))


def test_a_callable_is_told_after_each_text(fake_pipeline: Any) -> None:
    told: list[Progress] = []
    list(extract_many(["张三", "坏", BAD, "李四到会"], progress=told.append))
    assert [(one.done, one.failed, one.characters, one.total) for one in told] == [
        (1, 0, 2, 4),
        (2, 1, 2, 4),
        (3, 2, 2, 4),
        (4, 2, 6, 4),
    ]
    seconds = [one.seconds for one in told]
    assert seconds == sorted(seconds)
    assert seconds[0] >= 0


def test_the_total_of_an_iterator_is_unknown(fake_pipeline: Any) -> None:
    told: list[Progress] = []
    list(extract_many(iter(["张三"]), progress=told.append))
    assert [one.total for one in told] == [None]


def test_results_are_told_when_they_are_handed_on() -> None:
    told: list[Progress] = []
    results = counted(iter([BAD, BAD]), told.append)
    assert not told
    next(results)
    assert [one.done for one in told] == [1]


def test_a_stream_ends_where_its_progress_cannot_be_told() -> None:
    ended: list[bool] = []

    def results() -> Iterator[Failure]:
        try:
            yield BAD
        finally:
            ended.append(True)

    def refuse(told: Progress) -> None:
        raise OSError("no place to tell it")

    with pytest.raises(OSError, match="no place"):
        next(counted(results(), refuse))
    assert ended == [True]


def test_nothing_is_shown_where_there_is_no_terminal(fake_pipeline: Any, capsys: Any) -> None:
    assert len(list(extract_many(["张三"] * 3, progress=True))) == 3
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("texts", [["张三", "坏"], iter(["张三", "坏"])])
def test_a_terminal_shows_a_bar(fake_pipeline: Any, monkeypatch: pytest.MonkeyPatch, texts: Any) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(progress, "REFRESH", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    list(extract_many(texts, progress=True))
    shown = sys.stderr.getvalue()  # type: ignore[attr-defined]
    assert "1 failed" in shown
    assert "characters/s" in shown
    assert ("2/2" in shown) == isinstance(texts, list)


def test_the_bar_of_a_run_gone_on_with_begins_where_that_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a line stays at its end, but not where it is left early."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(progress, "REFRESH", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with progress.terminal_bar(2, kept=8, summary=True) as bar:
        bar.update(Progress(1, 0, 500, 1.0, 2))
        assert "9/10" in sys.stderr.getvalue()  # type: ignore[attr-defined]
        bar.update(Progress(2, 1, 500, 2.0, 2))
    shown = sys.stderr.getvalue()  # type: ignore[attr-defined]
    assert shown.endswith("partyie: 2 texts (8 more were there), 1 failed, 500 characters, 0:00:02, 250 characters/s\n")
    with pytest.raises(KeyboardInterrupt), progress.terminal_bar(2, summary=True) as bar:
        bar.update(Progress(1, 0, 500, 1.0, 2))
        raise KeyboardInterrupt
    assert sys.stderr.getvalue().count("partyie: ") == 1  # type: ignore[attr-defined]


def test_a_notebook_shows_a_line() -> None:
    shown: list[str] = []

    class Handle:
        def update(self, data: dict[str, str], raw: bool) -> None:
            shown.append(data["text/plain"])

    bar = NotebookBar()
    bar.handle = Handle()
    bar.update(Progress(1200, 1, 90_000, 6.0, 3000))
    assert shown == ["1,200 of 3,000 texts, 1 failed, 15,000 characters/s, 0:00:09 left"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Progress(0, 0, 0, 0.0, 10), "0 characters/s"),
        (Progress(10, 0, 100, 2.0), "50 characters/s"),
        (Progress(10, 0, 100, 2.0, 5), "50 characters/s, 0:00:00 left"),
    ],
)
def test_what_cannot_be_told_is_left_out(state: Progress, words: str) -> None:
    assert describe(state) == words


def test_a_report_that_cannot_be_called_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="progress='bar'"):
        extract_many(["张三"], progress="bar")  # type: ignore[arg-type]


def test_a_report_that_raises_stops_the_stream(fake_pipeline: Any) -> None:
    def stop(state: Progress) -> None:
        if state.done == 2:
            raise KeyboardInterrupt

    def results() -> Iterator[Any]:
        yield from extract_many(["张三"] * 5, progress=stop)

    with pytest.raises(KeyboardInterrupt):
        list(results())
