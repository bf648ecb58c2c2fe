"""Who the person is: every demographic of every source side by side, what differs marked in words."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from viewer.errors import ResourceError
from viewer.fhir.resource import Place, ResourceKey
from viewer.merge.person import PatientFacts
from viewer.present.detail import Line, detail_of
from viewer.present.whereabouts import WITHHELD, says_where
from viewer.record.pages.asked import PageAsked
from viewer.record.sources import names_of

NOT_STATED = "Not stated"
UNREADABLE = "Not read: this source has not sent its own record of the person"
_FIRST = [
    "name",
    "birthDate",
    "gender",
    "deceasedBoolean",
    "deceasedDateTime",
    "identifier",
    "address",
    "telecom",
    "contact",
    "generalPractitioner",
    "careProvider",
    "managingOrganization",
    "communication",
    "maritalStatus",
    "multipleBirthBoolean",
    "multipleBirthInteger",
    "link",
    "active",
    "extension",
    "modifierExtension",
    "photo",
]
_LAST = ("contained", "text", "meta", "implicitRules", "language", "id")
_NUMBER = re.compile(r" \d+$")
_Said = dict[tuple[str, str], list[str]]
"""(element, label) to the words of one source."""


class PatientField(msgspec.Struct, frozen=True, kw_only=True):
    """A label, then one text for each source, never blank. ``differs``: those that state it disagree."""

    label: str
    texts: tuple[str, ...]
    differs: bool = False


class PatientPage(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """``sources``: name and reference, in the order of the texts. ``note``: what is left out, and why."""

    sources: tuple[str, ...]
    fields: tuple[PatientField, ...]
    note: str = ""


def patient_page(asked: PageAsked) -> PatientPage:
    """Return every linked Patient in full; of a restricted person nothing says where they are (NHS-01)."""
    links = asked.record.person.links if asked.record.person else ()
    patients = [link.patient for link in links]
    restricted = any(patient.restricted for patient in patients)
    said = [_said(asked, patient, restricted=restricted) for patient in patients]
    names = names_of(asked.record)
    keys = [patient.key for patient in patients]
    return PatientPage(
        sources=tuple(f"{names.get(key.source, key.source)}: {key.reference}" for key in keys),
        fields=tuple(_fields(said)),
        note=WITHHELD if restricted else "",
    )


def _said(asked: PageAsked, patient: PatientFacts, *, restricted: bool) -> _Said:
    found: _Said = {}
    lines = _lines(asked, patient.key)
    valued = {path.rpartition(".")[0] for line in lines for path in line.paths if not path.endswith(".url")}
    for line in lines:
        if (restricted and any(map(says_where, line.paths))) or _is_named(line, valued):
            continue
        label, _, part = line.label.partition(", ")
        key = (_element(line), _NUMBER.sub("", label))
        found.setdefault(key, []).append(f"{part}: {line.text}" if part else line.text)
    return found


def _is_named(line: Line, valued: Collection[str]) -> bool:
    """Whether a line is only the address of an extension whose name stands before a value of its own."""
    if not line.label.endswith(", URL") or any("modifierExtension" in path for path in line.paths):
        return False
    owners = [path.removesuffix(".url") for path in line.paths if path.endswith(".url")]
    return len(owners) == len(line.paths) and all(_has_value(owner, valued) for owner in owners)


def _has_value(owner: str, valued: Collection[str]) -> bool:
    return any(one == owner or one.startswith((f"{owner}.", f"{owner}[")) for one in valued)


def _lines(asked: PageAsked, key: ResourceKey) -> tuple[Line, ...]:
    """Return every line of the Patient as the record holds it; what a search found is not kept there."""
    held = (
        one for one in asked.record.supporting if (one.source, one.reference) == (key.source, key.reference)
    )
    for one in held:
        try:
            return detail_of(asked.raw(Place(page=one.page, start=one.start, end=one.end))).lines
        except ResourceError:
            continue
    return (Line(paths=("Patient.id",), label="Record", text=UNREADABLE, raw={}),)


def _element(line: Line) -> str:
    """Return the name of the Patient's own element that a line is of, "" for the resource's type."""
    _, _, rest = (line.paths or ("",))[0].partition(".")
    element = rest.partition(".")[0].partition("[")[0].removeprefix("_")
    return "" if element == "resourceType" else element


def _fields(said: Sequence[_Said]) -> Iterator[PatientField]:
    keys = dict.fromkeys(key for one in said for key in one)
    for key in sorted(keys, key=lambda key: _rank(key[0])):
        if not key[0]:
            continue
        texts = ["\n".join(one.get(key, [])) for one in said]
        stated = {" ".join(text.casefold().split()) for text in texts if text}
        yield PatientField(
            label=key[1],
            texts=tuple(text or NOT_STATED for text in texts),
            differs=key[0] not in _LAST and len(stated) > 1,
        )


_RANKS: Mapping[str, int] = {
    **{element: place for place, element in enumerate(_FIRST)},
    **{element: 200 + place for place, element in enumerate(_LAST)},
}


def _rank(element: str) -> int:
    return _RANKS.get(element, 100)
