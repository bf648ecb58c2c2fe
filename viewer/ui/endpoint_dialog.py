"""Setting up sources: add, edit, test, remove; the secret goes to the keyring and never comes back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from viewer.engine.messages import Endpoints, Tested
from viewer.source.endpoint import Endpoint
from viewer.ui.endpoint_form import EndpointForm
from viewer.ui.endpoint_list import secret_words
from viewer.ui.focus_ring import FocusRing
from viewer.ui.labels import button, label, selectable
from viewer.ui.session import Session
from viewer.ui.status_line import NOT_ASSURED
from viewer.ui.theme import Theme


class EndpointDialog(QDialog):
    """A list of sources at the left, the chosen one's fields at the right."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName("Sources")
        self.resize(min(theme.px(900), 1280), min(theme.px(580), 660))
        self._session, self._theme = session, theme
        self._endpoints = session.endpoints or Endpoints(endpoints=())
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
            "test": button("Test"),
            "save": button("Save", "main"),
            "close": button("Close (Esc)"),
        }
        self._lay_out()
        self._wire()
        self.show_endpoints(self._endpoints)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(label("Sources", "title"))
        left.addWidget(self.list, 1)
        left.addWidget(self.buttons["add"])
        line = QHBoxLayout()
        for name in ("remove", "test"):
            line.addWidget(self.buttons[name])
        line.addStretch(1)
        for name in ("save", "close"):
            line.addWidget(self.buttons[name])
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addWidget(self.words)
        right.addStretch(1)
        right.addLayout(line)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addLayout(left, 4)
        halves.addLayout(right, 7)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.addLayout(halves, 1)
        assurance = label(NOT_ASSURED)
        assurance.setObjectName("assurance")
        column.addWidget(assurance)

    def _wire(self) -> None:
        self.list.currentItemChanged.connect(self._show_chosen)
        self.buttons["add"].clicked.connect(self._add)
        self.buttons["remove"].clicked.connect(self._remove)
        self.buttons["test"].clicked.connect(self._test)
        self.buttons["save"].clicked.connect(self._save)
        self.buttons["close"].clicked.connect(self.reject)
        self._session.sources.tested.connect(self._show_tested)

    def show_endpoints(self, endpoints: Endpoints) -> None:
        """Put the configured sources; the chosen one stays chosen."""
        chosen = self._chosen()
        self._endpoints = endpoints
        self.list.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.list.clear()
        for endpoint in endpoints.endpoints:
            item = QListWidgetItem(f"{endpoint.name}   ({endpoint.marking.value})")
            item.setData(Qt.ItemDataRole.UserRole, endpoint.id)
            self.list.addItem(item)
            if chosen is not None and endpoint.id == chosen.id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)  # noqa: FBT003  # as above
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self._show_chosen()
        for name in ("add", "remove", "save"):
            self.buttons[name].setEnabled(not endpoints.locked)
        if endpoints.locked:
            self.say(endpoints.locked)

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
        chosen = self._chosen()
        self.form.show_endpoint(chosen, secret_words(chosen, self._endpoints) if chosen else "")
        self.buttons["remove"].setEnabled(chosen is not None and not self._endpoints.locked)

    def _add(self) -> None:
        self.list.setCurrentRow(-1)
        self.form.show_endpoint(None, "")
        self.say("Fill in the new source, test it, then save it.")
        self.form.name.setFocus()

    def _sound(self) -> bool:
        fault = self.form.fault(allow_live=self._endpoints.allow_live)
        self.say(fault)
        return not fault

    def _save(self) -> None:
        if self._sound():
            self._session.sources.save(self.form.endpoint(), self.form.typed_secrets())
            self.form.secret.clear()
            self.say("Saving ...")

    def _test(self) -> None:
        if self._sound():
            self._session.sources.test(self.form.endpoint(), self.form.typed_secrets())
            self.say("Testing ...")

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._session.sources.remove(chosen.id)
            self.say(f"Removing {chosen.name} and its secret ...")

    def _show_tested(self, tested: Tested) -> None:
        if tested.endpoint_id == self.form.endpoint().id:
            self.say(
                "\n".join(
                    f"{'Works' if step.ok else 'Fails'}: {step.name}. {step.words}" for step in tested.steps
                )
            )
