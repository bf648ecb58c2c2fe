"""What leaves the program, on the engine's side: allowed by policy, audited first, made beside the record."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import msgspec

from viewer.engine.contained import AGAIN, Contained
from viewer.engine.copies import LoadCopies
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.export_messages import (
    AskExport,
    CancelExport,
    Exported,
    ExportForm,
    ExportRefused,
    OfExports,
)
from viewer.engine.open_record import OpenRecord
from viewer.engine.refusals import check_leaving
from viewer.errors import ViewerError
from viewer.fhir.written import json_text
from viewer.merge.persons import restricted_numbers
from viewer.record.as_csv import Table, as_csv
from viewer.record.as_ips import NOT_VALIDATED, as_ips
from viewer.record.as_patient_copy import copy_as_html, kept_back_words, patient_copy
from viewer.record.list_table import head_of_table, table_of_part
from viewer.record.model import Record
from viewer.record.pages.lanes import LanesPage
from viewer.record.pages.on_paper import blocks_of, table_of_body
from viewer.record.pages.register import PageBody
from viewer.record.pages.summary import SummaryTop
from viewer.record.paper import Part, Printing, paper_of_part, paper_of_record
from viewer.record.shown_words import LIMITS, NOT_KEPT, Names, table_of_shown
from viewer.store.account import os_user
from viewer.store.audit import Action

PIECE = 256 * 1024
"""Characters of one message: the window stays awake while a large text comes."""

_ENDS = {"print": "pdf", "pdf": "pdf", "csv": "csv", "ips": "json", "patient": "html", "shown": "csv"}
_NAMES = {"ips": "patient-summary", "patient": "patient-copy", "shown": "on-screen"}
_WHAT = {"print": "on paper", "pdf": "as PDF", "csv": "as CSV", "ips": "as IPS", "patient": "as patient copy"}
_SHOWN = "what was on the screen as CSV"
_BROKE_OFF = "It broke off and was not made: a fault in this program"
_ENCODER = msgspec.json.Encoder()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """One export: everything that it is made of, so that it needs nothing of the conversation."""

    asked: AskExport
    record: Record
    copies: LoadCopies
    printing: Printing
    body: PageBody | None = None
    shown: Table | None = None

    def text(self) -> tuple[str, str]:
        """Return (the text, what the person has to know). Raises ViewerError."""
        return _MAKES[self.asked.form](self)


@dataclass(slots=True)
class ExportDesk:
    """One for an engine; ``now`` gives the moment that a print says, ``shown`` what was on screen when."""

    desk: EndpointDesk
    errands: Errands
    now: Callable[[], datetime] = _now
    shown: Callable[[], Table | None] = lambda: None

    def take(self, message: OfExports, record: OpenRecord | None) -> Iterator[Happened]:
        """Begin or end an export; its pieces are told later. What is not allowed is refused in words."""
        if isinstance(message, CancelExport):
            self.errands.cancel(_name(message.ticket))
            return
        try:
            work = self._work(message, record)
        except ViewerError as error:
            refused = _refused(message, error)
            yield Happened(lambda: [refused])
            return
        self.errands.start(_name(message.ticket), partial(_make, work))

    def _work(self, asked: AskExport, record: OpenRecord | None) -> _Work:
        """Raises ViewerError: nothing on screen, forbidden, or the audit trail cannot note it."""
        if record is None:
            raise ViewerError("There is no record on screen", "Open a patient first.")
        check_leaving(self.desk.setting, record.origins, record.nhs_number, printing=asked.form == "print")
        action = Action.PRINT if asked.form == "print" else Action.EXPORT
        extent = "whole record" if asked.part is None else "one page"
        what = _SHOWN if asked.form == "shown" else f"{extent} {_WHAT[asked.form]}"
        self.desk.audit(action, record.origins, record.nhs_number, what)
        record.load.restricted = restricted_numbers(record.found.traced)  # PDS may have said so just now
        shown, now = record.load.record(), self.now()
        return _Work(
            asked=asked,
            record=shown,
            copies=LoadCopies(record.load),
            printing=Printing(zone=record.zone, now=now, user=os_user()),
            body=_body(asked.part, record, shown, now),
            shown=self.shown() if asked.form == "shown" else None,
        )


def _body(part: Part | None, record: OpenRecord, shown: Record, now: datetime) -> PageBody | None:
    """Return the page that is on screen where the engine makes it, with the switches that it has there."""
    if part is None or not part.page or part.page != record.pages.page:
        return None
    with Contained():
        given = record.pages.given(record.load, shown, now, settled=record.settled)
        return given.body if given is not None else None
    raise ViewerError(_BROKE_OFF, AGAIN)


def _name(ticket: int) -> str:
    return f"export {ticket}"


def _refused(asked: AskExport, error: ViewerError) -> ExportRefused:
    return ExportRefused(
        generation=asked.generation, ticket=asked.ticket, what=error.what, advice=error.advice
    )


def _make(work: _Work, cancel: threading.Event, tell: Tell) -> None:
    """Make the text and tell it piece by piece, on a thread of its own.

    A defect of ours is said too; its traceback goes on.
    """
    told: Iterable[Exported | ExportRefused] = [_refused(work.asked, ViewerError(_BROKE_OFF, AGAIN))]
    try:
        text, words = work.text()
        told = _pieces(work, text, words)
    except ViewerError as error:
        told = [_refused(work.asked, error)]
    finally:
        for message in told:
            if not cancel.is_set():
                tell(Happened(partial(_alone, message)))


def _alone(message: Exported | ExportRefused) -> list[Exported | ExportRefused]:
    return [message]


def _pieces(work: _Work, text: str, words: str) -> Iterator[Exported]:
    form = work.asked.form
    day = work.printing.now.astimezone(work.printing.zone)
    file_name = f"tributary-{_NAMES.get(form, 'record')}-{day:%Y-%m-%d-%H%M}.{_ENDS[form]}"
    for start in range(0, len(text), PIECE):
        last = start + PIECE >= len(text)
        yield Exported(
            generation=work.asked.generation,
            ticket=work.asked.ticket,
            form=form,
            text=text[start : start + PIECE],
            last=last,
            words=words if last else "",
            file_name=file_name,
        )


def _paper(work: _Work) -> tuple[str, str]:
    part = work.asked.part
    if part is None:
        paper = paper_of_record(work.record, work.printing)
    else:
        first = blocks_of(work.body) if work.body is not None else []
        rows = work.body is None or isinstance(work.body, SummaryTop | LanesPage)  # both show rows
        paper = paper_of_part(work.record, part, work.printing, first, rows=rows)
    return _ENCODER.encode(paper).decode("utf-8"), ""


def _csv(work: _Work) -> tuple[str, str]:
    part = work.asked.part or Part(
        title="Whole record", entries=tuple(one.id for one in work.record.entries), whole=True
    )
    shown = table_of_body(part.title, work.body) if work.body is not None else None
    table = shown or table_of_part(work.record, part, work.printing.zone)
    return as_csv(table, head_of_table(work.record, part, work.printing)), ""


def _ips(work: _Work) -> tuple[str, str]:
    bundle = as_ips(work.record, work.copies, work.printing.zone, work.printing.now)
    return json_text(bundle), f"{NOT_VALIDATED}."


def _patient(work: _Work) -> tuple[str, str]:
    copy = patient_copy(work.record, work.printing.zone, work.printing.now)
    return copy_as_html(copy), f"{kept_back_words(copy)}."


def _shown(work: _Work) -> tuple[str, str]:
    table = work.shown or table_of_shown((), Names(work.printing.zone, {}))
    return as_csv(table, [("Limits", LIMITS), ("", NOT_KEPT)]), ""


_MAKES: dict[ExportForm, Callable[[_Work], tuple[str, str]]] = {
    "print": _paper,
    "pdf": _paper,
    "csv": _csv,
    "ips": _ips,
    "patient": _patient,
    "shown": _shown,
}
