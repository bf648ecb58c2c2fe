"""What the window knows: which patient is on screen, what was asked, and what the engine said about it."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from viewer.engine.endpoint_messages import Endpoints, RecordPermission, UseDemo
from viewer.engine.link_messages import LinkPatient, UnlinkSource
from viewer.engine.messages import (
    Audited,
    Banner,
    CancelLoad,
    CandidateRow,
    CloseRecord,
    Find,
    Found,
    FromEngine,
    Glance,
    Hello,
    Message,
    OpenFiles,
    OpenPatient,
    Refused,
    Retry,
    Rows,
)
from viewer.source.permission import PermissionKind
from viewer.source.protocols import PatientQuery
from viewer.store.pins import PREFIX
from viewer.ui.session.detail_talk import DetailTalk
from viewer.ui.session.engine_link import EngineLink
from viewer.ui.session.opened import Opened, with_link, without_link
from viewer.ui.session.row_count import RowCount
from viewer.ui.session.talks import Talks


class Session(Talks):
    """The conversation with the engine, and its present state.

    Signals, each with the message as it came: those that are ``Signal(object)``. ``opened()``: another record
    begins and all of the last one goes; ``renewed()``: rows of a restarted engine replace the greyed ones;
    ``stopped(str)``: the engine ended, in words; ``miscounted(str)`` after each page: rows were lost between
    engine and window, in words, "" if none were.
    """

    greeted, found, banner_changed = Signal(object), Signal(object), Signal(object)
    rows_changed, glance_changed, detail_arrived = Signal(object), Signal(object), Signal(object)
    stopped, miscounted = Signal(str), Signal(str)

    def __init__(
        self, link: EngineLink, parent: QObject | None = None, *, prologue: tuple[Message, ...] = ()
    ) -> None:
        super().__init__(link, parent)
        self._link = link
        self._prologue = prologue  # what every engine is told first, such as the demo's endpoints
        self._last_open: Message | None = None
        self._query = PatientQuery()  # what found the patient: a restarted engine finds them again by it
        self._files: OpenFiles | None = None  # the files that the patient was chosen from
        self._locked_away: Opened | None = None  # what was on screen at the lock
        self._then: Message | None = None  # what waits until a restarted engine has read those files
        self._stale = self._choosing = False
        self._count = RowCount()
        self.details = DetailTalk(link, self)
        self.details.arrived.connect(self.detail_arrived)
        self.opened.connect(self.details.forget)
        self.refused.connect(self.details.refuse)
        self.candidates: tuple[CandidateRow, ...] = ()
        self._hearers: dict[type, Callable[[FromEngine], None]] = {
            Hello: self.greeted.emit,
            Refused: self.refused.emit,
            Found: self._keep_found,
            Banner: self.banner_changed.emit,
            Rows: self._pass_rows,
            Glance: self._pass_glance,
            **self.details.hearers(),
            **self.hearers(),
        }
        link.said.connect(self._hear)
        link.stopped.connect(self._tell_stop)
        link.restarted.connect(self._open_again)

    @property
    def is_demo(self) -> bool:
        """Whether the demo's sources are in use, which nobody set up and nobody removes."""
        return any(isinstance(message, UseDemo) for message in self._prologue)

    @property
    def generation(self) -> int:
        """The number of the record on screen; it grows with every patient."""
        return self._link.generation

    def start(self) -> None:
        """Start the engine."""
        self._link.open()
        self._greet()

    @property
    def endpoints(self) -> Endpoints | None:
        """The configured sources, None until the engine has said which."""
        return self.sources.endpoints

    @property
    def alive(self) -> bool:
        """Whether an engine runs."""
        return self._link.running

    @property
    def opens_files(self) -> bool:
        """Whether the record on screen is made of files."""
        return isinstance(self._last_open, OpenFiles)

    @property
    def searches(self) -> bool:
        """Whether a search was the last thing asked."""
        return self._choosing or isinstance(self._last_open, Find)

    def await_choice(self) -> None:
        """Files hold several persons: candidates are shown until one is chosen."""
        self._choosing = True

    def _greet(self) -> None:
        for message in self._prologue:
            self._link.send(message)
        self.sources.hand_over()
        self.gates.hand_over()

    def find(self, query: PatientQuery) -> None:
        """Search every source."""
        self._link.generation += 1
        self.candidates, self._choosing = (), False
        self._query, self._files = query, None
        self._last_open = Find(query=query, generation=self.generation)
        self._link.send(self._last_open)

    def open_patient(self, patients: tuple[tuple[str, str, bool], ...]) -> None:
        """Open these Patients as one person; what was on screen goes at once."""
        query = PatientQuery() if self._files else self._query
        self._begin(OpenPatient(patients=patients, query=query, generation=self.generation + 1))

    def open_files(self, paths: tuple[str, ...]) -> None:
        """Open files and folders as sources."""
        self._files = OpenFiles(paths=paths, generation=self.generation + 1)
        self._begin(self._files)

    def close_record(self) -> None:
        """The patient leaves the screen and the engine's memory."""
        self._link.send(CloseRecord(generation=self.generation))
        self._link.generation += 1
        self._last_open, self.candidates, self._choosing = None, (), False
        self._query, self._files, self._then = PatientQuery(), None, None
        self.opened.emit()

    def link_patient(self, source: str, reference: str) -> None:
        """Link one more Patient to the person on screen, by the clinician's own hand."""
        self._link.send(LinkPatient(source=source, reference=reference, generation=self.generation))
        self._last_open = with_link(self._last_open, source, reference)  # a restarted engine links it again

    def unlink(self, source: str) -> None:
        """Undo a link (IDM-20); a restarted engine is told so too, or its rules would link it again."""
        self._link.send(UnlinkSource(source=source, generation=self.generation))
        self._last_open = without_link(self._last_open, source)

    def retry(self, source: str = "") -> None:
        """Read one source again, or all."""
        self._link.send(Retry(source=source, generation=self.generation))

    def cancel(self, source: str = "") -> None:
        """Stop one source, or all."""
        self._link.send(CancelLoad(source=source, generation=self.generation))

    def permit(self, source: str, kind: PermissionKind, reason: str) -> None:
        """Record on what grounds a source's record of this patient is viewed; the source is asked again."""
        self._link.send(RecordPermission(source=source, kind=kind, reason=reason, generation=self.generation))

    def ask_detail(self, entry: str) -> None:
        """Ask for everything about one entry."""
        self.details.ask(entry)

    def audit(self, action: str, detail: str = "") -> None:
        """Have an action of the window written to the audit trail; ``detail`` holds no patient value."""
        self._link.send(Audited(action=action, detail=detail, generation=self.generation))

    def lock(self) -> None:
        """Forget the record but for which it was, and end the engine (PRIV-03)."""
        asked, kept = self._last_open, self.regrouping.kept
        self._locked_away = None
        if isinstance(asked, OpenPatient | OpenFiles) and not self._choosing:
            self._locked_away = Opened(asked, self._files, self._query, kept)
        self.close_record()
        self.sources.forget(keep=PREFIX)
        self._link.close()

    def resume(self) -> bool:
        """Open again, from its sources, what was on screen at the last lock; False where nothing was."""
        was = self._locked_away
        if was is not None:
            self._files, self._query = was.files, was.query
            self._begin(replace(was.asked, generation=self.generation + 1), send=False)
            self.regrouping.restore(was.regrouped)
            self._send_open()
        return was is not None

    def restart(self) -> None:
        """Somebody else works here now: a fresh engine, and what was on screen at a lock is forgotten."""
        self._locked_away = None
        self._link.close()
        self.start()

    def quit(self) -> None:
        """End the engine in order, before the program ends."""
        self._link.finish()

    def _begin(self, message: Message, *, send: bool = True) -> None:
        self._link.generation = message.generation
        self._last_open, self._stale, self._choosing, self._then = message, False, False, None
        self._count.clear()
        self.opened.emit()
        if send:
            self._link.send(message)

    def _hear(self, message: FromEngine) -> None:
        self._hearers[type(message)](message)

    def _keep_found(self, message: FromEngine) -> None:
        if isinstance(message, Found):
            self.candidates = message.candidates
            self.found.emit(message)
            if message.settled and self._then is not None:
                then, self._then = self._then, None
                self._link.send(then)

    def _pass_rows(self, message: FromEngine) -> None:
        if not isinstance(message, Rows):
            return
        if self._stale:
            self._stale = False
            self._count.clear()
            self.renewed.emit()
        self.rows_changed.emit(message)
        self.miscounted.emit(self._count.take(message))  # "" takes the words back

    def _pass_glance(self, message: FromEngine) -> None:
        self.glance_changed.emit(message)
        if isinstance(message, Glance):
            self.details.look(message)

    def _tell_stop(self, words: str, _ended: bool) -> None:  # noqa: FBT001  # the signal's own shape
        self._stale = True
        self.stopped.emit(words)

    def _open_again(self) -> None:
        self._greet()
        self._send_open()

    def _send_open(self) -> None:
        """Have a fresh engine open what is to be on screen."""
        self.regrouping.hand_over()
        if isinstance(self._last_open, OpenPatient) and self._files is not None:
            self._then = self._last_open  # whose record it is was chosen among these files
            self._link.send(replace(self._files, generation=self.generation))
        elif self._last_open is not None:
            self._link.send(self._last_open)
