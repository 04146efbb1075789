"""Paragraphs of a .docx as its reader sees them: tracked insertions count, tracked deletions do not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from portal.errors import XunjianError

_LARGEST = 300_000_000  # bytes unpacked
_PARAGRAPH, _TEXT, _TAB, _BREAK = qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:br")
_SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BESIDE = (
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.FOOTER,
    RELATIONSHIP_TYPE.FOOTNOTES,
    RELATIONSHIP_TYPE.ENDNOTES,
)


def word_lines(body: bytes, name: str) -> tuple[str, ...]:
    """Text of the body with its tables and text boxes, then headers, footers and notes. Raises XunjianError."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST:
                raise XunjianError(f"文件解开后太大，没有检查：{name}")
        document = docx.Document(io.BytesIO(body))
        return tuple(line for root in _roots(document) for line in _paragraphs(root))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise XunjianError(
            f"这不是完整的 Word 文档（.docx）：{name}；请用 Word 或 WPS 重新另存为 .docx"
        ) from error


def _roots(document: Document) -> Iterator[etree._Element]:
    yield document.element.body
    for relation in document.part.rels.values():
        if relation.reltype in _BESIDE:
            yield etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))


def _paragraphs(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(_PARAGRAPH):
        if next(paragraph.iterancestors(_SECOND_COPY), None) is None:
            line = "".join(_pieces(paragraph)).strip()
            if line:
                yield line


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    """Text of a paragraph without the paragraphs of text boxes anchored in it."""
    for node in paragraph.iter(_TEXT, _TAB, _BREAK):
        if next(node.iterancestors(_PARAGRAPH)) is paragraph:
            yield (node.text or "") if node.tag == _TEXT else " "
