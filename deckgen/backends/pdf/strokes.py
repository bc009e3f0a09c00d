"""Borders and drawings put on the page with fewer strokes than WeasyPrint 70 takes."""

from __future__ import annotations

from typing import Any, Final

_SIDES: Final = ("top", "right", "bottom", "left")


def rule_sides(drawing: Any) -> None:
    """Draw the border of a single side as the rectangle that it is.

    ``drawing`` is WeasyPrint's module ``draw``. It fills what is between two rectangles, within
    a polygon, so that sides may meet in any way: a tenth of the time to write a handout, whose
    tables have a rule above each of their cells.
    """
    usual = drawing.draw_border

    def draw_border(stream: Any, box: Any) -> None:
        widths = [vars(box).get(f"border_{side}_width") for side in _SIDES]
        if widths.count(0) != 3 or not _is_plain(box, _SIDES[side := widths.index(max(widths))]):
            usual(stream, box)
            return
        style, name = box.style, _SIDES[side]
        color = style[f"border_{name}_color"]
        with stream.artifact():
            stream.set_color(style["color"] if color == "currentcolor" else color)
            stream.rectangle(*_strip(box, name, widths[side]))
            stream.fill()

    drawing.draw_border = draw_border


def _is_plain(box: Any, side: str) -> bool:
    style = box.style
    corners = ("top_left", "top_right", "bottom_left", "bottom_right")
    return (
        style["visibility"] == "visible"
        and style[f"border_{side}_style"] == "solid"
        and style["border_image_source"][0] == "none"
        and not style["column_rule_width"]
        and not any(any(getattr(box, f"border_{corner}_radius")) for corner in corners)
    )


def _strip(box: Any, side: str, width: float) -> tuple[float, float, float, float]:
    left, top = box.border_box_x(), box.border_box_y()
    across, down = box.border_width(), box.border_height()
    if side in ("top", "bottom"):
        return left, top + (down - width) * (side == "bottom"), across, width
    return left + (across - width) * (side == "right"), top, width, down


def look_for_outlines(drawing: Any, border: Any) -> None:
    """Ask no more than the width of an outline that is not there.

    ``drawing`` and ``border`` are WeasyPrint's modules ``draw`` and ``draw.border``. They ask
    each box for four more values, which have to be worked out to be asked for.
    """
    usual = border.draw_outline

    def draw_outline(stream: Any, box: Any) -> None:
        if box.style["outline_width"]:
            usual(stream, box)
            return
        for child in box.children:
            if isinstance(child, border.boxes.Box):
                draw_outline(stream, child)

    drawing.draw_outline = border.draw_outline = draw_outline


def place_drawings(drawing: Any) -> None:
    """Draw the same picture behind several boxes of a page once, and place it behind each.

    ``drawing`` is WeasyPrint's module ``draw``. It walks an SVG anew for each box: a tenth of
    the time to write a handout, with a box to tick before each term.
    """
    usual = drawing.draw_background_image

    def draw_background_image(stream: Any, layer: Any, style: Any) -> None:
        once = layer.repeat == ("no-repeat", "no-repeat") and 0 not in layer.size
        if not once or not isinstance(layer.image, drawing.SVGImage):
            usual(stream, layer, style)
            return
        left, top, *_ = layer.positioning_area
        with stream.artifact(), stream.stacked():
            if not layer.unbounded:
                stream.rectangle(*layer.painting_area)
                stream.clip()
                stream.end()
            stream.transform(e=left + layer.position[0], f=top + layer.position[1])
            stream.draw_x_object(_form(stream, layer, style))

    drawing.draw_background_image = draw_background_image


def _form(stream: Any, layer: Any, style: Any) -> str:
    """Return the name of a picture of this size among those that a page has drawn already."""
    forms = vars(stream).setdefault("forms", {})
    key = layer.image, layer.size
    if key not in forms:
        group = stream.add_group(0, 0, *layer.size)
        layer.image.draw(group, *layer.size, style)
        forms[key] = group.id
    name: str = forms[key]
    return name
