"""Line breaks inside a sentence, a word or a name: print lines, PDF columns, page ends with their furniture.

Each break after a line that ends no sentence is put to the rules of :mod:`partyie.text.repair.break_rules`; without an
answer it stays. What lies between the halves goes with it: blank lines, padding, a page number, a running header.

Kept on purpose: breaks after a finished sentence (nothing can span them), headings, list items, labels (抄送：), rows
of tables and rosters, signatures and dates, title lines (…办公室⏎关于…).
"""

from __future__ import annotations

from partyie.records import Repair
from partyie.text.repair import repair_of
from partyie.text.repair.break_rules import KEEP, RULES, Break
from partyie.text.repair.layout import MARK, Layout, Line

KIND = "linebreak"
COLUMN_HEAD = 10  # cells of padding in front of what goes on in a column further right


def find_linebreaks(text: str) -> list[Repair]:
    """The breaks to be taken out, each with all that lies between the last character before and the first behind.

    >>> page = "　　会议由县委副书\\n记、县长主持。\\n　　会议指出，要抓\\n落实。\\n　　会议强调。"
    >>> [repair.original for repair in find_linebreaks(page)]
    ['\\n', '\\n']
    """
    if "\n" not in text:
        return []
    layout = Layout(text)
    found: list[Repair] = []
    in_body, first = False, 0
    for index, (before, after) in enumerate(zip(layout.lines, layout.lines[1:], strict=False)):
        in_body = _is_body(before, in_body and not layout.gaps[index])
        if before.is_ended:
            continue
        goes_on = bool(found) and found[-1].end == before.start
        first = first if goes_on else before.start
        place = Break(text, layout, before, after, first, layout.gaps[index + 1], in_body)
        if _decide(place):
            found.append(repair_of(text, before.end, after.start, "", KIND))
            in_body = in_body or bool(MARK.search(before.text))
    return found


def _is_body(line: Line, goes_on: bool) -> bool:
    """Whether a line is running text, given whether the one before was and no blank line parts them.

    Not so a heading (　　一、组成人员) or, far to the right, a signature.
    """
    if line.indent <= 1:
        return goes_on and not line.is_item
    if line.indent >= COLUMN_HEAD:
        return line.has_gap or bool(MARK.search(line.text))
    return not line.is_heading


def _decide(place: Break) -> bool:
    for rule in RULES:
        opinion = rule(place)
        if opinion is not None:
            return opinion
    return KEEP
