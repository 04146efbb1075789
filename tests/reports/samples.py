"""A made-up site and its report: about sixty findings over nine rules, as an office would meet them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from checks import Finding, Occurrence, Outcome, Severity
from checks.finding import fingerprint
from checks.scheme import Part
from checks.sheet import Line, State
from portal.column import ColumnKind
from portal.snapshot import Coverage, Note, Unreached
from reports.model import ColumnLine, Evidence, Report, RuleLine

HOME = "http://www.sfq.gov.cn/"
VERDICT = "单项否决·栏目不更新"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def _row(code: str, name: str, state: State, **changes: object) -> Line:
    return Line(code, Part.VETO, "单项否决", name, state, **changes)  # type: ignore[arg-type]


def finding(rule: str = "LNK002", message: str = "页面打不开", **changes: object) -> Finding:
    """One finding with sensible values; name any field to change it."""
    made = Finding(
        rule=rule,
        name="内部链接打不开",
        severity=Severity.ERROR,
        outcome=Outcome.FAIL,
        url=HOME + "zwgk/index.html",
        target="",
        column="政务公开",
        text="",
        suggestion="",
        message=message,
        fingerprint="",
        count=1,
        occurrences=(),
    )
    made = replace(made, **changes)  # type: ignore[arg-type]
    places = made.occurrences or (Occurrence(made.url, "正文链接"),)
    mark = made.fingerprint or fingerprint(made.rule, made.target or made.url, made.text + made.message)
    return replace(made, occurrences=places, fingerprint=mark, count=max(made.count, len(places)))


def empty(**changes: object) -> Report:
    report = Report(
        "示范区人民政府", HOME, "2301030001", NOW, Coverage(120, 8, 640), rules=RULES, evidence=EVIDENCE
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def sample() -> Report:
    return empty(
        coverage=COVERAGE,
        columns=COLUMNS,
        findings=tuple(_findings()),
        sheet=SHEET,
        waived=(finding("LNK006"),),
    )


RULES = tuple(
    RuleLine(code, name, "", remedy)
    for code, name, remedy in (
        ("UPD001", "首页不更新", "从近期发布的信息中选一条放到首页，并确认列表带日期。"),
        ("UPD002", "动态要闻栏目超过两周未更新", "发布新的动态；确实没有的，把栏目并入其他栏目或写明说明。"),
        (
            "UPD003",
            "通知公告、政策文件栏目超过六个月未更新",
            "补发应公开的文件；没有新文件的，请法制部门出具说明并登记。",
        ),
        ("UPD005", "空白栏目", "补充内容；短期没有内容的，先撤下栏目入口。"),
        ("LNK001", "首页链接打不开", "改成正确的网址，或者撤下这个链接。"),
        ("LNK002", "内部链接打不开", "改成正确的网址，或者撤下这个链接；页面误删的请恢复。"),
        ("LNK004", "附件打不开", "重新上传附件，并在页面上点开确认。"),
        ("LNK006", "外部链接打不开", "对方已停用的网站，撤下链接或改到新网址。"),
        ("LNK007", "链接无法判断", "请用浏览器点开看一眼。"),
        ("TXT001", "错别字", "按“建议”改正；如果是专有名词，请加入配置的 protected。"),
        ("TXT004", "标点不规范", "改成全角标点。"),
    )
)
EVIDENCE = Evidence(
    snapshot="/srv/xunjian/www.sfq.gov.cn/snapshots/20261124-090000",
    manifest="9f2c" * 16,
    started="2026-11-24T01:00:04+00:00",
    finished="2026-11-24T01:21:37+00:00",
    profile="ab12" * 16,
    scheme="国办秘函〔2019〕19号 检查指标",
    engine="lexicon-1",
    version="0.1.0",
)
COVERAGE = Coverage(
    pages=3184,
    attachments=276,
    links=9420,
    unreached=(
        *(
            Unreached(f"{HOME}cgi/search?page={n}", "同一目录网页过多，超过每个目录的上限")
            for n in range(140)
        ),
        *(Unreached(f"{HOME}nbxx/{n}.html", "robots.txt 不允许访问") for n in range(12)),
        Unreached(HOME + "video/live.html", "连接超时，看了两次"),
    ),
    unreached_total=153,
    notes=(
        Note("robots", "www.sfq.gov.cn", "robots.txt 不允许访问 /nbxx/，有 12 个网页没有查看"),
        Note(
            "breaker",
            "zwfw.hlj.example",
            "连续 5 次没有答复，暂停访问 10 分钟后没有恢复，有 31 个链接没有判断",
        ),
    ),
)
SHEET = (
    _row("V1", "安全、泄密事故等严重问题", State.OPEN, note="需要人工判断；程序只提供疑似线索"),
    _row("V2", "站点无法访问", State.OPEN, limit=1, note="需连续 7 天、每天 20 次以上探测，本次未做"),
    _row("V3", "首页不更新", State.CLEAR, limit=1, rules=("UPD001",), note="首页最新日期 2026-11-20"),
    _row(
        "V4a",
        "动态要闻、通知公告、政策文件类栏目不更新",
        State.TRIPPED,
        count=6,
        limit=5,
        rules=("UPD002", "UPD003"),
    ),
    _row("V4b", "其他栏目长期不更新", State.CLEAR, count=3, limit=10, verified=False, note="超过 1 年 3 个"),
    _row("V4c", "空白栏目", State.CLEAR, count=2, limit=5, rules=("UPD005",), note="再有 3 个即触发"),
    _row("V5", "互动回应差", State.OPEN, note="需要后台留言数据，本次未检查"),
    _row("V6", "服务不实用", State.OPEN, note="办事指南在省政务服务网，本次未检查"),
    Line("D15a", Part.POINTS, "功能设计", "可用性（首页链接）", State.FOUND, 2, rules=("LNK001",)),
)


def _line(name: str, path: str, kind: ColumnKind, days: int | None, limit: int, state: str) -> ColumnLine:
    newest = NOW.date() - timedelta(days=days) if days is not None else None
    words = {14: "14 天", 183: "6 个月", 365: "1 年"}[limit]
    due = newest + timedelta(days=limit) if newest else None
    guessed = kind in {ColumnKind.OTHER, ColumnKind.GUIDE}
    owner = "" if guessed else "区政府办信息科"
    return ColumnLine(name, HOME + path, kind, guessed, "名称含“规划”", owner, newest, words, due, state, 15)


COLUMNS = (
    _line("要闻动态", "ywdt/", ColumnKind.NEWS, 4, 14, "正常"),
    _line("部门动态", "bmdt/", ColumnKind.NEWS, 41, 14, "超期"),
    _line("街道动态", "jddt/", ColumnKind.NEWS, 27, 14, "超期"),
    _line("教育动态", "jydt/", ColumnKind.NEWS, 19, 14, "超期"),
    _line("卫生动态", "wsdt/", ColumnKind.NEWS, 88, 14, "超期"),
    _line("图片新闻", "tpxw/", ColumnKind.NEWS, 12, 14, "即将到期"),
    _line("通知公告", "tzgg/", ColumnKind.NOTICE, 230, 183, "超期"),
    _line("政策文件", "zcwj/", ColumnKind.POLICY, 201, 183, "超期"),
    _line("规划计划", "ghjh/", ColumnKind.OTHER, 300, 365, "正常"),
    _line("统计数据", "tjsj/", ColumnKind.OTHER, None, 365, "未见日期"),
    _line("建议提案", "jyta/", ColumnKind.OTHER, None, 365, "空白"),
    _line("应急管理", "yjgl/", ColumnKind.OTHER, None, 365, "空白"),
)


def _findings() -> list[Finding]:
    return [*_stale(), *_links(), *_typos(), *_undecided()]


def _stale() -> list[Finding]:
    made = [
        finding(
            "UPD002" if c.kind is ColumnKind.NEWS else "UPD003",
            f"栏目“{c.name}”最新一条是 {c.newest}，已过期限（{c.limit}）",
            name=next(
                r.name for r in RULES if r.code == ("UPD002" if c.kind is ColumnKind.NEWS else "UPD003")
            ),
            severity=Severity.VETO,
            url=c.url,
            column=c.name,
            owner=c.owner,
            suggestion="发布新内容",
            basis=VERDICT,
            occurrences=(Occurrence(c.url, "列表第 1 条"),),
        )
        for c in COLUMNS
        if c.state == "超期"
    ]
    blank = [
        finding(
            "UPD005", f"栏目“{c.name}”没有任何内容", name="空白栏目", url=c.url, column=c.name, basis=VERDICT
        )
        for c in COLUMNS
        if c.state == "空白"
    ]
    return made + blank


def _links() -> list[Finding]:
    footer = tuple(Occurrence(f"{HOME}page/{n}.html", "页脚链接「友情链接」") for n in range(1000))
    away = finding(
        "LNK006",
        "对方网站域名不存在（模板链接，3184 个网页）",
        name="外部链接打不开",
        target="http://www.old-bureau.example/",
        count=3184,
        occurrences=footer,
        column="",
        url=HOME,
    )
    home = finding(
        "LNK001",
        "首页链接打不开：404",
        name="首页链接打不开",
        url=HOME,
        target=HOME + "zt/2019.html",
        column="",
    )
    inner = [
        finding(
            "LNK002",
            "页面打不开：404（看了两次）",
            target=f"{HOME}zwgk/2024/t2024{n:04}.html",
            text=f"关于做好第 {n} 号工作的通知",
            occurrences=tuple(
                Occurrence(f"{HOME}zwgk/list_{p}.html", f"列表第 {p + 1} 条") for p in range(n % 14 + 1)
            ),
        )
        for n in range(18)
    ]
    files = [
        finding(
            "LNK004",
            "附件打不开：点开是网页，不是文件",
            name="附件打不开",
            column="政策文件",
            target=f"{HOME}zcwj/P0202{n}.pdf",
            text=f"附件{n}：申报表.pdf",
        )
        for n in range(6)
    ]
    return [home, *inner, *files, away]


TYPOS = (
    ("按排", "安排", "工作按排如下"),
    ("既使", "即使", "既使遇到困难"),
    ("布署", "部署", "全面布署安全生产"),
    ("渡假", "度假", "渡假区管理办法"),
    ("座落", "坐落", "座落于示范区"),
    ("帐户", "账户", "财政专用帐户"),
    ("登陆", "登录", "请登陆网站查询"),
    ("截止目前", "截至目前", "截止目前已完成"),
)


def _typos() -> list[Finding]:
    made = [
        finding(
            "TXT001",
            f"“{wrong}”应为“{right}”：……{around}……",
            name="错别字",
            text=wrong,
            suggestion=right,
            column="要闻动态",
            owner="区政府办信息科",
            url=f"{HOME}ywdt/2026/{n}.html",
            occurrences=(Occurrence(f"{HOME}ywdt/2026/{n}.html", f"正文第 {n + 1} 段"),),
            outcome=Outcome.REVIEW if n % 3 == 2 else Outcome.FAIL,
            basis="国办秘函〔2019〕19号 内容表述",
            verified=False,
        )
        for n, (wrong, right, around) in enumerate(TYPOS)
    ]
    marks = [
        finding(
            "TXT004",
            "汉字之间用了半角逗号",
            name="标点不规范",
            severity=Severity.WARNING,
            column="街道动态",
            text="各街道,各部门",
            suggestion="各街道，各部门",
            url=f"{HOME}jddt/{n}.html",
        )
        for n in range(7)
    ]
    return made + marks


def _undecided() -> list[Finding]:
    return [
        finding(
            "LNK007",
            "对方网站拒绝程序访问（403），请人工点开",
            name="链接无法判断",
            outcome=Outcome.UNKNOWN,
            severity=Severity.INFO,
            column="",
            target=f"https://s{n}.example.cn/",
        )
        for n in range(11)
    ]
