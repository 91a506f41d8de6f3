"""Numbers in the notation of arithmetic: powers (2^5), exponents (1.5e3), decimals without a whole part (.5).

Running text of officials has none of them; tables, formulas and other libraries' test suites do.
"""

from __future__ import annotations

from decimal import Decimal, localcontext

from partyie.text import lazy_re as re

_NUMBER = r"(?:[0-9]{1,20}(?:\.[0-9]{1,20})?|\.[0-9]{1,20})"
NOTATION = re.compile(
    rf"(?<![0-9A-Za-z.^])-?(?:(?P<base>{_NUMBER})(?:[eE](?P<exponent>[+-]?[0-9]{{1,2}})|\^(?P<power>-?[0-9]{{1,2}}))"
    r"|(?P<decimals>\.[0-9]{1,20}))(?![0-9A-Za-z.^])"
)
"""One number in such a notation; a plain 12 or 3.5 is none."""


def parse_notation(text: str) -> Decimal | None:
    """The value of a whole string in such a notation; None where it is none, or 0 to a negative power.

    >>> parse_notation("-1.5e3"), parse_notation("2^5"), parse_notation(".5")
    (Decimal('-1.5E+3'), Decimal('32'), Decimal('0.5'))
    """
    found = NOTATION.fullmatch(text)
    if found is None:
        return None
    sign = -1 if text.startswith("-") else 1
    if found["decimals"]:
        return sign * Decimal(found["decimals"])
    base = Decimal(found["base"])
    if found["exponent"]:
        return sign * base.scaleb(int(found["exponent"]))
    power = int(found["power"])
    if not base and power <= 0:
        return None
    with localcontext(prec=50):
        return sign * base**power
