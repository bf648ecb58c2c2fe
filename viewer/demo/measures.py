"""Decides what is measured as the demo's patient grows, and which values are plausible for her.

She is over 80 with COPD, atrial fibrillation, heart failure, diabetes and CKD 3b: saturations run low,
creatinine high, and every series wanders about a mean of its own instead of jumping.
"""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One kind of measurement.

    ``snomed`` and ``loinc`` are (code, display); the GP endpoint sends the first, the others the second.
    ``low`` and ``high`` are the laboratory's reference range, "" where there is none.
    """

    name: str
    snomed: tuple[str, str]
    loinc: tuple[str, str]
    unit: str
    ucum: str
    mean: float
    spread: float
    places: int
    low: str = ""
    high: str = ""
    category: str = "laboratory"


VITAL_SIGNS = (
    Measure(
        name="hr",
        snomed=("364075005", "Heart rate"),
        loinc=("8867-4", "Heart rate"),
        unit="beats/min",
        ucum="/min",
        mean=84,
        spread=11,
        places=0,
        category="vital-signs",
    ),
    Measure(
        name="rr",
        snomed=("86290005", "Respiratory rate"),
        loinc=("9279-1", "Respiratory rate"),
        unit="breaths/min",
        ucum="/min",
        mean=19,
        spread=2.5,
        places=0,
        category="vital-signs",
    ),
    Measure(
        name="spo2",
        snomed=("431314004", "Peripheral oxygen saturation"),
        loinc=("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry"),
        unit="%",
        ucum="%",
        mean=91,
        spread=1.6,
        places=0,
        category="vital-signs",
    ),
    Measure(
        name="temp",
        snomed=("386725007", "Body temperature"),
        loinc=("8310-5", "Body temperature"),
        unit="Cel",
        ucum="Cel",
        mean=36.8,
        spread=0.4,
        places=1,
        category="vital-signs",
    ),
    Measure(
        name="weight",
        snomed=("27113001", "Body weight"),
        loinc=("29463-7", "Body weight"),
        unit="kg",
        ucum="kg",
        mean=72,
        spread=2.2,
        places=2,
        category="vital-signs",
    ),
)

LABORATORY = (
    Measure(
        name="k",
        snomed=("1000651000000109", "Serum potassium level"),
        loinc=("2823-3", "Potassium [Moles/volume] in Serum or Plasma"),
        unit="mmol/L",
        ucum="mmol/L",
        mean=4.8,
        spread=0.35,
        places=1,
        low="3.5",
        high="5.3",
    ),
    Measure(
        name="na",
        snomed=("1000661000000107", "Serum sodium level"),
        loinc=("2951-2", "Sodium [Moles/volume] in Serum or Plasma"),
        unit="mmol/L",
        ucum="mmol/L",
        mean=137,
        spread=2.5,
        places=0,
        low="133",
        high="146",
    ),
    Measure(
        name="creat",
        snomed=("1000731000000107", "Serum creatinine level"),
        loinc=("14682-9", "Creatinine [Moles/volume] in Serum or Plasma"),
        unit="umol/L",
        ucum="umol/L",
        mean=128,
        spread=14,
        places=0,
        low="45",
        high="84",
    ),
    Measure(
        name="hb",
        snomed=("1022431000000105", "Haemoglobin estimation"),
        loinc=("718-7", "Hemoglobin [Mass/volume] in Blood"),
        unit="g/L",
        ucum="g/L",
        mean=112,
        spread=6,
        places=0,
        low="115",
        high="165",
    ),
    Measure(
        name="crp",
        snomed=("1001371000000100", "Serum C reactive protein level"),
        loinc=("1988-5", "C reactive protein [Mass/volume] in Serum or Plasma"),
        unit="mg/L",
        ucum="mg/L",
        mean=9,
        spread=6,
        places=0,
        low="",
        high="5",
    ),
)


class Walk:
    """One measure's value over time: each step leans back to the mean, so that no series runs away."""

    def __init__(self, measure: Measure, chance: random.Random) -> None:
        self.measure = measure
        self._chance = chance
        self._value = chance.gauss(measure.mean, measure.spread)

    def step(self) -> str:
        """Return the next value in the measure's decimal places; never below one step above nothing."""
        measure = self.measure
        pull = 0.35 * (measure.mean - self._value)
        self._value += pull + self._chance.gauss(0, 0.6 * measure.spread)
        lowest = 10.0**-measure.places
        self._value = max(self._value, lowest)
        return f"{self._value:.{measure.places}f}"
