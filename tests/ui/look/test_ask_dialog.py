import pytest
from PySide6.QtCore import Qt

from viewer.ui.look.ask_dialog import AskDialog


@pytest.mark.parametrize(
    ("press", "accepted"),
    [("yes", True), ("no", False), (Qt.Key.Key_Escape, False), (Qt.Key.Key_Return, False)],
)
def test_only_its_own_button_goes_on(qtbot, theme, press, accepted):
    dialog = AskDialog("The record on screen would be closed.", "Close it", theme)
    qtbot.addWidget(dialog)
    went = []
    dialog.accepted.connect(lambda: went.append(True))
    dialog.open()
    if isinstance(press, str):
        getattr(dialog, press).click()
    else:
        qtbot.keyClick(dialog, press)
    assert bool(went) is accepted
    assert not dialog.isVisible()
