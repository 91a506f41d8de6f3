"""Our components in a pipeline of the user's own: each works, or says what it misses and which line mends it."""

from __future__ import annotations

import pickle
import re
import warnings
from itertools import combinations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import partyie
from partyie.components.placement import FINDERS, NEEDS, READS, RECORDS, RESOLVER, problems
from partyie.errors import PipelineWarning
from partyie.pipeline.build import read_config

SHIPPED = list(read_config()["nlp"]["pipeline"])
ALL = [*SHIPPED, "partyie_lexicon"]
TEXT = "中共莆田市委书记張三于2021年9月29日任命李四同志为莆田市教育局局长，到村走访20余户。"
LINE = re.compile(r"nlp\.(?:add|remove)_pipe\([^)]*\)")


def pipeline(*names: str) -> Language:
    nlp = spacy.blank("zh")
    for name in names:
        nlp.add_pipe(name)
    return nlp


@pytest.fixture(scope="module")
def every() -> Language:
    """All shipped components behind a tokenizer of another kind."""
    return pipeline(*SHIPPED)


def read(nlp: Language, text: str = TEXT) -> tuple[Doc, list[str]]:
    """The Doc, and what was warned of, a line each."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        doc = nlp(text)
    assert {warning.category for warning in caught} <= {PipelineWarning}
    return doc, [line for warning in caught for line in str(warning.message).split("\n")]


def wrong(*names: str) -> list[str]:
    return list(problems([(name, name) for name in names]))


def test_the_table_is_of_all_components() -> None:
    assert set(ALL) == {*FINDERS, *NEEDS, RESOLVER}
    assert {name for table in (NEEDS, READS) for row in table.items() for name in (row[0], *row[1])} <= set(ALL)


def test_the_shipped_pipeline_is_in_order(every: Language) -> None:
    assert not wrong(*SHIPPED)
    assert not read(every)[1]


@pytest.mark.parametrize("name", ALL)
def test_each_alone_says_what_it_misses(name: str) -> None:
    _, told = read(pipeline(name))
    assert told and told[0].startswith(name)
    assert all(LINE.search(line) for line in told)


def mended(names: list[str]) -> list[str]:
    """The order that following the lines of the warnings leads to."""
    order = list(names)
    for _ in range(len(ALL)):
        told = wrong(*order)
        if not told:
            return order
        for call in re.finditer(r'nlp\.(add|remove)_pipe\("(\w+)"(?:, (before|after)="(\w+)")?\)', "\n".join(told)):
            action, name, side, other = call.groups()
            if action == "remove" and name in order:
                order.remove(name)
            if action == "add" and name not in order:
                order.insert(order.index(other) + (side == "after"), name)
    pytest.fail(f"{names} is never mended: {order}: {told}")


@pytest.mark.parametrize(
    "names",
    [
        *([name] for name in ALL),
        *(list(pair) for pair in combinations(reversed(ALL), 2)),
        *(SHIPPED[:number] for number in range(1, len(SHIPPED))),
        *([other for other in SHIPPED if other != name] for name in SHIPPED),
        SHIPPED[::-1],
        [*SHIPPED[-1:], *SHIPPED[:-1]],
    ],
    ids="+".join,
)
def test_the_lines_of_the_warnings_mend_the_pipeline(names: list[str]) -> None:
    assert set(names) <= set(mended(names))


@pytest.mark.parametrize("name", FINDERS[:6])
def test_one_finder_the_resolver_and_the_writer_give_records(name: str) -> None:
    doc, told = read(pipeline(name, RESOLVER, RECORDS))
    labels = {span.label_ for span in doc.spans["partyie"]}
    expected = {
        "partyie_dates": {"DATE"},
        "partyie_quantities": {"QUANTITY"},
        "partyie_places": {"PLACE"},
        "partyie_organisations": {"ORG"},
        "partyie_posts": {"POST"},
        "partyie_persons": {"PERSON"},
    }[name]
    assert not told and labels == expected
    assert {mention.label.value for mention in doc._.extraction.mentions} == expected
    assert doc._.extraction.version.model == "rules"


def test_dates_and_quantities_have_their_values() -> None:
    doc, told = read(pipeline("partyie_dates", "partyie_quantities", RESOLVER, "partyie_anchors", RECORDS))
    x = doc._.extraction
    assert not told
    assert [date.value for date in x.dates] == ["2021-09-29"]
    assert [(str(one.value), one.unit) for one in x.quantities] == [("20", "户")]
    assert not (x.persons or x.posts or x.tenures)


@pytest.mark.parametrize("number", range(8, len(SHIPPED) + 1))
def test_every_prefix_from_the_resolver_on_works(every: Language, number: int) -> None:
    assert not wrong(*SHIPPED[:number])
    with every.select_pipes(enable=SHIPPED[:number]):
        doc = every(TEXT)
    assert {span.label_ for span in doc.spans["partyie"]} == {"ORG", "POST", "PERSON", "DATE", "QUANTITY"}
    assert ("partyie" in doc.user_data) == (number == len(SHIPPED))


@pytest.mark.parametrize("left_out", [name for name in SHIPPED if name not in (RESOLVER, RECORDS)])
def test_the_rest_works_without_any_one(every: Language, left_out: str) -> None:
    """And where another does nothing without it, that is said."""
    with every.select_pipes(disable=left_out):
        assert len(every(TEXT)._.extraction.mentions) >= 6
    told = wrong(*(name for name in SHIPPED if name != left_out))
    needing = [name for name, needed in NEEDS.items() if left_out in needed]
    assert len(told) == len(needing)
    assert all(line.startswith(name) and left_out in line for line, name in zip(told, needing, strict=True))


def test_what_is_found_does_not_hang_on_the_tokenizer(every: Language) -> None:
    """A token a character; all in one token; ours: with repairs and traditional characters the records are the same."""
    text = "莆田市委書(shū)記周鐵山於2021年9\n月29日任職，走訪20餘戶。"
    ours, theirs = partyie.load(), every
    whole = Doc(theirs.vocab, words=[text], spaces=[False])
    expected = ours(text)._.extraction
    assert [mention.norm for mention in expected.mentions][:3] == ["莆田市委", "书记", "周铁山"]
    assert theirs(text)._.extraction == theirs(whole)._.extraction == expected


def test_our_tokenizer_in_a_pipeline_of_ones_own() -> None:
    nlp = pipeline(*SHIPPED)
    nlp.tokenizer = spacy.registry.tokenizers.get("partyie.tokenizer.v1")()(nlp)
    doc, told = read(nlp)
    assert not told
    assert [token.norm_ for token in doc][:3] == [token.norm_ for token in partyie.load()(TEXT)][:3]


def test_a_warning_comes_once_and_again_where_the_pipeline_has_changed() -> None:
    nlp = pipeline("partyie_dates")
    assert read(nlp)[1] and not read(nlp)[1]
    nlp.add_pipe("partyie_links")
    assert any(line.startswith("partyie_dates") for line in read(nlp)[1])


def test_names_of_ones_own_are_those_of_the_lines() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("partyie_resolver", name="decide")
    nlp.add_pipe("partyie_dates", name="days")
    _, [told] = read(nlp)
    assert 'nlp.remove_pipe("decide"); nlp.add_pipe("partyie_resolver", after="days")' in told


def test_components_that_do_not_run_do_not_count() -> None:
    nlp = pipeline("partyie_dates", RESOLVER)
    with nlp.select_pipes(disable=RESOLVER):
        assert "which is missing" in read(nlp)[1][0]


@pytest.mark.parametrize("first", [True, False])
def test_beside_a_users_own_components(first: bool) -> None:
    """An entity ruler's entities stay whole, in either order, and where a mention cuts their tokens."""
    nlp = partyie.load()
    ruler = nlp.add_pipe("entity_ruler", **({"first": True} if first else {"last": True}))
    ruler.add_patterns([{"label": "TALK", "pattern": [{"NORM": {"IN": ["走访", "任命"]}}]}])
    doc = nlp(TEXT)
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("任命", "TALK"), ("走访", "TALK")]
    assert doc._.extraction == partyie.load()(TEXT)._.extraction


def test_nothing_of_a_doc_is_lost_where_tokens_are_split() -> None:
    nlp = pipeline("partyie_dates", RESOLVER)
    doc = Doc(nlp.vocab, words=["于2021年9月29日任命"], spaces=[False])
    doc.cats["news"] = 1.0
    doc.user_data["mine"] = 1
    done = nlp(doc)
    assert [token.text for token in done] == ["于", "2021年9月29日", "任命"]
    assert done.cats == {"news": 1.0} and done.user_data["mine"] == 1


def test_a_pipeline_can_be_pickled() -> None:
    nlp = pickle.loads(pickle.dumps(partyie.load()))
    doc, told = read(nlp)
    assert not told and doc._.extraction == partyie.load()(TEXT)._.extraction
