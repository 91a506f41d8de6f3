"""Files of texts into files of results: what workers do, without Ray."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest

from partyie.api import extract_many, job_of
from partyie.distributed import parts
from partyie.distributed.datasets import RowReader, item_of, table_of
from partyie.distributed.deaths import MESSAGE, Deaths, Watched
from partyie.distributed.files import SETTINGS, FileReader, _prepare, _settings
from partyie.distributed.parts import Columns, Folder, Part, find_parts, read_part
from partyie.distributed.results import reason_of
from partyie.errors import InputError, TooLongError
from partyie.formats.jsonl import format_line
from partyie.pipeline.limits import Limits
from partyie.pipeline.stream import DEATHS, Job
from partyie.records import Failure, FailureReason, TooLong

pyarrow = pytest.importorskip("pyarrow", reason="an optional extra: partyie[arrow]")
parquet: Any = pytest.importorskip("pyarrow.parquet")
pytestmark = pytest.mark.usefixtures("fake_pipeline")

T = TypeVar("T")
TEXTS = [("a", "张三到会。"), ("b", "坏"), ("c", None), ("d", "李四\u2028到会。")]


def folder(path: Path) -> Folder:
    return Folder(str(path))


def write_input(path: Path, name: str) -> None:
    (path / name).parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".parquet"):
        columns = {"id": [source for source, _ in TEXTS], "text": [text for _, text in TEXTS]}
        parquet.write_table(pyarrow.table(columns), path / name)
    else:
        rows = [json.dumps({"id": source, "text": text}, ensure_ascii=False) + "\n" for source, text in TEXTS]
        (path / name).write_text("".join(rows), encoding="utf-8")


def expected(sources: list[str]) -> bytes:
    texts: Any = [(source, text) for source, (_, text) in zip(sources, TEXTS, strict=True)]
    return b"".join(map(format_line, extract_many(texts)))


@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
@pytest.mark.parametrize("column", ["id", None])
def test_lines_are_those_of_one_process(kind: str, column: str | None, tmp_path: Path) -> None:
    write_input(tmp_path, f"in/deep/x.{kind}")
    part = Part(f"deep/x.{kind}", "deep/x.jsonl")
    counts = read_part(
        part, folder(tmp_path / "in"), folder(tmp_path / "out"), Watched(job_of()), Columns("text", column)
    )
    names = ["a", "b", "c", "d"] if column else [f"deep/x.{kind}:{number}" for number in range(1, 5)]
    assert counts == (4, 2)
    assert (tmp_path / "out" / "deep" / "x.jsonl").read_bytes() == expected(names)


def test_parquet_holds_the_same_lines_in_columns(tmp_path: Path) -> None:
    write_input(tmp_path, "in/x.parquet")
    part = Part("x.parquet", "x.parquet")
    read_part(part, folder(tmp_path / "in"), folder(tmp_path / "out"), Watched(job_of()), Columns("text", "id"))
    rows = parquet.read_table(tmp_path / "out" / "x.parquet").to_pylist()
    lines = expected(["a", "b", "c", "d"]).splitlines()
    assert [row["source"] for row in rows] == ["a", "b", "c", "d"]
    assert [row["extraction"] for row in rows] == [lines[0].decode(), None, None, lines[3].decode()]
    assert [row["error"] for row in rows] == [
        None, "extraction: ValueError: a rule broke", "input: a text is a str, not NoneType", None,
    ]  # fmt: skip


def test_a_batch_of_rows_is_read_the_same(tmp_path: Path) -> None:
    batch = pyarrow.table({"id": [1, 2, 3], "text": ["张三", "坏", None]})
    rows = RowReader(job_of(), "text", "id")(batch).to_pylist()
    assert [(row["source"], row["extraction"] is None, row["error"] is None) for row in rows] == [
        ("1", False, True),
        ("2", True, False),
        ("3", True, False),
    ]
    assert RowReader(job_of(), "text", None)(batch.slice(0, 0)).num_rows == 0
    with pytest.raises(InputError, match="there is no column 'body'; the rows have id, text"):
        RowReader(job_of(), "body", None)(batch)


def test_results_become_tables() -> None:
    results = RowReader(job_of(), "text", "id")(pyarrow.table({"id": ["a", "b"], "text": ["张三", "坏"]}))
    persons = table_of(results, "persons")
    assert persons.column("document").to_pylist() == ["a"]
    assert persons.column("name").to_pylist() == ["张三"]
    assert table_of(results.slice(1), "persons").schema == persons.schema
    [failure] = table_of(results, "failures").to_pylist()
    assert (failure["source"], failure["item"], failure["kind"]) == ("b", 2, "extraction")
    assert failure["message"] == "ValueError: a rule broke"


@pytest.mark.parametrize(
    "error",
    [
        TooLongError("characters", 2, 4),
        TooLongError("characters", 20_000_000, 123_456_789),
        TooLongError("seconds", 0.1, 5.2),
        TooLongError("seconds", 1_000, 12_345.678),
        TooLongError("seconds", 1e-07, 1e22),
    ],
)
def test_a_row_of_a_text_beyond_a_limit_is_the_same_record_again(error: TooLongError) -> None:
    reason = TooLong.of(error)
    again = reason_of(f"too_long: {error}")
    assert (type(again), again) == (TooLong, reason)
    assert again.model_dump_json() == reason.model_dump_json()


@pytest.mark.parametrize("message", ["a rule broke: in the text", f"the text: {TooLongError('seconds', 1, 2)}", ""])
def test_a_row_of_another_failure_is_the_same_record_again(message: str) -> None:
    for kind in ("extraction", "too_long"):
        again = reason_of(f"{kind}: {message}")
        assert (type(again), again) == (FailureReason, FailureReason(kind=kind, message=message))


def test_limits_hold_in_rows_and_files_and_come_into_tables(tmp_path: Path) -> None:
    job, texts = job_of(limits=Limits(characters=5)), pyarrow.table({"id": ["a", "b"], "text": ["张三", "张三" * 3]})
    results = RowReader(job, "text", "id")(texts)
    [failure] = [one for one in map(item_of, results.to_pylist()) if isinstance(one, Failure)]
    assert failure == Failure(source="b", error=TooLong.of(TooLongError("characters", 5, 6)))
    [row] = table_of(results, "failures").to_pylist()
    assert (row["kind"], row["limit"], row["allowed"], row["found"]) == ("too_long", "characters", 5, 6)
    parquet.write_table(texts, tmp_path / "x.parquet")
    reader = FileReader(job, Columns("text", "id"), str(tmp_path), str(tmp_path))
    assert reader.report(Part("x.parquet", "x.jsonl"))["failures"] == 1
    assert (tmp_path / "x.jsonl").read_bytes().endswith(format_line(failure))


def test_a_line_that_is_no_row_is_a_failure_in_its_place(tmp_path: Path) -> None:
    lines = ['{"text": "张三"}', "not JSON", '["text"]', '{"body": "李四"}', '{"text": "李四"}']
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    read_part(Part("x.jsonl", "y.jsonl"), folder(tmp_path), folder(tmp_path), Watched(job_of()), Columns("text"))
    rows = [json.loads(line) for line in (tmp_path / "y.jsonl").read_bytes().splitlines()]
    assert [row["source"] for row in rows] == [f"x.jsonl:{number}" for number in range(1, 6)]
    assert [row.get("error", {}).get("message", "")[:33] for row in rows] == [
        "", "the line is no JSON object: Expec", "the line is no JSON object: list ", "the line has no 'text'; it has bo", "",
    ]  # fmt: skip


def test_what_is_not_whole_never_bears_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_input(tmp_path, "in/x.jsonl")
    names: list[list[str]] = []
    outputs = folder(tmp_path / "out")

    def interrupted(*_: object) -> Any:
        names.append(outputs.names())
        raise KeyboardInterrupt

    monkeypatch.setattr(parts, "_write_jsonl", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_part(Part("x.jsonl", "x.jsonl"), folder(tmp_path / "in"), outputs, Watched(job_of()), Columns("text"))
    assert [re.sub("[0-9a-f]{32}", "NUMBER", name) for [name] in names] == [".x.jsonl-NUMBER.unfinished"]
    assert outputs.names() == []


class DeadlyRun:
    """A worker that is started anew whenever a text kills it, as Ray does it: ``死`` is such a text."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.deaths, self.process = Deaths(), 1
        monkeypatch.setattr(os, "_exit", self.die)

    def die(self, code: int) -> None:
        self.process += 1
        raise SystemExit(code)

    def begin(self, key: str) -> int:
        return self.deaths.begin("the worker", self.process, key)

    def call(self, function: Callable[[], T]) -> T:
        for _ in range(20):
            with suppress(SystemExit):
                return function()
        raise AssertionError("there is no end of it")


