"""``tributary endpoint record``: one patient's conversation with a source as a file, everybody replaced."""

import argparse
import secrets
from dataclasses import replace
from pathlib import Path
from threading import Lock

from viewer.cli.let_in import let_in
from viewer.cli.opened import opened
from viewer.cli.record import WHOM, query_from
from viewer.cli.streams import Streams
from viewer.engine.gather import gather, one_record
from viewer.engine.persons import Wish
from viewer.engine.setting import Setting
from viewer.errors import UsageError, ViewerError
from viewer.fetch.options_for import options_for
from viewer.fetch.source import EndpointSource
from viewer.source.answer import Ended, SourceEnded
from viewer.source.endpoint import Endpoint, Kind
from viewer.source.exchange import Exchange
from viewer.source.origin import Origin
from viewer.source.protocols import PatientQuery
from viewer.store.audit import Action
from viewer.store.recordings import save, written

NOBODY = 4
_TRACED = frozenset({Kind.GP_CONNECT, Kind.GP_DOCUMENTS})
_KEY_BYTES = 32


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Read one patient from one source and write down what went over the wire."""
    with opened(streams) as setting:
        return _record(arguments, streams, setting)


def _record(arguments: argparse.Namespace, streams: Streams, setting: Setting) -> int:
    endpoint = _named(arguments.name, setting)
    file = Path(arguments.to).absolute()
    _refuse_file(file)
    asked = streams.ask(WHOM) if arguments.patient == "-" else ""
    if not asked:
        raise UsageError("Say whom: --patient - and then the NHS number on standard input")
    query = query_from(asked)
    recorder = Recorder(endpoint, setting)
    let_in(setting, recorder.origins, query.nhs_number or query.reference, streams)
    setting.audit(
        Action.EXPORT, recorder.origins, patient=query.nhs_number or query.reference, what="recording"
    )
    streams.say(f"Recording {endpoint.name} ...")
    settled = recorder.read(query)
    if not recorder.exchanges:
        raise RecordingError(
            f"Nothing was sent to {endpoint.name}, so there is nothing to record: {recorder.why}"
        )
    save(file, recorder.recording(query, secrets.token_bytes(_KEY_BYTES)))
    streams.say(f"{len(recorder.exchanges)} exchanges were written, names and identifiers replaced.")
    streams.say("Read the first line of the file and look through the rest before you give it to anybody.")
    return 0 if settled else NOBODY


def _refuse_file(file: Path) -> None:
    """Refuse a file that cannot be the new recording, before anybody is asked. Raises UsageError."""
    if file.exists():
        raise UsageError(
            f"--to: {file} is already there, and nothing is written over it", "Name another one."
        )
    if not file.parent.is_dir():
        raise UsageError(f"--to: there is no folder {file.parent}", "Make it first, or name another one.")


class RecordingError(ViewerError):
    """Nothing came that could be recorded."""


class Recorder:
    """Reads a patient from one endpoint as the program does, and keeps every exchange.

    Where a practice is asked only about a number that PDS knows (GPC-02), PDS is read beside it from the
    endpoints of ``setting``; what it says is not recorded. ``why``: the first that was said to be missing.
    """

    def __init__(self, endpoint: Endpoint, setting: Setting) -> None:
        self._endpoint = endpoint
        self._setting = setting
        self._lock = Lock()
        self.exchanges: list[Exchange] = []
        self.why = ""
        self.source = EndpointSource(
            endpoint,
            setting.signs.authoriser(endpoint),
            options=replace(options_for(endpoint, setting.secrets), record=self._keep),
            session=setting.session,
        )
        registers = [
            one for one in setting.endpoints if one.kind is Kind.PDS and one.marking is endpoint.marking
        ]
        self._registers = [self._register(one) for one in registers if endpoint.kind in _TRACED]

    @property
    def origins(self) -> list[Origin]:
        """Everybody who is asked."""
        return [one.origin for one in (self.source, *self._registers)]

    def read(self, query: PatientQuery) -> bool:
        """Find and read; False where it is not settled who is meant, and only the search was recorded."""
        found = gather([*self._registers, self.source], query)
        wish = Wish(nhs_number=query.nhs_number, reference=query.reference)
        record = one_record(found, wish, self._setting.zone)
        ends = (one for one in found.events[self.source.origin.id] if isinstance(one, Ended | SourceEnded))
        self.why = next((gap.why for end in ends for gap in end.gaps), "it was not asked")
        return record is not None

    def recording(self, query: PatientQuery, key: bytes) -> bytes:
        """Return the file's content."""
        about = {"kind": self._endpoint.kind.value}
        return written(self.exchanges, self._endpoint.base_url, query, key, about)

    def _register(self, endpoint: Endpoint) -> EndpointSource:
        options = options_for(endpoint, self._setting.secrets)
        authoriser = self._setting.signs.authoriser(endpoint)
        return EndpointSource(endpoint, authoriser, options=options, session=self._setting.session)

    def _keep(self, exchange: Exchange) -> None:
        with self._lock:
            self.exchanges.append(exchange)


def _named(name: str, setting: Setting) -> Endpoint:
    for endpoint in setting.endpoints:
        if endpoint.name == name:
            return endpoint
    raise UsageError(f"No source is called {name!r}", "See 'tributary endpoint list'.")
