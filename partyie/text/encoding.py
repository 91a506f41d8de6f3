"""Bytes to text: UTF-8, UTF-16, GB18030 and Big5, or a reason why not and how to mend it.

Nothing is guessed away: a file is decoded whole and strictly, its newlines stay as they are, and what isn't plausible
Chinese in any of these encodings is refused rather than returned as wrong characters.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from charset_normalizer import from_bytes

from partyie.errors import InputError
from partyie.text import lazy_re as re
from partyie.text.plausibility import NON_ASCII, SAMPLE, plausibility

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHINESE_ENCODINGS = (("gb18030",), ("big5hkscs", "cp950"))  # on equal evidence the earlier one
UTF_16 = ("utf-16-le", "utf-16-be")
WIDE_ENCODINGS = (*UTF_16, "utf-32-le", "utf-32-be")
ICONV_NAMES = {"utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE", "utf-32-le": "UTF-32LE", "utf-32-be": "UTF-32BE"} | {
    "big5hkscs": "BIG5-HKSCS"
}  # where it isn't Python's in capitals
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
    (b'{"source":', "an output of partyie extract"),
)
PLAUSIBLE = 0.75  # share of everyday characters: whole documents have over 0.95, a wrong decoding under 0.7
CERTAIN = 0.9  # the same for UTF-16 and UTF-32 without a mark
CERTAIN_LENGTH = 4  # characters that these have at least
LIKELY = 1000  # code points that the likelihood of a reading is taken from
LIKELIER = 10.0  # how much likelier, as a natural logarithm, a cut file must be than a whole one in another encoding
GUESSABLE = 200  # bytes from which a guess at a foreign encoding is worth naming
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CONTROL_SHARE = 0.05
REPEATED = re.compile(r"(?s)(.)\1+")  # a ruled line says once what it is
CHANCE_LENGTH = 12  # characters beyond ASCII up to which GB18030 may be valid UTF-8 by chance
TO_UTF8 = "convert it to UTF-8 first"


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

    In this order: a byte-order mark decides (and isn't part of the text); NUL bytes are UTF-16 or UTF-32 where that
    gives nothing but everyday characters; then valid UTF-8 is UTF-8, unless a few characters are so by chance; then
    whichever of GB18030 and Big5 decodes without error and gives enough everyday characters, the likelier Chinese
    where both do.

    Args:
        data: The file, complete: a cut inside a character is an error.

    Raises:
        BinaryInputError: NUL bytes, a known file signature, or many control characters.
        EncodingError: Damaged UTF-8/16/32, GB18030 or Big5, or no plausible Chinese in any encoding.
    """
    decoded = _decode_marked(data)
    if decoded is None:
        _refuse_signature(data)
        decoded = _decode_wide(data) if b"\x00" in data else _decode_unmarked(data)
    _refuse_controls(decoded.text)
    return decoded


