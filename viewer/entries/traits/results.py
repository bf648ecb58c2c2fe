"""What tells one result from another: value, components, where and how it was measured, and by whom."""

from viewer.entries.traits.trait import Traits, concept_set, joined, stated, value_traits, written
from viewer.fhir.canonical import canonical_hash
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import items, obj, objects, text
from viewer.fhir.wording import folded


def result_traits(content: Content) -> Traits:
    """Traits of an Observation of any version."""
    parts = [_component(item) for item in objects(content.get("component"))]
    held = [*objects(content.get("hasMember")), *objects(content.get("related"))]
    value = value_traits(content)
    return stated(
        {
            **value,
            "said": "" if value or parts else _remarks(content),
            "components": joined(parts),
            "no value because": concept_set(content.get("dataAbsentReason")),
            "site": concept_set(content.get("bodySite")),
            "method": concept_set(content.get("method")),
            "specimen": named_target(content.get("specimen")),
            "device": named_target(content.get("device")),
            "about": canonical_hash({"focus": content["focus"]}) if content.get("focus") else "",
            "group of": str(len(held)) if held else "",
        }
    )


def _remarks(content: Content) -> str:
    """Of a result without a value the remark is the result: GP systems send consultation notes so."""
    notes = [text(note.get("text")) for note in objects(content.get("note"))]
    return joined(folded(said) for said in (text(content.get("comment")), *notes) if said)


def _component(item: Content) -> str:
    absent = concept_set(item.get("dataAbsentReason"))
    return written({**value_traits(item), "code": concept_set(item.get("code")), "absent": absent})


def named_target(value: Json) -> str:
    """What a Reference says of its target beside the source's own id: words or a business identifier."""
    holder = obj(value)
    if isinstance(holder.get("reference"), dict):  # a CodeableReference of R5
        holder = obj(holder.get("reference"))
    identifier = obj(holder.get("identifier"))
    named = text(identifier.get("value"))
    return f"{text(identifier.get('system'))}|{named}" if named else folded(text(holder.get("display")))


def report_traits(content: Content) -> Traits:
    """Traits of a DiagnosticReport."""
    specimens = [named_target(item) for item in items(content.get("specimen"))]
    return stated(
        {
            "conclusion": folded(text(content.get("conclusion"))),
            "coded conclusion": concept_set(content.get("conclusionCode") or content.get("codedDiagnosis")),
            "results": str(len(objects(content.get("result"))) or ""),
            "specimen": joined(filter(None, specimens)),
        }
    )
