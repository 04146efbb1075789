"""No finding carries a full number, wherever it stands: not in its text, its message, nor what it is told apart by."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date

import pytest

from checks.engine import judge
from checks.privacy.numbers import concealed, is_credit_code, is_identity, masked, may_hold_mobile
from checks.rule import catalogue
from tests.demo.reading import scan_of

LONG = re.compile(r"\d{11,}")


@pytest.mark.parametrize("code", ["PRV001", "PRV002", "PRV003", "PRV004"])
def test_findings_hold_no_full_number(code: str) -> None:
    findings = judge(scan_of(), [catalogue()[code]]).findings
    assert findings
    for finding in findings:
        words = (
            finding.text,
            finding.message,
            finding.suggestion,
            *(place.locator for place in finding.occurrences),
        )
        assert not [word for word in words if LONG.search(re.sub(r"[\s\-]", "", word))], asdict(finding)


def test_the_numbers_around_the_first_are_masked_too() -> None:
    text = "张三230102199001011230，电话139 0451 0001，卡号6217 0000 0000 0000 012"
    shown = concealed(text)
    assert len(shown) == len(text)
    assert shown == "张三230102********1230，电话139 **** 0001，卡号6217 00** **** ***0 012"


def test_the_number_in_that_of_a_certificate_is_masked_too() -> None:
    assert concealed("残疾人证23010219900101123044") == "残疾人证230102********123044"


def test_masks_keep_the_length() -> None:
    assert masked("13904510001") == "139****0001"
    assert masked("23010219900101123X") == "230102********123X"


def test_validity() -> None:
    assert is_identity("230102199001011230", date(2026, 1, 1))
    assert not is_identity("230102199001011231", date(2026, 1, 1))
    assert not is_identity("230102199001011230", date(1989, 1, 1))
    assert is_credit_code("11230103001980001L")
    assert not is_credit_code("11230103001980001K")


@pytest.mark.parametrize("number", ["13812345678", "138-1234-5678", "+86 199 1234 5678", "008615012345678"])
def test_a_first_glance_sees_a_mobile_number_in_all_its_forms(number: str) -> None:
    assert may_hold_mobile(f"联系电话：{number}。")
