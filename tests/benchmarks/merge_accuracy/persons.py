"""Labelled Patients: which are the same human, and which only look so; linking is held to it (IDM-02)."""

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from tests.benchmarks.merge_accuracy.judging import Tally
from tests.benchmarks.merge_accuracy.truth import EXACT
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM, nhs_number
from viewer.fhir.resource import FhirVersion, Place, Resource, ResourceKey
from viewer.merge.patient import patient_facts
from viewer.merge.persons import candidates, group_persons

_VERIFICATION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"
_FAMILY = ("Example", "Sample", "Testwell", "Mockford", "O'Specimen", "Trial-Brown")
_GIVEN = ("Alex", "Robin", "Sam", "Kim", "Jo", "Chris", "Pat", "Lee")
_STREETS = ("Chapel Row", "Mill Lane", "High Street")

Altered = tuple[str, Callable[[dict, random.Random], dict]]


def number(rng: random.Random) -> str:
    """An NHS number of the range for tests."""
    while True:
        digits = f"999{rng.randrange(10**7):07d}"
        if nhs_number(digits):
            return digits


def somebody(rng: random.Random) -> dict:
    """A Patient with a verified number and all demographics."""
    born = f"{rng.randint(1930, 2020)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    street = f"{rng.randint(1, 99)} {rng.choice(_STREETS)}"
    return {
        "resourceType": "Patient",
        "id": "1",
        "identifier": [_identifier(number(rng), "01")],
        "name": [{"use": "official", "family": rng.choice(_FAMILY), "given": [rng.choice(_GIVEN)]}],
        "gender": rng.choice(["female", "male"]),
        "birthDate": born,
        "address": [{"use": "home", "line": [street], "city": "Fellside", "postalCode": "ZZ99 3WZ"}],
    }


def _identifier(digits: str, verified: str) -> dict:
    said = {"url": _VERIFICATION, "valueCodeableConcept": {"coding": [{"system": "x", "code": verified}]}}
    return {"system": NHS_NUMBER_SYSTEM, "value": digits, **({"extension": [said]} if verified else {})}


def _named(patient: dict, **changed: object) -> dict:
    return {**patient, "name": [{**patient["name"][0], **changed}]}


def _number_of(patient: dict) -> str:
    return patient["identifier"][0]["value"]


def _capitals(patient: dict, _rng: random.Random) -> dict:
    name = patient["name"][0]
    return _named(patient, family=f"{name['family'].upper()} ", given=[name["given"][0].lower()])


def _middle_name(patient: dict, _rng: random.Random) -> dict:
    return _named(patient, given=[*patient["name"][0]["given"], "Middle"], prefix=["Dr"])


def _moved(patient: dict, _rng: random.Random) -> dict:
    return {**patient, "address": [{"use": "home", "line": ["1 New Street"], "postalCode": "ZZ99 9ZZ"}]}


def _less(patient: dict, rng: random.Random) -> dict:
    gone = set(rng.sample(["gender", "address", "name"], rng.randint(1, 3)))
    return {key: value for key, value in patient.items() if key not in gone}


def _spaced(patient: dict, _rng: random.Random) -> dict:
    digits = _number_of(patient)
    spaced = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    return {**patient, "identifier": [{**patient["identifier"][0], "value": spaced}]}


def _local_too(patient: dict, rng: random.Random) -> dict:
    own = {"system": "https://trust.example.org/mrn", "value": f"{rng.randrange(10**6)}"}
    return {**patient, "identifier": [own, *patient["identifier"]]}


SAME: Sequence[Altered] = (
    (EXACT, lambda patient, _rng: dict(patient)),
    ("name in capitals", _capitals),
    ("middle name and title", _middle_name),
    ("moved", _moved),
    ("dropped fields", _less),
    ("number written in groups", _spaced),
    ("a local number too", _local_too),
)


def _unverified(patient: dict, _rng: random.Random) -> dict:
    return {**patient, "identifier": [_identifier(_number_of(patient), "")]}


def _married(patient: dict, _rng: random.Random) -> dict:
    return _named(patient, family="Newname")


def _year_only(patient: dict, _rng: random.Random) -> dict:
    return {**patient, "birthDate": patient["birthDate"][:4]}


def _no_number(patient: dict, _rng: random.Random) -> dict:
    return {key: value for key, value in patient.items() if key != "identifier"}


UNDECIDABLE: Sequence[Altered] = (
    ("number not verified", _unverified),
    ("another family name", _married),
    ("year of birth alone", _year_only),
    ("no number", _no_number),
)
"""The same human, whom IDM-02 leaves to the clinician: linking here would be wrong too."""


def _twin(patient: dict, rng: random.Random) -> dict:
    given = rng.choice([one for one in _GIVEN if one != patient["name"][0]["given"][0]])
    return _named({**patient, "identifier": [_identifier(number(rng), "01")]}, given=[given])


