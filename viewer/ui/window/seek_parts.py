"""Who hears what of finding in the record: box, panel, notice, why not, and the engine."""

from PySide6.QtCore import QObject, QTimer

from viewer.engine.seek_messages import Choices, WhyNot
from viewer.timeline.folding import wanted_words
from viewer.timeline.search.picks import BY_HAND, NOTHING
from viewer.ui.filters.why_not_view import state_words
from viewer.ui.lists.pages import domains_of
from viewer.ui.record.record_page import RecordPage
from viewer.ui.session.session import Session

_PAUSE_MS = 900  # words that find nothing are often half a word


class SeekParts(QObject):
    """The parts of a record's page that find, wired to the session."""

    def __init__(self, session: Session, record: RecordPage, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._record = session, record
        self._timeline, self._aside = record.body.timeline, record.body.aside
        self._why_of = NOTHING
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask_unseen)
        self._wire_talk()
        self._wire_panel()

    def _wire_talk(self) -> None:
        seeking, timeline = self._session.seeking, self._timeline
        timeline.asking.named = self._named
        timeline.asking.picks_wanted.connect(seeking.seek)
        timeline.whereabouts.wanted.connect(seeking.ask_where)
        timeline.notice.why_wanted.connect(self.ask_why)
        timeline.notice.words_wanted.connect(timeline.set_words)
        timeline.noticed.connect(self._follow_notice)
        timeline.groups.wanted.connect(seeking.ask_groups)
        seeking.groups.connect(timeline.groups.take)
        timeline.settled.connect(self._renew_choices)
        timeline.shown_changed.connect(self._mark_detail)
        seeking.sought.connect(timeline.show_sought)
        seeking.where.connect(timeline.whereabouts.take)
        seeking.choices.connect(self._take_choices)
        seeking.why_not.connect(self._take_why)

    def _wire_panel(self) -> None:
        filters, why, timeline = self._aside.filters, self._aside.why, self._timeline
        self._record.side.filters.clicked.connect(self.toggle_filters)
        filters.picks_wanted.connect(timeline.set_picks)
        timeline.filter_changed.connect(lambda asked: filters.show_picks(asked.picks))
        why.filter_dropped.connect(timeline.clear_filter)
        why.retried.connect(self._session.retry)
        for part in (filters, why):
            part.closed.connect(self._leave)

    # ---- what the person asks for ------------------------------------------------------------

    def toggle_filters(self) -> None:
        """Open the filter panel with the keyboard in it, or close it."""
        filters = self._aside.filters
        if self._aside.opened and self._aside.currentWidget() is filters:
            self._aside.close_it()
            self._leave()
            return
        self._session.seeking.ask_choices()
        filters.shelf.read()
        filters.saved.show_filters()
        self._aside.open(filters)
        filters.tree.setFocus()

    def ask_why(self) -> None:
        """Ask every source why something is not shown, and put their answers beside the list."""
        self._ask_for_view()
        self._aside.open(self._aside.why)
        self._aside.why.list.setFocus()

    def _ask_for_view(self) -> None:
        self._why_of = self._timeline.filter.picks
        self._aside.why.await_answer(self._timeline.filter.described(self._named))
        self._ask_why_not()

    def _ask_why_not(self) -> None:
        asked = self._timeline.filter
        self._session.seeking.ask_why_not(asked.picks, domains_of(asked.page), asked.place)

    def _leave(self) -> None:
        self._record.body.first_part().setFocus()

    # ---- what is heard -----------------------------------------------------------------------

    def _named(self, kind: str, value: str) -> str:
        """What a pick is called: by the panel, or as the row of an entry is titled."""
        row = self._timeline.model.row_by_id(value) if kind in BY_HAND else None
        return self._aside.filters.tree.label_of(kind, value) or (row.title if row is not None else value)

    def _follow_notice(self) -> None:
        self._aside.filters.say(self._timeline.notice.said.words)
        shows_why = self._aside.opened and self._aside.currentWidget() is self._aside.why
        if shows_why and not self._timeline.asking.awaits and self._timeline.filter.picks != self._why_of:
            self._ask_for_view()  # what stands there answers what is asked now, under its name
        self._pause.stop()
        if self._finds_nothing():
            self._pause.start()

    def _mark_detail(self) -> None:
        words = self._timeline.asking.sought_words
        self._record.body.detail.table.mark(wanted_words(words) if words else ())

    def _finds_nothing(self) -> bool:
        asking = self._timeline.asking
        return asking.answer is not None and not asking.awaits and self._timeline.model.shown == 0

    def _ask_unseen(self) -> None:
        if self._finds_nothing():
            self._ask_why_not()

    def _take_why(self, why: WhyNot) -> None:
        self._aside.why.show_why(why)
        if self._finds_nothing():
            said = [f"{one.name}: {state_words(one)}. {one.words}" for one in why.says]
            self._timeline.say_why("\n".join([*why.beside, *said]))

    def _take_choices(self, choices: Choices) -> None:
        self._aside.filters.show_choices(choices)

    def _renew_choices(self) -> None:
        if self._aside.opened:
            self._session.seeking.ask_choices()
