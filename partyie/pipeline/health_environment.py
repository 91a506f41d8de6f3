"""Checks of what partyie runs in: encodings, the terminal, fonts, processors."""

from __future__ import annotations

import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from partyie.pipeline.health import Check, Finding

CHINESE = "汉"
FONT_LIST = ("fc-list", ":lang=zh", "family")
PATIENCE = 10.0  # seconds for a list of fonts
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def encodings() -> Iterator[Finding]:
    """How text leaves Python here: a locale without Chinese breaks printing, not reading."""
    output = getattr(sys.stdout, "encoding", None) or "unknown"
    told = f"output {output}, locale {locale.getpreferredencoding(False)}, file names {sys.getfilesystemencoding()}"
    try:
        CHINESE.encode(output)
    except (UnicodeEncodeError, LookupError):
        fix = "set PYTHONUTF8=1 (Windows: also chcp 65001), or LANG=C.UTF-8"
        yield Finding("environment", "encodings", "note", f"{told}: Chinese can't be printed", fix)
    else:
        yield Finding("environment", "encodings", "ok", told)


def terminal() -> Iterator[Finding]:
    """Whether output is a terminal, how wide, and what speaks for and against colour."""
    named = [
        f"{name}={os.environ[name]}"
        for name in ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "LANG")
        if name in os.environ
    ]
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = f"{shutil.get_terminal_size().columns} cells wide" if is_terminal else "output is no terminal: no colour"
    yield Finding("environment", "terminal", "ok", ", ".join([width, *named]))


def fonts() -> Iterator[Finding]:
    """Fonts with Chinese, which pictures of pages and plots need; reading texts needs none."""
    if shutil.which(FONT_LIST[0]) is None:
        return
    done = subprocess.run(FONT_LIST, capture_output=True, timeout=PATIENCE, check=False)
    families = sorted({line.split(b",")[0] for line in done.stdout.splitlines() if line.strip()})
    if families:
        yield Finding(
            "environment", "fonts", "ok", f"{len(families)} with Chinese, as {families[0].decode(errors='replace')}"
        )
    else:
        yield Finding("environment", "fonts", "note", "none with Chinese: plots show boxes", "install fonts-noto-cjk")


def processors() -> Iterator[Finding]:
    """How many processors this process may use, and what bounds the threads of arithmetic."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    named = [f"{name}={os.environ[name]}" for name in THREADS if name in os.environ]
    told = f"{usable} of {os.cpu_count()} processors: --jobs {usable} is the most that helps"
    yield Finding("environment", "processors", "ok", ", ".join([told, *named]))


def arithmetic() -> Iterator[Finding]:
    """The libraries that do the arithmetic, with their threads."""
    import numpy  # noqa: F401  # loads them
    from threadpoolctl import threadpool_info

    pools = [
        f"{pool['internal_api']} {pool.get('version') or ''} with {pool['num_threads']} threads"
        for pool in threadpool_info()
    ]
    yield Finding(
        "environment", "arithmetic", "ok", "; ".join(" ".join(pool.split()) for pool in pools) or "none found"
    )


ENVIRONMENT: tuple[tuple[str, Check], ...] = (
    ("environment", encodings),
    ("environment", terminal),
    ("environment", fonts),
    ("environment", processors),
    ("environment", arithmetic),
)
