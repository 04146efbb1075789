"""Every rule, held to the same standard. A new rule needs no new test file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from checks.engine import judge
from checks.finding import Severity
from checks.rule import CODE, Rule, catalogue
from tests.rules.examples import Example, examples

RULES = list(catalogue().values())
CASES = [pytest.param(r, e, id=f"{r.code}-{n}") for r in RULES for n, e in enumerate(examples(r.doc), 1)]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example_in_the_docs_holds(rule: Rule, example: Example) -> None:
    found = judge(example.scan(), [rule]).findings
    assert Counter(f.outcome.value for f in found) == +Counter(example.expect), [f.message for f in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_documented(rule: Rule) -> None:
    assert CODE.fullmatch(rule.code)
    headings = [line for line in rule.doc.splitlines() if line.startswith("## ")]
    assert headings == ["## 检查什么", "## 依据", "## 怎么改", "## 例子"]
    shown = [example.expect for example in examples(rule.doc)]
    assert any(sum(expect.values()) for expect in shown), "show one example that fires"
    assert any(not sum(expect.values()) for expect in shown), "show one example that stays silent"
    assert Path(rule.file).stem == rule.name.replace("-", "_"), "the file is named after the rule"
    assert isinstance(rule.severity, Severity)
