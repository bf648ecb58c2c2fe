"""How everything looks: the two palettes with their contrast, the sizes of text, the shapes (A11Y-05).

Colours are those of the NHS service manual that pass 4.5:1 for text on their ground; none carries a meaning
alone. The family is the workstation's own (A11Y-06), and all sizes follow its size.
"""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import Enum

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

Assets = Callable[[str], str]
"""Reads a text file below ``resources/``, such as ``styles/window.qss``."""

_SMALLEST_PT = 10.0
_FAMILIES = ["Noto Sans", "Liberation Sans", "Arial", "Nimbus Sans", "DejaVu Sans"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One palette, as #rrggbb; the name says what a colour is for."""

    page: str
    panel: str
    text: str
    second: str
    line: str
    edge: str
    accent: str
    onaccent: str
    select: str
    hover: str
    good: str
    bad: str
    warn: str
    go: str
    ongo: str
    banner: str
    onbanner: str
    bannerlabel: str
    dead: str
    deadline: str
    safetyback: str
    safetytext: str
    noticeback: str
    noticetext: str
    noticeedge: str


LIGHT = Colours(
    page="#f0f4f5", panel="#ffffff", text="#212b32", second="#4c6272", line="#d8dde0", edge="#768692",
    accent="#005eb8", onaccent="#ffffff", select="#d2e4f5", hover="#e8edee", good="#006530", bad="#b3160d",
    warn="#7a4b00", go="#007f3b", ongo="#ffffff", banner="#003087", onbanner="#ffffff", bannerlabel="#c9d8ef",
    dead="#3b4a54", deadline="#5d6f7a", safetyback="#fff2cc", safetytext="#212b32",
    noticeback="#fff9c4", noticetext="#212b32", noticeedge="#7a4b00",
)  # fmt: skip
DARK = Colours(
    page="#12191e", panel="#1b252c", text="#f0f4f5", second="#b6c1c8", line="#34424c", edge="#8a99a3",
    accent="#86bcec", onaccent="#12191e", select="#17406b", hover="#27343d", good="#78cf9d", bad="#ff9c92",
    warn="#ffce73", go="#0a7f3f", ongo="#ffffff", banner="#0b2a63", onbanner="#ffffff", bannerlabel="#c9d8ef",
    dead="#3b4a54", deadline="#5d6f7a", safetyback="#3d3413", safetytext="#fff2cc",
    noticeback="#3d3a13", noticetext="#fff9c4", noticeedge="#ffce73",
)  # fmt: skip


def workstation_is_dark() -> bool:
    """Whether the person set a dark colour scheme; a workstation that says nothing is light."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


class Role(Enum):
    """A size of text, as a factor of the workstation's own."""

    SMALL = 0.88
    BODY = 1.0
    HEADING = 1.12
    NAME = 1.3
    TITLE = 1.5


class Theme(QObject):
    """The palette and sizes in use.

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
        self._forced: Colours | None = None
        self.refresh()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_scheme)

    def force(self, colours: Colours | None) -> None:
        """Use one palette whatever the workstation says; None follows it again."""
        self._forced = colours
        self.refresh()

    def refresh(self) -> None:
        """Read the workstation's scheme and font again, and tell everyone."""
        self.colours = self._forced or (DARK if self._is_dark() else LIGHT)
        font = QGuiApplication.font()
        if font.family() == "Sans Serif":  # a desktop that names no font of its own
            font.setFamilies(_FAMILIES)
        size = font.pointSizeF() if font.pointSizeF() > 0 else font.pixelSize() * 0.75
        self._base = font
        self._points = max(size, _SMALLEST_PT)
        self.changed.emit()

    def _follow_scheme(self, _scheme: Qt.ColorScheme) -> None:
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
