"""What a request asks for in parts of its own: a diet, lenses, what is to be told, steps of a group."""

from collections.abc import Iterator

from viewer.entries.lookup import Lookup
from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, line, listed, members, note_words, one_line
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import number, obj, text
from viewer.present.code_words import element_words
from viewer.present.doses import as_needed_words
from viewer.present.timings import timing_words
from viewer.present.values import quantity_words, value_words

_LENS = {
    "sphere": "sphere",
    "cylinder": "cylinder",
    "axis": "axis",
    "add": "add",
    "power": "power",
    "backCurve": "back curve",
    "diameter": "diameter",
    "color": "colour",
    "brand": "brand",
}


def spoken(content: Content) -> str:
    """A name for a request that has none: what is to be told, the diet, the feed, the first of its items."""
    payloads = [_payload(obj(item)) for item in members(content.get("payload"))]
    diet = all_terms(obj(content.get("oralDiet")).get("type"))
    feed = _feed_name(obj(content.get("enteralFormula")))
    supplements = [_supplement_name(obj(item)) for item in members(content.get("supplement"))]
    inner = [all_terms(obj(item).get("code")) for item in members(content.get("item"))]  # DSTU2
    steps = [_step_name(step) for step, _ in _steps(content)]
    return listed([*payloads, diet, feed, *supplements, *inner, *steps])


def asked_words(content: Content, lookup: Lookup) -> str:
    """The parts in one line, each with all that qualifies it; "" for a request without any."""
    return line(
        _diet(obj(content.get("oralDiet"))),
        *[_supplement(obj(item)) for item in members(content.get("supplement"))],
        _feed(obj(content.get("enteralFormula"))),
        labelled("allergies named in it:", lookup.names(content.get("allergyIntolerance"))),
        labelled("food preferences:", all_terms(content.get("foodPreferenceModifier"))),
        labelled("EXCLUDE:", all_terms(content.get("excludeFoodModifier"))),
        *[_lens(obj(item)) for item in _lenses(content)],
        labelled("steps:", listed([_step(step, depth, lookup) for step, depth in _steps(content)])),
    )


def _payload(payload: Content) -> str:
    return text(payload.get("contentString")) or all_terms(payload.get("contentCodeableConcept"))


def _often(value: Json) -> str:
    """How often: a Timing, several (R4), or R5's object that holds them."""
    held = obj(value)
    timings = held.get("timing") if "timing" in held else value
    words = [", ".join(timing_words(item)) for item in members(timings)]
    return listed([*words, as_needed_words(held)])


def _diet(diet: Content) -> str:
    if not diet:
        return ""
    nutrients = [obj(item) for item in members(diet.get("nutrient"))]
    textures = [obj(item) for item in members(diet.get("texture"))]
    return line(
        labelled("diet:", all_terms(diet.get("type"))),
        _often(diet.get("schedule")),
        listed([_amounted(item.get("modifier"), item.get("amount")) for item in nutrients]),
        labelled("texture:", listed([_textured(item) for item in textures])),
        labelled("fluids:", all_terms(diet.get("fluidConsistencyType"))),
        text(diet.get("instruction")),
    )


def _amounted(concept: Json, amount: Json) -> str:
    return " ".join(filter(None, (all_terms(concept), quantity_words(amount))))


def _textured(texture: Content) -> str:
    return " of ".join(filter(None, (all_terms(texture.get("modifier")), all_terms(texture.get("foodType")))))


def _supplement_name(supplement: Content) -> str:
    return text(supplement.get("productName")) or all_terms(supplement.get("type"))


def _supplement(supplement: Content) -> str:
    name, kind = _supplement_name(supplement), all_terms(supplement.get("type"))
    said = [kind if kind != name else "", quantity_words(supplement.get("quantity"))]
    said += [_often(supplement.get("schedule")), text(supplement.get("instruction"))]
    return labelled("supplement:", ", ".join(filter(None, (name, *said))))


def _feed_name(feed: Content) -> str:
    return text(feed.get("baseFormulaProductName")) or all_terms(feed.get("baseFormulaType"))


def _feed(feed: Content) -> str:
    """A tube feed: what, by which route, how much and how fast."""
    if not feed:
        return ""
    given = [obj(item) for item in members(feed.get("administration"))]
    return line(
        labelled("tube feed:", _feed_name(feed)),
        labelled("energy", quantity_words(feed.get("caloricDensity"))),
        labelled("added:", text(feed.get("additiveProductName")) or all_terms(feed.get("additiveType"))),
        labelled("route", all_terms(feed.get("routeofAdministration") or feed.get("routeOfAdministration"))),
        *[_given(item) for item in given],
        labelled("no more than", quantity_words(feed.get("maxVolumeToDeliver"))),
        text(feed.get("administrationInstruction")),
    )


def _given(item: Content) -> str:
    parts = (quantity_words(item.get("quantity")), value_words(item, "rate"), _often(item.get("schedule")))
    return ", ".join(filter(None, parts))


def _lenses(content: Content) -> list[Json]:
    """R4 and R5 ``lensSpecification``, STU3 ``dispense``."""
    kept = "prescriber" in content or "lensSpecification" in content
    return members(content.get("lensSpecification") or content.get("dispense")) if kept else []


def _lens(lens: Content) -> str:
    eye = element_words(lens, "eye", "VisionPrescription.lensSpecification") or "eye not stated"
    said = [all_terms(lens.get("product"))]
    said += [labelled(words, number(lens.get(name)) or text(lens.get(name))) for name, words in _LENS.items()]
    said += [_prism(obj(item)) for item in members(lens.get("prism"))]
    if number(lens.get("prism")):  # STU3
        said.append(_prism({"amount": lens.get("prism"), "base": lens.get("base")}))
    said += [labelled("worn for", quantity_words(lens.get("duration"))), note_words(lens)]
    return f"{eye}: {', '.join(filter(None, said)) or 'nothing stated'}"


def _prism(prism: Content) -> str:
    base = element_words(prism, "base", "VisionPrescription.lensSpecification.prism")
    amount = number(prism.get("amount"))
    return (
        labelled("prism", " ".join(filter(None, (amount, labelled("base", base))))) if amount or base else ""
    )


def _steps(content: Content, depth: int = 0) -> Iterator[tuple[Content, int]]:
    """The actions of a group of requests, each before what it holds, with its depth."""
    stack = [(obj(item), depth) for item in reversed(members(content.get("action")))]
    while stack:
        step, level = stack.pop()
        yield step, level
        stack += [(obj(item), level + 1) for item in reversed(members(step.get("action")))]


def _step_name(step: Content) -> str:
    return one_line(text(step.get("title")) or text(step.get("description")) or all_terms(step.get("code")))


def _step(step: Content, depth: int, lookup: Lookup) -> str:
    name = _step_name(step) or lookup.name(step.get("resource")) or "step not named"
    priority = element_words(step, "priority", "RequestGroup.action")
    said = f"{name} (priority {priority})" if priority and priority != "routine" else name
    return f"{'within it: ' if depth else ''}{said}"
