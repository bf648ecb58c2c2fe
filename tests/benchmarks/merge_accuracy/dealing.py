"""How a record's facts are dealt out over two to five sources, so that sources overlap."""

import hashlib
import random
from collections.abc import Mapping

from tests.benchmarks.merge_accuracy import shown
from tests.benchmarks.merge_accuracy.alterations import CUT, UNDECIDABLE, altered, copied
from tests.benchmarks.merge_accuracy.truth import EXACT, Copy, Fact, Record, Trial
from viewer.fhir.resource import Content

SOURCES = ("gp", "acute", "community", "ooh", "ambulance")
_ALONE, _EXACTLY, _UNDECIDABLE, _COMBINED = 0.15, 0.25, 0.10, 0.35


def dealt(record: Record, rng: random.Random) -> Trial:
    """Deal a whole record: each fact has a first copy somewhere, most have others elsewhere."""
    sources = SOURCES[: rng.randint(2, len(SOURCES))]
    trial = Trial(record.name, [], dict(record.around))
    for fact in record.facts:
        home, *others = rng.sample(sources, len(sources))
        trial.copies.append(_first(fact, home))
        if rng.random() > _ALONE:
            few = others[: 1 if rng.random() < 0.7 else rng.randint(1, len(others))]
            trial.copies += [copy_of(fact, source, trial.around, rng) for source in few]
    return trial


def _first(fact: Fact, source: str) -> Copy:
    return Copy(source, fact.hidden, fact.domain, fact.content)


def copy_of(fact: Fact, source: str, around: dict[str, Content], rng: random.Random) -> Copy:
    """Another source's copy, exact or altered; ``around`` learns what its new references mean."""
    said = rng.random()
    if said < _EXACTLY:
        decidable = shown.exact_is_shown(fact, around)
        return Copy(source, fact.hidden, fact.domain, fact.content, (EXACT,), decidable)
    if said < _EXACTLY + _UNDECIDABLE:
        for name in rng.sample(sorted(UNDECIDABLE), len(UNDECIDABLE)):
            content = UNDECIDABLE[name](fact.content, rng)
            if content is not None:
                there = rewritten(content, source, around)
                return Copy(source, fact.hidden, fact.domain, there, (name,), False, name == CUT)
    content, how = altered(fact.content, rng, several=rng.random() < _COMBINED)
    there = rewritten(content, source, around)
    return Copy(source, fact.hidden, fact.domain, there, how, shown.altered_is_shown(fact, around))


def rewritten(content: Content, source: str, around: dict[str, Content]) -> dict:
    """The content as another source has it: an id of its own, and references to its own records."""
    new = {**copied(content), "id": _new_id(source, str(content.get("id", "")))}
    return _referring(new, source, around)


def _new_id(source: str, old: str) -> str:
    return hashlib.sha256(f"{source}/{old}".encode()).hexdigest()[:20]


def _referring(value, source: str, around: dict[str, Content]):
    if isinstance(value, dict):
        return {key: _reference(key, part, source, around) for key, part in value.items()}
    return [_referring(part, source, around) for part in value] if isinstance(value, list) else value


def _reference(key: str, value, source: str, around: dict[str, Content]):
    if key != "reference" or not isinstance(value, str) or value.startswith("#"):
        return _referring(value, source, around)
    target = around.get(value)
    kind = _kind_of(value, target)
    new = f"{kind}/{_new_id(source, value)}"
    if target is not None:
        around[new] = target
    return new


def _kind_of(reference: str, target: Mapping | None) -> str:
    if target is not None:
        return str(target["resourceType"])
    return reference.split("/")[-2] if "/" in reference else "Basic"
