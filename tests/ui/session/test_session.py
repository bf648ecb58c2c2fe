"""What the window asks, and what it keeps of the answers."""

from typing import get_args

import pytest

from tests.ui import sample_messages as sample
from viewer.engine import messages as say
from viewer.source.endpoint import Endpoint
from viewer.source.permission import PermissionKind
from viewer.source.protocols import PatientQuery
from viewer.ui.session.session import Session

ENDPOINT = Endpoint(id="a" * 32, name="GP", care_setting="GP practice", base_url="https://example.org/fhir")


def test_every_patient_has_a_generation_of_their_own(session, engine):
    session.start()
    session.find(PatientQuery(nhs_number=sample.NUMBER))
    session.open_patient((("gp", "Patient/1", False),))
    session.open_files(("a.json",))
    session.close_record()

    generations = [message.generation for message in engine.heard()]
    assert generations == [1, 2, 3, 3]
    assert session.generation == 4


def test_a_late_answer_about_the_last_patient_is_dropped(qtbot, session, engine):
    session.start()
    session.open_patient((("gp", "Patient/1", False),))
    session.open_patient((("gp", "Patient/2", False),))
    heard = []
    session.banner_changed.connect(heard.append)
    engine.say(sample.banner(generation=1, name="LATE"), sample.banner(generation=2, name="NOW"))
    qtbot.waitUntil(lambda: bool(heard))

    assert [banner.name for banner in heard] == ["NOW"]


def test_each_wish_is_one_message(session, engine):
    session.start()
    session.link_patient("gp", "Patient/1")
    session.unlink("gp")
    session.retry("gp")
    session.cancel()
    session.ask_detail("e1")
    session.audit("copy", "detail")
    session.permit("gp", PermissionKind.EMERGENCY, "unconscious")

    kinds = [type(message) for message in engine.heard()]
    assert kinds == [say.LinkPatient, say.UnlinkSource, say.Retry, say.CancelLoad, say.AskDetail, say.Audited,
                     say.RecordPermission]  # fmt: skip


def test_after_a_crash_the_record_is_opened_again_and_new_rows_replace_the_old(qtbot, session, engine):
    session.start()
    session.open_patient((("gp", "Patient/1", True),))
    with qtbot.waitSignal(session.stopped):
        engine.handle.crash()
    qtbot.waitUntil(lambda: bool(engine.heard(say.OpenPatient)))
    order = []
    session.renewed.connect(lambda: order.append("renewed"))
    session.rows_changed.connect(lambda _rows: order.append("rows"))
    engine.say(sample.rows(), sample.rows())
    qtbot.waitUntil(lambda: len(order) == 3)

    assert engine.heard(say.OpenPatient)[-1].patients == (("gp", "Patient/1", True),)
    assert order == ["renewed", "rows", "rows"]


def crash(qtbot, session, engine):
    engine.heard()  # what the first engine was told is kept
    with qtbot.waitSignal(session.stopped):
        engine.handle.crash()


def test_a_restarted_engine_is_told_what_found_the_patient(qtbot, session, engine):
    query = PatientQuery(nhs_number=sample.NUMBER)
    session.start()
    session.find(query)
    session.open_patient((("gp", "Patient/1", False),))
    crash(qtbot, session, engine)

    assert [message.query for message in engine.heard(say.OpenPatient)] == [query, query]


def test_a_restarted_engine_is_told_every_link_that_was_made_or_undone_by_hand(qtbot, session, engine):
    session.start()
    session.open_patient((("gp", "Patient/1", False), ("acute", "Patient/2", False)))
    session.link_patient("ooh", "Patient/3")
    session.unlink("acute")
    session.unlink("gp")
    crash(qtbot, session, engine)

    kept = (("gp", "Patient/1", False), ("ooh", "Patient/3", True))
    told = engine.heard(say.OpenPatient)[-1]
    assert told.patients == kept
    assert told.undone == ("acute", "gp")


