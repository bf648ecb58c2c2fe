"""How an endpoint's own manner of being asked is written: ``Type?parameter=value``, and what may stand there.

Other values to ask by where the endpoint wants a category, an intent or a status, another include or order.
What would leave records out without a word (a date, a code, a patient) is no setting at all.
"""

from urllib.parse import parse_qsl

Pairs = tuple[tuple[str, str], ...]

BY = frozenset({"category", "intent", "status"})
HELPING = frozenset({"_include", "_revinclude", "_sort", "_count"})


def read_setting(setting: str) -> tuple[str, Pairs] | None:
    """Return type and parameters of a setting; None where it is none.

    >>> read_setting("Observation?category=laboratory&_sort=-date,_id")
    ('Observation', (('category', 'laboratory'), ('_sort', '-date,_id')))
    >>> read_setting("Observation?date=ge2020") is None
    True
    """
    kind, _, query = setting.partition("?")
    pairs = tuple(parse_qsl(query, keep_blank_values=True))
    named = {name for name, _ in pairs}
    good = kind.isascii() and kind.isalpha() and kind[:1].isupper() and all(value for _, value in pairs)
    known = named <= BY | HELPING and len(named & BY) <= 1
    return (kind, pairs) if good and known and (pairs or not query) else None
