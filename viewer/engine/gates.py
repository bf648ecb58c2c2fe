"""Who may search for a live patient and open a record: one person, who can be named in the audit trail.

A source that knows this program only as a system (API key, Basic, certificate, backend JWT) cannot say who
asks. Sandbox sources, the demo and files are free of it (PRIV-15, AUTH-11).
"""

from collections.abc import Collection, Sequence

from viewer.auth.sign_ins import SignIns
from viewer.engine.gates_people import different, not_compared
from viewer.engine.setting import Setting
from viewer.errors import NotAllowed
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.nhs_user import is_nobody
from viewer.source.origin import Origin, SourceKind
from viewer.source.signed_in import SignedIn
from viewer.store.account import os_user
from viewer.store.audit import Action
from viewer.store.pins import Pins

NOBODY = "no individual identity"
NO_PIN = "no PIN"
DIFFERENT = "different persons signed in"
_WHO = "Live patient data opens only for a person who can be named, and nobody is named here"
_SHARED = "this account of the computer is taken for a shared one"
_NO_NAME = "this account of the computer has no one person's name"
_DO = (
    "Sign in to a live source at which people sign in (Sources), or ask your IT support to declare, by "
    "policy (personal_accounts), that the accounts of this computer are personal. For a source that your "
    "organisation set up, only a sign-in at one that it set up counts."
)


def check(setting: Setting, origins: Sequence[Origin], patient: str = "") -> tuple[str, ...]:
    """Return what is to be said of who is signed in; nothing is asked of any source here.

    A refusal is noted in the audit trail. Raises NotAllowed in words; StoreError, VaultError where not
    even the refusal can be noted.
    """
    live = live_of(origins)
    if not live:
        return ()
    asked = [one.id for one in live]
    if not live_people(setting, asked) and not account_is_personal(setting):
        setting.audit(Action.REFUSAL, live, patient=patient, what=NOBODY)
        raise NotAllowed(f"{_WHO}: {_why_not_account(setting)}", _DO)
    people = _signed_in(setting.signs, setting.endpoints)  # a source of one's own may well object
    pair = different(people)
    if pair is not None:
        setting.audit(Action.REFUSAL, live, patient=patient, what=DIFFERENT)
        raise NotAllowed(
            f"Different persons are signed in at {pair[0]} and at {pair[1]}, and one record is opened by one",
            "Sign out of one of them (Sources), then sign in there yourself.",
        )
    return tuple(_not_compared(name) for name in not_compared(people))


def live_of(origins: Sequence[Origin]) -> list[Origin]:
    """Return the sources of live data among these."""
    return [one for one in origins if one.kind is SourceKind.ENDPOINT and one.marking is Marking.LIVE]


def check_pin(setting: Setting, origins: Sequence[Origin], patient: str = "") -> None:
    """Refuse a record of live data where policy asks for a PIN and none is set; waits for the keyring.

    The window asks for one first; this holds whoever asks. Raises NotAllowed; VaultError, StoreError.
    """
    live = live_of(origins)
    if not live or not setting.policy.pin_only or Pins(setting.secrets, os_user()).is_set():
        return
    setting.audit(Action.REFUSAL, live, patient=patient, what=NO_PIN)
    raise NotAllowed(
        "Your organisation asks for a PIN before a record with live data is opened, and none is set",
        "Set one in the window (Ctrl+Shift+K), then open the record again.",
    )


def live_people(setting: Setting, asked: Collection[str]) -> dict[str, SignedIn]:
    """Return whose word for who works here counts where these sources (ids) are asked, by the source's name.

    They are signed in at sources of live data, with proof of who it is.
    """
    return _signed_in(setting.signs, setting.vouching(asked))


def _signed_in(signs: SignIns, endpoints: Sequence[Endpoint]) -> dict[str, SignedIn]:
    found = {one.name: signs.signed_in(one.id) for one in endpoints if one.marking is Marking.LIVE}
    return {name: one for name, one in found.items() if one is not None and one.person}


def account_is_personal(setting: Setting) -> bool:
    """Whether policy says that the account of this computer is one person's, and its name is nobody's."""
    return setting.policy.personal_accounts and not is_nobody(os_user())


def _why_not_account(setting: Setting) -> str:
    return _NO_NAME if setting.policy.personal_accounts else _SHARED


def _not_compared(name: str) -> str:
    return (
        f"{name} gives no name of who is signed in: that it is the same person as elsewhere is not checked."
    )
