"""Checks that read something: an invented notice, in several encodings and in two processes, and how fast it goes."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from partyie.pipeline.health import REINSTALL, Check, Finding

NOTICE = (
    "中共莆田市委关于周一川同志任职的通知\n\n"
    "各县区委：\n　　经研究决定，周一川同志任中共仙游县委书记。去年，全县有3.5万人次参加培训。\n\n"
    "中共莆田市委\n2021年9月29日\n"
)
KNOWN = (
    ("PERSON", "周一川", "周一川"),
    ("POST", "书记", "中共仙游县委书记"),
    ("ORG", "中共仙游县委", "中共仙游县委"),
    ("DATE", "去年", "2020"),
    ("QUANTITY", "3.5万人次", "35000人次"),
    ("DATE", "2021年9月29日", "2021-09-29"),
)
"""What must be found in it: label, words, and what the record is called."""
REPEATED = 30  # copies of the notice that the speed is measured on
LEAST_RATE = 500  # characters a second below which something is wrong


def reading() -> Iterator[Finding]:
    """An invented notice is read as it is known to be."""
    start = perf_counter()
    from partyie.formats.rows import display_names
    from partyie.pipeline.reader import Recipe, reader_for

    found = reader_for(Recipe()).read(NOTICE)
    loaded = perf_counter() - start
    names = display_names(found)
    told = {(one.label.value, one.text, names[one.record]) for one in found.mentions}
    missing = [f"{label} {text} = {name}" for label, text, name in KNOWN if (label, text, name) not in told]
    held = any(link.kind == "holder" for link in found.links)
    if missing or not held:
        lost = "; ".join([*missing, *([] if held else ["who holds the post"])])
        yield Finding("self-test", "reading", "broken", f"not found in the invented notice: {lost}", REINSTALL)
        return
    yield Finding("self-test", "reading", "ok", f"{len(found.mentions)} mentions, all as known")
    yield Finding("self-test", "loading", "ok", f"{loaded:.1f} s to load and read a first text")


def encodings() -> Iterator[Finding]:
    """The same notice in the encodings that files come in."""
    from partyie.text.encoding import decode_text

    names = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
    wrong = [name for name in names if decode_text(NOTICE.encode(name)).text != NOTICE]
    if wrong:
        yield Finding("self-test", "encodings", "broken", f"misread: {', '.join(wrong)}", REINSTALL)
    else:
        yield Finding("self-test", "encodings", "ok", f"{', '.join(names)} read alike")


def two_processes() -> Iterator[Finding]:
    """Two processes give what one gives."""
    from partyie.pipeline.reader import Recipe
    from partyie.pipeline.stream import Job, read_many

    texts, job = [NOTICE, NOTICE + "附件"], Job(Recipe())
    alone, together = list(read_many(texts, job)), list(read_many(texts, job, n_process=2))
    if alone != together:
        yield Finding("self-test", "two processes", "broken", "give other results than one", "use --jobs 1")
    else:
        yield Finding("self-test", "two processes", "ok", "give the results of one")


def speed() -> Iterator[Finding]:
    """A rough figure: the notice many times over."""
    from partyie.pipeline.reader import Recipe, reader_for

    text = NOTICE * REPEATED
    start = perf_counter()
    reader_for(Recipe()).read(text)
    rate = len(text) / (perf_counter() - start)
    told = f"about {round(rate, -2):,.0f} characters a second in one process"
    slow = rate < LEAST_RATE
    fix = "look for other programs that use the processor" if slow else ""
    yield Finding("self-test", "speed", "note" if slow else "ok", told, fix)


SELF_TESTS: tuple[tuple[str, Check], ...] = (
    ("self-test", reading),
    ("self-test", encodings),
    ("self-test", two_processes),
    ("self-test", speed),
)
