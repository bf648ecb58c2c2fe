"""One run takes no more than can be kept, and says where it stopped."""

from dataclasses import replace

from viewer.fetch.options import MEGABYTE, FetchOptions
from viewer.fetch.quota import Quota
from viewer.source.answer import Outcome

RECORD = b'{"resourceType": "Condition"}'


def test_what_can_be_kept_is_no_fault():
    quota = Quota(FetchOptions(most_bytes=10 * MEGABYTE, most_records=2))

    assert quota.add(RECORD) is None
    assert quota.add(RECORD) is None


def test_more_records_than_can_be_kept_are_said():
    quota = Quota(FetchOptions(most_records=1000))
    fault = quota.add(RECORD * 1001)

    assert fault.outcome is Outcome.TRUNCATED
    assert fault.why == "more than 1,000 records came from this source; reading stopped there"


def test_more_bytes_than_can_be_kept_are_said():
    quota = Quota(FetchOptions(most_bytes=MEGABYTE))
    assert quota.add(b" " * MEGABYTE) is None

    assert "more than 1 MB came" in quota.add(b" ").why


def test_a_run_stops_there_and_the_source_is_partial(fetching, site):
    site.on("metadata", fetching.capability(["Condition"]))
    site.on("Condition", fetching.pages(["a", "b"], ["c", "d"], ["e", "f"]))

    found = fetching.read(site, options=replace(fetching.QUICK, most_records=7))

    assert found.ids("Condition") == ["a", "b", "c", "d"]
    assert found.ended("Condition").outcome is Outcome.TRUNCATED
    assert "more than 7 records came" in found.why("Condition")