def _twin_with_the_others_number(patient: dict, rng: random.Random) -> dict:
    return {**_twin(patient, rng), "identifier": patient["identifier"]}


def _father(patient: dict, rng: random.Random) -> dict:
    born = f"{int(patient['birthDate'][:4]) - rng.randint(18, 45)}{patient['birthDate'][4:]}"
    return {**patient, "birthDate": born, "identifier": [_identifier(number(rng), "01")]}


def _father_with_the_sons_number(patient: dict, rng: random.Random) -> dict:
    return {**_father(patient, rng), "identifier": patient["identifier"]}


def _namesake(patient: dict, rng: random.Random) -> dict:
    held = rng.choice([[_identifier(number(rng), "01")], [_identifier(number(rng), "")], []])
    return {**_moved(patient, rng), "identifier": held}


def _one_digit_wrong(patient: dict, rng: random.Random) -> dict:
    digits = _number_of(patient)
    wrong = f"{digits[:9]}{(int(digits[9]) + rng.randint(1, 9)) % 10}"
    return {**patient, "identifier": [_identifier(wrong, "01")]}


def _superseded(patient: dict, _rng: random.Random) -> dict:
    """A record that its source replaced: its number belongs to somebody else's record now."""
    return {**patient, "link": [{"other": {"reference": "Patient/other"}, "type": "replaced-by"}]}


def _old_number(patient: dict, rng: random.Random) -> dict:
    """Another human's number, kept as an old one, beside no current number."""
    return {**_father(patient, rng), "identifier": [{**patient["identifier"][0], "use": "old"}]}


def _born_next_day(patient: dict, _rng: random.Random) -> dict:
    day = int(patient["birthDate"][8:])
    return {**patient, "birthDate": f"{patient['birthDate'][:8]}{day % 28 + 1:02d}"}


NEAR: Sequence[Altered] = (
    ("twins", _twin),
    ("twins, one filed under the other's number", _twin_with_the_others_number),
    ("father and son of one name at one address", _father),
    ("father filed under the son's number", _father_with_the_sons_number),
    ("same name and birth date, different people", _namesake),
    ("number with a wrong digit", _one_digit_wrong),
    ("replaced at its source", _superseded),
    ("old number of another", _old_number),
    ("one number, born on another day", _born_next_day),
)
_DOMAIN = "persons"


def judge_persons(rng: random.Random, many: int, tally: Tally) -> None:
    """Count links of Patients of two to five sources against who they are, by both ways that link."""
    for round_ in range(many):
        kinds: Mapping[str, Sequence[Altered]] = {"same": SAME, "undecidable": UNDECIDABLE, "near": NEAR}
        for kind, ways in kinds.items():
            name, change = ways[round_ % len(ways)]
            first = somebody(rng)
            patients = [(first, 0), (change(first, rng), 1 if kind == "near" else 0)]
            if rng.random() < 0.5:
                patients.append((rng.choice(SAME)[1](first, rng), 0))
            _judge(patients, kind, name, tally)


def _judge(patients: Sequence[tuple[dict, int]], kind: str, name: str, tally: Tally) -> None:
    facts = [patient_facts(_resource(content, n)) for n, (content, _) in enumerate(patients)]
    human = {one.key: who for one, (_, who) in zip(facts, patients, strict=True)}
    linked = {frozenset((a.key, b.key)) for group in group_persons(facts) for a, b in combinations(group, 2)}
    for chosen in facts:
        found = candidates(chosen, [one for one in facts if one is not chosen])
        linked |= {frozenset((chosen.key, one.patient.key)) for one in found if one.linked_by}
    for one, other in combinations(facts, 2):
        together = frozenset((one.key, other.key)) in linked
        if human[one.key] != human[other.key]:
            tally.wrong[_DOMAIN] += together
            if together:
                tally.named[f"{_DOMAIN}: {name}"] += 1
        else:
            tally.right[_DOMAIN] += together and kind != "undecidable"
    together = frozenset((facts[0].key, facts[1].key)) in linked
    if kind == "same":
        tally.expected[_DOMAIN, name] += 1
        tally.found[_DOMAIN, name] += together
    elif kind == "near":
        tally.near[_DOMAIN, name] += 1
        tally.near_merged[_DOMAIN, name] += together
    else:
        tally.undecidable[_DOMAIN, name] += 1
        tally.undecidable_merged[_DOMAIN, name] += together
        tally.wrong[_DOMAIN] += together


def _resource(content: dict, source: int) -> Resource:
    key = ResourceKey(source=f"source {source}", type="Patient", id="1", version="")
    return Resource(key=key, place=Place(page=0, start=0, end=9), version=FhirVersion.R4, content=content)
