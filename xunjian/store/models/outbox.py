"""What goes out: mails and calls of other systems, each event once."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import models

from xunjian.store.models.site import Unit


class Channel(models.TextChoices):
    MAIL = "mail", "邮件"
    WEBHOOK = "webhook", "推送"


class MessageState(models.TextChoices):
    WAITING = "waiting", "待发送"
    SENDING = "sending", "发送中"  # a worker has it
    SENT = "sent", "已发送"
    FAILED = "failed", "发送失败"  # given up


class HookKind(models.TextChoices):
    SIGNED = "signed", "签名推送（对方是程序）"
    CHAT = "chat", "群消息（企业微信、钉钉、飞书）"


class HookEvent(models.TextChoices):
    SCAN_FINISHED = "scan.finished", "检查完成"
    SCAN_FAILED = "scan.failed", "检查没有完成"
    NIGHT_MISSED = "night.missed", "夜间巡查没有完成"
    VETO = "case.veto", "单项否决类问题"
    OPENED = "case.opened", "新发现问题"
    RECURRED = "case.recurred", "问题复发"
    REOPENED = "case.reopened", "问题重新打开"
    CLOSED = "case.closed", "问题销号"
    DISMISSED = "case.dismissed", "判为误报"
    WAIVED = "case.waived", "豁免"
    TEST = "test", "测试"


class Webhook(models.Model):
    """Another system's address. secret: key of the HMAC-SHA-256, of SIGNED alone · events: those it is told of."""

    name = models.CharField("名称", max_length=100)
    kind = models.CharField("方式", max_length=10, choices=HookKind, default=HookKind.SIGNED)
    url = models.CharField("地址", max_length=500)
    secret = models.CharField("密钥", max_length=100, blank=True)
    events = models.JSONField("推送的事件", default=list)
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = "推送"

    def __str__(self) -> str:
        return self.name

    @property
    def shown_address(self) -> str:
        """Where it goes, without what may be a password: a robot's address is one altogether."""
        parts = urlsplit(self.url)
        if self.kind == HookKind.CHAT and not parts.scheme.startswith("json"):
            return f"{parts.scheme}://…"
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def last(self) -> Message | None:
        """What it was told last, and how that went."""
        return self.messages.exclude(tries=0).order_by("-pk").first() or self.messages.first()


class Message(models.Model):
    """key: the event it tells of; a second message of the same key is never made · after: not before this moment; while
    it is being sent, when the worker that has it is given up.
    """

    key = models.CharField(max_length=200, unique=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.MAIL)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="messages")
    webhook = models.ForeignKey(Webhook, models.CASCADE, null=True, blank=True, related_name="messages")
    to = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING, db_index=True)
    created_at = models.DateTimeField()
    after = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)


class MessageFile(models.Model):
    """An attachment, to the byte."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)  # MIME type
    content = models.BinaryField()
