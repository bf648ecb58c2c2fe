"""Which sources' answers are kept for a faster start, for whom, and what ends that.

Only where policy says so, only a plain FHIR endpoint that has found the patient in this very session, and
only for the clinician who read it (PRIV-04, PRIV-12). National services are never kept: they are asked at
each access whether it may be, and a copy would answer in their place. Nor is what was seen under emergency
access or a recorded permission, nor a restricted person. Nothing is fetched here that the record on screen
does not ask for (PRIV-23). Keyring and disk are waited for on threads of their own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Lock
from typing import NoReturn

from viewer import __version__
from viewer.engine.choice_names import clinician
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.gathered import Gathered
from viewer.engine.kept_reading import KeptReading
from viewer.engine.kept_shelf import Shelf, sweep
from viewer.engine.kept_wipe import wipe_copies
from viewer.engine.parts import Part
from viewer.engine.readers import Read
from viewer.engine.setting import FROM_COPY
from viewer.errors import SettingsError, ViewerError
from viewer.fetch.source import EndpointSource
from viewer.merge.persons import restricted_numbers
from viewer.source.endpoint import Kind, Marking
from viewer.store.audit import Action
from viewer.store.kept_record_key import may_be_kept
from viewer.store.kept_record_rows import FORMAT
from viewer.store.kept_records import CopyName, kept_records_file
from viewer.store.one_thread import waiting_until

_NOBODY = (
    "Records are not kept for a faster start: a source does not say who signed in",
    "Each record is read from its sources whenever it is opened.",
)


@dataclass(slots=True)
class KeptCopies:
    """One for an engine. ``demo``: the demo's record is kept as well, for tests alone."""

    desk: EndpointDesk
    errands: Errands
    now: Callable[[], datetime]
    demo: bool = False
    _told: set[str] = field(default_factory=set)
    _wiped: int = 0
    _turn: Lock = field(default_factory=Lock)

    def reading(self, found: Gathered, part: Part, read: Read, *, anew: bool) -> Read:
        """Return a reading that begins with the copy (not where it is read ``anew``) and keeps the answer.

        What is read on special grounds, or of a person who is restricted by now, begins with no copy and
        leaves none behind.
        """
        name = self._called(found, part)
        if name is None:
            return read
        wiped = self._wiped
        return KeptReading(
            part=part,
            read=read,
            shelf=self._shelf(name),
            turn=self._turn,
            may_keep=lambda: wiped == self._wiped and self._name(found, part) == name,
            note=partial(self._note, part),
            tell=self._tell_once,
            recall=not anew and not self._is_guarded(found, part),
        ).events

    def shelves(self, found: Gathered, parts: Iterable[Part]) -> list[Shelf]:
        """Return where copies of these parts may stand now."""
        names = [self._name(found, part) for part in parts]
        return [self._shelf(name) for name in names if name is not None]

    def _shelf(self, name: CopyName) -> Shelf:
        return Shelf(self.desk.setting.secrets, self._lasts, name, self.now)

    def begin(self) -> None:
        """Delete what is past its time; all of it, where policy does not let anything be kept (any more)."""
        if kept_records_file().exists():
            self.errands.start("sweep kept records", partial(self._run, self._sweep))

    def wipe_soon(self) -> None:
        """Forget every copy, beside the record; where that fails, it is said."""
        self._wiped += 1
        self.errands.start("wipe kept records", partial(self._run, self.wipe))

    def wipe(self) -> None:
        """Destroy the key and delete the copies (PRIV-12). May wait for the keyring. Raises ViewerError.

        What is being read now is not kept either, and what is just being kept is waited for. The key goes
        also where the file is not to be found: somebody may have moved it away. Files and the demo, of which
        nothing is ever kept, open no keyring. Where no keyring can be asked, this session has kept nothing,
        and what a former one left is said by the trail alone.
        """
        self._wiped += 1  # first: whatever is kept from now on asks in its turn, and is not
        with self._turn:
            if self._may_be_there():
                wipe_copies(self.desk.setting)

    def _may_be_there(self) -> bool:
        allowed = self.desk.setting.policy.keep_records
        real = any(one.marking is not Marking.DEMO for one in self.desk.in_use)
        if real or allowed or kept_records_file().exists():
            return may_be_kept(self.desk.setting.secrets, allowed=allowed)
        return False

    @property
    def _lasts(self) -> timedelta:
        return timedelta(hours=self.desk.setting.policy.keep_records_hours)

    def _sweep(self) -> None:
        if self.desk.setting.policy.keep_records:
            sweep(self.desk.setting.secrets, self._lasts, self.now())
        else:
            self.wipe()

    def _run(self, work: Callable[[], None], cancel: Event, tell: Tell) -> None:
        try:
            with waiting_until(cancel):
                work()
        except ViewerError as error:
            tell(Happened(partial(_raised, error)))

    def _name(self, found: Gathered, part: Part) -> CopyName | None:
        """Name the copy of a part; None where there may be none now."""
        return None if self._is_guarded(found, part) else self._called(found, part)

    def _called(self, found: Gathered, part: Part) -> CopyName | None:
        """Name the copy of a part, also where there may be one no more; None where there never is one."""
        if not self._is_ever_kept(found, part):
            return None
        try:
            who = clinician(self.desk)
        except SettingsError:
            self._tell_once(SettingsError(*_NOBODY))
            return None
        signed_in = self.desk.setting.signs.signed_in(part.origin.id)
        return CopyName(
            who=(*who, "in the role", signed_in.role if signed_in else ""),
            source=(part.origin.id, part.origin.base, FORMAT, __version__),
            patients=tuple(link.patient.key.reference for link in part.links),
        )

    def _is_ever_kept(self, found: Gathered, part: Part) -> bool:
        source = found.sources.get(part.origin.id)
        if not self.desk.setting.policy.keep_records or not part.links:
            return False
        if not isinstance(source, EndpointSource) or source.kind is not Kind.FHIR:
            return False
        return part.origin.marking is not Marking.DEMO or self.demo

    def _is_guarded(self, found: Gathered, part: Part) -> bool:
        """Whether a person is restricted, or was opened on grounds that hold for this session alone."""
        session, patients = self.desk.setting.session, [link.patient for link in part.links]
        numbers = {one.nhs_number for one in patients if one.nhs_number}
        granted = session.glass.of(part.origin.id) or any(map(session.permissions.of, numbers))
        restricted = any(one.restricted for one in patients)
        return bool(granted) or restricted or not numbers.isdisjoint(restricted_numbers(found.traced))

    def _note(self, part: Part) -> None:
        self.desk.audit(Action.OPEN, [part.origin], part.links[0].patient.nhs_number, FROM_COPY)

    def _tell_once(self, error: ViewerError) -> None:
        """Say what keeps records from being kept: once in a session, from whichever thread."""
        if error.what not in self._told:
            self._told.add(error.what)
            self.errands.start(error.what, partial(_say, error))


def _say(error: ViewerError, _cancel: Event, tell: Tell) -> None:
    tell(Happened(partial(_raised, error)))


def _raised(error: ViewerError) -> NoReturn:
    raise error.with_traceback(None)
