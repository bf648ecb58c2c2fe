"""Near misses as clinicians know them: told scenarios, each with two or more facts that are not one."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from tests.benchmarks.merge_accuracy import near_broad
from tests.benchmarks.merge_accuracy.near_medicines import MEDICINES
from tests.benchmarks.merge_accuracy.told_parts import (
    LEFT,
    LOINC,
    RIGHT,
    SNOMED,
    amount,
    concept,
    moment,
    resource,
    written,
)

YEAR_ALONE = "two of one year beside the year alone"
Scenario = tuple[str, Sequence[dict]]

_TESTS = (
    ("89579-7", "Troponin I", "ng/L", 3, 900),
    ("2823-3", "Potassium", "mmol/L", 3, 7),
    ("2345-7", "Glucose", "mmol/L", 3, 25),
    ("718-7", "Haemoglobin", "g/L", 60, 180),
    ("1988-5", "C-reactive protein", "mg/L", 1, 300),
)
_PROBLEMS = (
    ("22298006", "Myocardial infarction"),
    ("71620000", "Fracture of femur"),
    ("263102004", "Fracture of radius"),
    ("230690007", "Stroke"),
    ("233604007", "Pneumonia"),
)
_SIDED = (
    ("71620000", "fracture of femur"),
    ("239873007", "osteoarthritis of knee"),
    ("193570009", "cataract"),
    ("128053003", "deep vein thrombosis of leg"),
    ("254837009", "malignant neoplasm of breast"),
)
_DONE = (
    ("179344006", "total replacement of knee"),
    ("75732000", "total hip replacement"),
    ("110473004", "cataract surgery"),
    ("399010006", "intravitreal injection"),
    ("33195004", "joint injection"),
)
_VACCINES = (
    ("39114911000001105", "Influenza vaccine"),
    ("39115611000001103", "COVID-19 mRNA vaccine"),
    ("34765811000001105", "DTaP/IPV/Hib/HepB vaccine"),
)


def _result(rng: random.Random, when: str, **more: object) -> dict:
    code, name, unit, low, high = rng.choice(_TESTS)
    value = {"valueQuantity": amount(f"{rng.randint(low, high)}", unit)}
    given = {"status": "final", "code": concept(LOINC, code, name), "effectiveDateTime": when, **value}
    return resource("Observation", **given | more)


def serial_with_equal_values(rng: random.Random) -> Scenario:
    first = moment(rng)
    one = _result(rng, written(first))
    others = [first + timedelta(minutes=rng.randint(1, 300) + 400 * n) for n in range(rng.randint(1, 2))]
    return "serial results, equal values", [one, *({**one, "effectiveDateTime": written(o)} for o in others)]


def day_beside_timed(rng: random.Random) -> Scenario:
    first = moment(rng)
    one = _result(rng, written(first), performer=[{"display": "Northmoor laboratory"}])
    later = {**one, "effectiveDateTime": written(first + timedelta(hours=3))}
    return "a day beside serial results", [one, later, {**one, "effectiveDateTime": written(first)[:10]}]


def two_of_one_day_and_nobody(rng: random.Random) -> Scenario:
    """Morning and evening, filed under the day alone with one value: without whoever measured them, two."""
    one = _result(rng, written(moment(rng))[:10])
    return "two of one day, equal, by nobody named", [one, dict(one)]


def other_specimen(rng: random.Random) -> Scenario:
    one = _result(rng, written(moment(rng)), specimen={"display": "Venous blood"})
    return "another specimen", [
        one,
        {**one, "specimen": {"display": rng.choice(["Urine", "Arterial blood"])}},
    ]


def mg_against_microgram(rng: random.Random) -> Scenario:
    one = _result(rng, written(moment(rng)))
    value = one["valueQuantity"]["value"]
    ours, theirs = rng.choice([("mg/L", "ug/L"), ("mmol/L", "umol/L"), ("mg", "ug")])
    return "mg against microgram", [{**one, "valueQuantity": amount(value, unit)} for unit in (ours, theirs)]


def left_and_right_measured(rng: random.Random) -> Scenario:
    one = _result(rng, written(moment(rng)))
    return "left and right", [{**one, "bodySite": LEFT}, {**one, "bodySite": RIGHT}]


_PARTS = (("71341001", "Femur"), ("72696002", "Knee"), ("40983000", "Upper arm"), ("81745001", "Eye"))


def _sides_of_one_part(rng: random.Random) -> list[list[dict]]:
    """A part of the body and its side, as two concepts or as two codings of one."""
    part = concept(SNOMED, *rng.choice(_PARTS))
    pairs = [[part, LEFT], [part, RIGHT]]
    if rng.random() < 0.5:
        return [[{"coding": [one["coding"][0], side["coding"][0]]}] for one, side in pairs]
    return pairs if rng.random() < 0.5 else [[part], pairs[1]]


def sides_of_one_part_measured(rng: random.Random) -> Scenario:
    one = _result(rng, written(moment(rng)))
    part = rng.choice(_PARTS)[0]
    sites = [{"coding": [concept(SNOMED, part)["coding"][0], side["coding"][0]]} for side in (LEFT, RIGHT)]
    return "two sides of one part of the body", [{**one, "bodySite": site} for site in sites]


def zero_beside_absent(rng: random.Random) -> Scenario:
    one = _result(rng, written(moment(rng)))
    absent = {key: value for key, value in one.items() if key != "valueQuantity"}
    why = concept("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-performed")
    zero = {**one, "valueQuantity": {**one["valueQuantity"], "value": 0}}
    return "0 beside no value", [zero, {**absent, "dataAbsentReason": why}]


def two_performers(rng: random.Random) -> Scenario:
    one = _result(rng, written(moment(rng)))
    names = [[{"display": name}] for name in ("Dr A Example", "Dr B Example")]
    return "measured by two people at one minute", [{**one, "performer": name} for name in names]


def _report(rng: random.Random, **more: object) -> dict:
    when = written(moment(rng))
    code = rng.choice([("24358-4", "Haematology report"), ("30746-2", "Chest X-ray report")])
    given = {
        "status": "final",
        "code": concept(LOINC, *code),
        "effectiveDateTime": when,
        "conclusion": "Normal",
    }
    return resource("DiagnosticReport", **given | more)


def two_reports(rng: random.Random) -> Scenario:
    one = _report(rng)
    other = rng.choice(["Raised white cells", "Left lower lobe consolidation", f"Grade {rng.randint(2, 4)}"])
    return "two reports of one minute", [one, {**one, "conclusion": other}]


def as_many_results(rng: random.Random) -> Scenario:
    """Two panels of one sample, each of as many results; nobody has concluded anything."""
    one = {key: value for key, value in _report(rng).items() if key != "conclusion"}
    many = rng.randint(1, 12)
    panels = [[{"reference": f"Observation/{name}{n}"} for n in range(many)] for name in "ab"]
    return "two reports of as many results", [{**one, "result": panel} for panel in panels]


def two_specimens_reported(rng: random.Random) -> Scenario:
    one = _report(rng, specimen=[{"display": "Blood"}])
    return "reports of two specimens", [one, {**one, "specimen": [{"display": "Urine"}]}]


def recurrence(rng: random.Random) -> Scenario:
    first = moment(rng)
    gap = rng.choice([timedelta(days=rng.randint(1, 60)), timedelta(days=rng.randint(100, 2000))])
    code = concept(SNOMED, *rng.choice(_PROBLEMS))
    days = [written(one)[: rng.choice([10, 25])] for one in (first, first + gap)]
    status = concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active")
    made = [resource("Condition", code=code, clinicalStatus=status, onsetDateTime=one) for one in days]
    return "recurrent fracture, infarction, stroke", made


def recurrence_beside_its_year(rng: random.Random) -> Scenario:
    one, other = recurrence(rng)[1]
    year = str(one["onsetDateTime"])[:4]
    same = f"{year}{str(other['onsetDateTime'])[4:]}"
    if same[:10] == one["onsetDateTime"][:10] or same[5:10] == "02-29":
        same = f"{year}-12-30"
    return YEAR_ALONE, [one, {**other, "onsetDateTime": same}, {**one, "onsetDateTime": year}]


def left_and_right(rng: random.Random) -> Scenario:
    code, name = rng.choice(_SIDED)
    when = written(moment(rng))[:10]
    one = resource("Condition", code=concept(SNOMED, code, name.capitalize()), onsetDateTime=when)
    return "left and right", [{**one, "bodySite": [LEFT]}, {**one, "bodySite": [RIGHT]}]


def sides_of_one_part(rng: random.Random) -> Scenario:
    one = left_and_right(rng)[1][0]
    return "two sides of one part of the body", [
        {**one, "bodySite": site} for site in _sides_of_one_part(rng)
    ]


def left_and_right_in_words(rng: random.Random) -> Scenario:
    """One code for both sides; the side stands in the term alone."""
    code, name = rng.choice(_SIDED)
    when = written(moment(rng))[:10]
    ways = rng.choice(
        [("Left {}", "Right {}"), ("{}, left", "{}, right"), ("L {}", "R {}"), ("{}", "Left {}")]
    )
    codes = [{**concept(SNOMED, code, name), "text": way.format(name)} for way in ways]
    return "left and right in words alone", [resource("Condition", code=c, onsetDateTime=when) for c in codes]


def severity(rng: random.Random) -> Scenario:
    one = recurrence(rng)[1][0]
    codes = [concept(SNOMED, "24484000", "Severe"), concept(SNOMED, "255604002", "Mild")]
    return "another severity", [{**one, "severity": code} for code in codes]


def confirmed_and_refuted(rng: random.Random) -> Scenario:
    one = recurrence(rng)[1][0]
    system = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
    pair = rng.choice([("confirmed", "refuted"), ("confirmed", "differential")])
    return "confirmed and refuted", [{**one, "verificationStatus": concept(system, code)} for code in pair]


def _allergy(rng: random.Random, **more: object) -> dict:
    names = [
        ("91936005", "Allergy to penicillin"),
        ("300916003", "Latex allergy"),
        ("91935009", "Allergy to peanuts"),
    ]
    system = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
    status = concept(system, "active")
    given = {"code": concept(SNOMED, *rng.choice(names)), "clinicalStatus": status}
    return resource("AllergyIntolerance", **given, **{"recordedDate": written(moment(rng))[:10]} | more)


def two_reactions(rng: random.Random) -> Scenario:
    one = _allergy(rng)
    signs = [("247472004", "Weal"), ("39579001", "Anaphylaxis"), ("422587007", "Nausea")]
    held = [[{"manifestation": [concept(SNOMED, *sign)]}] for sign in rng.sample(signs, 2)]
    return "another reaction", [{**one, "reaction": reaction} for reaction in held]


def allergy_refuted(rng: random.Random) -> Scenario:
    one = _allergy(rng)
    system = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
    return "allergy and its refutation", [
        {**one, "verificationStatus": concept(system, code)} for code in ("confirmed", "refuted")
    ]


def allergy_and_intolerance(rng: random.Random) -> Scenario:
    one = _allergy(rng)
    return "allergy and intolerance", [{**one, "type": kind} for kind in ("allergy", "intolerance")]


def allergy_criticality(rng: random.Random) -> Scenario:
    one = _allergy(rng)
    return "another criticality", [{**one, "criticality": kind} for kind in ("low", "high")]


def none_known_beside_allergy(rng: random.Random) -> Scenario:
    one = _allergy(rng)
    return "none known beside an allergy", [
        one,
        {**one, "code": concept(SNOMED, "716186003", "No known allergy")},
    ]


def _procedure(rng: random.Random, code: dict, **more: object) -> dict:
    when = written(moment(rng))
    given = {
        "status": "completed",
        "code": code,
        "performedDateTime": when,
        "performer": [{"actor": {"display": "Mr A"}}],
    }
    return resource("Procedure", **given | more)


def both_sides_done(rng: random.Random) -> Scenario:
    code, name = rng.choice(_DONE)
    one = _procedure(rng, concept(SNOMED, code, name))
    return "left and right", [{**one, "bodySite": [LEFT]}, {**one, "bodySite": [RIGHT]}]


def sides_of_one_part_done(rng: random.Random) -> Scenario:
    one = both_sides_done(rng)[1][0]
    return "two sides of one part of the body", [
        {**one, "bodySite": site} for site in _sides_of_one_part(rng)
    ]


def both_sides_done_in_words(rng: random.Random) -> Scenario:
    code, name = rng.choice(_DONE)
    one = _procedure(rng, concept(SNOMED, code, name))
    texts = [{**one["code"], "text": f"{side} {name}"} for side in ("Left", "Right")]
    return "left and right in words alone", [{**one, "code": text} for text in texts]


def two_operators(rng: random.Random) -> Scenario:
    code, name = rng.choice(_DONE)
    one = _procedure(rng, concept(SNOMED, code, name))
    one["performedDateTime"] = one["performedDateTime"][: rng.choice([10, 25])]
    return "two operators", [one, {**one, "performer": [{"actor": {"display": "Ms B"}}]}]


def _vaccination(rng: random.Random, **more: object) -> dict:
    when = written(moment(rng))
    given = {
        "status": "completed",
        "vaccineCode": concept(SNOMED, *rng.choice(_VACCINES)),
        "occurrenceDateTime": when[: rng.choice([10, 25])],
        "lotNumber": f"B{rng.randrange(10**5)}",
    }
    return resource("Immunization", **given | more)


def other_batch(rng: random.Random) -> Scenario:
    one = _vaccination(rng)
    return "another batch of one day", [one, {**one, "lotNumber": f"C{rng.randrange(10**5)}"}]


def second_dose(rng: random.Random) -> Scenario:
    """From the same box, weeks later: a course of two."""
    one = _vaccination(rng)
    first = moment(rng)
    days = [written(first)[:10], written(first + timedelta(days=rng.randint(21, 90)))[:10]]
    made = [
        {**one, "occurrenceDateTime": day, "protocolApplied": [{"doseNumberPositiveInt": number + 1}]}
        for number, day in enumerate(days)
    ]
    return "second dose of a course, same batch", made


def two_doses_of_one_day(rng: random.Random) -> Scenario:
    one = _vaccination(rng)
    return "two doses of a course filed under one day", [
        {**one, "protocolApplied": [{"doseNumberPositiveInt": number}]} for number in (1, 2)
    ]


def given_and_not_given(rng: random.Random) -> Scenario:
    one = _vaccination(rng)
    return "given and not given", [one, {**one, "status": "not-done"}]


def _contact(rng: random.Random, **more: object) -> dict:
    first = moment(rng)
    given = {
        "status": "finished",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"},
        "type": [concept(SNOMED, "185349003", "Encounter for check up")],
        "period": {"start": written(first), "end": written(first + timedelta(minutes=20))},
        "serviceProvider": {"display": "Northmoor Acute Trust"},
    }
    return resource("Encounter", **given | more)


def two_of_one_day(rng: random.Random) -> Scenario:
    one, later = _contact(rng), _contact(rng)
    start = one["period"]["start"][:10]
    moved = {key: f"{start}{said[10:]}" for key, said in later["period"].items()}
    same = moved["start"] == one["period"]["start"]
    return "two contacts of one day", [
        one,
        {**one, "period": {"start": f"{start}T23:59:00+00:00"} if same else moved},
    ]


def touching(rng: random.Random) -> Scenario:
    one = _contact(rng)
    return "one begins when the other ends", [one, {**one, "period": {"start": one["period"]["end"]}}]


def two_clinics(rng: random.Random) -> Scenario:
    one = _contact(rng)
    other = {**one, "serviceProvider": {"display": "Fellside Community Trust"}}
    return "the same minute at another provider", [one, other]


def two_services(rng: random.Random) -> Scenario:
    one = _contact(rng, serviceType=concept(SNOMED, "394579002", "Cardiology"))
    return "two services at one minute", [
        one,
        {**one, "serviceType": concept(SNOMED, "394585009", "Obstetrics")},
    ]


def call_and_visit(rng: random.Random) -> Scenario:
    """Said in words alone, or under one code."""
    one = _contact(rng)
    kept = rng.choice([{}, concept(SNOMED, "308335008", "Patient encounter procedure")])
    kinds = rng.sample(["Phone call", "Home visit", "Surgery consultation"], 2)
    return "two kinds of contact at one minute", [{**one, "type": [{**kept, "text": kind}]} for kind in kinds]


def nowhere_stated(rng: random.Random) -> Scenario:
    """Of one kind, minute and end; where, neither says: every slot of a clinic list is so."""
    one = {key: value for key, value in _contact(rng).items() if key != "serviceProvider"}
    return "two contacts of one minute, place unsaid", [
        {**one, "participant": [{"individual": {"display": who}}]} for who in ("Dr A", "Nurse B")
    ]


def _letter(rng: random.Random, **more: object) -> dict:
    given = {
        "status": "current",
        "type": concept(SNOMED, "823651000000106", "Clinical letter"),
        "date": written(moment(rng)),
        "content": [{"attachment": {"contentType": "text/plain", "data": f"QUJD{rng.randrange(10**6):08d}"}}],
    }
    return resource("DocumentReference", **given | more)


def two_letters(rng: random.Random) -> Scenario:
    one, other = _letter(rng), _letter(rng)
    return "two letters of one day and type", [one, {**one, "content": other["content"]}]


def two_pointers(rng: random.Random) -> Scenario:
    """Without the bytes, by address alone: each source has addresses of its own."""
    one = _letter(rng)
    urls = [[{"attachment": {"contentType": "application/pdf", "url": f"Binary/{n}"}}] for n in (1, 2)]
    return "two letters known by address alone", [{**one, "content": url} for url in urls]


def two_masters(rng: random.Random) -> Scenario:
    one = _letter(rng)
    masters = [
        {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{rng.getrandbits(64):x}"} for _ in range(2)
    ]
    return "one file under two master identifiers", [
        {**one, "masterIdentifier": master} for master in masters
    ]


def broad(domain: str, one: Callable[[random.Random], dict]) -> Callable[[random.Random], Scenario]:
    """Two facts of a domain that are alike but for the words beside their code."""

    def told(rng: random.Random) -> Scenario:
        content = one(rng)
        return near_broad.NAME, [{**content, "code": code} for code in near_broad.broad(domain, rng)]

    return told


def _some_result(rng: random.Random) -> dict:
    return _result(rng, written(moment(rng)))


def _some_problem(rng: random.Random) -> dict:
    return recurrence(rng)[1][0]


def _some_procedure(rng: random.Random) -> dict:
    return _procedure(rng, {})


_NOT_THERE = "RG9jdW1lbnQgbm90IGF2YWlsYWJsZQ=="


def placeholder(rng: random.Random) -> Scenario:
    """A file that stands for every letter that the system has not, also a whole page of it."""
    one, other = _letter(rng), _letter(rng)
    kinds = [("823651000000106", "Clinical letter"), ("4201000179104", "Imaging report")]
    long = rng.random() < 0.5
    data = _NOT_THERE.rstrip("=")[:36] * (40 if long else 1)
    file = [{"attachment": {"contentType": "text/plain", "data": data}}]
    types = [concept(SNOMED, *kind) for kind in kinds] if long else [one["type"], one["type"]]
    return "one placeholder for two letters", [
        {**letter, "type": kind, "content": file} for letter, kind in zip((one, other), types, strict=True)
    ]


TOLD: Mapping[str, Sequence[Callable[[random.Random], Scenario]]] = {
    "results": (
        broad("results", _some_result),
        serial_with_equal_values,
        day_beside_timed,
        two_of_one_day_and_nobody,
        other_specimen,
        mg_against_microgram,
        left_and_right_measured,
        sides_of_one_part_measured,
        zero_beside_absent,
        two_performers,
    ),
    "reports": (broad("reports", _report), two_reports, as_many_results, two_specimens_reported),
    "medicines": MEDICINES,
    "problems": (
        broad("problems", _some_problem),
        recurrence,
        recurrence_beside_its_year,
        left_and_right,
        sides_of_one_part,
        left_and_right_in_words,
        severity,
        confirmed_and_refuted,
    ),
    "allergies": (
        broad("allergies", _allergy),
        two_reactions,
        allergy_refuted,
        allergy_and_intolerance,
        allergy_criticality,
        none_known_beside_allergy,
    ),
    "procedures": (
        broad("procedures", _some_procedure),
        both_sides_done,
        sides_of_one_part_done,
        both_sides_done_in_words,
        two_operators,
    ),
    "vaccinations": (other_batch, second_dose, two_doses_of_one_day, given_and_not_given),
    "contacts": (two_of_one_day, touching, two_clinics, two_services, call_and_visit, nowhere_stated),
    "documents": (two_letters, two_pointers, two_masters, placeholder),
}
