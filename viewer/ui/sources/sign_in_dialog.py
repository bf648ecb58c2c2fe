"""Signing in to a source: the system browser does it; this says for whom, waits, and says what came of it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from viewer.engine.messages import Endpoints, SignInEnded, SignInPage
from viewer.source.endpoint import Endpoint
from viewer.ui.look.labels import NOT_ASSURED, button, label, scrolled, selectable
from viewer.ui.look.theme import Theme
from viewer.ui.session.source_settings import SourceSettings
from viewer.ui.sources.signed_in_view import SignedInView

Open = Callable[[str], bool]
_NO_BROWSER = (
    "No browser could be opened on this computer. Set a default browser, then choose Open the page again."
)


def in_system_browser(url: str) -> bool:
    """Open a page in the browser of the system, never in a view of ours (AUTH-06)."""
    return QDesktopServices.openUrl(QUrl(url))


class SignInDialog(QDialog):
    """``start`` it once it is shown; closing it stops waiting for the browser."""

    def __init__(
        self,
        endpoint: Endpoint,
        sources: SourceSettings,
        theme: Theme,
        parent: QWidget | None = None,
        open_page: Open = in_system_browser,
    ) -> None:
        super().__init__(parent)
        self._endpoint, self._sources, self._open_page = endpoint, sources, open_page
        self._url, self._launch, self._waiting = "", "", False
        self.setWindowTitle("Tributary")
        self.setAccessibleName(f"Sign in to {endpoint.name}")
        self.resize(min(theme.px(640), 1200), min(theme.px(440), 660))
        self.words = selectable(label("", "notice"), "What happens")
        self.account = SignedInView(theme)
        self.account.role_chosen.connect(lambda code: sources.choose_role(endpoint.id, code))
        self.buttons = {
            "begin": button("Sign in", "main"),
            "again": button("Open the page again"),
            "out": button("Sign out"),
            "cancel": button("Cancel"),
            "close": button("Close (Esc)"),
        }
        self._lay_out()
        self._wire()
        signed_in = sources.signed_in(endpoint.id)
        if signed_in is not None:
            self._say(f"You are signed in to {endpoint.name}.")
            self.account.show_account(signed_in)
        self._arrange()

    def start(self, launch: str = "") -> None:
        """Begin at once where nobody is signed in, or where the host launched this program anew."""
        self._launch = launch
        if launch or self._sources.signed_in(self._endpoint.id) is None:
            self.begin()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.addWidget(label(f"Sign in to {self._endpoint.name}", "title"))
        column.addWidget(self.words)
        self._scroll = scrolled(self.account, "Who is signed in")
        column.addWidget(self._scroll, 1)
        line = QHBoxLayout()
        for name in ("begin", "again", "out"):
            line.addWidget(self.buttons[name])
        line.addStretch(1)
        line.addWidget(self.buttons["cancel"])
        line.addWidget(self.buttons["close"])
        column.addLayout(line)
        assurance = label(NOT_ASSURED)
        assurance.setObjectName("assurance")
        column.addWidget(assurance)

    def _wire(self) -> None:
        self.buttons["begin"].clicked.connect(self.begin)
        self.buttons["again"].clicked.connect(self._open)
        self.buttons["out"].clicked.connect(self._sign_out)
        self.buttons["cancel"].clicked.connect(self._cancel)
        self.buttons["close"].clicked.connect(self.reject)
        self.finished.connect(self._stop_waiting)
        self._sources.page_wanted.connect(self._take_page)
        self._sources.sign_in_ended.connect(self._take_end)
        self._sources.endpoints_changed.connect(self._show_changed)

    def begin(self) -> None:
        """Ask the source for its sign-in page."""
        self._waiting, self._url = True, ""
        self._say(f"Asking {self._endpoint.name} for its sign-in page ...")
        launch, self._launch = self._launch, ""  # a launch token is good for once
        self._sources.sign_in(self._endpoint.id, launch)
        self._arrange()

    def _arrange(self) -> None:
        signed_in = self._sources.signed_in(self._endpoint.id) is not None and not self._waiting
        self.account.setVisible(signed_in)
        self.buttons["begin"].setVisible(not self._waiting and not signed_in)
        self.buttons["again"].setVisible(self._waiting and bool(self._url))
        self.buttons["out"].setVisible(signed_in)
        self.buttons["cancel"].setVisible(self._waiting)
        self.buttons["close"].setVisible(not self._waiting)
        if self.focusWidget() in {None, self.words}:
            self.buttons["cancel" if self._waiting else "close"].setFocus()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setAccessibleName(words)

    def _take_page(self, page: SignInPage) -> None:
        if page.endpoint_id == self._endpoint.id and self._waiting:
            self._url = page.url
            self._open()
            self._arrange()
            self.buttons["again"].setFocus()

    def _open(self) -> None:
        host = urlsplit(self._url).hostname or ""  # the whole address holds what only the browser may know
        opened = self._open_page(self._url)
        self._say(
            f"The sign-in page of {self._endpoint.name} was opened in your browser, at {host}. "
            "Sign in there, then come back here."
            if opened
            else _NO_BROWSER
        )

    def _take_end(self, ended: SignInEnded) -> None:
        if ended.endpoint_id != self._endpoint.id:
            return
        self._waiting, self._url = False, ""
        self._say(ended.words)
        if ended.signed_in is not None:
            self.account.show_account(ended.signed_in)
        self._arrange()

    def _show_changed(self, _endpoints: Endpoints) -> None:
        signed_in = self._sources.signed_in(self._endpoint.id)
        if signed_in is not None:
            self.account.show_account(signed_in)
        self._arrange()

    def say_refused(self, words: str) -> None:
        """It cannot be done, in words."""
        self._waiting = False
        self._say(words)
        self._arrange()

    def _sign_out(self) -> None:
        self._say(f"Signing out of {self._endpoint.name} ...")
        self._sources.sign_out(self._endpoint.id)

    def _cancel(self) -> None:
        self._stop_waiting()
        self.reject()

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._waiting = False
            self._sources.cancel_sign_in(self._endpoint.id)
