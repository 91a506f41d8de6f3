"""Which script a text is in, and traditional lines read as simplified ones, character for character.

OpenCC's own tables (`t2s`: TSCharacters and TSPhrases of opencc-python-reimplemented, Apache-2.0) decide what becomes
of a character; they are read once into tables, because its converter takes 50 times as long. Never `tw2sp`: it would
put mainland words for Taiwanese ones and change lengths.

A character counts as *evidence* of traditional script only where simplified text can't hold it: not 乾, 於, 昇, 著,
which it does (乾安县, 於潜镇, 那日昇). Without evidence nothing is converted, so simplified text stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from partyie.text import lazy_re as re
from partyie.text.tables import read_rows

Script = Literal["simplified", "traditional", "mixed"]
Protector = Callable[[str], list[tuple[int, int]]]

OPENCC = files("opencc") / "dictionary"
ENOUGH = 2  # characters of evidence that a line needs in a text that is otherwise simplified
QUOTED = re.compile("[“「‘『].[”」’』]")  # “開”字: one character spoken about


@dataclass(frozen=True, slots=True)
class ScriptTables:
    """What OpenCC and our additions know, arranged for reading.

    Attributes:
        simplified: For each traditional character (code point), its simplified form.
        phrases: Words whose characters convert otherwise than alone (乾隆, 乾安縣), by first character; equal lengths.
        phrase_start: Any of those first characters.
        evidence: A traditional character that no simplified text holds.
        counter: A simplified character that no traditional text holds.
    """

    simplified: dict[int, str]
    phrases: dict[str, dict[str, str]]
    phrase_start: re.Pattern[str]
    evidence: re.Pattern[str]
    counter: re.Pattern[str]


@cache
def script_tables() -> ScriptTables:
    """Read the tables, on first use.

    Raises:
        ValueError: A phrase's conversion changes its length, so that offsets would move.
    """
    rows = read_rows("script.tsv")
    ours = {
        kind: {row["form"]: row["simplified"] for row in rows if row["kind"] == kind} for kind in ("variant", "phrase")
    }
    characters = _opencc("TSCharacters.txt") | ours["variant"]
    phrases = _opencc("TSPhrases.txt") | ours["phrase"]
    uneven = [phrase for phrase, form in (characters | phrases).items() if len(phrase) != len(form)]
    if uneven:
        raise ValueError(f"script conversion would change the length of {uneven}")
    shared = {row["form"] for row in rows if row["kind"] == "shared"}
    changed = {form: simplified for form, simplified in characters.items() if form != simplified}
    doubtful = shared | ours["variant"].keys()
    evidence = [
        form
        for form, simplified in changed.items()
        if form not in doubtful and not _in_gb2312(form) and _in_gb2312(simplified)  # 龑, whose 䶮 nobody writes
    ]
    counter = [form for form in _simplified_only() if form not in characters]
    by_first: dict[str, dict[str, str]] = {}
    for phrase, form in phrases.items():
        by_first.setdefault(phrase[0], {})[phrase] = form
    return ScriptTables(
        simplified={ord(form): simplified for form, simplified in changed.items()},
        phrases=by_first,
        phrase_start=_any_of(by_first),
        evidence=_any_of(evidence),
        counter=_any_of(counter),
    )


def _any_of(characters: Iterable[str]) -> re.Pattern[str]:
    """A class of characters, without those beyond U+FFFF, which would make it slow."""
    return re.compile("[" + "".join(character for character in characters if character < "\U00010000") + "]")


def _opencc(name: str) -> dict[str, str]:
    """One of OpenCC's tables; where it names several forms the first counts, as in its converter."""
    lines = (OPENCC / name).read_text("utf-8").split("\n")
    return {form: forms.split(" ")[0] for form, forms in (line.split("\t") for line in lines if line)}


