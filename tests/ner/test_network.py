"""The small network against plain arithmetic, one character after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_models import CHARACTERS, LABELS, PAIRS, student_arrays

from partyie.ner import network
from partyie.ner.features import SIZES
from partyie.ner.network import network_from
from partyie.ner.tags import tag_count

ARRAYS = student_arrays()
NETWORK = network_from(ARRAYS)
TEXT = "市委书记张三到柳溪村会议，。𠮷x\ud800张三"


def columns_of(text: str, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, [*SIZES.values()], (len(text), len(SIZES))).astype(np.uint8)


def reference_scores(arrays, characters, pairs, text, columns):
    """What the network computes, written as it is explained, in double precision."""
    exact = {name: array.astype(float) for name, array in arrays.items()}
    vectors = {name: exact[f"{name}s"] * exact[f"{name}_scales"] for name in ("character", "pair")}
    pair_rows = {pair: row for row, pair in enumerate(sorted(pairs, key=lambda pair: [*map(ord, pair)]), 1)}
    hidden = [vectors["character"][characters.find(character) + 1] for character in text]
    for at, (first, second) in enumerate(pairwise(text)):
        pair = vectors["pair"][pair_rows.get(first + second, 0)]
        hidden[at], hidden[at + 1] = hidden[at] + pair, hidden[at + 1] + pair
    for at, row in enumerate(columns.astype(int)):
        first = 0
        for value, size in zip(row, SIZES.values(), strict=True):
            hidden[at] = hidden[at] + exact["features"][first + value]
            first += size
    hidden = [normalised(vector, exact["gain"], exact["shift"]) for vector in hidden]
    for number, apart in enumerate(arrays["dilations"].tolist()):
        weights, bias, gain, shift = (exact[f"block{number}.{name}"] for name in ("weights", "bias", "gain", "shift"))
        around = [[at + step * apart for step in (-1, 0, 1)] for at in range(len(text))]
        sums = [
            bias + sum(hidden[other] @ weights[k] for k, other in enumerate(places) if 0 <= other < len(text))
            for places in around
        ]
        hidden = [
            normalised(vector + np.maximum(out, 0), gain, shift) for vector, out in zip(hidden, sums, strict=True)
        ]
    return np.array([vector @ exact["head"] + exact["head_bias"] for vector in hidden]).reshape(len(text), -1)


def normalised(vector, gain, shift):
    return (vector - vector.mean()) / np.sqrt(vector.var() + 1e-5) * gain + shift


@pytest.mark.parametrize("text", ["", "市", "x", "市委", "市x", "张三到", TEXT, TEXT[::-1], "x" * 9])
def test_scores_are_those_of_plain_arithmetic(text):
    columns = columns_of(text)
    scores = NETWORK.scores(text, columns)
    assert scores.shape == (len(text), tag_count(LABELS))
    assert scores.dtype == np.float32
    if text:
        assert np.allclose(scores, reference_scores(ARRAYS, CHARACTERS, PAIRS, text, columns), atol=1e-3)


@pytest.mark.parametrize("dilations", [(), (1,), (4, 1), (1, 2, 4, 8)])
def test_any_number_of_blocks(dilations):
    arrays = student_arrays(3, dilations=dilations)
    scores = network_from(arrays).scores(TEXT, columns_of(TEXT))
    assert np.allclose(scores, reference_scores(arrays, CHARACTERS, PAIRS, TEXT, columns_of(TEXT)), atol=1e-3)


@given(st.text(st.sampled_from(TEXT), min_size=1, max_size=30), st.integers(1, 12), st.integers(0, 99))
def test_chunks_do_not_show(text, chunk, seed):
    columns = columns_of(text, seed)
    whole = NETWORK.scores(text, columns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "CHUNK", chunk)
        assert np.allclose(NETWORK.scores(text, columns), whole, atol=1e-4)


def test_what_was_computed_before_does_not_show():
    """The memory that a thread keeps holds what the last text left there."""
    texts = [TEXT, TEXT[:1], TEXT * 40, "", TEXT[::-1], TEXT[:5]]
    alone = [network_from(ARRAYS).scores(text, columns_of(text)) for text in texts]
    again = [NETWORK.scores(text, columns_of(text)) for text in (*texts, *texts[::-1])]
    for scores, expected in zip(again, [*alone, *alone[::-1]], strict=True):
        assert np.array_equal(scores, expected)


def test_scores_of_one_text_outlive_the_next():
    first = NETWORK.scores(TEXT, columns_of(TEXT))
    kept = first.copy()
    NETWORK.scores(TEXT[::-1], columns_of(TEXT, 1))
    assert np.array_equal(first, kept)


def test_threads_share_a_network():
    texts = [TEXT[:size] * times for size in range(1, len(TEXT)) for times in (1, 7)]
    expected = [NETWORK.scores(text, columns_of(text)) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            found = list(pool.map(lambda text: NETWORK.scores(text, columns_of(text)), texts))
            assert all(np.array_equal(scores, own) for scores, own in zip(found, expected, strict=True))


def test_a_character_is_scored_by_what_is_within_reach():
    text = "市委书记张三到柳溪村会议" * 3
    columns = columns_of(text)
    whole = NETWORK.scores(text, columns)
    at, reach = 15, NETWORK.reach
    assert reach == 1 + 1 + 2 + 3
    part = NETWORK.scores(text[at - reach : at + reach + 1], columns[at - reach : at + reach + 1])
    assert np.allclose(part[reach], whole[at], atol=1e-4)


def test_characters_training_never_saw_are_alike():
    columns = columns_of("张三到")
    assert np.array_equal(NETWORK.scores("张€到", columns), NETWORK.scores("张\udfff到", columns))
    assert not np.allclose(NETWORK.scores("张€到", columns), NETWORK.scores("张三到", columns))


def test_a_pair_counts_for_what_its_characters_do_not():
    """Without the pair's row, the same characters score otherwise."""
    fewer = network_from(
        student_arrays(pairs=[pair for pair in PAIRS if pair != "张三"])
        | {name: array for name, array in ARRAYS.items() if not name.startswith("pair")}
    )
    columns = columns_of("张三")
    assert not np.allclose(NETWORK.scores("张三", columns), fewer.scores("张三", columns))


def test_the_features_count():
    text = "市委"
    assert not np.allclose(NETWORK.scores(text, columns_of(text, 1)), NETWORK.scores(text, columns_of(text, 2)))


@pytest.mark.parametrize("name", ["code_points", "pairs", "block1.gain", "head"])
def test_a_missing_array_is_named(name):
    with pytest.raises(KeyError, match=name):
        network_from({key: array for key, array in ARRAYS.items() if key != name})


def test_an_array_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="reshape"):
        network_from(ARRAYS | {"characters": np.zeros(7, np.int8)})
