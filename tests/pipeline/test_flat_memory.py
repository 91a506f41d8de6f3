"""Memory doesn't grow with the number of texts, nor much with the length of one."""

from __future__ import annotations

import subprocess
import sys

import pytest

GROWTH = 1.02  # over the second half of the texts; in the first, caches fill, each of which has a limit
TEXTS = 3_000

MANY_SHORT_TEXTS = """
import partyie
from partyie.benchmarks.peers.worker import peak_megabytes
from partyie.pipeline import reader

reader.LEARNT = 5_000  # code points: far fewer than the first tenth
names, places = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "莆田绩溪仙游崇义费县通渭乐昌嵩县"
def text(number):
    given = chr(0x4E00 + number * 7 % 6000) + chr(0x4E00 + number * 13 % 6000)
    place = places[number % 8 * 2 :][:2]
    return f"{place}市委书记{names[number % 16]}{given}{number}日前到{place}县调研，走访{number}户，要求年底前完成{number}万元投资。"

def peak(first, last):
    for number in range(first, last):
        partyie.extract(text(number))
    return peak_megabytes()

print(peak(0, TEXTS // 2), peak(TEXTS // 2, TEXTS))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no resource module")
def test_memory_stays_flat_over_many_short_texts() -> None:
    code = MANY_SHORT_TEXTS.replace("TEXTS", str(TEXTS))
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    early, late = map(float, printed.split())
    assert late <= GROWTH * early
