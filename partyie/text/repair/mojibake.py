"""Characters that come from bytes read wrongly: with the wrong encoding, or beginning one byte too early or late.

- UTF-8 read as Latin-1 or Windows-1252: ``ä¸\xadå›½`` for 中国. Its bytes are so regular that no other reading exists.
- GBK read as Latin-1: ``ÖÐ¹ú`` for 中国.
- UTF-8 read as GBK: ``涓浗`` for 中国.
- GBK read from the middle of a character on, because a byte was lost: see :mod:`partyie.text.repair.shifted`.

Each is tried only where characters stand that Chinese text doesn't hold, and believed only if the result is Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from partyie.records import Repair
from partyie.text import lazy_re as re
from partyie.text.frequencies import log_likelihoods
from partyie.text.repair import repair_of
from partyie.text.repair.shifted import find_shifted, rare_stretches, stretches_around

KIND = "mojibake"
ORDINARY = -9.5  # mean log likelihood of a character: about -6 in good prose, -9.5 in a list of names
CLEARLY = 3.0  # by how much a reading must be better, in the mean
FEWEST = 2  # characters that a reading must have

# The bytes 80 … 9F as Windows-1252 shows them; where it has nothing, as control characters of Latin-1.
WINDOWS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
WINDOWS_BYTES = {character: character.encode("cp1252") for character in WINDOWS}
CONTINUATION = rf"[\x80-\xbf{WINDOWS}]"
# UTF-8 of Chinese, or GBK of its commonest characters. The first begins with a class, so that the search is fast.
LATIN = re.compile(
    rf"[\xe2-\xef]{CONTINUATION}{{2}}(?:[\xe2-\xef]{CONTINUATION}{{2}})+|[\xa1-\xf7][\xa1-\xfe](?:[\xa1-\xf7][\xa1-\xfe])+"
)
# UTF-8 of kana, Han, full-width forms and general punctuation.
UTF8_CHINESE = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc\xbd][\x80-\xbf]|\xe2\x80[\x90-\xbf])+")
DOUBLE_BYTE = re.compile(r"[^\x00-\x7f\ufffd]+")


def find_mojibake(text: str) -> list[Repair]:
    """The misread stretches, in text order; touching pieces belong to one damage and are apart for their offsets.

    >>> [(repair.original, repair.repaired) for repair in find_mojibake("新闻：ÖÐ¹úÈËÃñ")]
    [('ÖÐ', '中'), ('¹ú', '国'), ('ÈË', '人'), ('Ãñ', '民')]
    """
    found = [*_latin(text), *_utf8_as_gbk(text)]
    taken = {place for repair in found for place in range(repair.start, repair.end)}
    found += [repair for repair in find_shifted(text) if taken.isdisjoint(range(repair.start, repair.end))]
    return sorted(found, key=lambda repair: repair.start)


def _latin(text: str) -> Iterator[Repair]:
    """Chinese read as a western encoding, character by character."""
    for match in LATIN.finditer(text):
        for encoding, width in (("utf-8", 3), ("gb2312", 2)):
            decoded = _decode(match[0], encoding)
            if len(set(decoded)) >= FEWEST and _mean(decoded) > ORDINARY:
                yield from _pieces(text, match.start(), decoded, width)
                break


def _decode(text: str, encoding: str) -> str:
    """The text's western bytes in another encoding, or nothing if they don't fit."""
    data = b"".join(WINDOWS_BYTES.get(character) or character.encode("latin-1") for character in text)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _pieces(text: str, start: int, decoded: str, width: int) -> Iterator[Repair]:
    for index, character in enumerate(decoded):
        yield repair_of(text, start + index * width, start + (index + 1) * width, character, KIND)


def _utf8_as_gbk(text: str) -> Iterator[Repair]:
    """UTF-8 whose bytes were taken in twos instead of threes."""
    for stretch in stretches_around(text, rare_stretches(text), DOUBLE_BYTE):
        start, end = stretch.span()
        data = [_gbk_bytes(character) for character in text[start:end]]
        places = [start + at for at, pair in enumerate(data) for _ in pair]  # the character that holds each byte
        for match in UTF8_CHINESE.finditer(b"".join(data)):
            first, last = places[match.start()], places[match.end() - 1] + 1
            decoded = match[0].decode("utf-8")
            if len(decoded) >= FEWEST and _mean(decoded) > max(ORDINARY, _mean(text[first:last]) + CLEARLY):
                begins = [places[at] for at in range(match.start(), match.end(), 3)]
                for character, (begin, stop) in zip(decoded, pairwise([*begins, last]), strict=True):
                    yield repair_of(text, begin, stop, character, KIND)


def _gbk_bytes(character: str) -> bytes:
    """Two bytes, or one for €, which Windows shows for the byte 80, or a byte that ends any UTF-8."""
    data = b"\x80" if character == "€" else character.encode("gb18030", "replace")
    return data if len(data) <= 2 else b" "


def _mean(text: str) -> float:
    return sum(log_likelihoods(text)) / len(text)
