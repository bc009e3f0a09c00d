"""Pictures made small: for drawings in which nobody looks at them closely."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image

from deckgen.model import Picture

LARGEST_DRAWING: Final = 40_000
"""The most bytes of an SVG that is taken as it is."""


def thumbnail(picture: Picture, pixels: int) -> tuple[bytes, str] | None:
    """Return a picture no larger than ``pixels``, and its kind; None for a large drawing."""
    if picture.media == "svg":
        small = len(picture.data) <= LARGEST_DRAWING
        return (picture.data, "svg+xml") if small else None
    try:
        with Image.open(BytesIO(picture.data)) as image:
            image.draft("RGB", (pixels, pixels))
            image.thumbnail((pixels, pixels))
            plain = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info
                                  else "RGB")  # fmt: skip
            target = BytesIO()
            if plain.mode == "RGBA":
                plain.save(target, "PNG", optimize=True)
                return target.getvalue(), "png"
            plain.save(target, "JPEG", quality=70, optimize=True)
            return target.getvalue(), "jpeg"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
