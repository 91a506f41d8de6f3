"""Label Studio: how it counts, what a person's export looks like, and which annotation is read.

``data/label_studio_1.23.json`` is an export of Label Studio 1.23.2: a proposal was imported, two regions (市委, 家) were
drawn with the mouse in Chromium behind 𠮷, an emoji, a joined emoji, CRLF and a lone CR, and it was submitted.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from gold_strategies import documents
from hypothesis import given

from partyie.errors import GoldError
from partyie.formats.gold import GoldDocument, GoldFacts, GoldSpan
from partyie.formats.gold_proposals import Proposal
from partyie.formats.label_studio import read_label_studio, write_label_studio, write_label_studio_utf16
from partyie.formats.label_studio_config import labelling_config
from partyie.records import Label

TEXT = "𠮷林市委书记\r\n魏国栋🐱到会"
EXPORT = Path(__file__).with_name("data") / "label_studio_1.23.json"


def gold() -> GoldDocument:
    spans = (
        GoldSpan(id="o1", label=Label.ORG, start=0, end=4, text="𠮷林市委", entity="中共𠮷林市委"),
        GoldSpan(id="t1", label=Label.POST, start=4, end=6, text="书记", at=("o1",), holder=("p1",), status="former"),
        GoldSpan(id="p1", label=Label.PERSON, start=8, end=11, text="魏国栋", entity="魏国栋"),
        GoldSpan(id="x7", label=Label.DATE, start=12, end=14, text="到会", value="2021", modifier="END"),
    )
    return GoldDocument(name="公告", text=TEXT, spans=spans, facts=GoldFacts(title="公告"))


def written(tmp_path: Path, document: GoldDocument | None = None) -> tuple[Path, dict[str, Any]]:
    path = tmp_path / "tasks.json"
    write_label_studio([document or gold()], path)
    return path, json.loads(path.read_text(encoding="utf-8"))[0]


def reread(path: Path, task: object) -> list[GoldDocument]:
    path.write_text(json.dumps(task if isinstance(task, list) else [task]), encoding="utf-8")
    return list(read_label_studio(path))


def regions(task: dict[str, Any]) -> list[dict[str, Any]]:
    return [result for result in task["annotations"][0]["result"] if result["type"] == "labels"]


@given(document=documents(flat=False))
def test_offsets_are_code_points(document: GoldDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Counted again in UTF-32."""
    _, task = written(tmp_path_factory.mktemp("ls"), document)
    units = task["data"]["text"].encode("utf-32-le")
    for region in regions(task):
        value = region["value"]
        assert units[4 * value["start"] : 4 * value["end"]].decode("utf-32-le") == value["text"]


@given(document=documents(flat=False))
def test_offsets_of_old_versions_are_utf16(document: GoldDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Counted again in UTF-16, which is what JavaScript's strings are."""
    path = tmp_path_factory.mktemp("ls") / "tasks.json"
    write_label_studio_utf16([document], path)
    [task] = json.loads(path.read_text(encoding="utf-8"))
    units = task["data"]["text"].encode("utf-16-le")
    for region in regions(task):
        value = region["value"]
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]


def test_an_export_of_an_old_version_is_told_by_its_words(tmp_path: Path) -> None:
    """Nothing but the words beside the offsets says how they were counted."""
    path, task = written(tmp_path)
    write_label_studio_utf16([gold()], path)
    [old] = json.loads(path.read_text(encoding="utf-8"))
    del old["data"]["offset_unit"]
    assert [region["value"]["start"] for region in regions(old)] == [0, 5, 9, 14]
    assert [region["value"]["start"] for region in regions(task)] == [0, 4, 8, 12]
    assert reread(path, old) == [gold()]


def test_the_export_of_a_person() -> None:
    [document] = read_label_studio(EXPORT)
    assert document.name == "label_studio_1.23-1"
    assert [(span.id, span.label, span.text) for span in document.spans] == [
        ("o1", "ORG", "𠮷林省委"),
        ("l1", "PLACE", "𠮷林"),
        ("t1", "POST", "书记"),
        ("p1", "PERSON", "張三"),
        ("p2", "PERSON", "李四"),
        ("p3", "PERSON", "王五\u3000"),
        ("o2", "ORG", "家"),
        ("o3", "ORG", "市委"),
        ("t2", "POST", "書記"),
    ]
    organ, _, post, *_ = document.spans
    assert (organ.entity, post.status, post.holder) == ("中共𠮷林省委", "former", ("p1",))


def test_the_short_export_of_a_person() -> None:
    """JSON-MIN has the regions, but says of no field whose it is."""
    [short] = read_label_studio(EXPORT.with_name("label_studio_1.23_min.json"))
    [document] = read_label_studio(EXPORT)
    assert {(span.label, span.start, span.end) for span in short.spans} == {
        (span.label, span.start, span.end) for span in document.spans
    }
    assert all(span.entity is None and span.status == "current" for span in short.spans)


def test_a_proposal_is_a_prediction(tmp_path: Path) -> None:
    fields = {name: getattr(gold(), name) for name in GoldDocument.model_fields}
    proposal = Proposal(**fields, made_by="partyie 1, model sm", scores={"o1": 0.5, "p1": 1.0})
    path, task = written(tmp_path, proposal)
    [prediction] = task["predictions"]
    assert "annotations" not in task
    assert (prediction["model_version"], prediction["score"]) == ("partyie 1, model sm", 0.75)
    scores = [(result["id"], result.get("score")) for result in prediction["result"] if result["type"] == "labels"]
    assert scores == [("o1", 0.5), ("t1", None), ("p1", 1.0), ("x7", None)]
    assert list(read_label_studio(path)) == [gold()]


