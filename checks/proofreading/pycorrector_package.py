"""Loads modules of pycorrector without its package.

`import pycorrector` needs torch, transformers and datasets (1.5 GB), although most of its correctors use none of
them. So these modules are loaded under a bare package of that name, which is taken out of sys.modules again: whoever
imports pycorrector later gets the real one, or its real error.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from portal.errors import EngineError

NAME = "pycorrector"
HEAVY = ("torch", "transformers", "datasets")  # what its package imports beyond what its correctors need


@cache
def load(module: str, name: str, needs: tuple[str, ...], install: str) -> type[Any]:
    """A class of pycorrector. Raises EngineError when it cannot be loaded.

    needs: modules it looks for only when made or used · install: what to run when something is missing.
    """
    spec = find_spec(NAME) if NAME not in sys.modules else sys.modules[NAME].__spec__
    if spec is None or spec.submodule_search_locations is None:
        raise EngineError(f"没有安装 pycorrector 引擎；请运行：{install}")
    missing = [need for need in needs if find_spec(need) is None]
    if missing:
        raise EngineError(f"pycorrector 引擎缺少依赖（{'、'.join(missing)}）；请运行：{install}")
    try:
        with quiet(), _package(list(spec.submodule_search_locations)):
            loaded: type[Any] = getattr(import_module(f"{NAME}.{module}"), name)
    except ImportError as error:
        reason = str(error).splitlines()[0]
        raise EngineError(f"pycorrector 引擎缺少依赖（{reason}）；请运行：{install}") from error
    return loaded


def release() -> str:
    return version(NAME)


@contextmanager
def _package(path: list[str]) -> Iterator[None]:
    """The package to import from: the real one where it is loaded or can be, else a bare one for the time being."""
    if NAME in sys.modules or all(map(find_spec, HEAVY)):
        yield
        return
    bare = ModuleType(NAME)
    bare.__path__ = path
    sys.modules[NAME] = bare
    try:
        yield
    finally:
        for name in [n for n in sys.modules if n == NAME or n.startswith(f"{NAME}.")]:
            del sys.modules[name]


@contextmanager
def quiet() -> Iterator[None]:
    """jieba warns of pkg_resources and of its own escapes; loguru writes debug lines to stderr."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if find_spec("loguru"):
            import_module("loguru").logger.disable(NAME)
        yield
