"""Reads the accessible tree of the running program as a screen reader does, with the system's Python; prints JSON.

A table says rows times columns as its children: of its cells only the first are read.
"""

import json
import sys

_CELLS = 40
_OUTER = ("application", "frame")


def main():
    import pyatspi  # only the system's Python has it

    wanted = sys.argv[1]
    program = next(one for one in pyatspi.Registry.getDesktop(0) if one is not None and one.name == wanted)
    print(json.dumps(list(walk(program, pyatspi.stateToString))))


def walk(node, say):
    """Yield [role, name, states] of every part that is on screen."""
    role = node.getRoleName()
    states = {say(state) for state in node.getState().getStates()}
    yield [role, node.name, sorted(states & {"focused", "showing"})]
    if "showing" in states or role in _OUTER:
        for place in range(min(node.childCount, _CELLS) if role == "table" else node.childCount):
            child = node.getChildAtIndex(place)
            if child is not None:
                yield from walk(child, say)


if __name__ == "__main__":
    main()
