"""What a theme is: colors, fonts, a type scale and layouts on a grid, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from deckgen.diagnostics import DeckgenError
from deckgen.settings import Given
from deckgen.values import Value, field

EMU_PER_PT: Final = 12700
EMU_PER_INCH: Final = 914400


class Box(Value):
    """A rectangle on a slide, in EMU from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


class Face(Value):
    """A typeface: its name in a deck, whose widths measure it, and its name in print.

    ``metrics`` names a width table in ``deckgen/fonts``.
    """

    deck: str
    metrics: str
    print: str


class Fonts(Value):
    """The theme's typefaces by use; all but the first three serve the deck alone.

    ``scripts`` are faces by script (``Jpan``, ``Arab``, …) in place of the usual ones.
    """

    heading: Face
    body: Face
    mono: Face
    east_asian: str = ""
    complex_script: str = ""
    scripts: tuple[tuple[str, str], ...] = ()


class Colors(Value):
    """The twelve colors of an Office color scheme, as ``RRGGBB``.

    ``dark1`` and ``light1`` are ink and paper of a light theme; a dark theme
    exchanges them by its master's color map.
    """

    dark1: str
    light1: str
    dark2: str
    light2: str
    accent1: str
    accent2: str
    accent3: str
    accent4: str
    accent5: str
    accent6: str
    link: str
    followed: str


class Scale(Value):
    """Type sizes in points, the largest first; the last of a tuple is its floor."""

    opening: tuple[float, ...]
    title: tuple[float, ...]
    body: tuple[float, ...]
    code: tuple[float, ...]
    table: tuple[float, ...]
    lead: tuple[float, ...]
    statement: tuple[float, ...]
    kicker: float
    caption: float
    footnote: float
    footer: float


class Look(Value):
    """How a theme draws what its colors and sizes do not say.

    ``bullets`` stand before the items of the first level and of those within.
    ``corners`` is the radius of code and panels, in EMU. ``panels`` are
    ``bar`` (a tint with a bar at its edge), ``block`` (a tint alone), ``rule``
    (a line above, no tint) or ``frame`` (a line around, no tint). ``tables``
    are ``band`` (a dark header, every second row tinted), ``rule`` (lines
    above, below and under the header) or ``grid`` (lines everywhere).
    ``code`` is the scheme color under code, ``contrast`` the least that text
    has with what it stands on: 4.5 is WCAG's level AA, 7 its level AAA.
    """

    bold_titles: bool = True
    bullets: tuple[str, ...] = ("•", "–")
    corners: int = 73152
    panels: str = "bar"
    tables: str = "band"
    code: str = "bg2"
    contrast: float = 4.5


class Seat(Value):
    """Where a placeholder's content goes on a layout of the user's own template.

    ``type`` is PowerPoint's word for the template's placeholder (``obj``,
    ``body``, ``title``, …), empty where the layout has none and the content
    stands in a box of its own; ``idx`` is its number there. ``box`` is the
    whole of it and ``insets`` its margins, in EMU. ``align`` is how it sets
    its text, ``text`` what it says itself, ``field`` what it counts, and
    ``bullets`` whether its text has bullets by itself. ``color`` is the slot
    of the scheme that its text would lose on a slide of ours, else empty;
    ``faded`` says that the template sets it too faint to be read from afar.
    """

    type: str = ""
    idx: int = 0
    box: Box = Box(0, 0, 0, 0)
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)
    align: str = ""
    text: str = ""
    field: str = ""
    bullets: bool = False
    color: str = ""
    faded: bool = False


class Placeholder(Value):
    """A place for content on a layout.

    ``kind`` is ``title``, ``subtitle``, ``kicker``, ``body``, ``code``,
    ``table``, ``picture``, ``caption``, ``lead``, ``statement``, ``card``,
    ``term``, ``detail``, ``heading``, ``quote``, ``attribution``,
    ``question``, ``text``, ``footer``, ``number`` or, in a user's
    template, ``date``. A ``body`` has bullets, a ``text`` has none. ``idx`` is unique on its
    layout. ``insets`` are left, top, right and bottom, in EMU. ``anchor`` is
    ``t``, ``ctr`` or ``b``, ``align`` is ``l``, ``ctr`` or ``r``. ``ground``
    is the scheme color of the decoration that it stands on, else empty. With
    a ``seat``, ``box`` is what its margins leave free.
    """

    kind: str
    idx: int
    name: str
    box: Box
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)
    anchor: str = "t"
    color: str = ""
    fill: str = ""
    seat: Seat | None = None
    align: str = "l"
    ground: str = ""


class Shape(Value):
    """A decoration of a master or layout; ``color`` is a scheme color's name.

    ``flip`` turns it around: ``h``, ``v``, both or empty.
    """

    box: Box
    color: str
    geometry: str = "rect"
    flip: str = ""


class Layout(Value):
    """A slide layout: ``type`` is PowerPoint's own word for it (``obj``, ``twoObj``, …).

    ``background`` is a scheme color's name, or empty for the master's;
    ``master_shapes`` says whether the master's decorations show. ``part`` is
    the layout of the user's template that stands for it, ``own_name`` its name
    there and ``found`` how it was recognized.
    """

    name: str
    type: str
    placeholders: tuple[Placeholder, ...]
    shapes: tuple[Shape, ...] = ()
    background: str = ""
    master_shapes: bool = True
    part: str = ""
    own_name: str = ""
    found: str = ""

    def find(self, kind: str) -> tuple[Placeholder, ...]:
        """Return the placeholders of one kind, in reading order."""
        return tuple(place for place in self.placeholders if place.kind == kind)

    def place(self, idx: int) -> Placeholder | None:
        """Return the placeholder with this number; None where there is none."""
        for place in self.placeholders:
            if place.idx == idx:
                return place
        return None


class Theme(Value):
    """A theme, whole: deck and handout are made of the same tokens.

    ``handout`` holds the print tokens as written in ``[handout]``; ``css`` is
    the theme's ``handout.css``, empty where it has none. ``template`` is the
    user's own PowerPoint file, where decks are to be made from that. ``settings``
    are for lessons that nothing else sets them for. ``right_to_left`` marks a
    theme that was mirrored.
    """

    name: str
    title: str
    description: str
    dark: bool
    colors: Colors
    fonts: Fonts
    scale: Scale
    width: int
    height: int
    shapes: tuple[Shape, ...]
    layouts: tuple[Layout, ...]
    handout: Mapping[str, str]
    css: str = ""
    template: bytes = b""
    look: Look = Look()
    settings: Given = field(default_factory=dict)
    right_to_left: bool = False

    def __hash__(self) -> int:
        """Return the hash of what is small: themes that differ elsewhere alone are few."""
        return hash((self.name, self.colors, self.scale, self.width, self.right_to_left))

    def layout(self, name: str) -> Layout:
        """Return a layout by its name.

        Raises:
            DeckgenError: the theme has none of that name.
        """
        for layout in self.layouts:
            if layout.name == name:
                return layout
        raise DeckgenError(f"theme '{self.name}' has no layout '{name}'")
