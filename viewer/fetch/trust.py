"""Whom a source's TLS trusts, and who we are there: the OS store, added authorities, our own certificate."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

from viewer.errors import FetchError
from viewer.fetch.client_certificate import Identity, certificate_notice, identity_of
from viewer.fetch.connections import watched_context
from viewer.fetch.options import FetchOptions
from viewer.fetch.sockets import OpenSockets

_PEM = b"-----BEGIN "
_ADVICE = "Ask your IT support for the right file of certificates (PEM or DER) for this source."


class Trust:
    """The TLS of one source, and of the proxy before it.

    ``context`` checks name and certificate always, TLS 1.2 at least (AUTH-01). ``proxy_context`` is the same
    without our own certificate, which is no proxy's business. ``identity`` is our certificate, ``notice``
    what to say of it although it works: that it ends soon. Raises FetchError in words where a file cannot
    be used: nothing is then sent with less than what was set.
    """

    def __init__(self, source: str, options: FetchOptions) -> None:
        self.live = OpenSockets()
        self.context = watched_context(self.live)
        self.proxy_context = watched_context(self.live)
        self.notice = ""
        self.identity: Identity | None = None
        if options.ca_file is not None:
            _add(source, self.context, options.ca_file)
            _add(source, self.proxy_context, options.ca_file)
        if options.client is not None:
            now = datetime.now(UTC)
            self.identity = identity_of(source, options.client, now)
            self.notice = certificate_notice(self.identity, now)
            self.identity.load(self.context)


def _add(source: str, context: ssl.SSLContext, file: Path) -> None:
    try:
        data = file.read_bytes()
        context.load_verify_locations(cadata=data.decode("ascii", "ignore") if _PEM in data else data)
    except FileNotFoundError:
        why = "the file of added certificates is not there"
    except (ssl.SSLError, ValueError):  # before OSError, of which the first is one
        why = "the file of added certificates holds no certificate that can be read"
    except OSError:
        why = "the file of added certificates cannot be read"
    else:
        return
    raise FetchError(source, why, _ADVICE) from None
