"""The ways of reading many texts at once: each gives the lines by the number of their text, once or several times."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from partyie.formats.jsonl import format_line, read_jsonl
from partyie.records import Extraction, Failure

Lines = dict[int, bytes]
THREADS = 8
PAUSE = 0.2, 2.0  # seconds between two kills, at random
RAY_WORKER = "ray::"  # how the names of Ray's processes begin while they are at work


class Kills:
    """Kills random workers at random moments. A text is given up at which processes die again and again: so results
    must come between two kills."""

    def __init__(self) -> None:
        self.number = 0
        self.results = 0
        self.over = threading.Event()
        self.random = random.Random(20260)

    def during(
        self, lines: Callable[[], Lines], victims: Callable[[], list[int]], *, pause: float = 1, most: int = 10**6
    ) -> Lines:
        """The lines, read while victims are killed: ``most`` of them, where no results are seen in between."""
        self.over.clear()
        killer = threading.Thread(target=self._kill, args=(victims, pause, most))
        killer.start()
        try:
            return lines()
        finally:
            self.over.set()
            killer.join()

    def saw(self, result: Extraction | Failure) -> Extraction | Failure:
        """Take note of a result."""
        self.results += 1
        return result

    def _kill(self, victims: Callable[[], list[int]], pause: float, most: int) -> None:
        before, killed = -1, 0
        while killed < most and not self.over.wait(pause * self.random.uniform(*PAUSE)):
            found = victims()
            if found and (self.results > before or most < 10):
                os.kill(self.random.choice(found), signal.SIGKILL)
                self.number += 1
                before, killed = self.results, killed + 1


Way = Callable[[list[Any], Kills], Iterator[Lines]]


def _many(items: list[Any], **options: Any) -> Lines:
    import partyie

    return dict(enumerate(map(format_line, partyie.extract_many(items, **options))))


def _processes(method: str, n_process: int, items: list[Any], kills: Kills) -> Iterator[Lines]:
    multiprocessing.set_start_method(method, force=True)
    yield _many(items, n_process=n_process)


def _killed(method: str, items: list[Any], kills: Kills) -> Iterator[Lines]:
    multiprocessing.set_start_method(method, force=True)

    def read() -> Lines:
        import partyie

        results = map(kills.saw, partyie.extract_many(items, n_process=2))
        return dict(enumerate(map(format_line, results)))

    yield kills.during(read, _children)


def _children() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid]


def _whole(items: list[Any]) -> dict[int, str]:
    """The texts that a pipeline takes."""
    return {at: item for at, item in enumerate(items) if isinstance(item, str) and _is_unicode(item)}


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _in_threads(read: Callable[[int], Lines]) -> Iterator[Lines]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(THREADS) as threads:
            yield from threads.map(read, range(THREADS))
    finally:
        sys.setswitchinterval(before)


def _turned(texts: dict[int, str], number: int) -> dict[int, str]:
    """The share of a thread: half of the texts, each beginning somewhere else."""
    order = list(texts)
    start = number * len(order) // THREADS
    return {at: texts[at] for at in (order[start:] + order[:start])[: len(order) // 2]}


def _nlp_in_threads(items: list[Any], kills: Kills) -> Iterator[Lines]:
    import partyie

    nlp, texts = partyie.load(), _whole(items)
    yield from _in_threads(
        lambda n: {at: format_line(nlp(text)._.extraction) for at, text in _turned(texts, n).items()}
    )


def _pipe_in_threads(items: list[Any], kills: Kills) -> Iterator[Lines]:
    import partyie

    nlp, texts = partyie.load(), _whole(items)

    def read(number: int) -> Lines:
        own = _turned(texts, number)
        docs = nlp.pipe(own.values(), batch_size=1 + number)
        return {at: format_line(doc._.extraction) for at, doc in zip(own, docs, strict=True)}

    yield from _in_threads(read)


def _extract_in_threads(items: list[Any], kills: Kills) -> Iterator[Lines]:
    """Every second text with another lexicon, whose lines aren't compared."""
    import partyie

    others = [partyie.UserLexicon.from_terms([{"term": f"莆田{n}", "label": "ORG"}]) for n in range(THREADS)]

    def read(number: int) -> Lines:
        lines = {}
        for at, text in _turned(_whole(items), number).items():
            lines[at] = format_line(partyie.extract(text))
            partyie.extract("莆田市委书记张三。", lexicon=others[number])
        return lines

    yield from _in_threads(read)


