"""How requests, statements, dispenses and administrations of medicines read (MED-01..18, SAFE-15)."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from viewer.entries.course import Course
from viewer.entries.course_reading import course_of
from viewer.entries.entry import Flag, Standing
from viewer.entries.extensions import extension_words, part_words
from viewer.entries.headings import MEDICINES
from viewer.entries.lookup import Lookup
from viewer.entries.medicine_names import medicine
from viewer.entries.moments import Moment, dated, moment
from viewer.entries.naming import Named, all_terms, has_words, words_of
from viewer.entries.phrases import labelled, members, note_words, one_line, spelled
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import State, state_of
from viewer.fhir.concept import concept_of, term
from viewer.fhir.dates import when_of
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import flag, obj, text
from viewer.present.dates import date_words
from viewer.present.doses import brief_dosage_words, dosage_words
from viewer.present.supplies import supply_words
from viewer.present.values import quantity_words, value_words

_INTENTS = {
    "proposal": "Proposal, not an order",
    "plan": "Plan, not an order",
    "order": "Order",
    "original-order": "Order",
    "reflex-order": "Order",
    "filler-order": "Order",
    "instance-order": "Order, one instance of it",
    "option": "Option, not an order",
}
_NO_ORDER = frozenset({"proposal", "plan", "option"})
_GP_CONNECT = "CareConnect-GPC-Medication"
_SAME_COURSE = "one course with its authorisation"
"""GP Connect sends each course twice: read as two medicines it would be taken twice."""
_SPACES = str.maketrans("", "", " ")
_R5_OCCURRENCE = "occurence"  # as R5 spells it  # codespell:ignore occurence
_DATES = {
    "MedicationStatement": ("effective", "dateAsserted"),
    "MedicationUsage": ("effective", "dateAsserted"),
    "MedicationDispense": ("whenHandedOver", "whenPrepared", "recorded"),
    "MedicationAdministration": ("effective", _R5_OCCURRENCE, "occurrence", "effectiveTime", "recorded"),
}
_REQUEST_DATES = ("authoredOn", "dateWritten")


def spaced(*parts: str) -> str:
    """MED-01: the parts of a medicines line, with a spaced em dash between them.

    >>> spaced("DOSE 5 ml", "", "for 3 days")
    'DOSE 5 ml — for 3 days'
    """
    return " — ".join(one_line(part) for part in parts if part)


def read_medicine(resource: Resource, context: Context) -> Draft:
    """One record about a medicine; what it records (order, supply, giving) stands first in the detail."""
    content, kind = resource.content, resource.key.type
    lookup = Lookup(resource, context)
    name = medicine(content, lookup)
    state = state_of(content, "status", kind)
    based = _from_gp_connect(content) and any(map(lookup.target, members(content.get("basedOn"))))
    issue, course = (based and kind == one for one in ("MedicationRequest", "MedicationStatement"))
    at = _moment(content, kind)
    flags = name.flags | state.flags | _taken_flags(content, state)
    return Draft(
        title=name.title,
        category=MEDICINES,
        when=at.when,
        detail=spaced(
            _DETAILS.get(kind, _request)(content, context),
            _SAME_COURSE if course else "",
            *_common(content, name, at.words),
        ),
        status=_status(content, state),
        standing=Standing.NONE if issue else _standing(content, kind, state, flags),
        flags=flags,
        codings=name.codings,
        recorder=_recorder(content, lookup),
        waiting_for=lookup.waiting,
        brief=_brief(content, kind, _SAME_COURSE if course else ""),
        course=_course(resource, name, lookup, issue=issue),
    )


def _course(resource: Resource, name: Named, lookup: Lookup, *, issue: bool) -> Course:
    """The same in parts, for a table; there GP Connect's authorisation is an order like any other."""
    read = course_of(resource.content, resource.key.type, name, lookup)
    return replace(read, issue=issue, intent="" if _from_gp_connect(resource.content) else read.intent)


