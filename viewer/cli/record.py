"""``tributary record``: one person's record from sources, or the candidates where nobody is settled."""

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from viewer.cli.let_in import let_in
from viewer.cli.opened import opened
from viewer.cli.paper_pdf import pdf_of
from viewer.cli.streams import Streams
from viewer.demo.fault_words import fault_from_text
from viewer.demo.handle import DemoHandle, start_demo
from viewer.engine.blocked import note_blocked
from viewer.engine.compose import Sources, endpoint_at, is_address, link_targets
from viewer.engine.copies import LoadCopies
from viewer.engine.gather import Loaded, check_links, each_loaded, gather, one_loaded, said_of_replaced
from viewer.engine.gathered import Gathered
from viewer.engine.link_words import signed, signing
from viewer.engine.persons import Wish
from viewer.engine.refusals import check_leaving, note_address
from viewer.engine.setting import Setting
from viewer.errors import UsageError, ViewerError
from viewer.fhir.nhs_number import nhs_number
from viewer.fhir.written import json_text
from viewer.record.as_html import as_html
from viewer.record.as_ips import NOT_VALIDATED, as_ips
from viewer.record.as_json import candidates_as_json, record_as_json
from viewer.record.as_patient_copy import copy_as_text, kept_back_words, patient_copy
from viewer.record.as_text import as_text
from viewer.record.exit_code import exit_code
from viewer.record.paper import Printing, paper_of_record
from viewer.record.safety import quarantine_lines
from viewer.source.endpoint import Marking
from viewer.source.origin import SourceKind
from viewer.source.protocols import PatientQuery, RecordSource
from viewer.store.account import os_user
from viewer.store.audit import Action

NOTHING_READ = 1
PARTIAL = 3
CANDIDATES = 4
WHOM = "NHS number, or a reference such as Patient/1, then Enter:"


