"""How a clinical date reads on screen: the precision that was sent, in the workstation's zone."""

from collections.abc import Callable
from datetime import tzinfo

from viewer.fhir.dates import ClinicalDate
from viewer.present.ages import age_words
from viewer.present.moments import NO_ZONE, Moment, day_of, in_zone, moment_of, sent_words, words_of

__all__ = ["NOT_RECORDED", "age_words", "date_words", "long_date", "period_words", "sent_words", "short_day"]

NOT_RECORDED = "Date not recorded"
_OPEN = {"", ".."}
_Say = Callable[[str, tzinfo | None], str]


def date_words(when: ClinicalDate | None, zone: tzinfo) -> str:
    """Words of a date, dateTime, instant or Period (CUI-09..12, FID-05..07, FID-19).

    A partial date keeps its precision and no date is ever shifted. A time with an offset is shown in
    ``zone``, with BST or GMT where the clock passes that hour twice; one without says so.

    >>> from datetime import UTC
    >>> date_words(ClinicalDate(text="2019-03", first="", last="", earliest=0, latest=0), UTC)
    'Mar-2019'
    """
    return _worded(when, zone, _full)


def long_date(when: ClinicalDate | None, zone: tzinfo) -> str:
    """The same for screen readers and print: ``04 March 2019 14:05`` (CUI-11)."""
    return _worded(when, zone, _long)


def short_day(when: ClinicalDate | None, zone: tzinfo) -> str:
    """Day only, for headings and narrow columns: ``04-Mar-2019``; a Period of one day is that day."""
    return _worded(when, zone, _day)


def period_words(start: str, end: str, zone: tzinfo | None = None) -> str:
    """A Period from its two sent texts, "" where one was not sent; without a zone both stay as sent.

    >>> period_words("2019-03-04", "2019-03-07"), period_words("2019-03-04", "")
    ('04-Mar-2019 to 07-Mar-2019', 'from 04-Mar-2019')
    """
    return _joined(start, end, [_full(text, zone) for text in (start, end)])


def _worded(when: ClinicalDate | None, zone: tzinfo, say: _Say) -> str:
    if when is None or not when.text.strip():
        return NOT_RECORDED
    start, slash, end = when.text.partition("/")
    if not slash:
        return say(start, zone)
    return _joined(start, end, [say(text, zone) for text in (start, end)])


def _joined(start: str, end: str, said: list[str]) -> str:
    first, last = said
    if start in _OPEN and end in _OPEN:
        return NOT_RECORDED
    if end in _OPEN:
        return f"from {first}"
    if start in _OPEN:
        return f"until {last}, start not recorded"
    if first == last:
        return first
    if first.endswith(NO_ZONE) and last.endswith(NO_ZONE):
        first = first.removesuffix(NO_ZONE)
    return f"{first} to {last}"


def _full(text: str, zone: tzinfo | None) -> str:
    return _said(text, zone, long=False)


def _long(text: str, zone: tzinfo | None) -> str:
    return _said(text, zone, long=True)


def _said(text: str, zone: tzinfo | None, *, long: bool) -> str:
    moment = moment_of(text)
    if moment is None:
        return text
    zoneless = moment.offset is None
    return words_of(_local(moment, zone), zoneless=zoneless, long=long)


def _day(text: str, zone: tzinfo | None) -> str:
    moment = moment_of(text)
    return text if moment is None else day_of(_local(moment, zone))


def _local(moment: Moment, zone: tzinfo | None) -> Moment:
    return moment if zone is None else in_zone(moment, zone)
