"""What a clinician has seen of a record: fetched once it is on screen, kept when it leaves; where it is kept.

It is kept as keyed hashes in a sealed file (``store/seen.py``), for the same clinician alone and as long as
policy says. Of the demo and of files, without a keyring, where policy does not let it, or where a source does
not say who signed in, it is held in memory until this engine ends, and that is said. Keyring and disk are
waited for on threads of their own.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Lock

from viewer.engine.choice_names import clinician
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.message import Said
from viewer.engine.open_record import OpenRecord
from viewer.engine.record_news import Baseline, is_whole
from viewer.entries.entry import Entry
from viewer.errors import SettingsError, ViewerError
from viewer.load.source_load import SourceLoad
from viewer.source.endpoint import Marking
from viewer.source.origin import SourceKind
from viewer.store.one_thread import waiting_until
from viewer.store.sealed import KEY_BYTES
from viewer.store.seen import Hashes, Looked, SeenFile, seen_file, seen_key, wipe_seen
from viewer.timeline.news import state_of

_UNTIL = "what you see is remembered until this window locks or closes."
OF_DEMO = f"Demo data: {_UNTIL}"
OF_FILES = f"Files: {_UNTIL}"
OF_POLICY = f"Policy does not let it be kept: {_UNTIL}"
OF_NOBODY = f"A source does not say who signed in: {_UNTIL}"
OF_NO_KEYRING = f"There is no keyring on this computer that can be used: {_UNTIL}"
OF_FAILURE = "What you had seen could not be read: {}. W" + _UNTIL[1:]
KEPT = "What you see is remembered on this computer for {} days, as keyed hashes and not as words."


@dataclass(slots=True)
class _Here:
    """One record as it is remembered. ``file``: None for in memory alone; ``words`` say which."""

    words: str = ""
    patient: bytes = b""
    looked: Mapping[bytes, Looked] = field(default_factory=dict)
    file: SeenFile | None = None
    baseline: Baseline | None = None


@dataclass(slots=True)
class NewsDesk:
    """One for an engine; ``step`` is called while nobody asks and the record on screen is settled."""

    desk: EndpointDesk
    errands: Errands
    now: Callable[[], datetime]
    _hashes: Hashes = field(default_factory=lambda: Hashes(os.urandom(KEY_BYTES)))
    _memory: dict[bytes, dict[bytes, Looked]] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)
    _left: int = 0
    _fetched: int = 0
    _record: OpenRecord | None = None
    _here: _Here = field(default_factory=_Here)

    def begin(self) -> None:
        """Forget what is past its time; all of it, where policy does not let it be kept (any more)."""
        if seen_file().exists():
            self.errands.start("sweep what was seen", self._sweep)

    def step(self, record: OpenRecord) -> bool:
        """Take one piece of work; tell whether there was one."""
        if record is not self._record:
            self._record, self._here = record, _Here()
            self._fetch(record)
        return record.news.step(self.now())

    def leave(self, record: OpenRecord) -> None:
        """The record leaves the screen: keep what was seen of it, where it had settled and was shown."""
        if record is not self._record:
            return
        here, self._record, self._here = self._here, None, _Here()
        if here.baseline is None:
            return
        found = ((key, record.load.source(key)) for key in record.load.source_ids())
        own = {key: _Left.of(source) for key, source in found if source is not None}
        self._left += 1
        self.errands.start(f"keep what was seen {self._left}", partial(self._keep, here, here.baseline, own))

    def _fetch(self, record: OpenRecord) -> None:
        held = self._why_held(record)
        who = () if held else clinician(self.desk)
        self._fetched += 1
        self.errands.start(f"what was seen {self._fetched}", partial(self._open, record, who, held))

    def _why_held(self, record: OpenRecord) -> str:
        """Say why what was seen is held in memory alone, "" where it is kept."""
        why = ""
        if any(one.kind is SourceKind.FILE for one in record.origins):
            why = OF_FILES
        elif any(one.marking is Marking.DEMO for one in record.origins):
            why = OF_DEMO
        elif not self.desk.setting.policy.seen_days:
            why = OF_POLICY
        else:
            try:
                clinician(self.desk)
            except SettingsError:
                why = OF_NOBODY
        return why

    def _open(self, record: OpenRecord, who: tuple[str, ...], held: str, cancel: Event, tell: Tell) -> None:
        here = _Here(words=held)
        try:
            with waiting_until(cancel):
                if not held:
                    here = self._of_file(who, record)
        except ViewerError as error:
            here = _Here(words=OF_FAILURE.format(error.what))
        if here.file is None:
            here.patient = self._hashes.of_patient((), _patient(record))
            with self._turn:
                here.looked = self._memory.get(here.patient, {})
        tell(Happened(partial(self._ready, record, here)))

    def _of_file(self, who: tuple[str, ...], record: OpenRecord) -> "_Here":
        """May wait for the keyring and the disk. Raises VaultError, StoreError."""
        secrets, days = self.desk.setting.secrets, self.desk.setting.policy.seen_days
        if not secrets.vault.lasting:
            return _Here(words=OF_NO_KEYRING)
        file = SeenFile(seen_file(), seen_key(secrets), timedelta(days=days))
        patient = file.hashes.of_patient(who, _patient(record))
        looked = file.looked(patient, self.now())
        words = " ".join(filter(None, (file.problem, KEPT.format(days))))
        return _Here(words=words, patient=patient, looked=looked, file=file)

    def _ready(self, record: OpenRecord, here: "_Here") -> Iterable[Said]:
        if record is self._record:
            hashes = here.file.hashes if here.file is not None else self._hashes
            sources = {one.id: hashes.of_source((one.id, one.base)) for one in record.origins}
            here.baseline = Baseline(hashes, here.looked, sources, here.words)
            self._here = here
            record.news.compare_with(here.baseline)
        return ()

    def _keep(
        self, here: "_Here", baseline: Baseline, own: Mapping[str, "_Left"], _cancel: Event, tell: Tell
    ) -> None:
        now = self.now()
        with self._turn:
            seen = {
                baseline.sources[key]: one.looked(baseline, baseline.looked.get(baseline.sources[key]), now)
                for key, one in own.items()
                if key in baseline.sources and one.entries
            }
            if here.file is None:
                self._memory[here.patient] = self._memory.get(here.patient, {}) | seen
                return
        try:
            here.file.keep(here.patient, seen, now)
        except ViewerError as error:
            tell(Happened(partial(_raised, error)))

    def _sweep(self, cancel: Event, tell: Tell) -> None:
        held, days = self.desk.setting.secrets, self.desk.setting.policy.seen_days
        try:
            with waiting_until(cancel):
                if not days:
                    wipe_seen(held, seen_file())
                elif held.vault.lasting:
                    SeenFile(seen_file(), seen_key(held), timedelta(days=days)).sweep(self.now())
        except ViewerError as error:
            tell(Happened(partial(_raised, error)))


@dataclass(frozen=True, slots=True)
class _Left:
    """One source of a record that leaves: its copies, and whether they are all that it has now."""

    entries: tuple[Entry, ...]
    whole: bool

    @classmethod
    def of(cls, own: SourceLoad) -> "_Left":
        return cls(tuple(own.entries.values()), is_whole(own))

    def looked(self, baseline: Baseline, before: Looked | None, now: datetime) -> Looked:
        """What is seen of it now; of an answer that was not whole beside what was seen before."""
        forms = {} if self.whole or before is None else dict(before.forms)
        for key, form in state_of(self.entries).items():
            name, content = baseline.hashes.of_form(key, form.content)
            forms[name] = (form.kind, content)
        return Looked(now, forms)


def _patient(record: OpenRecord) -> tuple[str, ...]:
    """By what a patient is known again: the NHS number, else the Patient that leads, else the sources."""
    if record.nhs_number:
        return ("nhs", record.nhs_number)
    if record.lead is not None:
        base = next((one.base for one in record.origins if one.id == record.lead.key.source), "")
        return ("patient", base, record.lead.key.reference)
    return ("sources", *sorted(one.base or one.name for one in record.origins))


def _raised(error: ViewerError) -> Iterable[Said]:
    raise error.with_traceback(None)
