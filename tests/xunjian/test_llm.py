"""The local language model: small advice is taken, rewriting is not, nothing is sent out of the office."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from portal.errors import EngineError
from xunjian.proofing.llm import LocalModel

ANSWERS = {
    "会议作了全面布署。": "会议作了全面部署。",
    "各部门要认落实。": "各部门要认真落实。",
    "为了为了加强管理。": "为了加强管理。",
    "区长主持会议。": "今天上午区长同志在会议室里主持召开了工作会议。",
    "没有任何错误。": "没有任何错误。",
}


class _Model(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = asked["messages"][-1]["content"]
        body = b"{}"
        if text in ANSWERS:
            body = json.dumps({"choices": [{"message": {"content": ANSWERS[text]}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_small_changes_become_advice(address: str) -> None:
    found = LocalModel(address).check_batch(list(ANSWERS))
    told = [[(fix.start, fix.wrong, fix.right, fix.shown) for fix in fixes] for fixes in found]
    assert told[0] == [(6, "布", "部", False)]
    assert told[1] == [(4, "认", "认真", False)]
    assert [(wrong, right) for _, wrong, right, _ in told[2]] == [("为了", "")]
    assert told[3:] == [[], []]


def test_corrections_stand_where_they_say(address: str) -> None:
    for text, fixes in zip(ANSWERS, LocalModel(address).check_batch(list(ANSWERS)), strict=True):
        for fix in fixes:
            assert text[fix.start : fix.end] == fix.wrong


def test_an_answer_without_content_is_told(address: str) -> None:
    with pytest.raises(EngineError, match="没有给出可用的回答"):
        LocalModel(address).check_batch(["这句话它没有答案。"])


def test_proofread_adds_the_advice_for_review(address: str) -> None:
    command = [
        sys.executable,
        "-m",
        "xunjian",
        "proofread",
        "-",
        "--json",
        "--lines",
        "--engine",
        "lexicon",
        "--llm",
        address,
    ]
    done = subprocess.run(
        command, input="各部门要认落实。\n", capture_output=True, text=True, timeout=120, check=False
    )
    (fix,) = json.loads(done.stdout)["corrections"]
    assert (fix["right"], fix["shown"], fix["source"]) == ("认真", False, "llm")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://8.8.8.8/v1", "不在本机或内网"),
        ("http://[::ffff:8.8.8.8]/v1", "不在本机或内网"),
        ("ftp://127.0.0.1/", "地址不对"),
        ("http://127.0.0.1:9/v1", "可用"),
    ],
)
def test_addresses_that_will_not_do(address: str, words: str) -> None:
    with pytest.raises(EngineError, match=words):
        LocalModel(address).check_batch(["会议作了全面布署。"])
