"""Whether a line break parts lines or only cuts a sentence: small rules, in the order at the end of this file.

A rule says JOIN or KEEP, or nothing, and the first answer wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from partyie.text import lazy_re as re
from partyie.text.frequencies import association, joined_share
from partyie.text.kept import kept_property
from partyie.text.repair.layout import MARK, PARAGRAPH_INDENT, Layout, Line

JOIN, KEEP = True, False
Opinion = bool | None

RUN, AHEAD = 200, 100  # characters
CANNOT_BEGIN = "，。、；：！？）》〉”』」】〕％%‰℃,;)]"  # not ’, which also stands for the century: ’97
CANNOT_END = "（《〈“‘『「【〔(["
BRACKETS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "〔": "〕"}
NEAR = 40  # characters within which a split bracket opens and closes
NEIGHBOURHOOD = 20_000  # characters on both sides that are searched for the same words unbroken
TAIL = 16  # … that a number or date has
REPEATED = 4  # characters on both sides that stand unbroken elsewhere
PROSE = 20  # characters of a line that is more than a heading or caption, if a sentence of it is over
LONG_PROSE = 50  # … and if none is
FULL_STOP = "。；…"  # headlines hold ！ and ：
HAN = re.compile("[\u3400-\u9fff]")
UNBROKEN = re.compile("[\u3400-\u9fff\\d“”‘’（）()]*")
IN_SENTENCE = re.compile("[\u3400-\u9fff\\dA-Za-z“”‘’《》（），、％%]")
NUMBER_WITHOUT_END = re.compile(r"(?:(?<=[^\s\d.．、（(])\d+|(?<!\d)(?:19|20)\d\d)[.．]$")
NO_SENTENCE = re.compile(r"[（(]|[^，。；、]{1,6}[：:]|.{0,16}[摄攝]$")  # a note, a label, a credit
SHORT = 4  # characters that a line has at least whose last word may be cut: shorter ones are cells
SHORTEST = 3  # … and where the next line cannot begin so
# A number with something before it in its line; it is no list mark, nor that of a caption (附件1, 图2, 第3).
NUMBER_END = re.compile(r"(?<![图圖表件第例栏欄条條章节節])(?<=[\u3400-\u9fff，。；：“（])\d[\d.．,]*$")
WHOLE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
HALF_MINUTE = re.compile(r"\d:\d$")
COUNTING = re.compile("[一二三四五六七八九十〇零]")
UNIT = re.compile(
    "[年月日号號时時点點分秒岁歲个個名人位户戶家次项項条條件只隻台臺辆輛套座所间間张張份篇部期届屆批"
    "万萬亿億千百余餘多公里米亩畝吨噸元%％‰℃]"
)
NUMBER_REST = re.compile(rf"\d[\d.．,]{{0,9}}(?:{UNIT.pattern}|$|[：:，。、；）)\s])")
YEAR = re.compile("(?:19|20)\\d\\d ?年")
DATE_END = re.compile(r"(?<![\d.．])(?:(?:19|20)\d\d[.．\-－/])?[\d.．\-－/]{1,7}$")
YEAR_END, YEAR_REST = re.compile(r"(?<![\d.．])\d{1,3}$"), re.compile(r"\d{1,3}(?=年(?:\d{1,2}月)?)")
DATE_REST = re.compile(r"\d[\d.．\-－/]{0,8}(?=[—~～至 ,，）)]|$)")
SPLIT_YEAR = re.compile(r"(?:19|20)\d\d")
SPLIT_DATE = re.compile(r"(?:19|20)\d\d(?P<mark>[.．\-－/])(?:0[1-9]|1[0-2])(?:(?P=mark)(?:0[1-9]|[12]\d|3[01]))?")
HALF_SHARE = re.compile("百分之[一二三四五六七八九十百零点點]{0,3}$|[一二三四五六七八九]十$")
SCALED = re.compile("[一二三四五六七八九两兩几幾数數十百千\\d][十百千万萬亿億]$")
BLURRED = re.compile("[多余餘][\u3400-\u9fff]")
RANGE_TO = re.compile(r"[~～]\d")
# What begins no line: 公司 of 有限公司, and the second half of a title (县财政局局⏎长、).
SUFFIX = re.compile("(?:长|長|记|記|任|席|员|員|挥|揮)(?:$|[，、。；：:）)（(])")
TITLED = re.compile(
    "(?:[书書](?=[记記])|主(?=[任席])|[委科组組议議人成队隊职職专專党黨团團](?=[员員])|指(?=[挥揮])"
    "|[局省市县縣区區乡鄉镇鎮州旗处處科股组組队隊部委校院园園所站厂廠厅廳会會村社行司庭团團室首秘](?=[长長]))"
)
COMPANY = re.compile("(?:股份|集[团團])?有限(?:责任|責任)?公司")
SEVERAL = 30  # characters of a sentence that is no headline
FRAGMENT = re.compile("[，。；！？,;](?![一二三四五六七八九十甲乙丙丁注等])[\u3400-\u9fff]$")
CLAUSES = re.compile("[^\\n]*[，。；]")
LIST_LINE = re.compile(
    "(?:任命|任免|免去|聘任|聘|同意|决定|決定|批准|接受|提名|选举|選舉|补选|授予|给予|抄送|报送)"
    "|[\u3400-\u9fff·]{2,4}(?:同志|先生|女士|任|兼|为|為|担任|擔任|不再|（[女男])"
)
ORPHAN = re.compile("[\u3400-\u9fff][，、。；）]")


@dataclass(frozen=True)
class Break:
    """Two lines that follow each other, nothing between them but blank lines and page furniture.

    Attributes:
        first: Where the line begins that the first goes on from, by breaks that were taken out; else where itself does.
        blank_lines: How many blank lines part them.
        in_body: Whether the first is running text: indented as a paragraph or going on from one.
    """

    text: str
    layout: Layout
    before: Line
    after: Line
    first: int
    blank_lines: int
    in_body: bool

    @property
    def goes_on(self) -> bool:
        """Whether the first goes on from the line before it, which was joined to it."""
        return self.first < self.before.start

    @kept_property
    def run(self) -> str:
        """What stands before the break since the last one that stays, its end if it is long."""
        return self.text[max(self.first, self.before.end - RUN) : self.before.end]

    @kept_property
    def ahead(self) -> str:
        """What stands behind the break, as far as the next blank line, not far."""
        return self.text[self.after.start : self.after.start + AHEAD].partition("\n\n")[0]


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


def _suffix(place: Break) -> Opinion:
    """县财政局局⏎长、 and 副⏎镇长, 制品⏎有限公司: in rows and cells, too."""
    before, after = place.before.text, place.after.text
    if place.blank_lines or len(before) < SHORTEST or not HAN.match(before[-2]):
        return None
    if SUFFIX.match(after) and TITLED.match(before[-1] + after[0]):
        return JOIN
    is_deputy = before[-1] == "副" and before[-2] != "正" and HAN.match(after)
    is_company = HAN.match(before[-1]) and COMPANY.match(after)
    return JOIN if is_deputy or is_company else None


def _comma(place: Break) -> Opinion:
    """县应急管理局副局长、⏎党组成员: a list goes on, and so does a sentence that is no verse."""
    last = place.before.text[-1]
    if not (last == "、" or (last == "，" and len(place.run) >= PROSE)) or place.after.is_row or place.after.is_listed:
        return None
    return JOIN if not place.blank_lines and not place.before.is_row else None


def _cut_number(place: Break) -> Opinion:
    """3⏎月, 1⏎5分钟, 20⏎23年: not a number that stands alone, nor a caption's before the next line's year."""
    after = place.after.text
    if place.blank_lines or place.before.is_row:
        return None
    if HALF_MINUTE.search(place.run) and NUMBER_REST.match(after):
        return JOIN
    if after[0] == "年" and WHOLE_YEAR.search(place.run):
        return JOIN
    goes_on = UNIT.match(after) or (NUMBER_REST.match(after) and not YEAR.match(after))
    return JOIN if goes_on and NUMBER_END.search(place.run) else None


def _cut_date(place: Break) -> Opinion:
    """202⏎3年, 1993.08—199⏎5.12, 2023-05-1⏎7: only whole it is a date."""
    if place.blank_lines or not place.after.text[0].isdigit():
        return None
    run, after = place.run[-TAIL:], place.after.text
    year, rest = YEAR_END.search(run), YEAR_REST.match(after)
    if year and rest and SPLIT_YEAR.fullmatch(year[0] + rest[0]):
        return None if place.before.text == year[0] and len(year[0]) == 2 else JOIN  # cells: 20, 10年
    date, rest = DATE_END.search(run), DATE_REST.match(after)
    is_cut = date and rest and not SPLIT_DATE.fullmatch(date[0])
    return JOIN if date and rest and is_cut and SPLIT_DATE.fullmatch(date[0] + rest[0]) else None


def _cut_numeral(place: Break) -> Opinion:
    """百分之十⏎八, 三万⏎多银元, 2⏎～9℃."""
    after = place.after.text
    if place.blank_lines or place.before.is_row:
        return None
    tail = place.run[-TAIL:]
    is_counted = COUNTING.match(after) and HALF_SHARE.search(tail)
    is_blurred = BLURRED.match(after) and SCALED.search(tail)
    return JOIN if is_counted or is_blurred or (RANGE_TO.match(after) and NUMBER_END.search(tail)) else None


def _split_word(place: Break) -> Opinion:
    """县委副书⏎记: a common word, of which both halves are left over on their sides, wherever it stands."""
    before, after = place.before, place.after
    if len(before.text) < SHORT or place.blank_lines or after.is_row or before.is_row:
        return None
    if after.indent in PARAGRAPH_INDENT or not HAN.match(before.text[-2]) or COUNTING.match(after.text):
        return None
    left_over = not _joined(before.text[-2:]) and not _joined(after.text[:2])
    return JOIN if left_over and _is_common(place) else None


def _fragment(place: Break) -> Opinion:
    """……的报告。茅⏎于川要求: nothing of one character stands between a mark and the end of a line."""
    found = FRAGMENT.search(place.run)
    goes_on = not place.blank_lines and place.after.indent <= 1 and HAN.match(place.after.text)
    return JOIN if found and goes_on else None


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
    if not _is_common(place):
        return None
    if place.blank_lines or place.after.is_row or place.after.indent in PARAGRAPH_INDENT:
        return None
    left_over = not _joined(before[-2:]) or not _joined(after[:2])
    is_text = place.in_body or place.before.is_row or MARK.search(before)
    return JOIN if left_over and is_text else None


def _is_common(place: Break) -> bool:
    """Whether the characters on its sides are usually one word."""
    pair = place.before.text[-1], place.after.text[0]
    return joined_share(*pair) >= 0.8 and association(*pair) >= 1.0


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
    is_row = place.after.is_row or (place.before.is_row and not MARK.search(place.before.text))
    return JOIN if place.layout.is_indented and goes_on and not is_row else None


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


def _sentence(place: Break) -> Opinion:
    """A sentence of several clauses that goes on: …会议，县委副书记、代⏎县长李某主持会议，….

    Not the lines of a list of appointments, which end without a mark, each with a name or a verb at its head.
    """
    run, ahead = place.run, place.ahead
    if place.blank_lines or place.before.is_row or place.after.is_row or place.after.indent > 1:
        return None
    if not IN_SENTENCE.match(run[-1]) or not IN_SENTENCE.match(ahead) or LIST_LINE.match(ahead):
        return None
    last = max(run.rfind(mark) for mark in "，。；…")
    rest = run[last + 1 :].lstrip("”’』」")
    if last < 0 or run[-1] in "）)" or NO_SENTENCE.match(rest):
        return None
    is_long = len(run) >= SEVERAL or run.count("，") > 1 or any(mark in run for mark in FULL_STOP)
    return JOIN if is_long and (place.layout.is_spaced or CLAUSES.match(ahead)) else None


RULES: tuple[Callable[[Break], Opinion], ...] = (
    _latin,
    _number,
    _cannot_begin,
    _split_bracket,
    _suffix,
    _comma,
    _cut_date,
    _cut_number,
    _cut_numeral,
    _split_word,
    _fragment,
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
    _sentence,
)
