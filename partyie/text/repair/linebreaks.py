"""Line breaks inside a sentence, a word or a name: print lines, PDF columns, page ends with their furniture.

Each break after a line that ends no sentence is put to a list of small rules, in the order at the end of this file; a
rule says JOIN or KEEP, or nothing, and the first answer wins. No answer keeps the break. What lies between the halves
goes with it: blank lines, padding, a page number, a running header.

Kept on purpose: breaks after a finished sentence (nothing can span them), headings, list items, labels (抄送：), rows
of tables and rosters, signatures and dates, title lines (…办公室⏎关于…).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from partyie.records import Repair
from partyie.text import lazy_re as re
from partyie.text.frequencies import association, joined_share
from partyie.text.repair import repair_of
from partyie.text.repair.layout import MARK, PARAGRAPH_INDENT, Layout, Line

KIND = "linebreak"
JOIN, KEEP = True, False
Opinion = bool | None

CANNOT_BEGIN = "，。、；：！？）》〉”』」】〕％%‰℃,;)]"  # not ’, which also stands for the century: ’97
CANNOT_END = "（《〈“‘『「【〔(["
BRACKETS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "〔": "〕"}
NEAR = 40  # characters within which a split bracket opens and closes
NEIGHBOURHOOD = 20_000  # characters on both sides that are searched for the same words unbroken
REPEATED = 4  # characters on both sides that stand unbroken elsewhere
PROSE = 20  # characters of a line that is more than a heading or caption, if a sentence of it is over
LONG_PROSE = 50  # … and if none is
FULL_STOP = "。；…"  # headlines hold ！ and ：
HAN = re.compile("[\u3400-\u9fff]")
UNBROKEN = re.compile("[\u3400-\u9fff\\d“”‘’（）()]*")
IN_SENTENCE = re.compile("[\u3400-\u9fff\\dA-Za-z“”‘’《》（），、％%]")
NUMBER_WITHOUT_END = re.compile(r"(?:(?<=[^\s\d.．、（(])\d+|(?<!\d)(?:19|20)\d\d)[.．]$")
NO_SENTENCE = re.compile(r"[（(]|[^，。；、]{1,6}[：:]|.{0,16}[摄攝]$")  # a note, a label, a credit
ORPHAN = re.compile("[\u3400-\u9fff][，、。；）]")
COLUMN_HEAD = 10  # cells of padding in front of what goes on in a column further right


@dataclass(frozen=True, slots=True)
class Break:
    """Two lines that follow each other, nothing between them but blank lines and page furniture.

    Attributes:
        blank_lines: How many blank lines part them.
        in_body: Whether the first is running text: indented as a paragraph or going on from one.
        goes_on: Whether the first goes on from the line before it, which was joined to it.
    """

    text: str
    layout: Layout
    before: Line
    after: Line
    blank_lines: int
    in_body: bool
    goes_on: bool


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
    in_body = False
    for index, (before, after) in enumerate(zip(layout.lines, layout.lines[1:], strict=False)):
        in_body = _is_body(before, in_body and not layout.gaps[index])
        if before.is_ended:
            continue
        goes_on = bool(found) and found[-1].end == before.start
        place = Break(text, layout, before, after, layout.gaps[index + 1], in_body, goes_on)
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


def _latin(place: Break) -> Opinion:
    """Words of letters are parted by the break itself."""
    both = place.before.text[-1] + place.after.text[0]
    return KEEP if both.isascii() and both.isalpha() else None


def _number(place: Break) -> Opinion:
    """5.⏎6万元 and 1995.⏎07; not the list mark 5．, which has nothing in front of it."""
    return JOIN if place.after.text[0].isdigit() and NUMBER_WITHOUT_END.search(place.before.text) else None


def _cannot_begin(place: Break) -> Opinion:
    return JOIN if place.after.text[0] in CANNOT_BEGIN else None


def _split_bracket(place: Break) -> Opinion:
    """副局长（主持⏎工作）: opened in the one line and closed in the other, with no sentence end in between."""
    tail, head = place.before.text[-NEAR:], place.after.text[:NEAR]
    for opening, closing in BRACKETS.items():
        opened = tail.rfind(opening)
        closed = head.find(closing)
        if opened < 0 or closed < 0 or closing in tail[opened:] or opening in head[:closed]:
            continue
        if not any(mark in tail[opened:] + head[:closed] for mark in "。！？"):
            return JOIN
    return None


def _new_item(place: Break) -> Opinion:
    return KEEP if place.after.is_item else None


def _title(place: Break) -> Opinion:
    """Lines of a headline (省公安厅关于追授某某同志⏎“卫士”称号的决定) are set by sense and stay."""
    starts = place.after.text.startswith("关于")
    return KEEP if starts or ("关于" in place.before.text and not MARK.search(place.before.text)) else None


def _cannot_end(place: Break) -> Opinion:
    return JOIN if place.before.text[-1] in CANNOT_END else None


def _word(place: Break) -> Opinion:
    """教⏎育, 一级主⏎任科员: a common word, of which a half is left over on its side."""
    before, after = place.before.text, place.after.text
    if joined_share(before[-1], after[0]) < 0.8 or association(before[-1], after[0]) < 1.0:
        return None
    if place.blank_lines or place.after.is_row or place.after.indent in PARAGRAPH_INDENT:
        return None
    left_over = not _joined(before[-2:]) or not _joined(after[:2])
    is_text = place.in_body or place.before.is_row or MARK.search(before)
    return JOIN if left_over and is_text else None


def _joined(pair: str) -> bool:
    return len(pair) == 2 and joined_share(*pair) > 0.3


def _addressees(place: Break) -> Opinion:
    """各乡镇人民政府，费县经济开发区⏎管理委员会，县直有关部门：, the only list that ends with a colon."""
    before, after = place.before.text, place.after.text
    is_list = MARK.search(before) and MARK.search(after) and after[-1] in "：:" and "。" not in before + after
    return JOIN if is_list and not place.blank_lines and not place.before.is_item else None


def _orphan(place: Break) -> Opinion:
    """县政协办公⏎室，县监委: one character and a mark begin no line."""
    return JOIN if ORPHAN.match(place.after.text) and MARK.search(place.before.text) else None


def _repeated(place: Break) -> Opinion:
    """What the break parts stands unbroken elsewhere in the text: …“两委”⏎换届选举….

    Lines that are nothing but what is repeated (an issuer above its title) were parted on purpose.
    """
    across = place.before.text[-REPEATED:] + place.after.text[:REPEATED]
    if len(HAN.findall(across)) < 2 * REPEATED - 2 or not UNBROKEN.fullmatch(across):
        return None
    if place.after.indent != place.before.indent:
        return None
    start, end = max(place.before.end - NEIGHBOURHOOD, 0), place.after.start + NEIGHBOURHOOD
    return JOIN if place.text.find(across, start, end) >= 0 else None


def _indented(place: Break) -> Opinion:
    """In a text of indented paragraphs a line that isn't indented goes on with the one before it."""
    goes_on = place.in_body and place.after.indent < 2 and place.blank_lines == 0
    return JOIN if place.layout.is_indented and goes_on and not place.after.is_row else None


