"""What stands at the left of a record: menu, filter box, filters and pages; in one row where it is narrow."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from viewer.ui.filters.filter_panel import FILTERS_KEY
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, tip, tool_button
from viewer.ui.look.theme import Theme
from viewer.ui.record.page_bar import PageBar


class SideColumn(QWidget):
    """Its parts are wired by the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("tabs")
        self.setAccessibleName("Pages and filter")
        self.menu_button = tool_button("Menu (F10)", "plain", name="Menu")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter (Ctrl+F)")
        self.filter.setAccessibleName("Filter the rows, or find in the page")
        self.filter.setMaxLength(100)
        self._ring = FocusRing(self.filter)
        self.filters = button("Filters", name=f"Filters: kind, source, date, status ({FILTERS_KEY})")
        self.filters.setToolTip(tip(FILTERS_KEY))
        self.tabs = PageBar(theme)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(6, 2, 0, 3)
        self._line.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(4)
        for tool in (self.menu_button, self.filters):
            first.addWidget(tool)
        self._line.addLayout(first)
        self._line.addWidget(self.filter)
        self._line.addWidget(self.tabs, 1)

    def be_narrow(self, narrow: bool) -> None:  # noqa: FBT001  # a state, as Qt's own setters
        """Stand in one row above everything, with one box for the pages."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if narrow else down)
        self.tabs.be_box(narrow)
        high = QSizePolicy.Policy.Fixed if narrow else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, high)  # what stands below never cuts its words
