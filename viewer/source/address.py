"""Which addresses a source may have, and whether a link stays within a source's own origin."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

_DEFAULT_PORTS = {"https": 443, "http": 80}

Origin3 = tuple[str, str, int]
"""Scheme, host and port, in lower case, the default port filled in."""


def base_problem(url: str) -> str:
    """Return why ``url`` cannot be the base of a source, in words; "" if it can (AUTH-01).

    >>> base_problem("https://fhir.example.org/r4"), base_problem("http://127.0.0.1:8080/fhir")
    ('', '')
    >>> base_problem("http://fhir.example.org/r4")
    'the address must start with https:// (http:// only for this computer)'
    """
    parts = _split(url)
    if not _is_plain(url) or parts is None or not parts.hostname or parts.scheme not in _DEFAULT_PORTS:
        return "the address is not a whole web address such as https://fhir.example.org/r4"
    if "@" in parts.netloc:
        return "the address holds a user name or password; put them in the sign-in fields"
    if "?" in url or "#" in url:
        return "the address holds a ? or # part; give the base address alone"
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        return "the address must start with https:// (http:// only for this computer)"
    return ""


def is_loopback(host: str) -> bool:
    """Whether a host name means this computer.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("127.0.0.1.example.org")
    (True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def origin_of(url: str) -> Origin3 | None:
    """Return scheme, host and port of an absolute http(s) URL; None if it is not one."""
    parts = _split(url)
    if parts is None or parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return None
    return parts.scheme, parts.hostname, parts.port or _DEFAULT_PORTS[parts.scheme]


def within(link: str, base_url: str, current_url: str) -> str | None:
    """Return the absolute URL of a link if it stays in the base's origin, else None (AUTH-02).

    A relative link is taken against the base **with** its path, as FHIR says; one that starts with
    ``?`` against the request it came from. An absolute link is returned verbatim.

    >>> within("Condition?page=2", "https://a.org/r4", "https://a.org/r4/Condition?x=1")
    'https://a.org/r4/Condition?page=2'
    >>> within("https://evil.org/r4?page=2", "https://a.org/r4", "https://a.org/r4/Condition") is None
    True
    """
    if not _is_plain(link):
        return None
    if link.startswith("?"):
        link = current_url.split("?", 1)[0] + link
    url = link if link.casefold().startswith(("http://", "https://")) else joined(base_url + "/", link)
    parts = _split(url)
    if parts is None or "@" in parts.netloc or origin_of(url) != origin_of(base_url):
        return None
    return url


def joined(base_url: str, link: str) -> str:
    """Return a link taken against a base; "" where it is no address.

    >>> joined("https://a.org/r4/", "Condition"), joined("https://a.org/r4/", "//[bad")
    ('https://a.org/r4/Condition', '')
    """
    try:
        return urljoin(base_url, link)
    except ValueError:
        return ""


def _is_plain(url: str) -> bool:
    # Parsers disagree on backslashes, blanks and control characters: whoever disagrees leaks the token.
    return url.isascii() and url.isprintable() and not any(mark in url for mark in '\\ "<>')


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where the port is no port
    except ValueError:
        return None
    return parts
