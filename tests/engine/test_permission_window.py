"""The window's way with PDS and the Summary Care Record: grounds are recorded, then it is read."""

from datetime import UTC, datetime

import pytest

from tests.engine.window import HOLROYD
from viewer.demo.handle import start_demo
from viewer.engine.messages import Banner, Find, Found, Glance, OpenPatient, RecordPermission, Refused
from viewer.source.permission import PermissionKind
from viewer.source.protocols import PatientQuery
from viewer.source.trace import Trace, TraceStatus

OLD, OLD_IN_WORDS = "9990061114", "999 006 1114"
NEW, NEW_IN_WORDS = "9990062781", "999 006 2781"


@pytest.fixture(scope="module")
def national():
    with start_demo(national=True) as running:
        yield running


def scr(demo, message):
    (one,) = [status for status in message.sources if status.id == demo.ids["scr"]]
    return one


def settled(message):
    states = {one.state for one in message.sources} if isinstance(message, Glance) else {"loading"}
    return not states & {"loading", "waiting"}


def test_the_summary_is_refused_until_the_grounds_are_recorded_and_then_read(talk, national):
    talk.open(national, HOLROYD)
    before = scr(national, talk.until(settled))
    grounds = {"kind": PermissionKind.EMERGENCY, "reason": "unconscious, found alone"}

    talk.send(RecordPermission(generation=2, source=national.ids["scr"], **grounds))
    after = scr(national, talk.until(lambda told: settled(told) and scr(national, told).state != "denied"))

    assert before.state == "denied"
    assert "permission to view has not been recorded" in before.words
    assert after.state == "partial"
    assert "stands in the text of the summary" in after.words
    assert after.received > 0


def test_a_reason_is_needed(talk, national):
    talk.open(national, HOLROYD)
    talk.until(settled)

    talk.send(RecordPermission(generation=2, source=national.ids["scr"], kind=PermissionKind.EMERGENCY))

    assert "reason" in talk.until(lambda told: isinstance(told, Refused)).what


def test_a_replaced_number_is_said_first_and_the_new_one_is_searched_for_and_opened(talk, national):
    talk.open(national, HOLROYD)
    talk.send(Find(generation=3, query=PatientQuery(nhs_number=OLD)))
    told = talk.until(lambda one: isinstance(one, Found) and one.settled)
    chosen = tuple((row.source, row.reference, False) for row in told.candidates if row.group == 0)
    talk.send(OpenPatient(generation=4, patients=chosen))
    banner = talk.until(lambda one: isinstance(one, Banner))

    assert told.words.startswith(f"PDS says that NHS number {OLD_IN_WORDS} was replaced by {NEW_IN_WORDS}")
    assert {national.ids["pds"], national.ids["gp"]} <= {row.source for row in told.candidates}
    assert banner.nhs_number == NEW_IN_WORDS
    assert f"{OLD_IN_WORDS} was replaced" in talk.conversation.record.load.alerts[0]


def test_two_numbers_that_replace_each_other_are_not_asked_for_ever(talk, national):
    talk.open(national, HOLROYD)
    hunt, noted = talk.conversation.hunt, []
    when = datetime(2026, 11, 22, tzinfo=UTC)
    for one, other in ((HOLROYD, NEW), (NEW, HOLROYD)):
        old = Trace(nhs_number=one, status=TraceStatus.SUPERSEDED, superseded_by=other, when=when)
        hunt.session.traces.note(old)

    first = list(hunt.by_new_number(lambda *told: noted.append(told[2])))
    second = list(hunt.by_new_number(lambda *told: noted.append(told[2])))

    assert [search.query.nhs_number for search in first] == [NEW]
    assert second == []
    assert noted == [NEW]
    hunt.forget()
    assert list(hunt.by_new_number(noted.append)) == []


def test_emergency_access_is_marked_on_the_record_and_is_asked_for_again_for_another_patient(talk, national):
    talk.open(national, HOLROYD)
    assert not any("Emergency access" in line for line in talk.until(settled).safety)
    scr_id, grounds = national.ids["scr"], {"kind": PermissionKind.EMERGENCY, "reason": "unconscious"}
    talk.send(RecordPermission(generation=2, source=scr_id, **grounds))
    marked = talk.until(lambda told: settled(told) and scr(national, told).state != "denied")
    assert any("Emergency access: Summary Care Record" in line for line in marked.safety)

    talk.open(national, NEW, generation=4)
    other = talk.until(lambda told: settled(told) and told.generation == 4)
    assert scr(national, other).offers == ("permission",)
    assert not any("Emergency access" in line for line in other.safety)
