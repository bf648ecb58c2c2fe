"""How the timing of a dosage or a plan reads: how often, when, how long."""

from types import MappingProxyType

from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import items, number, obj, text
from viewer.present.code_words import code_words
from viewer.present.concepts import concept_words
from viewer.present.dates import period_words, sent_words
from viewer.present.dose_amounts import dose_amount, dose_number
from viewer.present.quantities import range_words

_PERIODS = MappingProxyType(
    {"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
)


def timing_words(v: Json) -> list[str]:
    """The parts of a Timing in the order of the UK medicines guide; [] where it says nothing (MED-06).

    >>> timing_words({"repeat": {"frequency": 2, "period": 1, "periodUnit": "d", "when": ["PC"]}})
    ['2 times every day', 'after meals']
    """
    timing = obj(v)
    repeat = obj(timing.get("repeat"))
    events = [sent_words(text(event)) for event in items(timing.get("event")) if text(event)]
    parts = [
        _lasting(repeat),
        _often(repeat),
        _when(repeat),
        *_listed("on", [code_words("repeat.dayOfWeek", text(day)) for day in items(repeat.get("dayOfWeek"))]),
        *_listed("at", [_clock(text(time)) for time in items(repeat.get("timeOfDay"))]),
        _bounds(repeat),
        _count(repeat),
        *_listed("on", events),
        concept_words(timing.get("code")),
    ]
    return [part for part in parts if part]


def _listed(word: str, named: list[str]) -> list[str]:
    return [f"{word} {', '.join(named)}"] if any(named) else []


def _clock(time: str) -> str:
    """``08:00`` of ``08:00:00``."""
    return time.removesuffix(":00") if time.count(":") > 1 else time


def _span(repeat: Content, name: str) -> str:
    """``2``, or ``2 to 3`` where a maximum was sent."""
    low, high = (number(repeat.get(key)) for key in (name, f"{name}Max"))
    if low and high:
        return f"{dose_number(low)} to {dose_number(high)}"
    return f"up to {dose_number(high)}" if high else dose_number(low)


def _lasting(repeat: Content) -> str:
    long = _span(repeat, "duration")
    return f"over {_counted(long, text(repeat.get('durationUnit')))}" if long else ""


def _often(repeat: Content) -> str:
    times, every = _span(repeat, "frequency"), _span(repeat, "period")
    if not every:  # "once" would read as a single dose
        lacks = "no period given" if repeat.get("period") is None else "the period cannot be read"
        return f"{times} time{'' if times == '1' else 's'}, {lacks}" if times else ""
    often = {"": "", "1": "once"}.get(times, f"{times} times")
    unit = text(repeat.get("periodUnit")) or text(repeat.get("periodUnits"))  # the plural is DSTU2's
    span = _PERIODS.get(unit, unit) if every == "1" and unit else _counted(every, unit)
    return f"{often} every {span}".strip()


def _counted(amount: str, unit: str) -> str:
    word = _PERIODS.get(unit, unit) or "(no unit given)"
    return f"{amount} {word}{'s' if unit in _PERIODS and amount != '1' else ''}"


def _when(repeat: Content) -> str:
    offset = number(repeat.get("offset"))
    said = [code_words("repeat.when", text(code)) for code in items(repeat.get("when"))]
    shift = f"{_counted(offset, 'min')} " if offset and offset != "0" else ""
    return f"{shift}{' and '.join(filter(None, said))}".strip()


def _bounds(repeat: Content) -> str:
    for name, say in (("boundsDuration", dose_amount), ("boundsRange", range_words)):
        words = say(repeat.get(name))
        if words:
            return f"for {words}"
    period = obj(repeat.get("boundsPeriod"))
    return period_words(text(period.get("start")), text(period.get("end"))) if period else ""


def _count(repeat: Content) -> str:
    times = _span(repeat, "count")
    return {"": "", "1": "once in all"}.get(times, f"{times} times in all")
