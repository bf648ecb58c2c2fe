"""Purpose, emergency access and reports as the window asks for them and hears of them."""

from viewer.engine.gates_messages import AskReport, BreakGlass, ChoosePurpose, Purposes, Reports
from viewer.source.glass import Ground


def test_what_is_asked_goes_to_the_engine_with_the_record_it_is_about(opened, engine):
    gates = opened.session.gates
    gates.choose_purpose("HOPERAT")
    gates.break_glass("gp", Ground.LIFE, "found collapsed")
    gates.ask_report("e1")
    here = opened.session.generation

    assert engine.heard(ChoosePurpose) == [ChoosePurpose(code="HOPERAT", generation=here)]
    assert engine.heard(BreakGlass) == [
        BreakGlass(source="gp", ground=Ground.LIFE, reason="found collapsed", generation=here)
    ]
    assert engine.heard(AskReport) == [AskReport(entry="e1", generation=here)]


def test_only_the_report_that_was_asked_for_last_is_shown(qtbot, opened, engine):
    gates, heard = opened.session.gates, []
    gates.reports_arrived.connect(heard.append)
    gates.ask_report("e2")
    engine.say(Reports(entry="e1", title="", reports=()), Reports(entry="e2", title="", reports=()))
    qtbot.waitUntil(lambda: bool(heard))

    assert [one.entry for one in heard] == ["e2"]


def test_a_report_about_the_last_patient_is_never_shown_and_the_purpose_stays(qtbot, opened, engine):
    gates, heard, purposes = opened.session.gates, [], []
    gates.reports_arrived.connect(heard.append)
    gates.purposes_changed.connect(purposes.append)
    gates.choose_purpose("HOPERAT")
    gates.ask_report("e1")
    of_a = opened.session.generation
    opened.session.open_patient((("gp", "Patient/gp-2", False),))
    engine.say(
        Reports(entry="e1", title="", reports=(), generation=of_a),
        Reports(entry="e1", title="", reports=(), generation=0),
        Purposes(offered=(), chosen="HOPERAT"),
    )
    qtbot.waitUntil(lambda: bool(purposes))

    assert heard == []
    gates.hand_over()
    assert [one.code for one in engine.heard(ChoosePurpose)] == ["HOPERAT", "HOPERAT"]


def test_an_engine_that_was_started_again_is_told_the_purpose_and_of_no_emergency(qtbot, opened, engine):
    gates = opened.session.gates
    gates.hand_over()
    assert engine.heard(ChoosePurpose) == []
    gates.choose_purpose("HOPERAT")
    gates.hand_over()
    gates.forget()
    gates.hand_over()

    assert [one.code for one in engine.heard(ChoosePurpose)] == ["HOPERAT", "HOPERAT"]


def test_the_purposes_are_told_on(qtbot, opened, engine):
    heard = []
    opened.session.gates.purposes_changed.connect(heard.append)
    told = Purposes(offered=(("TREAT", "Treatment"),), chosen="TREAT")
    engine.say(told)
    qtbot.waitUntil(lambda: bool(heard))

    assert heard[0].offered == told.offered