def _brief(content: Content, kind: str, same: str) -> str | None:
    """What is taken, verbatim, and whether it is an order at all; only of what may be a current medicine."""
    if kind in {"MedicationDispense", "MedicationAdministration"}:
        return None
    sent = content.get("dosageInstruction", content.get("dosage"))
    directions = text(content.get("renderedDosageInstruction")) or brief_dosage_words(sent)
    kept = _intent(content) if text(content.get("intent")) in _NO_ORDER else ""
    taken = "not taken" if content.get("taken") == "n" else ""
    return spaced(kept, taken, directions or "dose not stated", same)


def _moment(content: Content, kind: str) -> Moment:
    """A request without a date of its own stands at the time its supply is valid, and says so."""
    at = moment(content, *_DATES.get(kind, _REQUEST_DATES))
    return at if at.when or at.words else moment(obj(content.get("dispenseRequest")), "validityPeriod")


def _common(content: Content, name: Named, complaint: str) -> tuple[str, ...]:
    return (
        name.aside,
        complaint,
        labelled("for", all_terms(content.get("reasonCode") or content.get("reason"))),
        note_words(content),
    )


def _status(content: Content, state: State) -> str:
    reason = all_terms(content.get("statusReason") or content.get("reasonNotTaken"))
    return state.words + (f" ({one_line(reason)})" if reason else "")


def _taken_flags(content: Content, state: State) -> frozenset[Flag]:
    """SAFE-05: STU3 ``taken`` n, R4 ``not-taken`` and R5 ``adherence`` say that nothing was taken."""
    adherence = obj(obj(content.get("adherence")).get("code"))
    codes = [text(obj(coding).get("code")) for coding in members(adherence.get("coding"))]
    not_taken = content.get("taken") == "n" or "not-taking" in codes
    if not_taken or state.code in {"not-taken", "not-done", "declined"}:
        return frozenset({Flag.NOT_DONE})
    return frozenset()


def _standing(content: Content, kind: str, state: State, flags: frozenset[Flag]) -> Standing:
    """Only requests and statements say what is current; "not taken" is neither current nor past to us."""
    if kind in {"MedicationDispense", "MedicationAdministration"} or flag(content.get("doNotPerform")):
        return Standing.NONE
    if Flag.NOT_DONE in flags:
        return Standing.UNKNOWN
    intent = text(content.get("intent"))
    if state.standing is Standing.CURRENT and intent in _NO_ORDER and not _from_gp_connect(content):
        return Standing.PLANNED
    return state.standing


def _from_gp_connect(content: Content) -> bool:
    """There ``plan`` is the GP's standing authorisation, and each issue is an ``order``."""
    profiles = members(obj(content.get("meta")).get("profile"))
    return any(_GP_CONNECT in text(url) for url in profiles)


def dose(value: Json) -> str:
    """MED-03, MED-05: the dosage verbatim after its label."""
    return labelled("DOSE", dosage_words(value))


def _request(content: Content, context: Context) -> str:
    supply = obj(content.get("dispenseRequest"))
    return spaced(
        _intent(content),
        text(content.get("renderedDosageInstruction")) or dose(content.get("dosageInstruction")),
        labelled("quantity", supply_words(supply)),
        labelled("supply for", quantity_words(supply.get("expectedSupplyDuration"))),
        labelled("valid", value_words({"valuePeriod": supply["validityPeriod"]}, "value", context.zone))
        if "validityPeriod" in supply
        else "",
        _repeats(content, context),
    )


def _intent(content: Content) -> str:
    code = text(content.get("intent"))
    kind = extension_words(content, "PrescriptionType") or all_terms(content.get("courseOfTherapyType"))
    words = "Authorisation" if code == "plan" and _from_gp_connect(content) else _INTENTS.get(code, "")
    if code and not words:
        words = f"unrecognised intent '{code}'"
    return spaced(words, kind)


