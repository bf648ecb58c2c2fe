"""A file's field: typed, or chosen in a dialog of our own."""

from PySide6.QtWidgets import QFileDialog, QLineEdit

from viewer.ui.sources.path_field import PathField


def test_a_chosen_file_stands_in_the_field(qtbot, tmp_path):
    field = PathField("Private key file", QLineEdit())
    qtbot.addWidget(field)
    field.choose.click()
    chooser = field.findChild(QFileDialog)

    assert chooser.testOption(QFileDialog.Option.DontUseNativeDialog)
    with qtbot.waitSignal(field.chosen):
        chooser.fileSelected.emit(str(tmp_path / "k.pem"))
    assert field.text() == str(tmp_path / "k.pem")
    chooser.reject()
