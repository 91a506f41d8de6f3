"""Texts that no one has foreseen: every kind of character that makes trouble, and official prose with it in between."""

from __future__ import annotations

from hypothesis import strategies as st
from official_prose import sentences

TROUBLE = [
    "0", "１", "九", "百", "年", "月", "日", "时", "（", "）", "(", "“", "”", "《", "》", "〔", "〕", "、", "，", "。", "；", "：", "—", "～",
    "张", "三", "王五", "欧阳", "书记", "局长", "市委", "县", "任", "免去", "为", "同志", "原", "某", "副",
    " ", "\t", "\u3000", "\xa0", "\r\n", "\r", "\n", "\n\n", "\x85", "\u2028", "\x0b", "\x00", "\ufeff", "\u200b", "\u200d",
    "\u0301", "\u20dd", "\ue000", "\U000f0000", "😀", "👨‍👩‍👧", "𠮷", "䶮", "\ufffd", "?", "？", "!", "·", ".", "…", "%", "万", "亿",
    "書", "記", "縣", "委", "於", "乾", "後", "(shū)", "（jì）", "ǎn", "动(dòng)", "ÖÐ¹ú", "涓浗", "咔榉揽", "Ⅳ", "①", "㎡", "x", "O", "-", "/",
]  # fmt: skip
"""Digits, dates, brackets, names, titles, blanks of all kinds, line ends, NUL, marks, private use, emoji, characters
beyond U+FFFF, traditional ones, pinyin and mojibake. Lone surrogates are apart: no text has them."""

trouble = st.lists(st.sampled_from(TROUBLE), max_size=40).map("".join)
characters = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def troubled_prose(draw: st.DrawFn) -> str:
    """A sentence of official prose with trouble put in at some places, and some of it cut out."""
    text = draw(sentences).text
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from([*TROUBLE, ""])) + text[at + draw(st.integers(0, 2)) :]
    return text


texts = st.one_of(trouble, characters, troubled_prose(), sentences.map(lambda made: made.text))
