"""When two records are one order or statement of a medicine: the same product, dose and beginning.

The same ingredient aligns rows on a board and never merges. Products are the same by a code that both
carry and no name that tells strength, form, release or device apart; the dose has to be the same, in
structure where both give one, else in words, and is never taken as said where one is silent: a missing dose
may be another dose. Regular and as-needed use are two. Another beginning is another course. A request, a
statement, a supply and a giving are never one thing; two supplies or givings of one day are one only by the
same performer.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from viewer.entries.entry import Entry
from viewer.fhir.wording import folded
from viewer.merge.drug import names_a_drug, strengths
from viewer.merge.rules import rule
from viewer.merge.rules.rule import Key, Rule

_EXACT = ("intent", "forbidden", "taken", "as needed", "dose steps")
_STATED = ("route", "site", "category")
_WHOLE = ("quantity", "supply for", "valid from", "valid until", "ends", "repeats", "substitution")
_DONE = frozenset({"MedicationAdministration", "MedicationDispense"})
_WHAT = "medicine and start"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

_MARKS = {
    "modified release": r"mr|m/r|sr|xl|er|la|cr|retard|prolonged|modified|sustained|extended|controlled"
    r"|chrono|slow|24\s?h(?:ou)?r|12\s?h(?:ou)?r",
    "gastro-resistant": r"ec|e/c|gastro-?resistant|enteric",
    "dispersible": r"dispersible|orodispersible|effervescent|soluble|melt|chewable|sublingual|buccal",
    "tablet": r"tablets?|caplets?",
    "capsule": r"capsules?",
    "liquid": r"solution|suspension|elixir|syrup|liquid|drops",
    "injection": r"injection|infusion|ampoules?|vials?|pre-?filled|syringes?|pens?|cartridges?|flexpen"
    r"|kwikpen|solostar|penfill",
    "inhaled": r"inhalers?|inhalation|nebuliser|nebules?|accuhaler|turbohaler|evohaler|respimat|breezhaler"
    r"|dry powder",
    "skin": r"cream|ointment|gel|lotion|patch(?:es)?|transdermal",
    "rectal": r"suppositor(?:y|ies)|enema|rectal",
    "eye, ear or nose": r"eye|ear|nasal",
}
_WORD = re.compile(r"[^\W\d_]+\d*")
_WORDS_OF_STRENGTH = """
mg milligram milligrams microgram micrograms mcg g gram grams nanogram nanograms unit units iu mmol ml
millilitre millilitres oral product of for release coated film a
"""
_NO_NAMES = frozenset(_WORDS_OF_STRENGTH.split())
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_SPELT = {word: str(at) for at, word in enumerate(_NUMBER_WORDS.split(), 1)} | {"half": "0.5"}
_FINDERS = {mark: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for mark, words in _MARKS.items()}


@lru_cache(maxsize=4096)
def marks_of(title: str) -> frozenset[str]:
    """Return what a product's name says of release, form and device.

    >>> sorted(marks_of("Diltiazem 120mg modified-release capsules"))
    ['capsule', 'modified release']
    """
    words = folded(title)
    return frozenset(mark for mark, finder in _FINDERS.items() if finder.search(words))


@lru_cache(maxsize=4096)
def names_of(title: str) -> frozenset[str]:
    """Return the words of a product's name but for form, release and strength: drug, brand, maker, salt.

    A code may stand for the drug alone while the words name the brand: tacrolimus, ciclosporin, lithium,
    phenytoin, carbamazepine, modified-release products and insulins are not exchanged between brands.

    >>> sorted(names_of("Tacrolimus 1mg capsules (Prograf)"))
    ['prograf', 'tacrolimus']
    """
    words = folded(title)
    for finder in _FINDERS.values():
        words = finder.sub(" ", words)
    return frozenset(word for word in _WORD.findall(words) if word not in _NO_NAMES)


def products_differ(one: Entry, other: Entry) -> bool:
    """Whether codes or names tell two products apart; a name that states less than the other does not fit."""
    if rule.codes_contradict(one, other):
        return True
    if rule.same_words(one.title, other.title):
        return False
    if not (names_a_drug(one.title) and names_a_drug(other.title)):
        return True
    if strengths(one.title) != strengths(other.title) or marks_of(one.title) != marks_of(other.title):
        return True
    return names_of(one.title) != names_of(other.title)


def _near(entry: Entry) -> Sequence[Key]:
    if entry.when is None:
        return ()
    return rule.coded(_WHAT, entry, rule.moment_of(entry.when))


def _enough(one: Entry, other: Entry) -> bool:
    doses = rule.trait(one, "dose"), rule.trait(one, "dose is whole")
    return any(doses) and _one_occasion(one, other) and not rule.performers_differ(one, other)


def _one_occasion(one: Entry, other: Entry) -> bool:
    """A medicine is given and handed out more than once a day: without a time the same must have done it."""
    if one.members[0].key.type not in _DONE or (one.when is not None and one.when.timed):
        return True
    return rule.same_performer(one, other)


def _apart(one: Entry, other: Entry) -> Iterable[str]:
    if products_differ(one, other):
        yield "medicine"
    if rule.moment_of(one.when) != rule.moment_of(other.when):
        yield "date"
    if _doses_differ(one, other):
        yield "dose"
    yield from rule.whole_unlike(one, other, _EXACT)
    yield from rule.differ(one, other, _STATED) or rule.places_differ(one, other)
    yield from rule.whole_differ(one, other, _WHOLE)


@lru_cache(maxsize=4096)
def numbers_of(dose: str) -> tuple[str, ...]:
    """Return the amounts that a dose in words names, in digits or in words, in order of size.

    "Once" and "twice" are no amounts here: most texts leave them to the structure.

    >>> numbers_of("Take one or two tablets, at most 8 in 24 hours")
    ('1', '2', '24', '8')
    """
    spelt = (_SPELT[word] for word in _WORD.findall(folded(dose)) if word in _SPELT)
    return tuple(sorted([*_NUMBER.findall(dose), *spelt]))


def _doses_differ(one: Entry, other: Entry) -> bool:
    """A dose whole in structure at both decides, unless the words give other numbers; else the words do."""
    parts = rule.trait(one, "dose in parts"), rule.trait(other, "dose in parts")
    words = rule.trait(one, "dose"), rule.trait(other, "dose")
    if all(parts) and parts[0] != parts[1]:
        return True
    if all(rule.trait(entry, "dose is whole") for entry in (one, other)):
        return all(words) and numbers_of(words[0]) != numbers_of(words[1])
    return words[0] != words[1] or (not words[0] and parts[0] != parts[1])


MEDICINE = Rule(
    name="same medicine record",
    sentence="Put together because product, dose and start are the same",
    near=_near,
    keys=rule.as_near,
    enough=_enough,
    apart=_apart,
    enough_if_equal=_one_occasion,
)
