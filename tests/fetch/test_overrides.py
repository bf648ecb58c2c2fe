"""An endpoint's own settings change how it is asked, and never what is asked for."""

from tests.fetch.conftest import Said, bundle, capability, outcome
from viewer.fetch.overrides import overridden
from viewer.fetch.searches import Search
from viewer.source.answer import Outcome
from viewer.source.connection import Asking, Use

PLAIN = Search(label="Condition", type="Condition", must=(("patient", "1"),), may=(("_count", "50"),))


def test_other_categories_include_and_order_take_the_place_of_ours():
    setting = "Condition?category=a&category=b&_sort=-recorded-date,_id&_count=20"
    ((search, offered),) = overridden([(PLAIN, False)], [setting])
    assert offered
    assert (search.by, search.categories, search.all_named) == ("category", ("a", "b"), False)
    assert search.may == (("_sort", "-recorded-date,_id"), ("_count", "20"))
    assert search.must == PLAIN.must


def test_what_is_not_set_stays_and_an_unlisted_type_is_added():
    table = list(overridden([(PLAIN, False)], ["Coverage"]))
    assert table[0] == (PLAIN, False)
    assert (table[1][0].type, table[1][0].must, table[1][1]) == ("Coverage", PLAIN.must, True)


def test_what_is_no_setting_changes_nothing():
    assert list(overridden([(PLAIN, True)], ["Condition?date=ge2020"])) == [(PLAIN, True)]


def test_an_endpoint_that_wants_its_own_categories_is_asked_by_them(fetching, site):
    site.on("metadata", Said(body=capability(["Condition"])))

    def answer(heard):
        wanted = heard.get("category")
        return (
            Said(body=bundle(wanted))
            if wanted in {"own", "other"}
            else Said(status=400, body=outcome("category"))
        )

    site.on("Condition", answer)
    asking = Asking(searches=("Condition?category=own&category=other",), post_search=Use.NEVER)
    result = fetching.read(site, asking=asking)
    assert set(result.ids("Condition")) == {"own", "other"}
    assert result.ended("Condition").outcome is Outcome.TRUNCATED  # other categories may exist
