"""A page of results for the tests of its window, made by the engine's own maker."""

from tests.record.pages.results.builders import World, bounds, observation, pressure, quantity, report, titled
from viewer.engine.messages import PageGiven
from viewer.entries.register import unreadable_entry
from viewer.fhir.resource import Place, ResourceKey

ECG = {
    "origin": {"value": 0, "unit": "mV"},
    "period": 4,
    "dimensions": 1,
    "data": "1 2 E 3 2 1",
}
CULTURE = "Organism:   E. coli\n  Trimethoprim    R\n  Nitrofurantoin  S"


def world() -> World:
    """Potassium of two sources and one in umol/L, a blood pressure, a report in words, an ECG, a bad one."""
    made = World()
    made.add(observation("k1", "4.2", "2026-01-04T09:15:00Z", referenceRange=bounds("3.5", "5.3")))
    made.add(
        observation("k2", "12.0", "2026-02-04T09:15:00Z", status="amended", interpretation=[{"text": "High"}])
    )
    made.add(observation("k3", "3.95", "2026-03-04T09:15:00Z"), "trust")
    made.add(observation("k4", "9.8", "2026-03-04T10:15:00Z", status="entered-in-error"), "trust")
    made.add(observation("k5", None, "2026-02-05", valueQuantity=quantity("3.0", comparator="<")))
    made.add(observation("k6", "4.0", "2026-02"))
    made.add(observation("k7", "4100", "2026-02-20", unit="umol/L", title="Potassium, other unit"))
    made.add(pressure())
    made.add(report("r1", "k3", "gone"), "trust")
    made.add(report("r2", title="Urine culture", conclusion=CULTURE))
    made.add(observation("e1", None, code="11524-6", title="ECG", valueSampledData=ECG))
    key = ResourceKey(source="gp", type="Observation", id="", version="")
    made.entries.append(unreadable_entry(key, Place(page=9, start=0, end=1), "it is not well-formed JSON"))
    return made


def page(**options):
    return world().page(**options)


def key(title="Potassium"):
    return titled(page(), title).key


def entry(title):
    return next(one.id for one in world().entries if one.title == title)


def given(**options):
    return PageGiven(generation=1, page="results", body=page(**options), settled=True)


def line_of(grid, title):
    return next(place for place, line in enumerate(grid.lines) if line.row and line.title == title)
