"""Run by test_ray.py, after the page's blocks and in the same Ray: workers that texts kill, or that are killed."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from time import sleep
from typing import Any

import pyarrow
import pyarrow.parquet as parquet
import ray

import partyie
from partyie.distributed import datasets, extract_dataset, extract_files
from partyie.distributed.datasets import RowReader
from partyie.formats.jsonl import format_line
from partyie.pipeline.stream import Job

MARK = "死"  # of a text that kills its worker
TEXTS = [f"莆田市委书记张三于2021年9月{number + 1}日到会。" for number in range(24)]
DEADLY = {5, 17}


class Mortal(RowReader):
    """A worker that says who it is, and dies of some texts."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        (Path("workers") / str(os.getpid())).touch()
        read = Job.read_line

        def read_or_die(job: Job, item: Any) -> Any:
            if MARK in item[1]:
                os._exit(9)
            sleep(0.05)
            return read(job, item)

        Job.read_line = read_or_die  # type: ignore[method-assign]


def rows(texts: list[str]) -> list[dict[str, Any]]:
    table = pyarrow.table({"text": texts, "id": [str(number) for number in range(len(texts))]})
    dataset = ray.data.from_arrow(table)
    results = extract_dataset(dataset, source_column="id", workers=1, batch_size=8).take_all()
    return sorted(results, key=lambda row: int(row["source"]))


def one_process(texts: list[str]) -> list[str]:
    named = [(str(number), text) for number, text in enumerate(texts)]
    return [format_line(result).decode().rstrip("\n") for result in partyie.extract_many(named)]


def kill_one(killed: list[int]) -> None:
    """Kill the first worker that shows."""
    for _ in range(1200):
        sleep(0.1)
        for path in Path("workers").iterdir():
            sleep(0.3)
            os.kill(int(path.name), signal.SIGKILL)
            killed.append(int(path.name))
            return


Path("workers").mkdir(exist_ok=True)
os.chdir(Path.cwd())
wanted = one_process(TEXTS)

deadly = [f"{MARK}{number}" if number in DEADLY else text for number, text in enumerate(TEXTS)]
datasets.RowReader = Mortal  # type: ignore[misc]
given = rows(deadly)
assert [row["extraction"] for row in given] == [
    None if number in DEADLY else line for number, line in enumerate(wanted)
], given
assert {number for number, row in enumerate(given) if (row["error"] or "").startswith("crash: ")} == DEADLY, given

for path in Path("workers").iterdir():
    path.unlink()
killed: list[int] = []
killer = threading.Thread(target=kill_one, args=(killed,))
killer.start()
assert [row["extraction"] for row in rows(TEXTS)] == wanted
killer.join()
assert killed
print("killed by texts and from outside: nothing lost")
