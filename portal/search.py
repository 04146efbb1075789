"""The site's own search, as an office configures it."""

from __future__ import annotations

from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, field_validator

from portal import urls

QUERY = "{query}"  # in the address of a search: where the words go


class Search(BaseModel):
    """`url` is the address of a result page with {query} where the words go."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str

    @field_validator("url")
    @classmethod
    def _has_place(cls, value: str) -> str:
        if QUERY not in value or not urls.normalise(value.replace(QUERY, "query")):
            raise ValueError(f"搜索网址应以 http:// 或 https:// 开头，并用 {QUERY} 表示搜索词的位置：{value}")
        return value

    def asking(self, words: str) -> str:
        """Address of the results for some words."""
        return self.url.replace(QUERY, quote(words, safe=""))
