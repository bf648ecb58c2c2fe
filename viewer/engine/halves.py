"""What stands for half a character: bytes can be sent that are no text, and no message may fail for them."""

import re
from typing import TypeVar

import msgspec

from viewer.engine.message import Message
from viewer.engine.messages import Detail, Glance

SAID = (
    "Some text holds half a character (damaged at its source, such as half an emoji): each is shown "
    "as \ufffd. The exact bytes stand in the entry's detail."
)
_HALF = re.compile("[\ud800-\udfff]")
_SIGN = "\ufffd"
Told = TypeVar("Told", bound=Message)


def whole(message: Told) -> Told:
    r"""Return the message with U+FFFD for every half of a surrogate pair; nothing else changes.

    >>> from viewer.engine.messages import Refused
    >>> whole(Refused(what="half \ud83d")).what
    'half \ufffd'
    """
    return msgspec.convert(_mended(msgspec.to_builtins(message, builtin_types=(bytes,))), type(message))


class Halves:
    """One for an engine: the record that holds half a character says so on its first screen."""

    def __init__(self) -> None:
        self._generations: set[int] = set()

    def mended(self, message: Message) -> Message:
        """Return what can be sent; a detail says beside it what was done."""
        self._generations.add(message.generation)
        made = whole(message)
        return msgspec.structs.replace(made, notes=(*made.notes, SAID)) if isinstance(made, Detail) else made

    def noted(self, message: Told) -> Told:
        """Return the message; the first screen of a record with half a character has one notice more."""
        if isinstance(message, Glance) and message.generation in self._generations:
            return msgspec.structs.replace(message, notices=(*message.notices, SAID))
        return message


def _mended(value: object) -> object:
    if isinstance(value, str):
        return _HALF.sub(_SIGN, value)
    if isinstance(value, dict):
        return _keys(value)
    return [_mended(item) for item in value] if isinstance(value, list | tuple) else value


def _keys(value: dict[object, object]) -> dict[object, object]:
    """Two keys that are told apart by their halves alone stay two."""
    made: dict[object, object] = {}
    for key, part in value.items():
        name = _mended(key)
        while name in made:
            name = f"{name}{_SIGN}"
        made[name] = _mended(part)
    return made
