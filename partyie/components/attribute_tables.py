"""The heads of tables about persons: which columns hold dates, in which order, and whether one holds native places."""

from __future__ import annotations

from dataclasses import dataclass

from partyie.components.document_lines import lines_of
from partyie.components.reading import Reading
from partyie.text import lazy_re as re

HEADS = {
    "birth": re.compile(r"出生(?:年月|日期|时间)?"),
    "party_joined": re.compile(r"入党(?:时间)?|政治面貌"),
    "work_started": re.compile(r"参加(?:工作(?:时间)?)?|参加工"),
}
NATIVE = re.compile("籍贯")
NAME = re.compile("姓名")
LEAST = 3  # heads that make a line the head of a table
WORDS = re.compile("姓名|性别|民族|出生|籍贯|学历|学位|职务|单位|入党|参加工|职称")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table.

    Attributes:
        dates: Attributes of the columns with dates, from left to right.
        native_place: Whether there is a column for it.
    """

    dates: tuple[str, ...]
    native_place: bool


def columns_above(reading: Reading, position: int) -> Columns | None:
    """The columns of the table that a line stands in, or None."""
    heads = reading.cache.get("table_heads")
    if heads is None:
        heads = reading.cache["table_heads"] = _heads(reading)
    return next((columns for start, columns in reversed(heads) if start < position), None)


def _heads(reading: Reading) -> list[tuple[int, Columns]]:
    found = []
    for line in lines_of(reading):
        plain = line.plain
        if not NAME.search(plain) or len(set(WORDS.findall(plain))) < LEAST:
            continue
        places = {key: pattern.search(plain) for key, pattern in HEADS.items()}
        order = sorted((match.start(), key) for key, match in places.items() if match is not None)
        found.append((line.start, Columns(tuple(key for _, key in order), bool(NATIVE.search(plain)))))
    return found
