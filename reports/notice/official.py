"""The look of an official paper (公文), after GB/T 9704-2012 as far as it is known to us （未核验）.

A4, margins 37/35/28/26 mm, 22 lines of 28 characters a page, title 二号 小标宋, text 三号 仿宋, page number — 1 —.
Fonts are named, not embedded: where one is missing, Word and WPS put their own in its place.
"""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE, BODY, HEAD, SUBHEAD, NUMBER = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
ERHAO, SANHAO, SIHAO, WUHAO = Pt(22), Pt(16), Pt(14), Pt(10.5)
LINE = Pt(28.95)  # 225 mm over 22 lines
FIELD = "PAGE"
CHARACTER = SANHAO  # 三号: the unit of every indent


class OfficialPaper:
    """A document that is written from top to bottom; each method adds the next part."""

    def __init__(self, title: str, author: str) -> None:
        self.document = new_document(title, author)
        self._put(title, TITLE, ERHAO, WD_ALIGN_PARAGRAPH.CENTER, line=Pt(36))
        self.gap()

    def gap(self) -> None:
        self._put("", BODY, SANHAO)

    def addressee(self, text: str) -> None:
        self._put(f"{text}：", BODY, SANHAO)

    def text(self, text: str) -> None:
        self._put(text, BODY, SANHAO, WD_ALIGN_PARAGRAPH.JUSTIFY, indent=CHARACTER * 2)

    def heading(self, text: str) -> None:
        """First level: 一、"""
        heading = self._put(text, HEAD, SANHAO, indent=CHARACTER * 2)
        heading.paragraph_format.keep_with_next = True

    def enclosures(self, names: tuple[str, ...]) -> None:
        """附件：1. …, one a line, no full stop, the names one under the other."""
        self.gap()
        for number, name in enumerate(names, 1):
            mark = "附件：" if number == 1 else ""
            paragraph = self._put(f"{mark}{number}. {name}", BODY, SANHAO)
            paragraph.paragraph_format.left_indent = Length(CHARACTER * 6)
            paragraph.paragraph_format.first_line_indent = Length(-CHARACTER * 4 if mark else -CHARACTER)

    def signature(self, office: str, day: str) -> None:
        """Without a seal: the nearer to the margin keeps two characters off, the date begins two after the name."""
        self.gap()
        self.gap()
        ahead = _width(office) - _width(day) - 2
        for text, off in ((office, 2 + max(0.0, -ahead)), (day, 2 + max(0.0, ahead))):
            paragraph = self._put(text, BODY, SANHAO, WD_ALIGN_PARAGRAPH.RIGHT)
            paragraph.paragraph_format.right_indent = Length(round(CHARACTER * off))
            paragraph.paragraph_format.keep_with_next = text is office

    def enclosure(self, number: int, title: str) -> None:
        """Begins 附件 1 on a page of its own."""
        mark = self._put(f"附件{number}", HEAD, SANHAO)
        mark.paragraph_format.page_break_before = True
        self._put(title, TITLE, ERHAO, WD_ALIGN_PARAGRAPH.CENTER, line=Pt(36))

    def _put(
        self,
        text: str,
        font: str,
        size: Length,
        align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
        *,
        indent: int = 0,
        line: Length = LINE,
    ) -> Paragraph:
        paragraph = self.document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.alignment = align
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, line
        shape.space_before = shape.space_after = Pt(0)
        if indent:
            shape.first_line_indent = Length(indent)
        set_font(paragraph.add_run(text), font, size)
        return paragraph


def _width(text: str) -> float:
    """In characters of 三号; Latin letters and digits take half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def new_document(title: str, author: str) -> Document:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    document.core_properties.comments = ""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    return document


def set_font(run: Run, font: str, size: Length, *, bold: bool = False) -> None:
    run.font.name, run.font.size, run.font.bold = font, size, bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character from the outer edge."""
    paragraph.alignment = side
    if side is WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = Length(SIHAO)
    else:
        paragraph.paragraph_format.left_indent = Length(SIHAO)
    for text in ("— ", FIELD, " —"):
        run = paragraph.add_run("" if text is FIELD else text)
        set_font(run, NUMBER, SIHAO)
        if text is FIELD:
            run._element.extend((_field("begin"), _instruction(), _field("end")))


def _field(kind: str) -> BaseOxmlElement:
    made = OxmlElement("w:fldChar")
    made.set(qn("w:fldCharType"), kind)
    return made


def _instruction() -> BaseOxmlElement:
    made = OxmlElement("w:instrText")
    made.text = FIELD
    return made
