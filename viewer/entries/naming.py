"""What a fact is called: the original term whole (FID-09), what is said beside it (FID-10), coded or not."""

from dataclasses import dataclass

from viewer.entries.entry import Flag
from viewer.entries.phrases import labelled, listed
from viewer.fhir.concept import Coding, Concept, concept_of, concepts_of, term
from viewer.fhir.resource import Content, Json
from viewer.present.coded_terms import known_words
from viewer.present.concepts import absence_of
from viewer.present.systems import system_name

DEGRADED = frozenset(
    {
        "196411000000103",  # Transfer-degraded record entry
        "196421000000109",  # Transfer-degraded medication entry
        "196451000000104",  # Transfer-degraded plan
        "196461000000101",  # Transfer-degraded drug allergy
        "196471000000108",  # Transfer-degraded non-drug allergy
    }
)
"""SNOMED CT codes of the UK clinical extension for what lost its code between two GP systems, so that only
the text speaks (ALG-06, MED-15; as named by GP Connect 1.6.2 and seen in its published test data)."""

_DEGRADED_DISPLAY = "transfer-degraded"
_NO_CODES = ("NullFlavor", "data-absent-reason")
_UNCODED = frozenset({Flag.UNCODED})
_DEGRADED = frozenset({Flag.DEGRADED})
_NONE: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """``title`` is never empty; ``aside`` holds what the codings say otherwise, and why a name is missing."""

    title: str
    codings: tuple[Coding, ...] = ()
    flags: frozenset[Flag] = _NONE
    aside: str = ""


def named(content: Content, name: str, fallback: str) -> Named:
    """Read the concept ``name`` that names a fact; ``fallback`` is the title where it gives no words."""
    concept = concept_of(content.get(name))
    if concept is None:
        return Named(fallback, (), _UNCODED, labelled("name", absence_of(content, name)))
    return named_by(concept, fallback)


def named_by(concept: Concept, fallback: str) -> Named:
    """The same for a concept already read."""
    if not has_words(concept):
        title = ", ".join(filter(None, (fallback, bare_words(concept))))
        return Named(title, concept.codings, coded(concept))
    title = term(concept)
    return Named(title, concept.codings, coded(concept), _aside(concept, title))


def has_words(concept: Concept) -> bool:
    """Whether a concept says anything but codes."""
    said = (coding.description or coding.display for coding in concept.codings)
    return bool(concept.text.strip()) or any(words.strip() for words in said)


def coded(concept: Concept | None) -> frozenset[Flag]:
    """UNCODED where no coding has system and code (a null flavour is no code), DEGRADED where lost."""
    found = _UNCODED
    for coding in concept.codings if concept else ():
        if coding.code in DEGRADED or coding.display.casefold().startswith(_DEGRADED_DISPLAY):
            return _DEGRADED
        if coding.code and coding.system and not coding.system.endswith(_NO_CODES):
            found = _NONE
    return found


def _aside(concept: Concept, title: str) -> str:
    """FID-10: the displays that differ from the title, each once."""
    shown = title.casefold().strip()
    others = [c.display for c in concept.codings if c.display and c.display.casefold().strip() != shown]
    return labelled("coded as", listed(others)) if others else ""


def bare_words(concept: Concept) -> str:
    """A code without words: the code as sent, and whose it is; "" where there is none."""
    coding = next((coding for coding in concept.codings if coding.code.strip()), None)
    if coding is None:
        return ""
    system = system_name(coding.system)
    return f"code {coding.code} ({system})" if system else f"code {coding.code}"


def words_of(concept: Concept | None) -> str:
    """The term of a concept; a code without words says that it is one."""
    if concept is None:
        return ""
    return term(concept) if has_words(concept) else known_words(concept) or bare_words(concept)


def all_terms(value: Json) -> str:
    """The terms of a list of concepts, each once."""
    if value is None:
        return ""
    return listed([words_of(concept) for concept in concepts_of(value)])
