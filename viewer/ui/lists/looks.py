"""How the words of a row look: fonts, colours, line heights of the present theme, each made once."""

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextCharFormat

from viewer.ui.look.theme import Role, Theme

_PITCH = 1.2  # of the size of the letters: a list is read by rows, not as prose
_COLOURS = {
    "mark": "bad",
    "meta": "second",
    "where": "second",
    "when": "second",
    "day": "text",
    "heading": "accent",
}
_SMALL = frozenset({"meta", "when", "day", "where"})
_BOLD = frozenset({"mark", "calm", "title", "heading"})


class Looks:
    """Nothing that it gives may be changed: the next row has the same one."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._fonts: dict[str, QFont] = {}
        self._formats: dict[tuple[str, bool], QTextCharFormat] = {}
        self._pitches: dict[str, tuple[float, float]] = {}
        theme.changed.connect(self._fonts.clear)
        theme.changed.connect(self._formats.clear)
        theme.changed.connect(self._pitches.clear)

    def font(self, look: str) -> QFont:
        """The font of a look."""
        if look not in self._fonts:
            small = look in _SMALL
            bold = look == "day" if small else look in _BOLD
            self._fonts[look] = self.theme.font(Role.SMALL if small else Role.BODY, bold=bold)
        return self._fonts[look]

    def format(self, look: str, *, struck: bool) -> QTextCharFormat:
        """Font and colour of a look, struck through where the entry is not to be used."""
        struck = struck and look in {"title", "detail"}
        if (look, struck) not in self._formats:
            made = QTextCharFormat()
            made.setFont(self.font(look))
            made.setForeground(self.theme.colour(_COLOURS.get(look, "text")))
            if struck:
                made.setFontStrikeOut(True)
            self._formats[look, struck] = made
        return self._formats[look, struck]

    def pitch(self, look: str) -> tuple[float, float]:
        """From line to line, and how high a line of this look is by its font."""
        if look not in self._pitches:
            usual = QFontMetricsF(self.font("title")).height() + 1
            self._pitches[look] = (round(QFontInfo(self.font(look)).pixelSize() * _PITCH), usual)
        return self._pitches[look]
