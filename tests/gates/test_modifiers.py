"""SAFE-08: every modifier element of STU3, R4, R4B and R5 is in words where a clinician looks first.

Two measures. Whatever a modifier says is on the row, in the five lines or among the key facts. What turns the
meaning round, or is no normal state, is on the row or in the five lines. ``_QUIET`` names what is left to the
key facts, with the reason: an element of a new definition that is in no list fails.
"""

import pytest

from tests.definitions.tables import VERSIONS, Modifier, all_modifiers
from tests.entries.builders import context, read, resource
from tests.gates.populated import folded
from tests.gates.synthetic import code_of, holding, values
from tests.load.answers import LONDON, patient, whole
from viewer.engine.details import Details
from viewer.entries.entry import Flag
from viewer.entries.register import SUPPORTING, entry_from
from viewer.load.flow import Load
from viewer.present.code_words import code_words
from viewer.present.key_facts import key_facts

_DATATYPES = {
    "Quantity", "Age", "Count", "Distance", "Duration", "Identifier", "HumanName", "Address", "ContactPoint",
}  # fmt: skip
_FOLLOWS = {"List.entry.deleted", "Questionnaire.item.enableWhen"}
"""Parts of a body that follows whole; what is deleted the row says."""
_ORDERS = {"order", "original-order", "reflex-order", "filler-order", "instance-order", "directive"}
_ASKED = {"order", "request", "requested", "planned", "referral"}
_QUIET = {
    "Composition.confidentiality": {"U", "L", "M", "N"},  # R and V are marked as restricted
    "MedicationStatement.taken": {"unk", "na"},  # GP Connect sends "unk" with every medicine
    "List.mode": {"working", "snapshot"},  # only "changes" is no whole list
    "AdverseEvent.actuality": {"actual"},
    "CarePlan.intent": {"order", "directive"},  # only a proposal, a plan or an option is no decision yet
    "Permission.rule.type": {"permit", "deny"},  # rules for data, of no patient; each rule is shown whole
}
_NEGATIONS = {
    "doNotPerform": "do not",
    "prohibited": "do not",
    "notDone": "not done",
    "notGiven": "not",
    "isSubpotent": "subpotent",
    "deleted": "deleted",
}
"""Booleans that turn the meaning round, and the words of it. False is the normal state and stands in key facts."""
_NO_TURN = {"MedicationRequest.substitution.allowed"}  # of the supply, not of what is taken
_GROUPS = {"DocumentReference.relatesTo": "relates to"}
_DETAILS = Details(Load(LONDON), {"gp": "GP practice"}, LONDON)


def of_version(version: str) -> list[Modifier]:
    return [one for one in all_modifiers() if one.version == version]


def kind_of(one: Modifier) -> str:
    return one.path.partition(".")[0]


def said_first(content: dict) -> str:
    """Return the row and the five lines of an entry."""
    entry = entry_from(resource(content), context())
    return "\n".join([*_DETAILS._plain(entry), *entry.marks, entry.value])


def worded(one: Modifier, value: object) -> set[str]:
    """Return what may stand for a value: its code in words, or the words of a negation."""
    code = code_of(value)
    if code:
        plain = {code, code.replace("-", " "), code_words(one.path, code)}
        marked = {"restricted"} if one.path == "Composition.confidentiality" and code in "RV" else set()
        return plain | marked | (_ASKED if code in _ORDERS else set())
    name = one.path.rpartition(".")[2]
    return {_GROUPS[one.path]} if one.path in _GROUPS else {_NEGATIONS.get(name, "yes" if value else "no")}


def holds(words: str, some: set[str]) -> bool:
    screen = f" {folded(words)} "
    return any(f" {folded(one)} " in screen for one in some)


@pytest.mark.parametrize("version", VERSIONS)
def test_whatever_a_modifier_says_is_on_the_first_screen(version):
    missing = [
        f"{one.path} = {code_of(value) or value}"
        for one in of_version(version)
        if kind_of(one) not in _DATATYPES and one.path not in _FOLLOWS
        for value in values(one)
        if not on_first_screen(one, value)
    ]

    assert missing == []


def on_first_screen(one: Modifier, value: object) -> bool:
    content = holding(one, value)
    first = "" if kind_of(one) in SUPPORTING else said_first(content)
    facts = key_facts(content, first, str)
    if value == {}:  # a group that says nothing has no words: what it holds is proved with what it holds
        return True
    answer = {"yes"} if value is True else {"no"}
    labelled = "\n".join(f"{label} {words}" for label, words in facts)
    return holds(f"{first}\n{labelled}", worded(one, value) | (answer if isinstance(value, bool) else set()))


@pytest.mark.parametrize("version", VERSIONS)
def test_what_turns_the_meaning_round_is_on_the_row_or_in_the_five_lines(version):
    missing = [
        f"{one.path} = {code_of(value) or value}"
        for one in of_version(version)
        if kind_of(one) not in {*_DATATYPES, *SUPPORTING} and one.path not in _NO_TURN
        for value in values(one)
        if value is not False and code_of(value) not in _QUIET.get(one.path, ())
        if not holds(said_first(holding(one, value)), worded(one, value))
    ]

    assert missing == []


@pytest.mark.parametrize("version", VERSIONS)
def test_rules_that_no_viewer_knows_are_said_of_every_type(version):
    kinds = {kind_of(one) for one in of_version(version)} - _DATATYPES - SUPPORTING
    unsaid = [
        kind
        for kind in sorted(kinds)
        for extra in (
            {"implicitRules": "http://example.org/rules"},
            {"modifierExtension": [{"url": "http://example.org/negates", "valueBoolean": True}]},
        )
        if Flag.NOT_UNDERSTOOD not in entry_from(resource({"resourceType": kind, **extra}), context()).flags
    ]

    assert unsaid == []


def test_a_comparator_stands_before_its_value():
    signs = {code for one in all_modifiers() if one.path == "Quantity.comparator" for code in one.codes}
    amount = {"value": 5, "unit": "mmol/L"}

    assert signs == {"<", "<=", ">=", ">", "ad"}
    for sign in signs - {"ad"}:
        assert f"{sign}5 mmol/L" in read("Observation", valueQuantity={**amount, "comparator": sign}).value
    assert "5 mmol/L" in (total := read("Observation", valueQuantity={**amount, "comparator": "ad"}).value)
    assert total != "5 mmol/L"


@pytest.mark.parametrize(("element", "value"), [
    ("identifier", {"value": "7"}),
    ("name", {"family": "Smith", "given": ["Ann"]}),
    ("address", {"city": "Leeds"}),
    ("telecom", {"system": "phone", "value": "01632 960001"}),
])  # fmt: skip
@pytest.mark.parametrize(("use", "words"), [("old", "no longer in use"), ("temp", "temporary")])
def test_what_is_old_or_temporary_says_so(element, value, use, words):
    load = whole(patient(**{element: [{**value, "use": use}]}))
    (item,) = load.record().supporting

    facts = Details(load, {"gp": "GP practice"}, LONDON).of_supporting(item.id, item).facts

    assert words in str(facts)
