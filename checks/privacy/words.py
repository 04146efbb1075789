"""Words the rules of personal data go by: checks/data/personal.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns: heads must be a whole cell, the others are searched for in running text.

    name: a person's name · not_names: what only looks like one · unit: the name of an
    organisation, a whole cell too.
    """

    name: str
    not_names: frozenset[str]
    label: Pattern
    contact_head: Pattern
    not_phone: Pattern
    duty: Pattern
    sample: Pattern
    penalty: Pattern
    bank: Pattern
    organisation: Pattern
    unit: Pattern
    paying: Pattern
    name_head: Pattern
    address_head: Pattern
    health_head: Pattern
    healthy: Pattern


@cache
def words() -> Words:
    source = tomllib.loads((files("checks") / "data" / "personal.toml").read_text(encoding="utf-8"))
    names, contacts, bank, tables = (source[part] for part in ("names", "contacts", "bank", "tables"))
    surname = f"(?:{'|'.join(names['compound'])}|[{''.join(names['surnames'].split())}])"
    return Words(
        name=rf"{surname}(?:[\u4e00-\u9fa5]{{1,2}}|[\u4e00-\u9fa5]?[*×○某]{{1,2}}[\u4e00-\u9fa5]?)",
        not_names=frozenset(names["not_names"].split()),
        label=_any(contacts["labels"]),
        contact_head=_any(contacts["heads"]),
        not_phone=re.compile(
            rf"(?:{'|'.join(contacts['not_phones'])})\s*[:：]?\s*(?:[(（【]\s*)?(?:[\[〔(（]\d{{4}}[\]〕)）])?$"
        ),
        duty=_any(contacts["duties"]),
        sample=_any(source["sample"]["labels"]),
        penalty=_any(source["penalty"]["words"]),
        bank=_any(bank["context"]),
        organisation=_account_holder("|".join(bank["organisations"]), "|".join(bank["context"])),
        unit=re.compile(rf"[\u4e00-\u9fa5（）()]{{2,30}}(?:{'|'.join(bank['organisations'])})"),
        paying=_any(bank["paying"]),
        name_head=_any(tables["names"]),
        address_head=_any(tables["addresses"]),
        health_head=_any(tables["health"]),
        healthy=_any(tables["healthy"]),
    )


def _account_holder(organisations: str, context: str) -> Pattern:
    """户名：XX公司, or XX公司账号."""
    label = r"(?:户\s*名|户\s*主|账户名称?|帐户名称?|开户名称?|开户单位|收款单位|收款人|单位名称|名\s*称)"
    return re.compile(
        rf"{label}\s*[:：]?[^，。；]{{0,30}}(?:{organisations})|(?:{organisations})[^，。；]{{0,8}}(?:{context})"
    )


def _any(choices: list[str]) -> Pattern:
    return re.compile("|".join(choices))
