"""The command ``convert``: from one format to another, over the bridge between records and annotation where needed."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from partyie.cli.interruption import Interruption
from partyie.cli.options import FAILED, INTERRUPTED, READ, complaint, say
from partyie.cli.texts import Texts
from partyie.errors import InputError, MissingLibraryError, PartyieError
from partyie.formats.registry import FORMATS, Format, format_lines, format_named, guess_format
from partyie.records import Extraction, Failure
from partyie.text.files import endless

SCORED = ("inline", "gold-json")  # what `partyie benchmark` reads


class Naming(StrEnum):
    """What a document is named after that was extracted from a file."""

    STEM = "stem"
    PATH = "path"


@dataclass(slots=True)
class Conversion:
    """One run of the command.

    Attributes:
        inputs: Each with its format.
        failed: How many inputs or documents failed.
        names: The documents named so far, and the source of each.
    """

    inputs: Sequence[tuple[Path, Format]]
    target: Format
    texts: Texts
    naming: Naming
    failed: int = 0
    names: dict[str, str | None] = field(default_factory=dict)

    def fail(self, error: Exception) -> None:
        """Say what failed, and count it."""
        self.failed += 1
        say(str(error))

    def items(self) -> Iterator[Any]:
        """What is to be written, as the target has it."""
        for path, source in self.inputs:
            for item in self.read(path, source):
                try:
                    converted = self.convert(item, source)
                except PartyieError as error:
                    self.fail(error if source.hub == "annotation" else InputError(f"{item.source}: {error}"))
                else:
                    if converted is not None:
                        yield converted

    def read(self, path: Path, source: Format) -> Iterator[Any]:
        try:
            _refuse_endless(path)
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always", UserWarning)
                on_error = {"on_error": self.fail} if source.hub == "annotation" else {}
                items = source.reader()(path, **on_error)
            for warning in told:
                say(str(warning.message))
            yield from items
        except MissingLibraryError as error:
            raise typer.BadParameter(str(error), param_hint="'IN'") from error
        except PartyieError as error:
            self.fail(error)
        except OSError as error:
            self.fail(InputError(f"{path}: {(error.strerror or str(error)).lower()}"))

    def convert(self, item: Any, source: Format) -> Any:
        """The item as the target's kind of thing; null where there is none."""
        if source.hub == self.target.hub == "records":
            return self.with_text(item)
        if source.hub == "records":
            return self.annotation(item)
        if self.target.hub == "records":
            return records(item)
        return item

    def with_text(self, item: Extraction | Failure) -> Extraction | Failure:
        """The item with its text, as far as the target has a use for it."""
        if isinstance(item, Failure):
            return item
        if self.target.needs_text:
            return self.texts.of(item)
        return self.texts.where_known(item) if self.target.uses_text else item

    def annotation(self, item: Extraction | Failure) -> Any:
        from partyie.formats.gold_proposals import gold_from_extraction

        if isinstance(item, Failure):
            self.failed += 1
            typer.echo(complaint(item), err=True)
            return None
        extraction = self.texts.of(item)
        assert extraction.text is not None
        name = self.name(extraction)
        if name in self.names:
            raise InputError(f"{self.names[name]} is named {name}, too: --name path keeps them apart")
        self.names[name] = extraction.source
        return gold_from_extraction(extraction, extraction.text, name)

    def name(self, extraction: Extraction) -> str:
        """The document's name; a text without a source is named by its digest."""
        if not extraction.source or extraction.source == "-":
            return extraction.text_sha256[:12]
        if self.naming is Naming.STEM:
            return Path(extraction.source).stem
        return extraction.source.removesuffix(".txt")  # another ending stays: a.md beside a.txt is another text


