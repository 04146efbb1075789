"""The catalogue is whole: every code there is, or is named here as open with its reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from checks.rule import Rule, catalogue
from checks.scheme import load_scheme
from reports.handbook import handbook
from tests.rules.examples import examples
from xunjian.demo.plants import key

GROUPS = {
    "AVL": 4,
    "UPD": 8,
    "LNK": 10,
    "TXT": 9,
    "PRV": 4,
    "SEC": 6,
    "IDN": 6,
    "DIS": 8,
    "INT": 5,
    "SVC": 2,
    "MED": 1,
    "ACC": 1,
}
OPEN = {"TXT009": "文字识别（图片中的文字）属于附件与图片一题"}
EXAMPLES = 3  # that fire, and as many that stay silent
# one fault a site or column is all there can be: their shapes are in tests/demo
SITE_WIDE = frozenset(
    {
        *("DIS001", "DIS007", "DIS008", "SEC004", "AVL001", "MED001", "INT001", "INT004"),
        *("UPD001", "UPD002", "UPD003", "UPD004", "UPD005", "UPD006"),
        *("AVL002", "AVL003", "AVL004", "IDN004", "IDN005", "IDN006"),
    }
)
RULES = list(catalogue().values())


def test_every_code_is_there_or_open() -> None:
    codes = {f"{group}{number:03}" for group, count in GROUPS.items() for number in range(1, count + 1)}
    assert set(catalogue()) | set(OPEN) == codes
    assert not set(catalogue()) & set(OPEN)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_shows_enough_that_fires_and_enough_that_stays_silent(rule: Rule) -> None:
    shown = [bool(sum(example.expect.values())) for example in examples(rule.doc)]
    assert min(shown.count(True), shown.count(False)) >= EXAMPLES


def test_the_handbook_is_up_to_date() -> None:
    """If not: xunjian rules --markdown > docs/rules.md"""
    written = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == handbook(RULES, load_scheme())


def test_every_rule_has_its_faults_planted_in_the_sample_portal() -> None:
    planted = Counter(fault.rule for fault in key())
    assert not [code for code in catalogue() if code not in SITE_WIDE and planted[code] < EXAMPLES]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.files], ids=lambda rule: rule.code)
def test_rules_for_attachments_ask_nothing_of_proofreading(rule: Rule) -> None:
    """Only the sentences of pages are read before a site is judged (checks.proofreader.Proofread)."""
    source = Path(rule.file).read_text(encoding="utf-8")
    assert not any(asked in source for asked in ("scan.read(", "scan.usage"))
