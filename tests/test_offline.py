"""All of partyie works without a network, and does nothing beside reading and writing what it is told to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parent / "offline_program.py"
# Python's cache of modules; what Python itself takes from the system for a moment.
CACHES = ("__pycache__", "/dev/")


def cut_off() -> list[str]:
    """The command that takes the network from a process, where this system and this user have one."""
    tool = shutil.which("unshare")
    if tool is None or subprocess.run([tool, "-n", "true"], capture_output=True, check=False).returncode:
        return []
    return [tool, "-n"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("offline")


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, Any]:
    """What a process did that used all of partyie; the network fails for it, and isn't there where that can be."""
    command = [*cut_off(), sys.executable, str(PROGRAM), str(folder)]
    environment = os.environ | {"HOME": str(folder / "home"), "TMPDIR": str(folder), "MPLCONFIGDIR": str(folder)}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def all_of(told: dict[str, Any], kind: str) -> Iterator[str]:
    return (what for event, what in (*told["at_import"], *told["later"]) if event == kind)


def test_every_command_works(told: dict[str, Any], folder: Path) -> None:
    assert told["failed"] == []
    assert told["modules"] > 250
    lines = (folder / "out.jsonl").read_bytes()
    assert lines.count(b"\n") == 1 and "周一川".encode() in lines
    assert (folder / "from-docbin.jsonl").read_bytes().count(b"\n") == 1


def test_nothing_asks_for_the_network(told: dict[str, Any]) -> None:
    """But for urllib3's probe of this machine's own address, when spaCy imports it."""
    assert set(all_of(told, "network")) <= {"socket.bind (('::1', 0),)"}


def test_importing_does_nothing_else(told: dict[str, Any]) -> None:
    found = [(event, what) for event, what in told["at_import"] if event != "network"]
    assert [one for one in found if not any(cache in one[1] for cache in CACHES)] == []


def test_only_what_was_named_is_written(told: dict[str, Any], folder: Path) -> None:
    """Numbers are files that are open already: those of pipes between our own processes."""
    places = [what for kind in ("written", "changed") for what in all_of(told, kind) if not what.isdigit()]
    outside = [place for place in places if not place.startswith(str(folder))]
    assert [place for place in outside if not any(cache in place for cache in CACHES)] == []
    assert any(place.startswith(str(folder)) for place in places)


def test_no_programs_but_the_doctors_are_run(told: dict[str, Any]) -> None:
    """It asks for fonts and for the system's name; everything else is a process of our own."""
    assert set(all_of(told, "process")) <= {"uname", "fc-list", "os.fork", sys.executable}


def test_pickles_come_only_from_our_own_processes(told: dict[str, Any]) -> None:
    known = ("multiprocessing.", "partyie.pipeline.worker_process ")  # the second word is who reads the pickle
    wrong = [
        what for what in all_of(told, "code") if not what.startswith(tuple(f"pickle.find_class {one}" for one in known))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "attempt", ["socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo('localhost', 9)"]
)
def test_the_watch_forbids_the_network(attempt: str) -> None:
    code = f"import sys, socket; sys.path.insert(0, {str(PROGRAM.parent)!r}); import offline_program as program\n"
    code += f"sys.addaudithook(program.watch)\ntry: {attempt}\nexcept PermissionError as error: print(error)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "no network here" in done.stdout
