"""Texts and files changed as damage and malice would: characters, tokens, stretches and lines; the same seed, the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from json_mutations import restructured

MOST_EDITS = 4
STRUCTURED = 0.5  # share of the mutations of JSON that change a value
TROUBLE = (
    "\x00 \t\r\n\x0b\x1c\x7f\x85\u00a0\u00ad\u0301\u200b\u200d\u2028\u3000\ue000\ufeff\ufffd\uff10\U00020bb7\U0001f600\U0010ffff"
    "\ud800\udcff()[]{}⟦⟧<>\"'\\/|=,;:.-+#@%&0９九〇○十百万亿年月日人元%"
)  # what readers and finders treat each in its own way


def mutated(data: bytes, random: Random, tokens: Sequence[str], length: int) -> bytes:
    """The data with one to `MOST_EDITS` edits, of at most ``length`` bytes; of JSON half of the time one of its values.

    Bytes that aren't UTF-8 are characters of their own, so that the edits of binary data and of text are the same.
    """
    if (b"{" in data or b"[" in data) and random.random() < STRUCTURED:
        changed = restructured(data, random)
        if changed is not None and len(changed) <= length:
            return changed
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(random.randint(1, MOST_EDITS)):
        text = random.choice(EDITS)(text, random, tokens)
    return text.encode("utf-8", "surrogatepass" if "\ud800" in text else "surrogateescape")[:length]


def _stretch(text: str, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.choice((1, 1, 2, 4, 16, 64)))


def _insert_token(text: str, random: Random, tokens: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(tokens) + text[at:]


def _replace_by_token(text: str, random: Random, tokens: Sequence[str]) -> str:
    start, end = _stretch(text, random)
    return text[:start] + random.choice(tokens) + text[end:]


def _delete(text: str, random: Random, _: Sequence[str]) -> str:
    start, end = _stretch(text, random)
    return text[:start] + text[end:]


def _repeat(text: str, random: Random, _: Sequence[str]) -> str:
    start, end = _stretch(text, random)
    return text[:end] + text[start:end] * random.choice((1, 1, 2, 8, 40)) + text[end:]


def _move(text: str, random: Random, _: Sequence[str]) -> str:
    start, end = _stretch(text, random)
    moved, rest = text[start:end], text[:start] + text[end:]
    at = random.randint(0, len(rest))
    return rest[:at] + moved + rest[at:]


def _trouble(text: str, random: Random, _: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(TROUBLE) * random.choice((1, 1, 1, 3)) + text[at + random.randint(0, 1) :]


def _neighbour(text: str, random: Random, _: Sequence[str]) -> str:
    """One character becomes another that is near it in Unicode: 1 is 2, 甲 is 由."""
    if not text:
        return text
    at = random.randrange(len(text))
    code = (ord(text[at]) + random.choice((-1, 1, 16, -16))) % 0x110000
    return text[:at] + (chr(code) if not 0xD800 <= code < 0xE000 else "?") + text[at + 1 :]


def _cut(text: str, random: Random, _: Sequence[str]) -> str:
    return text[: random.randint(0, len(text))]


def _swap_lines(text: str, random: Random, _: Sequence[str]) -> str:
    lines = text.split("\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


EDITS: tuple[Callable[[str, Random, Sequence[str]], str], ...] = (
    _insert_token, _replace_by_token, _delete, _repeat, _move, _trouble, _neighbour, _cut, _swap_lines,
)  # fmt: skip
