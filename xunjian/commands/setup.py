"""setup: make the office's database and its first account."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from xunjian.office.data import home
from xunjian.office.start import start

out = Console(highlight=False)


def setup(
    username: Annotated[str, typer.Option("--username", help="第一个账号（信息科）")] = "admin",
    password: Annotated[
        str, typer.Option("--password", envvar="XUNJIAN_PASSWORD", help="密码；不写则随机生成并显示一次")
    ] = "",
) -> None:
    """建立数据库、第一个账号和示例网站；升级后再运行一次即可更新数据库，不丢数据。"""
    start()
    from xunjian.office.setup import set_up  # noqa: PLC0415 - models exist only once Django has started

    account = set_up(username, password)
    out.print(f"数据文件夹：{home()}", soft_wrap=True)
    if not account.password:
        out.print(f"数据库已是最新；账号 {username} 原已存在，密码未改动。")
    elif password:
        out.print(f"已建立账号 {username}，密码为您所设。")
    else:
        out.print(
            f"已建立账号 [bold]{username}[/bold]，密码 [bold]{account.password}[/bold]（只显示这一次，请记下）"
        )
