"""Near misses made of a real fact: one thing changed that makes it another fact."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from tests.benchmarks.merge_accuracy.shown import date_name, date_text, timed
from tests.benchmarks.merge_accuracy.told_parts import LEFT, RIGHT, concept
from viewer.fhir.resource import Number

Change = Callable[[dict, random.Random], dict | None]
"""What the other fact is; None where this one has nothing to change."""

_DAY = 10


def _shifted(content: dict, move: timedelta) -> dict | None:
    name, said = date_name(content), date_text(content)
    try:
        moved = (datetime.fromisoformat(said) + move).isoformat()
    except (ValueError, OverflowError):
        return None
    moved = moved if timed(content) else moved[:_DAY]
    held = content[name]
    if isinstance(held, dict):
        return {**content, name: {**held, "start": moved, **({"end": moved} if held.get("end") else {})}}
    return {**_without_numbers(content), name: moved} if isinstance(held, str) else None


def _without_numbers(content: dict) -> dict:
    """Another fact has no business identifier of the first."""
    return {key: value for key, value in content.items() if key not in {"identifier", "masterIdentifier"}}


def _minutes_later(content: dict, rng: random.Random) -> dict | None:
    return _shifted(content, timedelta(minutes=rng.randint(1, 600))) if timed(content) else None


def _days_later(content: dict, rng: random.Random) -> dict | None:
    return _shifted(content, timedelta(days=rng.randint(1, 400))) if len(date_text(content)) >= _DAY else None


def _cut(content: dict, _rng: random.Random) -> dict | None:
    """Of the same day and value, without a time: which of the day's it is, if any, nobody knows."""
    name = date_name(content)
    if not timed(content) or not isinstance(content[name], str):
        return None
    return {**_without_numbers(content), name: date_text(content)[:_DAY]}


def _quantity(content: dict, **changed: object) -> dict | None:
    held = content.get("valueQuantity")
    if not isinstance(held, dict) or "value" not in held:
        return None
    return {**content, "valueQuantity": {**held, **changed}}


def _other_value(content: dict, rng: random.Random) -> dict | None:
    return _quantity(content, value=Number(f"{rng.randint(1, 9999)}.5"))


def _comparator(content: dict, rng: random.Random) -> dict | None:
    held = content.get("valueQuantity")
    if isinstance(held, dict) and held.get("comparator"):
        return None
    return _quantity(content, comparator=rng.choice(["<", ">", "<=", ">="]))


def _other_unit(content: dict, rng: random.Random) -> dict | None:
    held = content.get("valueQuantity")
    said = {str(held.get(name)) for name in ("unit", "code")} if isinstance(held, dict) else set()
    units = [one for one in ("mg/L", "ug/L", "mmol/L", "umol/L", "[lb_av]", "kPa") if one not in said]
    unit = rng.choice(units)
    return _quantity(content, unit=unit, code=unit, system="http://unitsofmeasure.org")


def _amended(content: dict, _rng: random.Random) -> dict | None:
    """An amended statement stands beside the first one and is not it."""
    return {**content, "status": "amended"} if content.get("status") == "final" else None


def _less_a_component(content: dict, rng: random.Random) -> dict | None:
    held = content.get("component")
    if not isinstance(held, list) or len(held) < 2:
        return None
    return {**_without_numbers(content), "component": held[: rng.randrange(1, len(held))]}


def _other_component(content: dict, rng: random.Random) -> dict | None:
    held = content.get("component")
    if not isinstance(held, list) or not held or "valueQuantity" not in held[0]:
        return None
    changed = _other_value(held[0], rng)
    return {**content, "component": [changed, *held[1:]]} if changed else None


def withdrawn(content: dict, _rng: random.Random) -> dict | None:
    """One withdrawn, one upheld: never one row that hides which."""
    if "entered-in-error" in str(content):
        return None
    if content["resourceType"] in {"Condition", "AllergyIntolerance"}:
        code = concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "entered-in-error")
        return {**content, "verificationStatus": code}
    return {**content, "status": "entered-in-error"} if content.get("status") else None


def _side(content: dict, rng: random.Random) -> dict | None:
    """A side where the other states none."""
    return None if content.get("bodySite") else {**content, "bodySite": [rng.choice([LEFT, RIGHT])]}


def _other_batch(content: dict, rng: random.Random) -> dict | None:
    if not content.get("lotNumber"):
        return None
    return {**_without_numbers(content), "lotNumber": f"LOT{rng.randrange(10**6)}"}


