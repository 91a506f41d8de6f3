"""The texts of records, which tables and JSON Lines don't hold: found by their source, held to by their digest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from partyie.errors import InputError
from partyie.records import Extraction, Failure, text_digest
from partyie.text.files import possible_paths, read_file, source_name


@dataclass(frozen=True, slots=True)
class Texts:
    """Where to look for texts: at the source as a path, and below a folder, if one is given."""

    folder: Path | None = None

    def of(self, extraction: Extraction) -> Extraction:
        """The extraction with its text.

        Raises:
            InputError: The text isn't there, or isn't the one extracted; the message says where it was looked for.
        """
        if extraction.text is not None:
            return extraction
        places = list(self._places(extraction.source))
        if not places:
            raise InputError("a record without a source: its text can't be found")
        changed = None
        for place in places:
            if place.is_file():
                read = read_file(str(place), extraction.length)  # another's may have any size
                if not isinstance(read, Failure) and text_digest(read[1]) == extraction.text_sha256:
                    return extraction.with_text(read[1])
                changed = place
        if changed is not None:
            raise InputError(
                f"{source_name(str(changed))} isn't the text that was extracted (its SHA-256 differs): extract it anew"
            )
        below = "" if self.folder is None else f", nor below {self.folder}"
        raise InputError(f"its text isn't there{below}: give the folder of the texts with --texts")

    def where_known(self, extraction: Extraction) -> Extraction:
        """The extraction with its text if that is there, else as it is."""
        with suppress(InputError):
            return self.of(extraction)
        return extraction

    def _places(self, source: str | None) -> Iterator[Path]:
        """Below the folder the whole source, then ever less of its front: ``in/a/b.txt``, ``a/b.txt``, ``b.txt``.

        Gold is named after the text without its ending, so that ``.txt`` is tried, too.
        """
        if not source or source == "-":
            return
        for path in (Path(name) for named in possible_paths(source) for name in (named, f"{named}.txt")):
            if self.folder is not None:
                parts = path.parts[1:] if path.is_absolute() else path.parts
                yield from (self.folder.joinpath(*parts[skipped:]) for skipped in range(len(parts)))
            yield path
