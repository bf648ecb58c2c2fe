"""Steps from one version's element to another's: each is done where nothing is lost, else left undone."""

from collections.abc import Callable, Iterator

from viewer.fhir.resource import Json
from viewer.fhir.typed import items, objects, text

Made = dict[str, Json]
Step = Callable[[Made], None]


def rename(old: str, new: str) -> Step:
    """One name for another; the extensions of a primitive go with it."""

    def step(made: Made) -> None:
        for mark in ("", "_"):
            if f"{mark}{old}" in made and f"{mark}{new}" not in made:
                made[f"{mark}{new}"] = made.pop(f"{mark}{old}")

    return step


def as_list(name: str) -> Step:
    """One object becomes a list of one."""

    def step(made: Made) -> None:
        if isinstance(made.get(name), dict):
            made[name] = [made[name]]

    return step


def as_one(name: str) -> Step:
    """A list of one becomes that one; of several none can be chosen."""

    def step(made: Made) -> None:
        value = made.get(name)
        if isinstance(value, list) and len(value) == 1:
            made[name] = value[0]

    return step


def as_concept(name: str, system: str, codes: str) -> Step:
    """A code becomes a CodeableConcept of the system that R4 binds it to, where R4 has that code."""
    known = codes.split()

    def step(made: Made) -> None:
        if text(made.get(name)) in known and f"_{name}" not in made:
            made[name] = {"coding": [{"system": system, "code": made[name]}]}

    return step


def encounter_of_context(made: Made) -> None:
    """STU3's ``context`` may be an episode of care, which R4's ``encounter`` may not."""
    context = made.get("context")
    if isinstance(context, dict) and "Encounter/" in text(context.get("reference")):
        made["encounter"] = made.pop("context")


def drop_false(name: str) -> Step:
    """``notDone: false`` beside a status says nothing more than the status does; true stays, and is seen."""

    def step(made: Made) -> None:
        if made.get(name) is False:
            del made[name]

    return step


def within(name: str, *steps: Step) -> Step:
    """Take these steps in each object of a list."""

    def step(made: Made) -> None:
        for inner in _objects(made, name):
            for one in steps:
                one(inner)

    return step


def steps(*many: Step) -> Step:
    """Take them one after the other."""

    def step(made: Made) -> None:
        for one in many:
            one(made)

    return step


def concept_or_reference(name: str, concept: str, reference: str, *, many: bool = True) -> Step:
    """R5's CodeableReference becomes R4's two elements, where each has the one or the other alone."""

    def step(made: Made) -> None:
        given = objects(made.get(name))
        if not given or len(given) != len(items(made.get(name))) or not all(len(one) == 1 for one in given):
            return
        told = {concept: "concept", reference: "reference"}
        parts = {new: [one[old] for one in given if old in one] for new, old in told.items()}
        if not many and sum(map(len, parts.values())) != 1:
            return
        del made[name]
        made.update({new: list(found) if many else found[0] for new, found in parts.items() if found})

    return step


def objects_of(value: Json) -> list[Json]:
    """Return a list as it stands, [] for what is none."""
    return value if isinstance(value, list) else []


def _objects(made: Made, name: str) -> Iterator[Made]:
    for value in items(made.get(name)):
        if isinstance(value, dict):
            yield value
