"""Pictures no larger than the place they are shown in."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from PIL import Image

from deckgen.model import Picture

GENEROUS: Final = 1.3
"""A picture that has so many times the dots that are wanted stays as it is."""
_QUALITY: Final = 88


@lru_cache(maxsize=16)
def scaled(picture: Picture, width_px: int) -> Picture:
    """Return a PNG or JPEG at about ``width_px`` where that makes it smaller, else itself."""
    if picture.media not in ("png", "jpeg") or picture.width_px <= GENEROUS * width_px:
        return picture
    height_px = max(1, round(picture.height_px * width_px / picture.width_px))
    with Image.open(BytesIO(picture.data), formats=("PNG", "JPEG", "MPO")) as image:
        data = _saved(_readable(image).resize((width_px, height_px), _WAY), picture, image.info)
    if len(data) >= len(picture.data):
        return picture
    return Picture(data, picture.media, width_px, height_px)


_WAY: Final = Image.Resampling.LANCZOS


def _readable(image: Image.Image) -> Image.Image:
    """Return an image whose dots can be mixed: no palette, no single bits."""
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        return image
    clear = "A" in image.getbands() or "transparency" in image.info
    return image.convert("RGBA" if clear else "RGB")


def _saved(image: Image.Image, picture: Picture, info: dict[Any, Any]) -> bytes:
    out = BytesIO()
    profile = {"icc_profile": info["icc_profile"]} if info.get("icc_profile") else {}
    if picture.media == "jpeg":
        image.save(out, "JPEG", quality=_QUALITY, optimize=True, **profile)
    else:
        image.save(out, "PNG", optimize=True, **profile)
    return out.getvalue()
