"""How a QuestionnaireResponse reads: which form, and each question with its answer in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from types import MappingProxyType

from viewer.entries.headings import ASSESSMENTS
from viewer.entries.lookup import Lookup
from viewer.entries.moments import moment
from viewer.entries.phrases import labelled, line, listed, members, one_line
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.reports import counted
from viewer.entries.statuses import state_of
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import obj, text
from viewer.present.values import value_words
from viewer.source.domain import Domain

_AT_A_GLANCE = 3
_IN_A_ROW = 20
_NESTS = ("item", "group", "question", "answer")


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of a form: ``answer`` is "" for a heading; ``depth`` counts the headings above it."""

    question: str
    answer: str
    depth: int


def answers_of(content: Content, zone: tzinfo | None = None) -> tuple[Answered, ...]:
    """Every question of a form in its order; one that holds no answer says so, a heading holds others.

    >>> answers_of({"item": [{"text": "Pain", "answer": [{"valueBoolean": True}]}]})
    (Answered(question='Pain', answer='Yes', depth=0),)
    """
    found = [_line(node, depth, zone) for node, depth in _in_order(content) if depth >= 0]
    return tuple(line for line in found if line is not None)


def _in_order(content: Content) -> Iterator[tuple[Content, int]]:
    """The form and all it holds, each before what is in it; an answer adds no depth."""
    stack = [(content, -1)]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        inner = [(name, item) for name in _NESTS for item in members(node.get(name))]
        stack += [(obj(item), depth + (name != "answer")) for name, item in reversed(inner)]


def _line(node: Content, depth: int, zone: tzinfo | None) -> Answered | None:
    """None for what is no question: the object that holds an answer, or the frame of DSTU2's groups."""
    question = one_line(text(node.get("text")) or text(node.get("title")) or text(node.get("linkId")))
    if "answer" in node:
        said = [value_words(obj(answer), "value", zone) for answer in members(node.get("answer"))]
        return Answered(question or "question without words", listed(said) or "no value sent", depth)
    if not question:
        return None
    holds = any(node.get(name) for name in _NESTS)
    return Answered(question, "" if holds else "no answer sent", depth)


def read_answers(resource: Resource, context: Context) -> Draft:
    """One QuestionnaireResponse of any version."""
    content = resource.content
    lookup = Lookup(resource, context)
    state = state_of(content, "status", "QuestionnaireResponse")
    at = moment(content, "authored")
    asked = [line for line in answers_of(content, context.zone) if line.answer]
    number = counted(_answers(content), "answer")
    return Draft(
        title=labelled("Questionnaire answers:", _form(content, lookup)) or "Questionnaire answers",
        category=ASSESSMENTS,
        when=at.when,
        detail=line(at.words, number, _said(asked)),
        status=state.words,
        flags=state.flags,
        recorder=lookup.name(content.get("author")) or lookup.name(content.get("source")),
        waiting_for=lookup.waiting,
        domain=Domain.DOCUMENTS,
        brief=line(at.words, number, _said(asked) if len(asked) <= _AT_A_GLANCE else ""),
    )


def _answers(content: Content) -> list[Json]:
    return [answer for node, _ in _in_order(content) for answer in members(node.get("answer"))]


def _said(asked: list[Answered]) -> str:
    """Each question with its answer; of a long form the first of them, and how many more there are."""
    words = "; ".join(f"{one.question}: {one.answer}" for one in asked[:_IN_A_ROW])
    more = len(asked) - _IN_A_ROW
    return f"{words}; {more} more: open for all" if more > 0 else words


def _form(content: Content, lookup: Lookup) -> str:
    """The form's name: STU3 refers to it, R4 and R5 give its address and may add its title."""
    form = content.get("questionnaire")
    name = lookup.name(form) if isinstance(form, dict) else _last(text(form))
    return _display(content) or ("" if name == "Questionnaire" else name)


def _display(content: Content) -> str:
    """R4 names the form in an extension beside its canonical url."""
    for item in members(obj(content.get("_questionnaire")).get("extension")):
        if text(obj(item).get("valueString")):
            return text(obj(item).get("valueString"))
    return ""


def _last(name: str) -> str:
    """The name in a canonical url; a urn holds none."""
    return "" if name.startswith("urn:") else name.split("|", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1]


READERS: Mapping[str, Reader] = MappingProxyType({"QuestionnaireResponse": read_answers})
