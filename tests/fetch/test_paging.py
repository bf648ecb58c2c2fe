"""One chain of pages: links under the source's other names, and what is told of an error."""

from viewer.source.answer import Outcome
from viewer.source.connection import Asking, Use


def asking(*aliases):
    return Asking(link_aliases=aliases, post_search=Use.NEVER)


def test_a_next_link_under_another_name_of_the_source_is_asked_for_at_home(fetching, site):
    other = fetching.site()
    first = fetching.bundle("1", next_link=f"{other.base}/Condition?page=2&token=a%2Fb")
    site.on("Condition", fetching.Said(body=first), fetching.Said(body=fetching.bundle("2")))

    result = fetching.read(site, asking=asking(other.base.removesuffix("/fhir")))

    assert result.ids("Condition") == ["1", "2"]
    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert dict(site.asked("Condition")[1].query) == {"page": "2", "token": "a/b"}
    assert other.heard == []


def test_a_link_to_a_third_server_stays_refused(fetching, site):
    other = fetching.site()
    site.on("Condition", fetching.Said(body=fetching.bundle("1", next_link=f"{other.base}/Condition?page=2")))

    result = fetching.read(site, asking=asking("https://internal.example.org:8443"))

    assert result.ended("Condition").outcome is Outcome.TRUNCATED
    assert other.heard == []


def test_a_parameter_that_no_page_used_is_noted_once(fetching, site):
    link = f"{site.base}/Condition?patient=1"
    expired = iter([True])
    site.on(
        "Condition",
        lambda heard: (
            fetching.Said(status=410)
            if heard.get("page") and next(expired, False)
            else fetching.Said(body=fetching.bundle("2"))
            if heard.get("page")
            else fetching.Said(body=fetching.bundle("1", self_link=link, next_link="Condition?page=2"))
        ),
    )

    result = fetching.read(site)

    assert result.ended("Condition").outcome is Outcome.COMPLETE
    assert result.why("Condition").count("did not use '_count'") == 1
