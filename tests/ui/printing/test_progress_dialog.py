"""How far it is, and the way to stop."""

from viewer.ui.printing.progress_dialog import ProgressDialog


def test_it_counts_once_it_knows_and_its_button_rejects(qtbot, theme):
    dialog = ProgressDialog("Preparing the file", theme)
    qtbot.addWidget(dialog)
    assert dialog.bar.maximum() == 0

    dialog.say(40)
    assert (dialog.bar.value(), dialog.bar.maximum()) == (40, 100)
    with qtbot.waitSignal(dialog.rejected):
        dialog.stop.click()
