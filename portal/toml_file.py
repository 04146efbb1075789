"""A TOML file as a checked model. What is wrong with it is a ProfileError that names the file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from portal.errors import ProfileError, why
from portal.faults import explain, place

Model = TypeVar("Model", bound=BaseModel)


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProfileError(f"配置文件打不开：{path}（{why(error)}）") from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"配置文件不是 UTF-8 编码：{path}，请另存为 UTF-8") from error


def read(kind: type[Model], text: str, source: str) -> Model:
    """`source` names the file in errors."""
    try:
        return kind.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{source}不是有效的 TOML：{place(error)}") from error
    except RecursionError as error:
        raise ProfileError(f"{source}不是有效的 TOML：括号嵌套过深") from error
    except ValidationError as error:
        raise ProfileError(f"{source}有误：{explain(error)}") from error
