"""Run the command line in a process of its own, with the fake pipeline and a pace at which it can be interrupted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

TESTS = Path(__file__).parent
PATIENCE = 60.0  # seconds to wait for what must come

# ``慢`` in a text takes a tenth of a second, so that a signal finds the run under way.
PROGRAM = """
import sys, time
sys.path.insert(0, {tests!r})
import fake_pipeline
from partyie.pipeline import reader

class Slow(fake_pipeline.FakePipeline):
    def __call__(self, doc):
        time.sleep(0.1 * ("慢" in doc.text))
        return super().__call__(doc)

reader.build = lambda **_: Slow()
sys.argv[0] = "partyie"
from partyie.cli import main
main()
"""


def start(*arguments: str | Path, **options: object) -> subprocess.Popen[str]:
    """Start ``partyie`` with these arguments."""
    command = [sys.executable, "-c", PROGRAM.format(tests=str(TESTS)), *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", **options)  # type: ignore[call-overload,no-any-return]


def wait_for_lines(output: Path, number: int) -> None:
    """Come back when the file has that many lines."""
    until = monotonic() + PATIENCE
    while not output.exists() or output.read_bytes().count(b"\n") < number:
        assert monotonic() < until, f"{output} never had {number} lines"
        sleep(0.02)


def write_texts(folder: Path, number: int, text: str = "张三到会。") -> Path:
    """A folder with so many texts, one in seven of which fails."""
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:03}.txt").write_text("坏" if n % 7 == 3 else f"{text}{n}", encoding="utf-8")
    return folder
