"""Measurements in interpreters of their own: nothing loaded before, one processor, one thread."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TypeVar

from partyie.benchmarks.timing import ONE_THREAD
from partyie.records import Record

Told = TypeVar("Told", bound=Record)
CODE = "from {module} import {name}; {name}()"


def run_fresh(worker: Callable[[], None], job: Record) -> str:
    """Run a function of a module in a fresh interpreter: its job goes in as JSON, what it prints comes out.

    Raises:
        subprocess.CalledProcessError: It failed; its error is on standard error.
    """
    # -P: the installed package, also where the current folder has a `partyie` of its own, as the source tree does.
    command = [sys.executable, "-P", "-c", CODE.format(module=worker.__module__, name=worker.__name__)]
    done = subprocess.run(
        command, input=job.model_dump_json().encode(), env=os.environ | ONE_THREAD, stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode()


def read_job(kind: type[Told], *, bound: bool = True) -> Told:
    """In the fresh interpreter: read the job; ``bound`` binds the process to one processor."""
    if bound and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return kind.model_validate_json(sys.stdin.buffer.read())


def answer(result: Record) -> None:
    """In the fresh interpreter: give the result."""
    sys.stdout.write(result.model_dump_json())
