"""When the window locks, what is hidden then, and what opens it again (PRIV-01 to PRIV-04, PRIV-22)."""

from collections.abc import Callable
from datetime import datetime

from msgspec import structs
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from viewer.engine.pin_messages import LockTerms, PinAnswered, SessionEnded
from viewer.store.pins import PREFIX
from viewer.ui.window.capture import leave_out, user_library
from viewer.ui.window.idle_watch import IDLE_LOCK_S, WARNING_S, IdleWatch
from viewer.ui.window.lock_mode import LockMode, mode_of
from viewer.ui.window.lock_page import LOCKED, LockPage
from viewer.ui.window.lock_parts import LockParts
from viewer.ui.window.os_session import OsSession
from viewer.ui.window.session_watch import SessionWatch
from viewer.ui.window.warning_bar import WarningBar

STARTS, STARTS_LOCKED = "Starting Tributary", "Tributary starts locked"
CHANGED = "The PIN was changed in another window: end the session."
BY_HAND, BY_TIME = "ended from the lock page", "ended by its time"
BY_SYSTEM = "PIN forgotten, workstation unlocked"
_BY_TIME = "The session has ended: it may last {hours} hours. Its sign-ins are forgotten."
_ENDED = "The session has ended."
_NO_OS_LOCK = "The workstation could not be locked from here. Lock it by its own means, or end the session."
_STOPPED = (
    "The engine of this program stopped: try again. If it persists, close Tributary and start it again."
)


