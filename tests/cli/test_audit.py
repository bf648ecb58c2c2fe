"""The audit trail shown, checked and exported by a command, as IT support does it."""

import json
import logging

import pytest

from tests.fhir.balp import problems
from viewer.cli import audit as module
from viewer.engine.setting import open_setting
from viewer.errors import StoreError, VaultError
from viewer.source.origin import Origin, SourceKind
from viewer.store.audit import Act, Action, Audit, audit_file
from viewer.store.audit_anchor import Anchor
from viewer.store.audit_anchors_read import Found
from viewer.store.audit_chain import FIRST, bound, trail_id
from viewer.store.policy import Policy

GP = Origin(id="e" * 32, name="GP", kind=SourceKind.ENDPOINT, base="https://gp.example/fhir")


@pytest.fixture(autouse=True)
def place(keyring, monkeypatch):
    monkeypatch.setattr("viewer.store.audit_system_log.SOCKETS", ())
    monkeypatch.setattr(module, "anchored", lambda *_policy: [])
    return keyring


@pytest.fixture
def trail():
    setting = open_setting()
    setting.audit(Action.SEARCH, [GP], patient="9990000018")
    setting.audit(Action.OPEN, [GP], patient="9990000018", what="record")
    setting.audit(Action.LOCK, [])
    return audit_file()


def key(place):
    return bytes.fromhex(place.secret("audit"))


def test_a_whole_trail_is_said_to_be_whole_and_what_was_not_checked_is_said(run, trail):
    code, out, err = run("audit", "verify")

    assert code == 0
    assert out.splitlines() == [
        "The trail: audit.jsonl.",
        "Lines 1 to 3 in 1 file. Every line follows from the one before it.",
        "Seals: the last good one is that of line 3.",
        "Anchors: none of this trail found; lines missing at its end cannot be seen without one.",
    ]
    assert err == ""


def test_lines_of_another_key_after_the_last_seal_are_found_wherever_the_trail_is_read(run, trail, place):
    Audit(trail, b"other").record(Act(action=Action.OPEN))

    code, out, _ = run("audit", "verify")
    assert code == 1
    assert "Line 4: it is not sealed by this account." in out
    assert "the last good one is that of line 3. 1 after it are not sealed by this account." in out
    for action in ("show", "export"):
        code, _, err = run("audit", action)
        assert code == 3
        assert "the trail is not whole" in err


def test_lines_that_the_first_version_left_unsealed_are_said_and_not_passed_as_checked(run, trail):
    line = '{"time": "t", "action": "open", "user": "a", "previous": "%s"}'
    first = line % FIRST
    trail.write_text(f"{first}\n")
    code, out, _ = run("audit", "verify")
    assert code == 3
    assert "The first line has no seal: the first version of this program wrote none" in out
    assert "Seals: none of this account." in out

    trail.write_text(f"{first}\n{line % bound(first.encode())}\n")
    assert "The first 2 lines have no seal" in run("audit", "verify")[1]


def test_anchors_of_other_trails_are_said_and_end_with_a_code_of_their_own(run, trail, tmp_path):
    log = tmp_path / "journal.txt"
    anchors = [Anchor(trail=name * 16, lines=9, head="a" * 64) for name in "01"]
    log.write_text(anchors[0].text)
    code, out, _ = run("audit", "verify", "--anchor", log)
    assert code == 3
    assert "Anchors of 1 other trail stand there too: a trail, or its key, of this or another account" in out

    log.write_text("\n".join(one.text for one in anchors))
    assert "Anchors of 2 other trails stand there too" in run("audit", "verify", "--anchor", log)[1]


def test_anchors_without_the_mark_of_the_account_are_counted_and_make_no_finding(run, trail, tmp_path, place):
    log = tmp_path / "journal.txt"
    anchors = [Anchor(trail=trail_id(key(place)), lines=at, head="a" * 64) for at in (2, 9)]
    log.write_text(anchors[0].text)
    code, out, _ = run("audit", "verify", "--anchor", log)
    assert code == 0
    assert "Not compared: 1 anchor that names this trail without the mark of this account's key" in out

    log.write_text("\n".join(one.text for one in anchors))
    assert "Not compared: 2 anchors that name this trail" in run("audit", "verify", "--anchor", log)[1]


def test_files_and_the_demonstration_have_a_trail_of_their_own(run, trail):
    file = Origin(id="f", name="f", kind=SourceKind.FILE, base="")
    open_setting().audit(Action.OPEN, [file], what="record")

    assert len(trail.read_text().splitlines()) == 3
    code, out, err = run("audit", "verify", "--demo")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "The trail of files and the demonstration: audit-demo.jsonl.",
        "Lines 1 to 1 in 1 file. Every line follows from the one before it.",
        "Seals: made with a key that everybody has; they show a damage and keep nobody from a forgery.",
        "Anchors: this trail has none; lines missing at its end cannot be seen.",
    ]
    assert run("audit", "verify")[0] == 0
    code, out, err = run("audit", "show", "--demo")
    assert (code, err) == (0, "The trail of files and the demonstration: audit-demo.jsonl.\n")
    assert len(out.splitlines()) == 2


