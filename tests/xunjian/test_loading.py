"""A command loads what it needs and no more; the help lists all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xunjian.cli import COMMANDS, app

RUNNER = CliRunner()
NETWORK = ("aiohttp", "scrapy", "httpx")
OFFICE = ("django", "docx", "openpyxl")


def test_the_help_lists_every_command_with_what_it_does() -> None:
    told = RUNNER.invoke(app, ["--help"], env={"COLUMNS": "200"})
    assert told.exit_code == 0
    lines = told.output.splitlines()
    for name in COMMANDS:
        (line,) = [line for line in lines if line.strip("│ ").split(" ")[0] == name]
        assert any("\u4e00" <= character <= "\u9fff" for character in line), name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_its_options(name: str) -> None:
    told = RUNNER.invoke(app, [name, "--help"], env={"COLUMNS": "200"})
    assert told.exit_code == 0
    assert "--help" in told.output
    assert "completion" not in told.output


def test_a_slip_in_the_name_is_answered() -> None:
    told = RUNNER.invoke(app, ["adit"], env={"COLUMNS": "200"})
    assert told.exit_code == 2
    assert "'audit'" in told.output


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        (["verify", "--help"], (*NETWORK, *OFFICE, "numpy")),
        (["doctor", "--help"], (*NETWORK, "openpyxl", "numpy", "checks")),
        (["proofread", "{file}"], (*NETWORK, *OFFICE, "jinja2")),
        (["report", "--help"], (*NETWORK, "django")),
        (["serve", "--help"], (*NETWORK, "openpyxl", "numpy")),
    ],
)
def test_what_is_not_needed_is_not_loaded(
    arguments: list[str], without: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "文稿.txt"
    file.write_text("会议要求全面步署防汛抗旱工作。\n", encoding="utf-8")
    program = (
        "import sys, xunjian.__main__\n"
        "try: xunjian.__main__.main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {without!r} if name in sys.modules], file=sys.stderr)"
    )
    given = [one.format(file=file) for one in arguments]
    done = subprocess.run([sys.executable, "-c", program, *given], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
