"""Which sources a search will ask: name, care setting, marking, and whether a secret is stored."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from viewer.engine.messages import Endpoints
from viewer.source.endpoint import Endpoint, Kind, SignIn
from viewer.store.endpoint_rules import INTERACTIVE
from viewer.store.kind_rules import KINDS, SIMULATOR
from viewer.ui.look.labels import button, label
from viewer.ui.look.theme import Theme
from viewer.ui.sources.signed_in_view import who


def secret_words(endpoint: Endpoint, endpoints: Endpoints) -> str:
    """Whether signing in can work, in words."""
    if endpoint.sign_in is SignIn.NONE:
        return "no sign-in"
    if endpoint.sign_in in INTERACTIVE:
        signed_in = endpoints.signed_in.get(endpoint.id)
        return f"signed in: {who(signed_in)}" if signed_in else "not signed in"
    if endpoint.sign_in is SignIn.SIGNED_JWT:
        return "the program signs in with your organisation's key"
    if endpoint.id in endpoints.session_only:
        return "secret held for this session only"
    return (
        "secret stored in the keyring"
        if endpoint.id in endpoints.secrets
        else "no secret stored: sign-in will fail"
    )


class EndpointList(QScrollArea):
    """The configured sources, a panel each. Signals: ``sign_in_wanted(source)``."""

    sign_in_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Sources that a search asks")
        self._put(label("Waiting for the engine ...", "small"))

    def show_endpoints(self, endpoints: Endpoints) -> None:
        """Put the sources, or what to do where there are none."""
        if not endpoints.endpoints:
            self._put(
                label(
                    "No source is set up. Add one with Sources (Ctrl+E), or open a file (Ctrl+O).", "notice"
                )
            )
            return
        number = len(endpoints.endpoints)
        heading = label(
            "1 source is asked" if number == 1 else f"{number} sources are asked at once", "heading"
        )
        self._put(heading, *(self._panel(endpoint, endpoints) for endpoint in endpoints.endpoints))

    def _panel(self, endpoint: Endpoint, endpoints: Endpoints) -> QWidget:
        made = QFrame()
        made.setObjectName("panel")
        marking = endpoint.marking.value.upper()
        made.setAccessibleName(f"{endpoint.name}, {endpoint.care_setting}, {marking}")
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(0)
        column.addWidget(label(endpoint.name, "heading"))
        setting = endpoint.care_setting or "care setting not stated"
        words = label(f"{setting}   ·   {marking}   ·   {secret_words(endpoint, endpoints)}", "small")
        column.addWidget(words)
        if endpoint.kind is not Kind.FHIR:
            column.addWidget(label(f"{KINDS[endpoint.kind].label}. {SIMULATOR}", "small"))
        if endpoint.sign_in in INTERACTIVE:
            column.addWidget(self._sign_in(endpoint, endpoints), 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _sign_in(self, endpoint: Endpoint, endpoints: Endpoints) -> QPushButton:
        text = "Signed in ..." if endpoint.id in endpoints.signed_in else "Sign in ..."
        made = button(text, "link", name=f"{text.removesuffix(' ...')}: {endpoint.name}")
        made.clicked.connect(lambda: self.sign_in_wanted.emit(endpoint.id))
        return made

    def _put(self, *parts: QWidget) -> None:
        body = QWidget()
        body.setObjectName("page")
        body.setAccessibleName("Sources that a search asks")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(body)
