"""Texts made to take a pattern long: twelve families of one thing over and over, and texts from the pattern itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from random import Random
from typing import Any, NamedTuple

codes: Any = import_module("re._constants")  # neither has types
parser: Any = import_module("re._parser")

FAMILIES = {
    "one character": "的",
    "digits": "0123456789",
    "年月日": "年月日",
    "brackets": "（《「",
    "dots": "·.…。",
    "surnames": "赵钱孙李周吴郑王",
    "书记": "书记",
    "numerals": "一二三四五六七八九十百千万亿",
    "blanks": " \u3000\n",
    "combining marks": "a\u0301\u0302",
    "private use": "\ue000\uf8ff\U000f0000",
    "mixed scripts": "書记Aя가ひ",
}
DAMAGED = {
    "a byte lost, with readings": "！被謵?fù)生產(chǎn)現(xù",
    "a byte lost": "?！币咔榉揽毓ぷ，",
    "lost bytes": "生产?被\ufffd",
    "quotations that would not end": "“疫情?！币咔榉揽毓ぷ",
    "UTF-8 as Latin-1": "ä¸\xadå›½",
    "GBK as Latin-1": "ÖÐ¹ú",
    "UTF-8 as GBK": "涓浗，",
    "readings in brackets": "書(shū)記汨罗(mì luó)",
    "halves of characters": "日?qǐng)?bào)",
    "padded names": "高　峰、石 磊 磊同志",
    "padding of all widths": "高 峰　山\u00a0水\u2002天\u2003地　　人   和",
    "blanks between characters": "的 ",
    "hard-wrapped lines": "会议，县委副书记、代\n县长李某主持教\n育会议，",
    "furniture of pages": "教  \n  \n- 3 -\n 育",
    "stray blanks": "县应急管 理局局长，",
    "blanks in numbers": "77. 6公里9月 15 日6 22",
    "invisible characters": "县\u200d委🌾\u200d",
    "all kinds of line ends": "县\r\r\n委\r\n\u2028\x0c",
}
"""What each repair looks for, over and over; not of the twelve families."""
FAIL = "\x00"  # what hardly a pattern takes: a repetition before it is gone through in vain
LONG = 8  # a repetition of as many may grow
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
CLASS = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "市",
    codes.CATEGORY_NOT_DIGIT: "市",
    codes.CATEGORY_NOT_SPACE: "市",
    codes.CATEGORY_NOT_WORD: "，",
}
OTHERS = "市1，a \n（"  # where a class names what it isn't
DERIVED = 16  # strings from a pattern at most


class Attack(NamedTuple):
    """Texts of any length: a beginning, one thing over and over, an end."""

    head: str
    unit: str
    end: str = ""

    def text(self, length: int) -> str:
        """The text whose repeated part has a length.

        >>> Attack("市委", "书记", "。").text(5)
        '市委书记书记书。'
        """
        return self.head + (self.unit * (length // len(self.unit) + 1))[:length] + self.end


def derived(pattern: str | bytes, flags: int, most: int = DERIVED) -> Iterator[Attack]:
    """Attacks that are made of what a pattern asks for.

    What each long repetition repeats is repeated, after what stands before it and with an end that doesn't match; and
    the whole of what it takes, with and without its last character, over and over.

    Args:
        most: Attacks on repetitions; a pattern of many has some of them, spread evenly.
    """
    tree = parser.parse(pattern, flags)
    random = Random(repr(pattern))
    pumps = dict.fromkeys(_pumps(tree, "", random))
    for before, pump in islice(pumps, 0, None, len(pumps) * 2 // most + 1):
        yield Attack(before, pump, FAIL)
        yield Attack("", before + pump, FAIL)
    for _ in range(2):
        whole = sample(tree, random)
        if whole:
            yield Attack("", whole, FAIL)
            yield Attack("", whole[:-1] or whole)


def _pumps(tree: Any, before: str, random: Random) -> Iterator[tuple[str, str]]:
    """What stands before each long repetition, at its shortest, and what it repeats."""
    for code, argument in tree:
        if code in REPEATS:
            least, most, body = argument
            pump = sample(body, random)
            if most >= LONG and pump:
                yield before, pump
            yield from _pumps(body, before, random)
            before += pump * least
            continue
        for inner in _inner(code, argument):
            yield from _pumps(inner, before, random)
        before += sample([(code, argument)], random)


def _inner(code: Any, argument: Any) -> Sequence[Any]:
    """The trees within a node."""
    if code is codes.BRANCH:
        return list(argument[1])
    if code is codes.SUBPATTERN:
        return [argument[3]]
    if code is codes.ATOMIC_GROUP:
        return [argument]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [argument[1]]
    if code is codes.GROUPREF_EXISTS:
        return [tree for tree in argument[1:] if tree is not None]
    return []


def sample(tree: Any, random: Random) -> str:
    """A string that a pattern takes, but for its conditions on what stands around it."""
    return "".join(_sample(code, argument, random) for code, argument in tree)


def _sample(code: Any, argument: Any, random: Random) -> str:
    if code in (codes.LITERAL, codes.NOT_LITERAL):
        return chr(argument) if code is codes.LITERAL else _outside({chr(argument)})
    if code is codes.IN:
        return _of_class(argument, random)
    if code is codes.ANY:
        return "市"
    if code in REPEATS:
        least, most, body = argument
        return "".join(sample(body, random) for _ in range(random.randint(least, max(least, min(most, least + 2)))))
    if code is codes.ASSERT:
        direction, body = argument
        return sample(body, random) if direction < 0 else ""
    if code is codes.ASSERT_NOT:
        return ""
    inner = _inner(code, argument)
    return sample(random.choice(inner), random) if inner else ""


def _of_class(members: Sequence[tuple[Any, Any]], random: Random) -> str:
    kind, value = random.choice(members)
    if members[0][0] is codes.NEGATE:
        return _outside({chr(value) for kind, value in members if kind is codes.LITERAL})
    if kind is codes.LITERAL:
        return chr(value)
    if kind is codes.RANGE:
        return chr(random.randint(*value))
    return CLASS.get(value, "市")


def _outside(characters: set[str]) -> str:
    return next(one for one in OTHERS if one not in characters)
