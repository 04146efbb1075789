from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "xunjian.store"
    label = "store"
    verbose_name = "巡检"
