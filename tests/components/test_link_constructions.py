"""Who holds which post at which body: one line for each construction of official writing.

``data/links.tsv`` holds a row a construction with its mentions given: ``{P:周铁山}任{O:县财政局}{T:局长}``, a line break
as ⏎, and what is expected of every title in text order, as ``TITLE=HOLDERS@BODY:STATUS`` (current left out).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from marked_readings import marked, surface

import partyie
from partyie.components.links import find_links
from partyie.components.reading import Candidate, Reading
from partyie.lexicon.link_verbs import link_verbs
from partyie.records import Label

TABLE = Path(__file__).parent / "data" / "links.tsv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def said_of(reading: Reading, post: Candidate) -> str:
    """``局长=周铁山@县财政局:former``."""
    found = {
        kind: "、".join(
            surface(reading, relation.target)
            for relation in sorted(reading.relations, key=lambda relation: relation.target.start)
            if relation.kind == kind and relation.source is post
        )
        for kind in ("holder", "at")
    }
    body = "@" + found["at"] if found["at"] else ""
    status = "" if post.data["status"] == "current" else ":" + post.data["status"]
    return f"{surface(reading, post)}={found['holder']}{body}{status}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_every_row_of_the_table(row):
    reading = marked(row["text"].replace("⏎", "\n"))
    find_links(reading)
    said = [said_of(reading, mention) for mention in reading.mentions if mention.label is Label.POST]
    assert "; ".join(said) == row["expected"]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_every_link_of_the_table_has_a_rule_and_its_words(row):
    reading = marked(row["text"].replace("⏎", "\n"))
    find_links(reading)
    for relation in reading.relations:
        assert relation.rule.partition(".")[0] == relation.kind
        assert relation.start == min(relation.source.start, relation.target.start)
        assert relation.end == max(relation.source.end, relation.target.end)


def posts(text: str) -> list[tuple[str, str, str, str]]:
    """Title, holders, bodies by their resolved names, and status of every post of a text."""
    x = partyie.extract(text)
    names = {record.id: record.name for record in (*x.persons, *x.organisations, *x.places)}
    return [
        (p.title, "、".join(names[i] for i in p.holders), "、".join(names[i] for i in p.at), p.status) for p in x.posts
    ]


PERSONS = ("{P:周铁山}", "{P:周铁山}、{P:郑小满}", "{P:周铁山}、{P:郑小满}、{P:高一鸣}")
POSTS = ("{T:主任}", "{T:主任}、{T:会计}")
SUBJECT_VERBS = [verb for verb in link_verbs().values() if verb.example.startswith(f"李和平{verb.form}")]
OBJECT_VERBS = [verb for verb in link_verbs().values() if verb.example.startswith(f"{verb.form}李和平")]


def all_hold(text: str, status: str) -> None:
    """Every person of the text holds every post of it, at the one body, with the status."""
    reading = marked(text)
    find_links(reading)
    names = "、".join(surface(reading, mention) for mention in reading.mentions if mention.label is Label.PERSON)
    end = "" if status == "current" else ":" + status
    posts = [mention for mention in reading.mentions if mention.label is Label.POST]
    assert [said_of(reading, post) for post in posts] == [
        f"{surface(reading, post)}={names}@县供销社{end}" for post in posts
    ]


@pytest.mark.parametrize("posts", POSTS)
@pytest.mark.parametrize("persons", PERSONS)
@pytest.mark.parametrize("verb", SUBJECT_VERBS, ids=lambda verb: verb.id)
def test_verbs_after_the_persons(verb, persons, posts):
    all_hold(f"{persons}{verb.form}{{O:县供销社}}{posts}。", verb.status)


@pytest.mark.parametrize("posts", POSTS)
@pytest.mark.parametrize("persons", PERSONS)
@pytest.mark.parametrize("verb", OBJECT_VERBS, ids=lambda verb: verb.id)
def test_verbs_before_the_persons(verb, persons, posts):
    removes = verb.event == "remove"
    all_hold(
        f"{verb.form}{persons}{'的' if removes else '为'}{{O:县供销社}}{posts}{'职务' if removes else ''}。",
        verb.status,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("芦山县委书记周铁山到村调研。", [("书记", "周铁山", "中共芦山县委", "current")]),
        ("芦山县财政局局长周铁山、副局长郑小满出席。",
         [("局长", "周铁山", "芦山县财政局", "current"), ("副局长", "郑小满", "芦山县财政局", "current")]),
        ("芦山县财政局党组书记、局长周铁山主持会议。",
         [("书记", "周铁山", "芦山县财政局党组", "current"), ("局长", "周铁山", "芦山县财政局党组", "current")]),
        ("任命周铁山为芦山县财政局局长。", [("局长", "周铁山", "芦山县财政局", "current")]),
        ("免去周铁山的芦山县财政局局长职务。", [("局长", "周铁山", "芦山县财政局", "former")]),
        ("周铁山同志任芦山县财政局局长。", [("局长", "周铁山", "芦山县财政局", "current")]),
        ("周铁山不再担任芦山县财政局局长。", [("局长", "周铁山", "芦山县财政局", "former")]),
        ("周铁山，男，汉族，1970年3月生，现任芦山县财政局局长，拟任芦山县政协副主席。",
         [("局长", "周铁山", "芦山县财政局", "current"), ("副主席", "周铁山", "芦山县政协", "proposed")]),
        ("周铁山曾任芦山县财政局局长。", [("局长", "周铁山", "芦山县财政局", "former")]),
        ("原芦山县财政局局长周铁山受到处分。", [("局长", "周铁山", "芦山县财政局", "former")]),
    ],
)  # fmt: skip
def test_constructions(text, expected):
    assert posts(text) == expected


@pytest.mark.parametrize(
    "text", ["周铁山曾向书记汇报工作。", "书记不在。周铁山在村里。", "县里任务重，周铁山在村里蹲点。"]
)
def test_no_holder_without_evidence(text):
    assert all(not holders for _, holders, _, _ in posts(text))


def test_links_name_their_rule_and_their_words():
    text = "芦山县委书记周铁山到村调研。"
    x = partyie.extract(text)
    [holder] = [link for link in x.links if link.kind == "holder"]
    assert holder.rule.startswith("holder.")
    assert text[holder.evidence.start : holder.evidence.end] == "书记周铁山"
