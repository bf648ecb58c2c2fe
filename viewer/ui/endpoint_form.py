"""The fields of one source, and whether they can be sent: a stored secret is never shown, only replaced."""

from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.secret import Purpose
from viewer.ui.focus_ring import FocusRing
from viewer.ui.labels import label

_SIGN_IN = (
    (SignIn.NONE, "None"),
    (SignIn.BASIC, "User name and password (Basic)"),
    (SignIn.BEARER, "Bearer token"),
    (SignIn.API_KEY, "API key in a header"),
)
_MARKING = ((Marking.DEMO, "Demo: fictional patients"), (Marking.SANDBOX, "Sandbox: test data"),
            (Marking.LIVE, "Live: real patients"))  # fmt: skip
LIVE_REFUSED = (
    "A live source is refused: Tributary is not assured for live clinical use. "
    "An administrator can allow it by policy."
)


class EndpointForm(QWidget):
    """Signals: ``changed()`` when a field changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("One source")
        self._id = ""
        self._rings: list[FocusRing] = []
        self.name, self.setting, self.url = (
            self._line("Name"),
            self._line("Care setting"),
            self._line("FHIR base URL"),
        )
        self.user, self.header, self.secret = (
            self._line("User name"),
            self._line("Header name"),
            self._line("Secret"),
        )
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.sign_in, self.marking = self._choice("Sign in", _SIGN_IN), self._choice("Marking", _MARKING)
        self.forget = QCheckBox("Remove the stored secret")
        self.forget.setAccessibleName("Remove the stored secret")
        self.forget.toggled.connect(self._disable)
        self.stored = label("", "small")
        self._lay_out()
        self.sign_in.currentIndexChanged.connect(self._disable)
        self._disable()

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.textEdited.connect(self.changed)
        self._rings.append(FocusRing(field))
        return field

    def _choice(self, name: str, choices: tuple[tuple[object, str], ...]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.view().setAccessibleName(f"Choices of {name}")
        for value, words in choices:
            box.addItem(words, value)
        box.currentIndexChanged.connect(self.changed)
        self._rings.append(FocusRing(box))
        return box

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        for words, field in (
            ("Name on screen", self.name),
            ("Care setting", self.setting),
            ("FHIR base URL", self.url),
            ("Marking", self.marking),
            ("Sign in", self.sign_in),
            ("User name", self.user),
            ("Header name", self.header),
            ("New secret", self.secret),
        ):
            form.addRow(words, field)
        form.addRow("", self.stored)
        form.addRow("", self.forget)

    def show_endpoint(self, endpoint: Endpoint | None, secret_words: str) -> None:
        """Fill the fields; the secret's field stays empty whatever is stored."""
        shown = endpoint or Endpoint(id=uuid4().hex, name="", care_setting="", base_url="")
        self._id = shown.id
        self.name.setText(shown.name)
        self.setting.setText(shown.care_setting)
        self.url.setText(shown.base_url)
        self.user.setText(shown.user_name)
        self.header.setText(shown.header_name)
        self.secret.clear()
        self.sign_in.setCurrentIndex(self.sign_in.findData(shown.sign_in))
        self.marking.setCurrentIndex(self.marking.findData(shown.marking))
        self.forget.setChecked(False)
        self.stored.setText(secret_words)
        self._disable()

    def endpoint(self) -> Endpoint:
        """What the fields say."""
        return Endpoint(
            id=self._id,
            name=self.name.text().strip(),
            care_setting=self.setting.text().strip(),
            base_url=self.url.text().strip().rstrip("/"),
            sign_in=SignIn(self.sign_in.currentData()),
            marking=Marking(self.marking.currentData()),
            user_name=self.user.text().strip(),
            header_name=self.header.text().strip(),
        )

    def typed_secret(self) -> str | None:
        """A new secret, "" to remove the stored one, None to leave it."""
        if self.forget.isChecked():
            return ""
        return self.secret.text() or None

    def typed_secrets(self) -> dict[Purpose, str]:
        """What was typed, by what it is for."""
        typed = self.typed_secret()
        return {} if typed is None else {Purpose.SIGN_IN: typed}

    def fault(self, *, allow_live: bool) -> str:
        """What has to be filled in differently, "" if nothing."""
        filled = self.endpoint()
        faults = (
            (not filled.name, "A source needs a name on screen."),
            (
                not filled.base_url.startswith(("https://", "http://")),
                "The FHIR base URL starts with https:// (http:// only for this machine).",
            ),
            (
                "@" in filled.base_url or "?" in filled.base_url,
                "The FHIR base URL holds no user name, password or question mark.",
            ),
            (filled.marking is Marking.LIVE and not allow_live, LIVE_REFUSED),
            (
                filled.sign_in is SignIn.BASIC and not filled.user_name,
                "Signing in by user name and password needs a user name.",
            ),
            (
                filled.sign_in is SignIn.API_KEY and not filled.header_name,
                "An API key needs the name of its header.",
            ),
        )
        return next((words for wrong, words in faults if wrong), "")

    def _disable(self) -> None:
        sign_in = self.sign_in.currentData()
        self.user.setEnabled(sign_in == SignIn.BASIC)
        self.header.setEnabled(sign_in == SignIn.API_KEY)
        self.secret.setEnabled(sign_in != SignIn.NONE and not self.forget.isChecked())
