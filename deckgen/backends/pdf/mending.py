"""A leak of WeasyPrint's that is stopped from outside, so that a long build's memory stays flat."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache  # done twice it would free twice
def stop_leak(line_break: Any) -> None:
    """Free the attributes of every line of text together with its layout.

    ``line_break`` is WeasyPrint's module of that name, of version 70. Its layouts share one
    attribute in lists that it never frees, for to free one would free what all of them
    have: about 115 bytes for each piece of a line, 80 KiB for a lesson. Here each list has
    an attribute of its own, and goes with its layout.
    """
    pango, layout = line_break.pango, line_break.Layout
    usual = layout.setup

    def setup(self: Any, style: Any) -> None:
        style.font_config.font_features.clear()
        usual(self, style)
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes:
            pango.pango_attr_list_unref(attributes)  # the layout holds it by now

    layout.setup = setup
