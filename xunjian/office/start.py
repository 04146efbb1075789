"""Starts Django for a command; `xunjian audit` and its like never come here."""

from __future__ import annotations

import os

import django


def start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xunjian.office.settings")
    django.setup()