DEADLY = ["张三", "死", "李四", "死", "坏", "死二", "王五"]


@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
def test_texts_that_kill_their_worker_are_given_up_and_no_others(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in DEADLY), encoding="utf-8")
    run = DeadlyRun(monkeypatch)
    part = Part("x.jsonl", f"y.{kind}")
    report = run.call(lambda: FileReader(job_of(), Columns("text"), str(tmp_path), str(tmp_path), run).report(part))
    assert report == {"input": "x.jsonl", "texts": 7, "failures": 4, "error": None}
    assert run.process == 1 + 1 + 2 + 2  # once while nobody looked, then twice for each text: two are alike
    if kind == "jsonl":
        rows = [
            json.loads(line).get("error", {}).get("kind") for line in (tmp_path / "y.jsonl").read_bytes().splitlines()
        ]
    else:
        errors = parquet.read_table(tmp_path / "y.parquet").column("error").to_pylist()
        rows = [error and error.partition(":")[0] for error in errors]
    assert rows == [None, "crash", None, "crash", "extraction", "crash", None]


def test_rows_that_kill_their_worker_are_given_up_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    run = DeadlyRun(monkeypatch)
    table = pyarrow.table({"text": DEADLY, "id": [f"{number}" for number in range(7)]})
    result = run.call(lambda: RowReader(job_of(), "text", "id", run)(table))
    one = RowReader(job_of(), "text", "id")(table.take([0, 2, 4, 6])).to_pylist()
    assert [row for row in result.to_pylist() if not (row["error"] or "").startswith("crash: ")] == one
    crashes = [row for row in result.to_pylist() if (row["error"] or "").startswith("crash: ")]
    assert [(row["source"], row["error"]) for row in crashes] == [(name, f"crash: {MESSAGE}") for name in "135"]


