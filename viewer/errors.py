"""Every failure, in words a clinician can act on; the one tree of errors.

::

    ViewerError
    ├── UsageError        the command line or a form was filled in wrongly
    ├── ResourceError     FHIR that cannot be read (becomes an unreadable entry, never a crash)
    ├── FetchError        an endpoint did not give a complete answer
    │   ├── EndpointDown      nothing answered, or not in time
    │   ├── SignInNeeded      401, or no secret to sign in with
    │   ├── AccessRefused     403: the endpoint says no
    │   ├── NotFhir           something answered, but not in FHIR
    │   └── Cancelled         the person stopped it
    ├── NotAllowed        a rule of the organisation or of a service keeps somebody out
    ├── VaultError        the OS keyring cannot store or give a secret
    ├── SettingsError     settings, policy or endpoints that do not read strictly
    ├── StoreError        a file of ours could not be read or written
    └── EngineError       the engine process ended or spoke wrongly

A message never holds a value of a patient, a secret, a query string or a body: it may be logged.
"""


class ViewerError(Exception):
    """Base: ``what`` happened and ``advice``, what the person can do about it."""

    advice = "Try again; if it persists, contact your IT support."

    def __init__(self, what: str, advice: str | None = None) -> None:
        self.what = what.rstrip(".")
        if advice is not None:
            self.advice = advice
        super().__init__(f"{self.what}. {self.advice}")


class UsageError(ViewerError):
    """The command line or a form was filled in wrongly."""

    advice = "See 'tributary --help'."


class ResourceError(ViewerError):
    """FHIR that cannot be read; the caller lists it as unreadable with this reason."""

    advice = "Open it to see what was sent, and tell the source."


class FetchError(ViewerError):
    """An endpoint did not give a complete answer. ``source`` is its name on screen."""

    advice = "Try again; if it persists, contact the source's support desk."

    def __init__(self, source: str, what: str, advice: str | None = None) -> None:
        self.source = source
        super().__init__(f"{source}: {what}", advice)


class EndpointDown(FetchError):
    """Nothing answered, or not in time."""

    advice = "Check the network, then retry this source."


class SignInNeeded(FetchError):
    """The endpoint wants a sign-in that we do not have or that has ended."""

    advice = "Sign in to this source again."


class AccessRefused(FetchError):
    """The endpoint understood who asks and says no; asking again does not help."""

    advice = "You are not permitted to see this at the source; ask its owner if you should be."


class NotFhir(FetchError):
    """Something answered, but not in FHIR: a web page, a portal, a broken proxy."""

    advice = "Check the address of this source with your IT support."


class Cancelled(FetchError):
    """The person stopped it; what came before stands."""

    advice = "Retry this source to load the rest."


class NotAllowed(ViewerError):
    """A rule keeps somebody out; nothing was asked and nothing is shown. ``advice`` says what opens it."""

    advice = "Ask your IT support who may."


class VaultError(ViewerError):
    """The OS keyring cannot store or give a secret. Nothing was written anywhere else."""

    advice = "Nothing was saved. You can type the secret again for this session only."


class SettingsError(ViewerError):
    """Settings, policy or endpoints that do not read strictly; nothing is guessed."""

    advice = "Correct the file or ask your IT support; nothing was changed."


class StoreError(ViewerError):
    """A file could not be read or written."""

    advice = "Check that the file exists and that you may open it."


class EngineError(ViewerError):
    """The engine process ended or answered in a way that cannot be understood."""

    advice = "What was loaded stays on screen; press F5 to load again."
