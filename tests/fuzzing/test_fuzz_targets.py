"""The targets are alive: each takes mutated inputs, and each fails where what it tests is broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import command_laws
import pytest
import reader_laws
import text_laws
from harness import Finder
from mutations import EDITS, mutated
from run import Row, dictionary_lines, figures, read_rows, report
from targets import TARGETS, WHOLE, Target

from partyie.errors import GoldError, InputError
from partyie.records import Extraction, Repair
from partyie.text.encoding import DecodedText
from partyie.text.offsets import OffsetMap

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results"
FEWEST = 1_000_000  # executions of the committed run
# Mutated inputs in everyday runs, of the targets that take longer than others.
SLOW = {"pipeline": 12, "command": 12, "parquet": 15, "duckdb": 4, "finders": 60, "expressions": 60, "user_tables": 40}


def inputs(target: Target, number: int, seed: str) -> list[bytes]:
    """The first seeds, and as many mutated ones: the same in every run."""
    random, seeds = Random(seed), list(islice(target.seeds(), number))
    return [mutated(random.choice(seeds), random, target.tokens, target.length) for _ in range(number)]


@pytest.mark.parametrize("name", TARGETS)
def test_takes_mutated_inputs(name: str) -> None:
    target = TARGETS[name]
    target.run(b"")
    for data in inputs(target, SLOW.get(name, 100), name):
        target.run(data)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_edits_take_any_text(edit: Callable[..., str]) -> None:
    """The empty one too, and the same seed edits alike."""
    for text in ("", "县", "县长\n高峰\n", "\udcff"):
        assert edit(text, Random(3), ["市"]) == edit(text, Random(3), ["市"])


def test_mutation_keeps_to_the_length_and_changes_something() -> None:
    found = {mutated("县委书记".encode(), Random(seed), ["市长"], 20) for seed in range(50)}
    assert max(map(len, found)) <= 20
    assert len(found) > 30


def raising(error: Exception) -> Callable[..., Any]:
    """A function that has that fault."""

    def broken(*_: Any, **__: Any) -> Any:
        raise error

    return broken


def misplaced(text: str) -> list[Repair]:
    return [Repair(start=0, end=len(text) + 1, kind="space", original=text, repaired="")] if text else []


def one_too_many(text: str) -> int:
    return len(text) + 1


def without_mention(*_: Any, **__: Any) -> Extraction:
    """Records whose link leads nowhere."""
    extraction = reader_laws.records()[0]
    assert isinstance(extraction, Extraction)
    return extraction.model_copy(update={"persons": ()})


class WrongReader:
    read = staticmethod(without_mention)


TEXT = reader_laws.gold_document().text.encode()
LINES = b"{}\n"
# Target, what of its module is broken, how, and an input.
BROKEN: list[tuple[str, Any, str, Any, bytes]] = [
    ("repairs", text_laws, "REPAIRS", (misplaced,), TEXT),
    ("repairs", text_laws, "fold_width", lambda text: text + "。", TEXT),
    ("cleaning", text_laws, "line_spans", lambda text: [(0, 2), (1, 3)], TEXT),
    ("cleaning", text_laws, "clean_text", raising(IndexError("at the end")), TEXT),
    ("numerals", text_laws, "parse_numeral", raising(ZeroDivisionError("of a part")), b"12"),
    ("numerals", text_laws, "format_numeral", lambda number, style: "一", b"12"),
    ("amounts", text_laws, "read_amount", lambda text, at: (text_laws.Amount(), at), b"12"),
    ("amounts", text_laws, "parse_notation", lambda text: Decimal("Infinity"), b"12"),
    ("calendars", text_laws.calendar, "bounds", lambda value: (None, text_laws.calendar.datetime.max), b"123456"),
    ("calendars", text_laws.calendar, "solar_from_lunar", raising(KeyError("month")), b"123456"),
    ("expressions", text_laws, "parse_date", raising(IndexError("empty")), b"\0\0" + TEXT),
    ("expressions", text_laws, "parse_quantity", raising(InputError("not an expression's")), b"\0\0" + TEXT),
    ("finders", text_laws, "find_dates", raising(AttributeError("none")), TEXT),
    ("pipeline", text_laws, "reader", lambda: WrongReader, b"\0\0" + TEXT),
    ("encodings", text_laws, "decode_text", lambda data: DecodedText("县", "utf-8"), b"abc"),
    ("encodings", text_laws, "decode_text", raising(UnicodeDecodeError("utf-8", b"a", 0, 1, "bad")), b"abc"),
    ("jsonl", reader_laws, "read_jsonl_file", raising(RecursionError("deep")), LINES),
    ("jsonl", reader_laws, "read_jsonl_file", raising(InputError("which file it was isn't said")), LINES),
    ("views", reader_laws, "read_jsonl_file", raising(KeyError("p1")), LINES),
    ("gold_json", reader_laws, "read_gold_json", raising(KeyError("text")), LINES),
    ("inline", reader_laws, "format_inline", lambda document: "another text", b"\xe5\x8e\xbf\n=====\n"),
    ("label_studio", reader_laws, "read_label_studio", raising(TypeError("no list")), LINES),
    ("doccano", reader_laws, "read_doccano", raising(GoldError("")), LINES),
    ("conll", reader_laws, "read_conll", raising(OverflowError("chr()")), LINES),
    ("brat", reader_laws, "read_brat", raising(IndexError("no fragment")), LINES),
    ("csv", reader_laws, "read_csv", raising(ValueError("no number")), LINES),
    ("parquet", reader_laws, "read_parquet", raising(OSError("thrift")), LINES),
    ("duckdb", reader_laws, "read_duckdb", raising(RuntimeError("checksum")), LINES),
    ("docbin", reader_laws, "read_docbin", raising(MemoryError()), LINES),
    ("guessed", reader_laws, "guess_format", raising(PermissionError("no")), LINES),
    ("user_lexicon", reader_laws, "read_lexicon", raising(KeyError("term")), LINES),
    ("user_tables", reader_laws.extension, "_read", raising(ValueError("no fraction")), LINES),
    ("figures", reader_laws, "figure_kinds", lambda: {"one": raising(TypeError("null"))}, LINES),
    ("command", command_laws, "EXIT_CODES", (130,), b"schema\0\0"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "module", "attribute", "broken", "data"), BROKEN, ids=lambda one: one if isinstance(one, str) else ""
)
def test_fails_where_something_is_broken(
    name: str, module: Any, attribute: str, broken: Any, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only then."""
    TARGETS[name].run(data)
    monkeypatch.setattr(module, attribute, broken)
    with pytest.raises(Exception):  # noqa: B017  # each is another one
        TARGETS[name].run(data)


