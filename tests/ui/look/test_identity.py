"""A11Y-06: nothing of the NHS's own identity is shipped or asked for, and every asset has its licence noted."""

import re
from pathlib import Path

import pytest

from viewer.ui.look.theme import Theme

ROOT = Path(__file__).parents[3]
SHIPPED = [path for folder in ("resources", "viewer", "packaging") for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]  # fmt: skip
FONTS = {".ttf", ".otf", ".woff", ".woff2", ".ttc", ".pfb"}
PICTURES = {".svg", ".png", ".ico", ".icns", ".jpg", ".gif", ".bmp"}
OUR_OWN = {"resources/icons", "packaging/screenshots"}
NOTED = (ROOT / "resources" / "icons" / "README.md").read_text("utf-8")


def test_no_typeface_is_shipped_and_frutiger_is_asked_for_nowhere(qapp, assets):
    named = [path for path in SHIPPED if path.suffix in {".py", ".qss", ".toml", ".sh", ".html"}]
    asking = [path for path in named if "frutiger" in path.read_text("utf-8").casefold()]
    sheet = Theme(assets).stylesheet()

    assert [path.name for path in SHIPPED if path.suffix in FONTS] == []
    assert asking == []
    assert re.findall(r"font-family:([^;]+);", sheet)
    assert "frutiger" not in sheet.casefold()


def test_pictures_stand_only_where_our_own_drawings_do():
    pictures = [path.relative_to(ROOT) for path in SHIPPED if path.suffix in PICTURES]

    assert {path.parent.as_posix() for path in pictures} <= OUR_OWN
    assert [path.name for path in pictures if re.search(r"nhs|logo|crest", path.name, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "resources" / "icons").glob("*.svg")), ids=lambda path: path.name
)
def test_each_shape_holds_lines_alone_and_is_noted_with_its_licence(path):
    drawn = path.read_text("utf-8")

    assert f"`{path.name}`" in NOTED
    assert not re.search(r"<(text|image|use|script|foreignObject)\b", drawn)
    assert "#005eb8" not in drawn.casefold()  # the blue of the NHS's own logo
