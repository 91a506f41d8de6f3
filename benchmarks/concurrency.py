"""Every way of reading many texts at once, held against one process that reads them one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from partyie.benchmarks.concurrency_ways import WAYS, Kills
from partyie.benchmarks.fresh import answer, read_job, run_fresh
from partyie.formats.jsonl import format_line
from partyie.records import Failure, FailureReason, Record

DAMAGES: tuple[Callable[[str], str], ...] = (
    lambda text: text[: len(text) * 2 // 3],
    lambda text: "\n".join(text[at : at + 20] for at in range(0, len(text), 20)),
    lambda text: text.replace("书记", "书(shū)记"),
    lambda text: text.encode().decode("gb18030", "ignore"),
    lambda text: text.replace("。", "\x00"),
    lambda text: text[:300] + "\udcb9" + text[300:],
)


class Task(Record):
    """What a fresh interpreter is to do: a way, and the digests of the lines that it should give; none at first."""

    way: str
    texts: tuple[str, ...]
    rounds: int = 1
    expected: tuple[str, ...] = ()


class Outcome(Record):
    """What came of a way.

    Attributes:
        texts: How many texts it read in a round.
        different: How many lines weren't those of one process, in all rounds.
        kills: How many of its processes were killed meanwhile.
    """

    way: str
    texts: int
    rounds: int
    different: int
    kills: int = 0
    digests: tuple[str, ...] = ()


class Concurrency(Record):
    """The figures of all ways."""

    ways: tuple[Outcome, ...]


def measure_concurrency(
    texts: Iterable[str], *, rounds: int, ways: Iterable[str] = WAYS, say: Callable[[str], object]
) -> Concurrency:
    """Read texts, as they are and damaged, in every way, each in an interpreter of its own."""
    told = tuple(texts)
    base = _run(Task(way="one after the other", texts=told))
    outcomes = []
    for way in ways:
        outcome = _run(Task(way=way, texts=told, rounds=rounds, expected=base.digests))
        say(f"{way}: {outcome.different} of {outcome.texts * outcome.rounds} differ, {outcome.kills} killed")
        outcomes.append(outcome)
    return Concurrency(ways=tuple(outcomes))


def items_of(texts: Iterable[str]) -> list[Any]:
    """The texts, each with a damaged copy, and what is no text."""
    items: list[Any] = []
    for number, text in enumerate(texts):
        items += [text, DAMAGES[number % len(DAMAGES)](text)]
    unread = Failure(source="x.bin", error=FailureReason(kind="binary", message="a NUL byte"))
    return [*items, "", unread, None, b"bytes", ("named", None)]


def run_way() -> None:
    """In the fresh interpreter: read in one way, and compare."""
    task = read_job(Task, bound=False)
    items, kills = items_of(task.texts), Kills()
    if not task.expected:
        from partyie import extract_many

        digests = tuple(map(_digest, map(format_line, extract_many(items))))
        answer(Outcome(way=task.way, texts=len(items), rounds=1, different=0, digests=digests))
        return
    different = read = 0
    for _ in range(task.rounds):
        read = 0
        for lines in WAYS[task.way](items, kills):
            read += len(lines)
            different += sum(_digest(line) != task.expected[at] for at, line in lines.items())
    answer(Outcome(way=task.way, texts=read, rounds=task.rounds, different=different, kills=kills.number))


def format_concurrency(figures: Concurrency) -> str:
    """The report."""
    lines = [
        "# Many texts at once",
        "",
        "Each way reads gold texts, damaged copies of them and what is no text, as far as it takes them; every line is",
        "compared with that of one process that reads one text after the other. `killed`: processes that a random",
        "SIGKILL ended meanwhile. Written by `partyie benchmark concurrency`.",
        "",
        "| way | texts | rounds | other bytes | killed |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [f"| {one.way} | {one.texts:,} | {one.rounds} | {one.different} | {one.kills} |" for one in figures.ways]
    return "\n".join(lines) + "\n"


def _run(task: Task) -> Outcome:
    return Outcome.model_validate_json(run_fresh(run_way, task).splitlines()[-1])


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
