"""Where purpose, refusals, emergency access and reports of errors stand in the window."""

from PySide6.QtWidgets import QWidget

from viewer.engine.gates_messages import Purposes, Reports
from viewer.ui.detail.report_dialog import ReportDialog
from viewer.ui.look.theme import Theme
from viewer.ui.record.record_page import RecordPage
from viewer.ui.search.search_page import SearchPage
from viewer.ui.session.clipboard import Clipboard
from viewer.ui.session.session import Session
from viewer.ui.sources.break_glass_dialog import BreakGlassDialog
from viewer.ui.window.dialogs import Dialogs
from viewer.ui.window.refused_opening import RefusedOpening
from viewer.ui.window.shaded_pages import ShadedPages
from viewer.ui.window.status_line import StatusLine


class GateParts:
    """``dialogs`` shows and, at the lock, closes what this opens."""

    def __init__(
        self, session: Session, theme: Theme, window: QWidget, dialogs: Dialogs, clipboard: Clipboard
    ) -> None:
        self._session, self._theme, self._window = session, theme, window
        self._dialogs, self._clipboard = dialogs, clipboard

    def wire(self, search: SearchPage, record: RecordPage, status: StatusLine, pages: ShadedPages) -> None:
        """Put everything where it is seen."""
        gates, purpose = self._session.gates, search.form.purpose
        purpose.chosen.connect(gates.choose_purpose)
        gates.purposes_changed.connect(purpose.show_purposes)
        gates.purposes_changed.connect(lambda told: status.say_purpose(_said(told)))
        gates.reports_arrived.connect(self._show_reports)
        self._session.refused.connect(lambda told: search.show_refused(told.words))
        RefusedOpening(self._session, pages, record, search, status)
        record.body.detail.report_wanted.connect(gates.ask_report)
        for strip in (search.strip, record.strip):
            strip.break_glass_wanted.connect(self._show_break_glass)

    def _show_break_glass(self, source: str) -> None:
        endpoint = self._session.sources.endpoint(source)
        if endpoint is None:
            return
        dialog = BreakGlassDialog(endpoint.name, self._theme, self._window)
        dialog.taken.connect(lambda ground, reason: self._session.gates.break_glass(source, ground, reason))
        self._dialogs.show(dialog)

    def _show_reports(self, reports: Reports) -> None:
        dialog = ReportDialog(reports, self._theme, self._window)
        dialog.copied.connect(self._clipboard.copy_detail)
        self._dialogs.show(dialog)


def _said(told: Purposes) -> str:
    """Return what the status line says: nothing where there is one purpose, which the search form says."""
    return dict(told.offered).get(told.chosen, told.chosen) if len(told.offered) > 1 else ""
