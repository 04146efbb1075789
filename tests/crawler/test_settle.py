"""Verdicts that need the whole scan: when silence says more of this machine than of the links."""

from __future__ import annotations

import pytest

from crawler.politeness import Pace
from crawler.scope import Scope
from crawler.settle import settle
from portal.profile import default_profile
from portal.snapshot import Snapshot, SnapshotWriter
from portal.target import Probe, TargetKind, Verdict
from tests.crawler.helpers import HASTY, NOW


def settled(home: str, **probes: Probe) -> Snapshot:
    """Snapshot of a scan that asked http://NAME.invalid/ for every name given."""
    profile = default_profile(home)
    writer = SnapshotWriter.memory(profile, NOW)
    for name, probe in probes.items():
        writer.add([(f"http://{name}.invalid/", TargetKind.EXTERNAL, 1)])
        writer.store_probe(f"http://{name}.invalid/", probe)
    settle(writer, Scope(profile), Pace(HASTY, lambda origin: (1, 0.0)))
    return writer.snapshot()


NO_NAME = Probe(Verdict.BROKEN, reason="dns", tries=2)


@pytest.mark.parametrize(
    ("home", "verdict"),
    [
        ("http://127.0.0.1:8000/", "cannot-tell"),  # nobody here ever found a name
        ("http://localhost/", "cannot-tell"),
        ("http://www.t.gov.cn/", "broken"),  # the site itself was found by its name
    ],
)
def test_one_dead_name_proves_nothing_where_no_name_was_ever_found(home: str, verdict: str) -> None:
    snapshot = settled(home, dead=NO_NAME)
    probe = snapshot.probe("http://dead.invalid/")
    assert probe is not None
    assert probe.verdict == verdict
    notes = [note.message for note in snapshot.coverage().notes]
    assert ("可能是本机无法访问外网" in "".join(notes)) is (verdict == "cannot-tell")


def test_one_name_that_is_found_makes_the_others_dead() -> None:
    snapshot = settled("http://127.0.0.1/", dead=NO_NAME, alive=Probe(Verdict.OK, 200))
    probe = snapshot.probe("http://dead.invalid/")
    assert probe is not None
    assert probe.verdict is Verdict.BROKEN


def test_many_dead_names_speak_of_this_machine_however_the_site_was_found() -> None:
    names = ("a", "b", "c", "d", "e")
    snapshot = settled("http://www.t.gov.cn/", **dict.fromkeys(names, NO_NAME))
    found = {probe.reason for name in names if (probe := snapshot.probe(f"http://{name}.invalid/"))}
    assert found == {"offline"}
