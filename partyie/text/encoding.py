"""Bytes to text: UTF-8, UTF-16 by its mark, GB18030 and Big5, or a reason why not.

Nothing is guessed away: a file is decoded whole and strictly, its newlines stay as they are, and what isn't plausible
Chinese in any of these encodings is refused rather than returned as wrong characters.
"""

from __future__ import annotations

import codecs
from functools import cache, partial
from typing import NamedTuple

from charset_normalizer import from_bytes

from partyie.errors import InputError
from partyie.text import lazy_re as re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHINESE_ENCODINGS = ("gb18030", "big5hkscs", "cp950")  # on equal evidence the earlier one: mainland files prevail
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "gzip data"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
)
SAMPLE = 20_000  # code points that the plausibility check looks at
PLAUSIBLE = 0.75  # share of everyday characters: whole documents have over 0.95, a wrong decoding under 0.7
GUESSABLE = 200  # bytes from which a guess at a foreign encoding is worth naming
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CONTROL_SHARE = 0.05
PUNCTUATION = "\u3000、。〈〉《》「」『』【】〔〕〇·—‘’“”…─━―│○●□■★※āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
CHANCE_LENGTH = 12  # characters beyond ASCII up to which GB18030 may be valid UTF-8 by chance
NON_ASCII = re.compile(r"[^\x00-\x7f]+")


class BinaryInputError(InputError):
    """The bytes are no text; the message says by what sign."""


class EncodingError(InputError):
    """The bytes may be text, but in no encoding that can be read with certainty; the message names the nearest."""


class DecodedText(NamedTuple):
    """A text and the Python codec that read it (``utf-8``, ``utf-16-le``, ``gb18030``, ``big5hkscs`` …)."""

    text: str
    encoding: str


def decode_text(data: bytes) -> DecodedText:
    """Read a whole file's bytes as text.

    >>> decode_text("市委书记".encode("gb18030"))
    DecodedText(text='市委书记', encoding='gb18030')

    In this order: a byte-order mark decides (and isn't part of the text); then valid UTF-8 is UTF-8, unless a few
    characters are so by chance; then whichever of GB18030 and Big5 decodes without error and gives the larger share of
    everyday characters.

    Args:
        data: The file, complete: a cut inside a character is an error.

    Raises:
        BinaryInputError: NUL bytes, a known file signature, or many control characters.
        EncodingError: Damaged UTF-8/16/32 after its mark, or no plausible Chinese in any encoding.
    """
    marked = _decode_marked(data)
    if marked is None:
        _refuse_binary(data)
        marked = _decode_unmarked(data)
    _refuse_controls(marked.text)
    return marked


def plausibility(text: str) -> float:
    """The share, among the characters that aren't ASCII, of those in everyday use; 0 when there is none.

    Everyday are the first levels of GB2312 and Big5 (their 3,755 and 5,401 commonest characters) with the Chinese
    punctuation. A wrong decoding scatters over rare characters, kana and box drawings. Measured on cuts of Chinese
    documents, the right one of GB18030 and Big5 wins from four characters on in over 99 of 100 cuts.
    """
    characters = "".join(NON_ASCII.findall(text[:SAMPLE]))
    if not characters:
        return 0.0
    everyday = everyday_characters()
    return sum(character in everyday for character in characters) / len(characters)


@cache
def everyday_characters() -> frozenset[str]:
    """Level 1 of GB2312 and of Big5, punctuation in either width, ruling lines, and the letters of pinyin."""
    levels = _decode_rows(range(0xB0, 0xD8), "gb2312") + _decode_rows(range(0xA4, 0xC7), "big5")
    fullwidth = "".join(map(chr, range(0xFF01, 0xFF5F)))
    return frozenset(levels + fullwidth + PUNCTUATION)


def _decode_rows(leads: range, codec: str) -> str:
    trails = bytes(range(0x40, 0xFF))
    return "".join(bytes((lead, trail)).decode(codec, "ignore") for lead in leads for trail in trails)


def _decode_marked(data: bytes) -> DecodedText | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return DecodedText(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise EncodingError(f"marked as {encoding}, but {_describe(error, len(mark))}") from error
    return None


def _decode_unmarked(data: bytes) -> DecodedText:
    utf8 = _try(data, "utf-8")
    if utf8 is not None and not _may_be_chance(utf8):
        return DecodedText(utf8, "utf-8")
    texts = [(text, codec) for codec in CHINESE_ENCODINGS if (text := _try(data, codec)) is not None]
    readings = [(plausibility(text), text, codec) for text, codec in texts]
    score, text, codec = max(readings, key=lambda reading: reading[0], default=(0.0, "", ""))  # the first of equals
    if utf8 is not None and score < 1:
        return DecodedText(utf8, "utf-8")
    if score < PLAUSIBLE:
        raise EncodingError(_explain_refusal(data))
    return DecodedText(text, codec)


def _may_be_chance(utf8: str) -> bool:
    """Whether a few bytes of GB18030 can look like this in UTF-8: 通知 gives a combining mark and a Hebrew point.

    Latin letters speak against it: they are mojibake, which is a repair's business, or a real é.
    """
    others = "".join(NON_ASCII.findall(utf8))
    return 0 < len(others) <= CHANCE_LENGTH and all("\u0250" <= character <= "\u07ff" for character in others)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse_binary(data: bytes) -> None:
    for signature, meaning in SIGNATURES:
        if data.startswith(signature):
            raise BinaryInputError(f"{meaning}, not text")
    at = data.find(b"\x00")
    if at >= 0:
        raise BinaryInputError(f"a NUL byte at {at}: binary data, or UTF-16 without a byte-order mark")


def _refuse_controls(text: str) -> None:
    sample = text[:SAMPLE]
    controls = len(CONTROLS.findall(sample))
    if controls > CONTROL_SHARE * len(sample):
        raise BinaryInputError(f"{controls} control characters in the first {len(sample)} characters: binary data")


def _explain_refusal(data: bytes) -> str:
    """Name the damage where most of the text is plausible in one encoding, else what it looks like."""
    damages = (damage for damage in map(partial(_damage, data), ("utf-8", *CHINESE_ENCODINGS)) if damage)
    plausible = [error for error in damages if plausibility(data[: error.start].decode(error.encoding)) >= PLAUSIBLE]
    if plausible:
        furthest = max(plausible, key=lambda error: error.start)
        return f"read as {furthest.encoding}, {_describe(furthest)}"
    guess = from_bytes(data[:SAMPLE]).best() if len(data) >= GUESSABLE else None
    looks = f"; it looks like {guess.encoding}: convert it to UTF-8 first" if guess else ""
    return f"neither UTF-8 nor plausible Chinese in GB18030 or Big5{looks}"


def _damage(data: bytes, encoding: str) -> UnicodeDecodeError | None:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error
    return None


def _describe(error: UnicodeDecodeError, shift: int = 0) -> str:
    if "truncated" in error.reason or "unexpected end" in error.reason or "incomplete" in error.reason:
        return f"the file ends inside a character (byte {error.start + shift})"
    return f"byte 0x{error.object[error.start]:02x} at {error.start + shift} can't be read ({error.reason})"
