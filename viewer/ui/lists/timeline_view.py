"""The timeline as a panel: heading, notices, the list, and a foot for what has no ordinary place."""

from collections import Counter

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout
from shiboken6 import isValid
from typing_extensions import override

from viewer.engine.messages import Glance, Rows
from viewer.engine.seek_messages import Sought
from viewer.timeline.search.picks import Picks
from viewer.ui.lists.arrivals import Arrivals
from viewer.ui.lists.asking import Asking
from viewer.ui.lists.entry_view import EntryView
from viewer.ui.lists.feet import PLACES, Feet
from viewer.ui.lists.filter_notice import FilterNotice
from viewer.ui.lists.group_asking import GroupAsking
from viewer.ui.lists.list_heading import ListHeading
from viewer.ui.lists.pages import domains_of, page_heading
from viewer.ui.lists.row_filter import RowFilter
from viewer.ui.lists.timeline_model import TimelineModel
from viewer.ui.lists.whereabouts import Whereabouts
from viewer.ui.look.labels import button
from viewer.ui.look.theme import Theme

_NOTHING_MATCHES = "No row of this page matches the filter. Esc shows all again; Why not? asks the sources."


class TimelinePanel(QFrame):
    """Every row of the record, one page of it at a time.

    Signals: ``entry_chosen(str)``; ``filter_changed(RowFilter)``: something else is asked;
    ``shown_changed()``: other rows are shown; ``noticed(NoticeWords)``; ``settled()`` when all rows are in.
    """

    entry_chosen = Signal(str)
    filter_changed = Signal(object)
    shown_changed = Signal()
    noticed = Signal(object)
    settled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Timeline")
        self.model = TimelineModel(self, title="Timeline")
        self.heading = ListHeading("Timeline", flat=True)
        self.view = EntryView(self.model, theme, "Timeline")
        self.arrivals = Arrivals(self.model, self.view, self)
        self.asking, self.notice = Asking(self), FilterNotice()
        self.whereabouts = Whereabouts(self.view, self.asking, self)
        self.groups = GroupAsking(self.model, self.view, self)
        self._why = self._left = ""  # why nothing is found; the row that was chosen when a filter hid it
        self._feet_of = (-1, "")
        self.touched = self._whole = self._unseen = False
        self._complete: dict[str, tuple[str, str]] = {}
        self._everywhere: dict[str, int] = {}
        self.above, self.between = (self._notice(name) for name in ("Newer entries", "Held entries"))
        self._foot = Feet()
        self._feet = self._foot.buttons
        self._lay_out()
        self._wire()
        self.clear()

    @property
    def filter(self) -> RowFilter:
        """What is asked of the rows, answered or not."""
        return self.asking.filter

    def _notice(self, name: str) -> QPushButton:
        made = button("", "link", name=name)
        made.hide()
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 1, 5, 1)
        column.setSpacing(0)
        self.heading.put_notices(self.between, self.above)
        column.addWidget(self.heading)
        column.addWidget(self.notice)
        column.addSpacing(2)
        column.addWidget(self.view, 1)
        column.addSpacing(2)
        column.addWidget(self._foot)

    def _wire(self) -> None:
        self.view.entry_chosen.connect(self.entry_chosen)
        self.view.touched.connect(self._touch)
        self.view.verticalScrollBar().valueChanged.connect(self._say_above)
        self._foot.place_wanted.connect(self.show_place)
        self.notice.cleared.connect(self.clear_filter)
        self.asking.answered.connect(self._show_answer)
        self.asking.said_otherwise.connect(self._say)
        self.above.clicked.connect(self._to_top)
        self.between.clicked.connect(lambda: self.arrivals.release(forced=True))
        self.arrivals.changed.connect(self._say)
        self.groups.said_otherwise.connect(self._say)
        self.settled.connect(self.groups.ask_again)
        self.arrivals.settled.connect(self._come_to_rest)

    # ---- rows --------------------------------------------------------------------------------

    def clear(self) -> None:
        """Another record begins: nothing of the last one stays."""
        self.arrivals.clear()
        self.asking.clear()
        self.groups.clear()
        self._left = self._why = ""
        self.model.set_filter(None)
        self.model.set_rows(())
        self._set_filter(self.filter)
        self.touched = self._whole = False
        self._complete, self._everywhere = {}, {}
        self.view.delegate.stale = False
        self._foot.say({})

    def take(self, message: Rows) -> None:
        """Rows came."""
        self.view.delegate.stale = False
        self.asking.find_engine()
        self.arrivals.take(message)

    def grey(self) -> None:
        """The engine is gone: rows stay, greyed."""
        self.view.delegate.stale = True
        self.view.viewport().update()
        self.asking.lose_engine()

    def show_sought(self, answer: Sought) -> None:
        """The engine has answered what is asked."""
        self.asking.take(answer)

    def word_found_in(self, entry: str) -> str:
        """The longest word by which an entry was found, "" where none was sought or it is no find."""
        words = self.asking.sought_words.split() if self.model.position(entry) >= 0 else []
        return max(words, key=len, default="")

    def say_why(self, words: str) -> None:
        """Say in the empty list why it may be empty."""
        self._why = words
        self._say()
        self.view.viewport().update()

    def _show_answer(self) -> None:
        self._why = ""
        if not self._unseen:
            self.catch_up()

    def show_glance(self, glance: Glance) -> None:
        """Completeness and the foot."""
        self._whole, self._complete = glance.settled, glance.completeness
        self._everywhere = {place: number for _, number, place in glance.foot}
        self._say_feet()
        self._say()
        self._come_to_rest()

    def _say_feet(self) -> None:
        """Count what has no ordinary place: of the page's own rows, or of the whole record."""
        domains = domains_of(self.filter.page)
        self._feet_of = (self.model.changes, self.filter.page)
        counts = (
            Counter(place for row in self.model.rows_of(domains) for place in row.place)
            if domains
            else self._everywhere
        )
        self._foot.say(counts)

    def _touch(self) -> None:
        self.touched = True

    def _come_to_rest(self) -> None:
        """All is in; a list that nobody has used yet shows its newest rows."""
        if self.arrivals.waiting:
            return
        if self._whole and not self.touched:
            self._to_top()
        self.settled.emit()

    def _to_top(self) -> None:
        self.arrivals.release(forced=True)
        self.view.scrollToTop()
        self.view.settle()
        self._say()

    # ---- filter ------------------------------------------------------------------------------

    def set_page(self, page: str, *, unseen: bool = False) -> None:
        """Show a page's rows. ``unseen``: the page has a view of its own; rows are put when asked for."""
        self._unseen = unseen
        self._set_filter(RowFilter(page=page, picks=self.filter.picks))

    def set_words(self, words: str) -> None:
        """Filter by what was typed."""
        self.set_picks(replace(self.filter.picks, words=words))

    def set_picks(self, picks: Picks) -> None:
        """Filter by words and picks, of which every one has to be met."""
        asked = self.filter
        self._set_filter(
            RowFilter(page=asked.page, picks=picks, place=asked.place, place_label=asked.place_label)
        )

    def clear_filter(self) -> None:
        """Show the page's rows again."""
        self._set_filter(RowFilter(page=self.filter.page))

    def show_place(self, place: str) -> None:
        """Show only what has no ordinary place of this kind, or everything again."""
        chosen = "" if self.filter.place == place else place
        asked = self.filter
        self._set_filter(
            RowFilter(page=asked.page, picks=asked.picks, place=chosen, place_label=PLACES[place])
        )

    def _set_filter(self, wanted: RowFilter) -> None:
        turned = (wanted.page, wanted.place) != (self.filter.page, self.filter.place)
        self.asking.ask(wanted)
        if not self._unseen and (turned or not self.asking.awaits):
            self.catch_up()
        self.filter_changed.emit(wanted)

    def catch_up(self) -> None:
        """Have the rows that the filter asks for, also where nobody sees them; else they may be another's."""
        wanted, view = self.asking.shown, self.view
        self.whereabouts.follow()
        chosen = view.selected_entry() or self._left
        top, anchor = view.at_top, view.anchor()
        self.model.set_filter(wanted.keep, domains_of(wanted.page), self.asking.hits)
        self._left = "" if self.model.position(chosen) >= 0 else chosen
        if chosen and not self._left:
            view.select_entry(chosen)
        view.scrollToTop() if top else view.hold(anchor)  # who looked at the newest goes on to
        view.settle()
        self._foot.check(wanted.place)
        if self._feet_of != (self.model.changes, wanted.page):
            self._say_feet()
        self._say()
        self.shown_changed.emit()

    # ---- words -------------------------------------------------------------------------------

    def _say(self) -> None:
        so_far = "" if self._whole else " so far"
        asked, total = self.asking.shown.asked, self.model.on_page
        number = self.model.shown + (0 if asked else self.arrivals.held)
        entries = "entry" if number == 1 else "entries"
        if asked:
            entries = f"of {total:,} entries"
        complete = self._how_complete()
        self.heading.say(f"{page_heading(self.filter.page)}: {number:,} {entries}{so_far}", *complete)
        self.view.empty = f"{_NOTHING_MATCHES}\n\n{self._why}".strip() if asked else complete[0]
        self.view.setAccessibleName(self.heading.accessibleName())
        notice = self.asking.notice(self.model.shown, total)
        self.notice.say(notice)
        self.noticed.emit(notice)
        held = self.arrivals.held
        self._put_notice(self.between, f"{held:,} new between these. Show" if held else "")
        self._say_above()

    def _how_complete(self) -> tuple[str, str]:
        """Of a page of one domain what its sources gave; of all rows, in which order they stand."""
        domains = domains_of(self.filter.page)
        words = [self._complete[domain] for domain in sorted(domains) if domain in self._complete]
        if len(words) == 1:
            return words[0]
        if not self._whole:
            return "Still loading: nothing here is complete yet", ""
        what = "Only what matches" if self.asking.shown.asked else "Everything received"
        return f"{what}, {self.groups.order}", ""

    def _say_above(self) -> None:
        """One notice at a time: both would crowd the heading, and those that wait come first."""
        above = max(self.view.first_visible(), 0)
        hidden = not above or (self.touched and self._whole) or bool(self.between.text())
        self._put_notice(self.above, "" if hidden else f"{above:,} {self.groups.before} above (Home)")
        self.heading.fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.noticed.emit(self.notice.said)  # the lanes say it where this list is not seen

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if isValid(self):  # at its end a window hides what Python has let go of already
            super().hideEvent(event)
            self.noticed.emit(self.notice.said)

    @staticmethod
    def _put_notice(notice: QPushButton, words: str) -> None:
        if words != notice.text():
            notice.setText(words)
            notice.setAccessibleName(words)
            notice.setVisible(bool(words))
