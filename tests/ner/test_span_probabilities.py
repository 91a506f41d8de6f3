"""Best spans against all sequences written out; the probability of a span against its tags' own."""

from __future__ import annotations

import re
import tracemalloc
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from partyie.ner.spans import TagProbabilities, best_tags, log_probabilities
from partyie.ner.tags import encode, tag_count

LABELS = ("PERSON", "ORG")
TAGS = tag_count(LABELS)
LETTERS = "obiesBIES"
WELL_FORMED = re.compile("(?:o|s|S|bi*e|BI*E)*")
MANY = ("PERSON", "POST", "ORG", "PLACE", "DATE", "QUANTITY")


def is_well_formed(tags) -> bool:
    return WELL_FORMED.fullmatch("".join(LETTERS[tag] for tag in tags)) is not None


@cache
def sequences(length: int) -> np.ndarray:
    """Every well-formed sequence of that length."""
    return np.array([path for path in product(range(TAGS), repeat=length) if is_well_formed(path)])


def total(logs, tags) -> float:
    return float(logs[np.arange(len(tags)), tags].astype(float).sum())


def random_logs(seed: int, length: int, scale: float):
    return log_probabilities(np.random.default_rng(seed).normal(0, scale, (length, TAGS)).astype(np.float32))


def certain_gap(length: int):
    """Rows in which "outside" is as good as certain."""
    logs = np.full((length, TAGS), np.log(0.001 / (TAGS - 1)), np.float32)
    logs[:, 0] = np.log(0.999)
    return logs


scores = st.integers(0, 10).flatmap(
    lambda length: arrays(np.float32, (length, TAGS), elements=st.floats(-1e4, 1e4, width=32))
)


class TestLogProbabilities:
    @given(scores)
    def test_each_row_is_a_distribution(self, values):
        logs = log_probabilities(values.copy())
        assert logs.shape == values.shape
        assert np.allclose(np.exp(logs.astype(float)).sum(axis=1), 1, atol=1e-5)

    def test_differences_stay(self):
        logs = log_probabilities(np.array([[1, 2, 4]], np.float32))
        assert np.diff(logs[0]).tolist() == pytest.approx([1, 2])

    def test_it_works_in_place(self):
        values = np.zeros((2, TAGS), np.float32)
        assert log_probabilities(values) is values


class TestBestTags:
    @given(st.integers(0, 10**6), st.lists(st.integers(1, 4), min_size=1, max_size=6), st.sampled_from([0.3, 1.0, 3.0]))
    def test_every_stretch_has_its_best_sequence(self, seed, lengths, scale):
        """Stretches of any lengths, apart from each other, at the text's edges or not."""
        gaps = np.random.default_rng(seed).integers([0, *[1] * len(lengths)], 3)
        gaps[-1] -= 1
        parts, stretches, at = [certain_gap(gaps[0])], [], int(gaps[0])
        for number, length in enumerate(lengths):
            logs = random_logs(seed + number, length, scale)
            logs[:, 0] = np.minimum(logs[:, 0], np.log(0.97))  # none of them as good as certainly outside
            parts += [logs, certain_gap(gaps[number + 1])]
            stretches.append((at, at + length))
            at += length + int(gaps[number + 1])
        logs = np.concatenate(parts)
        tags = best_tags(logs, LABELS)
        assert is_well_formed(tags)
        for start, end in stretches:
            all_sums = logs[start:end][np.arange(end - start), sequences(end - start)].astype(float).sum(axis=1)
            assert total(logs[start:end], tags[start:end]) == pytest.approx(all_sums.max(), abs=1e-3)
        within = [at for start, end in stretches for at in range(start, end)]
        assert not np.delete(tags, within).any()

    @given(scores)
    def test_the_outcome_is_well_formed_whatever_the_scores(self, values):
        tags = best_tags(log_probabilities(values.copy()), LABELS)
        assert len(tags) == len(values)
        assert is_well_formed(tags)

    def test_a_span_is_not_broken_by_one_unsure_character(self):
        logs = np.log(np.full((3, TAGS), 0.01, np.float32))
        for at, tag in enumerate(encode(3, [(0, 3, "ORG")], LABELS)):
            logs[at, tag] = np.log(0.9)
        logs[1, 0], logs[1, 6] = np.log(0.5), np.log(0.4)
        assert TagProbabilities(logs, LABELS).best_spans() == [(0, 3, "ORG")]

    def test_only_the_stretch_that_makes_no_whole_spans_changes(self):
        """A span whose end is missing, between two that are whole."""
        logs = np.concatenate([certain_gap(1), np.log(np.full((9, TAGS), 0.01, np.float32)), certain_gap(1)])
        tags = encode(9, [(0, 2, "ORG"), (3, 6, "PERSON"), (7, 9, "ORG")], LABELS)
        logs[1 + np.arange(9), tags] = np.log(0.9)
        logs[[3, 7]] = certain_gap(1)
        logs[6, tags[5]], logs[6, tags[4]] = np.log(0.3), np.log(0.6)
        assert logs[6].argmax() == tags[4]
        assert TagProbabilities(logs, LABELS).best_spans() == [(1, 3, "ORG"), (4, 7, "PERSON"), (8, 10, "ORG")]

    def test_touching_spans_stay_apart(self):
        spans = [(0, 2, "ORG"), (2, 3, "PERSON"), (3, 5, "ORG")]
        logs = np.log(np.full((5, TAGS), 0.01, np.float32))
        logs[np.arange(5), encode(5, spans, LABELS)] = np.log(0.9)
        assert TagProbabilities(logs, LABELS).best_spans() == spans

    def test_an_empty_text_has_no_spans(self):
        assert TagProbabilities(np.zeros((0, TAGS), np.float32), LABELS).best_spans() == []

    def test_memory_grows_with_the_text_alone(self):
        """One long stretch and many short ones: a table of names among ordinary words."""
        size = tag_count(MANY)
        logs = np.full((4000, size), np.log(0.001 / (size - 1)), np.float32)
        logs[:, 0] = np.log(0.999)
        unsure = [*range(2000), *range(2001, 4000, 2)]
        logs[unsure] = np.log(1 / size)
        tracemalloc.start()
        best_tags(logs, MANY)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 30 * len(logs) * size


class TestSpanLogs:
    @given(st.integers(0, 10**6), st.integers(1, 12), st.data())
    def test_it_is_the_sum_over_the_spans_tags(self, seed, length, data):
        logs = random_logs(seed, length, 2.0)
        starts = st.integers(0, length - 1)
        spans = data.draw(
            st.lists(
                starts.flatmap(
                    lambda start: st.tuples(st.just(start), st.integers(start + 1, length), st.sampled_from(LABELS))
                )
            )
        )
        found = TagProbabilities(logs, LABELS).span_logs(spans)
        assert found.shape == (len(spans),)
        for value, (start, end, label) in zip(found, spans, strict=True):
            tags = encode(length, [(start, end, label)], LABELS)[start:end]
            assert value == pytest.approx(total(logs[start:end], tags), abs=1e-4)

    def test_far_into_a_long_text_it_is_as_exact(self):
        logs = random_logs(0, 50_000, 5.0)
        span = (49_990, 49_995, "ORG")
        tags = encode(50_000, [span], LABELS)[span[0] : span[1]]
        [found] = TagProbabilities(logs, LABELS).span_logs([span])
        assert found == pytest.approx(total(logs[span[0] : span[1]], tags), abs=1e-4)
