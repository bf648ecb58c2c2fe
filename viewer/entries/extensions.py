"""Extensions with display meaning, under their STU3 Care Connect and their UK Core name alike (NHS-14)."""

from viewer.entries.phrases import labelled, members
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, text
from viewer.present.values import value_words


def extension(content: Content, name: str) -> Content:
    """The first extension whose url's last part holds ``name``; {} where there is none."""
    for item in members(content.get("extension")):
        found = obj(item)
        if name in text(found.get("url")).rsplit("/", 1)[-1]:
            return found
    return {}


def extension_words(content: Content, name: str, label: str = "") -> str:
    """Its value in words, after ``label`` if one is given."""
    words = value_words(extension(content, name))
    return labelled(label, words) if label else words


def part_words(content: Content, name: str, part: str, label: str) -> str:
    """The value of one part of a complex extension, after its label."""
    return extension_words(extension(content, name), part, label)
