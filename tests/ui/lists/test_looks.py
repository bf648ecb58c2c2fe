"""A look is made once and follows the theme."""

from viewer.ui.lists.looks import Looks
from viewer.ui.look.palettes import DARK, LIGHT


def test_the_same_look_is_made_once_until_the_theme_changes(theme):
    looks = Looks(theme)
    title, struck = looks.format("title", struck=False), looks.format("title", struck=True)
    assert looks.format("title", struck=False) is title
    assert struck.fontStrikeOut()
    assert not looks.format("meta", struck=True).fontStrikeOut()
    theme.force(DARK)
    assert looks.format("title", struck=False).foreground().color() == theme.colour("text")
    assert looks.format("title", struck=False) is not title
    theme.force(LIGHT)


def test_small_words_are_smaller_and_titles_bold(theme):
    looks = Looks(theme)
    assert looks.font("meta").pointSizeF() < looks.font("title").pointSizeF()
    assert looks.font("title").bold()
    assert looks.font("day").bold()
    assert not looks.font("detail").bold()
    assert looks.pitch("meta")[0] <= looks.pitch("title")[0]
