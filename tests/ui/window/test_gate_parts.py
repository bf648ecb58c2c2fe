"""What the gates say and ask stands in the window: purpose, refusals, emergency access, reports of errors."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui import sample_messages as sample
from viewer.engine.gates_messages import AskReport, BreakGlass, ChoosePurpose, Purposes, Reports, SourceReport
from viewer.engine.messages import Audited, Endpoints, Refused
from viewer.source.endpoint import Endpoint
from viewer.source.glass import Ground
from viewer.ui.detail.report_dialog import ReportDialog
from viewer.ui.sources.break_glass_dialog import BreakGlassDialog

TWO = Purposes(offered=(("TREAT", "Treatment"), ("HOPERAT", "Running the service")), chosen="TREAT")


def dialog(window, kind):
    return next((one for one in window.findChildren(kind) if one.isVisible()), None)


def test_the_purpose_is_chosen_beside_the_search_and_stands_in_the_status_line(qtbot, window, engine):
    engine.say(TWO)
    qtbot.waitUntil(lambda: window.status.purpose.text() == "Purpose: Treatment")
    qtbot.keyClick(window.search.form.purpose.choice, Qt.Key.Key_Down)

    assert [one.code for one in engine.heard(ChoosePurpose)] == ["HOPERAT"]


def test_a_single_purpose_takes_no_room_in_the_status_line(qtbot, window, engine):
    engine.say(Purposes(offered=TWO.offered[:1], chosen="TREAT"))
    qtbot.waitUntil(lambda: "Treatment" in window.search.form.purpose.words.text())

    assert window.status.purpose.isHidden()


def test_a_refused_search_says_so_where_its_results_would_be(qtbot, window, engine):
    window.search.form.number.setText("999 001 8421")
    window.search.form.find_number.click()
    engine.say(Refused(what="Nobody is named here", advice="Sign in.", generation=window.session.generation))
    qtbot.waitUntil(window.search.words.isVisible)

    assert window.search.words.text() == "Nobody is named here. Sign in."
    assert window.search.endpoints.isVisible()


def test_emergency_access_is_asked_for_by_the_dialog_of_its_source(qtbot, opened, engine):
    endpoint = Endpoint(id="gp", name="GP practice", care_setting="", base_url="https://x")
    engine.say(Endpoints(endpoints=(endpoint,)))
    qtbot.waitUntil(lambda: opened.session.sources.endpoint("gp") is not None)
    opened.record.strip.break_glass_wanted.emit("nobody")
    assert dialog(opened, BreakGlassDialog) is None

    opened.record.strip.break_glass_wanted.emit("gp")
    shown = dialog(opened, BreakGlassDialog)
    shown.choices[Ground.LIFE].setChecked(True)
    shown.reason.setText("found collapsed")
    shown.take.click()

    (asked,) = engine.heard(BreakGlass)
    assert (asked.source, asked.ground, asked.reason) == ("gp", Ground.LIFE, "found collapsed")


def test_an_error_is_reported_from_the_detail_by_a_key_and_its_copy_is_audited(qtbot, opened, engine):
    detail = opened.record.body.detail
    opened.record.detail_wanted.emit(sample.detail().entry)
    detail.await_detail(sample.detail().entry, "")
    qtbot.keyClick(detail, Qt.Key.Key_E)
    assert engine.heard(AskReport) == []
    engine.say(sample.detail())
    qtbot.waitUntil(lambda: bool(detail.plain[0].text()) and "Reading" not in detail.plain[0].text())

    qtbot.keyClick(detail, Qt.Key.Key_E)
    (asked,) = engine.heard(AskReport)
    one = SourceReport(source_name="GP", owner="Mill", contact="tel", text="ids alone")
    engine.say(Reports(entry=asked.entry, title="t", reports=(one,)))
    qtbot.waitUntil(lambda: dialog(opened, ReportDialog) is not None)
    dialog(opened, ReportDialog).copy_button.click()

    assert QGuiApplication.clipboard().text() == "ids alone"
    assert ("copy", "detail") in [(one.action, one.detail) for one in engine.heard(Audited)]
