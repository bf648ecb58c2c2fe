"""Of what Qt says, its kind and place are printed and nothing that it was given."""

import pytest
from PySide6.QtCore import QLoggingCategory, QtMsgType, qCritical, qDebug, qInstallMessageHandler, qWarning

from viewer.ui.session.qt_messages import keep_qt_quiet, words_of

CANARY = "HOLROYD"


@pytest.fixture
def quiet():
    before = qInstallMessageHandler(None)
    keep_qt_quiet()
    yield
    qInstallMessageHandler(before)


@pytest.mark.parametrize(
    "text", [CANARY, f"{CANARY}: odd", f"QImage::load {CANARY}", f"Q{CANARY}::x{CANARY}?"]
)
@pytest.mark.parametrize("kind", list(QtMsgType))
def test_no_word_of_a_message_is_repeated(kind, text):
    said = words_of(kind, "qt.image", text.removeprefix("Q" + CANARY))

    assert CANARY not in said
    assert bool(said) == (kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg})


def test_every_message_of_qt_goes_that_way(quiet, capfd):
    qWarning(f"QFile::open: {CANARY}")
    qCritical(f"{CANARY} is wrong")
    qDebug(CANARY)
    QLoggingCategory.setFilterRules("")

    said = capfd.readouterr()
    assert said.err.splitlines() == [
        "tributary: Qt warns (default, QFile::open)",
        "tributary: Qt says that something is wrong (default)",
    ]
    assert CANARY not in said.out
