"""One scan of the sample portal for all tests of the pages, and an office that holds it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.seeding import Office, audit_demo, seed


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audit_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def office(db: None, audited: Path) -> Iterator[Office]:
    made = seed(audited)
    yield made
    shutil.rmtree(made.site.folder)
