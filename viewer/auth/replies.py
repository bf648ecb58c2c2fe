"""How an answer of a sign-in service is read: strictly; what is wrong with it is said without its text."""

from collections.abc import Mapping

from viewer.errors import EndpointDown, FetchError, ResourceError
from viewer.fhir.resource import Json
from viewer.fhir.strict import read_object
from viewer.source.web import WebReply

Content = Mapping[str, Json]

OK = 200
_REDIRECT = 300
_REFUSED = 400
_LONGEST_SHOWN = 200
_LONGEST_S = 10 * 365 * 24 * 3600
_BUSY = frozenset({429, 502, 503, 504})


def content_of(source: str, reply: WebReply, what: str) -> Content:
    """Return the JSON object of a good answer. ``what`` was asked for, such as "its sign-in addresses".

    Raises FetchError, EndpointDown where the service is busy.
    """
    if reply.status in _BUSY:
        raise EndpointDown(source, f"its sign-in service is busy and did not give {what}", "Try again later.")
    if _REDIRECT <= reply.status < _REFUSED:
        raise FetchError(source, f"its sign-in service redirects when asked for {what}; that is not followed")
    if reply.status != OK:
        raise FetchError(source, f"its sign-in service did not give {what} (status {reply.status})")
    try:
        return read_object(reply.body)
    except ResourceError:
        raise FetchError(
            source, f"its sign-in service answered something unreadable for {what}"
        ) from None  # the reason may hold part of the text


def text(content: Content, name: str) -> str:
    """Return a text of an object, "" where it has none.

    >>> text({"a": "b", "c": 1}, "a"), text({"c": 1}, "c")
    ('b', '')
    """
    value = content.get(name)
    return value if isinstance(value, str) else ""


def words(content: Content, name: str) -> str:
    """Return a text that goes on the screen: one line of a length that fits there, without unseen signs.

    >>> words({"a": f"Ada{chr(0x202E)}{chr(10)} Okafor"}, "a")
    'Ada Okafor'
    """
    kept = "".join(mark if mark.isprintable() else " " for mark in text(content, name)[:_LONGEST_SHOWN])
    return " ".join(kept.split())


def texts(content: Content, name: str) -> frozenset[str]:
    """Return the texts of a list, those that are texts.

    >>> sorted(texts({"a": ["x", 1, "y"]}, "a")), texts({}, "a")
    (['x', 'y'], frozenset())
    """
    value = content.get(name)
    return frozenset(one for one in value if isinstance(one, str)) if isinstance(value, list) else frozenset()


def seconds(content: Content, name: str) -> int | None:
    """Return a number of seconds, also where it is sent as a text; None where it is none.

    >>> [seconds({"a": value}, "a") for value in (599, "599", 599.0, -1, True, "soon")]
    [599, 599, None, None, None, None]
    """
    value = content.get(name)
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:  # noqa: PLR2004
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    return min(value, _LONGEST_S)  # a moment that far away is beyond what a clock can hold
