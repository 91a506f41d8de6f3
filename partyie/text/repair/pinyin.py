"""Readings that a web page's script has put behind its characters: 書(shū)記 for 書記.

Sites that turn simplified pages into traditional ones "annotate" characters their readers may not know. The reading
is checked against the character, so 公司(Ltd), (GDP), 吨(t) and 北京(Beijing) survive; a bracket belongs to the
character before it, so that a mention which ends in 書 covers ``書(shū)``.

The script works on GBK bytes and sometimes finds its character across two others. In 日報 (C8D5 88F3) it sees 請
(D588): it writes ``(qǐng)`` between the halves of 報 and then ``(bào)`` after them. What reaches us is
``日?qǐng)?bào)``, each half character and the bracket behind it shown as one question mark.
"""

from __future__ import annotations

from functools import lru_cache

from partyie.records import Repair
from partyie.text import lazy_re as re
from partyie.text.frequencies import likeliest, log_likelihoods
from partyie.text.readings import SYLLABLE, characters_read, has_tone, reads_as
from partyie.text.repair import repair_of

KIND = "pinyin"
HAN = "\u3400-\u9fff"
# 書(shū), 书（shū）, and several at once: 汨罗(mì luó). The syllable is short, so no long bracket is read through.
BRACKET = re.compile(rf"[（(](?<=[{HAN}].)(?P<syllables>[A-ZĀÁǍÀĒÉĚÈŌÓǑÒ]?{SYLLABLE}(?:[ '’]{SYLLABLE}){{0,3}})[)）]")
LOST = "[?？\ufffd]"
UNKNOWN = -17.0
HALVES = re.compile(rf"{LOST}(?<=[{HAN}].)(?P<across>{SYLLABLE})[)）]{LOST}(?P<reading>{SYLLABLE})[)）]")


def find_pinyin(text: str) -> list[Repair]:
    """The annotated characters, each with its bracket; in text order.

    >>> [(repair.original, repair.repaired) for repair in find_pinyin("縣委書(shū)記王某(Ltd)")]
    [('書(shū)', '書')]
    """
    found = [repair for match in BRACKET.finditer(text) for repair in _annotated(text, match)]
    found += [repair for match in HALVES.finditer(text) for repair in _across(text, match)]
    return sorted(found, key=lambda repair: repair.start)


def _annotated(text: str, match: re.Match[str]) -> list[Repair]:
    syllables = re.split("[ '’]", match["syllables"].lower())
    first = match.start() - len(syllables)
    characters = text[max(first, 0) : match.start()]
    if len(characters) != len(syllables) or not all(map(reads_as, characters, syllables)):
        return []
    # A toneless word in brackets is a gloss that someone wrote (北京(bei jing)); one letter may be a unit: 米(m).
    is_doubtful = len(syllables) > 1 or len(match["syllables"]) == 1 or match["syllables"][0].isupper()
    if is_doubtful and not all(map(has_tone, syllables)):
        return []
    last = match.start() - 1
    return [repair_of(text, last, match.end(), text[last], KIND)]


def _across(text: str, match: re.Match[str]) -> list[Repair]:
    """The character whose halves ``?qǐng)?bào)`` are, if the bytes before it and the readings leave one."""
    before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
    character = likeliest(_halved(before, match["across"], match["reading"]), before, after)
    return [repair_of(text, match.start(), match.end(), character, KIND)] if character else []


@lru_cache(maxsize=1 << 10)  # a page is damaged in the same words over and over
def _halved(before: str, across: str, reading: str) -> list[str]:
    """The characters that the readings leave."""
    return [
        character
        for character in characters_read(reading)
        if character.encode("gbk")[1] >= 0x80 and _seen_across(before, character, across) and _is_known(character)
    ]


def _is_known(character: str) -> bool:
    """Whether newspapers use the character at all: what only dictionaries hold is no certain repair."""
    return log_likelihoods(character)[0] > UNKNOWN


def _seen_across(before: str, character: str, reading: str) -> bool:
    """Whether the last byte of ``before`` and the first of ``character`` are a character with this reading."""
    halves = before.encode("gbk", "ignore")[1:] + character.encode("gbk")[:1]
    seen = halves.decode("gbk", "ignore")
    return len(halves) == 2 and len(seen) == 1 and reads_as(seen, reading)
