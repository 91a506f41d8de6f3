"""DocBin: what is written is read back exactly, by us and by spaCy alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.vocab import Vocab

import partyie
from partyie.benchmarks.corpus import read_split
from partyie.errors import InputError, TooLongError
from partyie.formats.docbin import (
    RECORDS,
    doc_from_extraction,
    item_from_doc,
    make_examples,
    read_docbin,
    tokens,
    write_docbin,
)
from partyie.formats.gold_records import extraction_from_gold
from partyie.records import (
    DocumentFacts,
    Extraction,
    Failure,
    FailureReason,
    Label,
    Mention,
    TooLong,
    Version,
    text_digest,
)

TOO_LONG = Failure(source="长.txt", error=TooLong.of(TooLongError("characters", 2, 3)))
FAILURE = Failure(source="坏.txt", error=FailureReason(kind="InputError", message="no text"))
AWKWARD = [
    "",
    " ",
    "\r\n",
    "莆田市委書(shū)記张三，\r\n2021年9月　任职。",
    "𠮷野家😀到村，家人👨‍👩‍👧来了",
    "  a  b \n\n c\u3000 d\t",
    "\ufeff张　三\x85\u2028\x1c",
    "e\u0301 书记\u200b",
]


def extraction_of(text: str, *spans: tuple[int, int], source: str | None = None) -> Extraction:
    mentions = tuple(
        Mention(
            id=f"m{n}",
            label=list(Label)[n % 6],
            start=i,
            end=j,
            text=text[i:j],
            norm=text[i:j],
            record=f"x{n}",
            rule="r",
        )
        for n, (i, j) in enumerate(spans, 1)
    )
    return Extraction(
        source=source,
        text_sha256=text_digest(text),
        length=len(text),
        document=DocumentFacts(),
        mentions=mentions,
        version=Version(package="0", model="0", lexicon="0"),
    ).with_text(text)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    alphabet = st.sampled_from("张三县a1 \n\r\t　𠮷😀，\u200d\u0301\x85") | st.characters(exclude_categories=["Cs"])
    text = draw(st.text(alphabet, max_size=30))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(sorted).filter(lambda s: s[0] < s[1]), max_size=6))
    return extraction_of(text, *map(tuple, spans))


@given(extractions())
def test_any_text_with_any_mentions_round_trips(extraction: Extraction) -> None:
    doc = doc_from_extraction(extraction, Vocab())
    assert doc.text == extraction.text
    assert [(s.start_char, s.end_char, s.label_, s.id_, s.kb_id_) for s in doc.spans["partyie"]] == [
        (m.start, m.end, m.label.value, m.id, m.record) for m in extraction.mentions
    ]
    [copy] = DocBin(store_user_data=True, docs=[doc]).get_docs(Vocab())
    assert item_from_doc(copy) == extraction


@pytest.mark.parametrize("text", AWKWARD, ids=ascii)
def test_tokens_are_those_of_a_blank_chinese_pipeline(text: str) -> None:
    words, spaces = tokens(text)
    theirs = spacy.blank("zh")(text)
    assert words == [token.text for token in theirs]
    assert spaces == [bool(token.whitespace_) for token in theirs]


def test_a_mention_that_ends_in_a_blank_makes_blanks_tokens() -> None:
    doc = doc_from_extraction(extraction_of("张 三 到", (0, 2), (2, 3)), Vocab())
    assert [token.text for token in doc] == list("张 三 到")
    assert [span.text for span in doc.spans["partyie"]] == ["张 ", "三"]


def test_overlapping_mentions_stay_and_names_without_overlap_are_entities() -> None:
    doc = doc_from_extraction(extraction_of("莆田市委书记", (0, 3), (0, 4), (4, 6)), Vocab())
    assert [span.text for span in doc.spans["partyie"]] == ["莆田市", "莆田市委", "书记"]
    assert [entity.text for entity in doc.ents] == ["莆田市委", "书记"]


def test_norms_are_the_mentions_own(extraction: Extraction) -> None:
    doc = doc_from_extraction(extraction, Vocab())
    post = doc.spans["partyie"][1]
    assert post.text == "書(shū)記"
    assert [token.norm_ for token in post] == ["书", "(", "s", "h", "ū", ")", "记"]
    assert (doc[-1].text, doc[-1].norm_) == ("。", "。")


def test_files_round_trip(tmp_path: Path, extraction: Extraction) -> None:
    items = [extraction, FAILURE, TOO_LONG, *(extraction_of(text, source=ascii(text)) for text in AWKWARD), extraction]
    write_docbin(iter(items), tmp_path / "a.spacy")
    back = list(read_docbin(tmp_path / "a.spacy"))
    assert back == items
    assert [one.text for one in back if isinstance(one, Extraction)] == [extraction.text, *AWKWARD, extraction.text]


def test_failures_alone_and_nothing_at_all_round_trip(tmp_path: Path) -> None:
    for items in ([], [FAILURE], [extraction_of("")]):
        write_docbin(items, tmp_path / "a.spacy")
        assert list(read_docbin(tmp_path / "a.spacy")) == items


def test_all_committed_gold_round_trips(tmp_path: Path) -> None:
    gold = [
        extraction_from_gold(one).with_text(one.text) for split in ("training", "written") for one in read_split(split)
    ]
    write_docbin(gold, tmp_path / "gold.spacy")
    back = list(read_docbin(tmp_path / "gold.spacy"))
    assert back == gold and len(gold) > 70
    [doc] = DocBin(store_user_data=True, docs=[doc_from_extraction(gold[0], Vocab())]).get_docs(Vocab())
    assert [span.text for span in doc.spans["partyie"]] == [mention.text for mention in gold[0].mentions]


ALONE = """
import importlib.metadata as metadata, sys
found = metadata.distributions
metadata.distributions = lambda **k: (d for d in found(**k) if not d.metadata["Name"].startswith("partyie"))
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "partyie":
            raise ImportError(name)
