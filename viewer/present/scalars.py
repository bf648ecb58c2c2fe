"""How one plain JSON value reads: strings and numbers exactly as sent."""

from viewer.fhir.resource import Json


def scalar(v: Json) -> str:
    """A string or number as sent, true or false as the word, "" for anything else.

    >>> scalar(7), scalar("0.010"), scalar(True), scalar({})
    ('7', '0.010', 'true', '')
    """
    if isinstance(v, bool):
        return "true" if v else "false"
    return str(v) if isinstance(v, str | int) else ""
