"""The portal read from its paths is the portal."""

from __future__ import annotations

from checks.engine import judge
from checks.rule import catalogue
from tests.demo.reading import HOME, scan_of


def test_a_change_of_the_portal_is_judged() -> None:
    rule = catalogue()["UPD005"]
    assert [f.url for f in judge(scan_of(), [rule]).findings] == [f"{HOME}mszl/"]
    mended = scan_of(lambda paths: paths.update({"/mszl/": paths["/ywdt/"]}))
    assert not judge(mended, [rule]).findings
