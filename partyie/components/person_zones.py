"""The stretches of text about one person: a bracket after the name, the clauses after it, the cells of a row."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from partyie.components.link_strands import Strand
from partyie.components.person_names import ALIAS
from partyie.components.reading import Candidate, Reading
from partyie.records import Label
from partyie.text import lazy_re as re

MENTION = "■"  # stands for a mention in the words of a zone
LONGEST_BRACKET = 80
OPENING, CLOSING = "（(〔", re.compile("[）)〕]")
BRACKET_AFTER = re.compile(r"^\s*[（(][^（()）]*[）)]")
BORN = re.compile(r"\s*(?:出生|生人|生(?![\u4e00-\u9fff]{0,2}[产活前]))")
TELLS = re.compile(
    r"\s++[男女][，,、]|\s*+(?:同志)?\s*+[，,]\s*(?:[男女](?![\u4e00-\u9fff])|[\u4e00-\u9fff]{1,5}族[，,]|(?:又|化|乳|原|曾用|学|全|本|别|笔|小)名"
    r"|绰号|生于|出生于|籍贯)"
)
COURTESY = re.compile(r"\s*+(?:同志|先生|女士|烈士|院士)?[，, ]*")
FROM_THERE = re.compile(r"\s*人[，,。]")  # 王一川，山东曹县人，…
TELL_WINDOW = 60
LONGEST_ROW = 300
LONGEST_LIFE = 4000
NEXT_ROW = re.compile(r"\n\s*(?:\d+[\s.．、]|\n|备注|说明|注[:：])")
LETTER_SPACED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?![\u4e00-\u9fff])")


@dataclass(slots=True)
class Zone:
    """A stretch about one person.

    Attributes:
        words: Its words, with ``■`` for each mention.
        mentions: The mentions, with their positions in the words.
    """

    words: str
    mentions: list[tuple[int, Candidate]] = field(default_factory=list)

    def after(self, reading: Reading, number: int) -> str:
        """The words from a mention to the next one, that one's too if it is an organisation."""
        start = self.mentions[number][0] + 1
        if number + 1 == len(self.mentions):
            return self.words[start:]
        end, following = self.mentions[number + 1]
        organ = following.label is Label.ORG
        return self.words[start:end] + (reading.text[following.start : following.end] if organ else MENTION)

    def restored(self, reading: Reading, *labels: Label) -> str:
        """The words with the mentions of some labels (of all, if none is given) put back: ■会员 → 民建会员."""
        words, cursor = "", 0
        for at, mention in self.mentions:
            words += self.words[cursor:at]
            words += reading.text[mention.start : mention.end] if mention.label in (labels or Label) else MENTION
            cursor = at + 1
        return words + self.words[cursor:]


def closed_up(words: str) -> str:
    """Letter-spaced cells of two characters without their blank: 大　学 → 大学."""
    return LETTER_SPACED.sub(r"\1\2", words)


def is_told(reading: Reading, strand: Strand, position: int) -> bool:
    """Whether clauses of personal data follow the name: 张三，男，汉族，…"""
    if strand.is_bracket or ALIAS.search(strand.gaps[position]):
        return False
    following = strand.mentions[position + 1] if position + 1 < len(strand.mentions) else None
    if following is not None and COURTESY.fullmatch(strand.gaps[position + 1]):
        after = strand.gaps[position + 2]
        if following.label is Label.DATE:
            return bool(BORN.match(after))
        if following.label is Label.PLACE and strand.gaps[position + 1].strip():
            return bool(FROM_THERE.match(after))
    end = strand.mentions[position].end
    after = reading.text[end : min(strand.end, end + TELL_WINDOW)]
    return bool(TELLS.match(BRACKET_AFTER.sub("", after)))


def zone_after(reading: Reading, strand: Strand, position: int, longest: int = LONGEST_LIFE) -> Zone:
    """The rest of the line, up to where another person's data begin, ``longest`` words or a little more."""
    zone = Zone(strand.gaps[position + 1])
    for later in range(position + 1, len(strand.mentions)):
        mention = strand.mentions[later]
        if len(zone.words) > longest or (mention.label is Label.PERSON and is_told(reading, strand, later)):
            break
        zone.mentions.append((len(zone.words), mention))
        zone.words += MENTION + strand.gaps[later + 1]
    return zone


def bracket_after(reading: Reading, strand: Strand, position: int) -> Zone | None:
    """The inside of a bracket that follows the name, blanks aside."""
    text, start = reading.text, strand.mentions[position].end
    while start < strand.end and text[start] in " \u3000":
        start += 1
    if start >= strand.end or text[start] not in OPENING:
        return None
    close = CLOSING.search(text, start, min(strand.end + 1, start + LONGEST_BRACKET))
    if close is None:
        return None
    zone, cursor = Zone(""), start + 1
    for mention in _mentions_between(reading, start, close.start()):
        zone.words += text[cursor : mention.start]
        zone.mentions.append((len(zone.words), mention))
        zone.words += MENTION
        cursor = mention.end
    zone.words += text[cursor : close.start()]
    return zone


def row_after(reading: Reading, strand: Strand, position: int) -> Zone:
    """The rest of a row of a table, with the lines below it up to the next row, the next name or an empty line."""
    text, start = reading.text, strand.mentions[position].end
    end = min(len(text), start + LONGEST_ROW)
    stop = NEXT_ROW.search(text, start, end)
    end = stop.start() if stop else end
    mentions = _mentions_between(reading, start, end)
    for number, mention in enumerate(mentions):
        if mention.label is Label.PERSON:
            mentions, end = mentions[:number], mention.start
            break
    zone, cursor = Zone(""), start
    for mention in mentions:
        zone.words += text[cursor : mention.start].replace("\n", " ")
        zone.mentions.append((len(zone.words), mention))
        zone.words += MENTION
        cursor = mention.end
    zone.words += text[cursor:end].replace("\n", " ")
    return zone


def _mentions_between(reading: Reading, start: int, end: int) -> list[Candidate]:
    starts = reading.cache.get("mention_starts")
    if starts is None:
        starts = reading.cache["mention_starts"] = [mention.start for mention in reading.mentions]
    return reading.mentions[bisect_left(starts, start) : bisect_left(starts, end)]
