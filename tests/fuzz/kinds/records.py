"""Resources, bundles, lines and pairs of sources with any damage."""

from pathlib import Path
from random import Random

from tests.fuzz import seeds
from tests.fuzz.case import Case, Kind
from tests.fuzz.kinds.reading import check_body, check_record
from tests.fuzz.mutate import changed, torn

_TYPES = (
    "application/fhir+json",
    "application/fhir+json",
    "",
    "text/html",
    "application/fhir+ndjson",
    "application/fhir+xml",
)


def _resource(rng: Random) -> Case:
    held = seeds.resources()
    return Case(changed(rng.choice(held), rng, rng.choice(held)), rng.choice(_TYPES[:4]))


def _bundle(rng: Random) -> Case:
    return Case(
        changed(rng.choice(seeds.bundles()), rng, rng.choice(seeds.resources())), rng.choice(_TYPES[:3])
    )


def _lines(rng: Random) -> Case:
    lines = rng.choice(seeds.lines()).splitlines(keepends=True)[:12]
    for _ in range(rng.choice((1, 2, 5))):
        at = rng.randrange(len(lines))
        lines[at] = rng.choice(
            (torn(lines[at], rng), changed(lines[at], rng), b"\r\n", lines[at].rstrip(), b"\x0b\x0c\n")
        )
    body = b"".join(lines)
    return Case(torn(body, rng) if rng.random() < 0.2 else body, rng.choice(_TYPES))


def _pair(rng: Random) -> Case:
    """Two or three sources that say nearly the same: what may be one fact, one person, one identity."""
    seed = rng.choice(seeds.bundles())
    others = tuple(changed(seed, rng) for _ in range(rng.choice((1, 2))))
    return Case(seed, "application/fhir+json", others)


def _check_pair(case: Case, room: Path) -> None:
    bodies = (case.data, *case.more)
    received, made = check_record(bodies, case.how)
    alone = sum(check_record((body,), case.how)[0] for body in bodies)
    assert received >= alone, f"{alone} received alone, {received} together"
    assert made == check_record(bodies, case.how)[1], "read twice is not the same"


KINDS = (
    Kind(name="resources", share=30, make=_resource, check=check_body),
    Kind(name="bundles", share=16, make=_bundle, check=check_body),
    Kind(name="lines", share=6, make=_lines, check=check_body),
    Kind(name="sources", share=3, make=_pair, check=_check_pair, seconds=4.0),
)