def _simplified_only() -> Iterator[str]:
    """Characters of GB 2312 whose traditional forms are other characters (国, not 干, which 干 also is)."""
    regional = _opencc("TWVariantsRev.txt") | _opencc(
        "HKVariantsRev.txt"
    )  # 群, 秘: standard there, though OpenCC's are 羣, 祕
    for line in (OPENCC / "STCharacters.txt").read_text("utf-8").split("\n"):
        form, _, forms = line.partition("\t")
        if form and form not in forms.split(" ") and form not in regional and _in_gb2312(form):
            yield form


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def simplify(text: str, *, protected: Protector | None = None) -> tuple[str, Script]:
    """The text with its traditional lines in simplified characters, and what script it was in.

    >>> simplify("滎陽市委書記宋書傑")
    ('荥阳市委书记宋书杰', 'traditional')
    >>> simplify("乾安县那日昇著《於潜志》")
    ('乾安县那日昇著《於潜志》', 'simplified')

    Args:
        protected: Finds spans that keep characters which both scripts use (乾, 於, 昇). It is asked about the text
            as it stands, where what it finds is kept whole, and about the text with its unmistakably traditional
            characters converted, so that names of the gazetteer are found (乾縣 as 乾县).

    Returns:
        A text of the same length.
    """
    tables = script_tables()
    if not tables.evidence.search(text):
        return text, "simplified"
    lines = text.split("\n")
    traditional = _traditional_lines(lines, tables)
    if not any(traditional):
        return text, "simplified"
    converted = _convert(text, tables, protected).split("\n")
    kept = [new if chosen else old for old, new, chosen in zip(lines, converted, traditional, strict=True)]
    other = any(
        len(tables.counter.findall(line)) > ENOUGH
        for line, chosen in zip(lines, traditional, strict=True)
        if not chosen
    )
    return "\n".join(kept), "mixed" if other else "traditional"


def _traditional_lines(lines: list[str], tables: ScriptTables) -> list[bool]:
    """Which lines to convert: those where traditional characters outnumber simplified ones.

    A line without any of either follows the text. In a text that is mostly simplified a line needs ENOUGH evidence,
    more than it holds of the other script.
    """
    plain = [QUOTED.sub("", line) for line in lines]
    counts = [(len(tables.evidence.findall(line)), len(tables.counter.findall(line))) for line in plain]
    evidence, counter = (sum(column) for column in zip(*counts, strict=True))
    if evidence >= counter and evidence:
        return [ours >= theirs for ours, theirs in counts]
    return [ours >= ENOUGH and ours > theirs for ours, theirs in counts]


def _convert(text: str, tables: ScriptTables, protected: Protector | None) -> str:
    """The whole text converted as OpenCC does, but for what is protected."""
    converted = to_simplified(text)
    if protected is None:
        return converted
    surely = tables.evidence.sub(lambda found: tables.simplified[ord(found[0])], text)
    for source in (surely, text):
        converted = _replace(converted, ((start, source[start:end]) for start, end in protected(source)))
    return converted


def _replace(text: str, changes: Iterable[tuple[int, str]]) -> str:
    """Write each form over the characters from its start on."""
    characters = list(text)
    for start, form in changes:
        characters[start : start + len(form)] = form
    return "".join(characters)


def to_simplified(text: str) -> str:
    """Convert every traditional character, as OpenCC's `t2s` would; the length stays.

    >>> to_simplified("乾隆年間，乾脆開放")
    '乾隆年间，干脆开放'
    """
    tables = script_tables()
    converted = text.translate(tables.simplified)
    return _replace(converted, ((start, tables.phrases[phrase[0]][phrase]) for start, phrase in _phrases(text, tables)))


def simplified_character(character: str) -> str:
    """What one character alone becomes: phrases don't matter to it."""
    return script_tables().simplified.get(ord(character), character)


def is_traditional(character: str) -> bool:
    """Whether no simplified text holds the character."""
    return bool(script_tables().evidence.match(character))


def _phrases(text: str, tables: ScriptTables) -> Iterator[tuple[int, str]]:
    """The phrases in the text, none overlapping: the longest first, as OpenCC for Python prefers them."""
    starts = [(match.start(), match[0]) for match in tables.phrase_start.finditer(text)]
    found = [
        (start, phrase) for start, first in starts for phrase in tables.phrases[first] if text.startswith(phrase, start)
    ]
    taken: set[int] = set()
    for start, phrase in sorted(found, key=lambda item: (-len(item[1]), item[0])):
        places = range(start, start + len(phrase))
        if taken.isdisjoint(places):
            taken.update(places)
            yield start, phrase
