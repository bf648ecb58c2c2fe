"""Which section of the summary an entry stands in, by what it is and whether it holds now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from viewer.entries.entry import Entry, Flag, Standing
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, objects, text
from viewer.record.prohibitions import is_not_to_be_given
from viewer.source.domain import Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of IPS 2.0: its LOINC code and display, and the resource types that it may point to.

    ``needed``: it stands there even without an entry, and says why it is empty.
    """

    key: str
    title: str
    code: str
    display: str
    types: frozenset[str]
    domains: frozenset[Domain]
    needed: bool = False


def _section(key: str, title: str, loinc: str, types: str, *domains: Domain) -> Section:
    code, _, display = loinc.partition(" ")
    return Section(
        key=key,
        title=title,
        code=code,
        display=display,
        types=frozenset(types.split()),
        domains=frozenset(domains),
        needed=key in {"allergies", "medicines", "problems"},
    )


_MEDICINES = "MedicationStatement MedicationRequest MedicationAdministration MedicationDispense"

SECTIONS = (
    _section(
        "allergies",
        "Allergies and intolerances",
        "48765-2 Allergies and adverse reactions Document",
        "AllergyIntolerance",
        Domain.ALLERGIES,
    ),
    _section(
        "medicines",
        "Medication summary",
        "10160-0 History of Medication use Narrative",
        _MEDICINES,
        Domain.MEDICINES,
    ),
    _section("problems", "Problems", "11450-4 Problem list - Reported", "Condition", Domain.PROBLEMS),
    _section(
        "immunisations",
        "Immunisations",
        "11369-6 History of Immunization note",
        "Immunization",
        Domain.IMMUNISATIONS,
    ),
    _section(
        "results",
        "Results",
        "30954-2 Relevant diagnostic tests/laboratory data note",
        "Observation DiagnosticReport",
        Domain.RESULTS,
    ),
    _section("vital-signs", "Vital signs", "8716-3 Vital signs note", "Observation", Domain.RESULTS),
    _section(
        "procedures", "Procedures", "47519-4 History of Procedures Document", "Procedure", Domain.PROCEDURES
    ),
    _section(
        "devices",
        "Medical devices",
        "46264-8 History of medical device use",
        "DeviceUseStatement",
        Domain.DEVICES,
    ),
    _section(
        "directives", "Advance directives", "42348-3 Advance healthcare directives", "Consent", Domain.PLANS
    ),
    _section("alerts", "Alerts", "104605-1 Alert", "Flag", Domain.PLANS),
    _section("plans", "Plan of care", "18776-5 Plan of care note", "CarePlan", Domain.PLANS),
    _section("pregnancy", "Pregnancy", "10162-6 History of pregnancies note", "Observation", Domain.RESULTS),
    _section("social", "Social history", "29762-2 Social history note", "Observation", Domain.RESULTS),
    _section(
        "past-problems",
        "Past problems",
        "11348-0 History of Past illness note",
        "Condition",
        Domain.PROBLEMS,
    ),
)
"""In the order in which they stand."""

_PREGNANCY = frozenset({"82810-3", "11778-8", "11779-6", "11780-4", "11636-8", "11637-6", "11638-4"})
_PREGNANCY_MORE = frozenset({"11639-2", "11640-0", "11612-9", "11613-7", "11614-5", "33065-4", "77386006"})
_LOINC_OF_PREGNANCY = _PREGNANCY | _PREGNANCY_MORE


def section_of(entry: Entry, content: Content) -> str:
    """Return the key of the section of an entry, "" where a summary has none for it (an encounter, a letter).

    ``content`` is its first copy's: results are told apart by their category.
    """
    kind = entry.members[0].key.type
    if entry.domain is Domain.RESULTS:
        return _of_result(entry, content) if kind in {"Observation", "DiagnosticReport"} else ""
    found = _BY_DOMAIN.get(entry.domain)
    return found(entry, kind) if found else ""


def _of_result(entry: Entry, content: Content) -> str:
    if any(coding.code in _LOINC_OF_PREGNANCY for coding in entry.codings):
        return "pregnancy"
    codes = {
        text(coding.get("code"))
        for concept in objects(content.get("category"))
        for coding in objects(obj(dict(concept)).get("coding"))
    }
    if "social-history" in codes:
        return "social"
    return "vital-signs" if "vital-signs" in codes else "results"


def _of_problem(entry: Entry, kind: str) -> str:
    if kind != "Condition":
        return ""
    return "past-problems" if entry.standing is Standing.PAST else "problems"


def _of_plan(_entry: Entry, kind: str) -> str:
    return {"CarePlan": "plans", "Flag": "alerts", "Consent": "directives"}.get(kind, "")


def _of_medicine(entry: Entry, kind: str) -> str:
    """Medicines that are, may be or must not be in use; past and planned ones are counted in its words."""
    holds = entry.standing in {Standing.CURRENT, Standing.UNKNOWN} or is_not_to_be_given(entry)
    return "medicines" if holds and kind not in {"Medication", "List"} else ""


_BY_DOMAIN: Mapping[Domain, Callable[[Entry, str], str]] = MappingProxyType(
    {
        Domain.ALLERGIES: lambda _entry, kind: "allergies" if kind != "List" else "",
        Domain.MEDICINES: _of_medicine,
        Domain.PROBLEMS: _of_problem,
        Domain.IMMUNISATIONS: lambda _entry, kind: "immunisations" if kind == "Immunization" else "",
        Domain.PROCEDURES: lambda _entry, _kind: "procedures",
        Domain.DEVICES: lambda _entry, _kind: "devices",
        Domain.PLANS: _of_plan,
    }
)

_WITHDRAWN = (
    (Flag.IN_ERROR, "entered in error"),
    (Flag.SUPERSEDED, "replaced by a later version"),
    (Flag.UNREADABLE, "unreadable"),
    (Flag.ABOUT_OTHER, "about another subject"),
    (Flag.NO_SUBJECT, "without a stated patient"),
)


def withdrawn(entry: Entry) -> str:
    """Return why an entry stands in no section, neither as a resource nor in words; "" where it may."""
    return next((words for flag, words in _WITHDRAWN if flag in entry.flags), "")
