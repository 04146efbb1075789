"""邮件: what went out and what did not, once more, and a unit's list at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from xunjian.jobs.tasks import deliver
from xunjian.mail.digests import send_unit
from xunjian.mail.outbox import send_again
from xunjian.store.models import Channel, Message, MessageFile, MessageState, Role, State, Unit
from xunjian.store.models.case import OPEN
from xunjian.web.access import Request, seen_by
from xunjian.web.acts import told
from xunjian.web.mail_forms import AddressForm, MailFilter

A_PAGE = 50
TO_MEND = Q(cases__confirmed=True, cases__state__in=[state for state in OPEN if state != State.CLAIMED])


@seen_by(Role.OFFICE)
def mails(request: Request) -> HttpResponse:
    form = MailFilter(request.GET)
    page = Paginator(form.chosen(_mails()), A_PAGE).get_page(request.GET.get("page"))
    units = Unit.objects.annotate(todo=Count("cases", filter=TO_MEND)).filter(todo__gt=0)
    context = {
        "form": form,
        "page": page,
        "reached": units.exclude(email=""),
        "unreached": units.filter(email=""),
    }
    return render(request, "web/mails/list.html", context)


@seen_by(Role.OFFICE)
def mail(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(_mails(), pk=pk)
    return _page(request, found, AddressForm(initial={"to": _address(found)}))


@seen_by(Role.OFFICE)
def attachment(request: Request, pk: int, file: int) -> HttpResponse:
    found = get_object_or_404(MessageFile, pk=file, message__in=_mails(), message=pk)
    said = content_disposition_header(as_attachment=True, filename=found.name) or ""
    return HttpResponse(bytes(found.content), content_type=found.kind, headers={"Content-Disposition": said})


@require_POST
@seen_by(Role.OFFICE)
def again(request: Request, pk: int) -> HttpResponse:
    """To the address as it stands in the form: it may be what was wrong."""
    found, form = get_object_or_404(_mails(), pk=pk), AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    if send_again(found, timezone.now(), form.cleaned_data["to"]):
        deliver.enqueue()
        told(request, "重发邮件", found.subject, form.cleaned_data["to"])
        messages.success(request, "已重新排队，一分钟内发出；结果看这一页。")
    else:
        messages.error(request, "只有发送失败的邮件才能重发；这封现在不是。")
    return redirect("mail", pk)


@require_POST
@seen_by(Role.OFFICE)
def send(request: Request) -> HttpResponse:
    """The whole list of the unit chosen; without one, of every unit that can be reached."""
    asked = request.POST.get("unit", "")
    units = Unit.objects.exclude(email="")
    if asked != "all":
        units = units.filter(pk=int(asked) if asked.isdecimal() else 0)
    sent = [unit for unit in units if send_unit(unit, timezone.now(), request.user)]
    if sent:
        deliver.enqueue()
        names = "、".join(map(str, sent))
        told(request, "发整改通知", names)
        messages.success(request, f"已交给发信：{names}。一分钟内发出，结果看下面。")
    else:
        messages.warning(request, "没有要发的：没有选单位，或同样的清单今天已经发过。")
    return redirect("mails")


def _mails() -> QuerySet[Message]:
    return Message.objects.filter(channel=Channel.MAIL).select_related("unit")


def _address(message: Message) -> str:
    """Where it should go now: a unit's address may have been put right since."""
    return (message.unit.email if message.unit else "") or message.to


def _page(request: Request, found: Message, form: AddressForm) -> HttpResponse:
    failed = found.state == MessageState.FAILED
    context = {
        "mail": found,
        "files": found.files.defer("content").order_by("pk"),
        "form": form if failed else None,
    }
    return render(request, "web/mails/mail.html", context)
