"""Near misses under one broad code: which drug, which finger, which stage stands in the words alone."""

import random
from collections.abc import Mapping, Sequence

from tests.benchmarks.merge_accuracy.told_parts import LOINC, SNOMED

_ALLERGIES = (
    ("416098002", "Drug allergy", ("Allergy to penicillin", "Allergy to codeine", "Allergy to aspirin")),
    ("414285001", "Food allergy", ("Peanut", "Egg", "Shellfish")),
    ("91936005", "Allergy to penicillin", ("Amoxicillin allergy", "Flucloxacillin allergy")),
)
_PROBLEMS = (
    ("433144002", "Chronic kidney disease stage 3", ("CKD stage 3a", "CKD stage 3b")),
    ("44465007", "Sprain of ankle", ("Ankle sprain grade II", "Ankle sprain grade III")),
    ("22298006", "Myocardial infarction", ("Anterior MI", "Inferior MI", "Posterior MI")),
    ("18171007", "Fracture of finger", ("Fracture of index finger", "Fracture of ring finger")),
    ("372244006", "Malignant melanoma", ("Melanoma of upper arm", "Melanoma of lower leg")),
)
_PROCEDURES = (
    ("177300000", "Excision of lesion of skin", ("Excision of lesion of nose", "Excision of lesion of ear")),
    ("399010006", "Injection", ("Injection of knee", "Injection of shoulder")),
)
_RESULTS = (
    ("15220000", "Laboratory test", ("Sodium", "Chloride", "Urea")),
    ("634-6", "Bacteria identified", ("Bacteria, left ear", "Bacteria, nose")),
)
_REPORTS = (
    ("11502-2", "Laboratory report", ("Full blood count", "Urea and electrolytes", "Liver function")),
    ("18748-4", "Diagnostic imaging report", ("Chest X-ray", "CT of head")),
)
BROAD: Mapping[str, Sequence[tuple[str, str, Sequence[str]]]] = {
    "allergies": _ALLERGIES,
    "problems": _PROBLEMS,
    "procedures": _PROCEDURES,
    "results": _RESULTS,
    "reports": _REPORTS,
}
NAME = "two things of one broad code"


def broad(domain: str, rng: random.Random) -> list[dict]:
    """Two concepts of one code and other words: beside its term, instead of it, or one with it alone."""
    code, term, titles = rng.choice(BROAD[domain])
    said = rng.sample(titles, 2)
    system = LOINC if "-" in code else SNOMED
    held = {"system": system, "code": code}
    way = rng.randrange(3)
    if way == 0:
        return [{"coding": [{**held, "display": term}], "text": title} for title in said]
    if way == 1:
        return [{"coding": [{**held, "display": title}], "text": title} for title in said]
    return [{"coding": [{**held, "display": term}], "text": title} for title in (term, said[0])]