def _repeats(content: Content, context: Context) -> str:
    """MED-13: issues so far and allowed, when the authorisation ends, why and when it was stopped."""
    name = "MedicationRepeatInformation"
    stopped = obj(next((e for e in members(content.get("extension")) if _stop(e)), None))
    return spaced(
        part_words(content, name, "numberOfRepeatPrescriptionsIssued", "issued"),
        part_words(content, name, "numberOfPrescriptionsIssued", "issued"),
        part_words(content, name, "numberOfRepeatPrescriptionsAllowed", "repeats allowed"),
        part_words(content, name, "authorisationExpiryDate", "authorised until"),
        extension_words(stopped, "statusReason", "stopped because"),
        extension_words(stopped, "statusChangeDate", "stopped on"),
        _changed(content, context),
    )


def _stop(value: Json) -> bool:
    return "MedicationStatusReason" in text(obj(value).get("url"))


def _changed(content: Content, context: Context) -> str:
    """MED-14."""
    found = extension_words(content, "DosageLastChanged")
    return labelled("dosage last changed", found) or dated("", content, "dosageLastChanged", context.zone)


def _statement(content: Content, context: Context) -> str:
    taken = {"n": "not taken", "na": "taken: does not apply", "y": "taken"}
    return spaced(
        "Statement",
        taken.get(text(content.get("taken")), ""),
        labelled("adherence:", _adherence(content)),
        text(content.get("renderedDosageInstruction")) or dose(content.get("dosage")),
        extension_words(content, "MedicationStatementLastIssueDate", "last issued"),
        extension_words(content, "MedicationPrescribingOrganizationType")
        or extension_words(content, "PrescribingAgency"),
        _repeats(content, context),
        _asserted(content, context),
    )


def _adherence(content: Content) -> str:
    """R5 codes are words already: ``stopped-not-as-directed``."""
    concept = concept_of(obj(content.get("adherence")).get("code"))
    return spelled(term(concept)) if concept and not has_words(concept) else words_of(concept)


def _asserted(content: Content, context: Context) -> str:
    when = when_of(content, "dateAsserted")
    return labelled("stated", date_words(when, context.zone)) if when else ""


def _dispense(content: Content, context: Context) -> str:
    return spaced(
        labelled("Dispensed", "(handed over)" if content.get("whenHandedOver") else ""),
        "" if content.get("whenHandedOver") else "Dispense record",
        text(content.get("renderedDosageInstruction")) or dose(content.get("dosageInstruction")),
        labelled("quantity", supply_words(content)),
        labelled("supply for", quantity_words(content.get("daysSupply"))),
        dated("prepared", content, "whenPrepared", context.zone),
    )


def _administration(content: Content, _context: Context) -> str:
    given = obj(content.get("dosage"))
    amount = quantity_words(given.get("dose") or given.get("quantity"))
    words = text(given.get("text")) or spaced(
        amount,
        value_words(given, "rate"),
        all_terms(given.get("route")),
        all_terms(given.get("site")),
        all_terms(given.get("method")),
    )
    return spaced("Administration", labelled("DOSE", words), _given_beside(given, amount))


def _given_beside(given: Content, amount: str) -> str:
    """The structured dose beside a dosage text that does not hold it (MED-05: extra, never a rewrite)."""
    sent = text(given.get("text"))
    return amount if sent and amount.translate(_SPACES) not in sent.translate(_SPACES) else ""


def _recorder(content: Content, lookup: Lookup) -> str:
    actors = [obj(item).get("actor") or item for item in members(content.get("performer"))]
    for name in ("requester", "prescriber", "informationSource", "recorder", "dispenser"):
        value = content.get(name)
        agent = obj(value).get("agent")  # STU3 MedicationRequest.requester
        words = lookup.names(agent or value)
        if words:
            return words
    return lookup.names(actors)


_DETAILS = {
    "MedicationStatement": _statement,
    "MedicationUsage": _statement,
    "MedicationDispense": _dispense,
    "MedicationAdministration": _administration,
}
_TYPES = (
    "MedicationRequest",
    "MedicationOrder",
    "MedicationStatement",
    "MedicationUsage",
    "MedicationDispense",
    "MedicationAdministration",
)
READERS: Mapping[str, Reader] = MappingProxyType(dict.fromkeys(_TYPES, read_medicine))
