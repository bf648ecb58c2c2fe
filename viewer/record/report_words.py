"""The words with which an error in a record is told to whoever keeps it: ids and times, no name (GOV-06)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.fhir.nhs_number import nhs_number as number_in
from viewer.fhir.resource import Json
from viewer.present.numbers import nhs_number_words

_KEEPERS = ("custodian", "managingOrganization", "custodianOrganization")
"""Elements that only ever name an organisation."""
_OWNERS = (*_KEEPERS, "performer", "asserter", "author", "recorder", "informant", "source", "requester")
_MAY_BE_NAMED = frozenset({"Organization", "HealthcareService", "Practitioner", "PractitionerRole"})
_TYPED = re.compile(r"(?:^|/)([A-Z][A-Za-z]+)/[^/?#\s]+(?:/_history/[^/?#\s]+)?$")
NO_OWNER = "{source_name} (the record itself names no other organisation)"
_FILL_IN = "What is wrong: [fill in after pasting: what you saw, what you believe is right]"
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One source's copy of an entry. ``retrieved`` is ready for the screen; ``version`` may be ""."""

    source_name: str
    reference: str
    version: str
    retrieved: str
    base: str = ""


def owner_of(content: Json) -> str:
    """Return who keeps or made a resource, in its own words: a name, else a reference; "" for nobody.

    An organisation goes before a person. Nobody is named who may be the patient or a relative: these assert
    and author records too, so a name counts where it is said what it is of, or where only an organisation
    can stand (GOV-06: the report names no patient).

    >>> owner_of({"custodian": {"display": "Mill Surgery"}})
    'Mill Surgery'
    >>> owner_of({"asserter": {"reference": "Patient/1", "display": "Ann Example"}})
    ''
    """
    if not isinstance(content, dict):
        return ""
    named = [
        words
        for key in _OWNERS
        for one in _many(content.get(key))
        if (words := _named(one, keeps=key in _KEEPERS))
    ]
    organisations = [words for words in named if words[1]]
    return next((words for words, _ in [*organisations, *named]), "")


def _many(value: Json | None) -> Sequence[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(value: Json, *, keeps: bool) -> tuple[str, bool] | None:
    """Return the words of a reference (or of what wraps one), and whether it is an organisation's.

    ``keeps``: it stands where only an organisation can. None where it may be about the patient.
    """
    if not isinstance(value, dict):
        return None
    inner = value.get("actor")
    if isinstance(inner, dict):
        value = inner
    reference, display = value.get("reference"), value.get("display")
    about = reference.strip() if isinstance(reference, str) else ""
    types = set(_types(value.get("type"), about))
    if not (types <= _MAY_BE_NAMED and (types or keeps)) or _holds_number(about):
        return None
    words = display if isinstance(display, str) and display.strip() else about
    line = " ".join(words.split())[:_LONGEST]
    return (line, "Organization" in types) if line else None


def _types(stated: Json | None, reference: str) -> Iterator[str]:
    """Yield of which types a reference says that it is, in its own element and in its address."""
    if isinstance(stated, str):
        yield stated.rpartition("/")[2]
    if found := _TYPED.search(reference):
        yield found[1]


def _holds_number(reference: str) -> bool:
    return any(number_in(part) for part in re.split(r"[/?#|=:]", reference))


def report_text(copy: Copy, owner: str, nhs_number: str = "") -> str:
    """Return the text that the clinician sends themselves; ``nhs_number`` "" leaves the patient unnamed.

    No name, no birth date and nothing clinical stands in it.
    """
    lines = [
        f"To: {owner or copy.source_name}",
        "Subject: A possible error in a record that you hold",
        "",
        f"Source as shown: {copy.source_name}" + (f" ({copy.base})" if copy.base else ""),
        f"Record: {_reference(copy.reference, named=bool(nhs_number))}",
        f"Version: {copy.version or 'not stated by the source'}",
        f"Retrieved: {copy.retrieved}",
    ]
    lines += [f"NHS number: {nhs_number_words(nhs_number)}"] if nhs_number else []
    lines += ["", _FILL_IN, "", "Please correct it at the source, or tell me that it is right."]
    return "\n".join(lines)


def _reference(reference: str, *, named: bool) -> str:
    """Leave out an id that is an NHS number, as PDS has them, unless the patient is to be named."""
    kind, _, identity = reference.partition("/")
    return f"{kind} (its id is the NHS number)" if number_in(identity) and not named else reference


def contact_words(own: str, stated: Sequence[str]) -> str:
    """Return how to reach whoever keeps the source: as set up here, then as the source says of itself."""
    said = [f"Set up for this source: {own}"] if own else []
    said += [f"As the source says of itself: {', '.join(stated)}"] if stated else []
    return ". ".join(said) or (
        "No contact is set up for this source and it states none. Ask your IT support or your switchboard "
        "who keeps these records."
    )
