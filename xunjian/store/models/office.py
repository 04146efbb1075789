"""What the office has set for itself: one row."""

from __future__ import annotations

from datetime import date, time
from ipaddress import ip_network

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.db import models


class Security(models.TextChoices):
    TLS = "tls", "TLS（465 端口）"
    STARTTLS = "starttls", "STARTTLS（587 端口）"
    NONE = "none", "不加密（仅限内网）"


class Digest(models.TextChoices):
    DAILY = "daily", "每个工作日"
    WEEKLY = "weekly", "每周一"
    NEVER = "never", "不发"


def validate_days(text: str) -> None:
    """Raises ValidationError naming the line that is no date."""
    for number, line in enumerate(text.splitlines(), 1):
        try:
            date.fromisoformat(line.strip() or "2000-01-01")
        except ValueError as error:
            raise ValidationError(f"第 {number} 行不是日期：{line.strip()}（应形如 2027-01-01）") from error


def validate_days_of_year(text: str) -> None:
    """Raises ValidationError naming the line that is no day of every year."""
    for number, line in enumerate(text.splitlines(), 1):
        try:
            date.fromisoformat(f"2001-{line.strip() or '01-01'}")
        except ValueError as error:
            raise ValidationError(f"第 {number} 行不是日期：{line.strip()}（应形如 06-15）") from error


def validate_networks(text: str) -> None:
    """Raises ValidationError naming the line that is no network."""
    for number, line in enumerate(text.splitlines(), 1):
        try:
            ip_network(line.strip() or "10.0.0.0/8")
        except ValueError as error:
            raise ValidationError(
                f"第 {number} 行不是网段：{line.strip()}（应形如 10.1.2.0/24，单台写 10.1.2.3）"
            ) from error


def validate_addresses(text: str) -> None:
    """Raises ValidationError naming the line that is no address."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                validate_email(line.strip())
            except ValidationError as error:
                raise ValidationError(f"第 {number} 行不是邮箱：{line.strip()}") from error


class Office(models.Model):
    """Deadlines in working days · precision_floor: share of right rulings under which a rule's findings go to review ·
    keep_…: what is kept whole for how long (xunjian.keeping).
    """

    name = models.CharField("本单位名称", max_length=100, default="信息科")
    email = models.EmailField("本单位邮箱", blank=True)
    smtp_host = models.CharField("发信服务器", max_length=200, blank=True)
    smtp_port = models.PositiveIntegerField("端口", default=465)
    smtp_security = models.CharField("加密", max_length=10, choices=Security, default=Security.TLS)
    smtp_user = models.CharField("发信账号", max_length=200, blank=True)
    smtp_password = models.CharField("密码", max_length=200, blank=True)
    sender = models.EmailField("发件人", blank=True)
    days_veto = models.PositiveSmallIntegerField("单项否决类期限（工作日）", default=2)
    days_error = models.PositiveSmallIntegerField("扣分类期限（工作日）", default=10)
    days_warning = models.PositiveSmallIntegerField("提示类期限（工作日）", default=20)
    digest = models.CharField("整改通知", max_length=10, choices=Digest, default=Digest.DAILY)
    digest_at = models.TimeField("发送时间", default=time(8, 30))
    quiet_from = models.TimeField("免打扰开始", default=time(20, 0))
    quiet_until = models.TimeField("免打扰结束", default=time(7, 30))
    holidays = models.TextField(
        "本地放假日期（每行一个，如 2027-01-01）", blank=True, validators=[validate_days]
    )
    report_day = models.PositiveSmallIntegerField(
        "每月几号发上月的月报（季初另发季报）",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
    )
    report_to = models.TextField("发给（每行一个邮箱）", blank=True, validators=[validate_addresses])
    report_units = models.BooleanField("也发给各单位，只含本单位的问题", default=False)
    hook_networks = models.TextField(
        "可以推送到的内网网段（每行一个，如 10.1.2.0/24）", blank=True, validators=[validate_networks]
    )
    clearing = models.BooleanField("每天凌晨按下面的规则清理旧数据", default=True)
    keep_days = models.PositiveSmallIntegerField(
        "检查快照全部保留（天）", default=30, validators=[MinValueValidator(7)]
    )
    keep_months = models.PositiveSmallIntegerField(
        "以后每周留一次，留到（月）", default=12, validators=[MinValueValidator(1)]
    )
    keep_sent = models.PositiveSmallIntegerField(
        "邮件附件和推送记录保留（月）", default=12, validators=[MinValueValidator(3)]
    )
    inspections = models.TextField(
        "常见检查日（每行一个，如 06-15）",
        blank=True,
        default="03-15\n06-15\n09-15\n12-15",
        validators=[validate_days_of_year],
    )
    precision_floor = models.FloatField(
        "规则准确率下限", default=0.8, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )

    class Meta:
        verbose_name = verbose_name_plural = "设置"

    @classmethod
    def current(cls) -> Office:
        return cls.objects.get_or_create(pk=1)[0]

    @property
    def days_off(self) -> frozenset[date]:
        """Holidays of the place itself."""
        return frozenset(date.fromisoformat(day) for day in self.holidays.split())

    def next_inspection(self, today: date) -> date | None:
        """The next of the days on which inspectors usually come, after today; None where none is told."""
        days = [
            date.fromisoformat(f"{today.year + n}-{day}") for n in (0, 1) for day in self.inspections.split()
        ]
        return min((day for day in days if day > today), default=None)
