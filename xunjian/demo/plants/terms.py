"""Names and set phrases written wrongly, cautioned expressions, and much that only looks like them."""

from __future__ import annotations

from datetime import timedelta

from xunjian.demo.layout import Item, Reply, article, listing, page
from xunjian.demo.plants import Ground

COLUMN, PATH, LEADERS = "学习园地", "/xxyd/", "/ldzc/"
FRONTS = (("领导之窗", LEADERS), (COLUMN, PATH))
WRONG = (
    ("组织开展理论学习活动", "示范区人民攻府办公室组织理论学习，全体干部参加。"),
    ("区直机关举办专题党课", "党员干部增强政治意识、核心意识、大局意识、看齐意识，立足岗位做贡献。"),
    ("企业走访活动启动", "副区长林婧到企业调研，协调解决用工问题。"),
    ("读书班开班", "读书班以习近平新时代特色社会主义思想为主线，安排五次研讨。"),
    ("特色农产品推介会举行", "产品销往日本、台湾等国家，深受消费者欢迎。"),
    ("志愿服务队走进社区", "志愿者为社区里的残废人送去生活用品。"),
    ("代表视察教育工作", "区人大主任带队视察学校建设情况。"),
)
RIGHT = (
    ("医联体建设稳步推进", "示范区人民医院与街道卫生服务中心结对，村务监督委员会全程参与。"),
    ("理论宣讲进基层", "增强政治意识、大局意识、核心意识、看齐意识，坚持创新、绿色、开放发展。"),
    ("外地考察团来访", "邻近的江城县副县长林婧率队来访，副区长林静陪同。"),
    ("社区居民讲家风", "居民林婧分享了自家的故事，区长许文博看望了老党员。"),
    ("外贸企业座谈会召开", "企业产品销往日本、台湾等国家和地区，坚决反对“台独”分裂活动。"),
    ("残疾人就业帮扶", "电影《残废人的春天》放映结束后，观众与主创人员交流，残疾人代表发言。"),
    ("产业平台建成投用", "数据中台系统上线，其中港口物流企业全部接入，区人大常委会主任参加活动。"),
)


def paths(ground: Ground) -> dict[str, Reply]:
    texts = (*WRONG, *RIGHT)
    items = [
        Item(title, f"{PATH}terms_{number}.html", ground.today - timedelta(2 + number))
        for number, (title, _) in enumerate(texts, 1)
    ]
    found = {
        item.path: article(item.title, (text,), item.day, COLUMN, PATH)
        for item, (_, text) in zip(items, texts, strict=True)
    }
    return found | {PATH: listing(COLUMN, PATH, items), LEADERS: _leaders()}


def _leaders() -> Reply:
    people = "<h3>区长</h3><p>许文博</p><h3>副区长</h3><p>林静</p><p>高志远</p>"
    return page("领导之窗", f"<h2>领导之窗</h2>{people}", column="领导之窗", path=LEADERS)
