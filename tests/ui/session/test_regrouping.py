"""What is chosen about entries is asked of the engine, kept for a restarted one, and gone with the record."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui import sample_messages as sample
from viewer.engine.messages import AskDetail, KeptByHand, OpenPatient, PutTogether, Regroup, Regrouped

DONE = Regrouped(
    generation=1, entry="e00003", now="e00004", words="Taken apart", apart=(("a", "b"),), together=()
)


def done(session, engine, qtbot):
    with qtbot.waitSignal(session.regrouping.done):
        engine.say(DONE)


def test_the_key_takes_apart_what_is_selected_in_the_list_and_an_open_detail_follows(opened, engine, qtbot):
    timeline = opened.record.body.timeline
    first = timeline.model.row_at(0).id
    timeline.view.setFocus()
    timeline.view.select_entry(first)
    QTest.keyClick(timeline.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(engine.heard(Regroup)))
    assert engine.heard(Regroup)[-1].entry == first

    opened.record._open_detail("e00003")
    QTest.keyClick(opened.record, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(engine.heard(Regroup)) > 1)
    assert engine.heard(Regroup)[-1].entry == "e00003"
    done(opened.session, engine, qtbot)
    assert engine.heard(AskDetail)[-1].entry == "e00004"
    assert opened.record.body.detail.entry == "e00004"
    assert "Taken apart" in opened.status.message.text()


def test_without_anything_selected_the_key_asks_nothing(opened, engine, qtbot):
    opened.record.filter.setFocus()
    QTest.keyClick(opened.record.filter, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    assert engine.heard(Regroup) == []


def test_two_are_put_together_from_the_detail(opened, engine, qtbot):
    opened.record._open_detail("e00003")
    opened.record.show_detail(
        sample.detail(entry="e00003", may_be_same=(("e00009", "Pulse, 04-Mar-2019 (GP)"),))
    )
    QTest.keyClick(opened.record, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(engine.heard(PutTogether)))

    sent = engine.heard(PutTogether)[-1]
    assert (sent.entry, sent.other, sent.generation) == ("e00003", "e00009", opened.session.generation)


def test_a_restarted_engine_is_told_before_it_opens_the_record_again(opened, engine, qtbot):
    done(opened.session, engine, qtbot)
    engine.handle.crash()
    qtbot.waitUntil(lambda: bool(engine.heard(KeptByHand)))

    kept = engine.heard(KeptByHand)[-1]
    kinds = [type(message) for message in engine.heard()]
    assert (kept.apart, kept.together, kept.generation) == ((("a", "b"),), (), opened.session.generation)
    assert kinds.index(KeptByHand) < len(kinds) - kinds[::-1].index(OpenPatient) - 1


def test_it_goes_with_the_record(opened, engine, qtbot):
    done(opened.session, engine, qtbot)
    opened.session.close_record()
    opened.session.regrouping.hand_over()

    assert engine.heard(KeptByHand) == []
