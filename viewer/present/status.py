"""How a status code of any resource and version reads; a code that FHIR does not know says so."""

from types import MappingProxyType

_CODES = (
    # results, reports, documents, lists
    "registered preliminary partial final modified amended corrected appended cancelled entered-in-error "
    "unknown current superseded retired deprecated available unavailable unsatisfactory inactive "
    # problems and allergies, clinical and verification
    "active recurrence relapse remission resolved unconfirmed presumed provisional differential confirmed "
    "refuted health-unknown mitigated "
    # medicines, procedures, immunisations, communications, tasks
    "draft intended recorded on-hold suspended stopped ended completed not-taken not-done preparation "
    "in-progress aborted abandoned declined requested received accepted rejected ready failed review "
    # encounters, episodes, appointments
    "planned arrived triaged onleave finished discharged discontinued waitlist onhold proposed pending "
    "booked fulfilled noshow checked-in tentative needs-action busy free busy-unavailable busy-tentative "
    # plans, goals, consents
    "revoked not-started scheduled on-target ahead-of-target behind-target sustaining achieved improving "
    "worsening no-change not-achieved no-progress not-attainable issued balanced "
    # guidance and narrative
    "success failure data-requested data-required generated extensions additional empty"
)
_BETTER = {
    "onleave": "On leave",
    "onhold": "On hold",
    "waitlist": "On the waiting list",
    "noshow": "Did not attend",
    "unknown": "Status not known to the source",
    "preliminary": "Preliminary, not final",
    "preparation": "In preparation",
}
_WORDS = MappingProxyType({code: code.replace("-", " ").capitalize() for code in _CODES.split()} | _BETTER)


def status_words(code: str) -> str:
    """Say a status code in words; any other is an unrecognised status, none is not recorded (SAFE-13).

    >>> status_words("entered-in-error"), status_words("aktiv"), status_words("")
    ('Entered in error', "unrecognised status 'aktiv'", 'Status not recorded')
    """
    return _WORDS.get(code) or (f"unrecognised status '{code}'" if code else "Status not recorded")


def is_known_status(code: str) -> bool:
    """Whether FHIR has such a status; one that it has not is never current or final (SAFE-13)."""
    return code in _WORDS
