"""Whether a source states that the person has died; silence is no statement, never "alive" (SAFE-18)."""

from dataclasses import dataclass

from viewer.errors import ResourceError
from viewer.fhir.concept import concept_of
from viewer.fhir.dates import ClinicalDate, parse_date
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import objects, text
from viewer.present.dates import sent_words

_NOTIFIED = {
    "1": "informal death notice received",
    "2": "formal death notice received",
    "U": "death notice removed",
}
"""DeathNotificationStatus of UK Core and Care Connect (CUI-16)."""
_UNREADABLE = "What was sent as date or fact of death cannot be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """``words`` None: no statement, or stated alive; ``date`` None: not stated or not readable."""

    words: str | None = None
    date: ClinicalDate | None = None
    stated_alive: bool = False
    reasons: tuple[str, ...] = ()


def death_of(content: Content) -> Death:
    """Read ``deceased[x]`` and the death notice."""
    notice = _notice(content)
    moment, fact = content.get("deceasedDateTime"), content.get("deceasedBoolean")
    if moment is not None:
        return _dated(moment, notice)
    if fact is True:
        return Death(words=f"Deceased, date not recorded{notice}")
    if fact is not None and fact is not False:
        return Death(words=f"Death: {_UNREADABLE.lower()}{notice}", reasons=(_UNREADABLE,))
    if notice and not notice.startswith(f" ({_NOTIFIED['U']}"):
        return Death(words=f"Deceased, date not recorded{notice}")
    return Death(stated_alive=fact is False)


def _dated(moment: Json, notice: str) -> Death:
    try:
        died = parse_date(text(moment), "died")
    except ResourceError:
        return Death(words=f"Deceased, date not readable{notice}", reasons=(_UNREADABLE,))
    return Death(words=f"Deceased {sent_words(died.text)}{notice}", date=died)


def _notice(content: Content) -> str:
    for extension in objects(content.get("extension")):
        if "DeathNotificationStatus" in text(extension.get("url")):
            for part in (extension, *objects(extension.get("extension"))):
                concept = concept_of(part.get("valueCodeableConcept"))
                if concept and concept.codings:
                    code = concept.codings[0].code
                    return f" ({_NOTIFIED.get(code, f'death notice status {code}')})"
    return ""
