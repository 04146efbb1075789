"""What the office was reminded of, so that it is told once."""

from __future__ import annotations

from django.db import models

from xunjian.store.models.outbox import Message


class Reminder(models.Model):
    """key: the thing and its day, e.g. "countdown:website-form:2027:6" · subject, line: as the mail words it; one message
    may tell of several.
    """

    key = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=100, blank=True)
    line = models.TextField(blank=True)
    message = models.ForeignKey(Message, models.CASCADE, related_name="reminders")
