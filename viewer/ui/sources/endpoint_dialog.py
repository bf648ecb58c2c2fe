"""Setting up sources: add, edit, test, sign in, remove; secrets go to the keyring and never come back."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer.engine.messages import EndpointKept, Endpoints, KeyringAsked
from viewer.source.endpoint import Endpoint, Kind
from viewer.store.endpoint_rules import INTERACTIVE
from viewer.store.kind_rules import KINDS
from viewer.ui.look.ask_dialog import AskDialog
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import NOT_ASSURED, button, label, scrolled, selectable
from viewer.ui.look.theme import Theme
from viewer.ui.session.session import Session
from viewer.ui.sources.endpoint_form import EndpointForm

_PATIENCE_MS = 300
_LOST = (
    "The engine stopped while this source was changed: look whether it is as you want it, or save it again."
)


class EndpointDialog(QDialog):
    """A list of sources at the left, the chosen one's fields at the right.

    Signals: ``test_wanted(Endpoint, secrets)``, ``sign_in_wanted(id)``.
    """

    test_wanted = Signal(object, object)
    sign_in_wanted = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName("Sources")
        self.resize(min(theme.px(980), 1280), min(theme.px(640), 660))
        self._session, self._theme = session, theme
        self._endpoints = session.endpoints or Endpoints(endpoints=())
        self._adding = False
        self._changing = ""  # the source that is being saved or removed
        self._asks_keyring, self._asked_words = False, ""
        self.ask = self._ask  # (question, what yes is called) -> yes
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self.list = QListWidget()
        self.list.setAccessibleName("Configured sources")
        self._ring = FocusRing(self.list, outset=4)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = EndpointForm()
        self.words = selectable(label("", "notice"), "What happened")
        self.words.hide()
        self.buttons = {
            "add": button("Add a source"),
            "remove": button("Remove"),
            "test": button("Test ..."),
            "sign_in": button("Sign in ..."),
            "stop": button("Stop waiting", name="Stop waiting for the keyring"),
            "save": button("Save", "main"),
            "close": button("Close (Esc)"),
        }
        self._lay_out()
        self._wire()
        self.show_endpoints(self._endpoints)
        self._show_chosen()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(label("Sources", "title"))
        left.addWidget(self.list, 1)
        left.addWidget(self.buttons["add"])
        line = QHBoxLayout()
        for name in ("remove", "test", "sign_in"):
            line.addWidget(self.buttons[name])
        line.addStretch(1)
        for name in ("stop", "save", "close"):
            line.addWidget(self.buttons[name])
        right = QVBoxLayout()
        scroll = scrolled(self.form, "The fields of one source")
        for part in (self.list, scroll):  # they scroll: where there is little room the buttons stay whole
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        right.addWidget(scroll, 1)
        right.addWidget(self.words)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addLayout(left, 4)
        halves.addLayout(right, 7)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.addLayout(halves, 1)
        column.addLayout(line)
        assurance = label(NOT_ASSURED)
        assurance.setObjectName("assurance")
        column.addWidget(assurance)

    def _wire(self) -> None:
        self.list.currentItemChanged.connect(self._switch)
        self.buttons["add"].clicked.connect(self._add)
        self.buttons["remove"].clicked.connect(self._remove)
        self.buttons["test"].clicked.connect(self._test)
        self.buttons["save"].clicked.connect(self._save)
        self.buttons["sign_in"].clicked.connect(self._sign_in)
        self.buttons["close"].clicked.connect(self.reject)
        self.buttons["stop"].clicked.connect(self._stop)
        self.rejected.connect(self._stop_waiting)
        self._patience.timeout.connect(self._say_asked)
        self._session.sources.keyring_asked.connect(self._hear_asked)
        self._session.sources.kept.connect(self._say_kept)
        self._session.stopped.connect(self._lose_engine)

    def show_endpoints(self, endpoints: Endpoints) -> None:
        """Put the configured sources; the chosen one stays chosen, and what is being typed stays."""
        before, told = self._chosen(), self._endpoints
        self._endpoints = endpoints
        self._fill_list(self.form.endpoint().id)
        after = self._chosen()
        if after is not None:
            self._adding = False
        if (before, told.secrets) != (after, endpoints.secrets):
            self._show_chosen()
        self._arrange()
        if endpoints.locked:
            self.say(endpoints.locked)

    def _fill_list(self, wanted: str) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for endpoint in self._endpoints.endpoints:
                item = QListWidgetItem(_line(endpoint))
                item.setData(Qt.ItemDataRole.UserRole, endpoint.id)
                self.list.addItem(item)
                if endpoint.id == wanted:
                    self.list.setCurrentItem(item)
            if self.list.currentItem() is None and self.list.count() and not self._adding:
                self.list.setCurrentRow(0)

    def choose(self, endpoint_id: str) -> None:
        """Put one source's fields on screen, the keyboard where its secret is typed."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == endpoint_id:
                self.list.setCurrentRow(row)
                self.form.focus_sign_in()

    def say(self, words: str) -> None:
        """What happened, in words, until the next thing happens."""
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.words.setVisible(bool(words))

    def _chosen(self) -> Endpoint | None:
        item = self.list.currentItem()
        wanted = item.data(Qt.ItemDataRole.UserRole) if item is not None else ""
        return next((found for found in self._endpoints.endpoints if found.id == wanted), None)

    def _show_chosen(self) -> None:
        if self._chosen() is not None or not self._adding:
            self._adding = False
            self.form.show_endpoint(self._chosen(), self._endpoints)
        self._arrange()

    def _switch(self, _now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        """Show another source; what was typed for this one is not dropped in silence."""
        if self._may_drop():
            self._show_chosen()
            return
        row = self.list.row(before) if before else -1
        self._stay_at(row)
        QTimer.singleShot(0, self.list, lambda: self._stay_at(row))  # the mouse selects after this

    def _stay_at(self, row: int) -> None:
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(row)

    def _may_drop(self) -> bool:
        name = self.form.endpoint().name or "the new source"
        words = f"What you typed for {name} is not saved. Drop it?"
        return not self.form.is_changed or self.ask(words, "Drop it")

    def _ask(self, words: str, yes: str) -> bool:
        dialog = AskDialog(words, yes, self._theme, self)
        dialog.no.setText("Go on here (Esc)")
        dialog.no.setAccessibleName("Go on here")
        return bool(dialog.exec())

    def _arrange(self) -> None:
        chosen, locked = self._chosen(), bool(self._endpoints.locked)
        free = not locked and not self._changing
        for name in ("add", "save"):
            self.buttons[name].setEnabled(free)
        self.list.setEnabled(not self._changing)  # what is typed for one source is not sent for another
        self.form.setEnabled(not self._changing)
        self.buttons["remove"].setEnabled(chosen is not None and free and not self._session.is_demo)
        self.buttons["stop"].setVisible(self._asks_keyring)
        self.buttons["sign_in"].setVisible(chosen is not None and chosen.sign_in in INTERACTIVE)
        signed_in = chosen is not None and chosen.id in self._endpoints.signed_in
        self.buttons["sign_in"].setText("Signed in ..." if signed_in else "Sign in ...")
        self.buttons["sign_in"].setAccessibleName(self.buttons["sign_in"].text())

    def _add(self) -> None:
        if not self._may_drop():
            return
        self._adding = True
        self._stay_at(-1)
        self.form.show_endpoint(None, self._endpoints)
        self._arrange()
        self.say("Fill in the new source, test it, then save it.")
        self.form.basic.fields["name"].setFocus()

    def _sound(self) -> bool:
        endpoints = self._endpoints
        fault = self.form.fault(allow_live=endpoints.allow_live, kinds=endpoints.kinds)
        self.say(fault)
        return not fault

    def _save(self) -> None:
        if self._sound():
            endpoint, secrets = self.form.endpoint(), self.form.typed_secrets()
            self.form.clear_secrets()
            self._begin(endpoint.id, "Saving ...")
            self._session.sources.save(endpoint, secrets)

    def _begin(self, endpoint_id: str, words: str) -> None:
        """One change at a time; it may have to wait for the keyring."""
        self._changing = endpoint_id
        self.say(words)
        self._arrange()

    def _hear_asked(self, asked: KeyringAsked) -> None:
        if asked.endpoint_id == self._changing:
            self._asked_words = asked.words
            self._patience.start()  # most keyrings answer before anybody could read it

    def _say_asked(self) -> None:
        self._asks_keyring = True
        self.say(self._asked_words)
        self._arrange()
        self.buttons["stop"].setFocus()

    def _say_kept(self, kept: EndpointKept) -> None:
        """It is done; where it is not, what was filled in stays, and why follows (``say_refused``)."""
        if kept.endpoint_id != self._changing:
            return
        self._end_change()
        if kept.ok:
            self._show_chosen()
            self.say(kept.words)

    def _end_change(self) -> None:
        self._patience.stop()
        self._changing, self._asks_keyring = "", False
        had_keyboard = self.buttons["stop"].hasFocus()
        self._arrange()
        if had_keyboard:
            self.buttons["save"].setFocus()

    def say_refused(self, words: str) -> None:
        """What was asked for was refused."""
        self._end_change()
        self.say(words)

    def _lose_engine(self) -> None:
        if self._changing:
            self.say_refused(_LOST)

    def _stop(self) -> None:
        self.say("Stopping ...")
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        if self._asks_keyring:
            self._session.sources.stop_keeping(self._changing)

    def _test(self) -> None:
        if self._sound():
            self.test_wanted.emit(self.form.endpoint(), self.form.typed_secrets())

    def _sign_in(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.sign_in_wanted.emit(chosen.id)

    def _remove(self) -> None:
        chosen = self._chosen()
        words = "Its settings and its secrets on this computer are removed with it."
        if chosen and self.ask(f"Remove {chosen.name}? {words}", f"Remove {chosen.name}"):
            self._begin(chosen.id, f"Removing {chosen.name} and its secrets ...")
            self._session.sources.remove(chosen.id)


def _line(endpoint: Endpoint) -> str:
    kind = "" if endpoint.kind is Kind.FHIR else f"\n{KINDS[endpoint.kind].label}"
    return f"{endpoint.name}   ({endpoint.marking.value}){kind}"
