"""Characters that show nothing: joiners, soft hyphens, byte-order marks, marks of direction. Web pages and PDF files
leave them between any two characters.

Chinese has no use for them. Where neither side is Chinese, a digit or a Latin letter they stay: they join emoji (👩‍🌾)
and shape the letters of other scripts.
"""

from __future__ import annotations

from partyie.records import Repair
from partyie.text import lazy_re as re
from partyie.text.repair import repair_of

KIND = "space"
SHOWS_NOTHING = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
BESIDE = "\\n\u2010-\u2027\u3000-\u303f\u3400-\u9fff\uff00-\uff65 -~"  # Han, Chinese marks, full width, ASCII
RUN = re.compile(f"[{SHOWS_NOTHING}]++")
SIDE = re.compile(f"[{BESIDE}]")


def find_invisible(text: str) -> list[Repair]:
    """The runs of characters to be taken out, in text order.

    >>> [(repair.start, repair.end) for repair in find_invisible("县\\u200d委\\u00ad\\ufeff书记👩\\u200d🌾")]
    [(1, 2), (3, 5)]
    """
    return [
        repair_of(text, *run.span(), "", KIND)
        for run in RUN.finditer(text)
        if SIDE.match(text[run.start() - 1 : run.start()]) or SIDE.match(text[run.end() : run.end() + 1])
    ]
