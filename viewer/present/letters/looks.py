"""Which looks of a style attribute are kept (NAR-04): those that cannot hide a word, fetch, or move it away.

Documents are shown on white, in both themes. Letters are darkened and grounds paled, each with its hue, until
any letter can be read on any ground: so nothing can be hidden by its colour.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

_COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})|rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)", re.IGNORECASE)
_NAMED = MappingProxyType(
    {
        "black": "000000", "red": "ff0000", "darkred": "8b0000", "maroon": "800000", "blue": "0000ff",
        "navy": "000080", "darkblue": "00008b", "green": "008000", "darkgreen": "006400", "purple": "800080",
        "teal": "008080", "brown": "a52a2a", "crimson": "dc143c", "firebrick": "b22222", "indigo": "4b0082",
        "white": "ffffff", "yellow": "ffff00", "lightyellow": "ffffe0", "pink": "ffc0cb", "silver": "c0c0c0",
        "lightgrey": "d3d3d3", "lightgray": "d3d3d3", "lightgreen": "90ee90", "lightblue": "add8e6",
        "whitesmoke": "f5f5f5", "beige": "f5f5dc", "ivory": "fffff0", "khaki": "f0e68c", "cyan": "00ffff",
    }
)  # fmt: skip
_DARKEST_GROUND = 0.55
_LIGHTEST_LETTER = 0.082
"""Relative luminances of WCAG: (0.55 + 0.05) / (0.082 + 0.05) is 4.5, and on white a letter has more."""
_STEP = 0.95
_LINE = frozenset({"none", "underline", "line-through", "overline"})
_WORDS = {
    "font-weight": frozenset({"bold", "bolder", "normal", "600", "700", "800", "900"}),
    "font-style": frozenset({"italic", "oblique", "normal"}),
    "text-align": frozenset({"left", "right", "center", "justify"}),
    "vertical-align": frozenset({"top", "middle", "bottom", "sub", "super", "baseline"}),
    "white-space": frozenset({"pre", "pre-wrap", "normal"}),
    "border-style": frozenset({"none", "solid", "dashed", "dotted", "double"}),
    "list-style-type": frozenset(
        {"disc", "circle", "square", "decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"}
    ),
}


_CLASSES = MappingProxyType(
    {
        "bold": "font-weight:bold", "italics": "font-style:italic", "underline": "text-decoration:underline",
        "strikethrough": "text-decoration:line-through", "left": "text-align:left",
        "right": "text-align:right",
        "center": "text-align:center", "justify": "text-align:justify", "arabic": "list-style-type:decimal",
        "little-roman": "list-style-type:lower-roman", "big-roman": "list-style-type:upper-roman",
        "little-alpha": "list-style-type:lower-alpha", "big-alpha": "list-style-type:upper-alpha",
        "disc": "list-style-type:disc", "circle": "list-style-type:circle",
        "square": "list-style-type:square",
        "border-left": "border-style:solid", "border-right": "border-style:solid",
        "border-top": "border-style:solid", "border-bottom": "border-style:solid",
    }
)  # fmt: skip


def class_style(names: str) -> str:
    """Return what FHIR's fixed list of classes means as a style, "" for none of them.

    >>> class_style("bold strikethrough underline mine")
    'font-weight:bold;text-decoration:line-through underline'
    """
    found: dict[str, list[str]] = {}
    for name in names.split():
        prefix, _, value = _CLASSES.get(name, "").partition(":")
        if value and value not in found.setdefault(prefix, []):
            found[prefix].append(value)
    return ";".join(f"{prefix}:{' '.join(values)}" for prefix, values in found.items())


def safe_style(style: str) -> str:
    """Return the properties that are kept, "" for none; a letter too faint to read is darkened.

    >>> safe_style("text-decoration: line-through; display: none; background: url(http://x)")
    'text-decoration:line-through'
    >>> safe_style("color:#8b0000; font-size: 1px"), safe_style("color: white")
    ('color:#8b0000', 'color:#4e4e4e')
    """
    kept = (_kept(*part.partition(":")[::2]) for part in style.split(";"))
    return ";".join(one for one in kept if one)


def _kept(name: str, value: str) -> str:
    name, value = name.strip().casefold(), value.strip().casefold().removesuffix("!important").strip()
    name = "background-color" if name == "background" else name
    rewrite = _REWRITES.get(name)
    kept = value if value in _WORDS.get(name, ()) else rewrite(value) if rewrite else ""
    return f"{name}:{kept}" if kept else ""


def _decoration(value: str) -> str:
    return value if set(value.split()) <= _LINE else ""


def _letter(value: str) -> str:
    """The colour, darkened with its hue until it can be read."""
    rgb = _rgb(value)
    while rgb is not None and _luminance(rgb) > _LIGHTEST_LETTER:
        rgb = tuple(part * _STEP for part in rgb)
    return _hex(rgb)


def _ground(value: str) -> str:
    """The colour, paled until letters can be read on it."""
    rgb = _rgb(value)
    while rgb is not None and _luminance(rgb) < _DARKEST_GROUND:
        rgb = tuple(1 - (1 - part) * _STEP for part in rgb)
    return _hex(rgb)


_REWRITES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"text-decoration": _decoration, "color": _letter, "background-color": _ground}
)


def _rgb(value: str) -> tuple[float, ...] | None:
    found = _COLOUR.fullmatch(f"#{_NAMED[value]}" if value in _NAMED else value.replace(" ", ""))
    if found is None:
        return None
    digits = found.group(1)
    if digits is None:
        return tuple(min(int(found.group(at)), 255) / 255 for at in (2, 3, 4))
    whole = digits if len(digits) > 3 else "".join(mark * 2 for mark in digits)  # noqa: PLR2004  # CSS's short form
    return tuple(int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4))


def _hex(rgb: tuple[float, ...] | None) -> str:
    return "" if rgb is None else "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _luminance(rgb: tuple[float, ...]) -> float:
    red, green, blue = map(_linear, rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004  # WCAG's own
