"""What hostile texts cost: every pattern on strings made against it, and the whole pipeline on families of them.

Each family is read in a fresh interpreter, bound to one processor and one thread, after some ordinary text: its time a
character is given by that of ordinary text, in the same process.
"""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import partyie
from partyie.benchmarks import pattern_collection
from partyie.benchmarks.attack_strings import DAMAGED, FAMILIES, Attack
from partyie.benchmarks.fresh import answer, read_job, run_fresh
from partyie.benchmarks.growth_texts import text_of_size
from partyie.benchmarks.pattern_growth import Attacks, PatternJob
from partyie.benchmarks.peers.worker import peak_megabytes
from partyie.benchmarks.timing import machine, timed
from partyie.records import Record

LENGTHS = (4_000, 100_000, 1_000_000)  # code points
LONGEST = ("one character", "brackets", "blanks", "mixed scripts")  # families that are read at the last of these
LINE = 10_000_000  # bytes of UTF-8
ORDINARY = 10_000  # code points, within what a round of hostile ones stands
MANY = 100_000
DENSE = 240_000  # code points of a page full of mentions: about 1 MB of HTML and more
DENSE_TEXT = Attack("", "市委书记张三，", "")
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


class PageJob(Record):
    """What `print_page` is told."""

    ordinary: str
    text: str


class PageRead(Record):
    """A text full of mentions and its page of HTML: what each takes a code point of the text.

    Attributes:
        bytes: Of the page.
        peak_megabytes: Of the process, at the end.
    """

    characters: int
    bytes: int
    extraction_microseconds: float
    page_microseconds: float
    peak_megabytes: float


class Ceilings(Record):
    """The figures so far; all of them where the measurement has come to its end.

    Attributes:
        patterns: On strings made against each.
        families: Of the whole pipeline, by family, kind of damage or shape.
        line: Ordinary prose without a line break, as one text.
        page: A text full of mentions, and its page.
    """

    patterns: Attacks | None = None
    families: dict[str, HostileRead]
    line: HostileRead | None = None
    page: PageRead | None = None
    machine: str


def measure_ceilings(
    texts: Sequence[str],
    *,
    lengths: Sequence[int] = LENGTHS,
    line: int = LINE,
    dense: int = DENSE,
    pattern_length: int = 4096,
    known: Ceilings | None = None,
    say: Say = lambda words: None,
) -> Iterator[Ceilings]:
    """Measure all of it, and give the figures so far after each step.

    Args:
        texts: Of gold: what ordinary text is made of, and what makes functions build their patterns.
        lengths: Of the texts of each family, in code points, the shortest first; some are read at the last.
        line: Bytes of the text without a line break; 0 leaves it out.
        dense: Code points of the text full of mentions; 0 leaves it out.
        pattern_length: Of the longer strings that patterns are tried on.
        known: Figures of a run that was ended: what they hold is not measured again.
    """
    figures = known or Ceilings(families={}, machine=machine())
    ordinary = "\n\n".join(texts)[:ORDINARY]
    for name, attack, own in hostile_texts(lengths):
        if name not in figures.families:
            say(f"{name}: {', '.join(f'{length:,}' for length in own)} code points")
            read = _read_hostile(HostileJob(ordinary=ordinary, attack=attack, lengths=own))
            figures = figures.model_copy(update={"families": {**figures.families, name: read}})
            yield figures
    if dense and not figures.page:
        say(f"a page of {dense:,} code points full of mentions")
        job = PageJob(ordinary=ordinary, text=DENSE_TEXT.text(dense))
        figures = figures.model_copy(update={"page": PageRead.model_validate_json(run_fresh(print_page, job))})
        yield figures
    if line and not figures.line:
        say(f"a line of {line:,} bytes")
        prose = "".join(text_of_size(texts, line * 11 // 10).split())
        prose = prose.encode()[:line].decode("utf-8", "ignore")
        read = _read_hostile(HostileJob(ordinary=ordinary, attack=("", prose, ""), lengths=(len(prose),)))
        figures = figures.model_copy(update={"line": read})
        yield figures
    if not figures.patterns:
        say(f"patterns, on strings of {pattern_length:,} code points")
        patterns = attack_all(texts[:: max(1, sum(map(len, texts)) // READ)], pattern_length)
        yield figures.model_copy(update={"patterns": patterns})


def hostile_texts(lengths: Sequence[int]) -> Iterator[tuple[str, Attack, tuple[int, ...]]]:
    """Families, kinds of damage and shapes, each with the lengths that it is read at, in code points.

    >>> [own for name, _, own in hostile_texts(LENGTHS) if name in ("digits", "blanks", "lost bytes")]
    [(4000, 100000), (4000, 100000, 1000000), (4000, 100000)]
    """
    for name, unit in {**FAMILIES, **DAMAGED}.items():
        own = tuple(length for length in lengths if length < LENGTHS[-1] or name in LONGEST)
        yield name, Attack("", unit), own
    for name, attack in SHAPES.items():
        yield name, attack, (min(MANY, lengths[-1]),)


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


def print_page() -> None:
    """Worker: the extraction of a text, then its page."""
    job = read_job(PageJob)
    from partyie.api import extract
    from partyie.formats.html import page

    extract(job.ordinary)
    found = []
    reading = timed(lambda: found.append(extract(job.text))).cpu
    parts: list[int] = []
    writing = timed(lambda: parts.extend(len(part.encode()) for part in page(found))).cpu
    answer(
        PageRead(
            characters=len(job.text),
            bytes=sum(parts),
            extraction_microseconds=round(1e6 * reading / len(job.text), 2),
            page_microseconds=round(1e6 * writing / len(job.text), 2),
            peak_megabytes=round(peak_megabytes(), 1),
        )
    )
