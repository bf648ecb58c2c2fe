"""A body is kept exactly, opened by its spans, and gone when it is dropped."""

import pytest

from tests.load.answers import answer, observation
from viewer.errors import ResourceError
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

    with pytest.raises(ResourceError, match="left the record"):
        pages.about(first)
    assert pages.about(second).source == "gp"
    assert pages.keep(answer(observation("9"))) == 2


def test_pages_stay_open_only_while_there_is_room(monkeypatch):
    monkeypatch.setattr("viewer.load.pages._OPEN_BYTES", 1)
    pages = Pages()
    first, second = answer(observation()), answer(observation("8"))
    numbers = [pages.keep(first), pages.keep(second)]

    for _ in range(2):
        for number, body in zip(numbers, (first.body, second.body), strict=True):
            assert pages.raw(Place(page=number, start=0, end=len(body))) == body
    assert list(pages._open) == [1]


def test_a_dropped_body_is_not_kept_open():
    pages = Pages()
    number = pages.keep(answer(observation()))
    pages.raw(Place(page=number, start=0, end=1))

    pages.drop([number])

    with pytest.raises(ResourceError, match="left the record"):
        pages.raw(Place(page=number, start=0, end=1))


def test_a_page_opened_again_gives_the_same_bytes():
    pages = Pages()
    page = answer(observation())
    number = pages.keep(page)
    place = Place(page=number, start=0, end=len(page.body))

    assert [pages.raw(place), pages.raw(place)] == [page.body, page.body]
