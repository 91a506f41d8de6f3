"""The segmenter's words seen as material for names: which can stand inside one, and where names can begin."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress, pairwise

from partyie.components.reading import Reading
from partyie.lexicon.heads import outside_words
from partyie.text import lazy_re as re

# Single characters that never stand inside a name when they are words of their own.
FUNCTION_CHARACTERS = frozenset(
    "的了在是有不对这要他她它我你您也等就都将从着来已并把还使向又但于之更最据被很给得或只去让却比那曾未每没各该其另某本为到说请任内外前后里"
    "由个名位项次种件批份人至非兼无家座条以帮过"
)
ORGAN_ENDINGS = "院局厅馆站所署科室"  # a noun that ends so is a kind of organ itself: 福利院
JOINERS = frozenset("和与及暨")
NOT_NAME = re.compile(r"[^\w·《》“”\"（）()、]+|[_\d]+")
COUNTED = re.compile("[一二两三四五六七八九十百千万几数多]*余?[个名位家所条座项次种件批份支]余?$")
# Verbs that the counts let pass, since they also stand inside longer words of names.
VERB = re.compile(
    "会同|派出(?!所)|派员(?<!特派员)|判处|出庭|当过|搭乘|委托|借调|掩护|联同|成立|地处|深处|查处|共建|合办|联办|主办|承办|召集|指使|随[着著]|现将|召开|开展|牵头|聘请|抽调|调任|转岗|拟任|提名为|同任|担任|兼任|出任|时任|原任|现任|曾任|历任|改任|升任|就任|会议室"
)
# What names run over although the segmenter or the counts see function words in it.
NAME_PART = re.compile(
    "第[一二三四五六七八九十百零\\d]+[次届批期]|应对|疾病预防控制|新时代文明实践|对外|为民|便民|防范"
    "|人居环境|灾后|新型冠状病毒感染的肺炎|新的社会阶层|新冠肺炎|疫情|支援(?=..?医疗队)|援[鄂藏疆青]"
)
TITLE = re.compile(
    "总?书记(?!处)|主任(?!委员)|主席(?!团)|[局部处科所站队院校厂县市区镇乡村州省厅组会股庭行社馆园台团]长(?![江安春沙治河城征])|秘书长|委员(?!会)|常委(?!会)|总经理|同志|干部(?![科处监教学]|[一二三四五]处)"
    "|负责人|成员|董事长|工程师|医师|院士|农艺师|大使|总统|总理|团员|党员|代表(?!团|队|大会)"
)
PUNCTUATION = re.compile('[（）()《》“”"、，。：；！？〔〕【】]')  # always words of their own
SLOT = "words"

# How firmly a word keeps names from standing there, as a byte, and what each array of `Words` makes of the levels.
_FREE, _SOFT, _HARD, _CLOSED = b"\0", b"\1", b"\2", b"\3"
_FROM_SOFT = bytes.maketrans(_SOFT + _HARD + _CLOSED, b"\1\1\1")
_FROM_HARD = bytes.maketrans(_SOFT + _HARD + _CLOSED, b"\0\1\1")
_FROM_CLOSED = bytes.maketrans(_SOFT + _HARD + _CLOSED, b"\0\0\1")


class Words:
    """The words of one Reading.

    Attributes:
        starts: Where each word begins, rising, with the text's length at the end.
        forms: The words, each from its start to the next.
        stop: ``stop[i]`` is 1 where ``text[i]`` is part of a word that doesn't stand in names: common words,
            function words, titles, punctuation.
        hard: The same without common nouns.
        closed: The same without common verbs: only function words, titles and punctuation.
    """

    __slots__ = ("_begins", "closed", "forms", "hard", "starts", "stop", "text")

    def __init__(self, text: str, word_starts: bytearray) -> None:
        self.text = text
        self._begins = word_starts[: len(text)] + b"\1"
        for match in PUNCTUATION.finditer(text):
            self._begins[match.start()] = self._begins[match.end()] = 1
        self.starts = list(compress(range(len(text) + 1), self._begins))
        self.forms = [text[start:end] for start, end in pairwise(self.starts)]
        levels = self._levels()
        self.stop = levels.translate(_FROM_SOFT)
        self.hard = levels.translate(_FROM_HARD)
        self.closed = levels.translate(_FROM_CLOSED)

    def _levels(self) -> bytearray:
        """How firmly each character keeps names from standing there: 0 or one of the levels."""
        text = self.text
        levels = bytearray(self.starts[0]) + b"".join(map(_word_levels, self.forms))
        for start, end in [(0, self.starts[0]), *(match.span() for match in NAME_PART.finditer(text))]:
            levels[start:end] = _character_levels(text[start:end], _FREE)
        for pattern in (TITLE, VERB):
            for match in pattern.finditer(text):
                start, end = match.span()
                levels[start:end] = _CLOSED * (end - start)
        return levels

    def clear(self, start: int, end: int) -> None:
        """Let names run over a stretch: an ordinal, the name of a place."""
        for mark in (self.stop, self.hard, self.closed):
            mark[start:end] = bytes(end - start)

    def is_start(self, position: int) -> bool:
        """Whether a word begins here."""
        return self._begins[position] == 1

    def free(self, start: int, end: int) -> bool:
        """Whether nothing between the two positions keeps them from being one name."""
        return self.stop.find(1, start, end) < 0

    def nearly_free(self, start: int, end: int) -> bool:
        """The same, but common nouns may stand there."""
        return self.hard.find(1, start, end) < 0

    def barely_free(self, start: int, end: int) -> bool:
        """The same, but common nouns and verbs may stand there."""
        return self.closed.find(1, start, end) < 0

    def before(self, position: int) -> int:
        """Start of the word that ends at or covers ``position - 1``."""
        return max(0, self._begins.rfind(1, 0, position))


@lru_cache(maxsize=1 << 14)
def _word_levels(word: str) -> bytes:
    """The level of each character of a word."""
    outside, level = outside_words(), _FREE
    if (word in FUNCTION_CHARACTERS) if len(word) == 1 else COUNTED.match(word):
        level = _CLOSED
    elif word in outside.hard:
        level = _HARD
    elif word in outside.soft and word[-1] not in ORGAN_ENDINGS:
        level = _SOFT
    return _character_levels(word, level)


def _character_levels(word: str, level: bytes) -> bytes:
    """The level of each character of a word, from that of the word."""
    levels = bytearray(level * len(word))
    for match in NOT_NAME.finditer(word):
        levels[match.start() : match.end()] = _CLOSED * (match.end() - match.start())
    return bytes(levels)


def words_of(reading: Reading) -> Words:
    """The words of a Reading, made once."""
    words = reading.cache.get(SLOT)
    if not isinstance(words, Words):
        words = reading.cache[SLOT] = Words(reading.text, reading.word_starts)
    return words
