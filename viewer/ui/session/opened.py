"""What of an open record the window keeps over a crash or a lock: which it was, by references; none of it."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from viewer.engine.messages import Message, OpenFiles, OpenPatient, Regrouped
from viewer.source.protocols import PatientQuery


@dataclass(frozen=True, slots=True)
class Opened:
    """``asked`` opened the record; ``files``: those it was chosen from; ``query`` found the patient."""

    asked: OpenPatient | OpenFiles = field(repr=False)
    files: OpenFiles | None = field(repr=False)
    query: PatientQuery = field(repr=False)
    regrouped: Regrouped | None = field(repr=False)


def with_link(opened: Message | None, source: str, reference: str) -> Message | None:
    """The same with one more Patient, by the clinician's own hand."""
    if isinstance(opened, OpenPatient):
        opened = replace(opened, patients=(*opened.patients, (source, reference, True)))
    if isinstance(opened, OpenPatient | OpenFiles):
        opened = replace(opened, undone=tuple(one for one in opened.undone if one != source))
    return opened


def without_link(opened: Message | None, source: str) -> Message | None:
    """The same with a source undone; the leading Patient stays: it cannot be unlinked."""
    if isinstance(opened, OpenPatient | OpenFiles):
        opened = replace(opened, undone=tuple(dict.fromkeys((*opened.undone, source))))
    if isinstance(opened, OpenPatient):
        lead, *others = opened.patients
        kept = (lead, *(other for other in others if other[0] != source))
        opened = replace(opened, patients=kept)
    return opened