def test_an_edit_is_found(run, trail):
    trail.write_bytes(trail.read_bytes().replace(b'"search"', b'"copied"'))

    code, out, _ = run("audit", "verify")

    assert code == 1
    assert out.splitlines()[1].startswith("Line 1: its seal is false")
    assert "Line 2: it does not follow" in out
    assert "Seals: none of this account is good before what was found." in out
    assert "The trail is NOT whole." in out


def test_a_seal_after_a_finding_is_not_said_to_vouch_for_it(run, trail):
    lines = trail.read_bytes().split(b"\n")
    trail.write_bytes(b"\n".join([lines[0], lines[1].replace(b'"open"', b'"view"'), *lines[2:]]))

    code, out, _ = run("audit", "verify")

    assert code == 1
    assert "Seals: the last good one before what was found is that of line 1." in out


def test_lines_cut_from_the_end_are_found_by_an_anchor_in_any_file(run, trail, tmp_path, place):
    lines = trail.read_bytes().split(b"\n")
    anchor = Anchor(trail=trail_id(key(place)), lines=2, head=bound(lines[1])).marked(key(place))
    (tmp_path / "journal.txt").write_text(f"Nov 22 ward7 tributary-audit[1]: {anchor.text}\n")
    assert run("audit", "verify", "--anchor", tmp_path / "journal.txt")[0] == 0

    trail.write_bytes(lines[0] + b"\n")
    code, out, _ = run("audit", "verify", "--anchor", tmp_path / "journal.txt")

    assert code == 1
    assert "Line 1: lines were cut off: there were 2 when it was anchored." in out
    assert "Anchors: 1 of this trail compared." in out


def test_an_anchor_file_that_is_not_there_is_refused(run, trail):
    code, _, err = run("audit", "verify", "--anchor", "none.txt")

    assert code == 1
    assert "none.txt: it cannot be read" in err


def test_places_of_anchors_that_cannot_be_read_are_said(run, trail, monkeypatch):
    there = Found("the file a", (Anchor(trail="0" * 16, lines=1, head="a" * 64),))
    gone = Found("the file b", problem="it cannot be read (gone)")
    empty = Found("the log of this computer")
    monkeypatch.setattr(module, "anchored", lambda *_policy: [there, gone, empty])

    said = run("audit", "verify")[2]
    assert "the file b: it cannot be read (gone)." in said
    assert "the log of this computer: no anchor was found there." in said
    code, out, err = run("audit", "anchors")
    assert (code, out.split("\t")[0]) == (0, "the file a")
    assert "lines=1" in out
    assert "the file b: it cannot be read (gone)." in err
    assert "the log of this computer: no anchor was found there." in err


def test_a_trail_that_is_anchored_nowhere_is_said(run):
    assert "anchored nowhere" in run("audit", "anchors")[2]


def test_without_a_keyring_seals_are_not_checked_and_that_is_said(run, trail, place, monkeypatch):
    place.forget("audit")
    assert "Seals: not checked; this account has no key here." in run("audit", "verify")[1]
    place.store("audit", "00" * 32)
    assert "Seals: none of this account." in run("audit", "verify")[1]


def test_a_keyring_that_is_locked_is_said(run, trail, place, monkeypatch):
    def locked(name):
        raise VaultError("The keyring is locked")

    monkeypatch.setattr(place, "secret", locked)

    code, out, err = run("audit", "verify")
    assert code == 0
    assert "The keyring is locked" in err
    assert "Seals: not checked" in out


def test_a_trail_is_shown_as_a_table(run, trail):
    code, out, _ = run("audit", "show", "--last", 2)

    assert code == 0
    headings, opened, locked = out.splitlines()
    assert headings.split() == ["Line", "Time", "Act", "Outcome", "Who", "Sources", "Patient", "What"]
    assert opened.split()[0] == "2"
    assert "eeeeeeee" in opened
    assert "9990000018" not in out
    assert locked.split()[3:5] == ["lock", "success"]


def test_an_account_without_a_trail_is_told_so(run):
    code, _, err = run("audit", "show")

    assert code == 1
    assert "there is none" in err


def test_a_copy_of_a_trail_is_read_instead(run, trail, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "audit.jsonl").write_bytes(trail.read_bytes())
    trail.unlink()

    out = run("audit", "verify", "--folder", copy)[1]
    assert "The trail (a copy): audit.jsonl." in out
    assert "Lines 1 to 3" in out
    assert len(run("audit", "export", "--folder", copy, "--format", "jsonl")[1].splitlines()) == 3
    assert not trail.exists()