def _decode_marked(data: bytes) -> DecodedText | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return DecodedText(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise EncodingError(f"marked as {encoding}, but {_describe(error, len(mark))}") from error
    return None


def _decode_wide(data: bytes) -> DecodedText:
    """Data with NUL bytes, which no other encoding's text has."""
    certain = list(_certain(data, WIDE_ENCODINGS))
    if len(certain) == 1:  # 　　　　 in one byte order is 0000 in the other
        return certain[0]
    _refuse_damaged(data, WIDE_ENCODINGS)
    at = data.find(b"\x00")
    rest = _try(data.replace(b"\x00", b""), "utf-8")
    if rest is not None and NON_ASCII.search(rest):
        raise BinaryInputError(f"a NUL byte at {at}, and without such it is UTF-8: take them out (tr -d '\\000')")
    raise BinaryInputError(f"a NUL byte at {at}: binary data; if it is text, {TO_UTF8}")


def _certain(data: bytes, encodings: Iterable[str]) -> Iterator[DecodedText]:
    """The readings in an encoding without a mark that hold nothing odd."""
    for encoding in encodings:
        text = _try(data, encoding)
        if text is not None and len(text) >= CERTAIN_LENGTH and _is_certain(text):
            yield DecodedText(text, encoding)


def _is_certain(text: str) -> bool:
    """Whether there are no control characters, and everyday ones beside ASCII."""
    return not CONTROLS.search(text) and (text.isascii() or plausibility(text) >= CERTAIN)


def _decode_unmarked(data: bytes) -> DecodedText:
    utf8 = _try(data, "utf-8")
    if utf8 is not None and not _may_be_chance(utf8):
        return DecodedText(utf8, "utf-8")
    plausible = list(_plausible(data, PLAUSIBLE if utf8 is None else 1))
    if plausible:
        best = max(plausible, key=_likelihood) if len(plausible) > 1 else plausible[0]
        _refuse_likelier_cut(data, best)
        return best
    if utf8 is not None:
        return DecodedText(utf8, "utf-8")
    _refuse_damaged(data, ("utf-8", *chain(*CHINESE_ENCODINGS), *WIDE_ENCODINGS))
    raise EncodingError(_looks_like(data))


def _plausible(data: bytes, least: float) -> Iterator[DecodedText]:
    """Readings with that share of everyday characters: as GB18030, as the better kind of Big5, as UTF-16."""
    for family in CHINESE_ENCODINGS:
        texts = [DecodedText(text, codec) for codec in family if (text := _try(data, codec)) is not None]
        best = max(texts, key=lambda reading: plausibility(reading.text), default=None)
        if best is not None and plausibility(best.text) >= least:
            yield best
    yield from _certain(data, UTF_16)


def _likelihood(reading: DecodedText) -> float:
    """How likely the text is as Chinese: a few characters are everyday ones in a wrong encoding, too."""
    from partyie.text.frequencies import log_likelihoods  # its table is seldom wanted

    return sum(log_likelihoods(REPEATED.sub(r"\1", reading.text[:LIKELY])))


def _refuse_likelier_cut(data: bytes, best: DecodedText) -> None:
    """A file that was cut inside its last character may be plausible in another encoding."""
    cuts = [error for error in _damages(data, ("utf-8", *UTF_16)) if _is_at_end(error)]
    if cuts:
        least = _likelihood(best) + LIKELIER
        for error in cuts:
            if _likelihood(DecodedText(data[: error.start].decode(error.encoding), error.encoding)) > least:
                raise EncodingError(f"read as {error.encoding}, {_describe(error)}")


def _may_be_chance(utf8: str) -> bool:
    """Whether a few bytes of GB18030 can look like this in UTF-8: 通知 gives a combining mark and a Hebrew point.

    Latin letters speak against it: they are mojibake, which is a repair's business, or a real é.
    """
    others = "".join(NON_ASCII.findall(utf8))
    return 0 < len(others) <= CHANCE_LENGTH and all("\u0180" <= character <= "\u07ff" for character in others)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse_signature(data: bytes) -> None:
    for signature, meaning in SIGNATURES:
        if data.startswith(signature):
            raise BinaryInputError(f"{meaning}, not text")


def _refuse_controls(text: str) -> None:
    sample = text[:SAMPLE]
    controls = len(CONTROLS.findall(sample))
    if controls > CONTROL_SHARE * len(sample):
        found = f"{controls} control characters in the first {len(sample)} characters: binary data"
        raise BinaryInputError(f"{found}; if it is text, take them out (tr -d '\\001-\\010\\016-\\037\\177')")


def _refuse_damaged(data: bytes, encodings: tuple[str, ...]) -> None:
    """Name the damage where most of the text is plausible in one of the encodings."""
    damages = list(_damages(data, encodings))
    if damages:
        furthest = max(damages, key=lambda error: error.start)
        raise EncodingError(f"read as {furthest.encoding}, {_describe(furthest)}")


def _damages(data: bytes, encodings: tuple[str, ...]) -> Iterator[UnicodeDecodeError]:
    for encoding in encodings:
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            before = data[: error.start].decode(encoding)
            if encoding not in WIDE_ENCODINGS:
                said = plausibility(before) >= PLAUSIBLE
            else:
                said = len(before) >= CERTAIN_LENGTH - 1 and _is_certain(before)
            if said:
                yield error


def _looks_like(data: bytes) -> str:
    guess = from_bytes(data[:SAMPLE]).best() if len(data) >= GUESSABLE else None
    looks = f"; it looks like {guess.encoding}: {TO_UTF8}" if guess else f"; if it is text, {TO_UTF8}"
    return f"neither UTF-8 nor plausible Chinese in GB18030 or Big5{looks}"


def _is_at_end(error: UnicodeDecodeError) -> bool:
    return any(word in error.reason for word in ("truncated", "unexpected end", "incomplete"))


def _describe(error: UnicodeDecodeError, shift: int = 0) -> str:
    """What is wrong, where, and how to mend it."""
    at = error.start + shift
    if _is_at_end(error):
        return f"the file ends inside a character (byte {at}): get it whole, or cut it there (head -c {at})"
    name = ICONV_NAMES.get(error.encoding, error.encoding.upper())
    byte = f"byte 0x{error.object[error.start]:02x} at {at} can't be read ({error.reason})"
    return f"{byte}: mend it there, or leave out what can't be read (iconv -c -f {name} -t UTF-8)"