def test_a_link_undone_and_made_again_is_no_longer_told_as_undone(qtbot, session, engine):
    session.start()
    session.open_patient((("gp", "Patient/1", False), ("acute", "Patient/2", False)))
    session.unlink("acute")
    session.unlink("acute")
    session.link_patient("acute", "Patient/2")
    crash(qtbot, session, engine)

    told = engine.heard(say.OpenPatient)[-1]
    assert told.patients[1:] == (("acute", "Patient/2", True),)
    assert told.undone == ()


@pytest.mark.parametrize(("again", "undone"), [(False, ("file-b",)), (True, ())])
def test_of_files_too_a_restarted_engine_is_told_what_was_undone(qtbot, session, engine, again, undone):
    session.start()
    session.open_files(("a.json", "b.json"))
    session.unlink("file-b")
    if again:
        session.link_patient("file-b", "Patient/2")
    crash(qtbot, session, engine)

    assert [message.undone for message in engine.heard(say.OpenFiles)] == [(), undone]


def test_what_was_undone_for_one_patient_is_not_told_of_the_next(session, engine):
    session.start()
    session.open_patient((("gp", "Patient/1", False), ("acute", "Patient/2", False)))
    session.unlink("acute")
    session.open_patient((("gp", "Patient/3", False),))

    assert engine.heard(say.OpenPatient)[-1].undone == ()


def test_a_patient_chosen_among_files_is_chosen_again_when_they_have_been_read_again(qtbot, session, engine):
    session.start()
    session.open_files(("a.json",))
    session.await_choice()
    session.open_patient((("file-a", "Patient/1", False),))
    crash(qtbot, session, engine)
    assert [type(message) for message in engine.heard()[-2:]] == [say.OpenPatient, say.OpenFiles]
    assert engine.heard(say.OpenFiles)[-1] == say.OpenFiles(paths=("a.json",), generation=session.generation)

    with qtbot.waitSignal(session.found):
        engine.say(say.Found(candidates=(), sources=(), settled=False, generation=session.generation))
    assert len(engine.heard(say.OpenPatient)) == 1
    with qtbot.waitSignal(session.found):
        engine.say(say.Found(candidates=(), sources=(), settled=True, generation=session.generation))

    assert [message.generation for message in engine.heard(say.OpenPatient)] == [session.generation] * 2


@pytest.mark.parametrize("answered", [True, False])
def test_a_detail_that_was_asked_and_never_came_is_asked_again_when_the_record_is_back(
    qtbot, session, engine, answered
):
    session.start()
    session.open_patient((("gp", "Patient/1", False),))
    session.ask_detail("r002")
    if answered:
        with qtbot.waitSignal(session.detail_arrived):
            engine.say(sample.detail())
    crash(qtbot, session, engine)
    with qtbot.waitSignal(session.glance_changed):
        engine.say(sample.glance(settled=False))
    with qtbot.waitSignal(session.glance_changed):
        engine.say(sample.glance())
    with qtbot.waitSignal(session.glance_changed):
        engine.say(sample.glance())

    assert [message.entry for message in engine.heard(say.AskDetail)] == ["r002"] * (1 if answered else 2)


def test_every_engine_is_told_the_prologue_first(qtbot, link, engine):
    session = Session(link, prologue=(say.UseDemo(endpoints=(ENDPOINT,)),))
    session.start()
    assert [type(message) for message in engine.heard()] == [say.UseDemo]
    with qtbot.waitSignal(session.stopped):
        engine.handle.crash()

    assert [type(message) for message in engine.heard()] == [say.UseDemo, say.UseDemo]


def test_rows_lost_on_the_way_are_said(qtbot, session, engine):
    session.start()
    session.open_patient((("gp", "Patient/1", False),))
    with qtbot.waitSignal(session.miscounted) as counted:
        engine.say(sample.rows())
    assert counted.args == [""]
    with qtbot.waitSignal(session.miscounted) as miscounted:
        engine.say(say.Rows(generation=1, upserts=(sample.row(1),), removes=("r001",), total=18))

    assert miscounted.args[0].startswith("This screen holds 17 entries, but the engine has 18")


def test_every_message_of_the_engine_is_heard(session):
    assert set(session._hearers) == set(get_args(say.FromEngine))


def test_quitting_ends_the_engine(session, engine):
    session.start()
    session.quit()

    assert engine.handle.code == -9
