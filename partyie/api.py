"""The front door: load a pipeline, read a text, read many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from partyie.errors import InputError
from partyie.records import Extraction, Failure

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

    from partyie.lexicon.user_files import LexiconLike
    from partyie.pipeline.explanation import Explanation
    from partyie.pipeline.limits import Limits
    from partyie.pipeline.progress import Progress
    from partyie.pipeline.reader import Recipe
    from partyie.pipeline.stream import Job

SMALL = "sm"
PathOrStr = str | PathLike[str]
OnError = Literal["record", "raise"]


def load(
    name: str = SMALL,
    *,
    lexicon: LexiconLike | None = None,
    exclude: str | Iterable[str] = (),
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    vocab: Vocab | bool = True,
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Build the pipeline: a spaCy ``Language`` whose Docs carry ``doc.spans["partyie"]`` and ``doc._.extraction``.

    ``spacy.load("partyie")`` is the same and hands its own settings on, hence the last four.

    Args:
        name: The learnt model: ``sm``, which comes with the package, or ``lg``, a package of its own.
        lexicon: Names of your own, which beat every rule: a file (TSV or JSON Lines), several of them, or a
            :class:`UserLexicon`. ``partyie.use_lexicon`` exchanges them.
        exclude: Names of components to leave out.
        disable: Names of components to build and not to run, until ``nlp.enable_pipe``.
        enable: Names of the only components to run.
        vocab: A vocabulary to share with another pipeline.
        config: Settings that replace those of ``partyie/pipeline/config.cfg``, nested or by dotted name
            (``{"components.partyie_anchors.prefer": "past"}``).

    Raises:
        ModelError: There is no such model, or it isn't installed.
        InputError: The lexicon file is missing.
        TableError: A row of the lexicon can't be read; the message names file, line and reason.
    """
    from partyie.pipeline.build import Settings, build

    return build(
        model=name,
        exclude=exclude,
        lexicon=lexicon,
        settings=Settings(disable=disable, enable=enable, vocab=vocab, config=config or {}),
    )


def extract(
    text: str,
    *,
    reference_date: date | None = None,
    source: str | None = None,
    lexicon: LexiconLike | None = None,
    model: str = SMALL,
    limits: Limits | None = None,
) -> Extraction:
    """Read one text of any length.

    Args:
        text: As it came, untouched: every ``start`` and ``end`` counts its code points.
        reference_date: ``date`` or ``datetime`` for 昨天, 今年 and dates without a year; without it the document's own
            date is taken, and today's never.
        source: A name for the text, kept in the result.
        lexicon: As for :func:`load`. All lexicons share one pipeline, and a file that stays the same is read once:
            another one at each call costs little.
        model: ``sm`` or ``lg``, as for :func:`load`.
        limits: How long the text may be and how long its reading may take; by default 20 million code points, and any
            time.

    Raises:
        TooLongError: The text is beyond the limits.
        InputError: ``text`` isn't a string, or the lexicon file is missing.
        ModelError, TableError: As for :func:`load`.
    """
    from partyie.pipeline.limits import Limits, within
    from partyie.pipeline.reader import reader_for

    reader = reader_for(_recipe(lexicon, model))
    with within(limits or Limits(), text):
        return reader.read(text, source=source, reference_date=reference_date)


