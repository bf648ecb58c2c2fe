"""The place beside the lists: the filter panel, or why something is not shown; one of them, or none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from viewer.ui.filters.filter_panel import FilterPanel
from viewer.ui.filters.why_not_view import WhyNotView
from viewer.ui.look.theme import Theme

_WIDEST_PX, _LEAST_PX = 430, 300


class Aside(QStackedWidget):
    """Signals: ``turned()``: it was opened or closed. ``opened``: whether it is to be seen."""

    turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Filters and why not")
        self._theme = theme
        self.filters, self.why = FilterPanel(), WhyNotView()
        self.opened = False
        for part in (self.filters, self.why):
            self.addWidget(part)
            part.closed.connect(self.close_it)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def open(self, part: QWidget) -> None:
        """Show one of its parts."""
        self.setCurrentWidget(part)
        self.opened = True
        self.turned.emit()

    def close_it(self) -> None:
        """Give its place back."""
        if self.opened:
            self.opened = False
            self.turned.emit()

    def fit(self, *, whole: bool) -> None:
        """Take the whole width in one column, else no more than its words need."""
        self.setMaximumWidth(16_777_215 if whole else self._theme.px(_WIDEST_PX))
        self.setMinimumWidth(0 if whole else self._theme.px(_LEAST_PX))

    def forget(self) -> None:
        """Another record begins."""
        self.filters.forget()
        self.why.forget()
        self.close_it()

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        return [*self.filters.panes(), self.why.list]
