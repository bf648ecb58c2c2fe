"""``tributary record``: one person's record from sources, or the candidates where nobody is settled."""

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo

import tzlocal

from viewer.cli.streams import Streams
from viewer.demo.handle import start_demo
from viewer.engine.compose import Sources, link_targets
from viewer.engine.gather import Gathered, each_record, gather, one_record
from viewer.engine.persons import Wish
from viewer.engine.setting import open_setting
from viewer.errors import UsageError
from viewer.fhir.nhs_number import is_test_number, nhs_number
from viewer.record.as_html import as_html
from viewer.record.as_json import candidates_as_json, record_as_json
from viewer.record.as_text import as_text
from viewer.record.exit_code import exit_code
from viewer.record.model import Record
from viewer.source.origin import SourceKind
from viewer.source.protocols import PatientQuery, RecordSource

NOTHING_READ = 1
CANDIDATES = 4


def run(arguments: argparse.Namespace, streams: Streams) -> int:
    """Read the sources and print; returns the exit code of the design."""
    asked = streams.ask() if arguments.patient == "-" else arguments.patient
    with _sources(arguments) as (sources, audit):
        _check(sources, asked, arguments)
        query = query_from(asked)
        links = link_targets(arguments.link, _names(arguments.sources, sources))
        wish = Wish(nhs_number=query.nhs_number, reference=query.reference, links=links)
        ids = tuple(source.origin.id for source in sources)
        audit("search", ids, asked)
        streams.say("Reading " + ", ".join(source.origin.name for source in sources) + " ...")
        found = gather(sources, query)
        zone = tzlocal.get_localzone()
        if arguments.each_patient:
            return _print_each(found, zone, arguments.format, streams)
        record = one_record(found, wish, zone)
        if record is None:
            return _print_candidates(found, streams)
        audit("open", ids, asked)
        return _print(record, zone, arguments.format, streams)


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


def _check(sources: Sequence[RecordSource], asked: str, arguments: argparse.Namespace) -> None:
    endpoints = [source for source in sources if source.origin.kind is SourceKind.ENDPOINT]
    if not endpoints:
        return
    if arguments.each_patient:
        raise UsageError("--each-patient is for files: an endpoint is asked for one patient (PRIV-23)")
    if not asked and not arguments.link:
        raise UsageError("Say whom: --patient - and then the NHS number on standard input")
    number = nhs_number(asked)
    on_command_line = asked and arguments.patient != "-"
    if on_command_line and not (number and is_test_number(number)):
        raise UsageError(
            "A patient must not stand on a command line, where others can read it", "Use --patient -."
        )


def _names(typed: Sequence[str], sources: Sequence[RecordSource]) -> dict[str, str]:
    by_name = {source.origin.name: source.origin.id for source in sources}
    if len(typed) == len(sources):
        by_name.update(zip(typed, (source.origin.id for source in sources), strict=True))
    return by_name


def _print(record: Record, zone: tzinfo, form: str, streams: Streams) -> int:
    now = datetime.now(UTC)
    if form == "text":
        streams.result(as_text(record, zone, now))
    elif form == "html":
        streams.result(as_html(record, zone, now))
    else:
        streams.result(_line(record_as_json(record, zone)))
    return exit_code(record)


def _print_each(found: Gathered, zone: tzinfo, form: str, streams: Streams) -> int:
    codes = [_print(record, zone, form, streams) for record in each_record(found, zone)]
    return max(codes, default=NOTHING_READ) if set(codes) != {NOTHING_READ} else NOTHING_READ


def _print_candidates(found: Gathered, streams: Streams) -> int:
    streams.result(_line(candidates_as_json(found.patients(), found.strangers(), found.names())))
    streams.say("Several people, or nobody settled: nothing was merged. Choose with --patient or --link.")
    return CANDIDATES


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
