"""What tells one contact with a service from another: kind, beginning, end, provider, place."""

from viewer.entries.naming import all_terms
from viewer.entries.traits.results import named_target
from viewer.entries.traits.trait import Traits, concept_set, joined, stated
from viewer.fhir.resource import Content
from viewer.fhir.typed import items, obj, objects, text


def encounter_traits(content: Content) -> Traits:
    """Traits of an Encounter of any version."""
    period = obj(content.get("period") or content.get("actualPeriod"))
    places = [named_target(item.get("location")) for item in objects(content.get("location"))]
    classes = [concept_set(item) for item in items(content.get("class"))]
    return stated(
        {
            "class": joined(filter(None, classes)),
            "ends": text(period.get("end")),
            "provider": named_target(content.get("serviceProvider")),
            "place": joined(filter(None, places)),
            "typed": "yes" if all_terms(content.get("type")) else "",
            "service": concept_set(content.get("serviceType")),
        }
    )
