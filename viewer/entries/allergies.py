"""How an AllergyIntolerance reads: agent, reactions, how severe and how certain (ALG-01..09)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from viewer.entries.entry import Flag, Standing
from viewer.entries.headings import ALLERGIES
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import Named, all_terms, named, words_of
from viewer.entries.no_known_allergy import negation, nothing_known
from viewer.entries.phrases import labelled, line, listed, members, note_words, one_line
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import State, state_of
from viewer.fhir.concept import Coding, concept_of, term
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import obj, text
from viewer.present.code_words import code_words, element_words
from viewer.present.values import value_words
from viewer.source.domain import Domain

_GP_CONNECT = "CareConnect-GPC-AllergyIntolerance"
_NULL_FLAVOURS = {"NI": "no information", "UNC": "not coded", "ASKU": "asked but unknown", "UNK": "unknown"}

_HIGH = frozenset({"high", "CRITH"})  # R4 and R5; DSTU2
_DSTU2 = {"CRITH": "high", "CRITL": "low", "CRITU": "unable to assess"}


@dataclass(frozen=True, slots=True)
class Sent:
    """What the words about reactions are made of, beside the reactions themselves."""

    name: Named
    lookup: Lookup


def read_allergy(resource: Resource, context: Context) -> Draft:
    """One AllergyIntolerance of any version, or one substance of DSTU2."""
    content = resource.content
    name = named(content, "code" if "code" in content else "substance", "Allergy, substance not stated")
    clinical = state_of(content, "clinicalStatus", "allergy")
    verification = state_of(content, "verificationStatus", "allergy-verification")
    at = moment(content, "onset", "lastOccurrence", "recordedDate", "assertedDate")
    lookup = Lookup(resource, context)
    flags = name.flags | _certainty(content, verification) | clinical.flags
    states_none = negation(name.codings)
    if states_none and clinical.standing is not Standing.PAST:  # "resolved": it is no longer so
        flags |= {states_none}
    return Draft(
        title=name.title,
        category=ALLERGIES,
        when=at.when,
        detail=_detail(content, Sent(name, lookup), at.words, context),
        status=_status(clinical, verification),
        standing=_standing(clinical, flags, name),
        flags=flags,
        codings=name.codings,
        # "No information" is neither an allergy nor their absence; in their list it would count as one.
        domain=Domain.OTHER if nothing_known(name.codings) else None,
        recorder=lookup.name(content.get("recorder")) or lookup.name(content.get("asserter")),
        waiting_for=lookup.waiting,
        brief=_brief(content, Sent(name, lookup)),
    )


def _certainty(content: Content, verification: State) -> frozenset[Flag]:
    profiles = members(obj(content.get("meta")).get("profile"))
    if verification.code == "refuted":
        return frozenset({Flag.REFUTED})
    # ALG-05: GP Connect fixes 'unconfirmed' for every allergy, so there it says nothing.
    if verification.code == "unconfirmed" and not any(_GP_CONNECT in text(url) for url in profiles):
        return frozenset({Flag.UNCONFIRMED})
    return verification.flags


def _status(clinical: State, verification: State) -> str:
    return ", ".join(filter(None, (clinical.words, verification.words if verification.code else "")))


def _standing(clinical: State, flags: frozenset[Flag], name: Named) -> Standing:
    """A refuted allergy and a statement that none is known are no allergy; one that has ended is past."""
    no_allergy = Flag.REFUTED in flags or negation(name.codings) or nothing_known(name.codings)
    return Standing.NONE if no_allergy and clinical.standing is not Standing.PAST else clinical.standing


def _brief(content: Content, sent: Sent) -> str:
    """Reactions and a high criticality; the rest is in the detail."""
    high = text(content.get("criticality")) in _HIGH
    return line(sent.name.aside, _reactions(content, sent), "HIGH criticality" if high else "")


def _reactions(content: Content, sent: Sent) -> str:
    name = sent.name
    reactions = [_reaction(obj(item), sent) for item in members(content.get("reaction"))]
    none_known = negation(name.codings) or nothing_known(name.codings)
    said = ", ".join(filter(None, reactions)) or ("" if none_known else "not known")
    return labelled("Reactions:", said)


def _detail(content: Content, sent: Sent, date_complaint: str, context: Context) -> str:
    return line(
        sent.name.aside,
        _reactions(content, sent),
        labelled("criticality", _criticality(content.get("criticality"))),
        listed([_category(item) for item in members(content.get("category"))]),
        _kind(content.get("type")),
        date_complaint,
        _onset_words(content),
        dated("last occurrence", content, "lastOccurrence", context.zone),
        note_words(content),
    )


def _reaction(reaction: Content, sent: Sent) -> str:
    """One event: simultaneous manifestations joined with "+" (ALG-03), and what it was to (ALG-09)."""
    shown = [_manifestation(item, sent.lookup) for item in members(reaction.get("manifestation"))]
    words = " + ".join(filter(None, shown)) or text(reaction.get("description")) or "not known"
    substance = all_terms(reaction.get("substance"))
    extra = [
        element_words(reaction, "severity", "AllergyIntolerance.reaction"),
        labelled("to", substance if substance != sent.name.title else ""),
        labelled("route", all_terms(reaction.get("exposureRoute"))),
        text(reaction.get("description")) if any(shown) else "",
        note_words(reaction),
    ]
    said = "; ".join(one_line(part) for part in extra if part)
    return f"{words} ({said})" if said else words


def _manifestation(value: Json, lookup: Lookup) -> str:
    """A concept; in R5 also a reference to a record of its own, which is never "not known"."""
    concept = concept_of(value)
    if concept is None:
        return lookup.name(value)
    nulls = [_null_flavour(coding) for coding in concept.codings]
    return concept.text or next(filter(None, nulls), "") or words_of(concept)


def _null_flavour(coding: Coding) -> str:
    return _NULL_FLAVOURS.get(coding.code, "") if coding.system.endswith("NullFlavor") else ""


def _criticality(value: Json) -> str:
    code = text(value) or term(concept_of(value))
    return _DSTU2.get(code) or code_words("AllergyIntolerance.criticality", code)


def _category(value: Json) -> str:
    return code_words("AllergyIntolerance.category", text(value))


def _kind(value: Json) -> str:
    """A code until R4, a concept since."""
    return code_words("AllergyIntolerance.type", text(value)) or all_terms(value)


def _onset_words(content: Content) -> str:
    """An onset that is an age, a range or words has no date and is said here (ALG-04)."""
    if any(name in content for name in ("onsetAge", "onsetRange", "onsetString")):
        return labelled("onset", value_words(content, "onset"))
    return ""


READERS: Mapping[str, Reader] = MappingProxyType({"AllergyIntolerance": read_allergy})
