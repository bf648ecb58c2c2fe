"""What happens to a copy on its way to another source: the same fact in other words, alone and combined."""

import hashlib
import random
import re
from collections.abc import Callable, Mapping

from tests.benchmarks.merge_accuracy.shown import AMOUNTS, date_name, date_text, timed
from tests.benchmarks.merge_accuracy.truth import DOMAINS
from viewer.fhir.resource import Content

Altered = dict | None
"""The altered content, None where the alteration has nothing to alter."""

_LOCAL = "https://codes.example.org/local"
_UCUM = "http://unitsofmeasure.org"
_CONCEPTS = ("code", "medicationCodeableConcept", "vaccineCode")
_UNREMARKABLE = (
    "note",
    "comment",
    "interpretation",
    "referenceRange",
    "encounter",
    "context",
    "recorder",
    "asserter",
    "requester",
    "reasonCode",
    "reasonReference",
    "reason",
    "issued",
    "text",
    "category",
    "informationSource",
    "dateAsserted",
    "primarySource",
    "expirationDate",
    "manufacturer",
    "length",
    "hospitalization",
    "diagnosis",
    "securityLabel",
    "custodian",
    "evidence",
    "partOf",
)
"""Elements without which a fact is the same fact; what tells facts apart is never dropped."""
_DAY, _MONTH, _YEAR = 10, 7, 4


