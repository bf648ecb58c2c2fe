"""Purpose of use, and emergency access: refused, asked for, marked, ended; over HTTP to a demo that withholds."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from tests.account import works_as
from tests.engine.live import HOLROYD, LiveTalk, lines, live
from tests.engine.talk import NOW
from viewer.demo.handle import start_demo
from viewer.engine.document_messages import (
    CloseDocument,
    DocumentComing,
    DocumentGiven,
    DocumentSaved,
    OpenDocument,
    SaveDocument,
)
from viewer.engine.errands import Happened
from viewer.engine.gates_desk import TIME_UP
from viewer.engine.gates_messages import AskReport, BreakGlass, ChoosePurpose, Purposes, Reports
from viewer.engine.messages import (
    CloseRecord,
    Find,
    Found,
    Glance,
    OpenPatient,
    RecordPermission,
    Refused,
    Retry,
    UseDemo,
)
from viewer.record.as_text import as_text
from viewer.source.connection import Asking
from viewer.source.glass import LABEL, LASTS, Ground
from viewer.source.permission import PermissionKind
from viewer.source.protocols import PatientQuery

REASON = "found collapsed, allergies needed"
TAKES = Asking(break_glass=True)
OTHER = "9990000018"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    works_as(monkeypatch, "a.okafor")


@pytest.fixture(scope="module")
def national():
    with start_demo(national=True) as running:
        yield running


class Moving:
    """A wall clock that the test moves."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Moving()


@pytest.fixture
def make(tmp_path, clock):
    talks = []

    def made(*own, **policy):
        talk = LiveTalk(tmp_path, *own, **{"personal_accounts": True, "allow_break_glass": True, **policy})
        talk.conversation.now = clock
        object.__setattr__(talk.conversation.beside.gates, "now", clock)
        talks.append(talk)
        return talk

    yield made
    for talk in talks:
        talk.conversation.beside.errands.close(20)
        talk.end()


