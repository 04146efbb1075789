"""proofread train, train-encoder, confusion, words: a model of one's own for the proofreader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from portal.errors import XunjianError
from xunjian.bars import stages
from xunjian.commands.proofread import proofread
from xunjian.interrupt import noticed_interrupt

PLAIN = "file"  # the command that is meant where none is named


class FileOrCommand(TyperGroup):
    """`proofread FILE` as well as `proofread train`; a file called train is ./train."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [PLAIN, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=FileOrCommand,
    add_completion=False,
    no_args_is_help=True,
    help="发布前检查一份文稿的错别字：xunjian proofread 文件（- 表示标准输入）；选项见 xunjian proofread file --help。",
    subcommand_metavar="FILE|- [选项] 或 train、train-encoder、confusion、words [选项]",
)
app.command(PLAIN)(proofread)

Corpora = Annotated[
    list[Path] | None,
    typer.Option("--corpus", help="语料文件（每行一句，可用 .xz 压缩），可重复", exists=True),
]
Errors = Annotated[
    list[Path] | None, typer.Option("--errors", help="真实错例（错句 TAB 正句），可重复", exists=True)
]
Held = Annotated[
    list[Path] | None,
    typer.Option("--held", help="不进语料的正确文本，用来训练判断、衡量，可重复", exists=True),
]
WebText = Annotated[
    list[Path] | None,
    typer.Option("--pages", help="网页文字（每行一句），只用来训练判断、不用来定门槛，可重复", exists=True),
]
Folder = Annotated[Path, typer.Option("--output", help="模型存放的文件夹")]
Seed = Annotated[int, typer.Option("--seed", help="随机种子；相同语料、相同种子得到相同的模型")]


Pruned = Annotated[
    list[Path] | None,
    typer.Option("--pruned", help="只许保留常见搭配的语料（如受版权保护的新闻），可重复", exists=True),
]
Snapshots = Annotated[
    list[Path] | None,
    typer.Option(
        "--snapshots",
        help="本单位扫描结果的文件夹（不需要语料）：学习自己的地名、用语，可重复",
        exists=True,
        file_okay=False,
    ),
]
KeepNgrams = Annotated[
    bool, typer.Option("--keep-ngrams", help="沿用文件夹里已有的 n 元模型，只重新训练判断")
]
OwnEncoder = Annotated[
    Path | None,
    typer.Option(
        "--encoder",
        help="改用这个完形编码器（默认用文件夹里的，没有则用自带的）",
        exists=True,
        dir_okay=False,
    ),
]


@app.command("train")
def train(
    output: Folder,
    corpus: Corpora = None,
    pruned: Pruned = None,
    held: Held = None,
    pages: WebText = None,
    errors: Errors = None,
    snapshots: Snapshots = None,
    keep_ngrams: KeepNgrams = False,
    encoder: OwnEncoder = None,
    seed: Seed = 1,
) -> None:
    """用语料训练错别字模型；或用本单位的扫描结果（--snapshots）让自带模型熟悉本地用语。"""
    if bool(corpus) == bool(snapshots):
        raise XunjianError("请用 --corpus 给出语料，或用 --snapshots 给出扫描结果，二者选一")
    if snapshots:
        from checks.proofreading.adapting import adapt  # noqa: PLC0415 - loads numpy

        with stages() as progress:
            card = adapt(snapshots, output, progress)
        typer.echo(card)
        return
    with _training_group():
        from checks.proofreading.training import Material  # noqa: PLC0415 - needs packages only training needs
        from checks.proofreading.training import train as train_model  # noqa: PLC0415
    material = Material(corpus or [], pruned or [], held or [], errors or [], pages or [])
    with stages() as progress:
        card = train_model(material, output, seed, progress, keep_ngrams, encoder)
    typer.echo(card)


@app.command("train-encoder")
def train_encoder(
    corpus: Corpora,
    output: Folder,
    held: Held = None,
    errors: Errors = None,
    characters: Annotated[int, typer.Option("--characters", min=1, help="一共读多少字")] = 48_000_000,
    seed: Seed = 1,
) -> None:
    """训练完形编码器 encoder.npz，并写出模型卡 encoder.md；中断后用同一条命令继续。

    --held 与 --errors 中的句子不学，用来衡量。
    """
    with _training_group():
        from checks.proofreading.encoder.making import Sources, make  # noqa: PLC0415 - needs torch
        from checks.proofreading.encoder.train import Recipe  # noqa: PLC0415
    sources = Sources(corpus or [], held or [], errors or [])
    with stages() as progress, noticed_interrupt() as stopping:
        card = make(sources, output, Recipe(characters, seed), progress, stopping)
    typer.echo(card)


@app.command("confusion")
def build_confusion(
    output: Annotated[Path, typer.Option("--output", help="写到哪个文件", dir_okay=False)] = Path(
        "confusion.npz"
    ),
) -> None:
    """由官方读音表、字形和部件重新生成近似字表（开发者用）。"""
    with _training_group():
        from checks.proofreading.confusion.build import make  # noqa: PLC0415 - needs packages only training needs
    with stages() as progress:
        table = make(output, progress)
    typer.echo(f"{output}：{len(table.keys):,} 个字，{len(table.others):,} 个近似字")


@app.command("words")
def build_words(
    dictionary: Annotated[
        Path, typer.Argument(help="词典（每行：词 次数），如 jieba 的 dict.txt", exists=True, dir_okay=False)
    ],
    output: Annotated[Path, typer.Option("--output", help="写到哪个文件", dir_okay=False)] = Path(
        "words.npz"
    ),
) -> None:
    """由词典重新生成两字词表（开发者用）。"""
    from checks.proofreading.words import make  # noqa: PLC0415 - loads numpy

    typer.echo(f"{output}：{len(make(dictionary, output)):,} 个词")


@contextmanager
def _training_group() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise XunjianError(f"训练需要另装依赖（{error.name}）；请运行：pip install --group train") from error
