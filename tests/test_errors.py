"""Every error says what happened and what to do, and stands in the one tree."""

import pytest

from viewer import errors

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_of_the_one_tree_and_gives_advice(kind):
    assert issubclass(kind, errors.ViewerError)
    if kind is not errors.ViewerError:
        assert kind.advice.endswith(".")


def test_the_words_are_what_happened_then_what_to_do():
    error = errors.StoreError("The file is gone.", "Look for it elsewhere.")

    assert (error.what, error.advice) == ("The file is gone", "Look for it elsewhere.")
    assert str(error) == "The file is gone. Look for it elsewhere."


def test_a_fetch_error_names_its_source():
    error = errors.AccessRefused("GP practice", "refused (403)")

    assert error.source == "GP practice"
    assert str(error).startswith("GP practice: refused (403). You are not permitted")
