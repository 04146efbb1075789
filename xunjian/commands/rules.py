"""rules: the catalogue, or one rule's page."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from checks import catalogue
from checks.scheme import load_scheme
from portal.errors import XunjianError
from reports.handbook import handbook
from reports.wording import SEVERITY

out = Console(highlight=False)


def rules(
    code: Annotated[str, typer.Argument(help="规则代码，如 UPD002；不写则列出全部")] = "",
    markdown: Annotated[bool, typer.Option("--markdown", help="输出全部规则的说明文档（Markdown）")] = False,
) -> None:
    """列出全部规则，或显示一条规则的说明。"""
    if markdown:
        typer.echo(handbook(catalogue().values(), load_scheme()), nl=False)
        return
    if not code:
        out.print(_list())
        return
    rule = catalogue().get(code.upper())
    if rule is None:
        raise XunjianError(f"没有这条规则：{code}；用 xunjian rules 查看全部代码")
    mark = "" if load_scheme().clause(rule.code).verified else "（数字未核验）"
    out.print(f"[bold]{rule.code}[/bold] {rule.name} · {SEVERITY[rule.severity]}{mark}")
    out.print(Markdown(rule.doc.replace("```site", "```text")))


def _list() -> Table:
    table = Table("代码", "名称", "程度", "检查什么")
    for rule in catalogue().values():
        table.add_row(rule.code, rule.name, SEVERITY[rule.severity], rule.title)
    return table
