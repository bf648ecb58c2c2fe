"""A line that grew stays as high for this record."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viewer.ui.look.still_height import StillHeight


def test_it_grows_but_shrinks_only_for_another_record_or_width(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    words = QLabel("x")
    words.setWordWrap(True)
    column.addWidget(words)
    still = StillHeight(holder)
    still.design(28)
    holder.resize(200, 28)
    holder.show()
    words.setText("word " * 100)
    still.look()
    qtbot.waitUntil(lambda: holder.minimumHeight() > 100)
    words.setText("x")
    still._keep()
    assert holder.minimumHeight() > 100
    still.forget()
    assert holder.minimumHeight() == 28
    holder.resize(400, 300)
    still._keep()
    assert 28 <= holder.minimumHeight() < 100
