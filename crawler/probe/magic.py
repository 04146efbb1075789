"""Files by their first bytes: an error page sent in place of a document is no document."""

from __future__ import annotations

from crawler.answer import Answer, is_page_type, looks_like_html
from crawler.scope import extension_of
from portal.files.kinds import extension, name_of
from portal.target import TargetKind

EMPTY = "empty"
HTML = "html-instead-of-file"

_PICTURES = frozenset(["png", "jpg", "jpeg", "jpe", "gif", "bmp", "ico", "webp", "avif", "jfif"])
_TEXTS = frozenset({"txt", "csv", "css", "js", "mjs", "map", "svg"})  # may be empty, or hold anything
_OFFICE = frozenset(["doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "rtf"])
_OFFICE_MARK = b"urn:schemas-microsoft-com:office"
_PAGES = (".html", ".htm", ".shtml")
_ALSO_HTML = frozenset({"txt", "epub"})  # text about HTML may begin like it


def doubtful(url: str, kind: TargetKind, head: Answer) -> bool:
    """Whether a HEAD answer is not enough to call a target fine."""
    if not head.good or head.length <= 0:
        return True
    return kind is not TargetKind.EXTERNAL and is_page_type(head.content_type) and is_file(url, kind)


def contradiction(url: str, kind: TargetKind, answer: Answer) -> str:
    """What is wrong with the beginning of a file that was answered with 200: EMPTY, HTML or ""."""
    if kind is TargetKind.EXTERNAL or not is_file(url, kind):
        return ""
    if not answer.body.strip(b" \t\r\n\x00") and answer.cut != "dropped":
        return "" if extension_of(url) in _TEXTS else EMPTY
    if url.partition("?")[0].lower().endswith(_PAGES):  # a page in the type of a file
        return ""
    return HTML if _is_html(named(answer) or extension_of(url), answer) else ""


def named(answer: Answer) -> str:
    """Extension of the name an answer gives its file, "" if it gives none."""
    given = answer.header("content-disposition")
    return extension(name_of("", given)) if "filename" in given else ""


def is_file(url: str, kind: TargetKind) -> bool:
    """Whether the address itself promises a file: attachments, and parts of a page by their extension."""
    extension = extension_of(url)
    return kind is TargetKind.ATTACHMENT or extension in _PICTURES or extension in _TEXTS


def _is_html(extension: str, answer: Answer) -> bool:
    if extension in _ALSO_HTML or not looks_like_html(answer.body):
        return False
    if extension == "svg":
        return b"<svg" not in answer.body[:4096]
    if extension in _OFFICE:  # Word and Excel open HTML that says it is theirs
        return is_page_type(answer.content_type) and _OFFICE_MARK not in answer.body[:4096]
    return True
