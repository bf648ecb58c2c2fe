"""The settings of this OS user: which there are, and that a damaged file is said and never overwritten."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from zoneinfo import available_timezones

from viewer.errors import SettingsError
from viewer.store.atomic import write_whole
from viewer.store.places import settings_folder
from viewer.store.strict import number_in, only_known, read_table, text_in

_WHAT = "The settings file"
_LONGEST_IDLE = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person at this workstation prefers; nothing of any patient.

    ``idle_lock_minutes``: 1 to 15 (PRIV-01). ``time_zone``: an IANA name, "" for the workstation's. ``look``
    and ``text_percent``: as the window offers them, anything else follows the workstation. ``window``:
    "WIDTHxHEIGHT", "maximised", or "" for the first size. ``lanes``: kinds of entries in the order of the
    timeline, one to a line.
    """

    idle_lock_minutes: int = 10
    time_zone: str = ""
    look: str = ""
    text_percent: int = 100
    window: str = ""
    lanes: str = ""


def settings_file() -> Path:
    """Where the settings are."""
    return settings_folder() / "settings.json"


def load(path: Path) -> Settings:
    """Read the settings; the defaults where there is no file. Raises SettingsError."""
    table = read_table(path, _WHAT)
    if table is None:
        return Settings()
    only_known(table, {field.name for field in fields(Settings)}, _WHAT)
    settings = Settings(
        idle_lock_minutes=number_in(table, "idle_lock_minutes", _WHAT, Settings().idle_lock_minutes),
        time_zone=text_in(table, "time_zone", _WHAT),
        look=text_in(table, "look", _WHAT),
        text_percent=number_in(table, "text_percent", _WHAT, Settings().text_percent),
        window=text_in(table, "window", _WHAT),
        lanes=text_in(table, "lanes", _WHAT),
    )
    check(settings)
    return settings


def save(path: Path, settings: Settings) -> None:
    """Write the settings. Raises SettingsError also where the file there is damaged, StoreError."""
    check(settings)
    load(path)  # a file that somebody else must repair is not written over
    write_whole(path, json.dumps(asdict(settings), indent=2).encode() + b"\n")


def check(settings: Settings) -> None:
    """Refuse values out of range. Raises SettingsError."""
    if not 1 <= settings.idle_lock_minutes <= _LONGEST_IDLE:
        raise SettingsError(f"{_WHAT}: 'idle_lock_minutes' must be 1 to {_LONGEST_IDLE}")
    if settings.time_zone and settings.time_zone not in available_timezones():
        raise SettingsError(f"{_WHAT}: 'time_zone' must be a name such as Europe/London")
