"""Every dialog of the window in one place, so that the lock can close them all."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from viewer.engine.messages import Endpoints
from viewer.source.endpoint import Endpoint
from viewer.store.endpoint_rules import INTERACTIVE
from viewer.ui.look.ask_dialog import AskDialog
from viewer.ui.look.theme import Theme
from viewer.ui.search.link_dialog import LinkDialog
from viewer.ui.session.session import Session
from viewer.ui.session.source_settings import TypedSecrets
from viewer.ui.sources.endpoint_dialog import EndpointDialog
from viewer.ui.sources.endpoint_list import EndpointList
from viewer.ui.sources.permission_dialog import PermissionDialog
from viewer.ui.sources.sign_in_dialog import SignInDialog
from viewer.ui.sources.source_grid import SourceGrid
from viewer.ui.sources.sources_strip import SourcesStrip
from viewer.ui.sources.test_steps_dialog import TestStepsDialog
from viewer.ui.support.support_dialog import SupportDialog
from viewer.ui.window.command_palette import CommandPalette
from viewer.ui.window.dialog_keys import DialogKeys
from viewer.ui.window.help_dialog import HelpDialog

TITLE = "Tributary"
Opened = Callable[[tuple[str, ...]], None]


class Dialogs:
    """Shows dialogs without stopping the window (none is modal to the event loop)."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        self._session, self._theme, self._window = session, theme, window
        self._open: list[QDialog] = []
        self._keys = DialogKeys(window)
        self.endpoints: EndpointDialog | None = None
        self.test: TestStepsDialog | None = None
        self.sign_in: SignInDialog | None = None
        self.version = ""
        self.heard_last_close: Callable[[], object] = lambda: None
        """Called when the last open dialog has closed: what waited for that may go on."""

    def show_endpoints(self) -> None:
        """Add, edit, test and remove sources."""
        self.endpoints = EndpointDialog(self._session, self._theme, self._window)
        self.endpoints.test_wanted.connect(self.show_test)
        self.endpoints.sign_in_wanted.connect(self.show_sign_in)
        self._show(self.endpoints)

    def show_test(self, endpoint: Endpoint, secrets: TypedSecrets) -> None:
        """Test a source step by step."""
        above = self.endpoints or self._window
        self.test = TestStepsDialog(endpoint, secrets, self._session.sources, self._theme, above)
        self._show(self.test)

    @property
    def window(self) -> QWidget:
        """Above what its dialogs stand."""
        return self._window

    @property
    def any_open(self) -> bool:
        """Whether a dialog is open: no patient is changed behind it (CTX-03)."""
        return bool(self._open)

    def ask(self, words: str, yes: str, do: Callable[[], object]) -> None:
        """Ask before something is done; nothing is done where the dialog is closed."""
        dialog = AskDialog(words, yes, self._theme, self._window)
        dialog.accepted.connect(do)
        self._show(dialog)

    def advise(self, words: str, yes: str, do: Callable[[], object]) -> None:
        """Say what had better be done, and do it where that is pressed; Escape goes on for now."""
        dialog = AskDialog(words, yes, self._theme, self._window)
        dialog.advise()
        dialog.accepted.connect(do)
        self._show(dialog)

    def show_sign_in(self, source: str, launch: str = "") -> None:
        """Sign in to a source: in the browser, or by the secret that is set under Sources."""
        endpoint = self._session.sources.endpoint(source)
        if endpoint is None:
            return
        if endpoint.sign_in in INTERACTIVE:
            above = self.endpoints or self._window
            self.sign_in = SignInDialog(endpoint, self._session.sources, self._theme, above)
            self._show(self.sign_in)
            self.sign_in.start(launch)
            return
        self.show_endpoints()
        if self.endpoints is not None:
            self.endpoints.choose(source)

    def show_permission(self, source: str) -> None:
        """Record on what grounds a source's record of this patient is viewed."""
        endpoint = self._session.sources.endpoint(source)
        if endpoint is not None:
            emergency = self._session.sources.allows_emergency(source)
            dialog = PermissionDialog(endpoint.name, self._theme, self._window, emergency=emergency)
            dialog.recorded.connect(lambda kind, reason: self._session.permit(source, kind, reason))
            self._show(dialog)

    def serve(self, part: SourcesStrip | SourceGrid | EndpointList) -> None:
        """Open what a part of the window offers for a source that did not answer."""
        part.sign_in_wanted.connect(self.show_sign_in)
        if not isinstance(part, EndpointList):
            part.permission_wanted.connect(self.show_permission)

    def show_help(self) -> None:
        """About and keys."""
        dialog = HelpDialog(self.version, self._theme, self._window)
        dialog.support_wanted.connect(lambda: self._show(SupportDialog(self._theme, self._window)))
        self._show(dialog)

    def show_commands(self, actions: Sequence[QAction]) -> None:
        """Find an action by a few letters."""
        self._show(CommandPalette(actions, self._theme, self._window))

    def show_link(self, source: str) -> None:
        """Compare and link what a source found for the patient on screen."""
        self._show(LinkDialog(source, self._session, self._theme, self._window))

    def show_changed(self, endpoints: Endpoints) -> None:
        """The configured sources changed."""
        if self.endpoints is not None:
            self.endpoints.show_endpoints(endpoints)

    def show_refusal(self, words: str) -> None:
        """Something asked for in a dialog was refused."""
        if self.endpoints is not None:
            self.endpoints.say_refused(words)
        for dialog in (self.test, self.sign_in):
            if dialog is not None:
                dialog.say_refused(words)

    def choose_files(self, opened: Opened) -> None:
        """Ask for files to open as sources."""
        chooser = self._chooser(QFileDialog.FileMode.ExistingFiles, opened)
        chooser.setNameFilters(["FHIR (*.json *.ndjson *.xml)", "All files (*)"])
        self._show(chooser)

    def choose_folder(self, opened: Opened) -> None:
        """Ask for a folder whose files are the sources."""
        self._show(self._chooser(QFileDialog.FileMode.Directory, opened))

    def _chooser(self, mode: QFileDialog.FileMode, opened: Opened) -> QFileDialog:
        chooser = QFileDialog(self._window, TITLE)
        # Our own dialog: the system's would keep a list of recently used records (PRIV-12).
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.setFileMode(mode)
        chooser.filesSelected.connect(lambda paths: opened(tuple(paths)))
        return chooser

    def show(self, dialog: QDialog) -> None:
        """Show a dialog that another part of the window made; the lock closes it as well."""
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        self._open.append(dialog)
        self._keys.give(dialog)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        QDialog.open(dialog)  # a print dialog has an open() of its own shape

    def _forget(self, dialog: QDialog) -> None:
        if dialog in self._open:
            self._open.remove(dialog)
        if dialog is self.endpoints:
            self.endpoints = None
        if dialog is self.test:
            self.test = None
        if dialog is self.sign_in:
            self.sign_in = None
        dialog.deleteLater()
        if not self._open:
            self.heard_last_close()

    def close_all(self) -> None:
        """Close every dialog; what was typed there is gone."""
        for dialog in tuple(self._open):
            dialog.reject()
