"""What ``--tell`` prints: each state of the window as one line, in words that hold nothing of a patient."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from viewer.engine.messages import Found, Glance
from viewer.ui.main_window import MainWindow

Say = Callable[[str], None]
_ENDED = ("complete", "partial", "failed", "denied", "cancelled", "no-patient")
_PAINT_MS = 300  # so long after the last change whoever looks at the screen sees it


class Teller(QObject):
    """Listens to session and window; a test reads its lines instead of pixels.

    The lines: ``window shown``, ``window active``, ``page search|record|locked|covered|same-patient``,
    ``focus PART``, ``engine up``, ``engine stopped ...: WORDS``, ``search settled sources=N persons=N``,
    ``record begun|so far|settled ...``, ``painted``, ``rows renewed``, ``row N``, ``first row N``,
    ``detail open|closed``, ``raw shown|hidden``, ``refused``.
    """

    def __init__(self, window: MainWindow, say: Say) -> None:
        super().__init__(window)
        self._window, self._say = window, say
        self._glance: Glance | None = None
        self._last: dict[str, str] = {}
        self._paint = QTimer(self)
        self._paint.setInterval(_PAINT_MS)
        self._paint.setSingleShot(True)
        self._paint.timeout.connect(lambda: self._say("painted"))
        self._pages = {
            window.search: "search", window.record: "record", window.locking.page: "locked",
            window.covering.page: "covered", window.same.page: "same-patient",
        }  # fmt: skip
        self._parts = self._name_parts()
        self._listen_to_session()
        self._listen_to_window()

    def _name_parts(self) -> dict[QWidget, str]:
        body = self._window.record.body
        named: dict[QWidget, str] = {part.view: key for key, part in body.lists.items()}
        named[self._window.search.form.number] = "number"
        named[self._window.record.filter] = "filter"
        named[body.timeline.view] = "timeline"
        named[body.detail.table], named[body.detail.raw] = "detail", "raw"
        return named

    def _listen_to_session(self) -> None:
        session = self._window.session
        session.greeted.connect(lambda _hello: self._say("engine up"))
        session.refused.connect(lambda _refused: self._say("refused"))
        session.found.connect(self._tell_search)
        session.opened.connect(self._tell_begin)
        session.renewed.connect(lambda: self._say("rows renewed"))
        session.glance_changed.connect(self._tell_glance)
        session.detail_arrived.connect(lambda _detail: self._tell_detail())
        session.stopped.connect(lambda _words: self._tell_stop())

    def _listen_to_window(self) -> None:
        body = self._window.record.body
        body.timeline.settled.connect(self._tell_record)
        body.timeline.view.selectionModel().currentChanged.connect(
            lambda now, _before: self._once("row", f"row {now.row()}")
        )
        body.timeline.view.seen_changed.connect(
            lambda: self._once("first", f"first row {body.timeline.view.first_visible()}")
        )
        body.detail.raw_button.toggled.connect(lambda on: self._say(f"raw {'shown' if on else 'hidden'}"))
        body.detail.installEventFilter(self)
        self._window.installEventFilter(self)
        self._window.pages.currentChanged.connect(lambda _page: self._tell_page())
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._follow_focus)  # a lambda would keep the window for ever

    def _once(self, about: str, words: str) -> None:
        """Say it if it is not what was said last about the same."""
        if self._last.get(about) != words:
            self._last[about] = words
            self._say(words)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Show:
            self._once("window", "window shown")
        elif watched is self._window and event.type() == QEvent.Type.WindowActivate:
            self._say("window active")
        elif watched is self._window.record.body.detail and event.type() == QEvent.Type.Hide:
            self._say("detail closed")
        return super().eventFilter(watched, event)

    def _tell_page(self) -> None:
        shown = self._window.pages.currentWidget()
        self._once("page", f"page {next(name for page, name in self._pages.items() if page is shown)}")

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._tell_focus(now)

    def _tell_focus(self, now: QWidget | None) -> None:
        if now is not None:
            self._once("focus", f"focus {self._parts.get(now, 'other')}")

    def _tell_search(self, found: Found) -> None:
        if found.settled:
            persons = len({row.group for row in found.candidates})
            self._say(f"search settled sources={len(found.sources)} persons={persons}")

    def _tell_begin(self) -> None:
        self._forget()
        self._say("record begun")

    def _forget(self) -> None:
        self._glance = None
        self._paint.stop()
        self._last.pop("record", None)

    def _tell_glance(self, glance: Glance) -> None:
        self._glance = glance
        self._tell_record()

    def _tell_record(self) -> None:
        """Settled is what every source has answered and what is wholly in the list."""
        timeline = self._window.record.body.timeline
        self._paint.stop()
        if self._glance is None or timeline.arrivals.waiting:
            return
        if self._glance.settled:
            self._once("record", f"record settled {self._counts(self._glance)}")
            self._paint.start()
        elif timeline.model.total:
            self._once("record", "record so far")

    def _counts(self, glance: Glance) -> str:
        states = [source.state for source in glance.sources]
        unreadable = sum(number for _, number, place in glance.foot if place == "unreadable")
        numbers = {"rows": self._window.record.body.timeline.model.total, "unreadable": unreadable}
        numbers |= {state: states.count(state) for state in _ENDED}
        return " ".join(f"{name}={number}" for name, number in numbers.items())

    def _tell_detail(self) -> None:
        detail = self._window.record.body.detail
        if detail.isVisible():
            self._say(f"detail open lines={detail.table.rowCount()}")

    def _tell_stop(self) -> None:
        record = self._window.record
        self._forget()
        rows, greyed = record.body.timeline.model.total, record.body.timeline.view.delegate.stale
        seen = record.stopped.isVisible() or self._window.search.words.isVisible()
        self._say(f"engine stopped rows={rows} greyed={greyed} said={seen}: {record.stopped.text()}")
