"""JSON changed in its structure: a value of another type, a key taken out or twice, a list shorter or longer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1, 2.5, 10**20, float("nan"), float("inf"), "", "a", "o1", "PERSON", "POST", "县", "\ud800", "\x00", "2021-09-29",
    "1E+5", "=1", [], {}, [None], ["a"], [[]], {"a": 1}, {"text": "县"}, "|", "⟦", " ", "\n", "a_b", [0, 1, "PERSON"],
)  # fmt: skip


def restructured(data: bytes, random: Random) -> bytes | None:
    """One line of JSON, or all of it, with one value changed; None where it is no JSON of several values."""
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    changed = _changed(lines[at], random)
    if changed is not None:
        return b"\n".join([*lines[:at], changed, *lines[at + 1 :]])
    return _changed(data, random)


def _changed(data: bytes, random: Random) -> bytes | None:
    """The JSON at the end of the data changed; before it there may be a blank, a comment's sign or another part."""
    start = min((at for at in (data.find(b"{"), data.find(b"[")) if at >= 0), default=len(data))
    head = data[:start]
    if head.strip() and not head.startswith(b"# ") and not head.endswith(b"\0"):
        return None
    try:
        whole = json.loads(data[start:])
    except (ValueError, RecursionError):
        return None
    places = list(_places(whole))
    if not places:
        return None
    holder, key = random.choice(places)
    _change(holder, key, places, random)
    return head + json.dumps(whole, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _change(holder: Any, key: Any, places: list[tuple[Any, Any]], random: Random) -> None:
    match random.randrange(4):
        case 0:
            del holder[key]
        case 1:  # another value of the same file
            other, where = random.choice(places)
            holder[key] = json.loads(json.dumps(other[where]))
        case 2 if isinstance(holder, dict):
            holder[random.choice(("a", "id", "start", "text", "label", "spans", "value"))] = holder[key]
        case 2:
            holder.insert(key, holder[key])
        case _:
            holder[key] = random.choice(VALUES)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in it: a holder and a key or number; without recursion, as it may be deep."""
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
