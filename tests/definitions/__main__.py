"""Makes the tables of modifier and must-support elements anew: ``python -m tests.definitions FOLDER``.

FOLDER holds the packages that pins.toml names, or receives them by ``npm pack``. What is made:
``tests/definitions/modifiers.txt`` and ``must_support.txt`` for the tests and ``viewer/present/key_elements.py``
for the detail. STU3 and the profiles that no package gives stand in stu3.txt and by_hand.toml.
"""

import argparse
from pathlib import Path

from tests.definitions.key_elements import module
from tests.definitions.packages import HERE, Package, modifiers, must_support, order_of, pins
from tests.definitions.tables import Modifier, by_hand, stu3

_ROOT = HERE.parents[1]
_MADE = "# Made by `python -m tests.definitions`; do not edit. Sources are pinned in pins.toml:\n"


def main() -> None:
    """Read every package and write the three files."""
    parser = argparse.ArgumentParser(prog="python -m tests.definitions")
    parser.add_argument("folder", type=Path, help="where the packages are or shall be")
    packages = [Package(pin, parser.parse_args().folder) for pin in pins()]
    flags = [Modifier("STU3", *row) for row in stu3()]
    for package in packages:
        version = package.pin.get("version_of", "")
        flags += [Modifier(version, *row) for row in modifiers(package)]
    sets = _profiles(packages)
    for key, paths in by_hand().items():
        sets.setdefault(key, set()).update(paths)
    orders: dict[str, list[str]] = {}
    for package in packages:
        for kind, names in order_of(package).items():
            orders.setdefault(kind, names)
    header = _MADE + "".join(f"# {p['name']} {p['version']} ({p['licence']})\n" for p in pins())
    (HERE / "modifiers.txt").write_text(header + _lines(filled(flags)), "utf-8")
    (HERE / "must_support.txt").write_text(
        header
        + "".join(f"{name} / {kind}: {' '.join(sorted(sets[name, kind]))}\n" for name, kind in sorted(sets)),
        "utf-8",
    )
    target = _ROOT / "viewer" / "present" / "key_elements.py"
    target.write_text(module(flags, sets, orders), "utf-8")


def filled(flags: list[Modifier]) -> list[Modifier]:
    """Give an element whose codes are in no package the codes that another version has for it."""
    known = {one.path: one.codes for one in flags if one.codes and "CodeableConcept" in one.types}
    return [Modifier(one.version, one.path, one.types, one.codes or known.get(one.path, [])) for one in flags]


def _lines(flags: list[Modifier]) -> str:
    return "".join(f"{' '.join([one.version, one.path, one.types, *one.codes])}\n" for one in flags)


def _profiles(packages: list[Package]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for package in packages:
        for kind, paths in must_support(package):
            found.setdefault((package.pin["set"], kind), set()).update(paths)
    return found


if __name__ == "__main__":
    main()
