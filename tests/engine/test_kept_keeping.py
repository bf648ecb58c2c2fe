"""A record that nobody keeps is read as it is."""

from viewer.engine.kept_keeping import not_kept


def test_a_reading_that_is_not_kept_is_the_reading_itself():
    def read(_cancel):
        yield from ()

    assert not_kept(None, None, read, anew=False) is read
    assert not_kept(None, None, read, anew=True) is read
