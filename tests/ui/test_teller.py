"""What the window tells of its states, and that it tells nothing of a patient."""

import pytest

from tests.ui import sample_messages as sample
from viewer.engine import messages as say
from viewer.source.protocols import PatientQuery
from viewer.ui.teller import Teller


@pytest.fixture
def told(window):
    lines = []
    Teller(window, lines.append)
    return lines


@pytest.fixture
def until(qtbot, told):
    """Wait until a line begins so; returns it."""

    def wait(words):
        qtbot.waitUntil(lambda: any(line.startswith(words) for line in told))
        return next(line for line in told if line.startswith(words))

    return wait


def open_sample(window, engine, generation=1):
    window.open_patient((("gp", "Patient/gp-1", False),))
    so_far = sample.glance(settled=False, generation=generation)
    engine.say(
        sample.banner(generation=generation), sample.rows(generation), so_far, sample.glance(generation=generation)
    )  # fmt: skip


def test_from_the_engine_s_greeting_to_a_settled_record(window, engine, told, until):
    engine.say(sample.hello())
    until("engine up")
    window.session.find(PatientQuery(nhs_number=sample.NUMBER))
    engine.say(sample.found(settled=False), sample.found())
    until("search settled sources=4 persons=1")
    open_sample(window, engine, generation=2)
    settled = until("record settled")
    until("painted")

    assert f"rows={len(sample.rows().upserts)} " in settled
    assert "complete=3 partial=0 failed=1" in settled
    assert "page record" in told
    assert told.index("record begun") < told.index(settled)


def test_the_list_the_detail_and_its_raw_bytes(window, engine, told, until):
    open_sample(window, engine)
    until("record settled")
    window.record.body.timeline.view.select_entry("r002")
    window.record.body.timeline.entry_chosen.emit("r002")
    engine.say(sample.detail())
    assert until("detail open lines=") != "detail open lines=0"
    window.record.body.detail.raw_button.toggle()
    window.record.close_detail()

    assert {"raw shown", "raw hidden", "detail closed"} <= set(told)
    assert any(line.startswith("row ") for line in told)
    assert any(line.startswith("first row ") for line in told)


def test_an_engine_that_stops_is_told_with_the_words_on_screen(window, engine, told, until):
    open_sample(window, engine)
    until("record settled")
    engine.handle.crash()
    stopped = until("engine stopped")
    engine.say(sample.rows(), sample.glance())
    until("rows renewed")

    assert "greyed=True said=True: The engine stopped at " in stopped
    assert told.index("rows renewed") > told.index(stopped)


def test_locking_and_a_refusal(qtbot, window, engine, told, until):
    window.activateWindow()
    engine.say(say.Refused(what="No source is set up"))
    until("refused")
    window.lock()
    until("page locked")
    window.hide()
    window.show()

    assert told.count("window shown") == 1


def test_no_line_holds_a_word_of_the_patient(window, engine, told, until):
    open_sample(window, engine)
    until("record settled")
    window.record.body.timeline.entry_chosen.emit("r002")
    engine.say(sample.detail())
    until("detail open")
    everything = " ".join(told)

    assert not [word for word in ("ATTWOOD", "Margaret", sample.NUMBER, "999 000") if word in everything]


def test_a_detail_that_comes_when_its_pane_is_closed_is_not_told(qtbot, window, engine, told, until):
    open_sample(window, engine)
    until("record settled")
    with qtbot.waitSignal(window.session.detail_arrived):
        engine.say(sample.detail())

    assert not [line for line in told if line.startswith("detail open")]
