"""By which proxy a request goes: the one set for the source, none, or the system's."""

from urllib.parse import urlsplit, urlunsplit

import requests

from viewer.fetch.options import Proxy
from viewer.source.address import is_loopback


def proxies_for(url: str, proxy: Proxy | None, session: requests.Session) -> dict[str, str]:
    """Return requests' mapping from scheme to proxy for one address, empty for a direct connection.

    A proxy that is set for the source is used for all its addresses, also on this computer: that is
    somebody's own wish. The system's is not: it would see, and could answer, what is meant for this computer.
    A proxy that a script chooses (PAC) is not found; it has to be set for the source.
    """
    if proxy is not None:
        return {"http": proxy.address, "https": proxy.address} if proxy.address else {}
    if is_loopback(urlsplit(url).hostname or ""):
        return {}
    settings = session.merge_environment_settings(url, {}, stream=True, verify=True, cert=None)
    return dict(settings["proxies"])


def shown_proxy(url: str, proxies: dict[str, str]) -> str:
    """Return the proxy of an address without user name and password, "" for none.

    >>> shown_proxy("https://a.org/r4", {"https": "http://me:secret@proxy.example:3128/"})
    'http://proxy.example:3128'
    """
    chosen = requests.utils.select_proxy(url, proxies)
    if not chosen:
        return ""
    parts = urlsplit(chosen if "://" in chosen else f"http://{chosen}")
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "", "", ""))
