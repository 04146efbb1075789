"""Pictures of archived pages, as jobs of the quick queue; what is there already is left alone."""

from __future__ import annotations

from django_tasks import task

from reports.wording import china_iso
from xunjian.evidence.archive import capture_of
from xunjian.evidence.marks import marks_of
from xunjian.evidence.picture import picture_file, take
from xunjian.evidence.rendering import render
from xunjian.store.models import Finding


@task
def take_picture(finding_id: int, url: str, place: int) -> None:
    finding = Finding.objects.select_related("scan__site").filter(pk=finding_id).first()
    if finding is None or picture_file(finding, place).exists():
        return
    if capture := capture_of(finding.scan, url):
        caption = f"{url}　采集于 {china_iso(capture.at)}　SHA-256 {capture.digest}"
        take(render(capture, marks_of(finding), caption).html, picture_file(finding, place))