def extract_many(
    texts: Iterable[str | tuple[str | None, str] | Failure],
    *,
    n_process: int = 1,
    batch_size: int = 64,
    reference_date: date | None = None,
    on_error: OnError = "record",
    progress: bool | Callable[[Progress], object] = False,
    lexicon: LexiconLike | None = None,
    model: str = SMALL,
    limits: Limits | None = None,
) -> Iterator[Extraction | Failure]:
    """Read a stream of texts; results come in their order, and memory doesn't grow with their number.

    The same text gives the same Extraction in any number of processes and threads. Texts are taken from an iterator
    only a few batches ahead, and closing the stream early ends its processes.

    Args:
        texts: Strings or ``(source, string)`` pairs. A Failure among them (a file that couldn't be read) is handed on
            in its place.
        n_process: Worker processes; under the start methods ``spawn`` and ``forkserver`` the calling program needs
            its ``if __name__ == "__main__":``.
        batch_size: Most texts sent to a process at once.
        on_error: ``record`` gives a Failure in the place of a text that can't be read, even one that kills its
            process; ``raise`` stops at the first.
        progress: ``True`` shows a bar on standard error, where that is a terminal, or a line in the notebook. A
            callable is given a :class:`Progress` (``done``, ``failed``, ``characters``, ``seconds``, ``total``) after
            each text, in this process. ``total`` is known where ``texts`` has a length.
        limits: As for :func:`extract`, for each text. One beyond them gives a Failure whose ``error`` is a
            :class:`~partyie.records.TooLong`.

    Raises:
        InputError: ``texts`` is one string.
        ValueError: A setting is out of range.
    """
    from partyie.pipeline.progress import count_of, counted, shown
    from partyie.pipeline.stream import read_many

    if isinstance(texts, str | bytes):
        raise InputError(f"texts are several strings; this is one {type(texts).__name__}: put it into a list")
    if n_process < 1 or batch_size < 1:
        raise ValueError(f"n_process={n_process}, batch_size={batch_size}: both are at least 1")
    if not isinstance(progress, bool) and not callable(progress):
        raise ValueError(f"progress={progress!r}: it is True, False or a callable that is given a Progress")
    job = job_of(on_error=on_error, reference_date=reference_date, lexicon=lexicon, model=model, limits=limits)
    results = read_many(texts, job, n_process=n_process, batch_size=batch_size)
    if callable(progress):
        return counted(results, progress, count_of(texts))
    return shown(results, count_of(texts)) if progress else results


def job_of(
    *,
    on_error: OnError = "record",
    reference_date: date | None = None,
    lexicon: LexiconLike | None = None,
    model: str = SMALL,
    limits: Limits | None = None,
) -> Job:
    """How texts are to be read, checked and small enough to send to another process: what streams are made with.

    Raises:
        InputError: The lexicon file is missing.
        TypeError: ``reference_date`` is no date.
        ValueError: ``on_error`` is neither ``record`` nor ``raise``.
    """
    if on_error not in ("record", "raise"):
        raise ValueError(f"on_error={on_error!r}: it is 'record' or 'raise'")
    from partyie.pipeline.limits import Limits
    from partyie.pipeline.reader import iso_reference
    from partyie.pipeline.stream import Job

    iso_reference(reference_date)
    return Job(_recipe(lexicon, model), reference_date, on_error, limits or Limits())


def explain(
    text: str,
    at: int | str | tuple[str, int],
    *,
    source: str | None = None,
    reference_date: date | None = None,
    lexicon: LexiconLike | None = None,
    model: str = SMALL,
    limits: Limits | None = None,
) -> Explanation:
    """Say which rules proposed what at a place, which won and why.

    Args:
        at: A code point of the text, a mention's id (``m3``), or words with how often they have stood till there:
            ``("市委", 2)``.
        limits: As for :func:`extract`; the time is that of all readings together.

    Raises:
        TooLongError: The text is beyond the limits.
        InputError: There is no such place in the text, or ``at`` is something else.
    """
    from partyie.pipeline.explanation import explain_place
    from partyie.pipeline.limits import Limits, within
    from partyie.pipeline.reader import reader_for

    reader = reader_for(_recipe(lexicon, model, explain=True))
    with within(limits or Limits(), text):
        return explain_place(reader, text, at, source=source, reference_date=reference_date)


def _recipe(lexicon: LexiconLike | None, model: str, *, explain: bool = False) -> Recipe:
    from partyie.lexicon.user_files import read_lexicon
    from partyie.pipeline.reader import Recipe

    return Recipe(None if lexicon is None else read_lexicon(lexicon), explain, model)
