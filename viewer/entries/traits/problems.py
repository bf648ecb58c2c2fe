"""What tells one problem, allergy or procedure from another: site, side, reaction, stage, who and when."""

from viewer.entries.traits.trait import Traits, concept_set, joined, number, stated
from viewer.fhir.quantity import quantity_of
from viewer.fhir.resource import Content
from viewer.fhir.typed import objects, text
from viewer.fhir.wording import folded


def problem_traits(content: Content) -> Traits:
    """Traits of a Condition."""
    age = quantity_of(content.get("onsetAge"))
    stages = [concept_set(item.get("summary")) for item in objects(content.get("stage"))]
    return stated(
        {
            "site": concept_set(content.get("bodySite")),
            "severity": concept_set(content.get("severity")),
            "stage": joined(filter(None, stages)),
            "onset age": f"{number(age.value)} {folded(age.unit or age.code)}" if age else "",
            "onset in words": folded(text(content.get("onsetString"))),
            "ended": text(content.get("abatementDateTime")),
        }
    )


def allergy_traits(content: Content) -> Traits:
    """Traits of an AllergyIntolerance."""
    reactions = objects(content.get("reaction"))
    return stated(
        {
            "reactions": joined(filter(None, (concept_set(one.get("manifestation")) for one in reactions))),
            "substance": joined(filter(None, (concept_set(one.get("substance")) for one in reactions))),
            "route": joined(filter(None, (concept_set(one.get("exposureRoute")) for one in reactions))),
            "severity": joined(filter(None, (text(one.get("severity")) for one in reactions))),
            "criticality": text(content.get("criticality")),
            "type": text(content.get("type")) or concept_set(content.get("type")),
        }
    )


def procedure_traits(content: Content) -> Traits:
    """Traits of a Procedure."""
    return stated(
        {
            "site": concept_set(content.get("bodySite")),
            "reason": concept_set(
                content.get("reasonCode") or content.get("reasonCodeableConcept") or content.get("reason")
            ),
            "outcome": concept_set(content.get("outcome")),
            "used": concept_set(content.get("usedCode")),
            "complication": concept_set(content.get("complication")),
        }
    )
