"""Which pages a record has, in the order of the screen, and which rows each of them holds."""

PAGES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("glance", "At a glance", frozenset()),
    ("summary", "Summary", frozenset()),
    ("news", "What is new", frozenset()),
    ("timeline", "Timeline", frozenset()),
    ("problems", "Problems", frozenset({"problems"})),
    ("medicines", "Medicines", frozenset({"medicines"})),
    ("allergies", "Allergies", frozenset({"allergies"})),
    ("results", "Results", frozenset({"results"})),
    ("documents", "Documents", frozenset({"documents"})),
    ("encounters", "Encounters", frozenset({"encounters"})),
    ("plans", "Plans, warnings", frozenset({"plans"})),
    ("immunisations", "Immunisations", frozenset({"immunisations"})),
    ("procedures", "Procedures", frozenset({"procedures"})),
    ("referrals", "Referrals", frozenset({"referrals"})),
    ("family", "Family history", frozenset({"family-history"})),
    ("devices", "Devices", frozenset({"devices"})),
    ("patient", "Patient", frozenset({"demographics"})),
    ("other", "Other records", frozenset({"other", ""})),
    ("compare", "Compare", frozenset()),
)
"""Key, label and domains of each page; no domains means every row."""

_SAYS = {
    "problems": "Problems, all dates",
    "medicines": "Medicines, all dates",
    "allergies": "Allergies and adverse reactions, all dates",
    "results": "Results and observations, all dates",
    "documents": "Documents and letters, all dates",
    "encounters": "Encounters and appointments, all dates",
    "plans": "Care plans and warnings, all dates",
    "immunisations": "Immunisations, all dates",
    "procedures": "Procedures, all dates",
    "referrals": "Referrals and requests, all dates",
    "family": "Family history, all dates",
    "devices": "Devices, all dates",
    "patient": "Records of the person, all dates",
    "other": "Other records, all dates",
}


def page_heading(key: str) -> str:
    """What a page's list honestly holds.

    >>> page_heading("medicines")
    'Medicines, all dates'
    """
    return _SAYS.get(key, "Timeline")


def domains_of(key: str) -> frozenset[str]:
    """The domains of a page; none means every row."""
    return PAGES[place_of(key)][2]


def place_of(key: str) -> int:
    """Where a page stands among the pages."""
    return next(place for place, (one, _, _) in enumerate(PAGES) if one == key)
