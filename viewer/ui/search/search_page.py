"""The first page: whom to look for, which sources will be asked, and who was found where."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import Endpoints, Found, SourceStatus
from viewer.source.endpoint import Kind
from viewer.source.protocols import PatientQuery
from viewer.ui.look.labels import button, label, scrolled
from viewer.ui.look.theme import Theme
from viewer.ui.search.candidates_view import CandidatesView
from viewer.ui.search.search_form import SearchForm
from viewer.ui.sources.endpoint_list import EndpointList
from viewer.ui.sources.sources_strip import SourcesStrip

_FORM_PX = 400
_NHS_DIGITS = 10


def _said_by(source: SourceStatus) -> str:
    said = [source.words or source.state, source.advice]
    return " ".join(f"{part.rstrip('.')}." for part in said if part)


class SearchPage(QWidget):
    """The form at the left, sources or results at the right.

    Signals: ``asked(PatientQuery)``, ``person_chosen(patients)``, ``left_out(source)``, ``files_wanted()``,
    ``endpoints_wanted()``, ``help_wanted()``, ``cancelled(source)``.
    """

    asked = Signal(object)
    person_chosen = Signal(object)
    left_out = Signal(str)
    files_wanted = Signal()
    endpoints_wanted = Signal()
    help_wanted = Signal()
    cancelled = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Patient search")
        self._theme = theme
        self.form = SearchForm(theme)
        self.endpoints = EndpointList(theme)
        self.words = label("", "notice")
        self.similar = button("Also look for names that sound alike, on PDS")
        self.strip = SourcesStrip(theme)
        self.candidates = CandidatesView(theme)
        self._searching = False
        self._found: Found | None = None
        self._each: str | None = None  # whose own words are on screen, "" everybody's
        self._survivor = ""  # the Patient that is looked for because it replaced another one
        self._lay_out()
        self._wire()
        self._show_results(shown=False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Tributary", "title", wrap=False))
        head.addWidget(label("One patient, several sources, one timeline", "small"), 1)
        self.buttons = {
            "files": button("Open file or folder (Ctrl+O)"),
            "endpoints": button("Sources (Ctrl+E)"),
            "help": button("Help (F1)"),
        }
        for made in self.buttons.values():
            head.addWidget(made)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.endpoints, 1)
        right.addWidget(self.strip)
        right.addWidget(self.words)
        right.addWidget(self.similar, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.candidates, 6)
        right.addWidget(self.candidates.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        line.setSpacing(16)
        self._left = scrolled(self.form, "Find a patient")
        line.addWidget(self._left)
        line.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(line, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(min(self._theme.px(_FORM_PX), self.width() * 45 // 100))

    def _wire(self) -> None:
        self.form.asked.connect(self._ask)
        self.form.entered_again.connect(self._enter_again)
        self.candidates.person_chosen.connect(self.person_chosen)
        self.candidates.left_out.connect(self.left_out)
        self.candidates.survivor_wanted.connect(self._ask_survivor)
        self.similar.clicked.connect(self.form.ask_similar)
        self.buttons["files"].clicked.connect(self.files_wanted)
        self.buttons["endpoints"].clicked.connect(self.endpoints_wanted)
        self.buttons["help"].clicked.connect(self.help_wanted)
        self.strip.cancelled.connect(self.cancelled)
        self.strip.grid_wanted.connect(self._tell_each)

    def start(self) -> None:
        """Ready for the next patient: nothing of the last one, the keyboard in the number's field."""
        self.form.clear()
        self.candidates.clear()
        self._found, self._searching, self._survivor, self._each = None, False, "", None
        self._show_results(shown=False)
        self.form.number.setFocus()

    def show_endpoints(self, endpoints: Endpoints) -> None:
        """Put the configured sources."""
        self.endpoints.show_endpoints(endpoints)
        self.form.warn_of_audit(pds=any(one.kind is Kind.PDS for one in endpoints.endpoints))

    def show_stop(self, words: str) -> None:
        """The engine ended, in words."""
        self.words.setText(words)
        self.words.show()

    def show_refused(self, words: str) -> None:
        """A search was refused, in words: it says so where its results would be, beside the sources."""
        if self._searching and self._found is None:
            self._searching = False
            self._show_results(shown=False)
            self.show_stop(words)

    def show_not_opened(self, words: str) -> None:
        """A record was not opened, in words; what was typed stays, to search again."""
        self.candidates.clear()
        self._found, self._searching, self._survivor, self._each = None, False, "", None
        self._show_results(shown=False)
        self.show_stop(words)
        self.form.number.setFocus()

    def show_found(self, found: Found) -> None:
        """Put what the sources answered so far; one person by number opens when all have answered."""
        self._found = found
        self._show_results(shown=True)
        self.strip.show_sources(self._sentence(found), found.sources)
        for chip in self.strip.chips.values():
            for action in chip.actions.values():
                action.setVisible(False)
            chip.actions["grid"].setVisible(True)
            chip.actions["cancel"].setVisible(not found.settled)
        for source in found.sources:
            for offer in source.offers:
                self.strip.chips[source.id].actions[offer].setVisible(True)
        self.strip.retry.hide()
        self.strip.stop.setVisible(not found.settled)
        self._tell(found)
        self.similar.setVisible(found.similar)
        self.candidates.show_found(found)
        if found.settled and self._searching and self.candidates.groups:
            self._settle(found)
        if found.settled and self._survivor:
            self._follow_survivor(found)

    def _tell(self, found: Found) -> None:
        """Say what was found and why not more; on demand what each source said as well."""
        each = [
            f"{source.name}: {_said_by(source)}" for source in found.sources if self._each in {"", source.id}
        ]
        lines = [found.words, *each] if self._each is not None else [found.words]
        self.words.setText("\n".join(filter(None, lines)))
        quiet = self._each is None and not found.loud and not found.similar and self._says_all(found)
        self.words.setVisible(bool(self.words.text()) and not quiet)

    def _tell_each(self, source: str) -> None:
        """Show what one source ("" each) said in full; the same again hides it."""
        self._each = None if self._each == source else source
        if self._found is not None:
            self._tell(self._found)

    @property
    def by_number(self) -> bool:
        """Whether the last search was by NHS number: only then may one person open by itself."""
        return self.form.asked_number

    def _settle(self, found: Found) -> None:
        if self._survivor or not self._is_sure(found):
            self._searching = False
            self.candidates.focus_first()
        elif self.by_number:
            self._open_only_one()

    def _is_sure(self, found: Found) -> bool:
        """Whether there is one person, and nothing to be looked at first."""
        return self.candidates.groups == 1 and not any(row.warning for row in found.candidates)

    @staticmethod
    def _says_all(found: Found) -> bool:
        """Whether the strip's own sentence says as much: all answered in full and somebody was found."""
        full = all(source.state == "complete" for source in found.sources)
        return found.settled and full and bool(found.candidates)

    def _sentence(self, found: Found) -> str:
        answered = sum(source.state in {"complete", "partial"} for source in found.sources)
        number = len(found.sources)
        said = f"{answered} of {number} sources answered"
        if found.settled and answered == number:
            said = f"All {number} sources answered"
        elif found.settled:
            said = f"All {number} sources asked, {answered} answered"
        return f"{said}. {self._people(found)}"

    @staticmethod
    def _people(found: Found) -> str:
        number = len({row.group for row in found.candidates})
        if not number:
            return "Nobody found" + ("" if found.settled else " so far")
        return ("1 person" if number == 1 else f"{number} persons") + (
            " found" if found.settled else " found so far"
        )

    def _ask(self, query: object) -> None:
        self._searching, self._found, self._survivor, self._each = True, None, "", None
        self.candidates.clear()
        self.strip.show_sources("Asking every source ...", ())
        self.words.hide()
        self.similar.hide()
        self._show_results(shown=True)
        self.asked.emit(query)

    def _ask_survivor(self, source: str, reference: str) -> None:
        """Look for what replaced a record, at its own source alone: its id means nothing elsewhere."""
        self._ask(PatientQuery(reference=reference, at=source))
        self._survivor = reference

    def _follow_survivor(self, found: Found) -> None:
        """Every source is asked by the number of the survivor; one without a number stays as it was found."""
        reference, self._survivor = self._survivor, ""
        row = next((row for row in found.candidates if row.reference == reference), None)
        digits = "".join(filter(str.isdigit, row.nhs_number)) if row else ""
        if len(digits) == _NHS_DIGITS:
            self.form.search_anew(digits)

    def _enter_again(self) -> None:
        if self._found is None:
            return
        if self._is_sure(self._found):
            self._open_only_one()
        elif self.candidates.groups:
            self.candidates.focus_first()
        elif self._found.settled:
            self.form.ask_again()

    def _open_only_one(self) -> None:
        self._searching = False
        self.person_chosen.emit(self.candidates.person())

    def _show_results(self, *, shown: bool) -> None:
        self.endpoints.setVisible(not shown)
        self.strip.setVisible(shown)
        self.candidates.setVisible(shown)
        self.words.setVisible(shown and bool(self.words.text()))
        self.similar.setVisible(shown and self._found is not None and self._found.similar)
