"""How contacts read: encounters, appointments, episodes of care."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag, Standing
from viewer.entries.headings import ADMISSION, APPOINTMENTS, CONTACTS, SERVICES
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, line, listed, members, note_words, one_line
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import State, state_of
from viewer.fhir.concept import Coding, concepts_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import number, obj, text
from viewer.present.values import quantity_words

_CLASSES = {
    "AMB": "Outpatient contact",
    "ambulatory": "Outpatient contact",
    "outpatient": "Outpatient contact",
    "IMP": "Inpatient stay",
    "inpatient": "Inpatient stay",
    "ACUTE": "Acute inpatient stay",
    "NONAC": "Non-acute inpatient stay",
    "EMER": "Emergency attendance",
    "emergency": "Emergency attendance",
    "HH": "Home visit",
    "home": "Home visit",
    "FLD": "Contact in the field",
    "field": "Contact in the field",
    "VR": "Virtual contact",
    "virtual": "Virtual contact",
    "SS": "Short stay",
    "OBSENC": "Observation stay",
    "PRENC": "Before admission",
    "daytime": "Day attendance",
}
_ADMITTED = frozenset({"IMP", "inpatient", "ACUTE", "NONAC", "SS", "OBSENC", "EMER", "emergency"})
_PLANNED = frozenset({Flag.PLANNED})
_NOT_DONE = frozenset({Flag.NOT_DONE})
_NONE: frozenset[Flag] = frozenset()


def read_encounter(resource: Resource, context: Context) -> Draft:
    """One Encounter of any version: the type names it, the class where there is none."""
    content = resource.content
    state = state_of(content, "status", resource.key.type)
    at = moment(content, "period", "actualPeriod", "plannedPeriod", "plannedStartDate")
    lookup = Lookup(resource, context)
    kinds = _classes(content)
    words = listed([_CLASSES.get(coding.code, coding.display or coding.code) for coding in kinds])
    title = all_terms(content.get("type")) or words or "Contact, kind not stated"
    inpatient = any(coding.code in _ADMITTED for coding in kinds)
    return Draft(
        title=one_line(title),
        category=ADMISSION if inpatient else CONTACTS,
        when=at.when,
        detail=line(words if words != title else "", at.words, _encounter(content, lookup)),
        status=state.words,
        standing=Standing.PLANNED if state.standing is Standing.PLANNED else Standing.NONE,
        flags=state.flags | _happened(state),
        codings=tuple(c for concept in concepts_of(content.get("type")) for c in concept.codings),
        recorder=_people(content, "participant", lookup) or lookup.name(content.get("serviceProvider")),
        waiting_for=lookup.waiting,
    )


def _happened(state: State) -> frozenset[Flag]:
    if state.code in {"cancelled", "noshow", "discontinued"}:
        return _NOT_DONE if state.code != "discontinued" else _NONE
    return _PLANNED if state.standing is Standing.PLANNED else _NONE


def _classes(content: Content) -> list[Coding]:
    """A code (DSTU2), a Coding (STU3, R4) or several concepts (R5)."""
    return [coding for concept in concepts_of(content.get("class")) for coding in concept.codings[:1]]


def _encounter(content: Content, lookup: Lookup) -> str:
    stay = obj(content.get("hospitalization") or content.get("admission"))
    places, provider = _places(content, lookup), lookup.name(content.get("serviceProvider"))
    return line(
        labelled("for", _reasons(content, lookup)),
        labelled("diagnoses:", _diagnoses(content, lookup)),
        labelled("priority", all_terms(content.get("priority"))),
        labelled("service", all_terms(content.get("serviceType"))),
        labelled("at", places),
        labelled("provider", provider if provider not in places else ""),
        labelled("admitted from", all_terms(stay.get("admitSource"))),
        "readmission" if stay.get("reAdmission") else "",
        labelled("discharged to", _discharge(stay, lookup)),
        labelled("length", quantity_words(content.get("length"))),
        note_words(content),
    )


def _discharge(stay: Content, lookup: Lookup) -> str:
    return listed([all_terms(stay.get("dischargeDisposition")), lookup.name(stay.get("destination"))])


def _diagnoses(content: Content, lookup: Lookup) -> str:
    """What it was found to be, each with its role; STU3 ``role``, R4 and R5 ``use``."""
    said = []
    for item in map(obj, members(content.get("diagnosis"))):
        what, role = lookup.names(item.get("condition")), all_terms(item.get("use") or item.get("role"))
        said.append(f"{what} ({role})" if what and role else what or role)
    return listed(said)


def _reasons(content: Content, lookup: Lookup) -> str:
    """R4 codes and references, STU3 and DSTU2 concepts; R5 holds both as ``value``."""
    reasons = [obj(item).get("value") or item for item in members(content.get("reason"))]
    held = [inner for reason in reasons for inner in members(reason)]
    said = [all_terms(item) or lookup.name(obj(item).get("reference")) for item in held]
    coded = all_terms(content.get("reasonCode"))
    return listed([coded, *said, "" if coded else lookup.names(content.get("reasonReference"))])


def _places(content: Content, lookup: Lookup) -> str:
    return lookup.names([obj(item).get("location") for item in members(content.get("location"))])


def _people(content: Content, name: str, lookup: Lookup) -> str:
    held = [obj(item) for item in members(content.get(name))]
    actors = [item.get("individual") or item.get("actor") for item in held]
    return lookup.names([actor for actor in actors if not _is_patient(obj(actor))])


def _is_patient(actor: Content) -> bool:
    """The patient takes part in an appointment and is not who gave it."""
    number = text(obj(actor.get("identifier")).get("system")) in NHS_NUMBER_SYSTEMS
    return number or "Patient/" in text(actor.get("reference")) or actor.get("type") == "Patient"


def read_appointment(resource: Resource, context: Context) -> Draft:
    """One Appointment or answer to one: a booking, not a contact that took place."""
    content, kind = resource.content, resource.key.type
    state = state_of(content, "status" if kind == "Appointment" else "participantStatus", kind)
    at = moment(content, "start", "requestedPeriod", "created")
    lookup = Lookup(resource, context)
    named_as = (
        text(content.get("description"))
        or all_terms(content.get("appointmentType"))
        or all_terms(_service(content))
    )
    planned = state.standing in {Standing.PLANNED, Standing.CURRENT}
    return Draft(
        title=f"{'Appointment' if kind == 'Appointment' else 'Answer to appointment'}"
        + (f": {one_line(named_as)}" if named_as else ""),
        category=APPOINTMENTS,
        when=at.when,
        detail=line(at.words, _appointment(content, lookup, context)),
        status=state.words,
        standing=Standing.PLANNED if planned else Standing.NONE,
        flags=state.flags | _happened(state),
        recorder=_people(content, "participant", lookup),
        waiting_for=lookup.waiting,
    )


def _service(content: Content) -> Json:
    return content.get("serviceType") or content.get("specialty") or content.get("serviceCategory")


def _appointment(content: Content, lookup: Lookup, context: Context) -> str:
    reasons = content.get("reasonCode") or content.get("reason") or content.get("indication")
    return line(
        dated("until", content, "end", context.zone),
        labelled("lasts", _minutes(content)),
        labelled("service", all_terms(_service(content))),
        labelled("for", all_terms(reasons)),
        labelled("not coming:", _declined(content, lookup)),
        labelled("instructions:", _instructions(content)),
        labelled(
            "cancelled because",
            all_terms(content.get("cancelationReason") or content.get("cancellationReason")),
        ),
        lookup.name(content.get("actor")),
        note_words(content),
    )


def _minutes(content: Content) -> str:
    """Said only where no end is: the two would say one thing twice."""
    minutes = number(content.get("minutesDuration"))
    return f"{minutes} min" if minutes and "end" not in content else ""


def _declined(content: Content, lookup: Lookup) -> str:
    """Who said that they will not take part, the patient too."""
    held = [obj(item) for item in members(content.get("participant"))]
    declined = [item for item in held if item.get("status") == "declined"]
    return listed([_declining(item.get("actor"), lookup) for item in declined])


def _declining(actor: Json, lookup: Lookup) -> str:
    return "the patient" if _is_patient(obj(actor)) else lookup.name(actor) or "somebody not named"


def _instructions(content: Content) -> str:
    """R4 words; R5 references or concepts."""
    sent = content.get("patientInstruction")
    return text(sent) or listed([all_terms(item) or text(obj(item).get("display")) for item in members(sent)])


def read_episode(resource: Resource, context: Context) -> Draft:
    """One EpisodeOfCare: care by one organisation over a time."""
    content = resource.content
    state = state_of(content, "status", "EpisodeOfCare")
    at = moment(content, "period")
    lookup = Lookup(resource, context)
    team = lookup.name(content.get("managingOrganization"))
    return Draft(
        title=all_terms(content.get("type")) or line("Episode of care", team),
        category=SERVICES,
        when=at.when,
        detail=line(
            at.words, labelled("by", team), labelled("care manager", lookup.name(content.get("careManager")))
        ),
        status=state.words,
        standing=state.standing,
        flags=state.flags | _happened(state),
        recorder=team,
        waiting_for=lookup.waiting,
    )


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "Encounter": read_encounter,
        "EncounterHistory": read_encounter,
        "Appointment": read_appointment,
        "AppointmentResponse": read_appointment,
        "EpisodeOfCare": read_episode,
    }
)
