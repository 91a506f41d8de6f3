"""What hostile texts cost: every pattern on strings made against it, and the whole pipeline on twelve families.

Each family is read in a fresh interpreter, bound to one processor and one thread, after some ordinary text: its time a
character is given by that of ordinary text, in the same process.
"""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import partyie
from partyie.benchmarks import pattern_collection
from partyie.benchmarks.attack_strings import FAMILIES, Attack
from partyie.benchmarks.fresh import answer, read_job, run_fresh
from partyie.benchmarks.growth_texts import text_of_size
from partyie.benchmarks.pattern_growth import Attacks, PatternJob
from partyie.benchmarks.peers.worker import peak_megabytes
from partyie.benchmarks.timing import machine, timed
from partyie.records import Record

LENGTHS = (4_000, 100_000, 1_000_000)  # code points
LINE = 10_000_000  # bytes of UTF-8
ORDINARY = 10_000  # code points, within what a round of hostile ones stands
MANY = 100_000
READ = 60_000  # code points of gold that are read to have functions make their patterns, about
SHAPES = {
    "brackets in brackets": Attack("", "（", ""),
    "quotations in quotations": Attack("", "《「“", ""),
    "opened and closed": Attack("（《「" * 10_000, "市委", "」》）" * 10_000),
    "names in a list": Attack("出席的有", "张三、李四、", "。"),
    "items of a list": Attack("", "1.市委书记张三\n", ""),
}
"""Texts of 10⁵ brackets, names or items in one document."""

Say = Callable[[str], None]


class HostileJob(Record):
    """What `print_hostile` is told: an ordinary text, and hostile ones, the shorter first."""

    ordinary: str
    attack: tuple[str, str, str]
    lengths: tuple[int, ...]


class Hostile(Record):
    """What a text of so many code points costs.

    Attributes:
        ratio: Of its time a code point to that of ordinary text.
        peak_megabytes: Of the process so far.
    """

    characters: int
    microseconds: float
    ratio: float
    peak_megabytes: float


class HostileRead(Record):
    """What `print_hostile` measures: what the process held after ordinary text, and each hostile one."""

    start_megabytes: float
    read: tuple[Hostile, ...]


class Ceilings(Record):
    """All figures.

    Attributes:
        patterns: On strings made against each.
        families: Of the whole pipeline, by family or shape.
        line: Ordinary prose without a line break, as one text.
    """

    patterns: Attacks
    families: dict[str, HostileRead]
    line: HostileRead | None
    machine: str


def measure_ceilings(
    texts: Sequence[str],
    *,
    lengths: Sequence[int] = LENGTHS,
    line: int = LINE,
    pattern_length: int = 4096,
    say: Say = lambda words: None,
) -> Ceilings:
    """Measure all of it.

    Args:
        texts: Of gold: what ordinary text is made of, and what makes functions build their patterns.
        lengths: Of the texts of each family, in code points, the shortest first.
        line: Bytes of the text without a line break; 0 leaves it out.
        pattern_length: Of the longer strings that patterns are tried on.
    """
    say(f"patterns, on strings of {pattern_length:,} code points")
    patterns = attack_all(texts[:: max(1, sum(map(len, texts)) // READ)], pattern_length)
    ordinary = "\n\n".join(texts)[:ORDINARY]
    families: dict[str, HostileRead] = {}
    for name, attack, own in [
        *((name, Attack("", unit), tuple(lengths)) for name, unit in FAMILIES.items()),
        *((name, attack, (MANY,)) for name, attack in SHAPES.items()),
    ]:
        say(f"{name}: {', '.join(f'{length:,}' for length in own)} code points")
        families[name] = _read_hostile(HostileJob(ordinary=ordinary, attack=attack, lengths=own))
    read = None
    if line:
        say(f"a line of {line:,} bytes")
        prose = "".join(text_of_size(texts, line * 11 // 10).split())
        prose = prose.encode()[:line].decode("utf-8", "ignore")
        read = _read_hostile(HostileJob(ordinary=ordinary, attack=("", prose, ""), lengths=(len(prose),)))
    return Ceilings(patterns=patterns, families=families, line=read, machine=machine())


def attack_all(texts: Sequence[str], length: int, most: int = 16) -> Attacks:
    """Every pattern of the package on strings made against it.

    Args:
        texts: Read first, so that functions make their patterns; the twelve families are read, too.
        length: Code points of the longer strings.
        most: Strings made from a pattern itself, about.

    Raises:
        subprocess.CalledProcessError: The recording interpreter failed; its error is on standard error.
    """
    hostile = [Attack("", unit).text(length) for unit in FAMILIES.values()]
    job = PatternJob(texts=(*texts, *hostile), length=length, most=most)
    command = [sys.executable, "-P", str(pattern_collection.__file__), str(Path(partyie.__file__).parent)]
    done = subprocess.run(command, input=job.model_dump_json().encode(), stdout=subprocess.PIPE, check=True)
    return Attacks.model_validate_json(done.stdout)


def _read_hostile(job: HostileJob) -> HostileRead:
    return HostileRead.model_validate_json(run_fresh(print_hostile, job))


def print_hostile() -> None:
    """Worker: ordinary text, then each hostile one, as the command line reads and writes them."""
    job = read_job(HostileJob)
    from partyie.api import job_of

    read_line = job_of().read_line

    def each(text: str) -> float:
        return timed(lambda: deque(read_line(text).parts(), maxlen=0)).cpu / len(text)

    each(job.ordinary)
    ordinary, start = each(job.ordinary), peak_megabytes()
    read = []
    for length in job.lengths:
        text = Attack(*job.attack).text(length)
        seconds = each(text)
        read.append(
            Hostile(
                characters=len(text),
                microseconds=round(1e6 * seconds, 2),
                ratio=round(seconds / ordinary, 2),
                peak_megabytes=round(peak_megabytes(), 1),
            )
        )
    answer(HostileRead(start_megabytes=round(start, 1), read=tuple(read)))
