"""What policy forbids and somebody tried all the same: a line of the trail, and the refusal in words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from viewer.engine.setting import Setting
from viewer.errors import SettingsError, ViewerError
from viewer.fetch.source import origin_of_endpoint
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.origin import Origin
from viewer.store.audit import Action
from viewer.store.endpoints import new_id, not_allowed

PRINTING = "printing is off by policy"
EXPORTING = "saving is off by policy"
CHANGING = "sources are locked by policy"
NOT_ALLOWED = "source is not allowed by policy"
ADDRESS = "address is not allowed by policy"


def check_leaving(setting: Setting, origins: Sequence[Origin], patient: str = "", *, printing: bool) -> None:
    """Raise SettingsError where nothing may leave on paper (``printing``) or as a file; it is noted."""
    try:
        setting.policy.check_leaving(printing=printing)
    except SettingsError as error:
        _refuse(setting, error, origins, (patient, PRINTING if printing else EXPORTING))


def check_change(setting: Setting, endpoint_id: str = "", endpoint: Endpoint | None = None) -> None:
    """Raise SettingsError where policy locks the sources, or this one, or forbids what it is to be; noted.

    ``endpoint``: what is to be saved or tried, None where it is only taken away.
    """
    known = endpoint or next((one for one in setting.endpoints if one.id == endpoint_id), None)
    origins = [_origin(known)] if known is not None else []
    try:
        setting.may_change(endpoint_id)
    except SettingsError as error:
        _refuse(setting, error, origins, ("", CHANGING))
    why = _why_not(setting, endpoint) if endpoint is not None else ""
    if why:
        words = SettingsError(why[0].upper() + why[1:], "Your administrator has to allow it by policy.")
        _refuse(setting, words, origins, ("", NOT_ALLOWED))


def note_address(setting: Setting, endpoint: Endpoint) -> None:
    """Note that an address was to be asked that policy forbids. Raises StoreError, VaultError."""
    setting.audit(Action.REFUSAL, [_origin(endpoint)], what=ADDRESS)


def _why_not(setting: Setting, endpoint: Endpoint) -> str:
    return not_allowed(endpoint, allow_live=setting.policy.allow_live, kinds=setting.policy.kinds)


def _origin(endpoint: Endpoint) -> Origin:
    """Return a source that was refused; marked as demo it is noted like any other, being none of ours."""
    marking = Marking.SANDBOX if endpoint.marking is Marking.DEMO else endpoint.marking
    return origin_of_endpoint(replace(endpoint, id=endpoint.id or new_id(), marking=marking))


def _refuse(
    setting: Setting, error: SettingsError, origins: Sequence[Origin], about: tuple[str, str]
) -> NoReturn:
    """Note it, then refuse; it is refused as well where it cannot be noted, and that is said too.

    ``about``: the patient, and what was tried.
    """
    patient, what = about
    try:
        setting.audit(Action.REFUSAL, origins, patient=patient, what=what)
    except ViewerError as unwritten:
        raise SettingsError(
            f"{error.what}. That it was tried is not noted: {unwritten.what}", error.advice
        ) from None
    raise error
