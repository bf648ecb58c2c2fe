"""The window: lays out its pages and wires them to the session; it decides nothing itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import Endpoints, Found, Glance, Hello, Refused
from viewer.ui.host.hosted import Hosted
from viewer.ui.look.theme import Theme
from viewer.ui.printing.printing import Printing
from viewer.ui.record.record_page import RecordPage
from viewer.ui.search.search_page import SearchPage
from viewer.ui.session.clipboard import Clipboard
from viewer.ui.session.session import Session
from viewer.ui.window.action_gate import ActionGate
from viewer.ui.window.actions import make_actions, make_page_actions
from viewer.ui.window.announce import announce
from viewer.ui.window.covering import Covering
from viewer.ui.window.dialogs import Dialogs
from viewer.ui.window.focus_follower import FocusFollower
from viewer.ui.window.gate_parts import GateParts
from viewer.ui.window.hidden_windows import HiddenWindows
from viewer.ui.window.idle_watch import IDLE_LOCK_S, WARNING_S
from viewer.ui.window.lock_parts import LockParts
from viewer.ui.window.locking import Locking
from viewer.ui.window.menu import menu_behind
from viewer.ui.window.panes import go_pane
from viewer.ui.window.pin_gate import PinGate
from viewer.ui.window.record_parts import wire_record
from viewer.ui.window.same_patient import SamePatient
from viewer.ui.window.seek_parts import SeekParts
from viewer.ui.window.shaded_pages import ShadedPages
from viewer.ui.window.shown_parts import ShownParts
from viewer.ui.window.status_line import StatusLine

TITLE = "Tributary"  # never a name or a number (PRIV-02)


class MainWindow(QWidget):
    """Search, record and lock as pages over one status line."""

    locking: Locking

    def __init__(
        self,
        session: Session,
        theme: Theme,
        user: str,
        *,
        idle_s: float = IDLE_LOCK_S,
        warning_s: float = WARNING_S,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.session, self._theme = session, theme
        self.clipboard = Clipboard(session)
        theme.changed.connect(self._restyle)  # before its parts: they measure with the new style
        self.search, self.record = SearchPage(theme), RecordPage(theme)
        self.status, self.pages = StatusLine(user, theme), ShadedPages()
        for page in (self.search, self.record):
            self.pages.addWidget(page)
        self.hosted = Hosted(self, theme, self)
        self.dialogs, self.printing = Dialogs(session, theme, self), Printing(self, theme, self)
        self.shown = ShownParts(self, theme, lambda: self.printing.ask("shown"))
        self._make_locks(idle_s, warning_s)
        self.actions_by_name = self._make_actions()
        self.menu = menu_behind(self.record.menu_button, self, self.actions_by_name)
        self._lay_out()
        self._wire_session()
        self._wire_pages()
        self.hosted.wire()
        self._restyle()
        self.resize(1366, 698)
        self.search.start()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.locking.bar, self.hosted.line, self.pages, self.status):
            column.addWidget(part, int(part is self.pages))
        self.follower = FocusFollower(self)

    def _make_locks(self, idle_s: float, warning_s: float) -> None:
        gate, hidden = ActionGate(self), HiddenWindows(self)
        self.covering = Covering(self.pages, gate, hidden, self)
        self.same = SamePatient(self.session, self.pages, gate, self._theme, self)
        self.same.serve(self.record, self.new_search, self._take_keyboard, self.dialogs.show_endpoints)
        parts = LockParts(
            window=self, session=self.session, search=self.search, pages=self.pages, dialogs=self.dialogs,
            status=self.status, clipboard=self.clipboard, gate=gate, hidden=hidden, opened=self._open_again,
        )  # fmt: skip
        self.locking = Locking(parts, idle_s=idle_s, warning_s=warning_s)
        self.pins = PinGate(self.session, self.dialogs, self._theme, self.say, self.locking)

    # ---- wiring ------------------------------------------------------------------------------

    def _make_actions(self) -> dict[str, QAction]:
        does: dict[str, Callable[[], object]] = {
            "search": self.new_search,
            "files": self._open_file,
            "folder": lambda: self.dialogs.choose_folder(self.open_files),
            "endpoints": self.dialogs.show_endpoints,
            "filter": self._focus_filter,
            "filters": lambda: self.seek.toggle_filters() if self.shows_record else None,
            "why": lambda: self.seek.ask_why() if self.shows_record else None,
            "grid": self._show_grid,
            "reload": self._reload,
            "next_pane": lambda: self._go_pane(1),
            "last_pane": lambda: self._go_pane(-1),
            "copy_number": lambda: self.record.banner.copy_number(spaced=False),
            "cover": self.covering.toggle,
            "lock": self.lock,
            "pin": self.pins.show_dialog,
            "commands": self._show_commands,
            "look": self._theme.next_look,
            "bigger": lambda: self._theme.zoom(1),
            "smaller": lambda: self._theme.zoom(-1),
            "normal": lambda: self._theme.zoom(0),
            "help": self.dialogs.show_help,
            "quit": self.close,
            "shown": self.shown.ask,
            **self.printing.does(),
        }
        self.page_actions = make_page_actions(self, self.record.tabs.setCurrentIndex)
        return make_actions(self, does)

    def _wire_session(self) -> None:
        session = self.session
        wire_record(session, self.record, self.status.say)
        self.seek = SeekParts(session, self.record, self)
        session.opened.connect(self._begin_record)
        session.greeted.connect(self._greet)
        session.endpoints_changed.connect(self._show_endpoints)
        session.found.connect(self._show_found)
        session.glance_changed.connect(self._show_glance)
        session.refused.connect(self._show_refusal)
        session.stopped.connect(self.record.show_stop)
        session.stopped.connect(self.search.show_stop)

    def _wire_pages(self) -> None:
        search, record, session = self.search, self.record, self.session
        search.asked.connect(session.find)
        search.person_chosen.connect(self.open_patient)
        search.left_out.connect(session.unlink)
        search.cancelled.connect(session.cancel)
        search.files_wanted.connect(self._open_file)
        search.endpoints_wanted.connect(self.dialogs.show_endpoints)
        for part in (search.endpoints, search.strip, record.strip, record.body.grid):
            self.dialogs.serve(part)
        search.help_wanted.connect(self.dialogs.show_help)
        session.regrouping.serve(record, self.status.say)
        session.documents.serve(record, self.clipboard.copy_document)
        copied = record.body.stack.copied, record.body.detail.text_copied
        self.clipboard.serve(record.banner.text_copied, *copied)
        self.clipboard.speak(self.status.say, self.status.say_instead)
        record.strip.link_wanted.connect(self.dialogs.show_link)
        record.strip.ages.moved.connect(lambda: self.status.say_age(record.strip.ages.oldest()))
        record.fresh.heard.connect(lambda words: announce(record, words))
        self.gates = GateParts(session, self._theme, self, self.dialogs, self.clipboard)
        self.gates.wire(search, record, self.status, self.pages)

    # ---- what happens ------------------------------------------------------------------------

    def open_patient(self, patients: tuple[tuple[str, str, bool], ...]) -> None:
        """Open these Patients as one person, once there is a PIN where one is asked for."""
        self.pins.let(patients, lambda: self._turn_to_record(lambda: self.session.open_patient(patients)))

    def open_files(self, paths: tuple[str, ...]) -> None:
        """Open files or folders as sources."""
        if paths:
            self._turn_to_record(lambda: self.session.open_files(paths))

    def _turn_to_record(self, begin: Callable[[], object]) -> None:
        self.pages.setCurrentWidget(self.record)
        begin()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        self.record.tabs.or_list(self.record.body.timeline.view).setFocus()

    def new_search(self) -> None:
        """Close the record and look for another patient."""
        if self.locked:
            return
        self.session.close_record()
        self.pages.setCurrentWidget(self.search)
        self.search.start()

    @property
    def locked(self) -> bool:
        """Whether the lock page hides everything."""
        return self.locking.locked

    @property
    def shows_record(self) -> bool:
        """Whether a record is open, covered or not."""
        return self.pages.content is self.record

    def show_yourself(self) -> None:
        """Come to the front: the program was started a second time."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def say(self, words: str) -> None:
        """Put a message in the status line."""
        self.status.say(words)

    def lock(self) -> None:
        """Hide everything, and end record and engine (PRIV-01 to PRIV-03)."""
        self.locking.lock()

    def _open_again(self) -> None:
        """After the lock: the record of before behind the question whose it is, else the search."""
        if not self.same.resume(self.record):
            self.search.start()

    def _begin_record(self) -> None:
        self.record.clear()
        self.status.say_retrieved("")
        self.status.say("")

    def _greet(self, hello: Hello) -> None:
        self.dialogs.version = hello.version
        if hello.notices:
            self.status.say(" ".join(hello.notices))

    def _show_endpoints(self, endpoints: Endpoints) -> None:
        self.search.show_endpoints(endpoints)
        names = {one.id: one.name for one in endpoints.endpoints}
        self.status.say_signed_in({names.get(key, key): one for key, one in endpoints.signed_in.items()})
        self.dialogs.show_changed(endpoints)

    def _show_found(self, found: Found) -> None:
        several = len({row.group for row in found.candidates}) > 1
        if self.session.opens_files and found.settled and several:
            self.session.await_choice()  # whose record it is has to be chosen first
        if self.session.searches:
            self.pages.setCurrentWidget(self.search)
            self.search.show_found(found)

    def _show_glance(self, glance: Glance) -> None:
        self.record.show_glance(glance)
        self.status.say_retrieved(glance.retrieved)
        if glance.notices:
            self.status.say(" ".join(glance.notices))

    def _show_refusal(self, refused: Refused) -> None:
        words = refused.words
        self.status.say(words)
        self.dialogs.show_refusal(words)

    def _open_file(self) -> None:
        self.dialogs.choose_files(self.open_files)

    def _focus_filter(self) -> None:
        if self.shows_record:
            self.record.begin_filter()

    def _show_commands(self) -> None:
        if not self.locked:
            pages = self.page_actions if self.shows_record else []
            self.dialogs.show_commands([*pages, *self.actions_by_name.values()])

    def _show_grid(self) -> None:
        if self.shows_record:
            self.record.show_grid()

    def _reload(self) -> None:
        if self.shows_record:
            self.session.retry()

    def _go_pane(self, step: int) -> None:
        go_pane(self, self.record.panes() if self.shows_record else (), step)

    # ---- Qt ----------------------------------------------------------------------------------

    def _restyle(self) -> None:
        QApplication.setPalette(self._theme.palette())  # dialogs are windows: they inherit no palette
        self.setStyleSheet(self._theme.stylesheet())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ApplicationFontChange:
            QTimer.singleShot(0, self, self._theme.refresh)
        return super().event(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.dialogs.close_all()
        self.clipboard.clear()
        self.session.quit()
        super().closeEvent(event)
