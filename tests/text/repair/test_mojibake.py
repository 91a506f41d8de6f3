"""Bytes read wrongly are read again; nothing else is touched."""

from __future__ import annotations

import difflib

import pytest

from partyie.text.frequencies import log_likelihoods
from partyie.text.repair import apply_repairs
from partyie.text.repair.mojibake import _decode, _gbk_bytes, _mean, find_mojibake

SENTENCES = (
    "县委书记主持召开全县经济工作会议并讲话",
    "市人民政府办公室关于印发实施方案的通知",
    "各级党组织和广大党员干部要认真学习贯彻落实",
    "全年完成固定资产投资，同比增长百分之十二",
    "经研究决定任命他为县教育局副局长",
    "市纪委监委通报了三起违反中央八项规定精神的问题",
    "會議指出全縣農業農村工作取得了明顯成效",
)


def mend(text: str) -> str:
    return apply_repairs(text, find_mojibake(text))[0]


def windows(data: bytes) -> str:
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)


def as_gbk(data: bytes) -> str | None:
    """As Windows shows bytes for GBK, 80 alone as €; None where a byte is left over."""
    shown, at = "", 0
    while at < len(data):
        width = 1 if data[at] == 0x80 else 2
        if at + width > len(data):
            return None
        shown += "€" if width == 1 else data[at : at + 2].decode("gb18030")
        at += width
    return shown


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_chinese_read_as_a_western_encoding(sentence: str, encoding: str) -> None:
    data = sentence.encode(encoding, "ignore")
    expected = data.decode(encoding)
    for shown in (data.decode("latin-1"), windows(data)):
        assert mend(f"标题：{shown} 2021") == f"标题：{expected} 2021"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_utf8_read_as_gbk(sentence: str) -> None:
    whole = sentence if as_gbk(sentence.encode()) else sentence[:-1]  # a character cut at the end is lost
    shown = as_gbk(whole.encode())
    assert mend(f"标题：\n{shown}\n正文") == f"标题：\n{whole}\n正文"


@pytest.mark.parametrize("sentence", SENTENCES[:6])
@pytest.mark.parametrize("lost", [0, 2, 6])
def test_a_lost_byte_costs_two_characters_at_most(sentence: str, lost: int) -> None:
    data = sentence.encode("gbk")
    shown = data[:lost].decode("gbk") + (data[lost + 1 :]).decode("gbk", "replace")
    mended = mend(shown)
    same = sum(
        block.size for block in difflib.SequenceMatcher(None, sentence, mended, autojunk=False).get_matching_blocks()
    )
    untouched = sum(
        block.size for block in difflib.SequenceMatcher(None, sentence, shown, autojunk=False).get_matching_blocks()
    )
    assert same >= min(len(sentence) - 2, untouched + 1) or mended == shown


def test_lost_bytes_are_mostly_found() -> None:
    mended = damaged = 0
    for sentence in SENTENCES[:6]:
        for lost in range(0, len(sentence.encode("gbk")) - 12, 2):
            data = sentence.encode("gbk")
            shown = (data[:lost] + data[lost + 1 :]).decode("gbk", "replace")
            damaged += difflib.SequenceMatcher(None, sentence, shown, autojunk=False).ratio() < 0.7
            mended += difflib.SequenceMatcher(None, sentence, mend(shown), autojunk=False).ratio() > 0.85
    assert mended >= damaged


@pytest.mark.parametrize(
    ("damaged", "pieces"),
    [
        ("“有人肯守?！编?lín)居說", [("?！", "。”"), ("编?lín)", "鄰")]),
        ("“誰來扛?！闭f這話的", [("?！", "。”"), ("闭f", "說")]),
        ("“自己扛?！被謴?fù)生產", [("?！被", "。”恢"), ("謴?fù)", "復")]),
        ("“責任?!币咔榉揽毓ぷ鲉?dòng)后", [("?!币咔榉揽毓ぷ鲉", "。”疫情防控工作啟"), ("?dòng)", "動")]),
        ("會上指出,?币咔榉揽毓ぷ鲉?dòng)后", [("?币咔榉揽毓ぷ鲉", "”疫情防控工作啟"), ("?dòng)", "動")]),
    ],
)
def test_a_shift_by_one_byte(damaged: str, pieces: list[tuple[str, str]]) -> None:
    assert [(repair.original, repair.repaired) for repair in find_mojibake(damaged)] == pieces


@pytest.mark.parametrize(
    "text",
    [
        "café résumé naïve",
        "São Paulo",
        "········",
        "××××",
        "°°°°",
        "锟斤拷",
        "��",
        "怎么办？！闭门",
        "枇杷、荸荠",
        "畹町桥",
    ],
)
def test_odd_characters_are_no_damage(text: str) -> None:
    assert find_mojibake(text) == []


def test_several_damaged_stretches_in_one_text() -> None:
    """Each in its own way; characters that no encoding has part them."""
    assert mend("标题：ÖÐ¹ú，ä¸ºäººæ°‘，ÈËÃñ") == "标题：中国，为人民，人民"
    assert mend("鍏充簬\ud800鍋氬ソ闃叉睕宸ヤ綔") == "关于\ud800做好防汛工作"


@pytest.mark.parametrize("text", ["ÖÐ", "ÖÐÖÐ", "ä¸º"])
def test_one_character_is_no_evidence(text: str) -> None:
    assert find_mojibake(text) == []


@pytest.mark.parametrize(
    ("character", "data"),
    [("€", b"\x80"), ("中", b"\xd6\xd0"), ("é", b"\xa8\xa6"), ("\ue000", b"\xaa\xa1"), ("a", b"a"), ("𠮷", b" ")],
)
def test_the_bytes_of_a_character(character: str, data: bytes) -> None:
    """A blank for four bytes: it ends whatever is read from those before."""
    assert _gbk_bytes(character) == data
    assert len(_gbk_bytes("\ud800")) == 1


@pytest.mark.parametrize(
    ("text", "encoding", "decoded"),
    [
        ("ä¸º", "utf-8", "为"),
        ("æ°‘", "utf-8", "民"),
        ("æ°‘", "gb2312", ""),
        ("ÖÐ", "gb2312", "中"),
        ("ÖÐ", "utf-8", ""),
        ("ÖÐ¹", "gb2312", ""),
    ],
)
def test_western_bytes_in_another_encoding(text: str, encoding: str, decoded: str) -> None:
    assert _decode(text, encoding) == decoded


def test_the_mean_of_a_text_is_that_of_its_characters() -> None:
    assert _mean("县委书记") == pytest.approx(sum(log_likelihoods("县委书记")) / 4)
    assert _mean("县委书记") > -9.5 > _mean("茕鲉")


def test_every_character_has_its_place() -> None:
    """And what a shift would make of the same characters isn't taken as well."""
    text = "标题：ä¸ºäººæ°‘，ÖÐ¹ú"
    assert [(repair.start, repair.end, repair.repaired, repair.kind) for repair in find_mojibake(text)] == [
        (3, 6, "为", "mojibake"),
        (6, 9, "人", "mojibake"),
        (9, 12, "民", "mojibake"),
        (13, 15, "中", "mojibake"),
        (15, 17, "国", "mojibake"),
    ]
    text = "标题\n鍏充簬鍋氬ソ闃叉睕，正文"
    assert [(repair.start, repair.end, repair.repaired) for repair in find_mojibake(text)] == [
        (3, 4, "关"),
        (4, 6, "于"),
        (6, 7, "做"),
        (7, 9, "好"),
        (9, 10, "防"),
        (10, 12, "汛"),
    ]
