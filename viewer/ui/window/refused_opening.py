"""An opening that is refused leaves no record that seems to be read for ever: it is said at the search."""

from PySide6.QtCore import QObject

from viewer.engine.messages import Refused
from viewer.ui.record.record_page import RecordPage
from viewer.ui.search.search_page import SearchPage
from viewer.ui.session.session import Session
from viewer.ui.window.announce import announce
from viewer.ui.window.same_patient_page import SamePatientPage
from viewer.ui.window.shaded_pages import ShadedPages
from viewer.ui.window.status_line import StatusLine


class RefusedOpening(QObject):
    """Follows whether the record on screen has its banner yet."""

    def __init__(
        self, session: Session, pages: ShadedPages, record: RecordPage, search: SearchPage, status: StatusLine
    ) -> None:
        super().__init__(pages)
        self._session, self._pages, self._status = session, pages, status
        self._record, self._search = record, search
        self._waits = False
        session.opened.connect(lambda: self._wait(waits=True))
        session.banner_changed.connect(lambda _banner: self._wait(waits=False))
        session.refused.connect(self._hear)

    def _wait(self, *, waits: bool) -> None:
        self._waits = waits

    def _hear(self, told: Refused) -> None:
        if not self._waits or told.generation != self._session.generation:
            return
        if self._pages.content is not self._record or self._asks_whose():
            return
        words = told.words
        self._session.close_record()
        self._pages.setCurrentWidget(self._search)
        self._search.show_not_opened(words)
        self._status.say(words)
        announce(self._search, words)

    def _asks_whose(self) -> bool:
        """After the lock the page of that question says it."""
        page = self._pages.findChild(SamePatientPage)
        return page is not None and self._pages.stands(page)
