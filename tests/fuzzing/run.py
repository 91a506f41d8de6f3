"""Fuzz every target, each in a process of its own, and write what came of it: what `nox -s fuzz` runs.

`python tests/fuzzing/run.py --target numerals --executions 20000` runs one; its row replaces the one in the files.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from targets import TARGETS, WHOLE, Target

HERE = Path(__file__).parent
SECONDS = 20  # that one input may take before it counts as a hang
MEGABYTES = 2048  # that the process may hold
STARTS = 4  # of one target, if inputs end its process
STATE = re.compile(r"^#(\d+)\s.*cov: (\d+) ft: (\d+) corp: (\d+)/", re.MULTILINE)
SLOWEST = re.compile(r"^stat::slowest_unit_time_sec:\s+(\d+)", re.MULTILINE)
PEAK = re.compile(r"^stat::peak_rss_mb:\s+(\d+)", re.MULTILINE)
KINDS = {"timeout": "hangs", "oom": "over_memory", "crash": "ended", "leak": "over_memory"}


@dataclass(slots=True)
class Row:
    """What one target's run came to.

    Attributes:
        executions: Inputs run.
        exceptions: Different places at which an error came out that may not, or a law was broken.
        hangs: Inputs that took over `SECONDS`; ``over_memory``: that needed over `MEGABYTES`; ``ended``: that ended
            the process.
        counters: Places of our bytecode that ran, as libFuzzer counts them; ``corpus``: inputs kept for what they reach.
        seconds: Of processor time, start and tables included; ``slowest``: whole seconds of the slowest input.
        megabytes: Most memory held.
    """

    executions: int = 0
    exceptions: int = 0
    hangs: int = 0
    over_memory: int = 0
    ended: int = 0
    counters: int = 0
    corpus: int = 0
    seconds: float = 0.0
    slowest: int = 0
    megabytes: int = 0

    @property
    def faults(self) -> int:
        """All that may not be."""
        return self.exceptions + self.hangs + self.over_memory + self.ended


def fuzz(name: str, target: Target, executions: int, work: Path) -> Row:
    """Run one target; a process that an input ends is started again for what is left."""
    found, corpus = work / "found" / name, work / "corpus" / name
    shutil.rmtree(found, ignore_errors=True)
    found.mkdir(parents=True)
    corpus.mkdir(parents=True, exist_ok=True)
    row, before = Row(), _processor_time()
    for _ in range(STARTS):
        log = _process(name, target, executions - row.executions, found, corpus)
        _add_log(row, log)
        if row.executions >= executions:
            break
    row.seconds = round(_processor_time() - before, 1)
    for file in found.iterdir():
        kind = KINDS.get(file.name.partition("-")[0]) if "-" in file.name else None
        if kind is not None:
            setattr(row, kind, getattr(row, kind) + 1)
        elif file.suffix == ".txt":
            row.exceptions += 1
    if row.executions < executions and not row.faults:
        row.ended += 1  # it ended without a word
    return row


def _process(name: str, target: Target, executions: int, found: Path, corpus: Path) -> str:
    """One process to its end; what it said."""
    with tempfile.TemporaryDirectory(prefix="partyie-fuzz-") as folder:
        tokens = Path(folder) / "tokens.dict"
        tokens.write_text("".join(dictionary_lines(target.tokens)), encoding="ascii")
        options = [
            f"-runs={executions}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-artifact_prefix={found}/",
            f"-dict={tokens}", "-print_final_stats=1", "-seed=1", f"-report_slow_units={SECONDS}",
        ]  # fmt: skip
        command = [sys.executable, str(HERE / "harness.py"), name, str(found), str(corpus), *options]
        environment = {**os.environ, "TMPDIR": folder, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    log = done.stdout.decode("utf-8", "replace")
    (found.parent / f"{name}.log").write_text(log, encoding="utf-8")
    return log


def dictionary_lines(tokens: Iterable[str]) -> Iterable[str]:
    """Tokens as libFuzzer's dictionaries have them."""
    for token in dict.fromkeys(tokens):
        data = token.encode("utf-8", "surrogatepass")
        yield '"' + "".join(f"\\x{byte:02X}" for byte in data) + '"\n' if data else ""


def _add_log(row: Row, log: str) -> None:
    states = STATE.findall(log)
    if states:
        executed, counters, _, corpus = map(int, states[-1])
        row.executions += executed
        row.counters, row.corpus = max(row.counters, counters), max(row.corpus, corpus)
    row.slowest = max([row.slowest, *map(int, SLOWEST.findall(log))])
    row.megabytes = max([row.megabytes, *map(int, PEAK.findall(log))])


