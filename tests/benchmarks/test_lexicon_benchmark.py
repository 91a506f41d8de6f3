"""The lexicon benchmark: its terms, a small measurement, its report."""

from __future__ import annotations

import pytest

from partyie.benchmarks import lexicon as measured
from partyie.benchmarks.lexicon import has_won, measure_lexicon
from partyie.benchmarks.lexicon_figures import LexiconFigures, format_lexicon
from partyie.benchmarks.lexicon_terms import SNIPPET, generated_terms, lexicon_table, planted_texts
from partyie.errors import InputError
from partyie.lexicon.user import UserLexicon
from partyie.lexicon.user_files import read_lexicon

TEXT = "荥阳市委书记宋书杰2021年9月29日到任，会见全市三百名干部代表。\n" * 3


def test_the_terms_are_a_lexicon_always_the_same(tmp_path):
    path = tmp_path / "terms.tsv"
    path.write_text(lexicon_table(5000), encoding="utf-8")
    terms = list(generated_terms(5000))
    assert len({row["term"] for row in terms}) == 5000
    assert terms[:1000] == list(generated_terms(1000))
    assert read_lexicon(path).digest == UserLexicon.from_terms(terms).digest


def test_terms_are_planted_all_over(root):
    planted = list(planted_texts([TEXT, "短"], 1000, 20))
    assert len(planted) == 20
    assert all(text[start:].startswith(row["term"]) and len(text) <= SNIPPET + 5 for text, start, row in planted)


@pytest.mark.parametrize("options", [{"terms": 10}, {"terms": 10**9}, {"rounds": 0}, {"planted": 0}])
def test_nothing_to_measure_is_refused(options):
    with pytest.raises(InputError, match="a lexicon has 1,000 to"):
        measure_lexicon([TEXT], **options)


def test_a_small_measurement(monkeypatch):
    monkeypatch.setattr(measured, "CHARACTERS", 100)
    told: list[str] = []
    figures = measure_lexicon([TEXT], terms=1000, planted=10, rounds=1, say=told.append)
    [(number, point)] = figures.points.items()
    assert (number, point.planted, point.won, told) == ("1000", 10, 10, ["1,000 terms, 1 rounds"])
    assert point.load > 0
    assert point.slowdown.median > 0
    assert LexiconFigures.model_validate_json(figures.model_dump_json()) == figures
    assert "| 1,000 | 0.0 MiB | " in format_lexicon(figures)
    assert "| 10 of 10 |" in format_lexicon(figures)


def test_a_term_that_lost_is_counted():
    from partyie.api import extract

    row = next(generated_terms(1))
    text = f"会见{row['term']}。"
    lexicon = UserLexicon.from_terms([row])
    assert has_won(extract(text, lexicon=lexicon), 2, row)
    assert not has_won(extract(text, lexicon=lexicon), 2, {**row, "name": "别名"})
    assert not has_won(extract(text), 2, row)
