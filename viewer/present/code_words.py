"""What a FHIR code means in words, and that a code which no version has is not recognised (SAFE-13)."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.fhir.resource import Content
from viewer.fhir.typed import text
from viewer.present.code_sets import bound_codes

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "noshow": "did not attend",
        "onhold": "on hold",
        "onleave": "on leave",
        "waitlist": "on waiting list",
        "stat": "immediate",
        "asap": "as soon as possible",
        "temp": "temporary",
        "old": "old, no longer in use",
        "refer": "see the other record",
        "seealso": "see also",
        "authoredby": "authored by",
        "sms": "text message",
        "AE": "adverse event",
        "PAE": "potential adverse event",
        "careteam": "care team",
        "healthcareservice": "healthcare service",
        "practitionerrole": "practitioner in a role",
        "relatedperson": "related person",
        "printoper": "print for the operator",
        "preauthorization": "authorisation in advance",
        "predetermination": "enquiry before care",
        "mon": "Monday",
        "tue": "Tuesday",
        "wed": "Wednesday",
        "thu": "Thursday",
        "fri": "Friday",
        "sat": "Saturday",
        "sun": "Sunday",
        "manual+": "manual, and more",
        "rfid": "radio tag (RFID)",
        "udi-label-name": "name on the device label",
        "re-run": "run again",
        "level1": "little or no confidence",
        "level2": "some confidence",
        "level3": "high confidence",
        "level4": "very high confidence",
        "aa": "amino acids",
        "dna": "DNA",
        "rna": "RNA",
        "biologicalAgent": "biological agent",
        "req-revalid": "to be validated again",
        "val-fail": "validation failed",
        "reval-fail": "repeated validation failed",
    }
)
_OF: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "MedicationStatement.taken": {
            "y": "taken",
            "n": "not taken",
            "unk": "not known",
            "na": "not applicable",
        },
        "text.status": {
            "generated": "made by the source from its data",
            "extensions": "made by the source from its data and extensions",
            "additional": "may say more than the data",
            "empty": "marked as empty by the source",
        },
        "repeat.when": {
            "MORN": "in the morning",
            "MORN.early": "in the early morning",
            "MORN.late": "in the late morning",
            "NOON": "at noon",
            "AFT": "in the afternoon",
            "AFT.early": "in the early afternoon",
            "AFT.late": "in the late afternoon",
            "EVE": "in the evening",
            "EVE.early": "in the early evening",
            "EVE.late": "in the late evening",
            "NIGHT": "at night",
            "PHS": "after sleep",
            "IMD": "immediately",
            "HS": "at bedtime",
            "WAKE": "on waking",
            "C": "with meals",
            "CM": "with breakfast",
            "CD": "with lunch",
            "CV": "with the evening meal",
            "AC": "before meals",
            "ACM": "before breakfast",
            "ACD": "before lunch",
            "ACV": "before the evening meal",
            "PC": "after meals",
            "PCM": "after breakfast",
            "PCD": "after lunch",
            "PCV": "after the evening meal",
        },
        "Consent.decision": {"deny": "DENY"},
        "Consent.except.type": {"deny": "DENY"},
        "Consent.provision.type": {"deny": "DENY"},
        "Appointment.participant.status": {"needs-action": "has not answered"},
        "AppointmentResponse.participantStatus": {"needs-action": "has not answered"},
        "Composition.confidentiality": {
            "U": "unrestricted",
            "L": "low",
            "M": "moderate",
            "N": "normal",
            "R": "restricted",
            "V": "very restricted",
        },
        "Location.mode": {"instance": "one place", "kind": "a kind of place"},
    }
)
"""What a code means at one element only."""
_UNITS = {
    "s": "second",
    "min": "minute",
    "h": "hour",
    "d": "day",
    "wk": "week",
    "mo": "month",
    "a": "year",
}
_UNIT_ELEMENTS = ("repeat.periodUnit", "repeat.durationUnit")


def code_words(element: str, code: str) -> str:
    """Words of a code at ``Type.path`` without indexes, in small letters; "" for no code.

    A code that the element's list does not have is shown as it is and called unrecognised; at an element
    that is bound to no list the code is spelled out.

    >>> code_words("AllergyIntolerance.criticality", "unable-to-assess")
    'unable to assess'
    >>> code_words("AllergyIntolerance.criticality", "severe"), code_words("Task.status", "")
    ("unrecognised code 'severe'", '')
    """
    known = bound_codes(element)
    if known is not None and code and code not in known:
        return f"unrecognised code '{code}'"
    return _meaning(element, code)


def _meaning(element: str, code: str) -> str:
    if element.endswith(_UNIT_ELEMENTS):
        return _UNITS.get(code, code)
    own = _OF.get(element) or _OF.get(".".join(element.rsplit(".", 2)[-2:])) or {}
    return own.get(code) or _WORDS.get(code) or spelled(code)


def spelled(code: str) -> str:
    """A FHIR code whose letters are its words; capitals of a whole code are no shouting.

    >>> spelled("in-progress"), spelled("resolution_expected"), spelled("ONLINE"), spelled("ServiceRequest")
    ('in progress', 'resolution expected', 'online', 'ServiceRequest')
    """
    words = code.replace("-", " ").replace("_", " ")
    return words.lower() if words.isupper() and len(words) > _SHORT else words


_SHORT = 4  # letters: a shorter code in capitals is an abbreviation


def element_words(content: Content, name: str, path: str) -> str:
    """Words of the code element ``name`` of ``content``, which stands at ``path``; "" where none was sent."""
    return code_words(f"{path}.{name}", text(content.get(name)))


def sent_code_words(element: str, code: str) -> str:
    """The same for the full detail: a capital first, and the code beside words that do not spell it.

    "" where the element is bound to no list: then the code stands as it was sent.

    >>> sent_code_words("Appointment.status", "noshow"), sent_code_words("Flag.status", "entered-in-error")
    ('Did not attend (noshow)', 'Entered in error')
    >>> sent_code_words("Flag.status", "on"), sent_code_words("Flag.id", "on")
    ('on (unrecognised code)', '')
    """
    known = bound_codes(element)
    if known is None or not code:
        return ""
    if code not in known:
        return f"{code} (unrecognised code)"
    words = beside(element, code)
    return words[:1].upper() + words[1:]


def beside(element: str, code: str) -> str:
    """Words of a code for a place in a line of the detail, with the code where they do not hold it.

    >>> beside("telecom.use", "old"), beside("telecom.system", "sms"), beside("telecom.use", "x")
    ('old, no longer in use', 'text message (sms)', "unrecognised code 'x'")
    """
    words = code_words(element, code)
    return words if code.casefold() in words.casefold() or spelled(code) in words else f"{words} ({code})"