sys.meta_path.insert(0, Block())
import json, spacy
from spacy.tokens import Doc, DocBin
docs = DocBin(store_user_data=True).from_disk(sys.argv[1]).get_docs(spacy.blank("zh").vocab)
told = [
    [doc.text, [[s.text, s.label_, s.id_, s.start_char] for s in doc.spans.get("partyie", ())], doc.user_data]
    for doc in docs
]
assert not [name for name in sys.modules if name.startswith("partyie")]
assert not Doc.has_extension("extraction")
told = json.loads(json.dumps(told, default=lambda value: "bytes" if type(value) is bytes else 1 / 0))
print(json.dumps(told))
"""


def read_alone(path: Path) -> list[list[object]]:
    """Texts, spans and user data as a process sees them that has spaCy and can't import partyie."""
    import json

    done = subprocess.run([sys.executable, "-c", ALONE, str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_spacy_alone_reads_a_file(tmp_path: Path, extraction: Extraction) -> None:
    """Written by us, and by spaCy from Docs of the pipeline."""
    nlp = partyie.load()
    write_docbin([extraction, FAILURE], tmp_path / "ours.spacy")
    DocBin(store_user_data=True, docs=nlp.pipe([extraction.text, "𠮷😀\r\n"])).to_disk(tmp_path / "theirs.spacy")
    spans = [[m.text, m.label.value, m.id, m.start] for m in extraction.mentions]
    ours, theirs = read_alone(tmp_path / "ours.spacy"), read_alone(tmp_path / "theirs.spacy")
    assert ours[0] == [extraction.text, spans, {RECORDS: extraction.model_dump(mode="json")}]
    assert ours[1] == ["", [], {"partyie_failure": FAILURE.model_dump(mode="json")}]
    assert [row[0] for row in theirs] == [extraction.text, "𠮷😀\r\n"]
    read = partyie.extract(str(extraction.text))
    assert theirs[0][1] == [[m.text, m.label.value, m.id, m.start] for m in read.mentions]
    assert next(read_docbin(tmp_path / "theirs.spacy")) == read


def test_docs_read_back_know_their_extraction(extraction: Extraction) -> None:
    nlp = partyie.load()
    doc = doc_from_extraction(extraction, nlp.vocab)
    assert doc._.extraction == extraction
    assert [span._.record.id for span in doc.spans["partyie"]] == [m.record for m in extraction.mentions]


@pytest.mark.parametrize("data", [b"", b"xx", b"x\x9c"], ids=ascii)
def test_another_file_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.spacy"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"a\.spacy isn't a DocBin"):
        list(read_docbin(path))


def test_docs_without_records_are_named(tmp_path: Path) -> None:
    nlp = partyie.load()
    DocBin(docs=[nlp("张三到村。")]).to_disk(tmp_path / "a.spacy")
    with pytest.raises(InputError, match=r"a\.spacy, Doc 1: no records of partyie.*store_user_data=True"):
        list(read_docbin(tmp_path / "a.spacy"))


def test_records_of_another_kind_or_text_are_named(tmp_path: Path, extraction: Extraction) -> None:
    for data, said in (
        ({"a": 1}, "text_sha256: Field required"),
        (extraction.model_dump(mode="json"), "SHA-256 differs"),
    ):
        doc = spacy.blank("zh")("张三")
        doc.user_data[RECORDS] = data
        DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "a.spacy")
        with pytest.raises(InputError, match=rf"a\.spacy, Doc 1: .*{said}"):
            list(read_docbin(tmp_path / "a.spacy"))


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (extraction_of("张三\ud800", source="a"), r"the text of 'a': lone surrogate U\+D800 at position 2"),
        (extraction_of("张三", source="b\udcff"), r"the source of 'b\\udcff': lone surrogate U\+DCFF at position 1"),
        (FAILURE.model_copy(update={"source": "c\udcff"}), "lone surrogate"),
        (Extraction.model_validate(extraction_of("张三", source="d").model_dump()), r"of d doesn't know its text"),
    ],
    ids=["text", "source", "failure", "no text"],
)  # fmt: skip
def test_what_cannot_be_written_is_named_and_leaves_no_file(tmp_path: Path, item: Extraction, said: str) -> None:
    with pytest.raises(InputError, match=said):
        write_docbin([item], tmp_path / "a.spacy")
    assert not (tmp_path / "a.spacy").exists()


def test_what_cannot_be_written_is_left_out_where_that_is_asked_for(tmp_path: Path, extraction: Extraction) -> None:
    bad: list[Extraction | Failure] = [
        extraction_of("张三\ud800", source="a"),
        FAILURE.model_copy(update={"source": "c\udcff"}),
    ]
    told: list[InputError] = []
    write_docbin([bad[0], extraction, bad[1], FAILURE], tmp_path / "a.spacy", on_error=told.append)
    assert list(read_docbin(tmp_path / "a.spacy")) == [extraction, FAILURE]
    assert [str(error)[:35] for error in told] == [
        "a DocBin can't hold the text of 'a'",
        "a DocBin can't hold the source of '",
    ]


def test_examples_are_made_of_extractions(extraction: Extraction) -> None:
    [example] = make_examples(spacy.blank("zh"), [FAILURE, extraction])
    assert example.predicted.text == example.reference.text == extraction.text
    assert len(example.reference.spans["partyie"]) == len(extraction.mentions)
    assert not example.predicted.spans
