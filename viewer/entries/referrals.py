"""How requests read: referrals, orders, diary entries, tasks; none is something done (GPC-06, GPC-07)."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.asked_for import asked_words, spoken
from viewer.entries.entry import Flag, Standing
from viewer.entries.headings import INVESTIGATIONS_REQUESTED, MEDICINES, PLAN, REFERRALS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import Named, all_terms, coded, named
from viewer.entries.phrases import labelled, line, listed, members, note_words, one_line, type_words
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import VOCABULARY, State, codes_of, state_of
from viewer.fhir.concept import concept_of
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import obj, text
from viewer.present.code_words import code_words, element_words
from viewer.present.values import quantity_words

_LABELS = {
    "ReferralRequest": "Referral",
    "ProcedureRequest": "Planned, not done",
    "DiagnosticOrder": "Investigation requested",
    "Task": "Task",
    "CommunicationRequest": "Communication requested",
    "DeviceRequest": "Device requested",
    "NutritionOrder": "Diet order",
    "VisionPrescription": "Vision prescription",
    "SupplyRequest": "Supply requested",
    "RequestGroup": "Group of requests",
    "RequestOrchestration": "Group of requests",
    "Transport": "Transport requested",
}
_HEADINGS = {
    "ReferralRequest": REFERRALS,
    "DiagnosticOrder": INVESTIGATIONS_REQUESTED,
    "DeviceRequest": MEDICINES,
}
_REFERRAL = frozenset(
    {"3457005", "306206005", "103696004"}
)  # SNOMED CT: patient referral, referral to service
_TESTS = frozenset({"108252007", "363679005", "laboratory", "imaging"})  # laboratory procedure, imaging
_OVER = frozenset({"completed", "cancelled", "revoked", "rejected", "entered-in-error", "failed", "ended"})
_NO_ORDER = frozenset({"proposal", "plan", "option"})
_PLANNED = frozenset({Flag.PLANNED})
_NONE: frozenset[Flag] = frozenset()
_REASONS = ("reasonCode", "specialty")
_NAMES = (
    "code",
    "codeCodeableConcept",
    "type",
    "serviceRequested",
    "item",
    "itemCodeableConcept",
    "category",
)


def read_request(resource: Resource, context: Context) -> Draft:
    """One request of any kind and version. What it asks for may or may not have been done since."""
    content, kind = resource.content, resource.key.type
    lookup = Lookup(resource, context)
    name = _name(content, kind, lookup)
    state = state_of(content, "status", kind if kind in VOCABULARY else "request")
    at = moment(
        content,
        "occurrence",
        "executionPeriod",
        "authoredOn",
        "authored",
        "dateTime",
        "dateWritten",
        "orderedOn",
        "date",
    )
    return Draft(
        title=name.title,
        category=_category(content, kind),
        when=at.when,
        detail=line(
            _intent(content, kind),
            name.aside,
            at.words,
            _reasons(content, name),
            _detail(content, lookup, context),
        ),
        status=_status(content, state),
        standing=Standing.PLANNED if state.standing is Standing.CURRENT else state.standing,
        flags=name.flags | state.flags | _planned(content, kind, state),
        codings=name.codings,
        recorder=_requester(content, lookup),
        waiting_for=lookup.waiting,
    )


def _name(content: Content, kind: str, lookup: Lookup) -> Named:
    fallback = f"{_LABELS.get(kind, type_words(kind))}, not named"
    said = text(content.get("description")) or spoken(content)
    for element in _NAMES:
        if concept_of(content.get(element)) is not None:
            return named(content, element, one_line(said) or fallback)
    for value in (
        content.get("code"),
        content.get("codeReference"),
        content.get("item"),
        content.get("device"),
    ):
        words = lookup.name(value)
        if words:
            return Named(words, (), coded(None))
    if kind == "ReferralRequest":  # GP Connect sends what the referral is for and nothing else
        for element in _REASONS:
            if concept_of(content.get(element)) is not None:
                found = named(content, element, fallback)
                return Named(f"Referral: {found.title}", found.codings, found.flags, found.aside)
    return Named(one_line(said) or fallback, (), coded(None))


def _category(content: Content, kind: str) -> str:
    codes = {
        text(obj(coding).get("code"))
        for name in ("category", "code")
        for item in members(content.get(name))
        for coding in members(obj(item).get("coding"))
    }
    if codes & _TESTS:
        return INVESTIGATIONS_REQUESTED
    return _HEADINGS.get(kind) or (REFERRALS if codes & _REFERRAL else PLAN)


def _intent(content: Content, kind: str) -> str:
    """SAFE-15."""
    intent = _intent_code(content)
    label = _LABELS.get(kind, "Requested, not a record of what was done")
    if intent in _NO_ORDER:
        return f"{label} ({intent}, not an order)"
    words = code_words(f"{kind}.intent", _intent_code(content))
    return f"{label} (intent: {words})" if words.startswith("unrecognised") else label


def _intent_code(content: Content) -> str:
    """A code; STU3's DeviceRequest has a concept, DSTU2 called it the stage."""
    return next(iter(codes_of(content.get("intent") or content.get("stage"))), "")


