"""Messages about endpoints: set up, tried, signed in to and out of; secrets go in and never come back."""

from typing import ClassVar

import msgspec
from typing_extensions import override

from viewer.engine.host_messages import AnswerHost
from viewer.engine.message import Message, Said
from viewer.source.endpoint import Endpoint
from viewer.source.permission import PermissionKind
from viewer.source.secret import Purpose
from viewer.source.signed_in import SignedIn

TypedSecrets = dict[Purpose, str]
"""What was typed, by what it is for. An absent one leaves the stored one, "" removes it."""


# ---- window to engine ----------------------------------------------------------------------------


class SaveEndpoint(Message, frozen=True, kw_only=True, tag=True):
    """Add or change an endpoint, and the secrets that were typed for it."""

    endpoint: Endpoint
    secrets: TypedSecrets = msgspec.field(default_factory=dict)


class RemoveEndpoint(Message, frozen=True, kw_only=True, tag=True):
    """Remove an endpoint and every secret of it."""

    endpoint_id: str


class StopKeeping(Message, frozen=True, kw_only=True, tag=True):
    """Do not wait for the keyring any more, for saving or removing this endpoint."""

    endpoint_id: str


class TestEndpoint(Message, frozen=True, kw_only=True, tag=True):
    """Try an endpoint as the form states it; ``secrets`` given here are used once and not stored."""

    __test__: ClassVar[bool] = False  # not a test case for pytest
    endpoint: Endpoint
    secrets: TypedSecrets = msgspec.field(default_factory=dict)


class CancelTest(Message, frozen=True, kw_only=True, tag=True):
    """Nobody waits for the test of this endpoint any more."""

    endpoint_id: str


class BeginSignIn(Message, frozen=True, kw_only=True, tag=True):
    """Sign in to a source in the system browser (AUTH-06); ``launch`` is the token of a host's launch."""

    endpoint_id: str
    launch: str = ""


class CancelSignIn(Message, frozen=True, kw_only=True, tag=True):
    """Do not wait for the browser any more."""

    endpoint_id: str


class SignOut(Message, frozen=True, kw_only=True, tag=True):
    """Forget the sign-in to a source, and have it revoked there."""

    endpoint_id: str


class ChooseRole(Message, frozen=True, kw_only=True, tag=True):
    """In which of several roles the person acts in this session (AUTH-16)."""

    endpoint_id: str
    code: str


class RecordPermission(Message, frozen=True, kw_only=True, tag=True):
    """On what grounds the record of the patient on screen is viewed at a source (NHS-11, NHS-12)."""

    source: str
    kind: PermissionKind
    reason: str = ""


class SessionSecrets(Message, frozen=True, kw_only=True, tag=True):
    """Secrets that live in memory only, handed to a restarted engine, by their name in the keyring."""

    secrets: dict[str, str]


class UseDemo(Message, frozen=True, kw_only=True, tag=True):
    """Read the embedded demo's endpoints instead of the configured ones; ``secrets`` by their name."""

    endpoints: tuple[Endpoint, ...]
    secrets: dict[str, str] = msgspec.field(default_factory=dict)


OfEndpoints = (
    SaveEndpoint
    | RemoveEndpoint
    | StopKeeping
    | TestEndpoint
    | CancelTest
    | BeginSignIn
    | CancelSignIn
    | SignOut
    | ChooseRole
    | AnswerHost
)
"""What is about endpoints alone, whoever is on screen."""


# ---- engine to window ----------------------------------------------------------------------------


class Endpoints(Said, frozen=True, kw_only=True, tag=True):
    """The configured endpoints; ``locked`` says that an administrator's policy forbids changes.

    ``secrets`` are the names under which secrets are stored (``source/secret.py``), as far as that is known
    without asking the keyring. ``session_only``: those that no keyring took; they live in memory until the
    session ends. ``kinds`` are the national services that policy enables. ``signed_in`` is by endpoint.
    ``emergency_at``: where policy allows access without the person's permission.
    """

    endpoints: tuple[Endpoint, ...]
    locked: str = ""
    secrets: tuple[str, ...] = ()
    allow_live: bool = False
    session_only: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    signed_in: dict[str, SignedIn] = msgspec.field(default_factory=dict)
    emergency_at: tuple[str, ...] = ()


class KeyringAsked(Said, frozen=True, kw_only=True, tag=True):
    """Saving or removing waits for the keyring, which may ask in a window of its own; in words."""

    endpoint_id: str
    words: str


class EndpointKept(Said, frozen=True, kw_only=True, tag=True):
    """Saving or removing an endpoint has ended; ``words`` where it is done, else Refused follows."""

    endpoint_id: str
    ok: bool
    words: str = ""


class SecretHeld(Said, frozen=True, kw_only=True, tag=True):
    """What a sign-in got and no keyring keeps: the window hands it to a restarted engine (PRIV-08).

    ``name`` is its name in the keyring; ``secret`` "" ends it. Never logged, nor shown by ``repr``.
    """

    name: str
    secret: str

    @override
    def __repr__(self) -> str:
        return "SecretHeld(...)"


class TestedStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a test: whether it works (None: it was not tried), in words, and how long it took."""

    __test__: ClassVar[bool] = False  # not a test case for pytest
    name: str
    ok: bool | None
    words: str
    seconds: float = 0.0


class Tested(Said, frozen=True, kw_only=True, tag=True):
    """What works at an endpoint, a line for each step so far; ``done`` with the last."""

    __test__: ClassVar[bool] = False  # not a test case for pytest
    endpoint_id: str
    steps: tuple[TestedStep, ...]
    done: bool = True


class SignInPage(Said, frozen=True, kw_only=True, tag=True):
    """The page to be opened in the system browser (AUTH-06)."""

    endpoint_id: str
    url: str


class SignInEnded(Said, frozen=True, kw_only=True, tag=True):
    """A sign-in or sign-out has ended, well or not, in words. ``signed_in`` None: nobody is signed in."""

    endpoint_id: str
    ok: bool
    words: str
    signed_in: SignedIn | None = None
