"""The body of a record: three columns at a glance, or one list; the detail beside the list or over it.

At twice the size of text the columns become one, in the order of the design, and scroll together.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget
from typing_extensions import override

from viewer.engine.messages import Glance, ListPanel
from viewer.ui.detail.detail_pane import DetailPane
from viewer.ui.documents.document_view import DocumentView
from viewer.ui.filters.aside import Aside
from viewer.ui.lists.record_list import RecordList
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.look.labels import button
from viewer.ui.look.theme import Theme
from viewer.ui.pages.register import PAGE_VIEWS
from viewer.ui.record.columns import LEFT, MIDDLE, TITLES, column_of
from viewer.ui.record.page_stack import PageStack
from viewer.ui.sources.source_grid import SourceGrid

_TWINNED = "timeline"
"""The page whose lanes and list stand side by side."""
_WIDE_PX = 1900
_NARROW_PX = 1100  # at the designed size of text: below it three columns would cut or crowd
_ONE_COLUMN_HEIGHT_PX = {"plans": 300, "allergies": 170, "medicines": 260, "problems": 220, "results": 260}


class GlancePage(QScrollArea):
    """Signals: ``entry_chosen(str)``; ``detail_closed()``; ``arranged()``: parts may stand elsewhere."""

    entry_chosen = Signal(str)
    detail_closed = Signal()
    arranged = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page = "glance"
        self._plans_wanted = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Record")
        self.lists = {key: RecordList(title, theme) for key, title in TITLES.items()}
        self.timeline, self.detail, self.grid = TimelinePanel(theme), DetailPane(theme), SourceGrid(theme)
        self.document, self.aside = DocumentView(theme), Aside(theme)
        self.stack = PageStack(theme, PAGE_VIEWS, self.timeline)
        self._left, self._middle = (column_of(self.lists, parts) for parts in (LEFT, MIDDLE))
        self._plans = self._make_plans()
        self._body = QWidget()
        self._body.setObjectName("page")
        self._body.setAccessibleName("Record")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._columns.setContentsMargins(6, 2, 6, 3)
        self._columns.setSpacing(6)
        for part, stretch in (
            (self._plans, 640),
            (self.aside, 640),
            (self._left, 430),
            (self._middle, 420),
            (self.stack, 850),
            (self.timeline, 516),
            (self.detail, 516),
            (self.document, 1100),
            (self.grid, 1366),
        ):
            self._columns.addWidget(part, stretch)
        self.setWidget(self._body)
        self._wire()
        for part in (self.detail, self.document, self.grid, self._plans, self.stack, self.aside):
            part.hide()

    def _wire(self) -> None:
        for part in self.lists.values():
            part.entry_chosen.connect(self.entry_chosen)
        self.timeline.entry_chosen.connect(self.entry_chosen)
        self.stack.entry_chosen.connect(self.entry_chosen)
        self.stack.filter_dropped.connect(self.timeline.clear_filter)
        self.aside.turned.connect(self.arrange)
        self.timeline.filter_changed.connect(self.stack.follow)
        for view in (self.timeline.view, *(part.view for part in self.lists.values())):
            view.copied.connect(self.detail.text_copied)
        self.detail.closed.connect(self.detail_closed)
        self.document.focus_moved.connect(self._follow_focus)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, _high: self._follow_focus(self.focusWidget()))

    def _make_plans(self) -> QWidget:
        """The list that the safety line opens: plans have no column of their own (design, 2 and 5)."""
        self.plans_closed = button("Close (Esc)", name="Close care plans and warnings")
        self.lists["plans"].heading.put_notices(self.plans_closed)
        return self.lists["plans"]

    # ---- what is shown -----------------------------------------------------------------------

    def set_page(self, page: str) -> None:
        """Show a page: three columns, or the list alone."""
        used = self.window().focusWidget()
        self._page = page
        self._plans_wanted = False
        self.timeline.set_page(page, unseen=self.stack.has(page) and page != _TWINNED)
        self.grid.hide()
        self.arrange()
        self._columns.activate()  # a page that is made now is laid out once, at its real size
        self.stack.turn_to(page)
        if used is not None and self.isAncestorOf(used) and not used.isVisible():
            self.first_part().setFocus()  # else Qt gives the keyboard to whatever stands before the pages

    def first_part(self) -> QWidget:
        """What takes the keyboard when the page on screen is turned to by keys."""
        parts = [*self.stack.panes(), self.lists["plans"].view, self.timeline.view, self.detail.table]
        if self._page == "glance":
            parts.insert(0, self.lists["allergies"].view if self.one_column else self.timeline.view)
        return next((part for part in parts if part.isVisible()), self)

    def show_grid(self, source_position: int) -> None:
        """Show what each source gave, over everything below the tabs."""
        self.grid.show()
        self.arrange()
        self.grid.show_source(source_position)

    @property
    def plans_open(self) -> bool:
        """Whether the person asked for the list of plans."""
        return self._page == "glance" and not self._plans.isHidden()

    @property
    def one_column(self) -> bool:
        """Whether all stands below each other."""
        return self._columns.direction() == QBoxLayout.Direction.TopToBottom

    def show_plans(self, wanted: bool) -> None:  # noqa: FBT001  # a state, as Qt's own setters
        """Put care plans and warnings in the place of the first two columns, or take them away."""
        self._plans_wanted = wanted
        self.arrange()
        if wanted:
            self.lists["plans"].view.setFocus()

    @property
    def touched(self) -> bool:
        """Whether somebody uses a list: then nothing above it may change its height."""
        return self.timeline.touched or any(part.touched for part in self.lists.values())

    def panes(self) -> list[QWidget]:
        """What F6 goes through below the banner and its lines, shown or not."""
        lists = (self.lists[key].view for key in ("plans", "allergies", "medicines", "problems", "results"))
        reader = self.document.body.currentWidget() or self.document.body
        detail = (self.detail.table, self.detail.raw, self.document.tools.close_button, reader)
        return [
            *self.aside.panes(),
            *self.stack.panes(),
            self.grid.table,
            *lists,
            self.timeline.view,
            *detail,
        ]

    def hide_grid(self) -> None:
        """Back to the page."""
        self.grid.hide()
        self.arrange()

    def open_detail(self, entry: str, title: str) -> None:
        """Open the detail pane for an entry."""
        self.detail.show()
        self.arrange()
        self.detail.await_detail(entry, title)
        QTimer.singleShot(0, self, self._to_detail)  # once the page has its new height

    def _to_detail(self) -> None:
        """In one column the detail stands below everything: it is brought to the top."""
        for pane in (self.detail, self.document):
            if pane.isVisible():
                self.verticalScrollBar().setValue(pane.y())

    def open_document(self, title: str) -> None:
        """Open the viewer in the place of the detail, which stays as it is behind it."""
        self.detail.hide()
        self.document.show()
        self.arrange()
        self.document.await_document(title)
        QTimer.singleShot(0, self, self._to_detail)

    def _follow_focus(self, part: QWidget | None) -> None:
        """In one column part of a document may lie outside: what has the keyboard is brought on screen."""
        if self.one_column and part is not None and self.document.isAncestorOf(part):
            QTimer.singleShot(0, part, lambda: self._bring(part))

    def _bring(self, part: QWidget) -> None:
        """Bring a part on screen; the beginning of one that is higher than the screen."""
        if part.height() < self.viewport().height():
            self.ensureWidgetVisible(part, 0, 4)
        else:
            self.verticalScrollBar().setValue(part.mapTo(self._body, part.rect().topLeft()).y() - 4)

    def close_document(self) -> None:
        """Close the viewer; the detail that it was opened from is there again."""
        self.document.hide()
        self.document.clear()
        self.detail.setVisible(bool(self.detail.entry))
        self.arrange()

    def close_detail(self) -> None:
        """Close the detail pane; the caller gives the keyboard back to the row."""
        self.detail.clear()
        self.close_document()

    def clear(self) -> None:
        """Another record: nothing of the last one stays."""
        for part in self.lists.values():
            part.clear()
        self.timeline.clear()
        self.stack.clear()
        self.aside.forget()
        self._plans_wanted = False
        self.close_detail()
        self.grid.say("")
        self.grid.show_grid((), ())
        self.hide_grid()

    def grey(self) -> None:
        """The engine is gone: rows stay, greyed."""
        for part in self.lists.values():
            part.grey()
        self.timeline.grey()
        self.stack.grey()

    def show_glance(self, glance: Glance) -> None:
        """Put the lists, their completeness and the grid."""
        panels: dict[str, ListPanel] = {panel.key: panel for panel in glance.lists}
        for key, part in self.lists.items():
            if key in panels:
                part.show_panel(panels[key], whole=glance.settled)
        self.timeline.show_glance(glance)
        self.stack.show_glance(glance)
        self.grid.say(glance.sentence)
        self.grid.show_grid(glance.grid, glance.sources)

    # ---- arrangement -------------------------------------------------------------------------

    def arrange(self) -> None:
        """Decide what stands beside what, from the page, the width and the size of text."""
        width = self.viewport().width()
        one = width < _NARROW_PX * self._theme.scale
        glance, grid = self._page == "glance", not self.grid.isHidden()
        own = self.stack.has(self._page)
        aside = self.aside.opened and not grid
        plans = not grid and (self._page == "plans" or (glance and self._plans_wanted))
        beside = width >= _WIDE_PX * self._theme.scale or (not glance and not one)
        self._columns.setDirection(
            QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight
        )
        reads = not self.document.isHidden()
        columns = glance and not grid and not plans and not reads and not aside
        self.plans_closed.setVisible(glance)
        beside |= reads and not one  # a letter takes the place of the columns, the list stays beside it
        free = not grid and ((self.detail.isHidden() and not reads) or beside)
        parts = (self._left, self._middle, self._plans, self.stack, self.timeline, self.aside)
        twin = self._page == _TWINNED and self.detail.isHidden() and not reads
        twin &= not aside or width >= _WIDE_PX * self._theme.scale
        self.aside.fit(whole=one)
        self._show(parts, (columns, columns, plans, free and own, free and (twin or not own), aside))
        self._set_heights(one=one and (glance or plans or twin))
        self.document.body.setMinimumHeight(max(self.viewport().height() - 24, 0) if one else 0)
        self.arranged.emit()

    def _show(self, parts: tuple[QWidget, ...], shown: tuple[bool, ...]) -> None:
        """Show and hide as one step: rows would be measured for every arrangement on the way."""
        self._columns.setEnabled(False)
        for part, wanted in zip(parts, shown, strict=True):
            part.setVisible(wanted)
        self._columns.setEnabled(True)
        self._columns.update()

    def _set_heights(self, *, one: bool) -> None:
        for key, part in self.lists.items():
            part.setMinimumHeight(self._theme.px(_ONE_COLUMN_HEIGHT_PX[key]) if one else 0)
        for pane in (self.timeline, self.detail, self.aside):
            pane.setMinimumHeight(
                min(self._theme.px(420), max(self.viewport().height() - 16, 0)) if one else 0
            )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
