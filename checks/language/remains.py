"""What tools leave in a text: mojibake, filler, unresolved templates, markup, missing values, test words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Remain(StrEnum):
    MOJIBAKE = "乱码"
    FILLER = "占位文字"
    TEMPLATE = "模板代码没有替换"
    BRACES = "模板变量没有替换"  # {{…}}: a script in the browser may still fill it in
    MARKUP = "网页代码显示成了文字"
    VALUE = "程序没有取到值"
    TEST = "测试内容"


UNSEEN = frozenset({Remain.MARKUP, Remain.VALUE})  # matters only where people see it


@dataclass(frozen=True, slots=True)
class Trace:
    remain: Remain
    start: int
    end: int


LOST = "\ufffd"
SHORTEST = 3  # characters that must be recovered from mojibake to believe it
_GARBLED_SIGN = re.compile("[锟烫屯锘ïãäåæçèéÃ]")
_GARBLED = re.compile(
    r"锟斤拷|烫烫烫|屯屯屯|锘\?|ï»¿|ï¿½|(?:[ãäåæçèé][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}){2}|(?:Ã[\x80-\xbf]){3}"
)
_AS_UTF8 = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xef\xbc[\x81-\xbf]|\xe3\x80[\x80-\x91]){3,}")
_NON_ASCII = re.compile(r"[^\x00-\x7f]{4,}")
_FILLER = re.compile(r"[ld](?:(?<=l)orem ipsum|(?<=d)olor sit amet)", re.I)
_PROMPT = re.compile(
    r"[单点]击此处(?:添加|编辑|输入)(?:您的)?(?:文本|文字|标题|副标题|正文|内容)|(?:测试){3,}|^测试[，,]请忽略"
    r"|^\W*(?:此处|这里|在此处?)(?:填写|添加|插入)(?:正文|文字|文本|标题|内容)+\W*$"
)
_PROMPT_SIGN = re.compile("此处|测试|这里|在此")
_MARKUP = re.compile(  # once escaped too often
    r"&(?:nbsp|[lr][ds]quo|[mn]dash|hellip|middot|lt|gt|quot|amp|#\d{2,5}|#x[\da-f]{2,4});"
    r"|</?(?:p|br|span|div|font|strong|b|h[1-6]|o:p|td|tr|table|tbody|a|img|ul|li)(?:\s[^<>]{0,200})?/?>",
    re.I,
)
_VALUE = re.compile(
    r"\[object Object\]|(?:(?<=[:：])|^)\s*(?:undefined|null|NaN)(?=\s*(?:$|[，。；、|]|[\u4e00-\u9fff]))"
)
_OF_MARKUP = re.compile(r"标签|代码|语法|示例|源码|编程|布局|前端|HTML|CSS|JavaScript|转义")
_VALUE_SIGN = re.compile(r"\[object|undefined|null|NaN")
_TEMPLATE_SIGN = re.compile(r"[$<{\[C]")
_TEMPLATE = re.compile(
    r"\$\{[\w.\[\]()'\"? :!=-]{1,60}\}|<%[^%]{1,80}%>|<!--\s?#include[^>]{1,80}>|\{\$[A-Za-z_][^{}]{0,60}\}|\bCMSPRO_\w+"
    r"|\[!--[\w.]{1,40}--\]|\{(?:dede|eyou|pboot|php|volist|foreach):[^{}]{0,60}\}|\[(?:list|nav|content):[a-z]+\]"
)
_BRACES = re.compile(r"\{\{[^{}]{1,80}\}\}")
_CODE = re.compile(
    r"function\s*\(|=>|\bvar\s|\bconst\s|</?(?!CMSPRO)\w+[^>]*>|;\s*\}|示例代码|语法|变量名|模板引擎|占位符"
)
_OF_CODES = re.compile("乱码|字符集|字符编码")
_TEST = re.compile(
    r"(?:这是|这里是)?(?:一[个条篇])?(?:测试|test|ceshi)(?:页面?|文章|标题|内容|信息|数据|栏目|新闻|发布|一下|专用|用|稿|page|title)*[\d\s.]*"
    r"|asdf\w*|qwe(?:r|rty)?|a{3,}|1{3,}|123(?:456(?:789)?)?",
    re.I,
)
_ONLY_WORD = re.compile(r"测试|test|ceshi", re.I)
_LATIN = re.compile("[\xa1-\xff]{6,}")
_ONLY_CHINESE = re.compile("[\u4e00-\u9fa5]+")


def traces(text: str) -> list[Trace]:
    """All but lost characters and test words, in order."""
    found = _garbled(text)
    found += [Trace(Remain.FILLER, *m.span()) for m in _FILLER.finditer(text)]
    if _PROMPT_SIGN.search(text):
        found += [Trace(Remain.FILLER, *m.span()) for m in _PROMPT.finditer(text)]
    found += _markup(text)
    if _TEMPLATE_SIGN.search(text):
        found += _variables(text)
    return sorted(found, key=lambda trace: trace.start)


def _garbled(text: str) -> list[Trace]:
    """What was read in another encoding than it was written in, unless the text speaks of encodings."""
    found: list[Trace] = []
    if _GARBLED_SIGN.search(text):
        found += [Trace(Remain.MOJIBAKE, *m.span()) for m in _GARBLED.finditer(text)]
    if _twice_read().search(text):
        found += _double_decoded(text)
    for match in _LATIN.finditer(text):  # GB 2312 once read as Latin-1
        if _is_common(match[0].encode("latin-1").decode("gb2312", "replace")):
            found.append(Trace(Remain.MOJIBAKE, *match.span()))
    return [] if found and _OF_CODES.search(text) else found


def _markup(text: str) -> list[Trace]:
    """What was to be shown and not read, unless the text speaks of markup."""
    found = [Trace(Remain.MARKUP, *m.span()) for m in _MARKUP.finditer(text)]
    if _VALUE_SIGN.search(text):
        found += [Trace(Remain.VALUE, *m.span()) for m in _VALUE.finditer(text)]
    return [] if found and _OF_MARKUP.search(text) else found


def _variables(text: str) -> list[Trace]:
    """What a template should have replaced, unless the text speaks of code."""
    found = [Trace(Remain.TEMPLATE, *m.span()) for m in _TEMPLATE.finditer(text)]
    found += [Trace(Remain.BRACES, *m.span()) for m in _BRACES.finditer(text)]
    return [] if found and _CODE.search(text) else found


def is_test(text: str) -> bool:
    """Whether a title or text is nothing but a word someone typed to try the system."""
    return _TEST.fullmatch(text.strip()) is not None


@cache
def _twice_read() -> re.Pattern[str]:
    """Three characters that stand, whatever comes before, in every text that `_double_decoded` finds: GBK has them as
    the first two bytes of a character in UTF-8, the last and the next first, the last two.
    """
    heads, tails = (*range(0xE3, 0xEA), 0xEF), range(0x80, 0xC0)
    pairs = (heads, tails), (tails, heads), (tails, tails)
    return re.compile("".join(f"[{re.escape(_characters(*pair))}]" for pair in pairs))


def _characters(firsts: Sequence[int], seconds: Sequence[int]) -> str:
    """Of GB 18030, in two bytes."""
    every = (bytes((first, second)) for first in firsts for second in seconds)
    return "".join(pair.decode("gb18030", "ignore") for pair in every)


def _double_decoded(text: str) -> list[Trace]:
    """UTF-8 bytes once read as GBK (浣犲ソ for 你好): reading them back gives common characters."""
    found: list[Trace] = []
    for match in _NON_ASCII.finditer(text):
        whole = match[0].encode("gb18030", "replace")
        for run in _AS_UTF8.finditer(whole):
            text_before = run[0].decode("utf-8", "replace")
            if _is_common(text_before) or _is_common(text_before[:-1]):  # the last one may have lost a byte
                start = match.start() + len(whole[: run.start()].decode("gb18030", "ignore"))
                length = len(run[0].decode("gb18030", "ignore"))
                found.append(Trace(Remain.MOJIBAKE, start, min(start + max(length, 1), match.end())))
    return found


def _is_common(text: str) -> bool:
    """Whether all Chinese characters are among the 3,755 of GB 2312 level 1."""
    han = "".join(_ONLY_CHINESE.findall(text))
    codes = han.encode("gb2312", "replace")
    return len(han) >= SHORTEST and len(codes) == 2 * len(han) and all(0xB0 <= c <= 0xD7 for c in codes[::2])
