"""Persons by the frames in which bodies speak of cadres: 免去X的…职务, 任命X为…, X为…局长； and 1. X，男，汉族，…

These frames leave no doubt where the name begins and ends, so they count for more than what its characters look like.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from partyie.components.reading import CERTAIN, Candidate, Reading
from partyie.lexicon.names import compound_surnames, refused_words, surnames
from partyie.records import Label
from partyie.text import lazy_re as re

HAN = "[\u4e00-\u9fff]"
LONGEST_NAME = 3  # characters of a given name and one: 上官一川 has a surname of two
VERB = "(?:免去|任命|补选|选举|接受|提名|推荐|批准|决定|同意)[，,:：]?\\s*"
ITEM = "(?:(?<=\n)|(?<=\\A))[ \t]*(?:(?:[一二三四五六七八九十]{1,3}、|\\d{1,2}[.．、])[ \t]*)?"
TITLE_END = "(?:长|员|任|记|席|师|官|人|职务|兼）)"
BY = "由(?:(?<=[，,：:。；;\n]由)|(?<=\\A由))"  # begins with its character, which is quick to look for
BY_SOMEONE = f"由{HAN}{{2}}(?:同志)?担任"  # 由安涛担任: 由 is the preposition, not the surname
# What follows a name in each frame.
REMOVED = f"(?=(?:同志)?的{HAN}[^。；;\n]{{1,40}}职务|辞去{HAN}[^。；;\n]{{1,40}}职务)"
APPOINTED = f"(?=(?:同志)?(?:[（(][男女兼][^）)\n]{{0,8}}[）)])?(?:为|任(?!命)|担任){HAN}[^。；;\n]{{1,40}}{TITLE_END})"
LINE = "(?:(?<=\n)|(?<=\\A))[ \t]*(?:(?:[一二三四五六七八九十]{1,3}、|\\d{1,3}[.．、,，])[ \t]*)?"
BIOGRAPHY = re.compile(
    f"{LINE}(?P<surname>{HAN})(?P<given>{HAN}{{1,3}})"
    f"(?=[，, ]+[男女][，,] ?(?:{HAN}{{1,5}}族[，,]|\\d{{4}}年)|[，,](?:又|原|曾用|乳|化|学)名{HAN}{{2,4}}[，,])"
)


@cache
def _frames() -> tuple[re.Pattern[str], ...]:
    compound = "|".join(sorted(compound_surnames()))
    single = "".join(sorted(name for name in surnames() if len(name) == 1))
    name = f"(?!其[兼原所任]|{BY_SOMEONE})(?P<surname>{compound}|[{single}])(?P<given>{HAN}{{1,2}}?)"
    plain = (f"{front}{name}{back}" for front in (VERB, ITEM) for back in (REMOVED, APPOINTED))
    return tuple(re.compile(frame) for frame in (*plain, f"{BY}{name}{APPOINTED}"))


def find_appointed(reading: Reading) -> list[Candidate]:
    """The persons of these frames; ``data`` as of the other PERSON candidates."""
    found = {}
    for start, end, surname, given in _matches(reading.text):
        data = {"form": "full", "surname": surname, "given": given}
        found[start, end] = Candidate(Label.PERSON, start, end, "person.appointed", CERTAIN, data=data)
    return list(found.values())


def find_introduced(reading: Reading) -> list[Candidate]:
    """The persons whose biographies open a line, with surnames that no list has, too: 1. 脱一川，男，汉族，…"""
    found = []
    for match in BIOGRAPHY.finditer(reading.text):
        if match["surname"] + match["given"] in refused_words():
            continue
        known = match["surname"] in surnames() and len(match["given"]) < LONGEST_NAME
        data = {"form": "full" if known else "foreign", "surname": "", "given": ""}
        if known:
            data |= {"surname": match["surname"], "given": match["given"]}
        start, end = match.start("surname"), match.end("given")
        found.append(Candidate(Label.PERSON, start, end, "person.introduced", CERTAIN, data=data))
    return found


def _matches(text: str) -> Iterator[tuple[int, int, str, str]]:
    for frame in _frames():
        for match in frame.finditer(text):
            yield match.start("surname"), match.end("given"), match["surname"], match["given"]
