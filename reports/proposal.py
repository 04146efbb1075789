"""The proposed profile as a commented TOML file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from checks.inventory.proposal import Guess, Proposal
from checks.inventory.vocabulary import KIND_NAMES
from checks.scheme import Scheme
from checks.updates.freshness import limit_of, newest_of
from portal.column import Column
from portal.profile import Profile
from reports.masking import clean


def profile_text(profile: Profile, proposal: Proposal, scheme: Scheme, today: date) -> str:
    """TOML that reads back as a profile; everything guessed says why, what was not found is left to be filled in.

    profile: the one the site was looked at with.
    """
    lines = [*_lines(profile.home, proposal, scheme, today)]
    if private := profile.crawl.allow_private:
        lines += ["", "[crawl]", f"allow_private = [{', '.join(map(_text, private))}]  # 可以访问的内网网段"]
    return "\n".join(lines) + "\n"


def _lines(home: str, proposal: Proposal, scheme: Scheme, today: date) -> Iterator[str]:
    yield f"# 网站配置，由“xunjian init”于 {today} 粗看网站后拟出。每项都是猜测，请逐项核对、改正；# 后面是说明。"
    yield from _value("name", proposal.name, "网站名称")
    yield f"start = [{_text(home)}]"
    yield from _value("id_code", proposal.id_code, "网站标识码（10 位）")
    yield from _value("region_code", proposal.region_code, "行政区划码（6 位）")
    yield ""
    yield "# 栏目：kind 类别 news 动态要闻（2 周）、notice 通知公告、policy 政策文件（一级栏目 6 个月）、letters 互动信件、"
    yield "# guide 办事指南、other 其他（1 年，未核验）。不是栏目的请整段删去；没有列出的照样写一段。"
    for column in proposal.columns:
        yield from _column(column, proposal.owners.get(column.url), scheme, today)
    yield ""
    yield "# 责任单位：email 填整改通知的收件地址。"
    for unit in proposal.units:
        yield ""
        yield "[[units]]"
        yield f"name = {_text(unit.value)}  # {_remark(unit.why)}"
        yield 'email = ""'
    yield ""
    yield "# 领导姓名和职务：from、until 填任职起止（until 只给离任的写），旧闻里的旧职务就不会误报。"
    for leader in proposal.leaders:
        yield ""
        yield "[[leaders]]"
        yield f"name = {_text(leader.name)}  # 读自{_remark(leader.source) or '领导页面'}"
        yield f"title = {_text(leader.title)}"
    if not proposal.leaders:
        yield '# 没有读到领导页面。\n# [[leaders]]\n# name = ""\n# title = ""'
    yield ""
    yield "# 站内搜索：{query} 是搜索词的位置。"
    if proposal.search:
        yield f"# {_remark(proposal.search.why)}"
        yield "[search]"
        yield f"url = {_text(proposal.search.value)}"
    else:
        yield '# 没有找到能直接用网址搜索的搜索框。\n# [search]\n# url = "http://…?q={query}"'


def _value(key: str, guess: Guess | None, what: str) -> Iterator[str]:
    if guess:
        yield f"{key} = {_text(guess.value)}  # {what}：{_remark(guess.why)}"
    else:
        yield f'# {key} = ""  # {what}：没有找到，请填写'


def _column(column: Column, owner: Guess | None, scheme: Scheme, today: date) -> Iterator[str]:
    limit = limit_of(column, scheme)
    newest = f"，最新 {day}" if (day := newest_of(column, today)) else ""
    yield ""
    yield f"[[columns]]  # {KIND_NAMES[column.kind]}{f'，期限 {limit}' if limit else ''}；列出 {len(column.entries)} 条{newest}"
    yield f"name = {_text(column.name)}"
    yield f"url = {_text(column.url)}"
    yield f"kind = {_text(column.kind.value)}  # {_remark(column.why)}"
    if owner:
        yield f"owner = {_text(owner.value)}  # {_remark(owner.why)}"
    else:
        yield '# owner = ""  # 责任单位：看不出来，请填写'


def _text(value: str) -> str:
    """A TOML basic string."""
    return json.dumps(clean(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _remark(text: str) -> str:
    """What was crawled must not begin lines of its own."""
    return " ".join(clean(text).split())
