"""Label Studio: tasks with text, regions, relations and fields of regions; proposals out, corrections in.

Label Studio counts the characters of a text in code points, as we do, line ends included: so its own tests have it
(``Should calculate offsets by code points in text``), and so 1.23 did when driven in a browser. Its versions of 2021
and before counted UTF-16 code units, so that each 𠮷 or emoji moved what follows by one (label-studio#1347). The reader
sees which one a file has by the words beside the offsets; ``write_label_studio_utf16`` writes for the old ones.

A proposal of the program (`gold_proposals.Proposal`) goes out as a *prediction*, with the model's version and scores;
other gold goes out as an *annotation*.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from partyie.errors import GoldError, InputError
from partyie.formats.beside import whole_file
from partyie.formats.corrections import (
    RELATIONS,
    OnError,
    Region,
    Relation,
    attempted,
    corrected,
    original_data,
    original_document,
)
from partyie.formats.gold import GoldDocument, GoldSpan
from partyie.formats.gold_files import encoded, json_text, read_text
from partyie.formats.gold_proposals import Proposal
from partyie.formats.json_reading import parse_json
from partyie.formats.label_studio_config import CHOSEN, LABELS, TEXT, WRITTEN, labelling_config
from partyie.formats.utf16 import Utf16

# Keys of a task's data: the document as it went out, and how its offsets were counted, if not in code points.
ORIGINAL, UNIT, UTF16 = "partyie", "offset_unit", "utf-16"
CONFIG_SUFFIX = ".labels.xml"
Place = Callable[[int], int]  # from one counting of places in a text to another


def write_label_studio(documents: Iterable[GoldDocument], path: Path, on_error: OnError | None = None) -> None:
    """Write a JSON list of tasks, and beside it the labelling interface: ``tasks.json``, ``tasks.labels.xml``.

    An interface that is there already stays as it is.

    Args:
        on_error: Is given the error of a document that can't be written, which is then left out; else it is raised.

    Raises:
        GoldError: A document has dangling relations, ids that stand twice or an empty span.
    """
    _write(documents, path, on_error, utf16=False)


def write_label_studio_utf16(documents: Iterable[GoldDocument], path: Path, on_error: OnError | None = None) -> None:
    """The same for versions of 2021 and before, whose offsets are UTF-16 code units."""
    _write(documents, path, on_error, utf16=True)


def read_label_studio(path: Path, on_error: OnError | None = None) -> Iterator[GoldDocument]:
    """The documents of an export (JSON or JSON-MIN), or of tasks that `write_label_studio` wrote.

    Of several annotations of a task the one marked as ground truth is read, else the one changed last; cancelled
    (skipped) ones never. Where the file has annotations, a task without one isn't done yet and is left out, with a
    warning; where it has none at all, the last prediction is read. JSON-MIN says neither relations nor which region a
    field belongs to: those of the document that went out hold.

    A region that was drawn anew has the next free id, and null for what isn't filled in.

    Raises:
        InputError: There is no such file.
        GoldError: The file isn't such JSON, or a region has another label than the six; the message names document,
            characters and region.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    tasks = _tasks(path)
    annotated = any(_annotations(task) for task in tasks)
    chosen = [(number, task, _chosen(task, annotated)) for number, task in enumerate(tasks, 1)]
    if left_out := sum(results is None for _, _, results in chosen):
        warnings.warn(f"{path}: {left_out} of {len(tasks)} tasks have no annotation and are left out", stacklevel=2)
    done = (one for one in chosen if one[2] is not None)
    return attempted(done, lambda one: _read_task(one[1], one[2] or (), f"{path.stem}-{one[0]}"), on_error)


read_label_studio_utf16 = read_label_studio  # it sees how a file counts


def _write(documents: Iterable[GoldDocument], path: Path, on_error: OnError | None, *, utf16: bool) -> None:
    with whole_file(path) as file:
        before = b"[\n"
        for task in attempted(documents, lambda document: _task_bytes(document, utf16), on_error):
            file.write(before + task)
            before = b",\n"
        file.write(b"\n]\n" if before == b",\n" else b"[]\n")
    config = path.with_suffix(CONFIG_SUFFIX)
    if not config.exists():
        config.write_text(labelling_config(), encoding="utf-8")


def _task_bytes(document: GoldDocument, utf16: bool) -> bytes:
    return encoded(json_text(_task(document, utf16)), document.name)


def _task(document: GoldDocument, utf16: bool) -> dict[str, Any]:
    data = {TEXT: document.text, "name": document.name, ORIGINAL: original_data(document)}
    place: Place = Utf16(document.text).units if utf16 else int
    if utf16:
        data[UNIT] = UTF16
    scores = document.scores if isinstance(document, Proposal) else {}
    results = [one for span in document.spans for one in _results(span, place, scores.get(span.id))]
    results += [one for span in document.spans for one in _relation_results(span)]
    if not isinstance(document, Proposal):
        return {"data": data, "annotations": [{"result": results}]}
    mean = {"score": round(sum(scores.values()) / len(scores), 4)} if scores else {}
    return {"data": data, "predictions": [{"model_version": document.made_by, **mean, "result": results}]}


