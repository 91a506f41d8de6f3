"""The forms in which a user's term is looked for, and the form in which it is told."""

from __future__ import annotations

from partyie.text import lazy_re as re
from partyie.text.folding import fold
from partyie.text.script import simplify
from partyie.text.width import BLANKS as WIDTHS
from partyie.text.width import fold_width

UNSEEN = "\u200b\u2060\ufeff\u00ad"  # characters without width, which copying brings along
BLANKS = " " + WIDTHS.replace("\t", "") + UNSEEN
# A blank that cleaning may take out of a text: not the one between two words in Latin letters.
LOOSE = re.compile(rf"[{UNSEEN}]|(?<![A-Za-z ]) +|(?<! ) +(?![A-Za-z ])")


def term_keys(term: str) -> list[str]:
    """The folded forms of a term, first the one it has as written.

    >>> term_keys("艾力 • 買買提"), term_keys("New York"), term_keys("張　三")
    (['艾力 · 买买提', '艾力·买买提'], ['New York'], ['张 三', '张三'])
    """
    key = fold(term)
    bare = LOOSE.sub("", key)
    return [key, bare] if bare not in ("", key) else [key]


def clean_form(term: str) -> str:
    """A term as it stands in clean text: half width, simplified where it is unmistakably traditional.

    >>> clean_form("臺灣ＡＢ"), clean_form("那日昇")
    ('台湾AB', '那日昇')
    """
    return simplify(fold_width(term))[0]
