"""Forms that personal data, markings, numbers and repetitions take, and what only looks like them."""

from __future__ import annotations

import pytest

from checks.engine import judge
from checks.privacy.listings import listings
from checks.rule import catalogue
from tests.rules.examples import examples

FRAME = "<p>经社区评议、街道审核，现将有关情况公布如下，公示期为七个工作日，欢迎社会各界提出意见。</p>"
IDENTITY = [  # title, content, outcome ("": silent)
    ("公示", "<p>230102199001011230</p>", "fail"),
    ("公示", "<p>张三,230102199001011230,男</p>", "fail"),
    ("公示", "<p>张三 <b>230102</b><i>19900101</i>1230</p>", "fail"),
    ("公示", "<p>身份证号：230102 1990 0101 1230</p>", "fail"),
    ("公示", "<p>身份证号：2 3 0 1 0 2 1 9 9 0 0 1 0 1 1 2 3 0</p>", "fail"),
    ("公示", "<p>身份证号：230102-19900101-1230</p>", "fail"),
    ("公示", "<p>身份证号：2301021990<br>01011230</p>", "fail"),
    ("公示", "<p>身份证号：23010319880214107x</p>", "fail"),
    ("公示", "<p>学籍号G230102199001011230</p>", "fail"),
    ("公示", "<p>23010219900101****</p>", "fail"),
    ("公示", "<p>2301021990****1230</p>", "fail"),
    ("公示", "<p>2301021990XXXX1230</p>", "fail"),
    ("公示", "<p>230102********1230，2301**********1230，23010219900******0</p>", ""),
    ("公示", "<p>230102199013011230，230102209001011230，990102199001011230</p>", ""),
    ("公示", "<p>订单230102199001011230567，1230102199001011230</p>", ""),
    ("公示", "<p>统一社会信用代码 230102199001011230</p>", ""),
    ("公示", '<p><a href="/a/230102199001011230.html">文件</a></p><img src="/230102199001011230.jpg">', ""),
    ("公示", "<p>/upload/230102199001011230.jpg</p>", ""),
    ("公示", "<p>身份证号码：230102199001011230）</p>", "fail"),
    ("公示", "<p>身份证230102650203123</p>", "review"),
    ("公示", "<p>订单号230102650203123</p>", ""),
    ("公示", "<table><tr><td>身份证号</td></tr><tr><td>230102650203123</td></tr></table>", "review"),
    ("填写示例", "<p>身份证号示例：230102199001011230</p>", "review"),
]
MOBILE = [  # title, content, outcome ("": silent)
    (
        "名单",
        "<table><tr><td>姓名</td><td>性别</td><td>单位</td><td>电话</td></tr><tr><td>张三</td><td>男</td><td>一小</td><td>13904510001</td></tr><tr><td>李四</td><td>女</td><td>二小</td><td>13904510002</td></tr></table>",
        "fail",
    ),
    (
        "名单",
        "<table><tr><td>序号</td><td>联系电话</td><td>姓名</td></tr><tr><td>1</td><td>13904510001</td><td>张三</td></tr><tr><td>2</td><td>13904510002</td><td>李四</td></tr></table>",
        "fail",
    ),
    ("名单", "<ul><li>张三 13904510001</li><li>李四 13904510002</li></ul>", "fail"),
    ("名单", "<p>张三：13904510001；李四：13904510002；王五：13904510003</p>", "fail"),
    ("名单", "<p>13904510001（张三）</p>", "fail"),
    ("名单", "<p>张三+86 139-0451-0001</p>", "fail"),
    ("通知", "<p>联系人：张三，联系电话：0451-82345678，13904510001</p>", "review"),
    ("通知", "<p>联 系 人：张三</p><p>联系电话：13904510001</p>", "review"),
    ("通知", "<p>监督举报电话：13904510001</p>", "review"),
    (
        "通讯录",
        "<table><tr><td>科室</td><td>姓名</td><td>手机</td></tr><tr><td>办公室</td><td>张三</td><td>13904510000</td></tr><tr><td>办公室</td><td>李四</td><td>13904510001</td></tr><tr><td>办公室</td><td>王五</td><td>13904510002</td></tr><tr><td>办公室</td><td>赵六</td><td>13904510003</td></tr></table>",
        "fail",
    ),
    ("通知", "<p>联系人：张三 139****0001</p>", ""),
    ("通知", "<p>数量13904510001株，金额13904510001.00元，面积13904510001平方米，票号 13904510001</p>", ""),
    ("通知", "<p>邮箱：13904510001@139.com</p>", ""),
    ("通知", "<p>备案号13904510001，QQ：13904510001，QQ群：13904510001</p>", ""),
    ("公告", "<p>宗地号13904510001，采购编号[2024]13904510001</p>", ""),
    ("公示", "<p>张三（男，１３９０４５１０００１）、李四（女，13904510002）</p>", "fail"),
    ("来信", "<p>来信人：张三</p><p>联系电话：13904510001</p><p>来信内容：暖气不热</p>", "fail"),
    ("公示", "<p>法定代表人：张三，电话13904510001</p>", "fail"),
]
CARDS = [  # title, content, outcome ("": silent)
    ("公示", "<p>张三，工商银行卡号6222 0200 0000 0000 018</p>", "review"),
    (
        "公示",
        "<table><tr><td>姓名</td><td>开户行</td><td>账号</td></tr><tr><td>张三</td><td>农业银行</td><td>6217000000000000012</td></tr></table>",
        "review",
    ),
    (
        "公示",
        "<p>开户名称：哈尔滨某某有限公司</p><p>开户银行：建设银行</p><p>银行账号：6217000000000000012</p>",
        "",
    ),
    ("公示", "<p>收款单位：区财政局非税收入专户，账号 6217000000000000012</p>", ""),
    ("捐款公告", "<p>爱心捐款账户：区红十字会，账号6217000000000000012</p>", ""),
    ("公示", "<p>合同编号6217000000000000012</p>", ""),
]
HOMES = [  # title, content, outcome ("": silent)
    (
        "公示",
        "<table><tr><td>姓名</td><td>现住址</td><td>残疾等级</td></tr><tr><td>张三</td><td>南岗区文化街5号2单元301</td><td>二级</td></tr></table>",
        "review",
    ),
    (
        "公示",
        "<table><tr><td>学生姓名</td><td>家庭住址</td></tr><tr><td>张三</td><td>红星村4组</td></tr></table>",
        "review",
    ),
    (
        "公示",
        "<table><tr><td>患者姓名</td><td>诊断</td></tr><tr><td>张三</td><td>肺癌</td></tr></table>",
        "review",
    ),
    (
        "公示",
        "<table><tr><td>姓名</td><td>地址</td></tr><tr><td>张三</td><td>文化街5号</td></tr></table>",
        "",
    ),
    ("公示", "<table><tr><td>姓名</td><td>健康状况</td></tr><tr><td>张三</td><td>健康</td></tr></table>", ""),
    ("公示", "<p>申请人家庭住址：南岗区红旗大街235号4栋2单元602室</p>", "review"),
    (
        "公示",
        "<div class=row><div class=col><p>姓名</p></div><div class=col><p>病种</p></div></div>"
        "<div class=row><div class=col><p>张三</p></div><div class=col><p>尿毒症</p></div></div>",
        "review",
    ),
    (
        "公示",
        "<div><div><label>姓名：</label><b>张三</b></div><div><label>家庭住址：</label><b>红星村3组12号</b></div></div>",
        "review",
    ),
    ("处罚", "<p>当事人：张三，男，汉族，住哈尔滨市南岗区花园街12号2单元301室。</p>", "review"),
    ("新闻", "<p>张三，男，入住花园街12号2单元的公寓。</p><p>询问姓名、病情和家庭住址。</p>", ""),
    ("医院", "<ul><li><b>科室</b><b>诊断</b></li><li><b>内科</b><b>高血压</b></li></ul>", ""),
    ("公示", "<p>家庭住址变更的，应当在5日内到1号窗口登记。</p>", ""),
]
SECRETS = [  # title, content, outcome ("": silent)
    ("通知", "<p>秘密★</p>", "review"),
    ("通知", "<p>秘密★5年</p>", "review"),
    ("通知", "<p>秘 密★一年</p>", "review"),
    ("通知", "<p>（此件仅限内部阅知，不得公开）</p>", "review"),
    ("通知", "<p>此件依申请公开</p><p>绝密级、机密级、秘密级文件的管理。</p>", ""),
    ("通知", "<p>机密 ★ 一年</p>", "review"),
    ("通知", "<p>内部资料 请勿外传</p>", "review"),
    ("通知", "<p>【内部文件】</p>", "review"),
    ("通知", "<p>仅供内部参考</p>", "review"),
    ("通知", "<p>信息公开选项：不予公开</p>", "review"),
    ("通知", "<p>此件不公开</p>", "review"),
    ("通知", "<p>密级：机密</p>", "review"),
    ("通知", "<p>（内部资料，注意保存）</p>", "review"),
    ("通知", "<table><tr><td>公开属性</td><td>不予公开</td></tr></table>", "review"),
    ("通知", "<p>商业秘密、个人隐私不予公开。</p><p>属于行政机关内部管理信息的，不予公开</p>", ""),
    ("通知", "<p>本机关依据第十四条决定：不予公开</p>", ""),
    ("规定", "<p>第三条 绝密★、机密★、秘密★文件应当专人保管。</p>", ""),
    ("规定", "<p>本报告仅供内部使用的说法不准确。</p>", ""),
    (
        "年报",
        "<table><tr><td>（三）不予公开</td><td>1.属于国家秘密</td><td>0</td></tr><tr><td>不予公开</td><td>3</td></tr></table>",
        "",
    ),
    ("通知", "<p>密级：公开</p><p>密级：无</p><p>密级：□绝密 □机密</p>", ""),
    ("影评", "<p>《秘密》</p><p>秘密花园</p>", ""),
]
CASES = [
    pytest.param(code, *case, id=f"{code}-{number}")
    for code, cases in (
        ("PRV001", IDENTITY),
        ("PRV002", MOBILE),
        ("PRV003", CARDS),
        ("PRV004", HOMES),
        ("SEC006", SECRETS),
    )
    for number, case in enumerate(cases, 1)
]


def told(code: str, html: str) -> list[str]:
    """Outcomes of a page with these contents."""
    (example,) = examples(f"```site\n/  200 {html}\n```\n")
    return [finding.outcome.value for finding in judge(example.scan(), [catalogue()[code]]).findings]


@pytest.mark.parametrize(("code", "title", "content", "outcome"), CASES)
def test_form(code: str, title: str, content: str, outcome: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><div>{FRAME}{content}{FRAME}</div>"
    assert told(code, html) == ([outcome] if outcome else [])


def test_the_cells_of_a_list_without_a_table() -> None:
    rows = "<li><span>姓名</span><span>住址：</span></li><li><a><em>张三</em><em>红星村</em></a></li>"
    assert list(listings("<pre>姓名    住址\n张三  \t红星村\n</pre>")) == [
        [["姓名", "住址"], ["张三", "红星村"]]
    ]
    assert list(listings(f"<ul>{rows}</ul>")) == [[["姓名", "住址"], ["张三", "红星村"]]]
    assert list(listings(f"<ul>{rows}</ul>".replace("红星村", "红星村" * 200))) == []
    assert list(listings("<div><p>姓名</p>" * 3000 + "<p>病情好转。</p>" * 2000)) == []  # hostile
