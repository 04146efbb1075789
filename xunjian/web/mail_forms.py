"""What a clerk asks of the mails, and where one goes once more."""

from __future__ import annotations

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from xunjian.store.models import Message, MessageState, Unit


class MailFilter(forms.Form):
    """What makes no sense leaves all."""

    state = forms.ChoiceField(label="结果", required=False, choices=[("", "全部"), *MessageState.choices])
    unit = forms.ModelChoiceField(Unit.objects.all(), label="单位", required=False, empty_label="全部")
    q = forms.CharField(label="主题或收件人", required=False, max_length=100)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, auto_id="filter-%s")

    def chosen(self, mails: QuerySet[Message]) -> QuerySet[Message]:
        said = self.cleaned_data if self.is_valid() else {}
        for name in ("state", "unit"):
            if said.get(name):
                mails = mails.filter(**{name: said[name]})
        if words := said.get("q"):
            mails = mails.filter(Q(subject__icontains=words) | Q(to__icontains=words))
        return mails


class AddressForm(forms.Form):
    to = forms.EmailField(label="收件邮箱", max_length=500, help_text="地址不对的，先改正再发。")
