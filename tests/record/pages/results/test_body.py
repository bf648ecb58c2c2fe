import msgspec
import pytest

from viewer.record.pages.results import body


@pytest.mark.parametrize(
    "name", ["Column", "Cell", "Row", "Group", "Apart", "Point", "Trend", "Trace", "Report", "ResultsPage"]
)
def test_what_stands_on_the_page_cannot_be_changed(name):
    assert getattr(body, name).__struct_config__.frozen


def test_the_page_says_what_it_is():
    assert msgspec.structs.fields(body.ResultsPage)
    assert body.ResultsPage.__struct_config__.tag == "ResultsPage"
