"""What is wrong with a TOML file, in a clerk's words."""

from __future__ import annotations

import re
import tomllib

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_REASONS = {  # pydantic's names of errors
    "extra_forbidden": "没有这个配置项，请检查拼写",
    "missing": "缺少这个必填项",
    "string_type": "应为文字，用英文引号括起来",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "finite_number": "应为有限的数字",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不应小于 {ge}",
    "less_than_equal": "不应大于 {le}",
    "less_than": "应小于 {lt}",
    "string_too_short": "不能少于 {min_length} 个字",
    "string_too_long": "不能多于 {max_length} 个字",
    "tuple_type": '应为列表，用方括号括起来，如 ["甲", "乙"]',
    "too_short": "至少要写 {min_length} 项",
    "model_type": "应为一节，写成 [节名] 或 [[节名]] 后逐项列出",
    "dict_type": "应为一节，写成 [节名] 后逐项列出",
    "enum": "只能写 {expected}",
    "literal_error": "只能写 {expected}",
    "date_type": "应为日期，如 2026-12-20",
    "date_parsing": "应为日期，如 2026-12-20",
    "date_from_datetime_parsing": "应为日期，如 2026-12-20",
    "date_from_datetime_inexact": "应为日期，如 2026-12-20",
    "datetime_type": "应为时间，如 2026-12-20T09:00:00",
    "datetime_parsing": "应为时间，如 2026-12-20T09:00:00",
    "datetime_from_date_parsing": "应为时间，如 2026-12-20T09:00:00",
}


def explain(error: ValidationError) -> str:
    """Each wrong key and what it should be."""
    return "；".join([f"{_where(item['loc'])}：{_reason(item)}" for item in error.errors()])


def _where(keys: tuple[int | str, ...]) -> str:
    """The place of a key, counted from one."""
    parts = [f"（第 {key + 1} 个）" if isinstance(key, int) else f".{key}" for key in keys]
    return "".join(parts).removeprefix(".")


def _reason(item: ErrorDetails) -> str:
    if words := _REASONS.get(item["type"]):
        limits = {name: str(value).replace(" or ", "、") for name, value in item.get("ctx", {}).items()}
        return words.format(**limits)
    told = item["msg"].removeprefix("Value error, ")  # raised by our own validators
    return "写法不对" if told.isascii() else told


def place(error: tomllib.TOMLDecodeError) -> str:
    """Where it is, and what is usually wrong there."""
    found = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", str(error), re.S)
    where = f"第 {found[2]} 行第 {found[3]} 个字附近（{found[1]}）" if found else f"最后没有写完（{error}）"
    return f"{where}；文字要用英文引号括起来，括号和引号要成对，同一项不能写两次"
