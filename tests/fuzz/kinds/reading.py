"""What holds of any body, whatever its bytes: nothing is lost, nothing raises, the same twice, all of it can be said."""
# ruff: noqa: PT017 - no tests of pytest: each assertion is a promise that a case is judged by

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from tests.fuzz.case import Case
from tests.walker.walker import walk
from viewer.engine.copies import LoadCopies
from viewer.engine.details import Details
from viewer.engine.frames import FrameReader, from_engine, pack
from viewer.engine.gather import each_loaded, gather
from viewer.engine.halves import Halves
from viewer.engine.messages import Rows
from viewer.engine.page_desk import PageDesk
from viewer.engine.page_messages import AskPage
from viewer.engine.rows import named, row_of, supporting_row
from viewer.engine.screen import Screen
from viewer.errors import ResourceError, ViewerError
from viewer.fhir.body import Split, split
from viewer.fhir.strict import read_object
from viewer.fhir.written import json_text
from viewer.present.detail import detail_of
from viewer.present.letters.reading import read_written
from viewer.present.written_text import written_texts
from viewer.record.as_csv import as_csv
from viewer.record.as_html import as_html
from viewer.record.as_ips import as_ips
from viewer.record.as_json import record_as_json
from viewer.record.as_patient_copy import copy_as_text, patient_copy
from viewer.record.as_text import as_text
from viewer.record.list_table import head_of_table, table_of_part
from viewer.record.pages.register import PAGES
from viewer.record.paper import Part, Printing, paper_of_record
from viewer.source.answer import Answer, Asked, Ended, Outcome, SourceEnded
from viewer.source.origin import Origin, SourceKind
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 22, 3, 2, tzinfo=UTC)
_BLANK = b" \t\r\n,[]"
_LARGEST_WALK = 300_000
_MOST = 30
_WAYS = ("as_entries", "as_supporting", "as_messages", "repeats", "quarantined", "unreadable")
_NAME = {"application/fhir+ndjson": "x.ndjson"}


class Held:
    """A source that has one body, or several."""

    def __init__(self, bodies: tuple[bytes, ...], media_type: str, name: str = "gp") -> None:
        self.origin = Origin(
            id=name, name=f"Source {name}", kind=SourceKind.FILE, base="https://gp.example/fhir"
        )
        self._bodies, self._media_type = bodies, media_type

    def find(self, query: PatientQuery, cancel: object):
        """The same as read."""
        return self.read("", cancel)

    def read(self, patient: str, cancel: object):
        """Give every body."""
        yield Asked(source=self.origin.id, search="files", domains=frozenset())
        for number, body in enumerate(self._bodies):
            yield Answer(
                source=self.origin.id,
                search="files",
                body=body,
                media_type=self._media_type,
                place=f"file {number}",
                path=_NAME.get(self._media_type, "x.json"),
                retrieved=NOW,
            )
        yield Ended(source=self.origin.id, search="files", outcome=Outcome.COMPLETE)
        yield SourceEnded(source=self.origin.id, state=SourceState.COMPLETE)


def check_body(case: Case, room: Path) -> None:
    """Split, walk, record, every form of print, every message to the window; twice the same."""
    found = split(case.data, case.how)
    assert found == split(case.data, case.how), "split twice is not the same"
    check_spans(case.data, found)
    walked = _walked(case)
    received, made = check_record((case.data,), case.how)
    stands = len(found.slots) + len(found.damages)
    # What names two people as its subject stands in the record of each of them, and is counted there.
    assert received == stands or (received > stands and made.count("\n")), "received is not what stands there"
    if walked is not None:  # of what stands where FHIR has none we say more than the walker, never less
        assert walked <= received, f"the walker counts {walked}, the record {received}"
    if len(case.data) % 8 == 0:
        assert made == check_record((case.data,), case.how)[1], "read twice is not the same"
    for slot in (*found.slots[:_MOST], *found.damages[:_MOST]):
        check_detail(case.data[slot.start : slot.end])


def _walked(case: Case) -> int | None:
    if len(case.data) > _LARGEST_WALK:
        return None
    walked = walk(case.data, _NAME.get(case.how, "x.json"))
    return None if walked.broken else walked.received


