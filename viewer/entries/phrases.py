"""How pieces of words become one line: what is empty leaves no trace, what is there is never cut."""

import re
from collections.abc import Iterable

from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import obj, text
from viewer.present.code_words import spelled

__all__ = [
    "labelled",
    "line",
    "listed",
    "members",
    "note_words",
    "one_line",
    "references_in",
    "shown",
    "spelled",
    "type_words",
]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def one_line(words: str) -> str:
    r"""Fold line breaks and runs of blanks: a row is one line, the detail keeps the layout (FID-12).

    >>> one_line("Hb  low,\nrepeat")
    'Hb low, repeat'
    """
    return " ".join(words.split())


def line(*parts: str) -> str:
    """Join the parts that say something.

    >>> line("Severe", "", "since 2019")
    'Severe · since 2019'
    """
    return " · ".join([one_line(part) for part in parts if part])


def listed(parts: Iterable[str]) -> str:
    """Join members of one list, each once, in the order sent.

    >>> listed(["Rash", "", "Wheeze", "Rash"])
    'Rash, Wheeze'
    """
    return ", ".join(dict.fromkeys(part for part in parts if part))


def labelled(label: str, words: str) -> str:
    """Put the label before the words, nothing where there are none.

    >>> labelled("by", "Dr Able"), labelled("by", "")
    ('by Dr Able', '')
    """
    return f"{label} {words}" if words else ""


def type_words(resource_type: str) -> str:
    """A resource type in words.

    >>> type_words("ExplanationOfBenefit")
    'Explanation of benefit'
    """
    return _CAMEL.sub(" ", resource_type).strip().capitalize() or "Record without a type"


def members(value: Json) -> list[Json]:
    """What an element holds, as a list without the null padding: a lone value is a list of one."""
    if value is None:
        return []
    return [item for item in value if item is not None] if isinstance(value, list) else [value]


def shown(value: Json) -> str:
    """A primitive as sent, for words about something that cannot be read."""
    if isinstance(value, str):
        return one_line(value)
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else _raw(value)


def _raw(value: Json) -> str:
    return str(value) if isinstance(value, int) else ""


def references_in(value: Json) -> tuple[str, ...]:
    """The references, as sent, of a list of References.

    >>> references_in([{"reference": "Observation/1"}, {"display": "Sodium"}])
    ('Observation/1',)
    """
    found = (text(obj(item).get("reference")) for item in members(value))
    return tuple(reference for reference in found if reference)


def note_words(content: Content) -> str:
    """Every note and comment: R4 ``note``, STU3 ``comment`` and the lone string some sources send."""
    found = [
        text(obj(note).get("text")) or text(note)
        for name in ("note", "comment", "comments")
        for note in members(content.get(name))
    ]
    return labelled("Note:", " / ".join(dict.fromkeys(one_line(words) for words in found if words)))
