"""The trail: every act a line, each bound to the one before, and no patient by name in it."""

import hashlib
import json
import re
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from viewer import __version__
from viewer.errors import StoreError
from viewer.source.audit_line import AuditSource, Clinician
from viewer.store.account import os_user
from viewer.store.audit import Act, Action, Audit, audit_file, audit_key, demo_audit_file, kept_audit_key
from viewer.store.audit_anchor import anchors_in
from viewer.store.audit_anchoring import Anchoring
from viewer.store.audit_chain import FIRST
from viewer.store.audit_file import segments
from viewer.store.audit_lines import read_lines
from viewer.store.audit_verify import verify
from viewer.store.vault import MemoryVault

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = b"k" * 32


@pytest.fixture
def trail(tmp_path):
    return tmp_path / "state" / "audit.jsonl"


def audit(path, **more):
    return Audit(path, KEY, now=lambda: NOW, **more)


def opened(path, **more):
    return audit(path).record(Act(action=Action.OPEN, **more))


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_line_is_as_long_as_the_note_for_it_support_says(trail):
    note = (Path(__file__).parents[2] / "packaging" / "audit.md").read_text("utf-8")
    told = re.search(r"a line has\s([\d,]+) bytes \(no source\) to ([\d,]+) \(four\)", note)
    sources = [f"{number:032x}" for number in range(4)]
    who = Clinician(user="Dr Ada Okafor", role="General practitioner", organisation="A81001")
    audit(trail).record(Act(action=Action.LOCK))
    opened(
        trail, sources=tuple(sources), patient="9990000018", purpose="TREAT", request="1" * 36,
        bases=dict.fromkeys(sources, "https://gp.example.nhs.uk/fhir/R4"), users=dict.fromkeys(sources, who),
    )  # fmt: skip

    sizes = [len(line) for line in trail.read_bytes().splitlines()]
    assert sizes == pytest.approx([int(one.replace(",", "")) for one in told.groups()], rel=0.4)


def test_each_act_is_a_line_with_who_what_and_when(trail):
    opened(trail, sources=("a" * 32,), patient="9990000018", what="timeline", purpose="TREAT", request="r")

    (line,) = lines(trail)
    assert line["action"] == "open"
    assert line["time"] == NOW.isoformat()
    assert line["user"] == os_user()
    assert line["sources"] == ["a" * 32]
    assert line["what"] == "timeline"
    assert line["outcome"] == "success"
    assert line["purpose"] == "TREAT"
    assert line["request"] == "r"
    assert line["product"] == f"tributary {__version__}"
    assert line["host"] == socket.gethostname()
    assert line["previous"] == FIRST
    assert (line["v"], line["n"]) == (2, 1)


def test_a_line_names_who_is_signed_in_where_in_which_role_and_for_whom(trail):
    who = Clinician(user="Ada Okafor", role="Nurse", organisation="X26")
    said = opened(trail, sources=("gp",), users={"gp": who}, bases={"gp": "https://gp.example/fhir"})

    (line,) = lines(trail)
    assert line["signed_in"] == {"gp": "Ada Okafor, Nurse"}
    assert line["roles"] == {"gp": "Nurse"}
    assert line["organisations"] == {"gp": "X26"}
    assert said.sources == (AuditSource(id="gp", base="https://gp.example/fhir", clinician=who),)


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        (Action.DENIED, "denied"),
        (Action.REFUSAL, "refused"),
        (Action.SEND_FAILED, "failed"),
        (Action.LOCK, "success"),
    ],
)
def test_an_act_says_how_it_ended(trail, action, outcome):
    assert audit(trail).record(Act(action=action)).outcome == outcome
    assert audit(trail).record(Act(action=action, outcome="failed")).outcome == "failed"


def test_a_patient_is_a_keyed_hash_the_same_every_time_and_another_under_another_key(trail):
    opened(trail, patient="9990000018")
    opened(trail, patient="9990000018")
    Audit(trail, b"other").record(Act(action=Action.OPEN, patient="9990000018"))

    one, two, three = [line["patient"] for line in lines(trail)]
    assert one == two != three
    assert "9990000018" not in trail.read_text()


def test_patients_whose_references_differ_by_half_a_character_are_two(trail):
    opened(trail, patient="Patient/\ud800")
    opened(trail, patient="Patient/\ud801")

    one, two = [line["patient"] for line in lines(trail)]
    assert one != two


@pytest.mark.parametrize("damage", [b'{"cut', b"[]", b"\xff"])
def test_a_cut_line_is_kept_and_seen_and_the_trail_goes_on(trail, damage):
    opened(trail)
    with trail.open("ab") as file:
        file.write(damage)
    opened(trail)

    assert trail.read_bytes().splitlines()[1] == damage
    assert [one.line for one in verify(trail, KEY).findings] == [2]
    assert len(trail.read_bytes().splitlines()) == 3


