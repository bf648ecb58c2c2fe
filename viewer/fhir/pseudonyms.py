"""What stands for a value that names somebody: the same stand-in for the same value everywhere."""

import re
from collections import defaultdict
from datetime import date, timedelta
from hashlib import blake2b

from viewer.fhir.nhs_number import nhs_number

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(T.*)?", re.DOTALL)
_MIDDLE_MONTH, _MIDDLE_DAY = 7, 15
_SHORTEST = 5  # a shorter word stands inside too many others to be replaced wherever it stands
_LONG_ID = 16
_LONG_WORD = re.compile(r"[A-Za-z0-9.-]{16,64}")
_OF_EVERYBODY = """
hl7.org www.hl7.org terminology.hl7.org build.fhir.org fhir.org hl7.org.uk fhir.hl7.org.uk www.hl7.org.uk
snomed.info loinc.org www.loinc.org unitsofmeasure.org www.nlm.nih.gov nucc.org dicom.nema.org www.w3.org
fhir.nhs.uk digital.nhs.uk dmd.nhs.uk datadictionary.nhs.uk www.datadictionary.nhs.uk nhs.uk www.nhs.uk
read.info id.who.int ihe.net www.ihe.net www.whatwg.org tools.ietf.org fhir-registry.smarthealthit.org
smarthealthit.org simplifier.net openehr.org example.org www.example.org
"""
_PUBLIC = frozenset(_OF_EVERYBODY.split())
_RESERVED = ".invalid"
_DIGITS = "0123456789"
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_TRIES = 50


class Pseudonyms:
    """Stand-ins made from ``key``; whoever has not the key cannot tell what they stand for.

    All dates move by one number of whole weeks, so that order, distances, ages and weekdays stay.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._shift = timedelta(weeks=-(5 + int.from_bytes(self._digest("shift", ""), "big") % 100))
        self._known: dict[tuple[str, str], str] = {}
        self._used: defaultdict[str, set[str]] = defaultdict(set)
        self._everywhere: dict[str, str] = {}
        self._long_ids: dict[str, str] = {}

    def word(self, kind: str, text: str) -> str:
        """Return ``Text 3`` for the third different text."""
        return self._stands(kind, text, f"{kind} {len(self._used[kind]) + 1}")

    def patient(self, name: str) -> str:
        """Return a Patient's id; a long one is replaced wherever it stands: ``urn:uuid:`` names it too.

        Where an NHS number is the id, as at PDS, it is the same number as anywhere else.
        """
        return self.identifier(name) if nhs_number(name) else self.resource("Patient", name)

    def resource(self, kind: str, name: str) -> str:
        """Return a resource's id, one count for each type; a long one is replaced wherever it stands."""
        key = kind.lower()
        stands = self._stands(key, name, f"{key}-{len(self._used[key]) + 1}")
        if len(name) >= _LONG_ID:
            self._long_ids[name] = stands
        return stands

    def host(self, name: str) -> str:
        """Return a host; those of systems that everybody uses stay.

        >>> Pseudonyms(b"k").host("snomed.info"), Pseudonyms(b"k").host("a-trust.example:8443")
        ('snomed.info', 'host-1.invalid')
        """
        if name.casefold() in _PUBLIC or name.endswith(_RESERVED):
            return name
        return self._stands("host", name.casefold(), f"host-{len(self._used['host']) + 1}.invalid")

    def identifier(self, text: str) -> str:
        """Return an identifier of the same shape; an NHS number becomes one of the test range (IDM-16)."""
        number = nhs_number(text)
        kind, value = ("nhs", number) if number else ("identifier", text)
        make = self._test_number if number else self._same_shape
        if (kind, value) not in self._known:
            candidates = (make(value, turn) for turn in range(_TRIES))
            free = (one for one in candidates if one and one not in self._used[kind])
            self._stands(kind, value, next(free, f"{make(value, 0)}-{len(self._used[kind])}"))
        if len(value) >= _SHORTEST:
            self._everywhere[value] = self._known[kind, value]
        return self._known[kind, value]

    def name(self, kind: str, text: str) -> str:
        """Return a name, and replace it from now on wherever it stands."""
        stands = self.word(kind, text)
        if len(text) >= _SHORTEST:
            self._everywhere[text] = stands
        return stands

    def moment(self, text: str) -> str:
        """Move a date, to the precision it has; what is no date stays.

        >>> Pseudonyms(b"k").moment("soon"), len(Pseudonyms(b"k").moment("2024-05-02T10:00:00Z"))
        ('soon', 20)
        """
        found = _DATE.fullmatch(text)
        if found is None:
            return text
        year, month, day, rest = found.groups()
        try:
            moved = (
                date(int(year), int(month or _MIDDLE_MONTH), int(day or _MIDDLE_DAY)) + self._shift
            ).isoformat()
        except (ValueError, OverflowError):
            return text
        return moved[: len("2024-05-02" if day else "2024-05" if month else "2024")] + (rest or "")

    def scrub(self, text: str) -> str:
        """Replace every long name, id and identifier met so far, wherever it stands in a text."""
        text = _LONG_WORD.sub(lambda one: self._long_ids.get(one[0], one[0]), text)
        for value, stands in self._everywhere.items():
            text = text.replace(value, stands)
        return text

    def _stands(self, kind: str, text: str, stands: str) -> str:
        held = self._known.setdefault((kind, text), stands)
        self._used[kind].add(held)
        return held

    def _digest(self, kind: str, text: str) -> bytes:
        return blake2b(f"{kind}\x1f{text}".encode("utf-8", "surrogatepass"), key=self._key).digest()

    def _same_shape(self, text: str, turn: int) -> str:
        digest = self._digest(f"identifier {turn}", text)
        return "".join(_other(mark, digest[at % len(digest)]) for at, mark in enumerate(text))

    def _test_number(self, number: str, turn: int) -> str:
        start = 999_000_000 + int.from_bytes(self._digest(f"nhs {turn}", number), "big") % 1_000_000
        return next((f"{start}{check}" for check in _DIGITS if nhs_number(f"{start}{check}")), "")


def _other(mark: str, byte: int) -> str:
    if mark.isdigit():
        return _DIGITS[byte % 10]
    if mark.isalpha():
        letter = _SMALL[byte % 26]
        return letter.upper() if mark.isupper() else letter
    return mark