@dataclass(frozen=True, slots=True)
class _Printing:
    """How records are printed."""

    form: str
    setting: Setting
    streams: Streams

    def record(self, loaded: Loaded) -> int:
        """Print one record; return its exit code. Raises ViewerError where it cannot have this form."""
        record, load = loaded
        zone, now = self.setting.zone, datetime.now(UTC)
        record = signed(record, signing(self.setting.who, lambda: now))
        for held_back in quarantine_lines(record):
            self.streams.say(f"tributary: {held_back}.")
        match self.form:
            case "text":
                self.streams.result(as_text(record, zone, now))
            case "html":
                self.streams.result(as_html(record, zone, now))
            case "ips":
                self.streams.result(json_text(as_ips(record, LoadCopies(load), zone, now)))
                self.streams.say(f"tributary: {NOT_VALIDATED}.")
            case "pdf":
                paper = paper_of_record(record, Printing(zone=zone, now=now, user=os_user()))
                self.streams.result_bytes(pdf_of(paper))
            case "patient":
                copy = patient_copy(record, zone, now)
                self.streams.result(copy_as_text(copy))
                self.streams.say(f"tributary: {kept_back_words(copy)}.")
            case _:
                self.line(record_as_json(record, zone))
        return exit_code(record)

    def line(self, value: object) -> None:
        """Print one value as a line of JSON."""
        self.streams.result(json.dumps(value, ensure_ascii=False))


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Read the sources and print; returns the exit code of the design."""
    if arguments.format == "pdf":
        streams.check_bytes()
    asked = streams.ask(WHOM) if arguments.patient == "-" else arguments.patient
    with opened(streams) as setting, _demo(arguments) as servers:
        sources, ids = _sources(arguments.sources, setting, servers)
        _check(sources, asked, arguments)
        query = query_from(asked)
        _may_leave(sources, setting, query)
        let_in(setting, [source.origin for source in sources], asked, streams)
        links = link_targets(arguments.link, ids)
        printing = _Printing(arguments.format, setting, streams)
        _audit(printing, Action.SEARCH, sources, query)
        streams.say("Reading " + ", ".join(source.origin.name for source in sources) + " ...")
        found = gather(sources, query, links)
        for events in found.events.values():
            note_blocked(setting, found.sources, query.nhs_number or query.reference, events)
        if arguments.each_patient:
            return _print_each(found, printing)
        wish = Wish(nhs_number=query.nhs_number, reference=query.reference, links=links)
        check_links(found, wish)
        loaded = one_loaded(found, wish, setting.zone)
        if loaded is None:
            return _print_candidates(found, printing)
        now_known_as = replace(query, nhs_number=found.current(query.nhs_number))
        _audit(printing, Action.OPEN, sources, now_known_as)
        return printing.record(loaded)


def query_from(text: str) -> PatientQuery:
    """Read an NHS number or a reference. Raises UsageError for what is neither.

    >>> query_from("Patient/7").reference
    'Patient/7'
    """
    if "/" in text:
        return PatientQuery(reference=text)
    if not text:
        return PatientQuery()
    number = nhs_number(text)
    if number is None:
        raise UsageError("That is not an NHS number: ten digits, the last one a check digit")
    return PatientQuery(nhs_number=number)


@contextmanager
def _demo(arguments: argparse.Namespace) -> Iterator[DemoHandle | None]:
    if "demo" not in arguments.sources:
        yield None
        return
    faults = fault_from_text(getattr(arguments, "fault", ""))
    national = getattr(arguments, "national", False)
    with start_demo(getattr(arguments, "resources", 0), faults=faults, national=national) as servers:
        yield servers


def _sources(
    names: Sequence[str], setting: Setting, servers: DemoHandle | None
) -> tuple[list[RecordSource], dict[str, str]]:
    demo = servers.endpoints if servers else ()
    if servers:
        for endpoint_id, secret in servers.secrets.items():
            setting.secrets.session.store(endpoint_id, secret)
    makes = Sources(
        endpoints=setting.endpoints,
        secrets=setting.secrets,
        demo=demo,
        locked=setting.policy.lock_endpoints,
        signs=setting.signs,
        session=setting.session,
    )
    for name in filter(is_address, names if makes.locked else ()):
        note_address(setting, endpoint_at(name))
    return makes.by_name(names)


def _audit(printing: _Printing, action: Action, sources: Sequence[RecordSource], query: PatientQuery) -> None:
    """Note the act; where that cannot be done for files or the demo it is a notice, else nothing happens."""
    origins = [source.origin for source in sources]
    what = f"headless, {printing.form}"
    printing.setting.audit(action, origins, patient=query.nhs_number or query.reference, what=what)


def _may_leave(sources: Sequence[RecordSource], setting: Setting, query: PatientQuery) -> None:
    """What this prints can go anywhere: policy forbids it as it does a file. Raises SettingsError.

    The demo's people are made up, and a file is out of our hands already.
    """
    origins = [source.origin for source in sources]
    if any(one.kind is SourceKind.ENDPOINT and one.marking is not Marking.DEMO for one in origins):
        check_leaving(setting, origins, query.nhs_number or query.reference, printing=False)


def _check(sources: Sequence[RecordSource], asked: str, arguments: argparse.Namespace) -> None:
    if arguments.patient == "-" and not asked:
        raise UsageError("Nothing was given on standard input", "Type the NHS number or a reference.")
    if arguments.each_patient and (arguments.patient or arguments.link):
        raise UsageError("--each-patient gives everybody: leave out --patient and --link")
    if arguments.each_patient and arguments.format == "pdf":
        raise UsageError("--each-patient gives many records, and a PDF is one", "Use html, or one patient.")
    asks = [source.origin for source in sources if source.origin.kind is SourceKind.ENDPOINT]
    if not asks:
        return
    if arguments.each_patient:
        raise UsageError("--each-patient is for files: an endpoint is asked for one patient (PRIV-23)")
    if not asked:
        raise UsageError("Say whom: --patient - and then the NHS number on standard input")
    if arguments.patient != "-" and any(one.marking is not Marking.DEMO for one in asks):
        raise UsageError(
            "A patient must not stand on a command line, where others can read it", "Use --patient -."
        )


def _print_each(found: Gathered, printing: _Printing) -> int:
    codes = {_print_one(loaded, printing) for loaded in each_loaded(found, printing.setting.zone)}
    if not codes or codes == {NOTHING_READ}:
        return NOTHING_READ
    return PARTIAL if codes - {0} else 0


def _print_one(loaded: Loaded, printing: _Printing) -> int:
    """Print one of many; what cannot have the form that is wanted is said, and the others follow."""
    try:
        return printing.record(loaded)
    except ViewerError as error:
        printing.streams.refuse(error)
        return PARTIAL


def _print_candidates(found: Gathered, printing: _Printing) -> int:
    for words in said_of_replaced(found):
        printing.streams.say(words)
    printing.line(candidates_as_json(found.patients(), found.strangers(), found.names(), found.traced))
    printing.streams.say("Nobody is settled: nothing was merged. Choose with --patient or --link.")
    return CANDIDATES
