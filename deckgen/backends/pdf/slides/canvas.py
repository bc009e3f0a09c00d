"""What one slide is drawn on: its ground, its scale, and the styles that its parts use."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.backends.pdf.setting import Setting
from deckgen.fit.looks import Ground, code_color, highlight_color
from deckgen.model import Align
from deckgen.theme import EMU_PER_PT, Box, Layout, Placeholder, Theme
from deckgen.theme.contrast import READABLE, contrast
from deckgen.theme.palette import Color
from deckgen.values import Mutable, field, replace

_SIDES: Final = MappingProxyType({"l": Align.NONE, "ctr": Align.CENTER, "r": Align.RIGHT})


class Styles(Mutable):
    """The looks of a document, each a class of its own, named in the order of first use."""

    names: dict[str, str] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)

    def add(self, look: str, **inside: str) -> str:
        """Return the class of a look; ``inside`` are the looks of tags within it."""
        key = f"{look}|{sorted(inside.items())}"
        if key not in self.names:
            name = self.names[key] = f"s{len(self.names) + 1}"
            self.rules.append(f"body .{name}{{{look}}}")
            self.rules += [f"body .{name} {tag}{{{within}}}" for tag, within in inside.items()]
        return self.names[key]

    @property
    def css(self) -> str:
        """All classes as a style sheet."""
        return "".join(self.rules)


class Canvas(Mutable):
    """One slide while it is drawn; ``scale`` is how large its points are on paper.

    ``heading`` is the level of its title.
    """

    setting: Setting
    theme: Theme
    layout: Layout
    ground: Ground
    scale: float
    styles: Styles
    right_to_left: bool = False
    heading: int = 2

    def pt(self, points: float) -> str:
        """Return a length of the slide on paper."""
        return f"{points * self.scale:.2f}pt"

    def at(self, box: Box) -> str:
        """Return where a box stands, as CSS."""
        left, top, width, height = (
            self.pt(side / EMU_PER_PT) for side in (box.x, box.y, box.width, box.height)
        )
        return f"left:{left};top:{top};width:{width};height:{height};"

    def on(self, ground: Ground) -> str:
        """Return the class of what stands on ``ground``: how links and code within look."""
        ink = self.rgb(Color(ground.ink or "tx1"), ground)
        return self.styles.add(
            f"color:{ink}",
            a=f"color:{self._link(ground, ink)}",
            code=f"color:{self.rgb(code_color(ground), ground)}",
            mark=f"color:inherit;background:{self.rgb(highlight_color(ground), ground)}",
        )

    def _link(self, ground: Ground, ink: str) -> str:
        """Return the color of links; that of the text around where theirs is illegible."""
        on = ground.palette
        link = on.rgb(Color("hlink"))
        return f"#{link}" if contrast(link, on.rgb(ground.surface)) >= READABLE else ink

    def ground_of(self, place: Placeholder | None) -> Ground:
        """Return what text in a placeholder stands on: the slide's paper, or a decoration."""
        if place is None or not place.ground:
            return self.ground
        return replace(self.ground, surface=Color(place.ground), ink=place.color)

    def align_of(self, place: Placeholder) -> Align:
        """Return the side of a placeholder's text, none where it is the language's own."""
        side = _SIDES[place.align]
        return Align.NONE if self.right_to_left and side is not Align.CENTER else side

    def corners(self) -> str:
        """Return the rounding of code and panels, as CSS; empty where it is none."""
        radius = self.theme.look.corners
        return f"border-radius:{self.pt(radius / EMU_PER_PT)};" if radius else ""

    def rgb(self, color: Color, ground: Ground | None = None) -> str:
        """Return a scheme color as CSS."""
        return "#" + (ground or self.ground).palette.rgb(color)

    def box(
        self,
        box: Box,
        inner: str,
        *,
        look: str = "",
        anchor: str = "t",
        insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0),
        classes: str = "",
    ) -> str:
        """Return what stands in a box: at its top, its middle (``ctr``) or its foot (``b``)."""
        left, top, right, bottom = (max(inset, 0.0) for inset in insets)
        padding = f"padding:{self.pt(top)} {self.pt(right)} {self.pt(bottom)} {self.pt(left)};"
        padding = padding if any((left, top, right, bottom)) else ""
        outer = self.styles.add(f"position:absolute;{self.at(box)}{padding}{look}")
        names = f"{outer} {classes}".rstrip()
        if anchor in ("", "t"):
            return f'<div class="{names}">{inner}</div>'
        high = max(box.height / EMU_PER_PT - top - bottom, 1.0)
        cell = self.styles.add(
            f"display:table-cell;height:{self.pt(high)};"
            f"vertical-align:{'middle' if anchor == 'ctr' else 'bottom'}"
        )
        return (
            f'<div class="{names}"><div class="fix"><div class="{cell}">{inner}</div></div></div>'
        )
