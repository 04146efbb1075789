"""One message over one SMTP connection, as the office has set it up; every way it can fail, in words for a clerk."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from portal.calendar import CHINA
from xunjian.mail.failures import InDoubt, NotSent, ServerDown
from xunjian.store.models import Message, Office
from xunjian.store.models.office import Security

TIMEOUT = 30.0  # seconds for each step


def send(message: Message, office: Office, at: datetime) -> None:
    """Returns when the server has taken the message. Raises NotSent (ServerDown among it) or InDoubt."""
    try:
        mail = compose(message, office, at)
    except (ValueError, IndexError) as error:  # what email.headerregistry raises on an address that is none
        reason = f"收件人“{message.to}”或发件人“{sender(office)}”不是邮箱地址；请核对"
        raise NotSent(reason, final=True) from error
    with _connection(office) as server:
        try:
            server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            if code < 500:
                raise NotSent(f"{message.to} 的服务器暂时没有收下（{_said(code, text)}）") from error
            reason = f"收件地址被拒绝：{message.to}（{_said(code, text)}）；请核对邮箱"
            raise NotSent(reason, final=True) from error
        except smtplib.SMTPSenderRefused as error:
            reason = (
                f"发件人 {sender(office)} 被拒绝（{_said(error.smtp_code, error.smtp_error)}）；请核对设置"
            )
            raise ServerDown(reason) from error
        except smtplib.SMTPResponseException as error:
            said = _said(error.smtp_code, error.smtp_error)
            raise NotSent(f"发信服务器没有收下这封邮件（{said}）") from error
        except (smtplib.SMTPException, OSError) as error:
            raise ServerDown(f"与发信服务器的连接中断（{_why(error)}）") from error


def compose(message: Message, office: Office, at: datetime) -> EmailMessage:
    """The mail to the byte: same message and moment, same bytes. Message-ID comes from the key, so that a receiver can tell."""
    mail = EmailMessage()
    mail["Message-ID"] = message_id(message.key, sender(office))
    mail["Date"] = format_datetime(at.astimezone(CHINA))
    mail["From"] = Address(office.name, addr_spec=sender(office))
    mail["To"] = Address(addr_spec=message.to)
    if office.email and office.email != sender(office):
        mail["Reply-To"] = office.email
    mail["Subject"] = message.subject
    mail["Auto-Submitted"] = "auto-generated"  # no holiday answers, please
    mail.set_content(message.body, cte="base64")  # not every old server takes eight bits
    for file in message.files.order_by("pk"):
        kind, _, form = file.kind.partition("/")
        mail.add_attachment(bytes(file.content), maintype=kind, subtype=form, filename=file.name)
    if mail.is_multipart():
        mail.set_boundary(f"=_{sha256(message.key.encode()).hexdigest()[:32]}")
    return mail


def sender(office: Office) -> str:
    """The address mails come from: as set, else the account if it is an address, else the office's own."""
    account = office.smtp_user if "@" in office.smtp_user else ""
    return office.sender or account or office.email


def message_id(key: str, address: str) -> str:
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{address.rpartition('@')[2]}>"


@contextmanager
def _connection(office: Office) -> Iterator[smtplib.SMTP]:
    with ExitStack() as stack:
        with _in_words(office):
            server = _connect(office)
            stack.callback(_close, server)
            _log_in(server, office)
        yield server


@contextmanager
def _in_words(office: Office) -> Iterator[None]:
    where = f"{office.smtp_host}:{office.smtp_port}"
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise ServerDown(
            f"发信服务器 {where} 的证书不可信（{error.verify_message}）；{OWN_AUTHORITY}"
        ) from error
    except ssl.SSLError as error:
        raise ServerDown(f"与 {where} 建立加密连接失败（{_why(error)}）；请核对“加密”和“端口”") from error
    except smtplib.SMTPAuthenticationError as error:
        said = _said(error.smtp_code, error.smtp_error)
        raise ServerDown(f"发信账号或密码不对（{said}）；有的邮箱要用“授权码”代替密码") from error
    except UnicodeEncodeError as error:
        raise ServerDown("发信账号或密码里有中文或全角字符，发信服务器不认；请核对") from error
    except smtplib.SMTPNotSupportedError as error:
        raise ServerDown(f"发信服务器 {where} 不支持所选的加密或登录方式；请核对“加密”和“端口”") from error
    except (smtplib.SMTPException, OSError) as error:
        raise ServerDown(
            f"连不上发信服务器 {where}（{_why(error)}）；请核对地址和端口，或稍后再试"
        ) from error


def _log_in(server: smtplib.SMTP, office: Office) -> None:
    server.ehlo()
    if office.smtp_security == Security.STARTTLS:
        server.starttls(context=ssl.create_default_context())
    if office.smtp_user:
        server.login(office.smtp_user, office.smtp_password)


OWN_AUTHORITY = "内网自签的证书，请把根证书文件的路径写在环境变量 SSL_CERT_FILE 里"


def _connect(office: Office) -> _Server:
    if office.smtp_security == Security.TLS:
        context = ssl.create_default_context()
        return _TlsServer(office.smtp_host, office.smtp_port, timeout=TIMEOUT, context=context)
    return _Server(office.smtp_host, office.smtp_port, timeout=TIMEOUT)


def _close(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()


class _Server(smtplib.SMTP):
    """Tells "no answer after the message was handed over" from every other failure."""

    def data(self, msg: bytes | str) -> tuple[int, bytes]:  # type: ignore[override] # typeshed: Buffer | str
        try:
            return super().data(msg)
        except smtplib.SMTPResponseException:
            raise
        except (smtplib.SMTPException, OSError) as error:
            raise InDoubt(_why(error)) from error


class _TlsServer(_Server, smtplib.SMTP_SSL):
    pass


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(f"{code} {words}".split())[:200]


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "超时没有答复"
    if isinstance(error, ConnectionRefusedError):
        return "对方拒绝连接"
    return (getattr(error, "strerror", "") or str(error) or type(error).__name__)[:200]
