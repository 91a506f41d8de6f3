"""Who is dead, as the text says, and since when: 逝世, 因公殉职, 烈士, 追授 …"""

from __future__ import annotations

from collections.abc import Iterator

from partyie.components.link_strands import Strand, strands_of
from partyie.components.person_names import plain_name
from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

DIED = r"(?:逝世|去世|病逝|病故|牺牲|殉职|就义|遇难|遇害|辞世|捐躯|离世|与世长辞|溘然长逝)"
AFTER = re.compile(
    rf"^[^。；！？\n]{{0,60}}?(?:{DIED}(?!的|在[^，。；]{{1,12}}的)|因病医治无效|生前|享年|终年|的遗体|的遗骨|追认为?[^。，]{{0,6}}烈士|牺牲的(?:消息|时候|那))"
    r"|^[”」]?(?:同志)?烈士"
)
ANOTHER = re.compile("[他她]的?(?:父|母|妻|丈夫|爱人|老伴|儿|女|哥|弟|姐|妹|爷|奶|爹|娘|战友)")
BRACKET = re.compile(r"^\s*[（(](?:已故|已去世|已逝|追授|追认)[）)]")
BEFORE = re.compile(
    r"(?:追授|追认|追记|(?:鉴于|因|已)死亡[^。\n]{0,40}[\s\d.．、]*|已故的?|缅怀|悼念)$|牺牲在[^，。]{1,8}的(?:儿子|丈夫|父亲|战友)$"
)
WINDOW = 50  # characters before a name
DEATH = re.compile(rf"[^，,。；！？\n]{{0,24}}?{DIED}")
DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def deceased_names(reading: Reading) -> set[str]:
    """Plain names of persons that the text says are dead."""
    return set(deaths(reading))


def deaths(reading: Reading) -> dict[str, str | None]:
    """Plain names of persons that the text says are dead, each with the day or year if it is stated."""
    found = reading.cache.get("deaths")
    if found is None:
        found = reading.cache["deaths"] = {}
        for name, day in _deaths(reading):
            found[name] = found.get(name) or day
    days: dict[str, str | None] = found
    return days


def _deaths(reading: Reading) -> Iterator[tuple[str, str | None]]:
    for strand in strands_of(reading):
        for position, mention in enumerate(strand.mentions):
            if mention.label is Label.PERSON and _dead(reading, strand, position):
                yield plain_name(reading, mention), _day(reading, strand, position)


def _dead(reading: Reading, strand: Strand, position: int) -> bool:
    mention = strand.mentions[position]
    after = reading.text[mention.end : mention.end + 60]
    before = reading.text[max(0, mention.start - WINDOW) : mention.start]
    return bool(BRACKET.match(after) or BEFORE.search(before) or _said_after(strand, position))


def _said_after(strand: Strand, position: int) -> bool:
    """Words of death after the name and before the next name, in the same sentence."""
    words = ""
    for later in range(position + 1, len(strand.mentions) + 1):
        words += strand.gaps[later]
        if later == len(strand.mentions) or strand.mentions[later].label in (Label.PERSON, Label.POST):
            break
        words += "■"
    told = AFTER.match(words)
    return told is not None and not ANOTHER.search(told.group())


def _day(reading: Reading, strand: Strand, position: int) -> str | None:
    """The date before the words of death in the sentence of the name: 于2022年3月12日在北京逝世."""
    sentence = strand.sentences[position]
    for later in range(position + 1, len(strand.mentions)):
        mention = strand.mentions[later]
        if strand.sentences[later] != sentence or mention.label is Label.PERSON:
            break
        if mention.label is Label.DATE and DEATH.match(reading.text, mention.end, _reach(strand, later)):
            return _value(mention)
    opening = strand.mentions[strand.opening(position)]
    end = strand.mentions[position].end
    told = AFTER.match(reading.text[end : end + WINDOW])
    if opening.label is Label.DATE and told is not None and not re.search("[，,]", told.group()):
        return _value(opening)
    return None


def _reach(strand: Strand, position: int) -> int:
    """The start of the next date, or the end of the line: up to there a date may go with words."""
    later = strand.next(Label.DATE, position)
    return strand.mentions[later].start if later >= 0 else strand.end


def _value(mention: Candidate) -> str | None:
    day = str(mention.data.get("value") or "").partition("T")[0]
    return day if DAY.fullmatch(day) else None
