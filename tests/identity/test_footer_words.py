"""What footers show is looked for in small letters: a capital in the data would never be found."""

from __future__ import annotations

from checks.identity.footer import elements, footing_of
from portal.page import Block, Page, Zone


def test_words_are_written_in_small_letters() -> None:
    for element in elements():
        for pattern in (element.words, element.like):
            assert pattern.pattern == pattern.pattern.lower()


def test_a_footer_is_read_whatever_its_letters() -> None:
    text = "Sponsor：某区政府 E-MAIL：a@b.cn 某ICP备00000000号 ideConac 标识码：BM00000000"
    shown = footing_of(Page("http://t.gov.cn/", blocks=(Block(Zone.FOOTER, text),)))
    assert shown.shown >= {"党政机关网站标识", "网站标识码", "ICP 备案编号", "网站主办单位", "联系方式"}
    assert shown.codes == {"BM00000000"}