def check_spans(body: bytes, found: Split) -> None:
    """Every byte belongs to a resource, an unreadable span, or what stands around them."""
    covered, at = bytearray(len(body)), 0
    for one in (*found.slots, *found.damages):
        assert 0 <= one.start <= one.end <= len(body), "a span outside of the body"
        covered[one.start : one.end] = b"\x01" * (one.end - one.start)
    starts = [(one.start, one.end) for one in found.slots]
    for start, end in sorted(starts):
        assert start >= at or end <= at, "two resources share bytes without one being in the other"
        at = max(at, end)
    if not found.shells:
        rest = bytes(byte for byte, taken in zip(body, covered, strict=True) if not taken)
        rest = rest.removeprefix(b"\xef\xbb\xbf").strip(_BLANK)
        assert not rest, f"bytes of nobody: {rest[:80]!r}"


def check_record(bodies: tuple[bytes, ...], media_type: str) -> tuple[int, str]:
    """Read bodies as sources' answers; return how many occurrences there were, and the records as JSON."""
    sources = [Held((body,), media_type, f"s{number}") for number, body in enumerate(bodies)]
    found = gather(sources, PatientQuery())
    total, printed = 0, []
    for record, load in each_loaded(found, ZONE):
        counts = msgspec.to_builtins(record_as_json(record, ZONE)["counts"])
        assert counts["received"] == sum(counts[way] for way in _WAYS), f"the counts do not add up: {counts}"
        total += counts["received"]
        printed.append(json.dumps(record_as_json(record, ZONE), ensure_ascii=True))
        _check_forms(record, load, len(bodies[0]))
        check_window(record, load)
    return total, "\n".join(printed)


def _check_forms(record, load, turn: int) -> None:
    """One of the forms of print, in turn; each may refuse in words, none may raise anything else."""
    whole = Part(title="All", entries=tuple(entry.id for entry in record.entries), whole=True)
    by = Printing(zone=ZONE, now=NOW, user="drsmith")
    forms = (
        lambda: as_text(record, ZONE, NOW),
        lambda: as_html(record, ZONE, NOW),
        lambda: json_text(as_ips(record, LoadCopies(load), ZONE, NOW)),
        lambda: copy_as_text(patient_copy(record, ZONE, NOW)),
        lambda: as_csv(table_of_part(record, whole, ZONE), head_of_table(record, whole, by)),
        lambda: paper_of_record(record, by),
    )
    try:
        assert forms[turn % len(forms)]()
    except ViewerError as error:
        assert str(error)


def check_window(record, load) -> None:
    """What is told to the window can be packed, whatever it holds: rows, lists, pages and every detail."""
    names = named([source.origin for source in record.sources])
    rows = [row_of(entry, ZONE, names) for entry in record.entries]
    rows += [supporting_row(item, {}) for item in record.supporting]
    ids = Counter(row.id for row in rows)
    assert max(ids.values(), default=1) == 1, "two rows of one id"
    _told(
        [
            Rows(generation=1, upserts=tuple(rows), removes=(), total=len(rows)),
            Screen(record=record, zone=ZONE, settled=True, names=names).glance(),
        ]
    )
    details = Details(load, {}, ZONE, disputes=record.conflicts)
    shown = [details.of_line(one) for one in (*record.entries[:_MOST], *record.supporting[:_MOST])]
    for detail in shown:
        assert detail.members, "a detail of nobody's copy"
    _told(shown)
    desk = PageDesk()
    for name in PAGES:
        desk.take(AskPage(generation=1, page=name))
        _told([desk.given(load, record, NOW, settled=True)])


def _told(messages: Iterable) -> None:
    """Send to the window and read there, as the engine does: the same must arrive."""
    halves, reader = Halves(), FrameReader()
    for message in messages:
        frame = pack(message, halves.mended)
        reader.feed(frame)
        (body,) = reader.bodies()
        assert pack(from_engine(body)) == frame, "the window hears something else"


def check_detail(raw: bytes) -> None:
    """Everything in a resource stands in its detail, and every narrative can be read as words."""
    detail = detail_of(raw)
    assert detail.lines, "a detail without a line"
    for text in written_texts(detail.lines):
        assert text.text, "a narrative of no words"
        said = read_written([("", "", text.text)])
        assert said.kind in {"html", "text"}
    try:
        read_object(raw)
    except ResourceError as error:
        assert str(error)
