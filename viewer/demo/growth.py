"""Decides how one demo patient grows to any number of resources: contacts over fifteen years, by seed.

The same number and seed give the same bytes. Times are those of a clinic in England, with its offset.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from viewer.demo.measures import LABORATORY, VITAL_SIGNS, Measure, Walk
from viewer.demo.shelf import Shelf, Stored
from viewer.demo.sites import SiteKey
from viewer.demo.writing import Drug, Writer

_FIRST = datetime(2011, 11, 1, tzinfo=ZoneInfo("Europe/London"))
_LAST = datetime(2026, 11, 1, tzinfo=ZoneInfo("Europe/London"))
_DRUGS = (
    Drug("DRUG-metformin", "325278007", "Metformin 500mg tablets"),
    Drug("DRUG-furosemide", "317972000", "Furosemide 40mg tablets"),
    Drug("DRUG-paracetamol", "322236009", "Paracetamol 500mg tablets"),
    Drug("DRUG-salbutamol", "39113611000001102", "Salbutamol 100micrograms/dose inhaler CFC free"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How an endpoint's contacts go: ``share`` of the whole, sets of measurements and hours between them."""

    share: float
    sets: int
    hours: float
    opens: int
    closes: int


_PACES: Mapping[SiteKey, Pace] = {
    SiteKey.GP: Pace(share=0.25, sets=1, hours=0.1, opens=8, closes=18),
    SiteKey.ACUTE: Pace(share=0.45, sets=18, hours=4, opens=0, closes=23),
    SiteKey.COMMUNITY: Pace(share=0.2, sets=1, hours=0.2, opens=9, closes=16),
    SiteKey.OOH: Pace(share=0.1, sets=2, hours=0.4, opens=0, closes=23),
}


def grow(shelves: Mapping[SiteKey, Shelf], patients: Mapping[SiteKey, str], total: int, seed: int) -> None:
    """Add resources until the patient has ``total`` of them over all shelves; nothing if she has already.

    Args:
        shelves: what each endpoint holds, from its files.
        patients: endpoint -> the patient's id there.
        total: how many resources about the patient there shall be, the ones from the files included.
        seed: the same seed gives the same resources.
    """
    there = sum(shelves[key].count(patient) for key, patient in patients.items())
    for key, count in _shares(list(patients), max(total - there, 0)).items():
        chance = random.Random(f"{seed} {key}")  # nosec B311 # noqa: S311 - a fictional pulse is no secret
        for stored in _Grower(Writer(key, patients[key]), _PACES[key], chance).resources(count):
            shelves[key].add(stored)


def _shares(keys: list[SiteKey], missing: int) -> dict[SiteKey, int]:
    """Share out what is missing; the last endpoint takes what rounding leaves."""
    shares = {key: int(missing * _PACES[key].share) for key in keys[:-1]}
    shares[keys[-1]] = missing - sum(shares.values())
    return shares


@dataclass(frozen=True, slots=True)
class _Grower:
    """What one endpoint's contacts are made with."""

    writer: Writer
    pace: Pace
    chance: random.Random

    def resources(self, count: int) -> Iterator[Stored]:
        """Yield exactly ``count`` resources, contact after contact, spread over all the years."""
        walks = self._walks(VITAL_SIGNS), self._walks(LABORATORY)
        per_contact = self.pace.sets * len(VITAL_SIGNS) + len(LABORATORY) + 2
        contacts = count // per_contact + 1
        span = (_LAST - _FIRST) / contacts
        ahead = (self._start(visit, span) for visit in range(contacts))
        number = 0
        for start in ahead:
            for stored in islice(self._contact(start, number, walks), count - number):
                number += 1
                yield stored

    def _walks(self, measures: tuple[Measure, ...]) -> list[Walk]:
        return [Walk(measure, self.chance) for measure in measures]

    def _start(self, visit: int, span: timedelta) -> datetime:
        day = _FIRST + span * (visit + self.chance.random())
        hour = self.chance.randint(self.pace.opens, self.pace.closes)
        return day.replace(hour=hour, minute=self.chance.randrange(60), second=0, microsecond=0)

    def _contact(
        self, start: datetime, number: int, walks: tuple[list[Walk], list[Walk]]
    ) -> Iterator[Stored]:
        """One contact: the encounter, blood at the start, sets of vital signs, an issue of a medicine."""
        pace, write = self.pace, self.writer
        end = start + timedelta(hours=pace.hours * pace.sets)
        encounter = write.encounter(number, start.isoformat(), end.isoformat())
        yield encounter
        vital, laboratory = walks
        for turn in range(pace.sets):
            when = (start + timedelta(hours=pace.hours * turn)).isoformat()
            for walk in laboratory + vital if turn == 0 else vital:
                number += 1
                yield write.observation(number, walk.measure, walk.step(), when, encounter.id)
        yield write.issue(number + 1, self.chance.choice(_DRUGS), start.isoformat())
