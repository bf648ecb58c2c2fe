"""Where files are: in the user's own folders."""

from viewer.store.places import settings_folder, state_folder


def test_settings_and_state_are_apart_and_named_after_the_product():
    assert settings_folder() != state_folder()
    assert {settings_folder().name, state_folder().name} == {"tributary"}
    assert settings_folder().is_absolute()
