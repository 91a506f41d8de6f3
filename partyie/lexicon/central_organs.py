"""Organs of the centre, democratic parties, national media and banks: by full name and settled short form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from partyie.lexicon.table import read_table

# Short forms that begin other words are held back: 中共党员, 中央空调, 中央财政, 国民党员.
NOT_BEFORE = {
    "中共": "党员|正式|预备|党|[\\u4e00-\\u9fff]",
    "中央": "(?!八项规定|决策|精神|要求|部署|和|决定|有关|文件|一号|领导|政策|环保|督|委员|候补|批准|同意|提出|强调|财政|、|，|。)[\\u4e00-\\u9fff]",
    "求是": "[\\u4e00-\\u9fff]",
    "共青团": "员|干部|路|工作",
    "国民党": "员|军|反动|统治",
    "解放军": "报|战士|官兵",
    "民进": "[\\u4e00-\\u9fff]",
    "民建": "工|房|筑|设",
    "民革": "命",
    "工程院": "士",
    "中国共产党": "员|人|章程",
    "农业部": "门",
    "文化部": "门|长|分|署",
    "建设部": "门",
    "卫生部": "门",
}


@dataclass(frozen=True, slots=True)
class CentralOrgan:
    """A form, the resolved name it stands for, and the kind of organisation."""

    form: str
    name: str
    kind: str


@cache
def central_organs() -> dict[str, CentralOrgan]:
    """All rows by form."""
    return {row.form: row for row in read_table("central_organs.tsv", CentralOrgan)}


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(central_organs(), key=lambda form: (-len(form), form))
    return re.compile("|".join(f"{form}(?!{NOT_BEFORE[form]})" if form in NOT_BEFORE else form for form in forms))


def central_organ_matches(text: str) -> Iterator[tuple[int, int, str]]:
    """Where central organs are named: start, end, kind; longest first at each place."""
    table = central_organs()
    for match in _pattern().finditer(text):
        yield match.start(), match.end(), table[match.group()].kind
