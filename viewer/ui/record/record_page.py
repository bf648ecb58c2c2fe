"""One patient's record on one page: who, what is dangerous, how complete, then the pages of the record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from viewer.engine.messages import Banner, Detail, Glance, Regrouped, Rows
from viewer.ui.detail.regroup_buttons import APART_KEY, TOGETHER_KEY
from viewer.ui.documents.document_view import DocumentView
from viewer.ui.lists.entry_view import EntryView
from viewer.ui.lists.pages import PAGES
from viewer.ui.lists.row_filter import RowFilter
from viewer.ui.look.theme import Theme
from viewer.ui.record.following import follow_rows
from viewer.ui.record.freshness_bar import FreshnessBar
from viewer.ui.record.glance_page import GlancePage
from viewer.ui.record.notice_above import NoticeAbove
from viewer.ui.record.patient_banner import PatientBanner
from viewer.ui.record.safety_line import SafetyLine
from viewer.ui.record.side_column import SideColumn
from viewer.ui.record.stopped_line import StoppedLine
from viewer.ui.sources.sources_strip import SourcesStrip

_NARROW_PX = 1000


class RecordPage(QWidget):
    """Signals: ``detail_wanted(entry)``, ``document_wanted(entry, part)``, ``regroup_wanted(entry)``,
    ``together_wanted(entry, other)``; the strip's and the banner's own signals are theirs.
    """  # noqa: D205  # one list of signals

    detail_wanted = Signal(str)
    document_wanted = Signal(str, int)
    regroup_wanted = Signal(str)
    together_wanted = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Record")
        self._theme = theme
        self._glance: Glance | None = None
        self._opener: QWidget | None = None
        self._reader: QWidget | None = None
        self.banner, self.safety, self.strip = PatientBanner(theme), SafetyLine(theme), SourcesStrip(theme)
        self.stopped, self.fresh = StoppedLine(), FreshnessBar(theme)
        self.side = SideColumn(theme)
        self.tabs, self.filter, self.menu_button = self.side.tabs, self.side.filter, self.side.menu_button
        self.body = GlancePage(theme)
        self.above = NoticeAbove(self.body)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._main = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._main.setSpacing(0)
        self._main.addWidget(self.side)
        self._main.addWidget(self.above, 1)
        self._arrange()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.banner, self.stopped, self.safety, self.strip):
            column.addWidget(part)
        column.addLayout(self._main, 1)
        column.addWidget(self.fresh)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._show_page)
        self.filter.textChanged.connect(self.body.timeline.set_words)
        self.filter.returnPressed.connect(self.body.stack.step_find)
        self.body.timeline.filter_changed.connect(self._follow_filter)
        self.body.timeline.settled.connect(self._count)
        self.body.entry_chosen.connect(self._open_detail)
        self.body.detail_closed.connect(self.close_detail)
        self.body.detail.entry_wanted.connect(self._open_detail)
        self.body.detail.documents.open_wanted.connect(self.open_document)
        self.document.closed.connect(self.close_document)
        self.body.grid.closed.connect(self._close_grid)
        self.body.plans_closed.clicked.connect(self._close_plans)
        self.safety.all_wanted.connect(self._show_plans)
        self.strip.grid_wanted.connect(self.show_grid)
        ages = self.strip.ages
        ages.moved.connect(lambda: self.fresh.say_stale(ages.stale(), ages.stale_in_short()))
        self.fresh.again_wanted.connect(lambda: self.strip.retried.emit(""))
        self.fresh.left.connect(lambda: self.body.first_part().setFocus())
        self._theme.changed.connect(self._arrange)
        grouping = self.body.detail.grouping
        grouping.regroup_wanted.connect(self.regroup_wanted)
        grouping.together_wanted.connect(self.together_wanted)
        for key, does in ((APART_KEY, self._regroup), (TOGETHER_KEY, grouping.put_together)):
            QShortcut(QKeySequence(key), self).activated.connect(does)

    def _arrange(self) -> None:
        """Pages at the left where there is room, else one box above everything."""
        narrow = self.width() < self._theme.px(_NARROW_PX)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._main.setDirection(down if narrow else across)
        self.side.be_narrow(narrow)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ---- what the engine says ----------------------------------------------------------------

    def clear(self) -> None:
        """Another record begins: no word of the last one stays."""
        self._glance, self._opener, self._reader = None, None, None
        self.banner.clear()
        self.safety.still.forget()
        self.fresh.clear()
        self.strip.wait()
        self.safety.show_all(False)  # noqa: FBT003
        self.safety.say(())
        self.strip.show_sources("", ())
        self.filter.setText("")  # which, other than clear(), leaves nothing to be undone
        self.body.clear()
        self.tabs.setCurrentIndex(0)
        self.tabs.forget()
        self.stopped.hide()

    def show_banner(self, banner: Banner) -> None:
        """Put the patient's banner."""
        self.banner.show_banner(banner)

    def take_rows(self, rows: Rows) -> None:
        """Rows of the timeline came; an open detail follows its own."""
        self.body.timeline.take(rows)
        follow_rows(self.body.detail, rows, self.detail_wanted.emit)

    def show_glance(self, glance: Glance) -> None:
        """Put the first screen."""
        self._glance = glance
        plans = next((len(panel.rows) for panel in glance.lists if panel.key == "plans"), 0)
        self.safety.say(glance.safety, plans)
        self.strip.show_sources(glance.sentence, glance.sources)
        if glance.settled and not self.body.touched:
            self.safety.come_to_rest()
            self.strip.come_to_rest()
        self.body.show_glance(glance)
        self._count()

    def _count(self) -> None:
        """Count the rows of pages; while some still wait, a number would claim that these are all."""
        arrivals = self.body.timeline.arrivals
        if self._glance is not None:
            self.tabs.count(None if arrivals.waiting else arrivals.all_rows(), self._glance)

    def show_detail(self, detail: Detail) -> None:
        """Put a detail."""
        self.body.detail.show_detail(detail)

    def show_stop(self, words: str) -> None:
        """The engine ended: rows stay, greyed, with the words above them."""
        self.stopped.say_stop(words)
        self.body.grey()

    def show_miscount(self, words: str) -> None:
        """Rows were lost on their way here; "" once the counts agree."""
        self.stopped.say_miscount(words)

    def renew(self) -> None:
        """Rows of a restarted engine replace the greyed ones."""
        self.body.timeline.clear()

    def begin_filter(self) -> None:
        """Ctrl+F: type what to look for."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    # ---- panes -------------------------------------------------------------------------------

    def panes(self) -> list[QWidget]:
        """What F6 goes through, in the order of the screen."""
        chips: list[QWidget] = [chip.button for chip in self.strip.chips.values()]
        parts = [
            self.banner.name,
            self.safety.lines[0],
            (chips or [self.strip.sentence])[0],
            self.tabs.in_use(),
            *self.body.panes(),
            *self.fresh.panes(),
        ]
        return [part for part in parts if part.isVisible()]

    def show_grid(self, source: str = "") -> None:
        """Show what each source gave."""
        ids = [status.id for status in self._glance.sources] if self._glance else []
        if not self.document.isHidden():
            self.document.closed.emit()
        self._opener = self.focusWidget()
        self.body.show_grid(ids.index(source) if source in ids else 0)

    def _show_plans(self, wanted: bool) -> None:  # noqa: FBT001  # the signal's own shape
        if wanted and self.tabs.currentIndex():
            self.tabs.setCurrentIndex(0)
        self.close_detail()
        self.body.hide_grid()
        self.body.show_plans(wanted)

    def _close_plans(self) -> None:
        self.safety.show_all(False)  # noqa: FBT003
        self.body.show_plans(False)  # noqa: FBT003
        (self.safety.more if self.safety.more.isVisible() else self.safety.lines[0]).setFocus()

    def _close_grid(self) -> None:
        self.body.hide_grid()
        (self._opener or self.tabs).setFocus()

    def _show_page(self, place: int) -> None:
        self.safety.show_all(False)  # noqa: FBT003
        self.body.set_page(PAGES[place][0])

    def _follow_filter(self, asked: RowFilter) -> None:
        if asked.words != self.filter.text():
            self.filter.setText(asked.words)

    def _open_detail(self, entry: str) -> None:
        used = self.focusWidget()
        if used is None or not self.body.detail.isAncestorOf(used):  # by a link Escape returns to the row
            self._opener = used
        if not self.document.isHidden():
            self.document.closed.emit()
        row = self.body.timeline.model.row_by_id(entry)
        self.body.open_detail(entry, row.title if row else "")
        self.detail_wanted.emit(entry)
        if self.body.stack.key == "medicines" and row is not None and row.domain == "documents":
            self.open_document(entry)  # the letter that holds a source's medicines, beside the board

    @property
    def document(self) -> DocumentView:
        """The viewer of documents."""
        return self.body.document

    def open_document(self, entry: str, part: int = 0) -> None:
        """Open one part of an entry in the viewer."""
        row = self.body.timeline.model.row_by_id(entry)
        self._reader = self.focusWidget()
        self.body.open_document(row.title if row else "")
        self.document.look_for(self.body.timeline.word_found_in(entry))
        self.document_wanted.emit(entry, part)

    def close_document(self) -> None:
        """Close the viewer and return to where it was opened from."""
        self.body.close_document()
        back = self.body.detail.table if self.body.detail.isVisible() else self._opener
        reader = self._reader
        if reader is not None and isValid(reader) and reader.isVisible():  # its button may have been replaced
            back = reader
        (back or self.body.timeline.view).setFocus()

    def _regroup(self) -> None:
        """Take apart, or undo, the entry of the detail, or the one that is selected in the list in use."""
        entry = self.body.detail.entry
        if self.body.detail.isHidden():
            used = self.focusWidget()
            entry = used.selected_entry() if isinstance(used, EntryView) else ""
        if entry:
            self.regroup_wanted.emit(entry)

    def show_regrouped(self, done: Regrouped) -> None:
        """Show where the entry stands now; an open detail follows it."""
        self.body.timeline.view.select_entry(done.now)
        if self.body.detail.entry == done.entry:
            self.body.open_detail(done.now, self.body.detail.title.text())
            self.detail_wanted.emit(done.now)

    def close_detail(self) -> None:
        """Close the detail and return to the same row."""
        if self.body.detail.isHidden() and self.document.isHidden():
            return
        if not self.document.isHidden():
            self.document.closed.emit()
        self.body.close_detail()
        (self._opener or self.body.timeline.view).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.body.grid.isHidden():
            self._close_grid()
        elif not self.document.isHidden():
            self.document.closed.emit()
        elif not self.body.detail.isHidden():
            self.close_detail()
        elif self.body.plans_open:
            self._close_plans()
        elif self.body.aside.opened and not self.body.timeline.filter.asked:
            self.body.aside.close_it()
        else:
            self.body.timeline.clear_filter()
