"""Where this product keeps its files on this computer; nothing else in the package asks platformdirs."""

from pathlib import Path

from platformdirs import user_config_dir, user_state_dir

APP = "tributary"


def settings_folder() -> Path:
    """Settings and endpoints of this OS user; never a secret, never data of a patient."""
    return Path(user_config_dir(APP, appauthor=False))


def state_folder() -> Path:
    """The audit trail and the log of this OS user."""
    return Path(user_state_dir(APP, appauthor=False))
