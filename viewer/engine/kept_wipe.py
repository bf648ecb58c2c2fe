"""The end of every kept copy, as the audit trail has it: done only where a keyring was asked for the key."""

from viewer.engine.setting import Setting
from viewer.store.audit import Action, Outcome
from viewer.store.kept_record_key import wipe


def wipe_copies(setting: Setting) -> tuple[bool, bool]:
    """Destroy the key, delete the files (PRIV-12); whether there was a file, whether a keyring was asked.

    Where none can be asked the files are gone and the key may not be. Whatever comes of it is a line of the
    trail, also what is raised: VaultError, StoreError in words. May wait for the keyring.
    """
    outcome = Outcome.FAILED
    try:
        was_there = wipe(setting.secrets)
        asked = setting.secrets.vault.lasting
        if asked:
            outcome = Outcome.SUCCESS
    finally:
        setting.audit(Action.CACHE_WIPE, (), outcome=outcome)
    return was_there, asked
