"""Whether a command may read a patient: who asks can be named, and knows the PIN where one is set."""

import getpass
import time
from collections.abc import Sequence

from viewer.cli.streams import Streams
from viewer.engine.gates import account_is_personal, check, check_pin, live_of
from viewer.engine.pin_words import judged_words
from viewer.engine.setting import Setting
from viewer.errors import NotAllowed
from viewer.source.origin import Origin
from viewer.store.account import os_user
from viewer.store.audit import Action
from viewer.store.pins import Pins

NOT_TYPED, WRONG = "PIN not typed", "wrong PIN"


def let_in(setting: Setting, origins: Sequence[Origin], patient: str, streams: Streams) -> None:
    """Let somebody read live data as the window would; each refusal is in the audit trail (PRIV-04, PRIV-15).

    What is to be said of who asks is said. Raises NotAllowed in words; StoreError, VaultError.
    """
    for said in check(setting, origins, patient):
        streams.say(f"tributary: {said}")
    live = live_of(origins)
    if not live:
        return
    check_pin(setting, live, patient)
    pins = Pins(setting.secrets, os_user())
    if pins.is_set():
        _ask(setting, live, pins, streams)


def _ask(setting: Setting, live: Sequence[Origin], pins: Pins, streams: Streams) -> None:
    if not streams.answers.isatty():
        setting.audit(Action.REFUSAL, live, what=NOT_TYPED)
        raise NotAllowed(
            "A PIN is set, and it can only be typed at a terminal",
            "Run this at a terminal, or open the record in the window.",
        )
    setting.audit(Action.PIN_TRY, live)  # a try that the trail cannot hold is none
    judged = pins.judge(getpass.getpass("PIN (not shown): "), time.time())
    if not judged.ok:
        setting.audit(Action.DENIED, live, what=WRONG)
        raise NotAllowed("Nothing was read", judged_words(judged, personal=account_is_personal(setting)))
