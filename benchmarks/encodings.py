"""How surely `decode_text` tells encodings: gold and its traditional twin, whole and cut, written in each encoding."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from opencc import OpenCC

from partyie.benchmarks.encoding_figures import EncodingFigures, EncodingPoint
from partyie.errors import InputError
from partyie.text.encoding import decode_text

Outcome = Literal["right", "refused", "wrong"]

WHOLE = "whole"
LENGTHS = (4, 8, 16, 32, 64, 200, 1000)  # code points of a cut
CUTS = 8  # of each length from each text, evenly spaced
KEPT = 0.99  # share of a text's characters that an encoding must have; the others are left out
RARE = "㛃𠮷𬭎㑇"  # characters of names that take four bytes in GB18030
RARE_EVERY = 50  # characters
INSIDE = "ends inside a character"  # what is said of a file that was cut there


class Encoding(NamedTuple):
    """An encoding, and how a file in it begins."""

    codec: str
    mark: bytes = b""
    rare: bool = False  # with characters that take four bytes
    only: str | None = None  # the part of it that an older codec knows; its bytes mean what they mean today

    def fit(self, text: str) -> str | None:
        """The text without what the encoding lacks; null where it lacks much."""
        fitted = text.encode(self.only or self.codec, "ignore").decode(self.codec)
        return fitted if len(fitted) >= KEPT * len(text) else None

    def encode(self, text: str) -> bytes:
        """The bytes of a file with this text."""
        return self.mark + text.encode(self.codec)


ENCODINGS = {
    "UTF-8": Encoding("utf-8"),
    "UTF-8 with mark": Encoding("utf-8", codecs.BOM_UTF8),
    "UTF-16-LE with mark": Encoding("utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16-BE with mark": Encoding("utf-16-be", codecs.BOM_UTF16_BE),
    "UTF-16-LE": Encoding("utf-16-le"),
    "UTF-16-BE": Encoding("utf-16-be"),
    "UTF-32-LE with mark": Encoding("utf-32-le", codecs.BOM_UTF32_LE),
    "UTF-32-BE with mark": Encoding("utf-32-be", codecs.BOM_UTF32_BE),
    "UTF-32-LE": Encoding("utf-32-le"),
    "UTF-32-BE": Encoding("utf-32-be"),
    "GB2312": Encoding("gb18030", only="gb2312"),
    "GBK": Encoding("gbk"),
    "GB18030": Encoding("gb18030"),
    "GB18030, four bytes": Encoding("gb18030", rare=True),
    "Big5": Encoding("big5"),
    "Big5-HKSCS": Encoding("big5hkscs"),
    "cp950": Encoding("cp950"),
}


def measure_encodings(texts: Sequence[str]) -> EncodingFigures:
    """Write the texts and their traditional twins in each encoding, read them again and compare.

    Args:
        texts: Whole documents, simplified.

    Raises:
        InputError: There are none.
    """
    if not any(texts):
        raise InputError("encodings are measured on texts, and there are none")
    twins = [*texts, *map(OpenCC("s2t").convert, texts)]
    return EncodingFigures(
        documents=len(texts),
        read={name: _points(_read(encoding, twins)) for name, encoding in ENCODINGS.items()},
        cut_inside={name: _points(_cut_inside(encoding, twins)) for name, encoding in ENCODINGS.items()},
    )


def cuts(text: str, length: int) -> Iterator[str]:
    """Some pieces of a text, evenly spaced.

    >>> list(cuts("一二三四五六七八九十", 9))
    ['一二三四五六七八九', '二三四五六七八九十']
    """
    last = len(text) - length
    if last >= 0:
        starts = sorted({last * number // (CUTS - 1) for number in range(CUTS)})
        yield from (text[start : start + length] for start in starts)


def with_rare(text: str) -> str:
    """The text with a rare character in the place of every fiftieth Chinese one."""
    characters = list(text)
    places = [place for place, character in enumerate(text) if "一" <= character <= "龥"]
    for number, place in enumerate(places[RARE_EVERY // 2 :: RARE_EVERY]):
        characters[place] = RARE[number % len(RARE)]
    return "".join(characters)


def outcome_of(data: bytes, text: str) -> Outcome:
    """Whether the bytes are read as the text, refused, or read as another text."""
    try:
        return "right" if decode_text(data).text == text else "wrong"
    except InputError:
        return "refused"


def outcome_inside(data: bytes) -> Outcome:
    """Whether a file that ends inside a character is refused for that (right), for something else, or read (wrong)."""
    try:
        decode_text(data)
    except InputError as error:
        return "right" if INSIDE in str(error) else "refused"
    return "wrong"


def _read(encoding: Encoding, texts: Sequence[str]) -> Iterator[tuple[str, Outcome]]:
    for length, text in _pieces(encoding, texts):
        yield length, outcome_of(encoding.encode(text), text)


def _cut_inside(encoding: Encoding, texts: Sequence[str]) -> Iterator[tuple[str, Outcome]]:
    """Each piece up to its last character that takes several bytes, and some of these bytes."""
    for length, text in _pieces(encoding, texts):
        wide = (place for place in range(len(text), 0, -1) if _width(encoding.codec, text[place - 1]) > 1)
        end = next(wide, 0)
        if end:
            data = encoding.encode(text[:end])
            for lost in range(1, _width(encoding.codec, text[end - 1])):
                yield length, outcome_inside(data[:-lost])


def _pieces(encoding: Encoding, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every text that the encoding can hold, and its cuts, each with its length's name."""
    for text in texts:
        fitted = encoding.fit(with_rare(text) if encoding.rare else text)
        if fitted is not None:
            yield WHOLE, fitted
            for length in LENGTHS:
                yield from ((str(length), piece) for piece in cuts(fitted, length))


@cache
def _width(codec: str, character: str) -> int:
    return len(character.encode(codec))


def _points(outcomes: Iterable[tuple[str, Outcome]]) -> dict[str, EncodingPoint]:
    counts = Counter(outcomes)
    lengths = [length for length in (WHOLE, *map(str, reversed(LENGTHS))) if any(length == one for one, _ in counts)]
    return {
        length: EncodingPoint(
            right=counts[length, "right"], refused=counts[length, "refused"], wrong=counts[length, "wrong"]
        )
        for length in lengths
    }
