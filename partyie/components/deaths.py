"""Who is dead, as the text says: 逝世, 因公殉职, 烈士, 追授 …"""

from __future__ import annotations

import re

from partyie.components.link_strands import Strand, strands_of
from partyie.components.person_names import plain_name
from partyie.components.reading import Reading
from partyie.records import Label

AFTER = re.compile(
    r"^[^。；！？\n]{0,40}?(?:逝世|去世|病逝|病故|牺牲|殉职|就义|遇难|遇害|辞世|捐躯|因病医治无效|生前|与世长辞|享年|的遗体|的遗骨|烈士)"
)
BRACKET = re.compile(r"^\s*[（(](?:已故|已去世|追授|追认)[）)]")
BEFORE = re.compile(r"(?:追授|追认|追记|鉴于死亡[^。\n]{0,40}[\s\d.．、]*|已故的?|缅怀|悼念)$")


def deceased_names(reading: Reading) -> set[str]:
    """Plain names of persons that the text says are dead."""
    found = reading.cache.get("deceased")
    if found is None:
        found = reading.cache["deceased"] = set(_deceased(reading))
    names: set[str] = found
    return names


def _deceased(reading: Reading) -> list[str]:
    names = []
    for strand in strands_of(reading):
        for position, mention in enumerate(strand.mentions):
            if mention.label is Label.PERSON and _dead(reading, strand, position):
                names.append(plain_name(reading, mention))
    return names


def _dead(reading: Reading, strand: Strand, position: int) -> bool:
    mention = strand.mentions[position]
    after = reading.text[mention.end : mention.end + 60]
    return bool(BRACKET.match(after) or BEFORE.search(strand.gaps[position]) or _said_after(strand, position))


def _said_after(strand: Strand, position: int) -> bool:
    """Words of death after the name and before the next name, in the same sentence."""
    words = ""
    for later in range(position + 1, len(strand.mentions) + 1):
        words += strand.gaps[later]
        if later == len(strand.mentions) or strand.mentions[later].label in (Label.PERSON, Label.POST):
            break
        words += "■"
    return bool(AFTER.match(words))
