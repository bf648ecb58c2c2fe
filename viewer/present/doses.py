"""How a dosage reads: the sent text first and verbatim, then what we generate from its structure, marked."""

from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import items, number, obj, objects, text
from viewer.present.concepts import concept_words
from viewer.present.dose_amounts import dose_words, limit_words, rate_words
from viewer.present.scalars import scalar
from viewer.present.timings import timing_words

GENERATED = "(generated)"
NOT_UNDERSTOOD = "dosage sent in a form that is not understood: open all details"


def dosage_words(v: Json) -> str:
    """One Dosage or several, of any version; "" where none was sent (MED-05..08, MED-10).

    ``dosage.text`` and the patient instruction stand as sent; the structure is worded beside it and
    marked, so that a difference between the two is seen. Several stand in their sequence, joined by
    "then" where the sequence rises and "and" where it does not.

    >>> dosage_words({"text": "Take ONE daily", "asNeededBoolean": True})
    'Take ONE daily — as required (generated)'
    """
    dosages = [dosage for dosage in items(v) if dosage is not None]
    ranked = sorted(enumerate(dosages), key=lambda pair: (_sequence(pair[1]), pair[0]))
    words, before = "", 0
    for _, dosage in ranked:
        said, place = _one(dosage), _sequence(dosage)
        joint = "; then " if place != before else "; and "
        words, before = (f"{words}{joint}{said}" if words else said), place
    return words


def brief_dosage_words(v: Json) -> str:
    """The same for a list at a glance: where text was sent, the text as sent, and what it may leave out.

    As required and the largest dose always stand beside it (MED-10); the whole structure is a key away.

    >>> brief_dosage_words({"text": "Take ONE daily", "doseQuantity": {"value": 1}})
    'Take ONE daily'
    """
    dosages = [obj(dosage) for dosage in items(v) if dosage is not None]
    if not dosages or not all(text(dosage.get("text")) for dosage in dosages):
        return dosage_words(v)
    ranked = sorted(dosages, key=lambda dosage: _sequence(dict(dosage)))
    return "; then ".join(_brief(dosage) for dosage in ranked)


def _brief(dosage: Content) -> str:
    sent = text(dosage.get("text"))
    parts = [sent, text(dosage.get("patientInstruction")), as_needed_words(dosage), *limit_words(dosage)]
    return " — ".join(part for part in dict.fromkeys(parts) if part and (part is sent or part not in sent))


def _sequence(v: Json) -> int:
    sent = number(obj(v).get("sequence"))
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0  # noqa: PLR2004  # no sane sequence is longer


def _one(v: Json) -> str:
    dosage = obj(v)
    if not dosage:
        return scalar(v) or NOT_UNDERSTOOD
    structure = structure_words(dosage)
    told = text(dosage.get("patientInstruction"))
    parts = [text(dosage.get("text")), told, f"{structure} {GENERATED}" if structure else ""]
    return " — ".join(part for part in dict.fromkeys(parts) if part) or NOT_UNDERSTOOD


def structure_words(dosage: Content) -> str:
    """What the structure says, in the order of the UK medicines guide (MED-06); "" where it says nothing."""
    rates = [*objects(dosage.get("doseAndRate")), dosage]
    amounts = [" or ".join(filter(None, map(say, rates))) for say in (dose_words, rate_words)]
    parts = [
        concept_words(dosage.get("method")),
        *amounts,
        *timing_words(dosage.get("timing")),
        concept_words(dosage.get("route")),
        _at(concept_words(dosage.get("site"))),
        as_needed_words(dosage),
        *limit_words(dosage),
        concept_words(dosage.get("additionalInstruction")),
        concept_words(dosage.get("additionalInstructions")),
    ]
    return ", ".join(part for part in parts if part)


def as_needed_words(dosage: Content) -> str:
    """As required, and for what; STU3, R4 and R5 say it in four ways."""
    reasons = [concept_words(dosage.get(name)) for name in ("asNeededCodeableConcept", "asNeededFor")]
    reason = "; ".join(filter(None, reasons))
    if reason:
        return f"as required for {reason}"
    sent = [dosage.get(name) for name in ("asNeededBoolean", "asNeeded")]
    return "as required" if True in sent else ""


def _at(site: str) -> str:
    return f"at {site}" if site else ""