def test_a_file_that_kills_its_worker_before_any_text_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_input(tmp_path, "in/x.jsonl")
    run = DeadlyRun(monkeypatch)
    monkeypatch.setattr(parts, "_jsonl_text", lambda *_: os._exit(9))
    reader = FileReader(job_of(), Columns("text"), str(tmp_path / "in"), str(tmp_path / "out"), run)
    assert run.call(lambda: reader.report(Part("x.jsonl", "x.jsonl")))["error"] == MESSAGE
    assert run.process == 1 + DEATHS
    assert folder(tmp_path / "out").names() == []


def test_a_worker_killed_from_outside_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It dies at another text each time."""
    run = DeadlyRun(monkeypatch)
    table = pyarrow.table({"text": [f"张三{number}" for number in range(9)]})
    at = iter([4, 2, 8])
    die_at = [next(at)]
    read = Job.read_line

    def read_or_die(self: Job, item: Any) -> Any:
        if die_at and item[1].endswith(str(die_at[0])):
            die_at[:] = list(at)[:1]
            os._exit(9)
        return read(self, item)

    monkeypatch.setattr(Job, "read_line", read_or_die)
    result = run.call(lambda: RowReader(job_of(), "text", None, run)(table))
    assert result.column("error").null_count == 9


def test_a_damaged_file_is_told_and_stops_nothing(tmp_path: Path) -> None:
    write_input(tmp_path, "in/good.parquet")
    (tmp_path / "in" / "bad.parquet").write_bytes(b"PAR1 no")
    reader = FileReader(job_of(), Columns("text"), str(tmp_path / "in"), str(tmp_path / "out"))
    batch = [{"input": name, "output": name} for name in ("bad.parquet", "good.parquet")]
    reports = reader(pyarrow.Table.from_pylist(batch))
    assert [error is None for error in reports["error"]] == [False, True]
    assert (reports["texts"], reports["failures"]) == ([0, 4], [0, 2])
    assert folder(tmp_path / "out").names() == ["good.parquet"]
    lacking = FileReader(job_of(), Columns("body"), str(tmp_path / "in"), str(tmp_path / "out"))
    [report] = [lacking.report(Part("good.parquet", "x.parquet"))]
    assert report["error"] == "there is no column 'body'; the rows have id, text"


def test_parts_are_the_files_of_both_kinds() -> None:
    names = ["a.parquet", "b/c.jsonl", ".hidden.jsonl", "_temporary/d.parquet", "e.txt"]
    assert find_parts(names, None) == [Part("a.parquet", "a.parquet"), Part("b/c.jsonl", "b/c.jsonl")]
    assert [part.output for part in find_parts(names, "jsonl")] == ["a.jsonl", "b/c.jsonl"]
    with pytest.raises(InputError, match=r"a\.jsonl and a\.parquet would both be a\.parquet: rename one"):
        find_parts(["a.jsonl", "a.parquet"], "parquet")
    with pytest.raises(InputError, match=r"no inputs: files that end in \.parquet or \.jsonl"):
        find_parts(["e.txt"], None)


def test_an_output_of_other_settings_is_refused(tmp_path: Path) -> None:
    outputs = folder(tmp_path)
    _prepare(outputs, _settings(job_of(), Columns("text")))
    (tmp_path / ".x.jsonl-0.unfinished").write_text("half", encoding="utf-8")
    (tmp_path / "x.jsonl").write_text("", encoding="utf-8")
    assert "x.jsonl" in _prepare(outputs, _settings(job_of(), Columns("text")))
    assert outputs.names() == [SETTINGS, "x.jsonl"]
    lexicon = tmp_path / "names.tsv"
    lexicon.write_text("term\tlabel\n", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"other settings \(lexicon None, now '\w{12}'; text_column 'text', now 'body'"
    ):
        _prepare(outputs, _settings(job_of(lexicon=lexicon), Columns("body")))
    with pytest.raises(InputError, match=r"\(max_characters 20000000, now 9; max_seconds None, now 1\.5\)"):
        _prepare(outputs, _settings(job_of(limits=Limits(9, 1.5)), Columns("text")))
