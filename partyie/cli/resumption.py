"""What an output file of an interrupted run holds already: the first inputs, one whole line each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from partyie.errors import InputError
from partyie.formats.json_reading import parse_json
from partyie.pipeline.stream import Job
from partyie.records import Failure
from partyie.text.files import read_file, source_name

LINE_HEAD = b'{"source":'  # what every line begins with
AGAIN = "start anew without --resume, or with another -o"


@dataclass(slots=True)
class Kept:
    """The lines of an output file that stay.

    Attributes:
        inputs: How many inputs they are the results of: the first ones, in order.
        failed: How many of them failed. They stay as they are.
        size: Bytes of the lines; what comes behind is half a line.
        last: Number of the last input that was read, from 0, and its line; null where none was.
    """

    inputs: int = 0
    failed: int = 0
    size: int = 0
    last: tuple[int, bytes] | None = None


def find_kept(output: Path, files: Sequence[str | Failure], job: Job) -> Kept:
    """The results that ``output`` holds; nothing where there is no such file.

    The last text that was read is read again and must give the same bytes: what tells that the model, the lexicon, the
    reference date and the file are those of the first run.

    Raises:
        InputError: The file isn't one that a run over these inputs, with these settings, would have begun.
    """
    if not output.exists():
        return Kept()
    with output.open("rb") as lines:
        kept = _read_kept(lines, output, files)
    if kept.last is not None:
        number, line = kept.last
        _check_same(line, files[number], output, job)
    return kept


def _read_kept(lines: BinaryIO, output: Path, files: Sequence[str | Failure]) -> Kept:
    kept = Kept()
    for number, line in enumerate(lines):
        if not line.endswith(b"\n"):
            if not (line.startswith(LINE_HEAD) or LINE_HEAD.startswith(line)):
                raise InputError(f"the end of {output} is no result of partyie: {AGAIN}")
            break  # half a line
        result = _result(line, number, output)
        if number == len(files):
            raise InputError(f"{output} holds more results than there are inputs ({number}): {AGAIN}")
        if result["source"] != (source := _source(files[number])):
            place = f"line {number + 1} of {output} is of {result['source']}, where the inputs now have {source}"
            raise InputError(f"{place}: {AGAIN}")
        if "error" in result:
            kept.failed += 1
        else:
            kept.last = number, line
        kept.inputs += 1
        kept.size += len(line)
    return kept


def _result(line: bytes, number: int, output: Path) -> dict[str, Any]:
    try:
        result = parse_json(line)
    except ValueError:
        result = None
    if not isinstance(result, dict) or "source" not in result or not {"error", "version"} & set(result):
        raise InputError(f"line {number + 1} of {output} is no result of partyie: {AGAIN}")
    return result


def _source(file: str | Failure) -> str | None:
    return file.source if isinstance(file, Failure) else source_name(file)


def _check_same(line: bytes, file: str | Failure, output: Path, job: Job) -> None:
    job = replace(job, limits=replace(job.limits, seconds=None))  # this machine may be slower
    again = job.read_line(file if isinstance(file, Failure) else read_file(file, job.limits.characters))
    if again.json == line:
        return
    if again.failure is not None:
        raise InputError(
            f"{again.failure.source} was read into {output}, and now {again.failure.error.message}: {AGAIN}"
        )
    before, now = parse_json(line), json.loads(again.json)
    if before["version"] != now["version"]:
        made, is_now = _version(before), _version(now)
        raise InputError(f"{output} was made by {made}; this is {is_now}: {AGAIN}")
    if before["text_sha256"] != now["text_sha256"]:
        raise InputError(f"{now['source']} has changed since it was read into {output}: {AGAIN}")
    raise InputError(f"{output} was made with another lexicon, reference date or model file: {AGAIN}")


def _version(result: dict[str, Any]) -> str:
    return "partyie {package}, model {model}, lexicon {lexicon}".format(**result["version"])
