"""The side-by-side table of the proofreading benchmark."""

from __future__ import annotations

from importlib.resources import as_file, files
from importlib.util import find_spec

import pytest

from benchmarks.proofreading.corpus import Pair
from benchmarks.proofreading.peers import Material, Row, compare, markdown
from benchmarks.proofreading.scores import Score

GIVEN = Material(
    [Pair("全面步署房汛工作", "全面部署防汛工作")], {"laws": ["第一条", "第二条"], "reports": ["会议"]}
)


def test_a_column_for_each_clean_set_and_one_for_all() -> None:
    row = Row("ours", Score(changed=4, right=3, wrong=6, sentences=2, whole=1), [5.0, 0.0, 3.75], 1234.5)
    assert markdown([row], GIVEN).splitlines() == [
        "| engine | P | R | whole sentences | laws (6) | reports (2) | together (8) | characters/s |",
        "|---|---|---|---|---|---|---|---|",
        "| ours | 75.0 | 50.0 | 50.0 | 5.00 | 0.00 | 3.75 | 1,234 |",
    ]


@pytest.mark.skipif(
    not all(map(find_spec, ("pycorrector", "kenlm"))), reason="kenlm is not installed (make kenlm)"
)
def test_every_engine_reads_the_same_sentences() -> None:
    with as_file(files("checks") / "data" / "proofreading") as model:
        rows = list(compare(model, GIVEN))
    assert [row.name.partition(",")[0] for row in rows] == [
        "xunjian",
        "xunjian",
        "pycorrector Corrector (KenLM)",
        "pycorrector ConfusionCorrector",
    ]
    assert {(row.score.wrong, len(row.rates)) for row in rows} == {(2, 3)}
    assert all(row.score.right for row in rows)
