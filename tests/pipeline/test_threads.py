"""Threads that share a pipeline, and what is sent between processes."""

from __future__ import annotations

import copy
import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

import partyie
from partyie.api import explain
from partyie.formats.jsonl import format_line
from partyie.records import Failure, FailureReason
from partyie.text.kept import kept_property

THREADS = 8
LEXICONS = [None, *(partyie.UserLexicon.from_terms([{"term": term, "label": "ORG"}]) for term in ("同志", "通知"))]
NOTICE = "关于李四同志任职的通知\n各镇街：\n    经研究，决定：李四任仙游县司法局局长。\n2021年9月29日\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return partyie.load()


@pytest.fixture(scope="module")
def texts(root: Path) -> list[str]:
    """Beginnings of texts of ``written``, some of them damaged."""
    paths = (root / "annotations" / "written").glob("*.json")
    found = sorted((json.loads(path.read_text(encoding="utf-8"))["text"][:200] for path in paths), key=len)[:2]
    return [*found, found[0].replace("书记", "书(shū)记"), found[1].encode().decode("gb18030", "ignore"), "", "\0"]


@pytest.fixture(scope="module")
def expected(texts: list[str]) -> list[list[bytes]]:
    """The lines of one thread, by lexicon."""
    return [[format_line(partyie.extract(text, lexicon=lexicon)) for text in texts] for lexicon in LEXICONS]


@pytest.fixture
def often() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def in_threads(function: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(function, range(THREADS)))


@pytest.mark.usefixtures("often")
def test_threads_that_share_a_pipeline_give_the_bytes_of_one(
    nlp: Language, texts: list[str], expected: list[list[bytes]]
) -> None:
    def read(number: int) -> list[bytes]:
        if number % 2:
            return [format_line(nlp(text)._.extraction) for text in texts]
        return [format_line(doc._.extraction) for doc in nlp.pipe(texts, batch_size=1 + number)]

    assert in_threads(read) == [expected[0]] * THREADS


@pytest.mark.usefixtures("often")
def test_threads_with_lexicons_of_their_own_give_the_bytes_of_one(
    texts: list[str], expected: list[list[bytes]]
) -> None:
    assert len({b"".join(lines) for lines in expected}) == len(LEXICONS)

    def read(number: int) -> list[bytes]:
        lexicon = LEXICONS[number % 3]
        if number < 4:
            return [format_line(partyie.extract(text, lexicon=lexicon)) for text in texts]
        return [format_line(one) for one in partyie.extract_many(texts, lexicon=lexicon, n_process=1 + number % 2)]

    assert in_threads(read) == [expected[number % 3] for number in range(THREADS)]


def test_other_start_methods_give_the_bytes_of_one_process(texts: list[str], expected: list[list[bytes]]) -> None:
    """In a program of its own; its lexicon goes along."""
    program = (
        "import json, multiprocessing, sys, partyie\n"
        "from partyie.formats.jsonl import format_line\n"
        "multiprocessing.set_start_method('forkserver')\n"
        "lexicon = partyie.UserLexicon.from_terms([{'term': '同志', 'label': 'ORG'}])\n"
        "for one in partyie.extract_many(json.load(sys.stdin), n_process=2, lexicon=lexicon):\n"
        "    sys.stdout.buffer.write(format_line(one))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], input=json.dumps(texts).encode(), capture_output=True)
    assert done.stdout.splitlines(keepends=True) == expected[1], done.stderr.decode()


def test_spacys_own_processes_give_the_bytes_of_one(
    nlp: Language, texts: list[str], expected: list[list[bytes]]
) -> None:
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("spaCy sends the pipeline to each process")
    docs = nlp.pipe(texts, n_process=2, batch_size=2)
    assert [format_line(doc._.extraction) for doc in docs] == expected[0]


@pytest.mark.usefixtures("often")
def test_a_pipeline_is_written_while_threads_read(
    nlp: Language, texts: list[str], expected: list[list[bytes]], tmp_path: Path
) -> None:
    def work(number: int) -> Any:
        if number == 0:
            nlp.to_disk(tmp_path / "pipeline")
            return nlp.to_bytes()
        return [format_line(nlp(text)._.extraction) for text in texts]

    data, *lines = in_threads(work)
    assert lines == [expected[0]] * (THREADS - 1)
    for read in (spacy.load(tmp_path / "pipeline"), partyie.load().from_bytes(data)):
        assert [format_line(read(text)._.extraction) for text in texts] == expected[0]
        assert read.max_length == nlp.max_length == 100_000


@pytest.mark.parametrize("copied", [lambda one: pickle.loads(pickle.dumps(one)), copy.deepcopy, copy.copy])
def test_what_is_given_can_be_sent_and_copied(copied: Callable[[Any], Any]) -> None:
    given = [
        partyie.extract(NOTICE),
        explain(NOTICE, 20),
        LEXICONS[1],
        Failure(source="a", error=FailureReason(kind="input", message="no text")),
    ]
    assert [copied(one) for one in given] == given
    assert copied(given[0]).text == NOTICE


def test_a_pipeline_can_be_sent(nlp: Language) -> None:
    sent = pickle.loads(pickle.dumps(nlp))
    assert sent(NOTICE)._.extraction == nlp(NOTICE)._.extraction
    assert sent.max_length == nlp.max_length


class Slow:
    begun, go = threading.Event(), threading.Event()

    def __init__(self, waits: bool) -> None:
        self.waits = waits

    @kept_property
    def value(self) -> int:
        """Takes till it is told to go on."""
        if self.waits:
            self.begun.set()
            self.go.wait()
        return 7


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system doesn't fork")
def test_a_process_forked_while_a_thread_computes_a_property_does_not_wait_for_it() -> None:
    slow = Slow(waits=True)
    thread = threading.Thread(target=lambda: slow.value)
    thread.start()
    slow.begun.wait()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking while there are threads: that is the matter
        child = os.fork()
    if child == 0:
        signal.alarm(20)  # ends it, if it waits
        os._exit(Slow(waits=False).value)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    slow.go.set()
    thread.join()
    assert slow.value == 7
    assert vars(slow)["value"] == 7
