"""Near misses among medicines: products and doses that are alike and that nobody may take for one another."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta

from tests.benchmarks.merge_accuracy.told_parts import SNOMED, amount, concept, moment, resource, written

Scenario = tuple[str, Sequence[dict]]

_DRUGS = (("386872004", "Ramipril", "5mg capsules"), ("372756006", "Warfarin", "1mg tablets"))
_RELEASE = (
    ("Diltiazem 120mg modified-release capsules", "Diltiazem 120mg capsules"),
    ("Morphine 10mg modified-release tablets", "Morphine 10mg tablets"),
    ("Nifedipine 20mg modified-release tablets", "Nifedipine 20mg capsules"),
    ("Quetiapine 50mg MR tablets", "Quetiapine 50mg tablets"),
    ("Tramadol 100mg prolonged-release tablets", "Tramadol 100mg tablets"),
    ("Venlafaxine XL 75mg capsules", "Venlafaxine 75mg capsules"),
    ("Prednisolone 5mg gastro-resistant tablets", "Prednisolone 5mg tablets"),
)
_BRANDS = (
    ("Prograf 1mg capsules", "Adoport 1mg capsules"),
    ("Prograf 1mg capsules", "Tacrolimus 1mg capsules"),
    ("Tegretol 200mg tablets", "Carbamazepine 200mg tablets"),
    ("Epanutin 100mg capsules", "Phenytoin 100mg capsules"),
    ("Neoral 50mg capsules", "Capimune 50mg capsules"),
    ("Priadel 400mg tablets", "Camcolit 400mg tablets"),
    ("Tildiem LA 300mg capsules", "Adizem-XL 300mg capsules"),
    ("Eltroxin 100microgram tablets", "Levothyroxine 100microgram tablets"),
)
_INSULINS = (
    ("Humalog 100units/ml KwikPen", "Humalog Mix25 100units/ml KwikPen"),
    ("Humalog 100units/ml KwikPen", "Humalog 200units/ml KwikPen"),
    ("Lantus 100units/ml SoloStar", "Toujeo 300units/ml SoloStar"),
    ("Lantus 100units/ml SoloStar", "Abasaglar 100units/ml KwikPen"),
    ("NovoRapid 100units/ml FlexPen", "NovoMix 30 100units/ml FlexPen"),
    ("NovoRapid 100units/ml FlexPen", "Fiasp 100units/ml FlexTouch"),
    ("Insulin glargine", "Insulin glargine biosimilar"),
)
_OPIOIDS = ("Oxycodone 5mg capsules", "Morphine 10mg/5ml oral solution", "Codeine 30mg tablets")
_DAILY = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}


def _order(rng: random.Random, title: str, **more: object) -> dict:
    """Named by the code of the drug alone: what tells the product stands in the words."""
    dose = {
        "text": "One to be taken daily",
        "timing": _DAILY,
        "doseAndRate": [{"doseQuantity": amount("1", "dose")}],
    }
    given = {
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {**concept(SNOMED, "100000"), "text": title},
        "authoredOn": written(moment(rng))[: rng.choice([10, 25])],
        "dosageInstruction": [dose],
    }
    return resource("MedicationRequest", **given | more)


def _titled(rng: random.Random, name: str, pairs: Sequence[tuple[str, str]]) -> Scenario:
    ours, theirs = rng.sample(rng.choice(pairs), 2)
    one = _order(rng, ours)
    return name, [
        one,
        {**one, "medicationCodeableConcept": {**one["medicationCodeableConcept"], "text": theirs}},
    ]


def release(rng: random.Random) -> Scenario:
    return _titled(rng, "modified against immediate release", _RELEASE)


def brands(rng: random.Random) -> Scenario:
    return _titled(rng, "brand-critical drugs under one generic code", _BRANDS)


def insulins(rng: random.Random) -> Scenario:
    return _titled(rng, "insulins under one code", _INSULINS)


def strength(rng: random.Random) -> Scenario:
    _, drug, _ = rng.choice(_DRUGS)
    ours, theirs = rng.sample(["1mg", "2.5mg", "5mg", "10mg", "500micrograms"], 2)
    return _titled(
        rng, "another strength under one code", [(f"{drug} {ours} tablets", f"{drug} {theirs} tablets")]
    )


def form(rng: random.Random) -> Scenario:
    pair = rng.choice([("tablets", "oral solution"), ("capsules", "suppositories"), ("tablets", "injection")])
    pair = (f"Diclofenac 50mg {pair[0]}", f"Diclofenac 50mg {pair[1]}")
    return _titled(rng, "another form under one code", [pair])


def _dosed(one: dict, text: str, number: str, unit: str) -> dict:
    dose = {
        **one["dosageInstruction"][0],
        "text": text,
        "doseAndRate": [{"doseQuantity": amount(number, unit)}],
    }
    return {**one, "dosageInstruction": [dose]}


def dose(rng: random.Random) -> Scenario:
    one = _order(rng, "Ramipril 5mg capsules")
    first, second = rng.sample(range(1, 9), 2)
    return "dose changed", [_dosed(one, f"Take {n} daily", f"{n}", "capsule") for n in (first, second)]


def mg_and_microgram(rng: random.Random) -> Scenario:
    one = _order(rng, "Digoxin")
    number = f"{rng.randint(50, 500)}"
    return "mg against microgram", [_dosed(one, "As directed", number, unit) for unit in ("mg", "ug")]


def dose_in_words(rng: random.Random) -> Scenario:
    """Structure has the route or the timing alone; how much stands in the words."""
    one = _order(rng, "Prednisolone 5mg tablets")
    kept = rng.choice([{"route": concept(SNOMED, "26643006", "Oral")}, {"timing": _DAILY}, {}])
    texts = rng.sample(["Take ONE daily", "Take SIX daily", "Take 8 daily", "Take as directed"], 2)
    return "dose changed in words alone", [{**one, "dosageInstruction": [{**kept, "text": t}]} for t in texts]


def dose_missing(rng: random.Random) -> Scenario:
    one = _order(rng, "Methotrexate 2.5mg tablets")
    return "a dose beside none", [
        one,
        {key: value for key, value in one.items() if key != "dosageInstruction"},
    ]


def course(rng: random.Random) -> Scenario:
    first = moment(rng)
    one = _order(rng, "Amoxicillin 500mg capsules")
    days = [written(first)[:10], written(first + timedelta(days=rng.randint(1, 200)))[:10]]
    return "the same drug, another course", [{**one, "authoredOn": day} for day in days]


def needed(rng: random.Random) -> Scenario:
    one = _order(rng, rng.choice(_OPIOIDS))
    sent = {**one["dosageInstruction"][0], "asNeededBoolean": True}
    name = "regular and as needed of one opioid"
    return name, [one, {**one, "dosageInstruction": [sent]}]


def route(rng: random.Random) -> Scenario:
    one = _order(rng, "Morphine")
    codes = [concept(SNOMED, "26643006", "Oral"), concept(SNOMED, "34206005", "Subcutaneous")]
    dose = one["dosageInstruction"][0]
    return "another route", [{**one, "dosageInstruction": [{**dose, "route": code}]} for code in codes]


def other_end(rng: random.Random) -> Scenario:
    one = _order(rng, "Apixaban 5mg tablets")
    made = [
        {"validityPeriod": {"end": end}, "quantity": amount("56", "tablet")}
        for end in ("2027-01-01", "2027-06-01")
    ]
    return "another end", [{**one, "dispenseRequest": supply} for supply in made]


def order_and_plan(rng: random.Random) -> Scenario:
    one = _order(rng, "Ramipril 5mg capsules")
    return "ordered and proposed", [one, {**one, "intent": "proposal"}]


def active_and_stopped(rng: random.Random) -> Scenario:
    one = _order(rng, "Ramipril 5mg capsules")
    return "active here, stopped there", [one, {**one, "status": "stopped"}]


def taper(rng: random.Random) -> Scenario:
    """Down at one source, up at the other; in structure or in words alone, numbered or as listed."""
    one = _order(rng, "Prednisolone 5mg tablets")
    structured, numbered = rng.random() < 0.5, rng.random() < 0.5
    amounts = rng.sample(range(1, 12), 2)
    made = []
    for order in (amounts, amounts[::-1]):
        doses = [_step(f"{5 * number}", structured=structured) for number in order]
        placed = [{**dose, "sequence": at} for at, dose in enumerate(doses, 1)] if numbered else doses
        made.append({**one, "dosageInstruction": placed})
    return "a taper and its reverse", made


def _step(number: str, *, structured: bool) -> dict:
    said = {"text": f"{number} mg daily for 7 days"}
    return (
        {**said, "timing": _DAILY, "doseAndRate": [{"doseQuantity": amount(number, "mg")}]}
        if structured
        else said
    )


def substitution(rng: random.Random) -> Scenario:
    one = _order(rng, "Tacrolimus 1mg capsules")
    return "substitution allowed and not", [
        {**one, "substitution": {"allowedBoolean": allowed}} for allowed in (True, False)
    ]


def other_validity(rng: random.Random) -> Scenario:
    one = _order(rng, "Apixaban 5mg tablets")
    starts = rng.sample(["2027-01-01", "2027-02-01", "2027-03-01"], 2)
    return "another start of validity", [
        {**one, "dispenseRequest": {"validityPeriod": {"start": start}}} for start in starts
    ]


def repeats(rng: random.Random) -> Scenario:
    one = _order(rng, "Apixaban 5mg tablets")
    return "another number of repeats", [
        {**one, "dispenseRequest": {"numberOfRepeatsAllowed": number}} for number in (0, rng.randint(1, 12))
    ]


def two_givings(rng: random.Random) -> Scenario:
    """Morning and evening, filed under the day alone, word for word the same; nobody says who gave it."""
    day = written(moment(rng))[:10]
    code = concept(SNOMED, "322236009", "Paracetamol 500mg tablets")
    dose = {"text": "1 g", "dose": amount("1", "g")}
    given = {"status": "completed", "medicationCodeableConcept": code, "dosage": dose}
    one = resource("MedicationAdministration", **given, effectiveDateTime=day)
    said = rng.choice([{}, {"note": [{"text": "evening dose"}]}])
    return "two givings of one day", [one, {**one, **said}]


MEDICINES: Sequence[Callable[[random.Random], Scenario]] = (
    release,
    brands,
    insulins,
    strength,
    form,
    dose,
    mg_and_microgram,
    dose_in_words,
    dose_missing,
    course,
    needed,
    route,
    other_end,
    order_and_plan,
    active_and_stopped,
    taper,
    substitution,
    other_validity,
    repeats,
    two_givings,
)
