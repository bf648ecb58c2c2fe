"""Which words a clinician has to find where an element is populated; knows nothing of how the detail is made."""

import re
from collections.abc import Iterator

from tests.load.answers import LONDON
from viewer.fhir.typed import CHOICE_TYPES
from viewer.present.code_words import code_words
from viewer.present.dose_amounts import full_unit
from viewer.present.moments import day_of, in_zone, moment_of

_TECHNICAL = {
    "system", "version", "userSelected", "id", "url", "profile", "contentType", "data", "hash", "language",
    "div", "linkId", "carrierAIDC", "fhir_comments", "modifierExtension", "sequence", "rank", "resourceType", "extension",
}  # fmt: skip
"""What names a list, a file form or a place and says nothing of the patient; each stands among all elements."""
_USES = {"old": {"no longer in use"}, "temp": {"temporary"}, "maiden": {"maiden name"}}
_MONTH = re.compile(r"\d{4}-\d{2}.*")


def populated(content: dict, path: str) -> Iterator[tuple[str, object]]:
    """(name, value) of every top-level element that a must-support path means and that was sent."""
    name = path.partition(".")[0]
    bare = name.removesuffix("[x]")
    for found, value in content.items():
        if found == bare or (bare != name and found.startswith(bare) and found[len(bare) :] in CHOICE_TYPES):
            yield found, value


def wanted(element: str, value: object) -> Iterator[set[str]]:
    """For each leaf that tells something, the words of which one has to be on the screen."""
    if isinstance(value, list):
        for item in value:
            yield from wanted(element, item)
    elif isinstance(value, dict):
        for name, part in _telling(value):
            yield from wanted(f"{element}.{name}", part)
    elif words := _words(element, value):
        yield words


def _telling(value: dict) -> Iterator[tuple[str, object]]:
    """The parts of an element that say something: a code only where nothing words it."""
    worded = bool(value.get("text") or any(map(_displayed, value.get("coding") or [])))
    for name, part in value.items():
        if name in _TECHNICAL or name.startswith("_"):
            continue
        if name == "coding" and worded:
            yield from (("display", one["display"]) for one in part if one.get("display"))
            continue
        if name == "identifier" and ("display" in value or "reference" in value):
            continue  # a number of the person who is named
        if name == "assigner" or (name == "periodUnit" and "period" not in value):
            continue  # who issued a number; a unit of nothing
        if name == "code" and ("display" in value or "unit" in value) and isinstance(part, str):
            continue
        if name in {"reference", "type"} and ("display" in value or "reference" in value):
            continue
        if name == "type" and (
            "doseQuantity" in value or "doseRange" in value or {"system", "value"} <= value.keys()
        ):
            continue  # what a number is called, or how a dose was come by
        yield name, part


def _displayed(coding: object) -> bool:
    return isinstance(coding, dict) and bool(
        coding.get("display") or "Display" in str(coding.get("extension"))
    )


def _words(element: str, value: object) -> set[str]:
    name = element.rpartition(".")[2]
    if isinstance(value, bool) or value is None:
        return set()
    said = str(value)
    if name == "use" and said in {"usual", "official", "home", "work"}:
        return set()
    found = {said, said.replace("-", " "), code_words(element, said)}
    if isinstance(value, float) and value.is_integer():
        found.add(str(int(value)))  # a dose has no zero behind its point (MED-08)
    if ".repeat." in element and name in {"frequency", "period", "periodUnit"}:
        found.add("every")  # "once every day", "every 6 hours"
    if element.endswith(".repeat.when"):
        found |= {"in the", "at", "before", "after"}  # "in the morning", "at bedtime"
    if name == "use":
        found |= _USES.get(said, set())
    if name == "timeOfDay":
        found.add(said.removesuffix(":00"))
    if name == "unit":
        found.add(full_unit(said))
    moment = moment_of(said) if _MONTH.fullmatch(said) else None
    if moment is not None:
        found |= {day_of(moment), day_of(in_zone(moment, LONDON))}
    return {folded(one) for one in found if one.strip()}


def folded(words: str) -> str:
    """Fold case and whatever stands between words."""
    apart = re.sub(r"([<>]=?)", r" \1 ", words.casefold())
    return " ".join(re.sub(r"[^\w.+<>=%/]+", " ", apart).split())
