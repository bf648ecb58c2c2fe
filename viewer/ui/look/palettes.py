"""The palettes and what each colour is for; every text passes WCAG 2.2 AA on its ground, high contrast AAA.

Light and dark use colours of the NHS service manual. None carries a meaning alone.
"""

from dataclasses import dataclass


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
HIGH_LIGHT = Colours(
    page="#ffffff", panel="#ffffff", text="#000000", second="#000000", line="#000000", edge="#000000",
    accent="#00308f", onaccent="#ffffff", select="#ffe680", hover="#fff3bf", good="#004d1f", bad="#8a0000",
    warn="#5c3600", go="#004d1f", ongo="#ffffff", banner="#000000", onbanner="#ffffff", bannerlabel="#ffffff",
    dead="#000000", deadline="#333333", safetyback="#fff3bf", safetytext="#000000",
    noticeback="#fff3bf", noticetext="#000000", noticeedge="#000000",
)  # fmt: skip
HIGH_DARK = Colours(
    page="#000000", panel="#000000", text="#ffffff", second="#ffffff", line="#ffffff", edge="#ffffff",
    accent="#9cd3ff", onaccent="#000000", select="#002b57", hover="#1f1f1f", good="#8ff0b0", bad="#ffb3ab",
    warn="#ffe08a", go="#8ff0b0", ongo="#000000", banner="#000000", onbanner="#ffffff", bannerlabel="#ffffff",
    dead="#000000", deadline="#333333", safetyback="#000000", safetytext="#ffe08a",
    noticeback="#000000", noticetext="#ffe08a", noticeedge="#ffe08a",
)  # fmt: skip
