"""What goes out: mails and calls of other systems, each event once."""

from __future__ import annotations

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


class Webhook(models.Model):
    """Another system's address; bodies are signed with HMAC-SHA-256 under `secret`."""

    name = models.CharField("名称", max_length=100)
    url = models.URLField("地址", max_length=500)
    secret = models.CharField("密钥", max_length=100)
    active = models.BooleanField("启用", default=True)


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
