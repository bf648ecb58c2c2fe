"""How sampled data such as an ECG becomes a trace: factor and origin applied, E, U, L no numbers (RES-10)."""

from decimal import Decimal
from math import isfinite

from viewer.fhir.resource import Content
from viewer.fhir.typed import number, obj, text
from viewer.present.quantities import sampled_words, unit_of
from viewer.record.pages.results.body import Trace
from viewer.record.pages.results.figures import decimal_of

_MOST = 20_000
"""Samples of one trace that are drawn: an ECG of 40 seconds at 500 a second; more is said."""

_DIMENSIONS = 12
_DIGITS = 4  # of a number of dimensions: a longer one is read no further
_SECOND_MS = Decimal(1000)


def traces_of(name: str, content: Content) -> tuple[Trace, ...]:
    """Return a trace for each dimension of a ``valueSampledData``; () where nothing can be drawn."""
    sent = obj(content.get("valueSampledData"))
    samples = text(sent.get("data")).split()
    if not samples:
        return ()
    dimensions = _dimensions(sent)
    step, words = _step(sent)
    heights = _heights(samples[: _MOST * dimensions], sent)
    said = sampled_words(dict(sent))
    cut = f"; the first {_MOST:,} are drawn" if len(samples) > _MOST * dimensions else ""
    return tuple(
        Trace(
            name=f"{name}, {place + 1} of {dimensions}" if dimensions > 1 else name,
            says=f"{said}{cut}",
            unit=unit_of(sent.get("origin")) or "no unit given",
            step=float(step) if step is not None else 1.0,
            step_words=words,
            heights=tuple(heights[place::dimensions]),
        )
        for place in range(dimensions)
    )


def _dimensions(sent: Content) -> int:
    said = number(sent.get("dimensions"))
    if not said.isdecimal() or not int(said[:4]):
        return 1
    return min(int(said), _DIMENSIONS) if len(said) <= _DIGITS else _DIMENSIONS


def _step(sent: Content) -> tuple[Decimal | None, str]:
    """The distance of two samples and its unit: ``period`` is in milliseconds, R5's interval says its own."""
    period = decimal_of(number(sent.get("period")))
    if period is not None:
        return period / _SECOND_MS, "seconds"
    interval = decimal_of(number(sent.get("interval")))
    return interval, text(sent.get("intervalUnit")) or "interval not given"


def _heights(samples: list[str], sent: Content) -> list[float | None]:
    factor = decimal_of(number(sent.get("factor")))
    origin = decimal_of(number(obj(sent.get("origin")).get("value"))) or Decimal(0)
    found = (decimal_of(sample) for sample in samples)
    scale = Decimal(1) if factor is None else factor
    return [None if value is None else _height(value * scale + origin) for value in found]


def _height(value: Decimal) -> float | None:
    """A number that no screen can draw is no height; the samples as sent stand on the detail."""
    height = float(value)
    return height if isfinite(height) else None
