"""The end of a session: what is forgotten of whoever worked here, in which order, and what is said of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.gates import account_is_personal
from viewer.engine.pin_messages import SessionEnded
from viewer.engine.trail import OWN_KEY
from viewer.errors import ViewerError
from viewer.source.endpoint import Endpoint, Marking, SignIn
from viewer.source.secret import Purpose, secret_name
from viewer.store.audit import Action
from viewer.store.endpoint_rules import INTERACTIVE
from viewer.store.pins import Pins

_OWN = frozenset({SignIn.BASIC, SignIn.BEARER})
"""A password or token that is a person's; keys and client secrets are the program's and stay."""
NOT_SIGNED_IN = "You were not signed in."  # as ``SignIns.sign_out`` says it
_LEFT = "{name}: {words}"

Wipe = Callable[[], None]


def is_of_account(desk: EndpointDesk) -> bool:
    """Whether the session is the one of the account's person: nobody else goes on in it. Never the demo's."""
    return not desk.demo and account_is_personal(desk.setting)


@dataclass(slots=True)
class SessionEnd:
    """``wipes``: what else has to be forgotten (kept records); each raises ViewerError where it cannot."""

    desk: EndpointDesk
    wipes: list[Wipe] = field(default_factory=list)

    def end(self, why: str, pins: Pins, *, proven: bool = False) -> SessionEnded:
        """Forget everything of the session; the PIN goes last, so that breaking off leaves it locked.

        On a personal account it stays, unless its person was ``proven`` by unlocking the workstation and
        policy takes that for enough: else whoever ends the session would be taken for that person (PRIV-04,
        PRIV-15). What cannot be forgotten is named; the rest is forgotten all the same. Waits for network and
        keyring.
        """
        notices = self.desk.setting.notices
        known = len(notices)
        self.desk.audit(Action.SESSION_END, (), "", why)
        # It could not be noted, and a session ends all the same; whose key it is is no matter of its end.
        said = [one for one in notices[known:] if one != OWN_KEY]
        ok = True
        for endpoint in self.desk.in_use:
            ok &= self._sign_out(endpoint, said)
        for wipe in self.wipes:
            ok &= _done(wipe, "Records kept on this computer", said)
        self.desk.forget_user()
        stays = self._stays_locked(pins, proven=proven)
        if ok and not stays:
            ok = _done(pins.forget, "The PIN", said)
        return SessionEnded(ok=ok, words="\n".join(dict.fromkeys(said)), stays_locked=stays)

    def _stays_locked(self, pins: Pins, *, proven: bool) -> bool:
        if not is_of_account(self.desk) or (proven and not self.desk.setting.policy.pin_only):
            return False
        live = any(endpoint.marking is Marking.LIVE for endpoint in self.desk.in_use)
        return live or _may_be_set(pins)

    def _sign_out(self, endpoint: Endpoint, said: list[str]) -> bool:
        if endpoint.marking is Marking.DEMO:  # nothing of it is in the keyring
            return True
        if endpoint.sign_in in INTERACTIVE:
            return _done(lambda: said.extend(self._told(endpoint)), endpoint.name, said)
        if endpoint.sign_in in _OWN:
            name = secret_name(endpoint.id, Purpose.SIGN_IN)
            return _done(lambda: self.desk.setting.secrets.forget(name), endpoint.name, said)
        return True

    def _told(self, endpoint: Endpoint) -> list[str]:
        """Sign out; say what became of it where somebody was signed in."""
        words = self.desk.setting.signs.sign_out(endpoint)
        return [] if words == NOT_SIGNED_IN else [_LEFT.format(name=endpoint.name, words=words)]


def _may_be_set(pins: Pins) -> bool:
    try:
        return pins.is_set()
    except ViewerError:
        return True


def _done(do: Callable[[], object], name: str, said: list[str]) -> bool:
    try:
        do()
    except ViewerError as error:
        said.append(_LEFT.format(name=name, words=error))
        return False
    return True