def _other_dose(content: dict, rng: random.Random) -> dict | None:
    held = content.get("dosageInstruction")
    if not isinstance(held, list) or not held or not isinstance(held[0], dict):
        return None
    said = {**held[0], "text": f"Take {rng.randint(5, 60)} daily"}
    if "doseAndRate" in said:
        said["doseAndRate"] = [{"doseQuantity": {"value": rng.randint(5, 60), "unit": "dose"}}]
    return {**_without_numbers(content), "dosageInstruction": [said, *held[1:]]}


def _as_needed(content: dict, _rng: random.Random) -> dict | None:
    held = content.get("dosageInstruction")
    if not isinstance(held, list) or not held or not isinstance(held[0], dict):
        return None
    if any(name.startswith("asNeeded") and held[0][name] for name in held[0]):
        return None
    return {
        **_without_numbers(content),
        "dosageInstruction": [{**held[0], "asNeededBoolean": True}, *held[1:]],
    }


def _other_code(content: dict, rng: random.Random) -> dict | None:
    """Another code of the same system under the same words."""
    for name in ("code", "vaccineCode", "medicationCodeableConcept"):
        held = content.get(name)
        if isinstance(held, dict) and held.get("coding") and "NullFlavor" not in str(held):
            codings = [{**one, "code": f"9{rng.randrange(10**8)}"} for one in held["coding"]]
            return {**_without_numbers(content), name: {**held, "coding": codings}}
    return None


def _other_text_of_report(content: dict, rng: random.Random) -> dict | None:
    said = rng.choice(["No abnormality", "Consolidation of the left base", "Normal study", "Fracture seen"])
    return (
        {**_without_numbers(content), "conclusion": said}
        if content.get("conclusion") not in {None, said}
        else None
    )


def _more_results(content: dict, _rng: random.Random) -> dict | None:
    held = content.get("result")
    if not isinstance(held, list) or not held:
        return None
    return {**_without_numbers(content), "result": [*held, {"reference": "Observation/more"}]}


def _other_bytes(content: dict, rng: random.Random) -> dict | None:
    """Another letter of the same day and type."""
    held = content.get("content")
    if not isinstance(held, list) or not held or not isinstance(held[0], dict):
        return None
    file = {
        **held[0].get("attachment", {}),
        "data": f"AAAA{rng.randrange(10**8):08d}",
        "url": f"Binary/{rng.random()}",
    }
    file.pop("hash", None)
    return {**_without_numbers(content), "content": [{**held[0], "attachment": file}, *held[1:]]}


def _touching(content: dict, rng: random.Random) -> dict | None:
    """A contact that begins when the other ends."""
    held = content.get("period")
    if not isinstance(held, dict) or "T" not in str(held.get("end")) or held.get("end") == held.get("start"):
        return None
    return {**_without_numbers(content), "period": {"start": held["end"]}}


def _other_provider(content: dict, rng: random.Random) -> dict | None:
    """At the same minute with another service: two sides of two contacts."""
    if not content.get("serviceProvider") or not content.get("period", {}).get("end"):
        return None
    other = {"display": f"Clinic {rng.randrange(100)}"}
    ended = _shifted({**content, "period": {"start": content["period"]["end"]}}, timedelta(minutes=7))
    end = ended["period"]["start"] if ended else content["period"]["end"]
    return {
        **_without_numbers(content),
        "serviceProvider": other,
        "period": {**content["period"], "end": end},
    }


_ANY: Sequence[tuple[str, Change]] = (
    ("another day", _days_later),
    ("another code under the same words", _other_code),
    ("withdrawn beside upheld", withdrawn),
)
_SERIAL = ("another time of the day, equal otherwise", _minutes_later)
CHANGES: Mapping[str, Sequence[tuple[str, Change]]] = {
    "results": (
        *_ANY,
        _SERIAL,
        ("a day beside a time, equal otherwise", _cut),
        ("another value", _other_value),
        ("comparator added", _comparator),
        ("unit changed", _other_unit),
        ("amended beside final", _amended),
        ("component missing", _less_a_component),
        ("component changed", _other_component),
    ),
    "reports": (
        *_ANY,
        _SERIAL,
        ("another conclusion", _other_text_of_report),
        ("another count of results", _more_results),
        ("amended beside final", _amended),
    ),
    "medicines": (
        *_ANY,
        ("dose changed", _other_dose),
        ("regular and as needed", _as_needed),
        ("a day beside a time, equal otherwise", _cut),
    ),
    "problems": (*_ANY, ("a side beside none", _side)),
    "allergies": _ANY,
    "procedures": (*_ANY, _SERIAL, ("a side beside none", _side)),
    "vaccinations": (*_ANY, ("another batch", _other_batch)),
    "contacts": (
        ("another day", _days_later),
        ("two contacts of one day", _minutes_later),
        ("one begins when the other ends", _touching),
        ("the same minute at another provider", _other_provider),
    ),
    "documents": (("another file of one day and type", _other_bytes),),
}
