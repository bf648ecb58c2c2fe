"""Any manners at once over any record: no silent loss, no invention, no stranger's resource."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fetch.conftest import Site
from tests.manners import manners
from tests.manners.law import obeys, told_by
from tests.manners.place import Place, fact, patient

LONG = os.environ.get("TRIBUTARY_LONG") == "1"
TIMES = st.sampled_from([1, 2, 99])
LOSING = [manners.loses(with_total=True), manners.loses(with_total=False)]
PAGES = st.sampled_from([1, 2])
MANNERS = st.one_of(
    st.builds(manners.expires, st.sampled_from([400, 404, 410]), TIMES),
    st.sampled_from(
        [
            manners.next_is_self,
            manners.count_ignored,
            manners.stranger,
            manners.redirects,
            manners.empty_first,
            manners.without_mode,
            manners.bom,
            manners.zipped,
            manners.chunked,
            manners.busy,
            manners.cut,
            manners.next_is(lambda link: link.rpartition("/")[2]),
            manners.next_is(lambda link: f"http://127.0.0.1:9/{link.rpartition('/')[2]}"),
            *LOSING,
            manners.page_repeats,
        ]
    ),
    st.integers(-1, 30).map(lambda total: manners.total(lambda page: total - page)),
    st.builds(manners.says, st.sampled_from(["error", "warning"]), st.sampled_from(["outcome", "match"])),
    st.builds(manners.answers, st.just(manners.HTML), page=PAGES),
    st.builds(manners.answers, st.just(b""), st.sampled_from([200, 204, 500]), page=PAGES),
    st.builds(manners.answers, st.just(manners.XML), page=PAGES),
    st.builds(manners.refuses, st.sampled_from([401, 403])),
)


@st.composite
def records(draw):
    """Facts of this patient and of another, in any numbers, with or without who wrote them."""
    found = [patient(), patient("2", "9990024103")]
    for kind in ("Condition", "Observation", "AllergyIntolerance"):
        writer = draw(st.sampled_from(["", "p", "q"]))
        found += [fact(kind, f"{kind[0]}{n}", by=writer) for n in range(draw(st.integers(0, 8)))]
        found += [fact(kind, f"s-{kind[0]}{n}", about="2") for n in range(draw(st.integers(0, 2)))]
    found += [fact("MedicationRequest", f"r{n}", drug="m") for n in range(draw(st.integers(0, 4)))]
    # "q" is never there: a reference that leads nowhere.
    return [*found, *(_named_by(found, "Medication", "m")), *(_named_by(found, "Practitioner", "p"))]


def _named_by(found, kind, name):
    return [fact(kind, name)] if any(f"'{kind}/{name}'" in str(one) for one in found) else []


@settings(max_examples=600 if LONG else 40, suppress_health_check=[HealthCheck.too_slow])
@given(records(), st.lists(MANNERS, max_size=3, unique=True))
def test_whatever_its_manners_nothing_is_lost_in_silence_and_nothing_invented(record, bad):
    site = Site()
    try:
        # Who loses rows and then counts too few of them can be found out by nobody: the loss comes last.
        obeys(told_by(Place(site, record, sorted(bad, key=lambda one: one in LOSING))))
    finally:
        site.close()
