"""Keeps window and host system in step: their patients, launches by address, second starts of the program."""

from PySide6.QtCore import QObject, QTimer

from viewer.context.launch_address import endpoint_for, launch_of
from viewer.engine.messages import Banner, Found, HostPatient
from viewer.errors import UsageError
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState
from viewer.ui.host.following import Following
from viewer.ui.host.host_line import HostLine
from viewer.ui.look.theme import Theme
from viewer.ui.record.record_page import RecordPage
from viewer.ui.search.search_page import SearchPage
from viewer.ui.session.session import Session
from viewer.ui.window.dialogs import Dialogs
from viewer.ui.window.single_instance import Wish
from viewer.ui.window.window_parts import WindowParts

_CHANGE = "Another program asks to open another patient here. The record on screen would be closed."
_FILES = "Files were opened with this program. The record on screen would be closed."


class Hosted(QObject):
    """One for a window; ``line`` belongs above its pages."""

    def __init__(self, window: WindowParts, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self.line = HostLine(theme)
        self.following = Following(self, self)
        self._shown = ""
        self._refused_at = 0  # the session's generation when the line last spoke

    @property
    def _search(self) -> SearchPage:
        return self._window.search

    @property
    def _record(self) -> RecordPage:
        return self._window.record

    @property
    def _dialogs(self) -> Dialogs:
        return self._window.dialogs

    @property
    def _session(self) -> Session:
        return self._window.session

    def wire(self) -> None:
        """Connect; after the window's own pages, which have to have taken a message before it is judged."""
        hosts = self._session.hosts
        hosts.patient_shown.connect(self._take)
        hosts.sync_changed.connect(self.following.sync)
        hosts.left.connect(self.following.left)
        self.following.answered.connect(hosts.answer)
        self.following.words_changed.connect(self._say)
        self.line.show_wanted.connect(self.following.show_host)
        self._dialogs.heard_last_close = self._hear_close
        self._window.pages.currentChanged.connect(lambda _page: self.line.lock(self.locked))
        self._search.person_chosen.connect(self.following.opened)
        self._search.asked.connect(self._searched)
        self._session.found.connect(self._found)
        self._session.opened.connect(self._forget_shown)
        self._session.banner_changed.connect(self._show)

    # ---- what following needs of the window ----------------------------------------------------

    @property
    def locked(self) -> bool:
        """Whether the lock hides everything."""
        return self._window.locked

    @property
    def busy(self) -> bool:
        """Whether a dialog is open."""
        return self._dialogs.any_open

    @property
    def number_on_screen(self) -> str:
        """Ten digits of the patient on screen, "" where there is none or it is not known yet."""
        return self._shown

    def look_for(self, nhs_number: str) -> None:
        """Search as if the number had been typed."""
        self._window.new_search()
        self._search.form.search_for(nhs_number)

    def new_search(self) -> None:
        """Close the record."""
        self._window.new_search()

    def lock(self) -> None:
        """Hide everything."""
        self._window.lock()

    def close(self) -> bool:
        """End the program."""
        return self._window.close()

    # ---- what happens --------------------------------------------------------------------------

    def take_wish(self, wish: Wish) -> None:
        """A second start of the program: show this window, and do what was asked after a question."""
        self._window.show_yourself()
        if self.locked:
            if wish != Wish():
                self._window.say("What another program asked for was not done: this window was locked.")
        elif wish.address:
            self._launch(wish.address)
        elif wish.files:
            self._asking(_FILES, lambda: self._window.open_files(wish.files))

    def _launch(self, address: str) -> None:
        known = self._session.endpoints
        try:
            launch = launch_of(address)
            endpoint = endpoint_for(launch, known.endpoints if known else ())
        except UsageError as error:
            self._window.say(str(error))
            return
        self._asking(_CHANGE, lambda: self._dialogs.show_sign_in(endpoint.id, launch=launch.token))

    def _asking(self, words: str, do: object) -> None:
        """Do it at once where no patient is on screen, else only when the person agrees (AUTH-20)."""
        if not callable(do):
            return
        if self._window.shows_record:
            self._dialogs.ask(words, "Close the record and go on", do)
        else:
            do()

    def _take(self, shown: HostPatient) -> None:
        if not shown.event_id:  # the launch that was asked for and signed in to: its dialog is done
            self._dialogs.close_all()
        self.following.take(shown)

    def _searched(self, query: PatientQuery) -> None:
        self.following.searched(query.nhs_number)

    def _say(self, words: str) -> None:
        self._refused_at = self._session.generation
        self.line.say(words, offer=self.following.can_show)

    def _hear_close(self) -> None:
        QTimer.singleShot(0, self, self._try_again)  # once what the dialog did is done

    def _try_again(self) -> None:
        """Not where the dialog itself opened something: the person's own choice is not closed again."""
        if self._refused_at == self._session.generation:
            self.following.dialog_closed()

    def _found(self, found: Found) -> None:
        if found.settled and not found.candidates:
            answered = all(source.state == SourceState.COMPLETE for source in found.sources)
            self.following.nobody(all_answered=answered)
        elif found.settled:
            self.following.unsure()

    def _forget_shown(self) -> None:
        self._shown = ""

    def _show(self, banner: Banner) -> None:
        self._shown = "".join(filter(str.isdigit, banner.nhs_number))
        self.following.screen_shows(self._shown)