def _streams_in_threads(items: list[Any], kills: Kills) -> Iterator[Lines]:
    yield from _in_threads(lambda number: _many(items[: len(items) // 4], n_process=1 + number % 2))


def _pipe_in_processes(items: list[Any], kills: Kills) -> Iterator[Lines]:
    import partyie

    multiprocessing.set_start_method("fork", force=True)
    texts = _whole(items)
    docs = partyie.load().pipe(texts.values(), n_process=2, batch_size=4)
    yield {at: format_line(doc._.extraction) for at, doc in zip(texts, docs, strict=True)}


def _command_line(jobs: int, items: list[Any], kills: Kills) -> Iterator[Lines]:
    texts = {at: text for at, text in _whole(items).items() if "\0" not in text}  # such a file is refused as binary
    with tempfile.TemporaryDirectory() as folder:
        for at, text in texts.items():
            (Path(folder) / f"{at:05}.txt").write_bytes(text.encode())
        command = [sys.executable, "-P", "-m", "partyie", "extract", folder, "--jobs", str(jobs)]
        out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    yield {at: _nameless(line) for at, line in zip(sorted(texts), out.splitlines(), strict=True)}


def _nameless(line: bytes) -> bytes:
    [result] = read_jsonl([line])
    return format_line(result if isinstance(result, Failure) else result.model_copy(update={"source": None}))


def _ray_dataset(items: list[Any], kills: Kills, *, deadly: bool = False) -> Iterator[Lines]:
    from partyie.distributed import extract_dataset

    ray, texts = _ray(), _whole(items)
    rows = [{"text": text, "id": str(at)} for at, text in texts.items()]

    def read() -> Lines:
        dataset = ray.data.from_items(rows, override_num_blocks=4)
        results = extract_dataset(dataset, source_column="id", batch_size=8).take_all()
        return {int(row["source"]): _nameless((row["extraction"] or "{}").encode()) for row in results}

    yield kills.during(read, _ray_workers, pause=10, most=3) if deadly else read()


def _ray_files(items: list[Any], kills: Kills) -> Iterator[Lines]:
    from partyie.distributed import extract_files

    _ray()
    texts = _whole(items)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in").mkdir()
        for name, share in (("a", list(texts)[::2]), ("b", list(texts)[1::2])):
            lines = [json.dumps({"text": texts[at], "id": str(at)}) + "\n" for at in share]
            (Path(folder) / "in" / f"{name}.jsonl").write_text("".join(lines))
        extract_files(f"{folder}/in", f"{folder}/out", source_column="id")
        out = b"".join((Path(folder) / "out" / f"{name}.jsonl").read_bytes() for name in "ab").splitlines()
    yield {int(json.loads(line)["source"]): _nameless(line) for line in out}


def _ray() -> Any:
    import ray

    if not ray.is_initialized():
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
        ray.data.DataContext.get_current().enable_progress_bars = False
    return ray


def _ray_workers() -> list[int]:
    """Processes of this machine that Ray has read texts."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and "MapWorker" in _title(folder) and RAY_WORKER in _title(folder):
            found.append(int(folder.name))
    return found


def _title(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


WAYS: dict[str, Way] = {
    f"{THREADS} threads, one `nlp`": _nlp_in_threads,
    f"{THREADS} threads, `nlp.pipe`": _pipe_in_threads,
    f"{THREADS} threads, `extract`, other lexicons in between": _extract_in_threads,
    f"{THREADS} threads, `extract_many`, one process and two": _streams_in_threads,
    **{
        f"`extract_many`, {method}, {number} processes": partial(_processes, method, number)
        for method in multiprocessing.get_all_start_methods()
        for number in (2, 3)
    },
    "`nlp.pipe(n_process=2)`": _pipe_in_processes,
    "`partyie extract --jobs 1`": partial(_command_line, 1),
    "`partyie extract --jobs 2`": partial(_command_line, 2),
    **{
        f"`extract_many`, {method}, 2 processes, killed": partial(_killed, method)
        for method in multiprocessing.get_all_start_methods()
    },
}
if find_spec("ray") is not None:
    WAYS |= {
        "Ray, `extract_dataset`": _ray_dataset,
        "Ray, `extract_files`": _ray_files,
        "Ray, `extract_dataset`, killed": partial(_ray_dataset, deadly=True),
    }
