"""The main headline of a document, found among its first lines by leaving out what only surrounds it."""

from __future__ import annotations

from partyie.components.document_lines import HEAD_LINES, Line, lines_of
from partyie.components.document_navigation import is_list_of_organs, is_navigation
from partyie.components.document_number import NUMBER_LINE
from partyie.components.reading import Reading
from partyie.records import Label
from partyie.text import lazy_re as re

FULL_DATE = re.compile(
    r"\d{4}\s*[年\-./]\s*\d{1,2}\s*[月\-./]\s*\d{1,2}"
    r"|[〇○零一二三四五六七八九]{4}年.{1,3}月.{1,4}日"
)
META = re.compile(
    r"^(?:来源|稿源|发布|时间|作者|撰稿|供稿|信息|浏览|责编|编辑|责任编辑|(?:见习|特约|本报)?记者|通讯员|本报|文[/／|｜]|证券代码|公告编号"
    r"|编号|索\s*引\s*号|密级|签发|内部|【?字[号体]|👆|□|点击|原创|日期|姓\s*名\s*[:：]|标\s*题\s*[:：]|主题词|发文|发布|成文|文\s*号\s*[:：]|分享|[【（(]记者|打印|收藏|A[+-])"
)
INSIDE_META = re.compile(
    r"来源[:：]|浏览|字号|第\s*\d+\s*版|[（(]?总第\d+[期号]|发布时间|点击[:：]|记者\s|证券代码|[【\[](?:打印|关闭)"
    r"|文件(?:[（(]之[^（(\n]{1,20}[)）])?$|主办|内部资料|星期[一二三四五六日天]|本期"
)
KICKER = re.compile(r"(?:强调|指出|要求|提出|透露|表示)$")  # 某某在某县调研时强调⏎the headline
EMOJI = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]")
BULLETIN = re.compile(r"(?:简报|通报|纪要|动态|简讯|专报|快报|要情|公告|新闻公报|新闻稿)$")
ITEM = re.compile(r"^(?:[◎◆◇▲△●○■【\[（(]|[一二三四五六七八九十]、|\d+[.．、])")
LEAST_HEADLINE = 8
RULE = re.compile(r"^[━─—\-=*★☆※\s]+$|^—\s*\d+\s*—$")
SUBTITLE = re.compile(r"^(?:——|--|——)")
SECTION = re.compile(r"^[◇◆■●▲△◎○▷](?P<rest>.*)$|^【(?P<label>[^】]*)】(?P<after>.*)$")
KIND = re.compile(
    r"^(?:第\d+号)?(?:通知|通报|公告|通告|公示|决定|决议|命令|意见|批复|函|报告|任免名单|名单|讣告|会议纪要|简报|令|公报"
    r"|任免通知|干部任免|任职公示)$"
)
ENDED = re.compile(
    r"(?:通知|通报|公告|通告|公示|决定|决议|意见|批复|函|请示|报告|名单|公报|方案|办法|规定|条例|讲话|结果|说明材料|材料)"
    r"(?:[（(][^（()）]*[）)])?$"
)
PROSE = re.compile(r"[。；]|，.*，")
LINE_OF_LIFE = re.compile(
    r"^(?:(?:姓名|性别|民族|籍贯|学历|学位|政治面貌|出生[年日地]?[月期]?|现任职务|工作单位|职务)[：: ]"
    r"|(?:19|20)\d\d[年.．/-] ?\d{1,2}月? ?(?:[-—－–―~～至]|起|任|在|参加|加入|入))"
)
ADDRESS = re.compile(r"[:：]$")
LONGEST_TITLE = 90


def find_title(reading: Reading) -> str | None:
    """The main headline in clean simplified characters, blanks inside letter-spaced words taken out.

    A headline broken over lines is joined; the issuer's line before 关于… or before a bare 通告 belongs to it.
    """
    lines = lines_of(reading)[:HEAD_LINES]
    for number, line in enumerate(lines):
        title = _title_of(reading, lines, number, line)
        if title is not None:
            return title
    return None


def _title_of(reading: Reading, lines: list[Line], number: int, line: Line) -> str | None:
    """The headline that begins in this line, or None if none does."""
    words = _without_label(line.text)
    if words and is_list_of_organs(reading, line):
        return _after_organ(reading, lines, number)
    if not words or _surrounds(reading, line):
        return None
    if KICKER.search(line.plain) and number + 1 < len(lines) and not _surrounds(reading, lines[number + 1]):
        return None
    if BULLETIN.search(line.plain):
        below = _below_masthead(reading, lines, number + 1)
        if below is not None:
            return below
    return _joined(reading, lines, number, words)


