"""One purpose of use is said, several can be chosen from, by keyboard and by name."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from viewer.engine.gates_messages import Purposes
from viewer.ui.search.purpose_choice import PurposeChoice

TWO = Purposes(offered=(("TREAT", "Treatment"), ("HOPERAT", "Running the service")), chosen="TREAT")


@pytest.fixture
def choice(qtbot):
    made = PurposeChoice()
    qtbot.addWidget(made)
    return made


def test_nothing_is_said_before_the_engine_has_said_which(choice):
    assert choice.isHidden()


def test_a_single_purpose_is_said_in_words(choice):
    choice.show_purposes(Purposes(offered=TWO.offered[:1], chosen="TREAT"))

    assert choice.words.text() == "Purpose of use: Treatment"
    assert choice.words.isVisible()
    assert choice.choice.isHidden()


def test_another_one_is_chosen_with_the_keyboard(qtbot, choice):
    choice.show_purposes(TWO)
    assert (choice.choice.currentText(), choice.choice.accessibleName()) == ("Treatment", "Purpose of use")
    assert choice.words.isHidden()

    choice.choice.setFocus()
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.keyClick(choice.choice, Qt.Key.Key_Down)

    assert told.args == ["HOPERAT"]


def test_the_wheel_changes_no_purpose(choice):
    choice.show_purposes(TWO)
    told = []
    choice.chosen.connect(told.append)
    down = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice.choice, down)

    assert choice.choice.currentText() == "Treatment"
    assert not told
    assert not down.isAccepted()
    assert choice.choice.focusPolicy() is Qt.FocusPolicy.StrongFocus
