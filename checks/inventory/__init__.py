"""Column inventory: which 栏目 a site has, of which kind, with which entries."""

from checks.inventory.learn import learn_columns

__all__ = ["learn_columns"]