class Locking(QObject):
    """One for a window; ``page`` is a page of it, ``bar`` stands above them.

    The engine decides whether a PIN fits. ``opened`` of the parts is called when it opens.
    """

    def __init__(
        self, parts: LockParts, *, idle_s: float = IDLE_LOCK_S, warning_s: float = WARNING_S
    ) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.page, self.bar = LockPage(), WarningBar()
        parts.pages.addWidget(self.page)
        self.idle = IdleWatch(self, limit_s=idle_s, warning_s=warning_s)
        self.watch = SessionWatch(self)
        self.os = OsSession(self)
        self._own_idle_s = idle_s
        self._library = user_library()
        self._waiting: list[Callable[[], object]] = []  # what the start of the program was asked to do
        self._starting = self._over = False
        self._wire()

    def _wire(self) -> None:
        session, page = self._parts.session, self.page
        pins = session.pins
        session.greeted.connect(lambda _hello: pins.ask())
        session.sources.sign_in_ended.connect(lambda _ended: pins.ask())
        session.stopped.connect(self._say_stopped)
        pins.terms_changed.connect(self._take_terms)
        pins.answered.connect(self._hear_answer)
        pins.ended.connect(self._hear_end)
        page.unlocked.connect(self._unlock_plainly)
        page.pin_given.connect(lambda pin: self._with_engine(lambda: pins.check(pin)))
        page.os_lock_wanted.connect(self._lock_workstation)
        page.asked_again.connect(lambda: self._with_engine(pins.ask))
        page.end_wanted.connect(lambda: self._end(BY_HAND))
        self.idle.warned.connect(lambda left: None if self.locked else self.bar.say_lock(left))
        self.idle.used.connect(lambda: self.bar.say_lock(0))
        self.idle.expired.connect(self.lock)
        self.watch.warned.connect(self.bar.say_end)
        self.watch.ended.connect(self._run_out)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.lock)  # a lambda would outlive the window with it

    def follow(self, system: OsSession) -> None:
        """Follow what the system says of its session from now on (PRIV-03)."""
        self.os = system
        system.locked.connect(self.lock)
        system.left.connect(self.lock)
        system.unlocked.connect(self._unlock_with_system)

    @property
    def locked(self) -> bool:
        """Whether the lock page hides everything."""
        return self._parts.pages.stands(self.page)

    # ---- locked ------------------------------------------------------------------------------

    def lock(self) -> None:
        """Hide everything, close dialogs and menus, end record and engine; a fresh one waits for the PIN."""
        if self.locked:
            return
        session = self._parts.session
        now = datetime.now().astimezone()
        self._shut(f"Locked at {now:%H:%M} on {now:%d-%b-%Y}. {self._parts.who()}", LOCKED)
        session.audit("lock")
        session.pins.hold(locked=True)
        session.lock()
        self._parts.forget()
        session.start()
        known = session.pins.terms is not None and session.pins.terms.pin == "set"
        self.page.show_mode(self._mode() if known else LockMode.ASKING, session.pins.terms)

    def start_locked(self) -> None:
        """Nothing opens before it is known whether a PIN is set: ending the program is no way round it."""
        self._starting = True
        self._shut("", STARTS)
        self.page.show_mode(LockMode.ASKING)

    def when_open(self, do: Callable[[], object]) -> None:
        """Do it now, or once the program, which starts locked, is open."""
        if self.locked:
            self._waiting.append(do)
        else:
            do()

    def _shut(self, whose: str, title: str) -> None:
        parts = self._parts
        parts.dialogs.close_all()
        parts.hidden.close_all()
        self.bar.say_lock(0)
        parts.pages.unshade()
        parts.pages.put_before(self.page)
        parts.pages.setCurrentWidget(parts.search)  # behind the lock
        parts.gate.shut()
        self.page.begin(whose, title=title)
        leave_out(parts.window, self._library, hidden=True)

    def _say_stopped(self, _words: str) -> None:
        """What was asked of the engine is not answered any more: it can be asked again."""
        if not self.locked:
            return
        if self._over:
            self.page.show_mode(LockMode.END_ONLY)
        elif self.page.mode is LockMode.ASKING or not self.page.end.isEnabled():
            self.page.show_mode(LockMode.UNKNOWN)
        self.page.say(_STOPPED)

    def _mode(self) -> LockMode:
        pins = self._parts.session.pins
        return (
            LockMode.END_ONLY
            if pins.changed_elsewhere
            else mode_of(pins.terms, os_tells=self.os.tells_unlock)
        )

    def _spent(self) -> LockMode:
        """What is left where no try is."""
        terms = self._parts.session.pins.terms
        spent = structs.replace(terms, tries_left=0) if terms else LockTerms(pin="set", tries_left=0)
        return mode_of(spent, os_tells=self.os.tells_unlock)

    def _take_terms(self, terms: LockTerms) -> None:
        self.idle.limit(min(self._own_idle_s, terms.idle_lock_minutes * 60))
        self.watch.limit(terms.session_hours * 3600)
        if not self.locked:
            leave_out(self._parts.window, self._library, hidden=terms.hide_from_capture)
        elif self._starting and terms.pin == "none":
            self._open()
        elif not self._over and self._mode() is not self.page.mode:
            self.page.title.setText(STARTS_LOCKED if self._starting else LOCKED)
            self.page.show_mode(self._mode(), terms)
            if self._parts.session.pins.changed_elsewhere:
                self.page.say(CHANGED)

    def _with_engine(self, do: Callable[[], object]) -> None:
        """Ask the engine; where it ended for good, of a new one."""
        if not self._parts.session.alive:
            self._parts.session.start()
        do()

    # ---- opened again ------------------------------------------------------------------------

    def _hear_answer(self, answer: PinAnswered) -> None:
        if not answer.unlocks or not self.locked or self._over:
            return
        if answer.ok:
            self._unlock()
            return
        if not answer.tries_left:
            self.page.show_mode(self._spent())
        self.page.say(answer.words)
        self.page.wait(answer.wait_s)
        self.page.take_keyboard()

    def _unlock_plainly(self) -> None:
        if self._over:
            self._over = False
            self._open()
        elif self.locked and self._mode() is self.page.mode is LockMode.PLAIN:
            self._unlock()

    def _lock_workstation(self) -> None:
        if not self.os.lock_workstation():
            self.page.say(_NO_OS_LOCK)

    def _unlock_with_system(self) -> None:
        if not self.locked or self._over:
            return
        if self._mode() is self.page.mode is LockMode.WORKSTATION:
            self._unlock()
        elif self.page.mode is LockMode.FORGOTTEN:
            self._end(BY_SYSTEM, proven=True)

    def _unlock(self) -> None:
        self._parts.session.audit("unlock")
        self._open()

    def _open(self) -> None:
        parts, terms = self._parts, self._parts.session.pins.terms
        self._starting = False
        parts.session.pins.hold(locked=False)
        parts.gate.open()
        parts.pages.unshade()
        self.page.forget()
        leave_out(parts.window, self._library, hidden=bool(terms and terms.hide_from_capture))
        self.idle.restart()
        parts.opened()
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()

    # ---- ended -------------------------------------------------------------------------------

    def _run_out(self) -> None:
        """The session has lasted as long as it may."""
        self.lock()
        self._over = True
        self._end(BY_TIME)

    def _end(self, why: str, *, proven: bool = False) -> None:
        self.page.show_ending()
        self._with_engine(lambda: self._parts.session.pins.end(why, proven=proven))

    def _hear_end(self, ended: SessionEnded) -> None:
        if not ended.ok:
            self.page.show_mode(LockMode.END_ONLY if self._over else self._mode())
            self.page.say(ended.words)
            return
        terms = self._parts.session.pins.terms
        self._waiting.clear()
        self._parts.forget_person(keep=PREFIX if ended.stays_locked else "")
        self.watch.restart()
        self.bar.say_end(0)
        if ended.stays_locked:
            self._stay_locked(_BY_TIME.format(hours=_hours(terms)) if self._over else _ENDED, ended.words)
        elif self._over:
            self.page.show_over(_hours(terms), ended.words)
        else:
            self._open()
            self._parts.say(f"{_ENDED} {ended.words}".strip())

    def _stay_locked(self, *words: str) -> None:
        """The account is one person's: the session ended, and only that one begins another (PRIV-04)."""
        self._over = False
        self.page.begin("")
        self.page.show_mode(LockMode.ASKING)
        self.page.say(" ".join(filter(None, words)))


def _hours(terms: LockTerms | None) -> int:
    return terms.session_hours if terms else 12
