"""Every rule of the catalogue is rechecked in some way, or said to need a whole scan; none by accident."""

from checks import catalogue
from xunjian.rechecking.kinds import Kind, kin_of, kind_of


def test_rules_of_the_whole_site_are_known_by_name() -> None:
    of_site = {code for code, rule in catalogue().items() if rule.site_check}
    of_pages = {"LNK010", "UPD007", "SEC002", "DIS002", "DIS004", "DIS005", "DIS006"}
    of_pages |= {"SVC001", "SVC002", "INT002", "INT003", "INT005"}
    of_pages |= {"IDN001", "IDN002", "IDN003", "IDN005", "ACC001"}
    assert {code for code in of_site if kind_of(code) is Kind.PAGES} == of_pages
    missing = {"DIS001", "DIS003", "DIS007", "DIS008"}  # what is not there may appear anywhere
    whole_scan_only = missing | {"AVL001", "INT001", "INT004", "MED001"}
    whole_scan_only |= {"AVL002", "AVL003", "AVL004", "IDN004", "IDN006"}  # looked at once a scan
    assert {code for code in of_site if kind_of(code) is None} == whole_scan_only
    assert kind_of("ZZZ001") is None


def test_kin_are_rules_there_are() -> None:
    for code in catalogue():
        assert code in kin_of(code) <= set(catalogue())
