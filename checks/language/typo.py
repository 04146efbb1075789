"""错别字

## 检查什么
标题、正文、列表、导航、页脚里的错字、别字。每句话全站只审一次；同一处错误出现在多个页面（如页脚）合并为一条，列出所有位置。
易错词表和统计模型有把握的直接列出，没有把握的标为「疑似」由人工确认；标题、短语等上下文不足处，模型只作「疑似」。
同一写法在三个以上不同页面、不同句子里出现的，视为本站用语，模型不报。配置文件中的保护词、允许词和领导姓名不报；法规、文件名称（书名号内）和发文字号的机关代字不报；模型只有一点怀疑的不报。
重复的字词由 TXT007 报，机关、地名、提法等保护词写错的由 TXT002 报。

## 依据
国办秘函〔2019〕19号：单项否决·严重错别字；《现代汉语词典》等规范词形。

## 怎么改
按「建议」改正页面文字，同时检查同一文稿的其他发布渠道。确系专名、术语的，加入配置文件 [terms] 的 allowed。

## 例子
页脚、正文、标题各有一处：
```site fail=3
/  200 <h1>区政府布署防汛工作</h1><p>会议指出，要一如继往支持企业。</p><div class="footer">客户端请用户按装</div>
```
两个页面里的同一句话合并为一条：
```site fail=1
/   200 <p>严禁露天焚烧秸杆。</p><a href="/a">通知</a>
/a  200 <p>严禁露天焚烧秸杆。</p>
```
与上下文有关的，请人工确认：
```site review=1
/  200 <p>请填写单位的银行帐户和开户行。</p>
```
词语交界处的巧合、正确写法：
```site
/  200 <p>期刊发布署名文章。企业申报消防验收。学习贯彻会议精神。因地制宜布局产业。全面部署，再接再厉。</p>
```
允许词与领导姓名：
```site
+ [terms]
+ allowed = ["秸杆"]
+ [[leaders]]
+ name = "张步署"
/  200 <p>秸杆是当地的写法。区长张步署出席会议。</p>
```
发文字号里的机关代字；模型只有一点怀疑的：
```site
/  200 <p>财综[2026]3号</p><p>八旬老太坚持每天读报。</p>
```
书名号里拿不准的：
```site
/  200 <p>根据《人民币银行结算帐户管理办法》办理。</p>
```
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checks.finding import Fault, Occurrence, Outcome, Severity
from checks.language.remark import Remark
from checks.language.repetitions import is_of_repetition
from checks.language.sentences import excerpt, sentences
from checks.proofreader import Correction
from checks.proofreading import is_lexical
from checks.proofreading.shield import Shield
from checks.proofreading.usage import Usage
from checks.rule import page_rule
from checks.scan import Scan
from portal.page import Page

CODE = "TXT001"
PUBLISHED = 0.96  # a page that has been read and published holds far fewer errors than a manuscript: more certainty is asked
DOUBTED = 0.8  # below it 3 of 100 doubts of the model on real pages were right (docs/mirrors.md): not worth asking about
_STATISTICAL = "ngram/"  # sources whose probability is the model's own
_SIGNED = re.compile(r"[\u4e00-\u9fff]{0,4}\s?[〔﹝\[［【（(]\s?\d{2,4}\s?年?\s?[〕﹞\]］】）)]\s?第?\d")
_TITLED = re.compile(r"《[^《》]{1,80}》")


@page_rule(CODE, "typo", Severity.ERROR, "pages")
def typo(page: Page, scan: Scan) -> Iterator[Fault]:
    passages = sentences(page)
    texts = [passage.text for passage in passages]
    for passage, corrections, named in zip(passages, scan.read(texts), scan.named(texts), strict=True):
        for correction in held(passage.text, list(corrections), scan.shield, lambda: scan.usage):
            told = any(correction.meets(fix.start, fix.end) for fix in named)  # by TXT002
            repeated = is_of_repetition(passage.text, correction)  # told by TXT007
            if not told and not repeated and is_worth_asking(correction):
                yield _fault(page.url, passage.text, passage.locator, correction)


def held(
    text: str, corrections: list[Correction], shield: Shield, usage: Callable[[], Usage]
) -> Iterator[Correction]:
    """Without protected terms, the site's own usage, signs of document numbers, and doubtful ones inside 《》."""
    if not corrections:
        return
    titled = [match.span() for match in _TITLED.finditer(text)]
    for fix in shield.filter(text, corrections):
        doubtful_title = not fix.shown and any(a < fix.start < b for a, b in titled)
        if (
            not doubtful_title
            and not _is_sign(text, fix)
            and (is_lexical(fix) or not usage().excuses(text, fix))
        ):
            yield fix


def _is_sign(text: str, fix: Correction) -> bool:
    """Whether it stands in the organ's sign of a document number (财综〔2016〕30号): signs are no words."""
    return not is_lexical(fix) and _SIGNED.match(text, fix.end) is not None


def is_worth_asking(correction: Correction) -> bool:
    """Whether a person should look at it: the model's faint doubts about a published text are nearly all wrong."""
    return not correction.source.startswith(_STATISTICAL) or correction.probability >= DOUBTED


def is_sure(correction: Correction) -> bool:
    """Whether a correction of a published text is told as certain."""
    return correction.shown and correction.probability >= PUBLISHED


def remark(correction: Correction, sure: bool) -> Remark:
    reason = f"；{correction.reason}" if correction.reason else ""
    return Remark(
        CODE,
        correction.start,
        correction.end,
        f"{'' if sure else '疑似'}错别字：「{correction.wrong}」应为「{correction.right}」{reason}",
        f"「{correction.wrong}」→「{correction.right}」",
        Outcome.FAIL if sure else Outcome.REVIEW,
        correction.right,
    )


def _fault(url: str, text: str, locator: str, correction: Correction) -> Fault:
    told = remark(correction, is_sure(correction))
    return Fault(
        url,
        told.message,
        told.outcome,
        text=excerpt(text, told.start, told.end),
        suggestion=told.suggestion,
        subject=f"{correction.wrong}→{correction.right}",
        occurrences=(Occurrence(url, locator),),
    )