def _results(span: GoldSpan, counting: Place, score: float | None) -> Iterator[dict[str, Any]]:
    place = {"start": counting(span.start), "end": counting(span.end)}

    def result(name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        return {"id": span.id, "from_name": name, "to_name": TEXT, "type": kind, "value": {**place, **value}}

    region = result(LABELS, "labels", {"text": span.text, "labels": [str(span.label)]})
    yield region if score is None else {**region, "score": score}
    for field, labels in WRITTEN.items():
        if span.label in labels and (value := getattr(span, field)):
            yield result(field, "textarea", {"text": [value]})
    for field, (labels, _) in CHOSEN.items():
        if span.label in labels and (value := getattr(span, field)):
            yield result(field, "choices", {"choices": [value]})


def _relation_results(span: GoldSpan) -> Iterator[dict[str, Any]]:
    for kind in RELATIONS:
        for target in getattr(span, kind):
            ends = {"from_id": span.id, "to_id": target}
            yield {"type": "relation", **ends, "direction": "right", "labels": [kind]}


def _tasks(path: Path) -> list[dict[str, Any]]:
    try:
        tasks = parse_json(read_text(path))
    except ValueError as error:
        raise GoldError(f"{path}: not JSON: {error}") from error
    tasks = [tasks] if isinstance(tasks, dict) else tasks
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise GoldError(f"{path}: not a list of Label Studio's tasks")
    return tasks


def _annotations(task: dict[str, Any]) -> list[dict[str, Any]]:
    """The annotations of a task that count; `completions` is what they were called before 2021."""
    if LABELS in task:  # JSON-MIN: one entry an annotation
        return [task]
    found = task.get("annotations") or task.get("completions") or ()
    return [one for one in found if isinstance(one, dict) and not one.get("was_cancelled")]


def _chosen(task: dict[str, Any], annotated: bool) -> list[dict[str, Any]] | None:
    """The results to be read; null where the task isn't done."""
    found = _annotations(task)
    if found and found[0] is task:
        return [{"type": "labels", "value": value} for value in task[LABELS]]
    if not annotated:
        found = [one for one in task.get("predictions") or () if isinstance(one, dict)]
    if not found:
        return None
    last = max(
        enumerate(found), key=lambda one: (bool(one[1].get("ground_truth")), one[1].get("updated_at") or "", one[0])
    )
    return list(last[1].get("result") or ())


def _read_task(task: dict[str, Any], results: Iterable[dict[str, Any]], name: str) -> GoldDocument:
    minimal = LABELS in task
    data = task if minimal else task.get("data")
    if not isinstance(data, dict) or not isinstance(data.get(TEXT), str):
        raise GoldError(f"{name}: the task has no text in data.{TEXT}")
    text = data[TEXT]
    given = data.get("name")
    name = given if isinstance(given, str) and given else name
    original = original_document(data[ORIGINAL], text) if ORIGINAL in data else GoldDocument(name=name, text=text)
    try:
        known = Utf16(text).code_points if data.get(UNIT) == UTF16 else None
        regions, relations = _read_results(list(results), original, minimal, known)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise GoldError(f"{name}: a result can't be read: {type(error).__name__}: {error}") from error
    return corrected(original, regions, None if minimal else relations)


def _read_results(
    results: list[dict[str, Any]], original: GoldDocument, minimal: bool, known: Place | None
) -> tuple[list[Region], list[Relation]]:
    marked = [one for one in results if one["type"] == "labels"]
    points = known or _code_points(marked, original)
    fields: dict[str, dict[str, Any]] = {}
    for one in results:
        if one["type"] in ("textarea", "choices"):
            _add_field(fields.setdefault(one["id"], {}), one)
    regions = []
    for number, one in enumerate(marked, 1):
        value, key = one["value"], str(one.get("id") or f"region {number}")
        labels = value.get("labels") or ["(none)"]
        if len(labels) != 1:
            raise GoldError(f"{original.name}: region {key} {value.get('text')!r} has several labels: {labels}")
        start, end = points(value["start"]), points(value["end"])
        regions.append(Region(key, labels[0], start, end, None if minimal else fields.get(key, {})))
    return regions, [relation for one in results if one["type"] == "relation" for relation in _read_relations(one)]


def _add_field(fields: dict[str, Any], result: dict[str, Any]) -> None:
    name, value = result["from_name"], result["value"]
    given = value.get("choices") if result["type"] == "choices" else value.get("text")
    written = given if isinstance(given, str) else "\n".join(given or ())
    if written and name in (*WRITTEN, *CHOSEN):
        fields[name] = written


def _read_relations(result: dict[str, Any]) -> Iterator[Relation]:
    ends = (result["from_id"], result["to_id"])
    if result.get("direction") == "left":
        ends = ends[::-1]
    for kind in result.get("labels") or (None,):
        yield Relation(kind, *ends)


def _code_points(marked: list[dict[str, Any]], original: GoldDocument) -> Place:
    """What turns offsets into code points: the counting by which the words at every place are the region's."""
    places, text = [one["value"] for one in marked], original.text
    for counting in (int, Utf16(text).code_points):
        wrong = next((one for one in places if not _says(one, text, counting)), None)
        if wrong is None:
            return counting
    first = next(one for one in places if not _says(one, text, int))
    raise GoldError(
        f"{original.name}, characters {first['start']}–{first['end']}: the region's text is {first['text']!r}, but the "
        f"document has {text[first['start'] : first['end']]!r} there: was its text changed?"
    )


def _says(place: dict[str, Any], text: str, counting: Place) -> bool:
    """Whether the region's words are there; Label Studio writes a line end as a backslash and an n."""
    said = place.get("text")
    return not isinstance(said, str) or _bare(said) == _bare(text[counting(place["start"]) : counting(place["end"])])


def _bare(words: str) -> str:
    return "".join(words.replace("\\n", "").split())
