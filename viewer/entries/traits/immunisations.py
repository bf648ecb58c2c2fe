"""What tells one vaccination from another: batch, dose of the course, site."""

from viewer.entries.traits.trait import Traits, concept_set, joined, stated
from viewer.fhir.resource import Content
from viewer.fhir.typed import number, objects, text
from viewer.fhir.wording import folded

_NUMBERS = ("doseNumberPositiveInt", "doseNumberString", "doseNumber", "doseSequence")


def immunisation_traits(content: Content) -> Traits:
    """Traits of an Immunization of any version."""
    protocols = objects(content.get("protocolApplied") or content.get("vaccinationProtocol"))
    return stated(
        {
            "batch": folded(text(content.get("lotNumber"))),
            "dose of the course": joined(filter(None, map(_dose_number, protocols))),
            "site": concept_set(content.get("site")),
            "route": concept_set(content.get("route")),
        }
    )


def _dose_number(protocol: Content) -> str:
    values = (protocol.get(name) for name in _NUMBERS)
    return next((said for value in values if (said := text(value) or number(value))), "")