def _processor_time() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def figures(rows: Mapping[str, Row]) -> dict[str, object]:
    """All rows and their sums, as committed."""
    return {
        "machine": f"{platform.processor() or platform.machine()}, Python {platform.python_version()}",
        "seconds_allowed": SECONDS,
        "megabytes_allowed": MEGABYTES,
        "executions": sum(row.executions for row in rows.values()),
        "faults": sum(row.faults for row in rows.values()),
        "targets": {name: asdict(row) for name, row in rows.items()},
    }


def report(rows: Mapping[str, Row]) -> str:
    """The rows as Markdown."""
    whole = Row(*(sum(values) for values in zip(*(asdict(row).values() for row in rows.values()), strict=True)))
    lines = [
        "# Fuzzing",
        "",
        f"Written by `nox -s fuzz`: {whole.executions:,} executions of {len(rows)} targets, guided by what of our bytecode they reach "
        f"(atheris); {whole.faults} faults. A fault is an error that may not come out, a broken law (offsets, order, ids, round "
        f"trip), an input that takes over {SECONDS} s or {MEGABYTES} MiB, or one that ends the process. Targets and laws: "
        "`tests/fuzzing`; inputs of mended faults: `tests/data/crashes`, replayed in CI.",
        "",
        "| target | executions | exceptions | hangs | over memory | process ended | places reached | corpus | processor s | slowest input, s | MiB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [_line(name, row, f"{row.counters:,}", f"{row.slowest}", f"{row.megabytes}") for name, row in rows.items()]
    worst = max(row.slowest for row in rows.values()), max(row.megabytes for row in rows.values())
    return "\n".join([*lines, _line("**all**", whole, "", str(worst[0]), str(worst[1])), ""])


def _line(name: str, row: Row, counters: str, slowest: str, megabytes: str) -> str:
    cells = [
        name,
        f"{row.executions:,}",
        row.exceptions,
        row.hangs,
        row.over_memory,
        row.ended,
        counters,
        f"{row.corpus:,}",
        f"{row.seconds:,.0f}",
        slowest,
        megabytes,
    ]
    return f"| {' | '.join(map(str, cells))} |"


def read_rows(path: Path | None) -> dict[str, Row]:
    """The rows of an earlier run."""
    if path is None or not path.is_file():
        return {}
    stored = json.loads(path.read_text(encoding="utf-8"))["targets"]
    return {name: Row(**row) for name, row in stored.items() if name in TARGETS}


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description="Fuzz partyie.")
    parser.add_argument("--target", action="append", choices=list(TARGETS), help="Only this one; may be repeated.")
    parser.add_argument(
        "--executions", type=int, help=f"Of all targets together, or of the one named; else {WHOLE:,} in their shares."
    )
    parser.add_argument("--work", type=Path, default=Path("build/fuzz"), help="Folder of corpus, faults and logs.")
    parser.add_argument("--json", type=Path, help="Write the figures as JSON here.")
    parser.add_argument("--markdown", type=Path, help="Write the report here.")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the targets; 1 if there were faults, 2 if they can't be run."""
    options = options_of(arguments)
    if find_spec("atheris") is None:
        print("fuzzing needs atheris: pip install 'atheris>=3,<4', or nox -s fuzz", file=sys.stderr)
        return 2
    chosen = {name: TARGETS[name] for name in options.target or TARGETS}
    share = (options.executions or WHOLE) / (
        sum(one.executions for one in chosen.values()) if options.target else WHOLE
    )
    rows: dict[str, Row] = {}
    faults = 0
    for name, target in chosen.items():
        executions = max(1, round(target.executions * (share if options.executions else 1)))
        started = time.monotonic()
        row = fuzz(name, target, executions, options.work)
        faults += row.faults
        print(
            f"{name}: {row.executions:,} executions in {time.monotonic() - started:.0f} s, {row.faults} faults",
            flush=True,
        )
        known = {**rows, **read_rows(options.json), name: row}  # another run may have written others meanwhile
        rows = {one: known[one] for one in TARGETS if one in known}
        if options.json:
            options.json.write_text(json.dumps(figures(rows), indent=1) + "\n", encoding="utf-8")
        if options.markdown:
            options.markdown.write_text(report(rows), encoding="utf-8")
    if faults:
        print(f"{faults} faults: their inputs are in {options.work / 'found'}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
