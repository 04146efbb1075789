"""The profile of a site (TOML): what an office tells the program. Unknown keys are errors."""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from portal import urls
from portal.calendar import CHINA
from portal.column import ColumnKind
from portal.errors import ProfileError
from portal.records import Outage
from portal.search import Search
from portal.toml_file import read, text_of

AGENT = "xunjian/0.1 (government site self-inspection; contact: the office that runs this site)"


def _web(value: str) -> str:
    if not (address := urls.normalise(value)):
        raise ValueError(f"不是网址：{value}（应以 http:// 或 https:// 开头）")
    return address


def _in_china(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=CHINA)


def _network(value: str) -> str:
    try:
        return str(ipaddress.ip_network(value, strict=False))
    except ValueError as error:
        raise ValueError(f"不是网段：{value}（应形如 10.0.0.0/8）") from error


def _month_day(value: str) -> str:
    try:
        if value:
            date.fromisoformat(f"2024-{value}")  # a leap year
    except ValueError as error:
        raise ValueError(f"不是月和日：{value}（应形如 03-31）") from error
    return value


def _host(value: str) -> str:
    if "/" in value or not urls.host(urls.normalise(f"http://{value}/")):
        raise ValueError(f"不是域名：{value}（只写域名或 域名:端口，不写 http:// 和路径）")
    return value


MonthDay = Annotated[str, AfterValidator(_month_day)]
WebAddress = Annotated[str, AfterValidator(_web)]
HostName = Annotated[str, AfterValidator(_host)]
Network = Annotated[str, AfterValidator(_network)]
Overlaid = bool | int | float | str  # which of them is known to `checks.scheme`


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False)


class DeclarationConfig(_Strict):
    reason: str
    by: str
    until: date


class ColumnConfig(_Strict):
    name: str
    url: WebAddress
    kind: ColumnKind = ColumnKind.OTHER
    owner: str = ""
    max_age_days: int | None = Field(default=None, ge=1)
    declaration: DeclarationConfig | None = None


class UnitConfig(_Strict):
    name: str
    email: str = ""


class Terms(_Strict):
    protected: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()  # words never to be called wrong


class Leader(_Strict):
    name: str
    title: str = ""
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None


class Waiver(_Strict):
    """Findings the office decided not to follow. Matches rule, and url and text where given."""

    rule: str
    reason: str
    by: str = ""
    url: str = ""
    text: str = ""
    until: date | None = None


class Crawl(_Strict):
    """Politeness and bounds. Sizes in bytes, times in seconds."""

    concurrency: int = Field(default=8, ge=1, le=64)
    delay: float = Field(default=0.0, ge=0)
    user_agent: str = AGENT
    obey_robots: bool = True
    external: bool = True  # probe links to other hosts at all
    external_concurrency: int = Field(default=16, ge=1, le=64)
    allow_private: tuple[Network, ...] = ()  # private networks that may be contacted
    timeout: float = Field(default=15.0, gt=0)  # no byte for so long
    total_timeout: float = Field(default=60.0, gt=0)  # whole response
    max_pages: int = Field(default=100_000, ge=1)
    max_depth: int = Field(default=30, ge=1)
    max_bytes: int = Field(default=20_000_000, ge=1000)  # one response, after decompression
    attachment_bytes: int = Field(default=8_000_000, ge=0)  # attachments up to so many are read; 0: none is
    attachments_total: int = Field(default=1_000_000_000, ge=0)  # bytes of them fetched in one scan
    max_directory: int = Field(default=20_000, ge=1)  # pages of one directory
    reuse_hours: float = Field(default=12.0, ge=0)  # a leaf found ok this recently is not asked again


class Privacy(_Strict):
    """Personal data the office may publish."""

    allowed: tuple[str, ...] = ()  # numbers (office mobiles …) that PRV001–003 never report


class Disclosure(_Strict):
    """政府信息公开. Days are month-day ("03-31"); local deadlines may be earlier than the national ones."""

    level: Literal["", "government", "department", "none"] = ""  # "": told by the site's name; none: no organ
    report_due: MonthDay = ""  # 政府信息公开工作年度报告
    form_due: MonthDay = ""  # 政府网站工作年度报表
    reporting_units: tuple[str, ...] = ()  # units whose reports this site must show too, by 31 January
    interpretation_days: int = Field(
        default=0, ge=0
    )  # working days for an interpretation; 0: as in the scheme


