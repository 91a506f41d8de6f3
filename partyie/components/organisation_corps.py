"""Names of the 兵团's units: 四师医院, 七十六团, 三连党支部, 师市党委."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from partyie.components.organisation_context import Form, NamingContext, OrganisationName
from partyie.components.organisation_forms import standard_body
from partyie.components.reading import Reading
from partyie.text import lazy_re as re

CORPS = "新疆生产建设兵团"
SPEAKS_OF_CORPS = (
    "兵团",
    "团场",
    "师市党委",
    "师石河子市",
    "师五家渠市",
    "师阿拉尔市",
    "师图木舒克市",
    "师可克达拉市",
    "师铁门关市",
)
NUMBER = r"[一二三四五六七八九十〇零百\d]{1,5}"
DIVISION = re.compile(rf"^第?(?P<number>{NUMBER})师(?P<rest>.*)$")
REGIMENT = re.compile(rf"^第?(?P<number>{NUMBER})团(?P<rest>(?!伙|圆|结).*)$")
COMPANY = re.compile(rf"^(?P<number>{NUMBER})连(?P<rest>(?!续|接).*)$")
OWN = re.compile(
    r"^(?P<word>师市|师|团|连)(?P<rest>(?:党|纪委|机关|管委?会|工会|妇联|政委|两委|武装部|医院|[\u4e00-\u9fff]{2,6}(?:局|科|办|站|中心|部)).*)$"
)
DIVISION_NAMED = re.compile(rf"第?({NUMBER})师")
REGIMENT_NAMED = re.compile(rf"第?({NUMBER})团(?![伙圆结])")
COMPANY_NAMED = re.compile(rf"({NUMBER})连(?![续接])")
CHARACTERS = "〇一二三四五六七八九"
CITIES = {
    "一": "阿拉尔", "二": "铁门关", "三": "图木舒克", "四": "可克达拉", "五": "双河", "六": "五家渠", "七": "胡杨河",
    "八": "石河子", "九": "白杨", "十": "北屯", "十三": "新星", "十四": "昆玉",
}  # fmt: skip


def corps(context: NamingContext, form: Form) -> OrganisationName | None:
    """A unit of the 兵团, with the division and regiment that the document names for it."""
    if not _speaks_of_corps(context.places.reading):
        return None
    name = form.name.removeprefix(CORPS) if form.name != CORPS else form.name
    for pattern, named, upper in LEVELS:
        match = pattern.match(name)
        if match:
            number = in_characters(match["number"])
            return _unit(_upper(context, form.start, upper) + named.format(number), match["rest"])
    own = OWN.match(name)
    if own is None:
        return None
    count = {"师": 1, "师市": 1, "团": 2, "连": 3}[own["word"]]
    unit = _upper(context, form.start, count)
    if unit.count("第") == 0 or len(unit) == len(CORPS):
        return None
    city = CITIES.get(unit[len(CORPS) + 1 : -1], "") if own["word"] == "师市" else ""
    return _unit(unit + (city + "市" if city else ""), own["rest"])


def in_characters(number: str) -> str:
    """143 → 一四三, 36 → 三十六; what is in characters stays."""
    if not number.isdigit():
        return number
    digits = "".join(CHARACTERS[int(digit)] for digit in number)
    if len(number) != len("36"):
        return digits
    tens, ones = digits[0], digits[1]
    return f"{'' if tens == '一' else tens}十{'' if ones == '〇' else ones}"


def _speaks_of_corps(reading: Reading) -> bool:
    if SPEAKS not in reading.cache:
        reading.cache[SPEAKS] = any(word in reading.text for word in SPEAKS_OF_CORPS)
    return bool(reading.cache[SPEAKS])


def _unit(unit: str, rest: str) -> OrganisationName:
    body = re.sub(r"^管委?会", "管理委员会", standard_body(rest))
    return OrganisationName(unit + body, True, parent=unit if body else None)


def _upper(context: NamingContext, start: int, count: int) -> str:
    """The name of what a unit lies in: of each kind the one named last before, else the first in the text."""
    return CORPS + "".join(_named(context.places.reading, start, count))


def _named(reading: Reading, start: int, count: int) -> Iterator[str]:
    found = reading.cache.setdefault(NUMBERS, [])
    if not found:
        found += [[(m.start(), m[1]) for m in pattern.finditer(reading.text)] for pattern, _ in NAMED]
    for (_, named), numbers in zip(NAMED[:count], found, strict=False):
        place = bisect_left(numbers, (start,))
        if numbers:
            yield named.format(in_characters(numbers[max(0, place - 1)][1]))


SPEAKS = "speaks_of_corps"  # key of Reading.cache
NUMBERS = "corps_numbers"  # key of Reading.cache: where divisions, regiments and companies are numbered
NAMED = ((DIVISION_NAMED, "第{}师"), (REGIMENT_NAMED, "{}团"), (COMPANY_NAMED, "{}连"))
LEVELS = ((DIVISION, "第{}师", 0), (REGIMENT, "{}团", 1), (COMPANY, "{}连", 2))