def test_it_is_exported_as_audit_events_that_this_program_reads_itself(run, trail, tmp_path, caplog):
    code, out, err = run("audit", "export")

    assert (code, err) == (0, "The trail: audit.jsonl.\n")
    events = [one["resource"] for one in json.loads(out)["entry"]]
    assert [problems(event) for event in events] == [[], [], []]
    assert [event["subtype"][-1]["code"] for event in events] == ["search", "open", "lock"]
    assert "9990000018" not in out

    (tmp_path / "events.json").write_text(out)
    code, shown, _ = run("show", tmp_path / "events.json", "--format", "text")
    assert code == 0
    assert shown.count("(AuditEvent/") == 3
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]


def test_an_export_is_an_act_itself(run, trail):
    run("audit", "export", "--format", "csv")

    last = json.loads(trail.read_text().splitlines()[-1])
    assert (last["action"], last["what"]) == ("export", "audit trail as csv")
    assert run("audit", "verify")[0] == 0


def test_a_trail_that_takes_no_line_any_more_is_exported_and_that_is_said(run, trail, place, monkeypatch):
    def refused(*_args, **_more):
        raise StoreError("The audit trail cannot be written (No space left on device)")

    monkeypatch.setattr("viewer.engine.trail.Audit.record", refused)
    code, out, err = run("audit", "export", "--format", "csv")

    assert (code, len(out.splitlines())) == (3, 4)
    assert "that it is exported is not in the trail: The audit trail cannot be written" in err


def test_an_export_by_the_name_of_its_own_folder_is_an_act_too(run, trail, monkeypatch):
    monkeypatch.chdir(trail.parent)
    for folder in (trail.parent, "."):
        run("audit", "export", "--folder", folder, "--format", "csv")

    assert [json.loads(line)["action"] for line in trail.read_text().splitlines()[3:]] == ["export"] * 2


def test_an_export_is_noted_before_it_is_printed_and_what_that_brings_up_is_said(run, trail, monkeypatch):
    noted = []

    def forms(lines):
        noted.extend(json.loads(line)["action"] for line in trail.read_text().splitlines())
        return iter(())

    monkeypatch.setitem(module.FORMS, "csv", forms)
    monkeypatch.setattr("viewer.store.audit_system_log.SOCKETS", ())
    policy = Policy(audit_anchor="none", audit_anchor_file=str(trail.parent / "gone" / "anchors"))
    monkeypatch.setattr("viewer.engine.setting.read_policy", lambda: policy)
    _, _, err = run("audit", "export", "--format", "csv")

    assert noted[3] == "export"
    assert "could not be made known outside of this computer" in err


def test_a_policy_that_cannot_be_read_is_said_and_no_clean_result(run, trail, monkeypatch):
    monkeypatch.setattr("viewer.engine.setting.read_policy", lambda: Policy(problem="The policy is odd."))

    for action, code in (("verify", 3), ("anchors", 3), ("show", 0)):
        assert run("audit", action)[0] == code
        assert "tributary: The policy is odd." in run("audit", action)[2]


def test_an_anchor_file_of_the_organisation_that_cannot_be_read_is_no_clean_result(run, trail, monkeypatch):
    gone = Found("the file a", problem="it cannot be read (gone)")
    policy = Policy(audit_anchor="none", audit_anchor_file=str(trail.parent / "a"))
    monkeypatch.setattr("viewer.engine.setting.read_policy", lambda: policy)
    monkeypatch.setattr(module, "anchored", lambda *_policy: [gone])

    assert run("audit", "verify")[0] == 3
    assert run("audit", "anchors")[0] == 3
    empty = trail.parent / "empty"
    empty.touch()
    assert run("audit", "verify", "--anchor", empty)[0] == 0
    monkeypatch.setattr(module, "anchored", lambda *_policy: [Found("the file a")])
    assert run("audit", "verify")[0] == 0


def test_days_the_wrong_way_round_are_refused(run, trail):
    before = trail.read_bytes()
    code, out, err = run("audit", "export", "--from", "2026-11-02", "--to", "2026-11-01")

    assert (code, out) == (2, "")
    assert "--from is after --to" in err
    assert trail.read_bytes() == before
    assert run("audit", "export", "--from", "2026-11-01", "--to", "2026-11-01")[0] == 0


def test_a_damaged_trail_is_exported_as_far_as_it_reads_and_said_to_be_damaged(run, trail):
    with trail.open("ab") as file:
        file.write(b"{cut")

    for action in ("show", "export"):
        code, out, err = run("audit", action)
        assert code == 3
        assert out
        assert "the trail is not whole" in err


def test_days_are_asked_for_as_days(run, trail):
    assert json.loads(run("audit", "export", "--to", "2001-01-01")[1]) == {
        "resourceType": "Bundle",
        "type": "collection",
    }
    assert run("audit", "export", "--from", "yesterday")[0] == 2


def test_policy_says_where_anchors_are_looked_for(run, trail, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(module, "anchored", lambda *policy: asked.append(policy) or [])
    policy = Policy(audit_anchor="none", audit_anchor_file=str(tmp_path / "a"))
    monkeypatch.setattr("viewer.engine.setting.read_policy", lambda: policy)

    run("audit", "anchors")

    assert asked == [("none", str(tmp_path / "a"))]
