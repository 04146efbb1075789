"""The office of the tests of the pages, asked by programs."""

from tests.web.conftest import audited, office

__all__ = ["audited", "office"]
