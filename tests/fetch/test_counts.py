"""A count is used for comparing only, and only where it is a count of this patient's records."""

import pytest

from viewer.source.answer import Outcome


def answers(fetching, *pages, count, kind="Condition"):
    """Answer in pages that state no total; a question for the count is answered with ``count``."""
    listed = fetching.pages(*pages, kind=kind)
    return lambda heard: count if heard.get("_summary") == "count" else listed(heard)


def test_pages_without_a_total_are_counted(fetching, site):
    count = fetching.Said(body=fetching.bundle(total=4))
    site.on("Condition", answers(fetching, ["1", "2"], ["2", "3"], count=count))

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert "counts 4 and sent 3" in result.why("Condition")
    assert len([heard for heard in site.asked("Condition") if heard.get("_summary")]) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"body": b"{}"},
        {"status": 400},
        {"body": {"resourceType": "Bundle", "total": 3}},
        {"body": {"resourceType": "Bundle", "total": -1}},
        {"body": {"resourceType": "Bundle"}},
        {"body": {"resourceType": "Basic", "total": 9}},
    ],
)
def test_a_count_that_is_none_or_no_higher_accuses_nobody(fetching, site, said):
    site.on("Condition", answers(fetching, ["1", "2"], ["3"], count=fetching.Said(**said)))

    assert fetching.read(site).ended("Condition").outcome is Outcome.COMPLETE


def test_a_count_of_everybody_is_not_used(fetching, site):
    everybody = fetching.bundle(total=4000, self_link=f"{site.base}/Condition?_summary=count")
    site.on("Condition", answers(fetching, ["1", "2"], ["3"], count=fetching.Said(body=everybody)))

    assert fetching.read(site).ended("Condition").outcome is Outcome.COMPLETE


def test_a_list_that_states_its_total_is_not_counted_again(fetching, site):
    site.on("Condition", fetching.Said(body=fetching.bundle("1", "2", total=2)))

    fetching.read(site)

    assert len(site.asked("Condition")) == 1


def test_a_type_that_cannot_be_counted_takes_no_count_from_another(fetching, site):
    """Which of them is asked first is chance; what is found missing must not be."""
    kinds = ["Condition", "Flag", "Goal"]
    site.on("metadata", fetching.capability(kinds))
    for kind in kinds:
        site.on(kind, answers(fetching, ["1", "2"], ["3"], count=fetching.Said(status=400), kind=kind))
    counted = fetching.Said(body=fetching.bundle(total=9))
    site.on("Goal", answers(fetching, ["1", "2"], ["3"], count=counted, kind="Goal"))

    result = fetching.read(site, options=fetching.QUICK.__class__(workers=1))

    assert "counts 9 and sent 3" in result.why("Goal")
    assert result.ended("Flag").outcome is Outcome.COMPLETE
