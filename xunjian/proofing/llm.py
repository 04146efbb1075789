"""A local language model behind an OpenAI-compatible address: advice for a person, never a verdict."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from urllib.parse import urlsplit

import httpx

from checks.proofreader import Correction
from crawler.guard import is_public
from portal.errors import EngineError

ADVICE = 0.5  # probability given to all it says
LONGEST_EDIT = 4  # characters of a change that may be a wrong character; more is rewriting
MOST_EDITS = 3  # changes in a sentence; more is rewriting
TIMEOUT = 120.0  # seconds an answer may take
SHORTEST, LONGEST = 4, 500  # characters of a sentence worth asking about
_TASK = (
    "你是公文校对员。只改正下面句子里的错别字、漏字、多字，不润色，不改标点，不改专有名词和数字。"
    "没有错就原样输出。只输出改后的句子，不要解释。"
)


class LocalModel:
    """Raises EngineError when the address is not on this machine or network, or gives no usable answer."""

    def __init__(self, address: str, model: str = "default") -> None:
        self._address = address.rstrip("/")
        self._model = model
        _must_be_near(self._address)
        self._client = httpx.Client(timeout=TIMEOUT, trust_env=False)

    @property
    def version(self) -> str:
        return f"llm-{self._model}@{self._address}"

    def check_batch(self, texts: Sequence[str]) -> list[list[Correction]]:
        return [list(_edits(text, self._ask(text))) if _worth(text) else [] for text in texts]

    def _ask(self, text: str) -> str:
        messages = [{"role": "system", "content": _TASK}, {"role": "user", "content": text}]
        body = {"model": self._model, "messages": messages, "temperature": 0}
        try:
            answer = self._client.post(f"{self._address}/chat/completions", json=body)
            answer.raise_for_status()
            return str(answer.json()["choices"][0]["message"]["content"]).strip()
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
            raise EngineError(
                f"语言模型没有给出可用的回答：{self._address}（{type(error).__name__}）；请检查地址、模型名和服务是否启动"
            ) from error


def _worth(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and not text.isascii()


def _edits(text: str, answer: str) -> Iterator[Correction]:
    """Small changes only; an answer that rewrites the sentence is no proofreading."""
    parts = SequenceMatcher(None, text, answer, autojunk=False).get_opcodes()
    changes = [part for part in parts if part[0] != "equal"]
    if len(changes) > MOST_EDITS or any(max(c[2] - c[1], c[4] - c[3]) > LONGEST_EDIT for c in changes):
        return
    for _, start, end, left, right in changes:
        yield _advice(text, start, end, answer[left:right])


def _advice(text: str, start: int, end: int, new: str) -> Correction:
    """A missing character is shown with a neighbour: there must be something to point at."""
    if start == end and start:
        start, new = start - 1, text[start - 1] + new
    elif start == end:
        end, new = 1, new + text[0]
    return Correction(start, end, text[start:end], new, ADVICE, False, "llm", "语言模型的建议，请人工判断")


def _must_be_near(address: str) -> None:
    """Drafts are not sent to anyone else's machine."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise EngineError(f"语言模型的地址不对：{address}（例如 http://127.0.0.1:8000/v1）")
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(parts.hostname, parts.port or 80)}
    except OSError as error:
        raise EngineError(f"语言模型的地址解析不了：{address}") from error
    addresses = [ipaddress.ip_address(each.partition("%")[0]) for each in found]
    if any(is_public(address) or not address.is_private for address in addresses):
        raise EngineError(f"语言模型不在本机或内网：{address}；文稿不能送出单位，请改用内网服务")