def _full_line(place: Break) -> Opinion:
    """In a text broken at a measure a full line goes on with the next."""
    measure = place.layout.measure
    if measure is None or place.before.width not in measure or place.blank_lines or place.before.is_row:
        return None
    if not place.goes_on and not MARK.search(place.before.text):
        return None  # a headline that happens to be as wide
    return JOIN if place.after.indent <= 1 and not place.after.is_row else KEEP


def _prose(place: Break) -> Opinion:
    """A long line that stops in the middle of a sentence, as at the end of a page: …充分肯定了他的⏎⏎先进事迹和….

    It is prose, since another sentence precedes in it or it is longer than headings are, and so is the next line.
    """
    before, after = place.before.text, place.after.text
    if len(before) < PROSE or place.before.is_row or place.after.is_row or place.after.indent > 1:
        return None
    if not IN_SENTENCE.match(before[-1]) or not IN_SENTENCE.match(after[0]) or not MARK.search(after):
        return None
    last = max(before.rfind(mark) for mark in FULL_STOP)
    rest = before[last + 1 :].lstrip("”’』」")
    if NO_SENTENCE.match(rest):
        return None
    long = len(before) >= LONG_PROSE and MARK.search(before)
    return JOIN if long or (last >= 0 and len(rest) > 4) else None


RULES: tuple[Callable[[Break], Opinion], ...] = (
    _latin,
    _number,
    _cannot_begin,
    _split_bracket,
    _new_item,
    _title,
    _cannot_end,
    _addressees,
    _orphan,
    _word,
    _repeated,
    _indented,
    _full_line,
    _prose,
)
