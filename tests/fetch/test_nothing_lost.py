"""The promise of reading: whatever a server does, each of its records comes, or the end is not "complete"."""

import json
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.source.answer import Outcome
from viewer.source.connection import Asking

QUIRKS = (
    "none",
    "none",
    "page fails once",
    "page fails",
    "page expires",
    "rows lost, total said",
    "rows lost, counted",
    "rows twice",
    "link elsewhere",
    "same page again",
    "cut",
    "error inside",
    "bad record",
    "wants category",
    "refuses extras",
)
START = date(2020, 1, 1)
PATH = "Patient/1/$everything"
OPERATION = {"name": "everything", "definition": "x/Patient-everything"}


class Ward:
    """A server with goals, some faults, and a way to be asked."""

    def __init__(self, fetching, site, drawn):
        self.fetching, self.site = fetching, site
        self.rows, self.size, self.quirk, self.everything, forms = drawn
        self.failed = False
        more = {"operation": [OPERATION]} if self.everything != "not offered" else {}
        site.on("metadata", fetching.capability(["Goal"], **more))
        site.on("Goal", self.search)
        site.on("Goal/_search", self.form if forms else fetching.Said(status=405))
        site.on(PATH, self.whole)

    def records(self, numbers):
        return [
            {
                "fullUrl": f"http://x/Goal/{number}",
                "resource": {
                    "resourceType": "Goal",
                    "id": str(number),
                    "subject": {"reference": "Patient/1"},
                },
            }
            for number in numbers
        ]

    def bundle(self, numbers, *, link="", self_link="", total=None):
        found = {"resourceType": "Bundle", "type": "searchset", "entry": self.records(numbers)}
        found["link"] = [{"relation": "self", "url": self_link}] if self_link else []
        found["link"] += [{"relation": "next", "url": link}] if link else []
        return found if total is None else {**found, "total": total}

    def form(self, heard):
        asked = heard.body.decode()
        fields = tuple(pair.split("=", 1) for pair in asked.split("&"))
        return self.search(
            type(heard)(heard.method, heard.path, fields, heard.headers, b""),
            self_link=f"{self.site.base}/Goal?{asked}",
        )

    def whole(self, _heard):
        numbers = range(self.rows if self.everything == "whole" else self.rows // 2)
        if self.everything == "breaks":
            return self.fetching.Said(status=500)
        return self.fetching.Said(body=self.bundle(numbers))

    def search(self, heard, self_link=""):
        said = self.fetching.Said
        if heard.get("_summary") == "count":
            return said(body={"resourceType": "Bundle", "type": "searchset", "total": self.rows})
        if self.quirk == "wants category" and not heard.get("category") and not heard.get("page"):
            return said(status=400)
        if self.quirk == "refuses extras" and heard.get("_count"):
            return said(status=500)
        dates = [value for name, value in heard.query if name == "date"]
        if self.quirk == "bad record" and (not dates or self.in_range(dates, self.rows // 2)):
            return said(status=500)
        held = [number for number in range(self.rows) if not dates or self.in_range(dates, number)]
        held = [] if heard.get("date:missing") else held
        return self.page(int(heard.get("page") or 1), held, self_link)

    def in_range(self, dates, number):
        day = (START + timedelta(days=number)).isoformat()
        return all(day >= one[2:] if one[:2] == "ge" else day < one[2:] for one in dates)

    def page(self, number, held, self_link):
        said, quirk = self.fetching.Said, self.quirk
        first, last = (number - 1) * self.size, number * self.size
        more = last < len(held)
        if number > 1 and quirk in {"page fails", "page fails once", "page expires"}:
            once, self.failed = self.failed, True
            if quirk == "page fails" or not once:
                return said(status=410 if quirk == "page expires" else 500)
        shown = held[first:last]
        link = f"Goal?patient=1&page={number + 1}" if more else ""
        if quirk.startswith("rows lost"):
            shown = shown[1:] if number == 2 else shown
        if quirk == "rows twice" and number > 1:
            shown = [held[0], *shown]
        if quirk == "link elsewhere" and more:
            link = "https://elsewhere.example.org/Goal?page=2"
        if quirk == "same page again" and more and number > 1:
            shown, link = held[: self.size], "Goal?patient=1&page=2"
        total = len(held) if quirk == "rows lost, total said" else None
        found = self.bundle(shown, link=link, self_link=self_link, total=total)
        if quirk == "error inside":
            found["entry"].append({"resource": self.fetching.outcome("half is missing")})
            found["entry"] = found["entry"][1:]
        body = json.dumps(found).encode()
        return said(body=body[: len(body) * 2 // 3] if quirk == "cut" and not more else body)


def ids(answers):
    """Return the ids that stand in whole bodies; a cut one proves nothing."""
    found = set()
    for answer in answers:
        try:
            body = json.loads(answer.body)
        except ValueError:
            continue
        found |= {entry["resource"].get("id") for entry in body.get("entry", [])}
    return found - {None}


wards = st.tuples(
    st.integers(0, 12),
    st.integers(1, 5),
    st.sampled_from(QUIRKS),
    st.sampled_from(["not offered", "whole", "half", "breaks"]),
    st.booleans(),
)


@given(wards)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_record_comes_or_the_end_is_not_called_complete(fetching, drawn):
    site = fetching.site()
    ward = Ward(fetching, site, drawn)

    result = fetching.read(site, asking=Asking())

    came = ids(result.answers("Goal")) | ids(result.answers("$everything"))
    missing = {str(number) for number in range(ward.rows)} - came
    ended = result.ended("Goal")
    assert not missing or ended.outcome is not Outcome.COMPLETE
    assert (ended.outcome is Outcome.COMPLETE) is not any(gap.kind.makes_partial for gap in ended.gaps)
    if ward.quirk in {"none", "page fails once", "page expires", "rows twice", "refuses extras"}:
        assert not missing
        assert ended.outcome is Outcome.COMPLETE
    if ward.quirk == "bad record" and ward.rows > 1:
        assert len(missing) <= 1
    site.close()