def copied(value):
    """The same JSON anew; numbers keep their text."""
    if isinstance(value, dict):
        return {key: copied(part) for key, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


def _new_ids(content: Content, _rng: random.Random) -> Altered:
    """Every other copy has new ids and references anyway: this one has nothing else."""
    return dict(content)


def _second_coding(content: Content, rng: random.Random) -> Altered:
    for name in _CONCEPTS:
        concept = content.get(name)
        if isinstance(concept, dict) and concept.get("coding") and not _denies(concept):
            first = concept["coding"][0]
            own = hashlib.sha256(str(first.get("code")).encode()).hexdigest()[:6]
            added = {
                "system": _LOCAL,
                "code": own,
                "display": first.get("display") or concept.get("text") or own,
            }
            return {**content, name: {**concept, "coding": [*concept["coding"], added]}}
    return None


def _denies(concept: Mapping) -> bool:
    """A negation with another code beside it denies nothing any more: the other may be an allergen."""
    return "no known" in str(concept).casefold() or "no allerg" in str(concept).casefold()


def _coarser_date(content: Content, rng: random.Random) -> Altered:
    """Problems: an onset to its month or year; vaccinations: a time to its day."""
    name, said = date_name(content), date_text(content)
    if not isinstance(content.get(name), str):
        return None
    if content["resourceType"] == "Immunization" and len(said) > _DAY:
        return {**content, name: said[:_DAY]}
    if content["resourceType"] == "Condition" and name == "onsetDateTime" and len(said) >= _DAY:
        ends = str(content.get("abatementDateTime", ""))
        return (
            {**content, name: said[: rng.choice([_YEAR, _MONTH, _DAY])]} if not ends or ends > said else None
        )
    return None


def _unit_text(content: Content, rng: random.Random) -> Altered:
    quantity = content.get("valueQuantity")
    if isinstance(quantity, dict) and quantity.get("code") and quantity.get("system") == _UCUM:
        said = rng.choice(
            [f"{quantity['code']} (unit)", str(quantity["code"]), f" {quantity.get('unit', '')} "]
        )
        return {**content, "valueQuantity": {**quantity, "unit": said}}
    return None


def _dropped(content: Content, rng: random.Random) -> Altered:
    used = {date_name(content)}
    there = [name for name in _UNREMARKABLE if name in content and name not in used]
    if _is_remark(content):
        there = [name for name in there if name not in {"note", "comment", "interpretation"}]
    if not there:
        return None
    gone = set(rng.sample(there, rng.randint(1, len(there))))
    return {key: value for key, value in content.items() if key not in gone}


def _reworded(content: Content, rng: random.Random) -> Altered:
    """Terms and dosage texts in other words; what is coded and structured is as it was."""
    changed: dict = {}
    for name in _CONCEPTS:
        concept = content.get(name)
        if isinstance(concept, dict) and concept.get("coding"):
            changed[name] = _other_words(
                concept, rng, drug=DOMAINS[str(content["resourceType"])] == "medicines"
            )
    doses = content.get("dosageInstruction")
    if isinstance(doses, list) and doses and all(_structured(dose) for dose in doses):
        changed["dosageInstruction"] = [
            {**dose, "text": f"{dose.get('text', 'as')} directed"} for dose in doses
        ]
    return {**content, **changed} if changed else None


def _structured(dose: object) -> bool:
    return isinstance(dose, dict) and "timing" in dose and bool(dose.keys() & AMOUNTS)


def _other_words(concept: Mapping, rng: random.Random, *, drug: bool) -> dict:
    said = str(concept.get("text") or concept["coding"][0].get("display") or "")
    if drug:
        spaced = re.sub(r"(\d)\s?(mg|micrograms|ml|g)\b", r"\1 \2", said)
        return {**concept, "text": rng.choice([said.upper(), spaced, f"  {said} "])} if said else {**concept}
    ways = [
        said.upper(),
        f"{said} (as recorded)",
        f"Recorded: {said}",
        said.partition("(")[0].strip() or said,
    ]
    shown = [{**one, "display": rng.choice(ways)} for one in concept["coding"]] if said else concept["coding"]
    return {**concept, "coding": shown, "text": rng.choice(ways) or "term"}


_ORDERED = frozenset({"dosageInstruction", "dosage", "content", "location", "given", "line"})
"""Arrays whose order says something."""


def _other_order(content: Content, rng: random.Random) -> Altered:
    shuffled = _shuffled(content, rng)
    return shuffled if shuffled != content else None


def _shuffled(value, rng: random.Random):
    if isinstance(value, dict):
        return {key: part if key in _ORDERED else _shuffled(part, rng) for key, part in value.items()}
    if isinstance(value, list):
        parts = [_shuffled(part, rng) for part in value]
        rng.shuffle(parts)
        return parts
    return value


def _is_remark(content: Content) -> bool:
    """A result without a value: what is remarked is all that it says."""
    valued = any(name.startswith("value") or name == "component" for name in content)
    return content["resourceType"] == "Observation" and not valued


def _note(content: Content, rng: random.Random) -> Altered:
    held = content.get("note", content.get("comment"))
    said = rng.choice(["Seen and filed", "Discussed by telephone", "Copied from the letter"])
    if "comment" in content or content["resourceType"] == "DocumentReference" or _is_remark(content):
        return None
    return {**content, "note": [*(held if isinstance(held, list) else []), {"text": said}]}


def _performer_case(content: Content, rng: random.Random) -> Altered:
    return _with_performers(content, lambda said: f" {said.upper()}  ")


def _performer_order(content: Content, rng: random.Random) -> Altered:
    """Title and order of a name: whether it is the same person a computer cannot know."""
    return _with_performers(
        content, lambda said: f"{said.split()[-1]}, {' '.join(said.split()[:-1])}".upper()
    )


def _with_performers(content: Content, say: Callable[[str], str]) -> Altered:
    held = content.get("performer")
    if not isinstance(held, list) or not held:
        return None
    shown = [_named_otherwise(one, say) for one in held]
    return {**content, "performer": shown} if shown != held else None


def _named_otherwise(one, say: Callable[[str], str]):
    if not isinstance(one, dict):
        return one
    if isinstance(one.get("actor"), dict):
        return {**one, "actor": _named_otherwise(one["actor"], say)}
    said = one.get("display")
    return {**one, "display": say(said)} if isinstance(said, str) and " " in said.strip() else one


def _cut_to_day(content: Content, rng: random.Random) -> Altered:
    """A result or medicine with its time cut off: which of the day's it is nobody can say."""
    name = date_name(content)
    if DOMAINS[str(content["resourceType"])] not in {"results", "medicines"} or not timed(content):
        return None
    return {**content, name: date_text(content)[:_DAY]} if isinstance(content[name], str) else None


NEW_IDS = "new ids and references"
ALTERATIONS: Mapping[str, Callable[[Content, random.Random], Altered]] = {
    NEW_IDS: _new_ids,
    "second coding": _second_coding,
    "coarser date": _coarser_date,
    "unit text": _unit_text,
    "dropped fields": _dropped,
    "reworded": _reworded,
    "order of arrays": _other_order,
    "extra note": _note,
    "performer in capitals": _performer_case,
}
CUT = "date cut to the day"
PERFORMER = "performer's name in another order"
UNDECIDABLE = {CUT: _cut_to_day, PERFORMER: _performer_order}
"""What makes a copy unrecognisable: counted apart. Merging the first of them would be a guess."""


def altered(content: Content, rng: random.Random, *, several: bool) -> tuple[dict, tuple[str, ...]]:
    """Alter a copy in one way, or in two to four; returns what was done in words, always something."""
    names = [name for name in ALTERATIONS if name != NEW_IDS]
    rng.shuffle(names)
    done: list[str] = []
    now = copied(content)
    for name in names[: 1 if not several else None]:
        changed = ALTERATIONS[name](now, rng)
        if changed is not None and len(done) < (4 if several else 1):
            now, done = copied(changed), [*done, name]
    return now, tuple(sorted(done)) or (NEW_IDS,)
