"""Each character as the one that stands for all it may be written as: width, script, dots; the same wherever it stands.

Cleaning (:mod:`partyie.text.cleaning`) looks at what stands around a character: a dot is a name's, a circle a zero, a
乾 is 干 or stays. Whoever compares a text with words that come without surroundings folds both instead.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from partyie.text.script import script_tables
from partyie.text.width import NAME_DOTS, standard_form, width_table

Codes = npt.NDArray[np.uint32]

CODE_POINTS = 0x110000
SUPPLEMENT = range(0x2F800, 0x2FA20)  # compatibility ideographs beyond U+FFFF
ZERO_CIRCLES = "○◯"


def fold_codes(text: str) -> Codes:
    """The code points of ``text``, folded one for one.

    >>> fold("艾力・買買提（Ａ１）"), fold("乾安縣") == fold("干安县")
    ('艾力·买买提（A1）', True)
    """
    return folding_table()[codes_of(text)]


def fold(text: str) -> str:
    """The same as a string."""
    return fold_codes(text).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


@cache
def folding_table() -> Codes:
    """What each code point becomes."""
    width = np.arange(CODE_POINTS, dtype=np.uint32)
    for character, folded in width_table()[0].items():
        width[ord(character)] = ord(folded)
    for code in SUPPLEMENT:
        width[code] = ord(standard_form(chr(code)))
    width[[ord(dot) for dot in NAME_DOTS]] = ord("·")
    width[[ord(circle) for circle in ZERO_CIRCLES]] = ord("〇")
    simplified = np.arange(CODE_POINTS, dtype=np.uint32)
    for code, form in script_tables().simplified.items():
        simplified[code] = ord(form)
    return simplified[simplified[width]]
