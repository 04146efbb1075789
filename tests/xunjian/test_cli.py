"""What bad input gets: one clear line, exit 2."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest


def _run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "xunjian", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, timeout=120, check=False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit", "nonsense"], "既不是网址也不是配置文件"),
        (["audit", "http://"], "不是有效的网址"),
        (["audit", "none.toml"], "打不开"),
        (["audit", "http://127.0.0.1:9/", "--output", "OUT"], "127.0.0.1"),
        (["audit", "http://127.0.0.1:9/", "--at", "tomorrow"], "看不懂检查时间"),
        (["audit", "http://127.0.0.1:9/", "--letters", "none.csv"], "留言记录打不开"),
        (["check", "none", "--visits", "none.csv"], "拨测记录打不开"),
        (["check", "none"], "没有快照"),
        (["verify", "none"], "没有封存的快照"),
        (["inspect", "none.html"], "打不开"),
        (["rules", "XYZ999"], "没有这条规则"),
        (["rules", "[/red]"], "没有这条规则：[/red]"),
        (["inspect", "/"], "这是文件夹"),
        (["recheck", "1"], "请先运行 xunjian setup"),
        (["audit", "http://127.0.0.1:9/", "--engine", "magic"], "没有名为「magic」"),
        (["proofread", "none.txt"], "没有这个文件"),
        (["proofread", "-", "--engine", "magic"], "magic"),
        (["proofread", "-", "--lines"], "--json"),
        (["proofread", "-", "--json", "--html"], "只能选一个"),
    ],
)
def test_one_clear_line_and_exit_2(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XUNJIAN_HOME", str(tmp_path))
    done = _run(*[str(tmp_path) if a == "OUT" else a for a in arguments])
    assert done.returncode == 2, done.stderr
    assert words in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr
    assert "━" not in done.stderr  # no bars in a pipe


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
def test_any_terminal_is_told_in_chinese(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    command = [sys.executable, "-m", "xunjian", "rules"]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "错别字" in done.stdout.decode("gbk" if encoding == "gbk" else "utf-8")


def test_a_language_without_chinese_file_names_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}.items():
        monkeypatch.setenv(name, value)
    done = subprocess.run(
        [sys.executable, "-m", "xunjian", "rules"], capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 2
    assert "LC_ALL=C.UTF-8" in done.stderr.decode()


def test_inspect_shows_what_the_crawler_sees(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<title>标题</title><p>正文一段</p><a href=b.html>链接</a>".encode("gb18030"))
    done = _run("inspect", str(path), "--base", "http://a.gov.cn/x/", "--json")
    seen = json.loads(done.stdout)
    assert seen["encoding"] == "gb18030"
    assert seen["title"] == "标题"
    assert seen["links"][0]["url"] == "http://a.gov.cn/x/b.html"
    assert {"published", "published_how", "column", "entries", "meta", "text"} <= set(seen)


def test_proofread_lines(tmp_path: Path) -> None:
    done = _run("proofread", "-", "--json", "--lines", stdin="会议作了全面布署。\n会议作了全面部署。\n")
    wrong, right = [json.loads(line) for line in done.stdout.splitlines()]
    (fix,) = wrong["corrections"]
    assert (fix["wrong"], fix["right"]) == ("布署", "部署")
    assert wrong["text"][fix["start"] : fix["end"]] == "布署"
    assert right["corrections"] == []
    assert done.returncode == 1


def test_rules_are_listed_and_shown() -> None:
    assert "LNK002" in _run("rules").stdout
    assert "怎么改" in _run("rules", "lnk002").stdout


def test_doctor_finds_this_machine_fit() -> None:
    done = _run("doctor")
    assert done.returncode == 0, done.stdout


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    waiting = tmp_path / "文稿.txt"
    os.mkfifo(waiting)
    command = [sys.executable, "-m", "xunjian", "proofread", str(waiting)]
    with (
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process,
        waiting.open("w"),
    ):  # opens once the program reads
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "用同一条命令继续" in told
