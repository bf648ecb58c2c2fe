"""How a trial's sign-in went, in words that fit its way: what was not accepted, what was granted."""

from collections.abc import Iterator, Sequence

from viewer.errors import FetchError, SignInNeeded
from viewer.fetch.faults import Fault, fault_of_error
from viewer.fetch.probe_connection import Step
from viewer.fetch.server import SafeServer
from viewer.source.answer import Outcome
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.protocols import Authoriser
from viewer.source.signed_in import ScopeLine

SIGN_IN, RIGHTS = "Sign-in", "Rights"
_IN_BROWSER = frozenset({SignIn.SMART, SignIn.EXCHANGE})
_ASKS = "it asks to sign in (status 401)"
_REFUSED = {
    SignIn.NONE: (
        "it asks to sign in (status 401), and this source is set up without a sign-in",
        "Choose the way to sign in that the source's owner gave you.",
    ),
    SignIn.BASIC: (
        "the user name or password was not accepted (status 401)",
        "Type the password again; the wrong one several times may lock the account.",
    ),
    SignIn.BEARER: (
        "the token was not accepted (status 401)",
        "It may have ended: ask the source's owner for a new one.",
    ),
    SignIn.API_KEY: (
        "the API key was not accepted (status 401)",
        "Check the key and the name of its header.",
    ),
    SignIn.CLIENT: (
        "the token made with the client secret was not accepted (status 401)",
        "Ask the source's owner whether this client may read there.",
    ),
    SignIn.SIGNED_JWT: (
        "the token made with the private key was not accepted (status 401)",
        "Ask the source's owner whether this client may read there.",
    ),
    SignIn.SMART: ("your sign-in was not accepted (status 401)", SignInNeeded.advice),
    SignIn.EXCHANGE: ("your sign-in was not accepted (status 401)", SignInNeeded.advice),
}
_FEW = 5


class Unsigned:
    """Sends no sign-in: what needs none is tried without."""

    def headers(self, endpoint: Endpoint) -> dict[str, str]:
        """Return no headers."""
        del endpoint
        return {}

    def renew(self, endpoint: Endpoint) -> bool:
        """Return False: there is nothing to renew."""
        del endpoint
        return False


def unready(server: SafeServer, endpoint: Endpoint) -> Step | None:
    """Return why there is nothing to sign in with yet, before anything is asked; None where there is."""
    try:
        server.auth.signed_headers({})
    except FetchError as error:
        fault = fault_of_error(error)
        nobody = isinstance(error, SignInNeeded) and endpoint.sign_in in _IN_BROWSER
        if nobody:
            return SIGN_IN, None, f"not tried: {fault.why}. Sign in to this source, then test it again."
        advice = "Type the secret and save it." if fault.advice == SignInNeeded.advice else fault.advice
        return SIGN_IN, False, f"{fault.why}. {advice}"
    return None


def refused(fault: Fault, endpoint: Endpoint) -> Step:
    """Return the step of a sign-in that the source did not accept: 401 says which secret is the wrong one."""
    why, advice = fault.why, fault.advice
    if fault.outcome is Outcome.DENIED and why.startswith(_ASKS):
        words, advice = _REFUSED[endpoint.sign_in]
        why = words + why.removeprefix(_ASKS)
    return SIGN_IN, False, f"{why}. {advice}"


def rights(authoriser: Authoriser) -> Iterator[Step]:
    """Say the rights asked for and granted, where the sign-in knows any; the missing first (AUTH-10)."""
    shown = getattr(getattr(authoriser, "session", None), "shown", None)
    lines: tuple[ScopeLine, ...] = shown().scopes if callable(shown) else ()
    if lines:
        missing = [line.what for line in lines if line.asked and not line.granted]
        granted = [line.what for line in lines if line.granted]
        words = _granted(granted, bool(missing))
        yield RIGHTS, not missing, f"not granted: {', '.join(missing)}; {words}" if missing else words


def _granted(granted: Sequence[str], some_missing: bool) -> str:  # noqa: FBT001 - two ways to word one list
    if len(granted) <= _FEW:
        return f"granted: {', '.join(granted) or 'none'}"
    return f"the other {len(granted)} are granted" if some_missing else f"all {len(granted)} are granted"
