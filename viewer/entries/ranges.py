"""How reference ranges read: alternatives, each with whom it is for; we compare nothing (RES-04, RES-05)."""

from viewer.entries.naming import all_terms
from viewer.entries.phrases import labelled, members
from viewer.fhir.resource import Content
from viewer.fhir.typed import number, obj, text
from viewer.present.values import value_words


def ranges_words(content: Content) -> str:
    """Every reference range of a result or component, "or" between them."""
    ranges = [_range(obj(item)) for item in members(content.get("referenceRange"))]
    return labelled("range sent:", " or ".join(dict.fromkeys(words for words in ranges if words)))


def _range(content: Content) -> str:
    said = text(content.get("text"))
    bounds = "" if _holds(said, content) else _bounds(content)
    normal = all_terms(content.get("normalValue"))  # R5
    shown = ", ".join(part for part in (said, normal, bounds) if part)
    whom = _whom(content)
    return f"{shown or 'no bounds'} ({whom})" if whom else shown


def _bounds(content: Content) -> str:
    sent = {name: content[name] for name in ("low", "high") if content.get(name) is not None}
    return value_words({"valueRange": dict(sent)}) if sent else ""


def _holds(said: str, content: Content) -> bool:
    """Whether a text such as "3.5-5.0" says its own bounds already; then it stands alone, as sent."""
    numbers = [number(obj(content.get(name)).get("value")) for name in ("low", "high")]
    return bool(said) and all(part in said for part in numbers)


def _whom(content: Content) -> str:
    """For whom the range is: conditions of one range all apply at once (RES-05)."""
    return ", ".join(
        part
        for part in (
            all_terms(content.get("type") or content.get("meaning")),
            " and ".join(filter(None, (all_terms(item) for item in members(content.get("appliesTo"))))),
            labelled("age", value_words({"valueRange": content["age"]}) if content.get("age") else ""),
        )
        if part
    )
