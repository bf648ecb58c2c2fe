"""How reference ranges read: alternatives, each with whom it is for; we compare nothing (RES-04, RES-05)."""

from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, members
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, text
from viewer.present.values import value_words


def ranges_words(content: Content) -> str:
    """Every reference range of a result or component, "or" between them."""
    ranges = [_range(obj(item)) for item in members(content.get("referenceRange"))]
    return labelled("range sent:", " or ".join(dict.fromkeys(words for words in ranges if words)))


def _range(content: Content) -> str:
    bounds = {name: content[name] for name in ("low", "high") if content.get(name) is not None}
    words = value_words({"valueRange": dict(bounds)}) if bounds else ""
    normal = all_terms(content.get("normalValue"))  # R5
    said = text(content.get("text"))
    # A text such as "3.5-5.0" beside its own low and high is said once, as the source wrote it.
    shown = [part for part in (said, normal, "" if said else words) if part]
    for_whom = [
        all_terms(content.get("type") or content.get("meaning")),
        " and ".join(filter(None, (all_terms(item) for item in members(content.get("appliesTo"))))),
        labelled("age", value_words({"valueRange": content["age"]}) if content.get("age") else ""),
    ]
    whom = ", ".join(part for part in for_whom if part)
    return f"{', '.join(shown)}{f' ({whom})' if whom else ''}" if shown or whom else ""
