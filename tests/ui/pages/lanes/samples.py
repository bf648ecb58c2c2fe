"""A small record for the lanes: a page as the engine makes it, and the rows of the list beside it."""

from dataclasses import replace as replaced

from msgspec.structs import replace

from tests.merge.builders import day, entry
from tests.record.builders import LONDON, NOW, record
from viewer.engine.messages import PageGiven, Rows
from viewer.engine.rows import named, row_of
from viewer.entries.headings import ADMISSION
from viewer.fhir.concept import Coding
from viewer.fhir.dates import period_date
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.lanes import lanes_page
from viewer.source.origin import Origin, SourceKind

SOURCES = [
    Origin(id=key, name=name, kind=SourceKind.ENDPOINT, base="", care_setting="")
    for key, name in (("gp", "GP practice"), ("trust", "Acute trust"))
]
STAY = period_date({"start": "2026-10-01T10:00:00Z", "end": "2026-10-09T10:00:00Z"})
ENTRIES = (
    entry("trust", "Encounter/1", when=STAY, category=ADMISSION, title="Admitted to Ward 4"),
    entry("gp", "Condition/1", when=period_date({"start": "1999"}), title="Asthma"),
    entry("gp", "Condition/2", when="2012-05", title="Eczema"),
    *(
        entry("trust", f"Observation/{number}", when=day(f"2026-10-02T0{number % 10}:00:00Z"), title=f"Pulse {number}")
        for number in range(9)
    ),
    entry("gp", "Observation/20", when="2026-03-04", title="Peak flow"),
    entry("gp", "Observation/21", when=None, title="Height"),
)  # fmt: skip


def vital(number, value, when="2026-10-02T08:00:00Z", code="8867-4", unit="/min", **others):
    """One vital sign, as the engine reads it."""
    system = "http://loinc.org"
    one = entry("trust", f"Observation/{100 + number}", when=day(when), **{"title": "Heart rate", **others})
    return replaced(
        one, value=value, codings=(Coding(system=system, code=code),), series=f"{system}|{code}|{unit}"
    )


VITALS = (
    *(vital(n, f"{60 + n} /min", f"2026-10-02T{n:02}:00:00Z") for n in range(9)),
    vital(20, "<40 /min", "2026-10-04T08:00:00Z"),
    vital(21, ">180 /min", "2026-10-05T08:00:00Z"),
    vital(22, "70 /min", "2026-09", status="preliminary"),
    vital(23, "refused", "2026-10-06T08:00:00Z"),
    vital(24, "138/82 mmHg", code="85354-9", unit="mm[Hg]", title="Blood pressure"),
    vital(25, "121/70 mmHg", "2026-10-02T18:00:00Z", code="85354-9", unit="mm[Hg]", title="Blood pressure"),
    vital(26, "140 mmol/L", code="2951-2", unit="mmol/L", title="Sodium"),
)


def given(entries=ENTRIES, *, settled=True, **options):
    asked = PageAsked(
        record=record(*entries), zone=LONDON, now=NOW, copies=lambda one: (one,), raw=lambda _: b"",
        options=options,
    )  # fmt: skip
    return PageGiven(page="timeline", body=lanes_page(asked), settled=settled)


def rows(entries=ENTRIES):
    made = tuple(
        replace(row_of(one, LONDON, named(SOURCES)), number=number) for number, one in enumerate(entries)
    )
    return Rows(upserts=made, removes=(), total=len(made))
