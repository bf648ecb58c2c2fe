"""How vaccinations read: given or not given that day, never "never" (SAFE-11)."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag, Standing
from viewer.entries.extensions import extension
from viewer.entries.headings import VACCINATIONS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import dated, moment
from viewer.entries.naming import Named, all_terms, named, named_by
from viewer.entries.phrases import labelled, line, listed, members, note_words, shown
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import state_of
from viewer.fhir.concept import concept_of
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import flag, obj, text
from viewer.present.values import quantity_words, value_words

_NOT_DONE = frozenset({Flag.NOT_DONE})
_NONE: frozenset[Flag] = frozenset()


def read_immunisation(resource: Resource, context: Context) -> Draft:
    """One Immunization of any version."""
    content = resource.content
    name = _vaccine(content)
    state = state_of(content, "status", "Immunization")
    at = moment(content, "occurrence", "date", "recorded")
    lookup = Lookup(resource, context)
    not_given = (
        state.code == "not-done" or content.get("notGiven") is True or content.get("wasNotGiven") is True
    )
    return Draft(
        title=name.title,
        category=VACCINATIONS,
        when=at.when,
        detail=line(
            "Not given on this occasion" if not_given else "",
            at.words,
            name.aside,
            _detail(content, lookup, context),
        ),
        status="not given" if not_given else state.words,
        flags=name.flags | state.flags | (_NOT_DONE if not_given else _NONE),
        codings=name.codings,
        recorder=_performers(content, lookup),
        waiting_for=lookup.waiting,
    )


def _vaccine(content: Content) -> Named:
    """The vaccine; the UK's vaccination procedure names it where the vaccine is not coded."""
    name = named(content, "vaccineCode", "Vaccination, vaccine not named")
    procedure = concept_of(extension(content, "VaccinationProcedure").get("valueCodeableConcept"))
    if procedure is None:
        return name
    done = named_by(procedure, name.title)
    if not name.codings or Flag.UNCODED in name.flags:
        other = name.title if not name.title.endswith("not named") else ""
        return Named(done.title, done.codings, done.flags, line(done.aside, other))
    return Named(name.title, name.codings, name.flags, line(name.aside, done.title))


def _detail(content: Content, lookup: Lookup, context: Context) -> str:
    reasons = obj(content.get("explanation"))  # STU3
    subpotent = content.get("isSubpotent")
    return line(
        _occurred(content),
        "Subpotent dose: may not protect" if flag(subpotent) else "",
        labelled("dose", quantity_words(content.get("doseQuantity"))),
        _series(content),
        labelled("at", all_terms(content.get("site"))),
        labelled("route", all_terms(content.get("route"))),
        labelled("batch", text(content.get("lotNumber"))),
        dated("expires", content, "expirationDate", context.zone),
        labelled("made by", lookup.name(content.get("manufacturer"))),
        labelled("because", all_terms(content.get("statusReason") or reasons.get("reasonNotGiven"))),
        labelled("for", all_terms(content.get("reasonCode") or reasons.get("reason"))),
        "reported, not from the giver's own record" if content.get("primarySource") is False else "",
        labelled("reactions:", counted_reactions(content)),
        note_words(content),
    )


def _occurred(content: Content) -> str:
    return labelled("given", text(content.get("occurrenceString")))


def counted_reactions(content: Content) -> str:
    """Recorded reactions are said, their findings are records of their own."""
    sent = members(content.get("reaction"))
    return f"{len(sent)} recorded" if sent else ""


def _series(content: Content) -> str:
    protocols = content.get("protocolApplied") or content.get("vaccinationProtocol")
    return listed([_protocol(obj(item)) for item in members(protocols)])


def _protocol(protocol: Content) -> str:
    number = value_words(protocol, "doseNumber") or shown(
        protocol.get("doseNumber") or protocol.get("doseSequence")
    )
    total = value_words(protocol, "seriesDoses") or shown(protocol.get("seriesDoses"))
    against = all_terms(protocol.get("targetDisease"))
    return " ".join(
        filter(
            None,
            (labelled("dose", number), labelled("of", total), labelled("against", against), _name(protocol)),
        )
    )


def _name(protocol: Content) -> str:
    return text(protocol.get("series"))


def _performers(content: Content, lookup: Lookup) -> str:
    actors: list[Json] = [obj(item).get("actor") for item in members(content.get("performer"))]
    actors += [obj(item).get("actor") for item in members(content.get("practitioner"))]  # STU3
    return lookup.names(actors)


def read_recommendation(resource: Resource, context: Context) -> Draft:
    """An ImmunizationRecommendation: what is forecast, never what was given."""
    content = resource.content
    held = [obj(item) for item in members(content.get("recommendation"))]
    names = listed([all_terms(item.get("vaccineCode") or item.get("targetDisease")) for item in held])
    at = moment(content, "date")
    lookup = Lookup(resource, context)
    return Draft(
        title=f"Vaccination forecast: {names or 'vaccine not named'}",
        category=VACCINATIONS,
        when=at.when,
        detail=line("Recommended, not given", at.words, *[_forecast(item, names, context) for item in held]),
        standing=Standing.PLANNED,
        flags=frozenset({Flag.PLANNED}),
        recorder=lookup.name(content.get("authority")),
        waiting_for=lookup.waiting,
    )


def _forecast(item: Content, names: str, context: Context) -> str:
    """One vaccine: due or overdue as the source says, and its dates, each with its own meaning."""
    name = all_terms(item.get("vaccineCode") or item.get("targetDisease"))
    dates = [obj(held) for held in members(item.get("dateCriterion"))]
    said = [
        name if name != names else "",
        all_terms(item.get("forecastStatus")),
        *[dated(all_terms(held.get("code")) or "date", held, "value", context.zone) for held in dates],
        _protocol(item).removesuffix(labelled("against", all_terms(item.get("targetDisease")))).strip(),
        labelled("because", all_terms(item.get("forecastReason"))),
        labelled("not:", all_terms(item.get("contraindicatedVaccineCode"))),
        text(item.get("description")),
    ]
    return ", ".join(filter(None, said))


def read_evaluation(resource: Resource, context: Context) -> Draft:
    """One ImmunizationEvaluation: whether a dose counts towards a course, as the source judged it."""
    content = resource.content
    lookup = Lookup(resource, context)
    state = state_of(content, "status", "ImmunizationEvaluation")
    at = moment(content, "date")
    against = all_terms(content.get("targetDisease"))
    return Draft(
        title=labelled("Vaccination judged, against", against) or "Vaccination judged, disease not named",
        category=VACCINATIONS,
        when=at.when,
        detail=line(
            labelled("dose is", all_terms(content.get("doseStatus"))),
            labelled("because", all_terms(content.get("doseStatusReason"))),
            _protocol(content),
            at.words,
            labelled("given:", lookup.name(content.get("immunizationEvent"))),
            text(content.get("description")),
        ),
        status=state.words,
        flags=state.flags,
        recorder=lookup.name(content.get("authority")),
        waiting_for=lookup.waiting,
    )


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "Immunization": read_immunisation,
        "ImmunizationRecommendation": read_recommendation,
        "ImmunizationEvaluation": read_evaluation,
    }
)
