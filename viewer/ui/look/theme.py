"""How everything looks: which palette, the sizes of text, the shapes (A11Y-05).

The family is the workstation's own (A11Y-06), and all sizes follow its size and the person's own zoom.
"""

import re
from collections.abc import Callable
from dataclasses import asdict
from enum import Enum

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

from viewer.ui.look.palettes import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Colours

Assets = Callable[[str], str]
"""Reads a text file below ``resources/``, such as ``styles/window.qss``."""

_SMALLEST_PT = 10.0
_HIGH = Qt.ContrastPreference.HighContrast
LOOKS = ("workstation", "light", "dark", "high contrast")
"""What the person may choose; the first follows the workstation."""

ZOOMS = (100, 110, 125, 150, 175, 200)
"""Per cent of the workstation's size of text (A11Y-04)."""

_FAMILIES = ["Noto Sans", "Liberation Sans", "Arial", "Nimbus Sans", "DejaVu Sans"]


def workstation_is_dark() -> bool:
    """Whether the person set a dark colour scheme; a workstation that says nothing is light."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def workstation_wants_contrast() -> bool:
    """Whether the person set a high contrast on the workstation."""
    hints = QGuiApplication.styleHints().accessibility()
    # PySide 6.11 forgets these hints for good with the last reference to the style hints: Theme keeps one.
    return isValid(hints) and hints.contrastPreference() == _HIGH


class Role(Enum):
    """A size of text, as a factor of the workstation's own."""

    SMALL = 0.88
    BODY = 1.0
    HEADING = 1.12
    NAME = 1.3
    TITLE = 1.5


class Theme(QObject):
    """The palette and sizes in use; ``lane_order``: keys of the timeline's lanes, as the person put them.

    Signals: ``changed()`` after the workstation's colour scheme or font changed.
    """

    changed = Signal()

    def __init__(
        self,
        assets: Assets,
        parent: QObject | None = None,
        *,
        is_dark: Callable[[], bool] = workstation_is_dark,
    ) -> None:
        super().__init__(parent)
        self._assets = assets
        self._is_dark = is_dark
        self._template = assets("styles/window.qss")
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._hints = QGuiApplication.styleHints()
        self._forced: Colours | None = None
        self.look, self.percent = LOOKS[0], ZOOMS[0]
        self.lane_order: tuple[str, ...] = ()
        self.refresh()
        self._hints.colorSchemeChanged.connect(self._follow)
        if isValid(contrast := self._hints.accessibility()):
            contrast.contrastPreferenceChanged.connect(self._follow)

    def force(self, colours: Colours | None) -> None:
        """Use one palette whatever the workstation says; None follows it again."""
        self._forced = colours
        self.refresh()

    def choose(self, look: str, percent: int) -> None:
        """Use what the person chose; what is none of ``LOOKS`` or ``ZOOMS`` follows the workstation."""
        self.look = look if look in LOOKS else LOOKS[0]
        self.percent = percent if percent in ZOOMS else ZOOMS[0]
        self.refresh()

    def next_look(self) -> None:
        """Go on to the next way to look."""
        self.choose(LOOKS[(LOOKS.index(self.look) + 1) % len(LOOKS)], self.percent)

    def zoom(self, step: int) -> None:
        """Make text bigger (1) or smaller (-1); 0 is the workstation's own size."""
        place = ZOOMS.index(self.percent) + step if step else 0
        self.choose(self.look, ZOOMS[min(max(place, 0), len(ZOOMS) - 1)])

    def _colours(self) -> Colours:
        dark = self._is_dark() if self.look in (LOOKS[0], LOOKS[3]) else self.look == "dark"
        high = self.look == "high contrast" or (self.look == LOOKS[0] and workstation_wants_contrast())
        if high:
            return HIGH_DARK if dark else HIGH_LIGHT
        return DARK if dark else LIGHT

    def refresh(self) -> None:
        """Read the workstation's scheme and font again, and tell everyone."""
        self.colours = self._forced or self._colours()
        font = QGuiApplication.font()
        if font.family() == "Sans Serif":  # a desktop that names no font of its own
            font.setFamilies(_FAMILIES)
        size = font.pointSizeF() if font.pointSizeF() > 0 else font.pixelSize() * 0.75
        self._base = font
        self._points = max(size, _SMALLEST_PT) * self.percent / 100
        self.changed.emit()

    def _follow(self, _changed: object) -> None:
        self.refresh()

    @property
    def scale(self) -> float:
        """1.0 at the size that the first screen is designed for."""
        return self._points / _SMALLEST_PT

    def px(self, pixels: float) -> int:
        """A length of the design, at the present size of text."""
        return round(pixels * self.scale)

    def font(self, role: Role = Role.BODY, *, bold: bool = False) -> QFont:
        """A font of the workstation's family."""
        font = QFont(self._base)
        font.setPointSizeF(self._points * role.value)
        font.setBold(bold)
        return font

    def colour(self, name: str) -> QColor:
        """A colour of the present palette by its name."""
        return QColor(getattr(self.colours, name))

    def palette(self) -> QPalette:
        """What the style draws by itself: arrows, check marks, placeholders."""
        made, roles = QPalette(), QPalette.ColorRole
        for role, name in (
            (roles.Window, "page"),
            (roles.WindowText, "text"),
            (roles.Base, "panel"),
            (roles.AlternateBase, "page"),
            (roles.Text, "text"),
            (roles.Button, "panel"),
            (roles.ButtonText, "text"),
            (roles.Highlight, "select"),
            (roles.HighlightedText, "text"),
            (roles.PlaceholderText, "second"),
        ):
            made.setColor(role, self.colour(name))
        return made

    def stylesheet(self) -> str:
        """The style sheet of a window in the present palette and size."""
        values = {key: str(value) for key, value in asdict(self.colours).items()}
        values["families"] = ", ".join(f'"{name}"' for name in self._base.families())
        values |= {role.name.lower(): f"{self._points * role.value:.1f}" for role in Role}
        return re.sub(r"@(\w+)@", lambda found: values[found.group(1)], self._template)

    def shape(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
        """A shape of ``resources/icons`` in a colour of the palette (or #rrggbb), cached."""
        shade = colour if colour.startswith("#") else str(getattr(self.colours, colour))
        key = (name, shade, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, shade, size, ratio)
        return self._pixmaps[key]

    def _draw(self, name: str, shade: str, size: int, ratio: float) -> QPixmap:
        text = self._assets(f"icons/{name}.svg").replace("currentColor", shade)
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap
