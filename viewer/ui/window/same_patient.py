"""After the lock: the record that was open is read anew behind the question whether this is the patient."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from viewer.engine.messages import Banner
from viewer.ui.look.theme import Theme
from viewer.ui.record.record_page import RecordPage
from viewer.ui.session.session import Session
from viewer.ui.window.action_gate import ALWAYS, ActionGate
from viewer.ui.window.lock_page import LockPage
from viewer.ui.window.same_patient_page import SamePatientPage
from viewer.ui.window.shaded_pages import ShadedPages

_EMERGENCY_ENDED = "Emergency access ended with the lock: ask for it again if it is still needed."


class SamePatient(QObject):
    """``go_on`` gives the keyboard to the record, ``search`` begins another search."""

    def __init__(
        self, session: Session, pages: ShadedPages, gate: ActionGate, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._pages, self._gate = session, pages, gate
        self.page = SamePatientPage(theme)
        pages.addWidget(self.page)
        self.go_on: Callable[[], object] = lambda: None
        self.search: Callable[[], object] = lambda: None
        self._record: RecordPage | None = None
        self._place = 0  # the page of the record that was read at the lock
        self._asks = self._emergency = False
        self.page.continued.connect(self._continue)
        self.page.another_wanted.connect(self._another)
        self.page.again_wanted.connect(self._try_again)
        pages.currentChanged.connect(self._keep_place)
        session.banner_changed.connect(self._show)
        session.opened.connect(self._leave)  # another record begins: nobody is asked about the former one
        session.refused.connect(lambda told: self._stop(told.words))
        session.stopped.connect(self._stop)

    def serve(
        self, record: RecordPage, search: Callable[[], object], go_on: Callable[[], object],
        sources: Callable[[], object],
    ) -> None:  # fmt: skip
        """Whose page is kept, and what the rest of the window does."""
        self._record, self.search, self.go_on = record, search, go_on
        self.page.sources_wanted.connect(sources)

    def resume(self, record: QWidget) -> bool:
        """Read the record of before the lock anew, behind the question; False where there was none."""
        if not self._session.resume():
            self._asks = False
            return False
        self._asks = True
        self._pages.setCurrentWidget(record)
        self._gate.shut(ALWAYS)
        self.page.clear()
        self._pages.put_before(self.page)
        self.page.fields["Name"].setFocus()  # Enter does nothing there
        return True

    def _show(self, banner: Banner) -> None:
        if self._pages.stands(self.page):
            self.page.show_banner(banner, _EMERGENCY_ENDED if self._emergency else "")

    def _stop(self, words: str) -> None:
        if self._pages.stands(self.page):
            self.page.show_stop(words, signed_out=self._session.sources.lost_at_lock)

    def _keep_place(self) -> None:
        """The lock comes: the record behind it still shows the page that is being read."""
        record = self._record
        locks = isinstance(self._pages.shade, LockPage)
        if record is not None and locks and self._pages.content is record and not self._asks:
            self._place = record.tabs.currentIndex()
            self._emergency = self._session.gates.asked_as_emergency

    def _try_again(self) -> None:
        if self._record is not None:
            self.resume(self._record)

    def _continue(self) -> None:
        self._leave()
        self._asks = False
        if self._record is not None:
            self._record.tabs.setCurrentIndex(self._place)
        self.go_on()

    def _another(self) -> None:
        self._leave()
        self._asks = False
        self.search()

    def _leave(self) -> None:
        if self._pages.stands(self.page):
            self._pages.unshade(self.page)
            self._gate.open()
        self.page.clear()
