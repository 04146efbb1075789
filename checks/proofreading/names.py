"""Where a proper name stands. No model knows how a villager, a hamlet or a firm writes itself, so none is sure there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_HAN = "[\u4e00-\u9fff]"
# what a person is called by, right before the name
_CALLED = (
    "任命|免去|聘任|聘请|提名|联系人|负责人|责任人|申请人|当事人|被告人?|原告|代表人?|发言人|主持人|承办人|经办人|审核人|签发人|编辑|撰稿|"
    "作者|记者|通讯员|姓名|村民|居民|市民|职工|员工|工人|干部|队员|党员|教师|老师|医生|护士|民警|法官|检察官|律师|教授|学生|同学|选手|司机|"
    "户主|书记|主席|主任|委员|常委|经理|董事|监事|院士|专家|秘书长|理事长|董事长|检察长|"
    "[省市县区州旗镇乡村局处科所站队组会院校园馆厂行社庭部厅司]长"
)
_ADDRESSED = "同志|先生|女士|小姐|不服|一行|等人|负责|担任"  # right after it
_FIRM = re.compile(
    f"{_HAN}{{0,4}}?(?:有限(?:责任)?公司|股份|集团|合作社|经营部|商行(?!政))"
)  # after a part of its name
_PLACE = re.compile(f"{_HAN}?(?:村|镇|乡|街道|社区|水库|林场|农场|沟)")


def is_named(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is in a name: of a person by what stands beside it, of a firm or place by how it ends."""
    if _FIRM.match(text, end) or _PLACE.match(text, end):
        return True
    return any(first < end and start < last for first, last in _persons(text))


def _persons(text: str) -> Iterator[tuple[int, int]]:
    before, after = _patterns()
    for match in (*before.finditer(text), *after.finditer(text)):
        yield match.span("name")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A name after what its bearer is called by, and before how one is addressed."""
    table = tomllib.loads((files("checks") / "data" / "leaders.toml").read_text(encoding="utf-8"))
    surname = f"(?:{'|'.join(table['compound'])}|[{''.join(table['surnames'].split())}])"
    name = f"(?P<name>{surname}{_HAN}{{1,2}})"
    return re.compile(f"(?:{_CALLED})[：:\\s]*(?={name})"), re.compile(f"(?={name}(?:{_ADDRESSED}))")
