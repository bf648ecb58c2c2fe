"""How what is asked is said: every word and every pick, each kind with its own word before it (CMP-09)."""

from collections.abc import Callable
from datetime import UTC, datetime

from viewer.present.dates import period_words
from viewer.record.moments import as_at_words
from viewer.timeline.search.picks import Picks

Named = Callable[[str, str], str]
"""The label of a pick, by its kind (a field of ``Picks``) and its value."""

_NAMES = {
    "domains": "in",
    "categories": "category",
    "sources": "from",
    "statuses": "status",
    "authors": "by",
}
_ENTRIES = {
    "encounter": "of the encounter",
    "problem": "of the problem",
    "near": "within 7 days of",
    "series": "the same test as",
}


def nameless(_kind: str, value: str) -> str:
    """Call a pick by its value: nobody has said what it is called."""
    return value


def phrases(picks: Picks, named: Named = nameless) -> tuple[str, ...]:
    """Return a phrase for each kind that asks something.

    >>> phrases(Picks(words="asthma", sources=("gp", "trust"), since="2026-10-24"))
    ('"asthma"', 'from gp or trust', 'dated from 24-Oct-2026')
    """
    said = [f'"{picks.words.strip()}"'] if picks.words.strip() else []
    for kind, word in _NAMES.items():
        values: tuple[str, ...] = getattr(picks, kind)
        if values:
            said.append(f"{word} {_either([named(kind, value) for value in values])}")
    if picks.since or picks.until:
        said.append(f"dated {_between(picks.since, picks.until)}")
    for kind, word in _ENTRIES.items():
        if value := getattr(picks, kind):
            said.append(f'{word} "{named(kind, value)}"')
    if picks.known_by:
        said.append(f"as at {_moment(picks.known_by)} by recorded dates")
    return tuple(said)


def _moment(text: str) -> str:
    """Return an ISO moment on its own clock; what is none as it is.

    >>> _moment("2026-11-22T02:10:00+00:00"), _moment("then")
    ('22-Nov-2026 02:10', 'then')
    """
    try:
        return as_at_words(text, datetime.fromisoformat(text).tzinfo or UTC)
    except ValueError:
        return text


def _between(since: str, until: str) -> str:
    if since:
        return period_words(since, until)
    return period_words(until, "").replace("from", "up to")


def _either(names: list[str]) -> str:
    """Return names as a choice between them.

    >>> _either(["a"]), _either(["a", "b", "c"])
    ('a', 'a, b or c')
    """
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