def block(tmp_path):
    """Let nothing be noted in the audit trail any more."""
    trail = tmp_path / "state" / "tributary"
    for file in sorted(trail.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    trail.rmdir()
    trail.write_text("in the way", "utf-8")


def withheld(demo, talk):
    """Open Holroyd from two sources; the hospital withholds conditions unless it is an emergency."""
    demo.control("acute", {"kind": "emergency", "search": "Condition"})
    talk.open_found(talk.find())
    return talk.until(lambda one: isinstance(one, Glance) and one.settled)


def at(glance, source):
    return next(one for one in glance.sources if one.id == source)


def asked(demo, reason=REASON):
    return BreakGlass(generation=2, source=demo.ids["acute"], ground=Ground.INCAPABLE, reason=reason)


def titles(talk, demo):
    record = talk.conversation.record
    return {
        entry.title
        for entry in record.entries.values()
        for member in entry.members
        if member.key.source == demo.ids["acute"] and member.key.type == "Condition"
    }


def opened(talk):
    return talk.until(
        lambda one: isinstance(one, Glance) and one.settled and "EMERGENCY" in " ".join(one.safety)
    )


def test_what_is_withheld_is_given_in_an_emergency_marked_and_audited(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    before = withheld(demo, talk)
    assert at(before, demo.ids["acute"]).offers == ("break-glass",)
    assert titles(talk, demo) == set()

    talk.send(asked(demo))
    after = opened(talk)

    assert titles(talk, demo)
    (mark,) = [line for line in after.safety if "EMERGENCY ACCESS" in line]
    assert "12:00 to 12:30" in mark
    assert "cannot be asked" in mark
    (line,) = lines("break-glass")
    assert line["what"] == "begun: cannot-consent"
    assert line["patient"]
    assert REASON not in str(line)
    assert REASON not in repr(talk.conversation.desk.setting.session.glass)


def test_emergency_access_that_is_taken_while_its_source_is_still_read_asks_it_anew(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    withholds = {"kind": "emergency", "search": "Condition"}
    demo.control("acute", withholds)
    demo.control("acute", {"kind": "hang", "search": "Observation"})
    talk.open_found(talk.find())
    during = talk.until(
        lambda one: isinstance(one, Glance) and "break-glass" in at(one, demo.ids["acute"]).offers
    )
    assert at(during, demo.ids["acute"]).state == "loading"
    demo.control("acute", {"kind": "none"})
    demo.control("acute", withholds)

    talk.send(asked(demo))
    after = opened(talk)

    assert titles(talk, demo)
    assert at(after, demo.ids["acute"]).state == "complete"
    assert not at(after, demo.ids["acute"]).as_at


def test_on_paper_it_is_marked_too(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    withheld(demo, talk)
    talk.send(asked(demo))
    opened(talk)

    assert "EMERGENCY ACCESS (break-glass)" in as_text(talk.conversation.record.shown, talk.setting.zone, NOW)


def test_when_its_time_is_up_what_it_gave_leaves_the_record_in_words(demo, make, clock):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    withheld(demo, talk)
    talk.send(asked(demo))
    opened(talk)

    clock.now = NOW + LASTS
    over = talk.until(
        lambda one: isinstance(one, Glance) and one.settled and "ended at 12:30" in " ".join(one.safety)
    )

    assert titles(talk, demo) == set()
    assert "what it gave has left the record" in " ".join(over.safety)
    assert at(over, demo.ids["acute"]).offers == ("break-glass",)
    assert [line["what"] for line in lines("break-glass")] == [
        "begun: cannot-consent",
        "time is up: cannot-consent",
    ]


def test_a_report_says_which_record_it_is_about(demo, make):
    talk = make(live(demo, "gp"))
    withheld(demo, talk)

    talk.send(AskReport(generation=2, entry=next(iter(talk.conversation.record.entries))))

    assert talk.until(lambda one: isinstance(one, Reports)).generation == 2


def test_a_document_is_asked_for_as_an_emergency_too(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    withheld(demo, talk)
    endpoint = talk.setting.own[1]
    origin = talk.conversation.record.found.sources[endpoint.id].origin

    def sent():
        return talk.conversation.beside.documents.source(origin).authoriser.headers(endpoint).items()

    assert LABEL.items().isdisjoint(sent())
    talk.send(asked(demo))
    assert LABEL.items() <= sent()
    talk.send(CloseRecord(generation=3))
    assert LABEL.items().isdisjoint(sent())


def summary_opened(talk, demo):
    """Open the discharge summary under emergency access; until its time is up."""
    withheld(demo, talk)
    talk.send(asked(demo))
    opened(talk)
    entry = next(
        entry.id
        for entry in talk.conversation.record.entries.values()
        if entry.title == "Discharge summary" and entry.members[0].key.source == demo.ids["acute"]
    )
    talk.send(OpenDocument(generation=2, entry=entry, ticket=7))
    given = talk.until(lambda one: isinstance(one, DocumentGiven))
    assert given.file_name
    return given


def test_a_document_leaves_the_screen_with_what_emergency_access_gave(demo, make, clock, tmp_path):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    summary_opened(talk, demo)

    clock.now = NOW + LASTS
    left = talk.until(lambda one: isinstance(one, DocumentGiven))

    assert left.words == "This document has left the record: emergency access has ended"
    assert left == DocumentGiven(
        generation=2, ticket=7, entry=left.entry, part=0, title="Document", kind="refused",
        facts=left.facts, words=left.words, advice=left.advice,
    )  # fmt: skip
    assert [name for name, _ in left.facts] == ["Source"]
    talk.send(SaveDocument(generation=2, ticket=7, path=str(tmp_path / "saved")))
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    talk.conversation.beside.errands.close(20)
    assert not any(isinstance(one, DocumentSaved) for one in talk.said)
    assert not (tmp_path / "saved").exists()


def test_it_leaves_also_where_its_end_cannot_be_noted_and_what_was_on_its_way_is_not_shown(
    demo, make, clock, tmp_path
):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    entry = summary_opened(talk, demo).entry
    talk.send(OpenDocument(generation=2, entry=entry, ticket=8))
    read = talk.inbox.get(timeout=30)  # it waits to be told
    block(tmp_path)
    gates, before = talk.conversation.beside.gates, len(talk.said)
    broken = talk.setting.session.glass.of(demo.ids["acute"])

    talk.conversation.hear(Happened(partial(gates._time_up, broken)))

    given, refused = [one for one in talk.said[before:] if isinstance(one, DocumentGiven | Refused)]
    assert (given.ticket, given.kind) == (8, "refused")
    assert "cannot be written" in refused.what
    talk.conversation.hear(read)
    assert [one for one in talk.said[before:] if isinstance(one, DocumentGiven | DocumentComing)] == [given]


def test_a_document_of_another_source_stays(demo, make, clock):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    summary_opened(talk, demo)

    assert list(talk.conversation.beside.documents.leave(demo.ids["gp"])) == []
    assert talk.conversation.beside.documents._open is not None
    talk.send(CloseDocument(generation=2))
    assert list(talk.conversation.beside.documents.leave(demo.ids["acute"])) == []


def test_it_is_for_one_patient_and_ends_with_the_record(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    withheld(demo, talk)
    talk.send(asked(demo))
    opened(talk)

    talk.send(CloseRecord(generation=3))

    assert talk.setting.session.glass.sources == ()
    source = talk.conversation.desk.source(talk.setting.own[1])
    assert LABEL.items().isdisjoint(source._authoriser.headers(talk.setting.own[1]).items())


def test_it_ends_where_another_patient_is_opened_from_the_same_search(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    found = talk.find()
    talk.open_found(found)
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    talk.send(asked(demo))
    assert talk.setting.session.glass.sources == (demo.ids["acute"],)

    talk.open_found(found, generation=3)

    assert talk.setting.session.glass.sources == ()


def test_a_record_that_is_not_admitted_leaves_nothing_of_the_one_before(demo, make, tmp_path):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    found = talk.find()
    talk.open_found(found)
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    talk.send(Retry(generation=2))
    block(tmp_path)

    talk.open_found(found, generation=9)
    while talk.conversation.readers._cancels:
        talk.hear(0.1)

    assert talk.conversation.record is None
    assert [type(one) for one in talk.said if one.generation == 9] == [Refused]


def test_a_source_that_declares_no_way_offers_none_and_it_is_said(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute"))
    status = at(withheld(demo, talk), demo.ids["acute"])

    assert status.offers == ()
    assert "this source declares no way to" in status.advice
    talk.send(asked(demo))
    assert "declares no way" in talk.until(lambda one: isinstance(one, Refused)).what
    assert lines("break-glass") == []


def test_where_policy_does_not_allow_it_nothing_is_asked_and_it_is_said(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES), allow_break_glass=False)
    status = at(withheld(demo, talk), demo.ids["acute"])

    assert status.offers == ()
    assert "not allowed by your organisation's policy" in status.advice
    talk.send(asked(demo))
    assert "not allowed" in talk.until(lambda one: isinstance(one, Refused)).what
    assert talk.setting.session.glass.sources == ()


@pytest.mark.parametrize("reason", ["", "  urgent  ", "x" * 201])
def test_a_reason_of_ten_letters_is_needed(demo, make, reason):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    withheld(demo, talk)

    talk.send(asked(demo, reason))

    assert "reason is needed" in talk.until(lambda one: isinstance(one, Refused)).what
    assert lines("break-glass") == []


def test_what_the_trail_cannot_hold_is_not_asked_for(tmp_path, demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))
    withheld(demo, talk)
    block(tmp_path)

    talk.send(asked(demo))

    assert "cannot be written" in talk.until(lambda one: isinstance(one, Refused)).what
    assert talk.setting.session.glass.sources == ()


def test_a_source_that_is_not_in_the_record_cannot_be_opened_so(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES))

    talk.send(asked(demo))
    assert "No patient is on screen" in talk.until(lambda one: isinstance(one, Refused)).what
    withheld(demo, talk)
    talk.send(BreakGlass(generation=2, source="f" * 32, ground=Ground.LIFE, reason=REASON))
    assert "not in the record" in talk.until(lambda one: isinstance(one, Refused)).what


def test_the_demo_offers_it_without_a_policy_and_asks_for_nobodys_name(demo, talk):
    endpoints = tuple(replace(one, asking=TAKES) for one in demo.endpoints)
    demo.control("acute", {"kind": "emergency", "search": "Condition"})
    talk.send(UseDemo(endpoints=endpoints, secrets=demo.secrets))
    talk.send(Find(generation=1, query=PatientQuery(nhs_number=HOLROYD)))
    found = talk.until(lambda one: isinstance(one, Found) and one.settled)
    chosen = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)
    talk.send(OpenPatient(generation=2, patients=chosen))
    before = talk.until(lambda one: isinstance(one, Glance) and one.settled)

    assert "break-glass" in at(before, demo.ids["acute"]).offers
    talk.send(asked(demo))
    assert "EMERGENCY" in " ".join(opened(talk).safety)
    talk.conversation.beside.errands.close(20)


def test_the_first_purpose_is_taken_and_another_can_be_chosen(demo, make):
    talk = make(live(demo, "gp"), purposes=("TREAT", "HOPERAT"))
    talk.conversation.greet()
    told = next(one for one in talk.said if isinstance(one, Purposes))
    assert told == Purposes(
        offered=(("TREAT", "Treatment"), ("HOPERAT", "Running the service")), chosen="TREAT"
    )

    talk.send(ChoosePurpose(code="HOPERAT"))
    talk.find()

    assert [one.chosen for one in talk.said if isinstance(one, Purposes)][-1] == "HOPERAT"
    assert lines("search")[-1]["purpose"] == "HOPERAT"


def test_a_purpose_that_policy_does_not_offer_cannot_be_chosen(make):
    talk = make()

    talk.send(ChoosePurpose(code="HRESCH"))

    assert "not offered" in talk.until(lambda one: isinstance(one, Refused)).what
    assert talk.setting.session.grounds.purpose == "TREAT"


def test_a_summary_that_was_opened_without_permission_leaves_the_record_when_its_time_is_up(
    talk, national, clock
):
    object.__setattr__(talk.conversation.beside.gates, "now", clock)
    talk.open(national, HOLROYD)
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    scr = national.ids["scr"]
    grounds = {"kind": PermissionKind.EMERGENCY, "reason": "unconscious, found alone"}
    talk.send(RecordPermission(generation=2, source=scr, **grounds))
    opened_ = talk.until(lambda one: isinstance(one, Glance) and one.settled and at(one, scr).received)
    assert "until 12:30" in " ".join(opened_.safety)

    clock.now = NOW + LASTS
    over = talk.until(lambda one: isinstance(one, Glance) and one.settled and at(one, scr).state == "denied")

    assert at(over, scr).offers == ("permission",)
    assert not any("Emergency access" in line for line in over.safety)
    assert talk.setting.session.permissions.of(HOLROYD) is None
    talk.conversation.beside.errands.close(20)


def test_what_was_opened_without_permission_leaves_in_time_also_where_its_source_has_left_the_list(
    talk, national, clock
):
    object.__setattr__(talk.conversation.beside.gates, "now", clock)
    talk.open(national, HOLROYD)
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    scr, record = national.ids["scr"], talk.conversation.record
    grounds = {"kind": PermissionKind.EMERGENCY, "reason": "unconscious, found alone"}
    talk.send(RecordPermission(generation=2, source=scr, **grounds))
    talk.until(lambda one: isinstance(one, Glance) and one.settled and at(one, scr).received)
    desk = talk.conversation.desk
    desk.demo = tuple(one for one in desk.demo if one.id != scr)

    clock.now = NOW + LASTS
    talk.until(lambda one: isinstance(one, Glance) and one.settled and at(one, scr).state == "denied")

    assert not any(member.key.source == scr for one in record.entries.values() for member in one.members)
    assert talk.setting.session.permissions.of(HOLROYD) is None
    assert lines("break-glass")[-1]["what"] == f"{TIME_UP}: {PermissionKind.EMERGENCY.value}"
    talk.conversation.beside.errands.close(20)


def test_an_emergency_at_another_patient_takes_no_end_from_the_first_ones(talk, national, clock):
    object.__setattr__(talk.conversation.beside.gates, "now", clock)
    talk.open(national, HOLROYD)
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    scr = national.ids["scr"]
    grounds = RecordPermission(
        generation=2, source=scr, kind=PermissionKind.EMERGENCY, reason="unconscious, found alone"
    )
    talk.send(grounds)
    talk.until(lambda one: isinstance(one, Glance) and one.settled and at(one, scr).received)
    talk.conversation.beside.permit(grounds, OTHER, NOW)

    clock.now = NOW + LASTS
    talk.until(lambda one: isinstance(one, Glance) and one.settled and at(one, scr).state == "denied")

    while talk.setting.session.permissions.of(OTHER) is not None:
        assert talk.hear()
    assert talk.setting.session.permissions.of(HOLROYD) is None
    talk.conversation.beside.errands.close(20)


def test_a_permission_that_took_the_place_of_an_emergency_is_not_ended_with_it(talk, national, clock):
    talk.open(national, HOLROYD)
    talk.until(lambda one: isinstance(one, Glance) and one.settled)
    gates, scr = talk.conversation.beside.gates, national.ids["scr"]
    for kind in (PermissionKind.EMERGENCY, PermissionKind.PERMISSION):
        talk.send(RecordPermission(generation=2, source=scr, kind=kind, reason="unconscious, found alone"))
    given = talk.setting.session.permissions.of(HOLROYD)
    origin = talk.conversation.record.found.sources[scr].origin

    assert list(gates._permission_over(origin, None)) == []
    assert list(gates._permission_over(origin, replace(given, kind=PermissionKind.EMERGENCY))) == []
    assert talk.setting.session.permissions.of(HOLROYD) is given
    talk.conversation.beside.errands.close(20)


def test_the_next_user_begins_without_what_the_last_one_was_granted_or_chose(demo, make):
    talk = make(live(demo, "gp"), live(demo, "acute", asking=TAKES), purposes=("TREAT", "HOPERAT"))
    withheld(demo, talk)
    talk.send(asked(demo))
    opened(talk)
    session = talk.setting.session
    talk.send(ChoosePurpose(code="HOPERAT"))
    session.grounds.stated.add(HOLROYD)

    talk.conversation.desk.forget_user()

    assert (session.glass.sources, session.grounds.stated) == ((), set())
    assert session.grounds.purpose == "TREAT"
    assert session.permissions.of(HOLROYD) is None


def test_it_lasts_half_an_hour():
    assert timedelta(minutes=30) == LASTS