def _below_masthead(reading: Reading, lines: list[Line], number: int) -> str | None:
    """督办通报⏎2023年第7期⏎…编　2023年8月7日⏎关于…的通报: the headline under a bulletin's masthead, if any."""
    place = number
    while place < len(lines) and _surrounds(reading, lines[place]):
        place += 1
    if place == number or place == len(lines):
        return None
    words = lines[place].text
    fits = len(words) >= LEAST_HEADLINE and not ITEM.match(words) and not words.startswith("\u3000")
    indented = reading.text[lines[place].start] in " \u3000"
    return _joined(reading, lines, place, words) if fits and not indented else None


def _without_label(words: str) -> str:
    """【决战决胜】侗寨里的夜校灯: the label before the headline is none of it."""
    match = SECTION.match(words)
    if match is None:
        return words
    rest = match["rest"] if match["rest"] is not None else match["after"]
    return rest.strip() if match["label"] is not None else ""


def _surrounds(reading: Reading, line: Line) -> bool:
    """Whether a line is path, masthead, number, rule or source."""
    words = line.text
    return bool(
        is_navigation(reading, line)
        or _is_date(reading, line)
        or FULL_DATE.search(words)
        or META.match(words)
        or INSIDE_META.search(words)
        or INSIDE_META.search(line.plain)
        or RULE.match(words)
        or NUMBER_LINE.fullmatch(line.plain)
        or SUBTITLE.match(words)
        or LINE_OF_LIFE.match(words)
    )


def _is_date(reading: Reading, line: Line) -> bool:
    return bool(line.mentions) and line.mentions[0].label is Label.DATE and line.is_whole(line.mentions[0], reading)


def _after_organ(reading: Reading, lines: list[Line], number: int) -> str | None:
    """衡水市人民政府⏎关于…的通知: the organ's line is the headline's first where the headline follows at once."""
    if number + 1 == len(lines):
        return None
    line, following = lines[number], lines[number + 1]
    if _surrounds(reading, following) or not following.follows:
        return None
    if following.plain.startswith("关于") or KIND.fullmatch(following.plain) or ENDED.search(following.plain):
        if BULLETIN.search(following.plain):
            below = _below_masthead(reading, lines, number + 2)
            if below is not None:
                return below
        rest = _joined(reading, lines, number + 1, following.text)
        later = _headline_below(reading, lines, number + 2) if KIND.fullmatch(following.plain) else None
        return later or (line.plain + rest if rest else None)
    return None


def _headline_below(reading: Reading, lines: list[Line], number: int) -> str | None:
    """指挥部⏎通报⏎（第27号）⏎关于…的通报: what 通报 only announces."""
    for place in range(number, min(number + 3, len(lines))):
        if lines[place].plain.startswith("关于") and not PROSE.search(lines[place].text):
            return _joined(reading, lines, place, lines[place].text)
        if not _surrounds(reading, lines[place]):
            return None
    return None


def _joined(reading: Reading, lines: list[Line], number: int, words: str) -> str | None:
    """The headline with the lines it runs over."""
    if PROSE.search(words) or ADDRESS.search(words) or len(words) > LONGEST_TITLE:
        return None
    parts = [words]
    while number + 1 < len(lines) and _goes_on(reading, parts[-1], lines[number + 1]):
        number += 1
        parts.append(lines[number].text)
    return spaced("".join(parts))


def _goes_on(reading: Reading, words: str, following: Line) -> bool:
    """Whether a headline is broken here: it opens with 关于 or ends in 的, or the next line ends as a headline does."""
    if not following.follows or _surrounds(reading, following) or PROSE.search(following.text):
        return False
    if ENDED.search(words) or ADDRESS.search(following.text):
        return False
    if following.plain.startswith("关于") and ENDED.search(following.plain):  # …代表大会第三次会议⏎关于…的决议
        return True
    open_ended = words.endswith(("的", "工作", "人员", "同志", "关于"))
    return bool((open_ended or "关于" in words) and ENDED.search(following.plain))


def spaced(words: str) -> str:
    """Without the blanks of letter-spacing; a blank between two parts of a headline stays, as one."""
    words = EMOJI.sub("", words)
    if re.fullmatch(r"(?:\S\s*){1,12}", words) and re.search(r"\S\s+\S\s+\S\s+\S(?!\S)", words):
        return re.sub(r"\s+", "", words)
    return re.sub(r"\s+", " ", words).strip()
