"""Names of persons as keys: simplified, clean, without blanks."""

from __future__ import annotations

from partyie.components.reading import Candidate, Reading
from partyie.text import lazy_re as re

ALIAS = re.compile(
    r"(?:又名|乳名|化名|原名|本名|曾用名|别名|笔名|小名|俗名|网名|法号|艺名|人称|外号|绰号|字|号|别号)[“「『：:]?$"
)


def plain_name(reading: Reading, mention: Candidate) -> str:
    """The characters of a name without the blanks that pad it: 高　峰 → 高峰."""
    return "".join(reading.text[mention.start : mention.end].split())
