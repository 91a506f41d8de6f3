"""How characters are read: pypinyin's table, asked both ways. Loaded when damaged or annotated text is met."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from partyie.text import lazy_re as re

TONE_LETTERS = "āáǎàēéěèêếềīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"
TONE_MARKS = "\u0300\u0301\u0304\u030c"  # grave, acute, macron, caron; the diaeresis of ü is no tone
SYLLABLE = rf"[a-z{TONE_LETTERS}{TONE_MARKS}\u0308]{{1,8}}"  # a pattern; zhuāng is six letters, more when decomposed


@cache
def _readings() -> dict[int, str]:
    """pypinyin's table of single characters, by code point, without its phrases: they would take 70 MB and 0.2 s."""
    package = find_spec("pypinyin")
    if package is None or not package.submodule_search_locations:
        raise ImportError("pypinyin isn't installed: pip install pypinyin")
    path = Path(package.submodule_search_locations[0]) / "pinyin_dict.py"
    spec = spec_from_file_location("_partyie_pinyin_dict", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} can't be loaded: is it another version of pypinyin?")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    readings: dict[int, str] = module.pinyin_dict
    return readings


@cache
def _characters() -> dict[str, str]:
    """For each reading, the characters of GBK that have it."""
    found: dict[str, list[str]] = {}
    for code, readings in _readings().items():
        if code < 0x10000 and len(chr(code).encode("gbk", "ignore")) == 2:
            for reading in readings.split(","):
                found.setdefault(reading, []).append(chr(code))
    return {reading: "".join(characters) for reading, characters in found.items()}


def readings_of(character: str) -> list[str]:
    """All readings of a character with their tone marks, the commonest first; none for what is not Han.

    >>> readings_of("长")
    ['zhǎng', 'cháng']
    """
    readings = _readings().get(ord(character), "")
    return readings.split(",") if readings else []


def characters_read(syllable: str) -> str:
    """The GBK characters, simplified and traditional, that have this reading (tone marked)."""
    return _characters().get(unicodedata.normalize("NFC", syllable), "")


def has_tone(syllable: str) -> bool:
    """Whether the syllable bears a tone mark."""
    return any(mark in TONE_MARKS for mark in unicodedata.normalize("NFD", syllable))


def without_tone(syllable: str) -> str:
    """The bare letters; ü as v, as keyboards write it.

    >>> without_tone("lǜ"), without_tone("shū")
    ('lv', 'shu')
    """
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return re.sub("[\u0300-\u036f]", "", letters)


@lru_cache(maxsize=1 << 15)
def reads_as(character: str, syllable: str) -> bool:
    """Whether the syllable is one of the character's readings; without a tone mark the letters are enough.

    >>> reads_as("書", "shū"), reads_as("長", "zhang"), reads_as("司", "ltd")
    (True, True, False)
    """
    syllable = unicodedata.normalize("NFC", syllable)
    readings = readings_of(character)
    if has_tone(syllable):
        return syllable in readings
    return without_tone(syllable) in {without_tone(reading) for reading in readings}
