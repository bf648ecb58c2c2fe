"""Reads the accessible tree of the running program with the system's Python, as a screen reader does; prints JSON.

A table says rows times columns as its children: it is named and counted, of its cells the first are read.
"""

import json
import sys

import pyatspi

_CELLS = 40
_TABLES = ("table", "tree table", "list")


def main():
    wanted = sys.argv[1]
    program = next(one for one in pyatspi.Registry.getDesktop(0) if one is not None and one.name == wanted)
    print(json.dumps(list(walk(program))))


def walk(node):
    """Yield [role, name, states] of every part, tables not walked but cut."""
    role = node.getRoleName()
    states = [pyatspi.stateToString(state) for state in node.getState().getStates()]
    yield [role, node.name, [state for state in states if state in {"focused", "showing"}]]
    count = min(node.childCount, _CELLS) if role in _TABLES else node.childCount
    for place in range(count):
        child = node.getChildAtIndex(place)
        if child is not None and (role in _TABLES or "showing" in states or role in {"application", "frame"}):
            yield from walk(child)


main()
