"""Lines that a web page puts around its article: paths, menus, the names of columns, what can be clicked."""

from __future__ import annotations

from partyie.components.document_lines import Line
from partyie.components.reading import Reading
from partyie.records import Label
from partyie.text import lazy_re as re

PATH = re.compile(r"首页|当前位置|您现在的位置|>{1,2}|＞|»|→|\s/\s.*\s/\s")
BARS = re.compile(r"(?:(?<!\s)\s++)?[|｜丨]\s*")
GAPS = re.compile(r"\s*[|｜丨]\s*|\s+/\s+|\s+")
SITE = re.compile(
    r"(?:网站?|门户|在线|官网|新闻网|融媒|融媒体中心|中心|发布|日报|晚报|报|客户端|公司|大学|学院|研究[所院]|政府|[厅局委院])$"
)
SITE_OF_ORGAN = re.compile(r"(?:网站?|门户网?站?|官网)$")
COLUMN = re.compile(
    r"^(?:新闻动态|工作动态|通知公告|公告公示|公示公告|时政要闻|要闻|今日要闻|政务公开|信息公开|政务动态|基层动态|媒体聚焦|新闻中心|图片新闻"
    r"|热点新闻|本地新闻|党建动态|正文|详情|内容|当前栏目|返回|首页|菜单|登录|注册|搜索|目录|广告|分享到?|扫一扫.*|关注我们|无障碍(?:浏览)?|长者模式)$"
)
LONGEST_SITE, LONGEST_ITEM, LONGEST_COLUMN = 30, 14, 6
LEAST_ITEMS = 3
PROSE = re.compile("[，。；：？！]")


def is_navigation(reading: Reading, line: Line) -> bool:
    """Whether a line belongs to the page and not to the article.

    ``某县先锋网 | 组织建设 | 干部工作``, ``某州人民政府门户网站　走进某州 / 企业风采``, ``新闻动态``, two organs side
    by side.
    """
    words = line.text
    if PATH.search(words) or COLUMN.match(line.plain):
        return True
    return not PROSE.search(words) and (is_menu(words) or _shows_organs(reading, line))


def is_menu(words: str) -> bool:
    """Items between bars, or short ones set apart by blanks after the name of a site."""
    bars = [item for item in BARS.split(words) if item]
    if len(bars) >= LEAST_ITEMS and max(map(len, bars[1:])) <= LONGEST_ITEM and len(bars[0]) <= LONGEST_SITE:
        return True
    items = [item for item in GAPS.split(words) if item]
    if len(items) < 2 or not SITE.search(items[0]):
        return False
    short = max(map(len, items[1:])) <= LONGEST_COLUMN
    return (len(items) >= LEAST_ITEMS and short) or SITE_OF_ORGAN.search(items[0]) is not None or len(bars) == 2


def _shows_organs(reading: Reading, line: Line) -> bool:
    return len(line.mentions) > 1 and is_list_of_organs(reading, line)


def is_list_of_organs(reading: Reading, line: Line) -> bool:
    """Whether a line consists of organisations, one or more."""
    organs = [mention for mention in line.mentions if mention.label is Label.ORG]
    return bool(organs) and line.holds_only(organs, reading)