class AccountConfig(_Strict):
    """A new-media account: its public feed, or the date of its newest post as somebody saw it."""

    platform: str = ""
    name: str
    url: str = ""
    feed: WebAddress | None = None
    last_post: date | None = None
    checked: date | None = None  # day on which somebody looked


class OutageConfig(_Strict):
    """An announced outage; times without a zone are China's."""

    start: datetime
    end: datetime
    reason: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> OutageConfig:
        if self.announced.start >= self.announced.end:
            raise ValueError("停机的结束时间应晚于开始时间")
        return self

    @property
    def announced(self) -> Outage:
        return Outage(_in_china(self.start), _in_china(self.end), self.reason)


class RecordFiles(_Strict):
    """CSV files with what was observed besides the crawl; paths start from the folder of the profile."""

    visits: str = ""
    letters: str = ""
    accounts: str = ""


class RuleOptions(_Strict):
    disabled: tuple[str, ...] = ()
    due_soon_days: int = Field(default=7, ge=1)


class SchemeConfig(_Strict):
    """The regime to inspect by, and what the office laid over it from its own copy: thresholds, wording, points."""

    base: Literal["2019", "2015"] = "2019"
    unverified_points: bool = False  # show points nobody verified, marked 参考分
    clauses: Mapping[str, Mapping[str, Overlaid]] = {}  # rule → value
    items: Mapping[str, Mapping[str, Overlaid]] = {}  # row of the score sheet → value


class Security(_Strict):
    """Hosts (host, or host:port) the office itself uses or links to; whether leaving the site is announced."""

    known_hosts: tuple[str, ...] = ()
    leaving_notice: bool = False


class Profile(_Strict):
    name: str = ""
    start: tuple[WebAddress, ...] = Field(min_length=1)
    hosts: tuple[HostName, ...] = ()  # further hosts (host or host:port) that belong to the site
    domain: str = ""  # public host name, where the site is scanned under another address
    id_code: str = ""
    region_code: str = ""
    columns: tuple[ColumnConfig, ...] = ()
    units: tuple[UnitConfig, ...] = ()
    terms: Terms = Terms()
    leaders: tuple[Leader, ...] = ()
    search: Search | None = None
    crawl: Crawl = Crawl()
    privacy: Privacy = Privacy()
    disclosure: Disclosure = Disclosure()
    rules: RuleOptions = RuleOptions()
    scheme: SchemeConfig = SchemeConfig()
    security: Security = Security()
    waivers: tuple[Waiver, ...] = ()
    accounts: tuple[AccountConfig, ...] = ()
    outages: tuple[OutageConfig, ...] = ()
    records: RecordFiles = RecordFiles()

    @property
    def home(self) -> str:
        return self.start[0]

    @property
    def protected_names(self) -> tuple[str, ...]:
        """Protected terms and names of leaders."""
        return (*self.terms.protected, *(leader.name for leader in self.leaders))

    @property
    def digest(self) -> str:
        """SHA-256 of the profile's values, kept with each scan."""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()


def load_profile(path: Path) -> Profile:
    """Read a TOML profile. Raises ProfileError naming the key and what is wrong with it."""
    return read_profile(text_of(path), f"配置文件 {path} ")


def under_scheme(profile: Profile, path: Path | None) -> Profile:
    """The profile with the values of a scheme file, TOML as in its [scheme]; what the profile says itself stands."""
    if path is None:
        return profile
    laid, own = read(SchemeConfig, text_of(path), f"方案文件 {path} "), profile.scheme
    both = own.model_copy(
        update={
            "base": own.base if "base" in own.model_fields_set else laid.base,
            "unverified_points": own.unverified_points or laid.unverified_points,
            "clauses": {**laid.clauses, **own.clauses},
            "items": {**laid.items, **own.items},
        }
    )
    return profile.model_copy(update={"scheme": both})


def read_profile(text: str, source: str) -> Profile:
    """A profile from the text of a TOML file; `source` names it in errors (ProfileError)."""
    return read(Profile, text, source)


def default_profile(url: str) -> Profile:
    """The profile of a bare URL. Raises ProfileError when it is none."""
    try:
        return Profile(start=(url,))
    except ValidationError as error:
        raise ProfileError(f"不是有效的网址：{url}（应形如 http://www.example.gov.cn/）") from error
