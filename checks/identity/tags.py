"""Page tags (meta) of the 发展指引: which a page needs, and which values are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from sys import intern

from portal.page import Page

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
ALL_TAGS = (*SITE_TAGS, *COLUMN_TAGS, *ARTICLE_TAGS)
_NONE = re.compile(
    r"\s*|null|undefined|none|nan|n/?a|无|空|暂无|test|-+|.*(?:\$\{|\{\{|<%|<\$|\{\$|\[%|#\{|<!--#|%\}|@\{|~-!\{|<cmspro_|"
    r"\[#|&lt;[%$]|\{(?:pe|sz|dede|tag|field)\.?[:.]).*|\$\w+\$?|\[?(?:网站名称|网站域名|网站标识码|政府网站标识码|栏目名称|栏目简介|"
    r"栏目描述|栏目关键词|栏目类别|文章标题|内容标题|发布时间|发布日期|来源|内容来源|信息来源)\]?",
    re.I | re.S,
)


def is_none(value: str) -> bool:
    """Whether a value is none: empty, null, a template that was not filled in, or the name of the tag."""
    return _NONE.fullmatch(value.strip()) is not None


def values_of(page: Page, *, whole: bool) -> Mapping[str, str]:
    """Tags a page carries, by their usual spelling, "" for those that are there but empty; those of the site only, unless whole."""
    names = ALL_TAGS if whole else SITE_TAGS
    return {name: intern(page.meta[name.lower()]) for name in names if name.lower() in page.meta}
