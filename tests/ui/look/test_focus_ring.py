"""Where the keyboard is can be seen."""

from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from viewer.ui.look.focus_ring import BLACK, YELLOW, FocusRing


def test_the_ring_follows_the_keyboard_and_the_size(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    fields = [QLineEdit(), QLineEdit()]
    rings = [FocusRing(fields[0]), FocusRing(fields[1], outset=4)]
    for field in fields:
        column.addWidget(field)
    holder.show()
    qtbot.waitExposed(holder)
    fields[0].setFocus()
    qtbot.waitUntil(lambda: not rings[0].isHidden())
    assert rings[0].geometry() == fields[0].rect()
    fields[1].setFocus()
    qtbot.waitUntil(lambda: not rings[1].isHidden())
    assert rings[0].isHidden()
    holder.resize(500, 300)

    assert rings[1].geometry() == fields[1].geometry().adjusted(-4, -4, 4, 4)
    image = holder.grab().toImage()
    edge = rings[1].geometry()
    seen = {image.pixelColor(edge.x() + across, edge.center().y()).name() for across in range(6)}
    assert {YELLOW, BLACK} <= seen


def test_in_a_splitter_the_ring_is_no_pane_of_its_own(qtbot):
    beside = QSplitter()
    qtbot.addWidget(beside)
    field = QLineEdit()
    beside.addWidget(field)
    ring = FocusRing(field, outset=3)
    beside.show()
    field.setFocus()
    qtbot.waitUntil(ring.isVisible)

    assert beside.count() == 1
    assert ring.geometry() == field.rect()
