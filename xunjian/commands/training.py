"""proofread train: a model of one's own for the proofreader."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from portal.errors import XunjianError
from xunjian.bars import console
from xunjian.commands.proofread import proofread

PLAIN = "file"  # the command that is meant where none is named


class FileOrCommand(TyperGroup):
    """`proofread FILE` as well as `proofread train`; a file called train is ./train."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [PLAIN, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=FileOrCommand,
    no_args_is_help=True,
    help="发布前检查一份文稿的错别字：xunjian proofread 文件（- 表示标准输入）；选项见 xunjian proofread file --help。",
    subcommand_metavar="FILE|- [选项] 或 train [选项]",
)
app.command(PLAIN)(proofread)


@app.command("train")
def train(
    corpus: Annotated[
        list[Path], typer.Option("--corpus", help="语料文件（每行一句，可用 .xz 压缩），可重复", exists=True)
    ],
    output: Annotated[Path, typer.Option("--output", help="模型存放的文件夹")],
    pruned: Annotated[
        list[Path] | None,
        typer.Option("--pruned", help="只许保留常见搭配的语料（如受版权保护的新闻），可重复", exists=True),
    ] = None,
    held: Annotated[
        list[Path] | None,
        typer.Option("--held", help="不进语料、用来训练判断的正确文本，可重复", exists=True),
    ] = None,
    errors: Annotated[
        list[Path] | None, typer.Option("--errors", help="真实错例（错句 TAB 正句），可重复", exists=True)
    ] = None,
    keep_ngrams: Annotated[
        bool, typer.Option("--keep-ngrams", help="沿用文件夹里已有的 n 元模型，只重新训练判断")
    ] = False,
    seed: Annotated[int, typer.Option("--seed", help="随机种子；相同语料、相同种子得到相同的模型")] = 1,
) -> None:
    """用语料训练错别字模型，并写出模型卡。"""
    try:
        from checks.proofreading.training import Material  # noqa: PLC0415 - needs packages only training needs
        from checks.proofreading.training import train as train_model  # noqa: PLC0415
    except ImportError as error:
        raise XunjianError(f"训练需要另装依赖（{error.name}）；请运行：pip install --group train") from error
    with console.status("读语料") as status:

        def progress(message: str) -> None:
            console.print(message)
            status.update(message)

        card = train_model(
            Material(corpus, pruned or [], held or [], errors or []), output, seed, progress, keep_ngrams
        )
    typer.echo(card)
