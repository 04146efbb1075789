"""Addresses from which a page's script fetches its lists."""

from __future__ import annotations

import pytest

from crawler.extract import interfaces

CALLS = {
    'fetch("/api/list_12.json").then(show)': "/api/list_12.json",
    "axios.get('/api/list', {params: {channelId: '12', page: 1}}).then(show)": "/api/list?channelId=12&page=1",
    "axios({method: 'get', url: '/api/list', params: {size: 20}})": "/api/list?size=20",
    '$.getJSON("docs.json", function(d) { show(d) })': "",
    '$.getJSON("./docs.json", function(d) { show(d) })': "./docs.json",
    '$.get("/data/list.jsp", {id: "7"}, function(d) { show(d) })': "/data/list.jsp?id=7",
    '$.ajax({type: "GET", url: "/data/list.do", data: {cid: "7"}, success: function(d) {}})': "/data/list.do?cid=7",
    'var x = new XMLHttpRequest(); x.open("GET", "/data/7.xml", true)': "/data/7.xml",
    'var cid = "12", page = 1; fetch("/api/" + cid + "/list?page=" + page)': "/api/12/list?page=1",
    "new Vue({data: {page: 1}, created() { fetch(`/api/list?page=${this.page}`) }})": "/api/list?page=1",
    'this.$http.get("/api/list/12")': "/api/list/12",
}
SILENT = (
    'fetch("/api/" + cid + "/list")',  # nobody knows what cid is
    'var cid = "1"; if (x) { cid = "2"; } fetch("/api/" + cid)',
    'fetch("/api/list", {method: "POST", body: q})',
    '$.ajax({type: "post", url: "/api/list", data: {cid: "7"}})',
    '$.post("/api/list", {cid: "7"})',
    "axios.get('/api/list', {params: {id: getId()}})",
    '$.get("/visitcount.do", {id: "7"})',
    'fetch("/api/login/check")',
    '$.ajax({data: {a: "1"}})',
)


@pytest.mark.parametrize(("script", "address"), CALLS.items())
def test_what_a_script_asks_for(script: str, address: str) -> None:
    assert interfaces(f"<html><body><script>{script}</script></body></html>") == (
        [address] if address else []
    )


@pytest.mark.parametrize("script", SILENT)
def test_what_cannot_be_told_or_must_not_be_asked(script: str) -> None:
    assert not interfaces(f"<html><body><script>{script}</script></body></html>")


def test_an_endless_call_costs_little() -> None:
    assert not interfaces("<script>" + "$.ajax({" * 20_000 + "</script>")
