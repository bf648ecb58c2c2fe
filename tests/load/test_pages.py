"""A body is kept exactly, opened by its spans, and gone when it is dropped."""

import pytest

from tests.load.answers import answer, observation
from viewer.fhir.resource import Place
from viewer.load.pages import Pages


def test_a_span_gives_its_exact_bytes():
    pages = Pages()
    page = answer(observation())

    number = pages.keep(page)

    assert pages.raw(Place(page=number, start=3, end=20)) == page.body[3:20]
    assert (pages.about(number).source, pages.about(number).search) == ("gp", "everything")


def test_a_dropped_body_is_gone_and_the_others_keep_their_numbers():
    pages = Pages()
    first, second = pages.keep(answer(observation())), pages.keep(answer(observation("8")))

    pages.drop([first])

    with pytest.raises(KeyError):
        pages.about(first)
    assert pages.about(second).source == "gp"
    assert pages.keep(answer(observation("9"))) == 2