def test_several_at_once_keep_the_chain(trail):
    threads = [
        threading.Thread(target=audit(trail).record, args=(Act(action=Action.OPEN),)) for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert len(lines(trail)) == 20
    assert verify(trail, KEY).findings == []


def test_several_processes_at_once_keep_the_chain(trail):
    code = (
        "import sys; from pathlib import Path; from viewer.store.audit import Act, Action, Audit\n"
        "for _ in range(25): Audit(Path(sys.argv[1]), b'k' * 32).record(Act(action=Action.OPEN))"
    )
    started = [subprocess.Popen([sys.executable, "-c", code, str(trail)]) for _ in range(4)]

    assert [one.wait(60) for one in started] == [0] * 4
    report = verify(trail, KEY)
    assert (report.last, report.sealed, report.findings) == (100, 100, [])


def test_a_clock_that_was_set_back_changes_no_order(trail):
    for day in (22, 1, 23):
        Audit(trail, KEY, now=lambda day=day: NOW.replace(day=day)).record(Act(action=Action.OPEN))

    assert [line["time"][:10] for line in lines(trail)] == ["2026-11-22", "2026-11-01", "2026-11-23"]
    assert verify(trail, KEY).findings == []


def test_a_trail_of_the_first_version_goes_on(trail):
    trail.parent.mkdir()
    first = '{"time": "2026-01-01T00:00:00+00:00", "action": "open", "user": "a", "sources": ["gp"], '
    first += f'"patient": "", "what": "", "signed_in": {{"gp": "Dr A"}}, "previous": "{FIRST}"}}'
    second = first.replace(FIRST, hashlib.sha256(first.encode()).hexdigest())
    trail.write_text(f"{first}\n{second}\n")

    opened(trail)

    assert lines(trail)[-1]["n"] == 3
    report = verify(trail, KEY)
    assert (report.last, report.sealed, report.unsealed, report.findings) == (3, 3, 2, [])
    assert [one.number for one in read_lines(trail)] == [1, 2, 3]
    assert next(read_lines(trail)).sources[0].clinician.user == "Dr A"


class Place:
    """Where anchors go in these tests; it fails where it is told to."""

    words = "the place"

    def __init__(self):
        self.kept = []
        self.broken = False

    def put(self, text):
        if self.broken:
            raise OSError(13, "Permission denied")
        self.kept.append(text)


def test_the_end_is_made_known_outside_at_the_start_at_intervals_and_at_the_end(trail):
    place = Place()
    writer = audit(trail, anchoring=Anchoring((place,), every=3))
    for action in (Action.OPEN,) * 5 + (Action.SESSION_END,):
        writer.record(Act(action=action))

    found = anchors_in("\n".join(place.kept))
    assert [one.lines for one in found] == [1, 4, 6]
    assert verify(trail, KEY, found).anchors == 3
    assert verify(trail, KEY, found).findings == []


def test_an_anchor_that_fails_is_in_the_trail_once_and_stops_nobody(trail):
    place = Place()
    place.broken = True
    writer = audit(trail, anchoring=Anchoring((place,), every=1))
    for _ in range(3):
        writer.record(Act(action=Action.OPEN))

    assert [line["action"] for line in lines(trail)] == ["open", "anchor-failed", "open", "open"]
    assert lines(trail)[1]["what"] == "the place cannot be written (Permission denied)"
    assert verify(trail, KEY).findings == []


def test_a_trail_that_cannot_be_written_stops_the_act(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="cannot be written") as caught:
        opened(tmp_path / "file" / "audit.jsonl", patient="9990000018")

    assert "9990000018" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_the_key_is_made_once_and_kept_in_the_vault():
    vault = MemoryVault()

    assert kept_audit_key(vault) is None
    assert audit_key(vault) == audit_key(vault) == kept_audit_key(vault)
    assert audit_key(vault) != audit_key(MemoryVault())
    assert len(audit_key(vault)) == 32


@pytest.mark.parametrize("damaged", ["", "zz", "00" * 31, "AB" * 32])
def test_what_is_kept_under_the_name_of_the_key_and_is_none_is_replaced(damaged):
    """Of "" everybody could make seals."""
    vault = MemoryVault()
    vault.store("audit", damaged)

    assert kept_audit_key(vault) is None
    assert len(audit_key(vault)) == 32
    assert audit_key(vault) == kept_audit_key(vault)


def test_windows_that_start_together_have_one_key():
    class Kept(MemoryVault):
        """A keyring that answers both whether there is a key before either can make one."""

        both = threading.Barrier(2, timeout=20)
        asked = threading.local()

        def secret(self, name):
            found = super().secret(name)
            if not hasattr(self.asked, "before"):
                self.asked.before = True
                self.both.wait()
            return found

    vault, made = Kept(), []
    starts = [threading.Thread(target=lambda: made.append(audit_key(vault))) for _ in range(2)]
    for one in starts:
        one.start()
    for one in starts:
        one.join(20)

    assert made == [bytes.fromhex(MemoryVault.secret(vault, "audit"))] * 2


def test_where_windows_cannot_take_turns_no_key_is_made(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    vault = MemoryVault()

    with pytest.raises(StoreError, match="cannot be written"):
        audit_key(vault)
    assert vault.ids == frozenset()


def test_files_and_the_demo_have_a_trail_of_their_own_that_is_no_part_of_the_other(trail):
    own = demo_audit_file()
    assert (own.parent, own.name) == (audit_file().parent, "audit-demo.jsonl")

    for name in ("audit.jsonl", "audit-2.jsonl", "audit-demo.jsonl", "audit-demo-2.jsonl"):
        (trail.parent / name).parent.mkdir(exist_ok=True)
        (trail.parent / name).write_bytes(b"")
    assert [one.name for one in segments(trail).values()] == ["audit.jsonl", "audit-2.jsonl"]
    assert [one.name for one in segments(trail.with_name(own.name)).values()] == [
        "audit-demo.jsonl",
        "audit-demo-2.jsonl",
    ]