def _planned(content: Content, kind: str, state: State) -> frozenset[Flag]:
    """GPC-06: a diary entry is planned, not done, whatever its code says."""
    diary = kind == "ProcedureRequest" or _intent_code(content) in _NO_ORDER
    return _PLANNED if diary and state.code not in _OVER else _NONE


def _status(content: Content, state: State) -> str:
    reason = all_terms(content.get("statusReason"))
    more = all_terms(content.get("businessStatus"))
    return state.words + "".join(f" ({words})" for words in (reason, more) if words)


def _detail(content: Content, lookup: Lookup, context: Context) -> str:
    priority = element_words(content, "priority", text(content.get("resourceType")))
    return line(
        labelled("priority", priority if priority != "routine" else ""),
        labelled("to", _recipients(content, lookup)),
        labelled("specialty", all_terms(content.get("specialty"))),
        labelled("service", all_terms(content.get("serviceRequested")) if content.get("type") else ""),
        labelled("at", all_terms(content.get("bodySite"))),
        labelled("quantity", quantity_words(content.get("quantity") or content.get("quantityQuantity"))),
        asked_words(content, lookup),
        _written(content, context),
        _text(content),
        note_words(content),
    )


def _reasons(content: Content, name: Named) -> str:
    reasons = all_terms(content.get("reasonCode") or content.get("reason"))
    return labelled("for", "" if name.title.endswith(reasons) else reasons)


def _recipients(content: Content, lookup: Lookup) -> str:
    return listed([lookup.names(content.get(name)) for name in ("performer", "recipient", "owner")])


def _written(content: Content, context: Context) -> str:
    """The day it was asked for, where the row stands under the day it is due."""
    due = any(key.startswith("occurrence") or key == "executionPeriod" for key in content)
    return dated("requested", content, "authoredOn", context.zone) if due else ""


def _text(content: Content) -> str:
    parts = [text(content.get("description")), labelled("instructions:", _instructions(content))]
    named_by_it = all(content.get(name) is None for name in _NAMES)
    return line(*(parts[1:] if named_by_it else parts))


def _instructions(content: Content) -> str:
    """R4 words; R5 words or references."""
    sent = content.get("patientInstruction")
    held = [obj(item) for item in members(sent)]
    said = [text(i.get("instructionMarkdown")) or _named_in(i.get("instructionReference")) for i in held]
    return text(sent) or listed(said)


def _named_in(reference: Json) -> str:
    return text(obj(reference).get("display"))


def _requester(content: Content, lookup: Lookup) -> str:
    for name in ("requester", "orderer", "prescriber", "author", "sender"):
        value = content.get(name)
        words = lookup.names(obj(value).get("agent") or value)  # STU3 holds an agent
        if words:
            return words
    return ""


_TYPES = "ServiceRequest RequestGroup RequestOrchestration " + " ".join(_LABELS)
READERS: Mapping[str, Reader] = MappingProxyType(dict.fromkeys(_TYPES.split(), read_request))
