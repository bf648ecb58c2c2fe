"""How devices read: the patient's own, their use, supply and dispensing."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag, Standing
from viewer.entries.headings import DEVICES
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, line, listed, members, note_words
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import VOCABULARY, state_of
from viewer.fhir.concept import concept_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import obj, text
from viewer.present.values import quantity_words

_LABELS = {
    "DeviceUseStatement": "Device used",
    "DeviceUsage": "Device used",
    "DeviceDispense": "Device dispensed",
    "DeviceAssociation": "Device",
    "SupplyDelivery": "Supply delivered",
    "BiologicallyDerivedProductDispense": "Blood or tissue product",
}
_DATES = (
    "timing",
    "whenUsed",
    "occurrence",
    "period",
    "recordedOn",
    "dateAsserted",
    "whenHandedOver",
    "preparedDate",
)
_NOT_DONE = frozenset({Flag.NOT_DONE})
_NONE: frozenset[Flag] = frozenset()


def read_device_use(resource: Resource, context: Context) -> Draft:
    """One statement about a device: named through its reference, or by what it says itself."""
    content, kind = resource.content, resource.key.type
    lookup = Lookup(resource, context)
    supplied = [obj(item) for item in members(content.get("suppliedItem"))]
    state = state_of(content, "status", kind if kind in VOCABULARY else "request")
    at = moment(content, *_DATES)
    concept = concept_of(content.get("device"))
    return Draft(
        title=f"{_LABELS[kind]}: {_name(content, supplied, lookup) or 'not named'}",
        category=DEVICES,
        when=at.when,
        detail=line(
            at.words,
            labelled("quantity", listed([quantity_words(item.get("quantity")) for item in supplied])),
            labelled("quantity", quantity_words(content.get("quantity"))),
            labelled("match", all_terms(content.get("matchStatus"))),
            labelled("how:", text(content.get("usageInstruction"))),
            labelled("at", all_terms(content.get("bodySite"))),
            labelled("for", all_terms(content.get("reasonCode") or content.get("indication"))),
            note_words(content),
        ),
        status=state.words,
        standing=state.standing,
        flags=state.flags | (_NOT_DONE if state.code in {"not-done", "declined"} else _NONE),
        codings=concept.codings if concept else (),
        recorder=lookup.name(
            content.get("source") or content.get("informationSource") or content.get("supplier")
        ),
        waiting_for=lookup.waiting,
    )


def _name(content: Content, supplied: list[Content], lookup: Lookup) -> str:
    items = [item.get("itemCodeableConcept") or item.get("itemReference") for item in supplied]
    said = [all_terms(item) or lookup.name(item) for item in items]
    named_by = lookup.name(content.get("device")) or lookup.name(content.get("product"))
    return named_by or listed(said) or all_terms(content.get("type"))


def read_own_device(resource: Resource, context: Context) -> Draft:
    """One Device that is the patient's own; it has no clinical date, and when it was made is none."""
    content = resource.content
    state = state_of(content, "status", "Device")
    concept = concept_of(content.get("type"))
    lookup = Lookup(resource, context)
    name = _own_name(content)
    kinds = all_terms(content.get("type"))
    return Draft(
        title=labelled("Device:", name) or "Device, not named",
        category=DEVICES,
        detail=line(kinds if kinds != name else "", _made(content, context), note_words(content)),
        status=line(state.words, all_terms(content.get("statusReason"))) if "status" in content else "",
        standing=state.standing if "status" in content else Standing.UNKNOWN,
        flags=state.flags if "status" in content else _NONE,
        codings=concept.codings if concept else (),
        recorder=lookup.name(content.get("owner")),
        waiting_for=lookup.waiting,
    )


def _own_name(content: Content) -> str:
    """R4 ``deviceName``, R5 ``name``, STU3 the name in its UDI; else its kind."""
    names = [obj(item).get("name") for item in members(content.get("deviceName"))]
    names += [obj(item).get("value") for item in members(content.get("name"))]
    names.append(obj(content.get("udi")).get("name"))
    return listed([text(name) for name in names]) or all_terms(content.get("type"))


def _made(content: Content, context: Context) -> str:
    """What tells this one from any other: maker, model, numbers, and what to mind with it."""
    carriers = [obj(item) for item in members(content.get("udiCarrier") or content.get("udi"))]
    udi = [text(item.get("carrierHRF")) or text(item.get("deviceIdentifier")) for item in carriers]
    model = text(content.get("modelNumber")) or text(content.get("model"))
    return line(
        labelled("safety:", all_terms(content.get("safety"))),
        labelled("made by", text(content.get("manufacturer"))),
        labelled("model", model),
        labelled("serial number", text(content.get("serialNumber"))),
        labelled("batch", text(content.get("lotNumber"))),
        labelled("UDI", listed(udi)),
        labelled("distinct identifier", text(content.get("distinctIdentifier"))),
        dated("made", content, "manufactureDate", context.zone),
        dated("expires", content, "expirationDate", context.zone),
    )


READERS: Mapping[str, Reader] = MappingProxyType(
    {**dict.fromkeys(_LABELS, read_device_use), "Device": read_own_device}
)
