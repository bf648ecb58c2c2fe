"""Documents on the engine's side: which part of which entry; audited, opened beside the record, forgotten."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace

from viewer.auth.glass import UnderGlass
from viewer.engine.document_messages import (
    CloseDocument,
    DocumentGiven,
    OfDocuments,
    OpenDocument,
    SaveDocument,
)
from viewer.engine.documents.copies import Part, parts_of
from viewer.engine.documents.header import header
from viewer.engine.documents.opening import Fetch, Opening
from viewer.engine.documents.pdf_messages import ReadBytes
from viewer.engine.documents.placing import AtSource, placed
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened
from viewer.engine.letter_reader import Spot
from viewer.engine.message import Said
from viewer.engine.open_record import OpenRecord
from viewer.engine.refusals import check_leaving
from viewer.errors import EngineError, UsageError, ViewerError
from viewer.fetch.documents import Content, DocumentSource, Wanted
from viewer.fetch.faults import Fault
from viewer.fetch.options_for import options_for
from viewer.fhir.resource import Content as Attachment
from viewer.fhir.typed import text
from viewer.source.answer import Outcome
from viewer.source.origin import Origin
from viewer.source.protocols import Cancel
from viewer.store.audit import Action

_MAY_STAND = "If the source gives it without emergency access it is in the record again."
_WITHHELD = "Restricted record: where the person can be reached is not shown, and this text may name it"
Heard = Callable[[Spot, int, ReadBytes], None]
"""Is told of a document that came from its source: the copy it is of, its number there, its bytes."""


def _unheard(_spot: Spot, _part: int, _bytes: ReadBytes, /) -> None:
    """Nobody searches in it."""


@dataclass(slots=True)
class DocumentDesk:
    """One for an engine; one document is open at a time. ``heard``: who searches in what was fetched."""

    desk: EndpointDesk
    errands: Errands
    heard: Heard = _unheard
    _open: Opening | None = None

    def take(self, message: OfDocuments, record: OpenRecord | None) -> None:
        """Do what the window asks; what comes of it is told later. Raises ViewerError in words."""
        match message:
            case OpenDocument():
                self.close()
                if record is not None:
                    self._begin(message, record)
            case CloseDocument():
                self.close()
            case _:
                self._ask(message, record)

    def _ask(self, message: OfDocuments, record: OpenRecord | None) -> None:
        opening = self._open
        if opening is None or record is None or isinstance(message, OpenDocument | CloseDocument):
            return
        if message.ticket != opening.ticket:
            return  # it is about one that was closed since
        if isinstance(message, SaveDocument):
            if not opening.may_save:
                raise UsageError("There is nothing to save", "Open the document first.")
            check_leaving(self.desk.setting, [opening.origin], record.nhs_number, printing=False)
            self.desk.audit(Action.EXPORT, [opening.origin], record.nhs_number, "document")
        opening.ask(message)

    def close(self) -> None:
        """Forget the open document; a fetch of it ends, and whoever draws it."""
        if self._open is not None:
            self.errands.cancel(_name(self._open.ticket))
            self._open.ask(None)
            self._open = None

    def leave(self, source: str) -> Iterator[DocumentGiven]:
        """A source's emergency access has ended: its open document is closed, and said to be gone.

        What is said holds nothing of it but where it came from.
        """
        opening = self._open
        if opening is None or opening.origin.id != source:
            return
        self.close()
        was = opening.given
        yield DocumentGiven(
            generation=was.generation,
            ticket=was.ticket,
            entry=was.entry,
            part=was.part,
            title="Document",
            facts=(("Source", opening.origin.name),),
            kind="refused",
            words="This document has left the record: emergency access has ended",
            advice=_MAY_STAND,
        )

    def _begin(self, message: OpenDocument, record: OpenRecord) -> None:
        supporting = (one for one in record.load.supporting() if one.id == message.entry)
        shown = record.entries.get(message.entry) or next(supporting, None)
        found = parts_of(record.load, shown) if shown else ()
        if shown is None or message.part >= len(found):
            raise EngineError("This document has left the record", "Press F5 to read the sources again.")
        part = found[message.part]
        if record.load.is_restricted and part.names_places:
            raise ViewerError(_WITHHELD, "Ask those who may see it.")
        origin = next(one for one in record.origins if one.id == part.resource.key.source)
        self.desk.audit(Action.VIEW, [origin], record.nhs_number, "document")
        given = header(message, record.load, shown, (part, origin.name), record.zone)
        self._open = self._opening(replace(given, generation=message.generation), record, part, origin)
        self._open.fetch = partial(self._fetched, self._open.fetch, _spot_of(found, message.part), part)
        self.errands.start(_name(message.ticket), self._open.run)

    def _opening(self, given: DocumentGiven, record: OpenRecord, part: Part, origin: Origin) -> Opening:
        attachment = part.part.attachment
        at_source = self.source(origin)
        source = record.load.source(origin.id)
        resolve = source.library.resolver(part.resource) if source else _nothing
        where = placed(attachment, resolve, at_source.holds if at_source else None)
        url = text(attachment.get("url"))
        wanted = Wanted(
            url=url if isinstance(where, AtSource) else "",
            media_type=text(attachment.get("contentType")).partition(";")[0].strip(),
            nhs_number=record.nhs_number,
        )
        return Opening(
            given=given,
            part=part.part,
            placed=where,
            fetch=partial(at_source.fetch, wanted) if at_source else _nobody,
            origin=origin,
            may_leave=self.desk.setting.policy.allow_export,
            name=url.partition("?")[0].rpartition("/")[2] or part.part.title,
        )

    def _fetched(self, fetch: Fetch, at: tuple[Spot, int], part: Part, cancel: Cancel) -> Content | Fault:
        """On the errand's thread: what was opened is searched from now on too."""
        found = fetch(cancel)
        if isinstance(found, Content):
            alone = to_read(found, part.part.attachment)
            self.errands.tell(Happened(partial(self._hear, *at, alone)))
        return found

    def _hear(self, spot: Spot, part: int, alone: ReadBytes) -> Iterable[Said]:
        self.heard(spot, part, alone)
        return ()

    def source(self, origin: Origin) -> DocumentSource | None:
        """Return what asks a source for its documents; None for a file, which asks nobody."""
        endpoint = next((one for one in self.desk.in_use if one.id == origin.id), None)
        if endpoint is None:
            return None
        setting = self.desk.setting
        return DocumentSource(
            endpoint=endpoint,
            authoriser=UnderGlass(setting.signs.authoriser(endpoint), setting.session.glass),
            options=options_for(endpoint, setting.secrets),
            session=setting.session,
        )


def to_read(found: Content, attachment: Attachment) -> ReadBytes:
    """Return what was fetched as it is read for searching."""
    return ReadBytes(data=found.data, stated=text(attachment.get("contentType")), media_type=found.media_type)


def _spot_of(found: tuple[Part, ...], number: int) -> tuple[Spot, int]:
    """Return where the copy of a part is, and the number of the part in it."""
    resource = found[number].resource
    place = resource.place
    before = sum(1 for one in found[:number] if one.resource.place == place)
    return (resource.key.source, place.page, place.start), before


def _name(ticket: int) -> str:
    return f"document {ticket}"


def _nothing(_reference: str, /) -> None:
    return None


def _nobody(_cancel: Cancel) -> Content | Fault:
    return Fault(outcome=Outcome.FAILED, why="it is a file, which asks nobody")
