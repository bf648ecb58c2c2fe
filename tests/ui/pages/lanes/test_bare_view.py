"""A view that stands where its subclass says: the scroll bar is its offset, letters search nothing."""

from PySide6.QtCore import QItemSelectionModel, QRect, QStringListModel, Qt

from viewer.ui.pages.lanes.bare_view import BareView


def test_it_lays_nothing_out_and_letters_go_nowhere(qtbot):
    view = BareView()
    qtbot.addWidget(view)
    view.setSelection(QRect(), QItemSelectionModel.SelectionFlag.Select)  # of no model
    view.setModel(QStringListModel(["Asthma", "Pulse"]))
    view.setCurrentIndex(view.model().index(0, 0))
    view.verticalScrollBar().setRange(0, 100)
    view.verticalScrollBar().setValue(40)
    view.doItemsLayout()
    view.updateGeometries()
    assert view.verticalOffset() == 40
    qtbot.keyClick(view, Qt.Key.Key_P)
    assert view.currentIndex().row() == 0
    assert view.visualRegionForSelection(None).boundingRect() == view.viewport().rect()