def annotation(start: int, end: int, label: str = "PERSON", **fields: object) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label]}
    return {"result": [{"id": "x", "from_name": "label", "type": "labels", "value": value}], **fields}


@pytest.mark.parametrize(
    ("annotations", "start"),
    [
        ([annotation(0, 1), annotation(1, 2)], 1),
        ([annotation(0, 1, updated_at="2026-02"), annotation(1, 2, updated_at="2026-01")], 0),
        ([annotation(0, 1, ground_truth=True), annotation(1, 2)], 0),
        ([annotation(0, 1), annotation(1, 2, was_cancelled=True)], 0),
    ],
)
def test_which_annotation_is_read(annotations: list[dict[str, Any]], start: int, tmp_path: Path) -> None:
    """Ground truth first, then the last one changed; a cancelled one never."""
    [document] = reread(tmp_path / "e.json", {"data": {"text": "魏国栋"}, "annotations": annotations})
    assert [span.start for span in document.spans] == [start]


def test_tasks_that_are_not_done_are_left_out_and_counted(tmp_path: Path) -> None:
    """A prediction that nobody has looked at is no gold; in a file without annotations it is what went out."""
    done = {"data": {"text": "魏国栋", "name": "a"}, "annotations": [annotation(0, 3)]}
    skipped = {"data": {"text": "路平"}, "annotations": [annotation(0, 2, was_cancelled=True)]}
    waiting = {"data": {"text": "路平", "name": "b"}, "annotations": [], "predictions": [annotation(0, 2)]}
    with pytest.warns(UserWarning, match="2 of 3 tasks have no annotation and are left out"):
        assert [document.name for document in reread(tmp_path / "e.json", [done, skipped, waiting])] == ["a"]
    assert [document.name for document in reread(tmp_path / "e.json", [waiting])] == ["b"]


def test_corrections_come_back(tmp_path: Path) -> None:
    """One mention gone, one with other bounds, one with another value, a new one, a relation drawn backwards."""
    path, task = written(tmp_path)
    results = [one for one in task["annotations"][0]["result"] if one.get("id") != "x7"]
    by_id = {(one.get("id"), one["type"]): one for one in results}
    by_id["o1", "labels"]["value"] |= {"start": 1, "text": "林市委"}
    by_id["o1", "textarea"]["value"]["text"] = ["中共吉林市委"]
    by_id["t1", "choices"]["value"]["choices"] = ["proposed"]
    results = [one for one in results if one["type"] != "relation"]
    new = {"start": 11, "end": 12, "labels": ["PERSON"], "text": "🐱"}
    results.append({"id": "kJ2", "from_name": "label", "type": "labels", "value": new})
    results.append({"from_id": "kJ2", "to_id": "t1", "type": "relation", "direction": "right", "labels": []})
    task["annotations"][0]["result"] = results
    [document] = reread(path, task)
    organ, post, person, added = document.spans
    assert (organ.id, organ.text, organ.entity) == ("o1", "林市委", "中共吉林市委")
    assert (post.status, post.holder, post.at) == ("proposed", ("p2",), ())
    assert (person.id, added.id, added.entity) == ("p1", "p2", None)
    assert document.facts == gold().facts


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"labels": ["LOC"]}, "公告, characters 0–4: LOC o1 '𠮷林市委': label LOC is none of PERSON, POST, ORG, PLACE"),
        ({"labels": ["ORG", "PLACE"]}, "公告: region o1 '𠮷林市委' has several labels"),
        ({"labels": []}, r"label \(none\) is none of PERSON"),
        ({"end": 99, "text": None}, "公告, characters 0–99: ORG o1 .*no such place in a text of 14 characters"),
        ({"text": "市委"}, "characters 0–4: the region's text is '市委', but the document has '𠮷林市委' there"),
    ],
)
def test_what_cannot_be_read_is_named(change: dict[str, object], said: str, tmp_path: Path) -> None:
    path, task = written(tmp_path)
    regions(task)[0]["value"] |= change
    with pytest.raises(GoldError, match=said):
        reread(path, task)


@pytest.mark.parametrize(
    "data", ["{", "3", "[3]", '[{"annotations": [{"result": []}]}]', '[{"data": {}, "annotations": [{}]}]']
)
def test_what_is_no_export(data: str, tmp_path: Path) -> None:
    (tmp_path / "e.json").write_text(data, encoding="utf-8")
    with pytest.raises(GoldError):
        list(read_label_studio(tmp_path / "e.json"))


def test_the_interface_has_what_results_name(tmp_path: Path) -> None:
    """Every control that a result is of, every label and every choice; and one that is there isn't written over."""
    config = ElementTree.fromstring(labelling_config())
    controls = {tag.get("name") for tag in config.iter() if tag.get("toName") == "text"}
    values = {tag.get("value") for tag in config.iter() if tag.tag in ("Label", "Choice", "Relation")}
    path, task = written(tmp_path)
    for result in task["annotations"][0]["result"]:
        assert result["type"] == "relation" or result["from_name"] in controls
        assert set(result.get("labels", result.get("value", {}).get("choices", []))) <= values
    assert set(Label) | {"holder", "at", "member", "when", "former", "LESS_THAN", "share"} <= values
    beside = path.with_name("tasks.labels.xml")
    assert beside.read_text(encoding="utf-8") == labelling_config()
    beside.write_text("mine", encoding="utf-8")
    written(tmp_path)
    assert beside.read_text(encoding="utf-8") == "mine"