def convert(
    paths: Annotated[
        list[Path], typer.Argument(metavar="IN", help="Files or folders in one of the formats.", show_default=False)
    ],
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.", show_default=False)
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help="File or folder to write.", show_default=False)
    ],
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FORMAT", help="What IN is; else told by its name and content."),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, metavar="FOLDER", help="Where the texts of records lie."),
    ] = None,
    name: Annotated[
        Naming, typer.Option(help="Name documents after the file's name, or after its whole path.")
    ] = Naming.STEM,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over an OUT that is there already.")] = False,
    formats: Annotated[
        bool,
        typer.Option(
            "--formats", help="List the formats and leave.", is_eager=True, callback=lambda on: on and _list_formats()
        ),
    ] = False,
) -> None:
    """Convert records and annotation from one format to another.

    Records (jsonl …) become proposals for an annotator (label-studio, doccano, brat, inline …), and what an annotator
    corrected becomes gold that `partyie benchmark --gold` reads, or records. Records hold no text: it is looked for at
    the source that they name, and below --texts, and must be the one extracted. No input is ever written over. An OUT
    that is one file, or parquet, is put there when it is whole: Ctrl-C leaves what was there before. Exit: 0 all
    converted; 1 some failed, each named on standard error, or OUT couldn't be written; 2 bad usage; 130 interrupted.
    """
    target = _named(to, "'--to'")
    inputs = [(path, _format_of(path, source)) for path in paths]
    _check_output(output, target, paths, overwrite)
    run = Conversion(inputs, target, Texts(texts), name)
    with Interruption():
        try:
            _write(run, output)
        except KeyboardInterrupt:
            say(f"interrupted: {_left(run.target, output)}")
            raise typer.Exit(INTERRUPTED) from None
    raise typer.Exit(FAILED if run.failed else READ)


def _list_formats() -> NoReturn:
    for line in format_lines():
        typer.echo(line)
    raise typer.Exit


def records(document: Any) -> Extraction:
    """The records of a gold document, with their text."""
    from partyie.formats.gold_checks import check_values
    from partyie.formats.gold_records import extraction_from_gold

    check_values(document)
    return extraction_from_gold(document).with_text(document.text)


def _write(run: Conversion, output: Path) -> None:
    items = _held_to_the_guideline(run.items()) if run.target.name in SCORED else run.items()
    on_error = {"on_error": run.fail} if run.target.leaves_out else {}
    try:
        first = list(islice(items, 1))
        if run.failed and not first:
            return  # an OUT without anything would only be in the way of the next try
        run.target.writer()(chain(first, items), output, **on_error)
    except MissingLibraryError as error:
        raise typer.BadParameter(str(error), param_hint="'--to'") from error
    except PartyieError as error:
        run.fail(error)
    except OSError as error:
        say(f"can't write {output}: {(error.strerror or str(error)).lower()}; {_left(run.target, output)}")
        raise typer.Exit(FAILED) from error


def _refuse_endless(path: Path) -> None:
    """A device may never end; in a folder, where nobody has named it, a pipe may never begin.

    Raises:
        InputError: It is one, or has one in it.
    """
    if path.is_dir():
        others = (one for one in sorted(path.iterdir()) if one.exists() and not (one.is_file() or one.is_dir()))
        if odd := next(others, None):
            raise InputError(f"{odd}: not a regular file")
    elif refused := endless(os.path.join(path.parent, path.name)):  # a file may be called -
        raise InputError(f"{path}: {refused.error.message}")


def _left(target: Format, output: Path) -> str:
    """What is there after a run that was stopped."""
    if target.at_once:
        return f"{output} {'is as it was' if output.exists() else 'is not written'}"
    return f"what was written so far is in {output}"


def _held_to_the_guideline(documents: Iterator[Any]) -> Iterator[Any]:
    """The same documents; what must be mended before they can be scored is told."""
    from partyie.errors import GoldError
    from partyie.formats.gold_checks import check_gold

    for document in documents:
        try:
            check_gold(document)
        except GoldError as error:
            say(f"to be mended before it is scored:\n{error}")
        yield document


def _named(name: str, hint: str) -> Format:
    try:
        return format_named(name)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint=hint) from error


def _format_of(path: Path, source: str | None) -> Format:
    given = None if source is None else _named(source, "'--from'")
    try:
        found = given or guess_format(path)
        found.reader()
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="'IN'" if given is None else "'--from'") from error
    return found


def _check_output(output: Path, target: Format, paths: Sequence[Path], overwrite: bool) -> None:
    """Nothing is written into or over an input, nor over what is there already unless that is asked for."""
    whole, inputs = output.resolve(), [path.resolve() for path in paths]
    if any(whole == path or whole.is_relative_to(path) or path.is_relative_to(whole) for path in inputs):
        raise typer.BadParameter(f"{output} is, holds or lies in an input", param_hint="'-o'")
    if not output.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {output.parent}", param_hint="'-o'")
    if output.exists() and output.is_dir() is not (target.kind == "folder"):
        raise typer.BadParameter(f"{target.name} is a {target.kind}, {output} is not", param_hint="'-o'")
    used = any(output.iterdir()) if output.is_dir() else output.exists()
    if used and not overwrite:
        raise typer.BadParameter(f"{output} is there already: --overwrite writes over it", param_hint="'-o'")
