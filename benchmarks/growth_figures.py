"""What a growth measurement says, as records that survive JSON."""

from __future__ import annotations

from partyie.benchmarks.timing import Ratio
from partyie.records import Record


class SizePoint(Record):
    """Documents of one size.

    Attributes:
        documents: How many of them a round reads, ``characters`` together.
        microseconds: A character, of the processor; the median of the rounds.
        ratio: To the microseconds of documents of `growth.REFERENCE`, round by round.
        peak_megabytes: Most memory held after documents of this size and all smaller ones (resident, MiB).
    """

    documents: int
    characters: int
    microseconds: float
    ratio: Ratio
    peak_megabytes: float


class CountPoint(Record):
    """A stream of short documents up to one of its marks.

    Attributes:
        characters: Read since the start.
        microseconds: A character of those since the last mark, of the processor.
        resident_megabytes: Held at the mark (resident, MiB); null where the system doesn't tell.
    """

    characters: int
    microseconds: float
    resident_megabytes: float | None


class Memory(Record):
    """Memory of the process over the stream of short documents (resident, MiB; null where the system doesn't tell).

    Attributes:
        start: After the first document.
        tenth: After a tenth of them.
        end: After the last one.
        growth: ``end`` by ``tenth``, less 1.
        peak: Most that it held.
    """

    start: float | None
    tenth: float | None
    end: float | None
    growth: float | None
    peak: float


class Starts(Record):
    """Seconds until something works; each the median of the rounds, by the processor's time unless it says wall.

    Attributes:
        extract: ``partyie extract`` of one document, a whole process.
        spacy: ``python -c "import spacy"``, taking turns with it.
        ratio: One by the other, round by round.
        load: ``partyie.load()`` in a fresh process that has imported spaCy.
    """

    extract: float
    extract_wall: float
    spacy: float
    spacy_wall: float
    ratio: Ratio
    ratio_wall: Ratio
    load: float
    load_wall: float


class Growth(Record):
    """How time and memory grow.

    Attributes:
        sizes: By size of one document, as ``10 KB``.
        counts: By number of short documents in one stream.
        two_processes: Speed of two processes by that of one, by the clock; null with one processor.
    """

    sizes: dict[str, SizePoint]
    counts: dict[str, CountPoint]
    memory: Memory
    starts: Starts
    two_processes: Ratio | None
    rounds: int
    machine: str
