"""A folder of files of texts into a folder of files of results, gone on with where a run left off."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from partyie import __version__
from partyie.api import SMALL, PathOrStr, job_of
from partyie.distributed.cluster import NUM_CPUS, map_by_workers, ray_data
from partyie.distributed.deaths import Count, Watched
from partyie.distributed.parts import FORMATS, UNFINISHED, Columns, Folder, Format, Part, find_parts, read_part
from partyie.errors import InputError
from partyie.lexicon.extension import tables_digest
from partyie.lexicon.user import UserLexicon
from partyie.lexicon.user_files import LexiconLike
from partyie.pipeline.limits import Limits
from partyie.pipeline.stream import Job
from partyie.pipeline.worker_process import use_one_thread

if TYPE_CHECKING:
    import pyarrow

SETTINGS = "_partyie.json"  # in the output folder: what its files were made with


@dataclass(frozen=True, slots=True)
class Parts:
    """What a run did, by the paths of the input files below their folder.

    Attributes:
        written: Files whose results were written.
        kept: Files whose results were there already.
        failed: Files that couldn't be read, with the reason; the next run tries them again.
        texts: How many texts the written files hold.
        failures: How many of those failed; each has its row.
    """

    written: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)
    texts: int = 0
    failures: int = 0


def extract_files(
    input: PathOrStr,
    output: PathOrStr,
    *,
    format: Format | None = None,
    text_column: str = "text",
    source_column: str | None = None,
    reference_date: date | None = None,
    lexicon: LexiconLike | None = None,
    model: str = SMALL,
    limits: Limits | None = None,
    num_cpus: float = NUM_CPUS,
    workers: int | None = None,
) -> Parts:
    """Read the texts of every ``.parquet`` and ``.jsonl`` file in a folder and below.

    ``2021/news.parquet`` becomes ``2021/news.parquet`` in the output folder, with the columns ``source``,
    ``extraction`` (JSON) and ``error``; or ``2021/news.jsonl`` with an Extraction or Failure a line, as ``partyie
    extract`` writes them. A file is the unit of work: some thousand texts each is a good size. A second run does only
    what lacks; delete a file to have it made again. Two runs at once into one folder aren't provided for.

    Args:
        input: A folder, local or as a URI that pyarrow knows (``s3://…``), that every worker reaches; so is
            ``output``.
        format: ``parquet`` or ``jsonl``; by default each file's own.
        text_column: Column (key) of strings.
        source_column: Column of names for the texts; a text without one is called ``FILE:ROW``, rows from 1.
        reference_date: As for :func:`partyie.extract`, with ``lexicon`` (which is sent to the workers) and
            ``model``.
        limits: As for :func:`partyie.extract_many`; a text beyond them has its row or line with the reason.
        num_cpus: What a worker claims of Ray's count of CPUs.
        workers: Most workers at once; by default one for each CPU.

    Raises:
        MissingLibraryError: Ray isn't installed.
        InputError: There are no such files, the output lies in the input, or was made with other settings.
    """
    if format is not None and format not in FORMATS:
        raise InputError(f"no format is called {format!r}; there are {', '.join(FORMATS)}")
    ray_data()
    folders, columns = (str(input), str(output)), Columns(text_column, source_column)
    job = job_of(reference_date=reference_date, lexicon=lexicon, model=model, limits=limits)
    inputs, outputs = map(Folder, folders)
    if f"{outputs.root}/".startswith(f"{inputs.root}/"):
        raise InputError(f"{output} lies in {input}, so that results would be read as texts: take a folder beside it")
    parts = find_parts(inputs.names(), format)
    done = _prepare(outputs, _settings(job, columns))
    lacking = [part for part in parts if part.output not in done]
    kept = tuple(part.input for part in parts if part.output in done)
    if not lacking:
        return Parts(kept=kept)
    rows = ray_data().from_items([asdict(part) for part in lacking], override_num_blocks=len(lacking))
    arguments = job, columns, *folders
    reports = map_by_workers(rows, FileReader, *arguments, num_cpus=num_cpus, workers=workers).take_all()
    _clear(outputs, outputs.names())
    return _summary(sorted(reports, key=lambda report: str(report["input"])), kept)


def _settings(job: Job, columns: Columns) -> dict[str, str | float | None]:
    lexicon = job.recipe.lexicon
    return {
        "package": __version__,
        "model": job.recipe.model,
        "lexicon": lexicon.digest if isinstance(lexicon, UserLexicon) else lexicon,
        "tables": tables_digest() or None,
        "reference_date": None if job.reference_date is None else job.reference_date.isoformat(),
        "text_column": columns.text,
        "source_column": columns.source,
        "max_characters": job.limits.characters,
        "max_seconds": job.limits.seconds,
    }


def _prepare(output: Folder, settings: dict[str, str | float | None]) -> set[str]:
    """Check that the output folder is of the same settings, clear away what was left unfinished, and list the rest."""
    names = set(output.names())
    if SETTINGS in names:
        with output.read(SETTINGS) as file:
            before = json.loads(file.read())
        changed = [f"{key} {before.get(key)!r}, now {now!r}" for key, now in settings.items() if before.get(key) != now]
        if changed:
            raise InputError(f"{output.root} was made with other settings ({'; '.join(changed)}): take another folder")
    else:
        with output.write(SETTINGS) as file:
            file.write(json.dumps(settings, indent=2).encode() + b"\n")
    _clear(output, names)
    return names


def _clear(output: Folder, names: Iterable[str]) -> None:
    """Remove what workers that died have left."""
    for name in names:
        if name.endswith(UNFINISHED):
            output.remove(name)


def _summary(reports: list[dict[str, Any]], kept: tuple[str, ...]) -> Parts:
    failed = {str(report["input"]): str(report["error"]) for report in reports if report["error"] is not None}
    return Parts(
        written=tuple(str(report["input"]) for report in reports if report["error"] is None),
        kept=kept,
        failed=failed,
        texts=sum(report["texts"] for report in reports),
        failures=sum(report["failures"] for report in reports),
    )


class FileReader:
    """What a worker is: reads files, one after the other."""

    def __init__(self, job: Job, columns: Columns, input: str, output: str, count: Count | None = None) -> None:
        self.watched, self.columns = Watched(job, count), columns
        self.inputs, self.outputs = Folder(input), Folder(output)
        use_one_thread()

    def __call__(self, batch: pyarrow.Table) -> dict[str, list[Any]]:
        reports = [self.report(Part(**row)) for row in batch.to_pylist()]
        return {key: [report[key] for report in reports] for key in reports[0]}

    def report(self, part: Part) -> dict[str, Any]:
        """Read one file; what can't be read is told, and stops nothing."""
        try:
            texts, failures = read_part(part, self.inputs, self.outputs, self.watched, self.columns)
        except Exception as error:
            return {"input": part.input, "texts": 0, "failures": 0, "error": str(error) or type(error).__name__}
        return {"input": part.input, "texts": texts, "failures": failures, "error": None}