def test_every_target_is_shown_to_fail() -> None:
    assert {name for name, *_ in BROKEN} == TARGETS.keys()


def test_a_traceback_of_the_command_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partyie.formats.jsonl.format_schema", raising(KeyError("schema")))
    with pytest.raises(AssertionError, match="KeyError: 'schema'"):
        TARGETS["command"].run(b"schema\0\0")


def test_a_command_can_not_leave_its_folder() -> None:
    arguments, content, given = command_laws.arguments_of(
        b"convert\0../../x\0..\0-j99\0--jobs=99\0-o\0/etc/a\0file\0input"
    )
    assert arguments == ["convert", ".._.._x", "-o", "_etc_a"]
    assert (content, given) == (b"file", b"input")


def test_offsets_that_lead_nowhere_are_seen() -> None:
    text_laws.hold_offsets(OffsetMap(3), 3, 3)
    with pytest.raises(AssertionError):
        text_laws.hold_offsets(OffsetMap(3), 3, 4)


def test_different_faults_are_kept_apart(tmp_path: Path) -> None:
    """A fault met again isn't; each has its input and what Python said of it."""

    def run(data: bytes) -> None:
        if data.startswith(b"a"):
            raise KeyError(data)
        assert not data.startswith(b"b")

    finder = Finder(Target(run, lambda: iter(()), (), 9, 1), tmp_path)
    for data in (b"a1", b"b1", b"c", b"a2"):
        finder(data)
    kept = [path.read_bytes() for path in tmp_path.iterdir() if not path.suffix]
    assert sorted(kept) == [b"a1", b"b1"]
    assert "KeyError" in "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt"))


def test_tokens_as_a_dictionary() -> None:
    assert list(dictionary_lines(["县", "a", "a"])) == ['"\\xE5\\x8E\\xBF"\n', '"\\x61"\n']


def test_faults_of_all_kinds_are_counted() -> None:
    rows = {"a": Row(executions=5, exceptions=1, hangs=2), "b": Row(executions=7, ended=1, over_memory=1)}
    assert (figures(rows)["executions"], figures(rows)["faults"]) == (12, 5)
    assert "12 executions of 2 targets" in report(rows)


def test_the_committed_run() -> None:
    """Every target, a million executions and more, no fault; the report says the same."""
    path = RESULTS / "fuzz.json"
    rows = read_rows(path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert rows.keys() == TARGETS.keys()
    assert stored["executions"] == sum(row.executions for row in rows.values()) >= FEWEST
    assert stored["faults"] == 0
    assert report(rows) == (RESULTS / "fuzz.md").read_text(encoding="utf-8")


def test_a_whole_run_is_long_enough() -> None:
    assert WHOLE >= FEWEST
