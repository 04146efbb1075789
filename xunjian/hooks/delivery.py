"""What waits for the hooks goes out; one that does not answer holds up no other."""

from __future__ import annotations

from datetime import datetime

from xunjian.hooks import chat, signed
from xunjian.mail.rounds import Delivery, Way
from xunjian.store.models import HookKind, Message, Office, Webhook

DOUBT = "已交给对方，但没有等到答复，不能确定是否收到；为免重复没有再发"
STOPPED = "发送途中程序停止，不能确定对方是否收到；为免重复没有再发"


def deliver_hooks(at: datetime) -> tuple[Delivery, ...]:
    return tuple(deliver_hook(hook, at) for hook in Webhook.objects.filter(active=True))


def deliver_hook(hook: Webhook, at: datetime) -> Delivery:
    office = Office.current()

    def send(message: Message) -> None:
        if hook.kind == HookKind.CHAT:
            chat.send(message, hook, office)
        else:
            signed.send(message, hook, office, at)

    return Way(send, DOUBT, STOPPED).deliver(hook.messages.all(), at)
