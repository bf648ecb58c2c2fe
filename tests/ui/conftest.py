"""Offscreen Qt, the shipped assets, a scripted engine, and a window on it."""

import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from tests.ui.ending import end
from tests.ui.scripted import ScriptedEngine
from viewer.ui.look.palettes import LIGHT
from viewer.ui.look.theme import Theme
from viewer.ui.main_window import MainWindow
from viewer.ui.session.engine_link import EngineLink
from viewer.ui.session.session import Session

RESOURCES = Path(__file__).parents[2] / "resources"


def pytest_collection_modifyitems(items):
    """The offscreen platform warns that it has no window manager; every other Qt warning fails a test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", r"support raise", extend=True))


@pytest.fixture(scope="session")
def assets():
    return lambda name: (RESOURCES / name).read_text("utf-8")


@pytest.fixture(autouse=True)
def pointer_elsewhere(qapp):
    """The pointer is a hand on the list: it rests outside every window until a test moves it."""
    QCursor.setPos(790, 790)


@pytest.fixture
def theme(qapp, assets):
    if qapp.style().name() != "fusion":  # set again, it would style every widget that lives anew
        qapp.setStyle("Fusion")
    made = Theme(assets)
    made.force(LIGHT)
    yield made
    end(made)


@pytest.fixture
def engine():
    scripted = ScriptedEngine()
    yield scripted
    scripted.close()


@pytest.fixture
def link(qtbot, engine):
    made = EngineLink(engine.start)
    yield made
    made.finish()
    end(made)


@pytest.fixture
def session(link):
    made = Session(link)
    yield made
    end(made)


@pytest.fixture
def window(qtbot, session, theme):
    made = MainWindow(session, theme, "Dr A Example")
    qtbot.addWidget(made)
    made.show()
    session.start()
    yield made
    made.dialogs.close_all()


@pytest.fixture
def opened(qtbot, window, engine):
    """The window with the sample record on screen."""
    from tests.ui import sample_messages as sample

    window.open_patient((("gp", "Patient/gp-1", False),))
    engine.say(sample.banner(), sample.rows(), sample.glance())
    timeline = window.record.body.timeline
    qtbot.waitUntil(
        lambda: timeline.model.total == len(sample.rows().upserts) and not timeline.arrivals.waiting
    )
    return window


@pytest.fixture
def big_text(qapp):
    """Text at twice its size (A11Y-04)."""
    old = QApplication.font()
    font = QApplication.font()
    font.setPointSizeF(20.0)
    QApplication.setFont(font)
    yield
    QApplication.setFont(old)
