"""A zone that has no name is UTC, and said; the rest is told by the setting."""

from zoneinfo import ZoneInfoNotFoundError

from viewer.engine.zone import zone_here
from viewer.store.settings import settings_file


def test_a_setting_that_cannot_be_read_is_said_and_the_workstations_zone_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("{", "utf-8")
    notices = []

    zone = zone_here(notices)

    assert str(zone) == "Europe/London"
    assert len(notices) == 1


def test_a_workstation_without_a_named_zone_shows_utc_and_says_so(monkeypatch):
    def nameless():
        raise ZoneInfoNotFoundError("GMT0BST")

    monkeypatch.setattr("viewer.engine.zone.tzlocal.get_localzone", nameless)
    notices = []

    assert str(zone_here(notices)) == "UTC"
    assert "shown in UTC" in notices[-1]
