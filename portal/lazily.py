"""Names of a package that are loaded when asked for, so that who needs one of them does not pay for the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def lazily(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """The package's `__getattr__`. homes: the names each module gives."""
    owners = {name: home for home, names in homes.items() for name in names}

    def load(name: str) -> object:
        if name not in owners:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(owners[name]), name)

    return load
