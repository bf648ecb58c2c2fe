"""Laying out goes on beside the window, and can be stopped."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPdfWriter

from tests.ui.printing.papers import pages_of, paper, rows
from viewer.ui.printing.targets import set_up
from viewer.ui.printing.typesetter import Typesetter


@pytest.fixture
def device(qapp, tmp_path):
    made = QPdfWriter(str(tmp_path / "x.pdf"))
    made.setResolution(300)
    set_up(made)
    return made


def test_the_window_is_served_while_a_long_print_is_laid_out(qtbot, device, tmp_path):
    given = paper(*rows(3000))
    setter, turns, said = Typesetter(given, device), [], []
    clock = QTimer()
    clock.timeout.connect(lambda: turns.append(1))
    clock.start(0)
    setter.progressed.connect(said.append)

    with qtbot.waitSignal(setter.finished, timeout=60_000) as ended:
        setter.start()
    clock.stop()

    assert ended.args == [len(pages_of(tmp_path / "x.pdf"))]
    assert len(turns) > 10
    assert said == sorted(said)
    assert said[-1] == 100


def test_stopped_it_says_nothing_more(qtbot, device):
    setter = Typesetter(paper(*rows(2000)), device)
    heard = []
    setter.finished.connect(heard.append)
    with qtbot.waitSignal(setter.progressed, check_params_cb=lambda now: now > 55, timeout=60_000):
        setter.start()

    setter.cancel()
    setter.cancel()
    qtbot.wait(50)

    assert heard == []


def test_an_empty_paper_is_one_page(qtbot, device, tmp_path):
    setter = Typesetter(paper(), device)

    with qtbot.waitSignal(setter.finished) as ended:
        setter.start()

    assert ended.args == [1]
    assert "Page 1 of 1" in pages_of(tmp_path / "x.pdf")[0]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_place_that_cannot_be_written_is_said(qtbot, tmp_path):
    device = QPdfWriter(str(tmp_path / "none" / "x.pdf"))
    set_up(device)
    setter = Typesetter(paper(), device)

    with qtbot.waitSignal(setter.failed) as failed:
        setter.start()

    assert failed.args == ["It could not be written there"]
