"""Gold documents in files and folders: names that every file system takes, whole texts, and nothing overwritten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from partyie.errors import GoldError, InputError
from partyie.formats.beside import write_whole
from partyie.formats.corrections import OnError, attempted
from partyie.formats.gold import GoldDocument
from partyie.formats.utf16 import SURROGATE

# What some file system refuses in a name, half a surrogate pair, a percent sign, a leading dot (hidden), a dot or blank
# at the end.
UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|%\ud800-\udfff]|^\.|[. ]$')


def file_stem(name: str) -> str:
    """A document's name as a file's, without suffix: what a file system may refuse is written ``%2F``.

    >>> file_stem("通知/2021.txt"), file_stem("50%"), file_stem("")
    ('通知%2F2021.txt', '50%25', '%')
    """
    return UNSAFE.sub(_escaped, name) or "%"


def _escaped(unsafe: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in unsafe[0].encode("utf-8", "surrogatepass"))


def document_name(stem: str) -> str:
    """The reverse of `file_stem`; what it never writes (``%B9``, in a file of another's naming) stays as it is.

    >>> document_name("通知%2F2021.txt"), document_name("%B9")
    ('通知/2021.txt', '%B9')
    """
    try:
        return "" if stem == "%" else unquote(stem, errors="surrogatepass")
    except UnicodeDecodeError:
        return stem


def read_text(path: Path) -> str:
    """A file's text in UTF-8, line ends untouched: offsets count them.

    Raises:
        GoldError: It isn't UTF-8; the message names the file.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8: {error}") from error


def encoded(text: str, name: str) -> bytes:
    """The text in UTF-8.

    Raises:
        GoldError: It holds a lone surrogate, which UTF-8 can't; the message names the document.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise GoldError(f"{name}: a lone surrogate at character {error.start} can't be written in UTF-8") from error


def json_text(data: Any, **options: Any) -> str:
    """JSON with Chinese readable; with ``\\ud800`` escapes where a lone surrogate is in it."""
    text = json.dumps(data, ensure_ascii=False, **options)
    return json.dumps(data, **options) if SURROGATE.search(text) else text


def files_of(path: Path, suffix: str) -> list[Path]:
    """The file itself, or the files of a folder that end so, by name.

    Raises:
        InputError: Nothing there, or no such file in the folder.
    """
    if path.is_dir():
        found = sorted(file for file in path.iterdir() if file.name.endswith(suffix) and not file.name.startswith("."))
        if not found:
            raise InputError(f"{path}: no file in this folder ends in {suffix}")
        return found
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    return [path]


def read_folder(
    path: Path, suffix: str, parse: Callable[[str, str], GoldDocument], on_error: OnError | None
) -> Iterator[GoldDocument]:
    """Documents of the files that end in ``suffix``, each parsed from its text and its name."""

    def read(file: Path) -> GoldDocument:
        return parse(read_text(file), document_name(file.name.removesuffix(suffix)))

    return attempted(files_of(path, suffix), read, on_error)


def write_folder(
    documents: Iterable[GoldDocument],
    folder: Path,
    suffix: str,
    form: Callable[[GoldDocument], str],
    on_error: OnError | None,
) -> None:
    """One file a document, its name with ``suffix``; the folder is made if need be.

    Raises:
        GoldError: Two documents have the same name, or one can't be written in this format.
    """
    names = Names()

    def write(document: GoldDocument) -> None:
        data = encoded(form(document), document.name)
        write_whole(folder / f"{names.stem(document)}{suffix}", data)

    folder.mkdir(parents=True, exist_ok=True)
    for _ in attempted(documents, write, on_error):
        pass


class Names:
    """The names of the documents written so far: a second document of one name would overwrite the first."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def stem(self, document: GoldDocument) -> str:
        """The document's file name without suffix.

        Raises:
            GoldError: Another document has it already.
        """
        stem = file_stem(document.name)
        if stem in self.taken:
            raise GoldError(f"{document.name}: two documents have this name, and one file would overwrite the other")
        self.taken.add(stem)
        return stem
