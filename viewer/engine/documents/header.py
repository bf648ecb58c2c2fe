"""What stands above an opened document: title, source, date, author, status, and what must be seen first."""

from datetime import tzinfo

from viewer.engine.document_messages import DocumentGiven, OpenDocument
from viewer.engine.documents.copies import Part
from viewer.entries.entry import Entry
from viewer.fhir.typed import text
from viewer.load.flow import Load
from viewer.present.dates import date_words
from viewer.record.model import Supporting

_MAY_NAME = "Restricted record: this document may say where the person lives. Let nobody else read it."
_NOT_STATED = "not stated"
_LOUD = {
    "superseded": "Superseded: a newer document takes its place",
    "preliminary": "Preliminary, not final",
    "partial": "Part of a report, not final",
    "entered-in-error": "Entered in error",
}


def header(
    message: OpenDocument,
    load: Load,
    shown: Entry | Supporting,
    found: tuple[Part, str],
    zone: tzinfo,
) -> DocumentGiven:
    """Return everything about a document but its content; ``found``: the part, and its source's name."""
    part, source = found[0].part, found[1]
    title = (
        part.title
        if part.title.startswith(shown.title)
        else ": ".join(filter(None, (shown.title, part.title)))
    )
    return DocumentGiven(
        ticket=message.ticket,
        entry=message.entry,
        part=message.part,
        title=title,
        facts=(("Source", source), *(_facts(shown, zone) if isinstance(shown, Entry) else ())),
        kind="unshowable",
        marks=_marks(shown, found[0]),
        warnings=(_MAY_NAME,) if load.is_restricted else (),
    )


def _marks(shown: Entry | Supporting, part: Part) -> tuple[str, ...]:
    """The marks of the row, and what this source's own copy says of itself."""
    codes = [text(part.resource.content.get(name)) for name in ("status", "docStatus")]
    marks = shown.marks if isinstance(shown, Entry) else ()
    return tuple(dict.fromkeys((*marks, *(_LOUD[code] for code in codes if code in _LOUD))))


def _facts(entry: Entry, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    when = date_words(entry.when, zone) if entry.when else "not recorded"
    kind = f" ({entry.when.kind})" if entry.when and entry.when.kind else ""
    told = [
        ("Date", f"{when}{kind}"),
        ("Author", entry.recorder or _NOT_STATED),
        ("Status", "; ".join(filter(None, (entry.status, *entry.quiet_marks))) or _NOT_STATED),
    ]
    return (*told, ("Details", entry.detail)) if entry.detail else tuple(told)
