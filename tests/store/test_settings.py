"""Settings: defaults, ranges, and a damaged file that is never written over."""

import json

import pytest

from viewer.errors import SettingsError
from viewer.store.settings import Settings, load, save, settings_file


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load(tmp_path / "settings.json") == Settings(idle_lock_minutes=10, time_zone="")


def test_what_is_saved_is_read(tmp_path):
    settings = Settings(idle_lock_minutes=5, time_zone="Europe/London")
    save(tmp_path / "deep" / "settings.json", settings)

    assert load(tmp_path / "deep" / "settings.json") == settings


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"idle_lock_minute": 5}, "did you mean 'idle_lock_minutes'"),
        ({"idle_lock_minutes": "5"}, "whole number"),
        ({"idle_lock_minutes": 0}, "1 to 15"),
        ({"idle_lock_minutes": 16}, "1 to 15"),
        ({"time_zone": "London"}, "Europe/London"),
        ({"time_zone": 1}, "text"),
    ],
)
def test_a_wrong_file_is_said_and_never_written_over(tmp_path, content, words):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(content))
    with pytest.raises(SettingsError, match=words):
        load(file)
    with pytest.raises(SettingsError):
        save(file, Settings())

    assert json.loads(file.read_text()) == content


def test_a_value_out_of_range_is_not_saved(tmp_path):
    with pytest.raises(SettingsError):
        save(tmp_path / "settings.json", Settings(idle_lock_minutes=60))

    assert list(tmp_path.iterdir()) == []


def test_the_file_has_its_place():
    assert settings_file().name == "settings.json"
    assert "tributary" in str(settings_file())
