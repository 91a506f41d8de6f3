"""Bytes become the right text or a reason; nothing is guessed away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyie.text.encoding import BinaryInputError, EncodingError, decode_text
from partyie.text.plausibility import everyday_characters, plausibility

SIMPLIFIED = "中共莆田市荔城区委组织部关于开展学习活动的通知，２０２１年9月29日。\r\n各镇街党委：\n"
TRADITIONAL = "中共莆田市荔城區委組織部關於開展學習活動的通知，9月29日。\r\n"


@pytest.mark.parametrize(
    ("text", "codec", "expected"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "utf-16", "utf-16-le"),
        ("㐂𠮷镕䶮同志", "gb18030", None),  # rare characters only: refused as a text of its own …
        ("朱镕基、𠮷某某、蔡䶮同志任市委书记", "gb18030", "gb18030"),  # … but at home in one
        ("plain ASCII, 2021\r\n", "ascii", "utf-8"),
        ("", "utf-8", "utf-8"),
        ("─" * 30 + "\n（书（shū）记）\n", "gb18030", "gb18030"),
        ("一", "gb18030", "gb18030"),  # UTF-8 by chance: Cyrillic shha
        ("通知", "gb18030", "gb18030"),  # a combining mark and a Hebrew point
        ("Дима и Таня", "utf-8", "utf-8"),
        ("ä¸å½å±", "utf-8", "utf-8"),  # mojibake stays what it is: the repair's business
        ("ç é: letters without a Chinese character", "utf-8", "utf-8"),
        ("全寨18", "gb18030", "gb18030"),  # Latin and Armenian letters
        ("圖①：‧採蓮～", "cp950", "cp950"),  # kana, • and ∼ where HKSCS's table reads it
        ("圖①：採蓮，㗎", "big5hkscs", "big5hkscs"),
        ("月22日", "big5", "big5hkscs"),  # る22ら in GB18030
        ("滿滿當當", "big5", "big5hkscs"),  # everyday characters in GB18030, too, but no Chinese: 骸骸讽讽
        ("市委 2021", "utf-16-le", "utf-16-le"),
        ("plain ASCII\r\n", "utf-16-be", "utf-16-be"),
        ("區人大常", "utf-16-le", "utf-16-le"),  # no NUL byte; in Big5 @S摸'Y8^
        ("市委书记，各镇街党委", "utf-32-le", "utf-32-le"),
    ],
)
def test_encodings_are_told_apart(text: str, codec: str, expected: str | None) -> None:
    data = text.encode(codec)
    if expected is None:
        with pytest.raises(EncodingError):
            decode_text(data)
    else:
        assert decode_text(data) == (text, expected)


@pytest.mark.parametrize("word", ["市委", "书记", "报告", "会议", "通知", "的", "联通", "同志", "干部", "莆田市"])
@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_single_simplified_words_are_read(word: str, codec: str) -> None:
    assert decode_text(word.encode(codec)).text == word


@pytest.mark.parametrize("words", ["滎陽市委書記", "關於印發通知", "優秀共產黨員", "縣人民政府辦公室"])
def test_short_big5_is_read(words: str) -> None:
    assert decode_text(words.encode("big5")) == (words, "big5hkscs")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_marked_wide_encodings_lose_only_their_mark(codec: str) -> None:
    assert decode_text("\ufeff\ufeff市委\n".encode(codec)) == ("\ufeff市委\n", codec)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n...", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b'{"source":"a.txt","text_sha256":"00"}\n', "an output of partyie extract, not text"),
        ("市委".encode("utf-16-le"), None),  # two characters are no evidence
        ("\u3000".encode("utf-16-be") * 8, "NUL byte at 1"),  # in the other byte order 00000000
        ("市委\x01书记 2021".encode("utf-16-le"), "NUL byte at 5: binary data; if it is text, convert it to UTF-8"),
        (b"text\x00text", "NUL byte at 4"),
        ("市委书\x00记\x00".encode(), r"NUL byte at 9, and without such it is UTF-8: take them out \(tr -d '\\000'\)"),
        (b"\x01\x02\x03\x04 a few letters", "4 control characters in .*: binary data; if it is text, take them out"),
    ],
)
def test_binary_files_are_refused_with_a_reason(data: bytes, message: str | None) -> None:
    expected = EncodingError if message is None else BinaryInputError
    with pytest.raises(expected, match=message):
        decode_text(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("市委书记".encode()[:-1], r"ends inside a character \(byte 9\)"),
        ("市委书记王五".encode("gbk")[:-1], r"read as gb18030, the file ends inside a character \(byte 10\)"),
        ("市委书记".encode() + b"\xff", "read as utf-8, byte 0xff at 12"),
        ("市委书记".encode("gbk") + b"\xff\xff", "read as gb18030, byte 0xff at 8"),
        (b"\xef\xbb\xbf\xff", "marked as utf-8, but byte 0xff at 3"),
        (b"\xff\xfe\x02", r"marked as utf-16-le, but the file ends inside a character \(byte 2\)"),
        ("市委书记，10月".encode("utf-16-le")[:-1], r"read as utf-16-le, the file ends inside a character \(byte 14\)"),
        ("市委书记\n𠮷".encode("utf-16-be")[:-2], r"read as utf-16-be, the file ends inside a character \(byte 10\)"),
        ("干部、代表".encode()[:-1], r"read as utf-8, the file ends inside a character \(byte 12\)"),
        (b"\xef\xbb\xbf\xff", "mend it there, or leave out what can't be read .iconv -c -f UTF-8 -t UTF-8"),
        (
            "市委书记".encode("big5hkscs", "ignore") + "書記，縣政府".encode("big5")[:-1],
            "get it whole, or cut it there",
        ),
        ("Это русский текст, который проверяет определение кодировки. ".encode("koi8_r") * 5, "looks like koi8_r"),
        ("Ça été déjà vu à l’école".encode("cp1252"), "neither UTF-8 nor plausible Chinese"),
        (
            "日本語のテキストです。文字コードの判定を試します。".encode("shift_jis"),
            "neither UTF-8 nor plausible Chinese",
        ),
    ],
)
def test_damaged_and_foreign_text_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(EncodingError, match=message):
        decode_text(data)


def test_newlines_and_a_few_controls_stay() -> None:
    text = "第一行\r\n第二行\r第三行\x0c第四行\x0b\x1a市委书记关于学习的通知各镇街党委"
    assert decode_text(text.encode()).text == text


def test_right_decodings_are_plausible_and_wrong_ones_are_not() -> None:
    assert plausibility(SIMPLIFIED) == plausibility(TRADITIONAL) == 1
    assert plausibility(TRADITIONAL.encode("big5").decode("gb18030", "replace")) < 0.7
    assert plausibility("abc") == 0


def test_everyday_characters_are_the_two_first_levels_and_punctuation() -> None:
    everyday = everyday_characters()
    assert everyday.issuperset("市委书记書記，。《》〔〕０")
    assert not everyday.intersection("㐂䶮カЖ丂")


@given(st.text(st.sampled_from(sorted(everyday_characters())), min_size=1))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode_text(text.encode()).text == text


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        text, codec = decode_text(data)
    except (BinaryInputError, EncodingError) as error:
        assert str(error)
    else:
        assert data.endswith(text.encode(codec))
