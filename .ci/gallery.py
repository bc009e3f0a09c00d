"""Draw every theme with every layout: ``output/gallery.png``, by way of LibreOffice.

With ``--pictures`` it also draws the small picture of each theme that README.md shows.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from shutil import which

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

import deckgen
from deckgen.model import Lesson, plain

ROOT = Path(__file__).parent.parent
LESSON = ROOT / "themes" / "gallery.md"
WIDE, GAP, ROW = 400, 12, 8
SHOWN = (
    "Every Layout, Once", "What Makes a Page", "A Small Comparison", "Measuring a Line",
    "Before You Print", "Three Kinds of White",
)  # fmt: skip
"""The slides on a theme's small picture."""


def main(pictures: bool) -> None:
    """Draw all themes."""
    soffice = which("soffice")
    if not soffice:
        sys.exit("gallery: LibreOffice is needed; run: sudo apt-get install -y libreoffice-impress")
    with tempfile.TemporaryDirectory() as folder:
        slides = drawn(soffice, Path(folder))
    strips = [sheet(images, ROW, name) for name, images in slides.items()]
    output = ROOT / "output" / "gallery.png"
    output.parent.mkdir(exist_ok=True)
    stacked(strips).save(output)
    print(f"{output.relative_to(ROOT)}: {len(strips)} themes")
    if pictures:
        titles = [plain(slide.title) for slide in gallery().slides]
        for name, images in slides.items():
            few = sheet([images[titles.index(title)] for title in SHOWN], 3)
            few = few.resize((few.width * 3 // 4, few.height * 3 // 4))
            few = few.quantize(256, kmeans=4, dither=0)
            few.save(ROOT / "themes" / name / "gallery.png", optimize=True)


def drawn(soffice: str, folder: Path) -> Mapping[str, list[Image.Image]]:
    """Return the pictures of all slides of the gallery's lesson, by theme."""
    lesson, names = gallery(), deckgen.theme_names()
    for name in names:
        deck = deckgen.load_backend("pptx").render(lesson, deckgen.load_theme(name), print)
        (folder / f"{name}.pptx").write_bytes(deck)
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    files = [str(folder / f"{name}.pptx") for name in names]
    arguments = ["--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=600)
    return {name: pages(folder / f"{name}.pdf") for name in names}


def gallery() -> Lesson:
    """Return the lesson that has every layout."""
    source = deckgen.read(LESSON, print)
    return deckgen.load_pictures(deckgen.parse(source, print), source.root, print)


def pages(path: Path) -> list[Image.Image]:
    """Return the pages of a PDF as pictures of one width."""
    document = pypdfium2.PdfDocument(path)
    return [page.render(scale=WIDE / page.get_width()).to_pil() for page in document]


def sheet(images: list[Image.Image], across: int, title: str = "") -> Image.Image:
    """Return pictures tiled row by row, under a title where there is one."""
    high = images[0].height
    rows = -(-len(images) // across)
    above = 36 if title else 0
    size = (across * (WIDE + GAP) + GAP, rows * (high + GAP) + GAP + above)
    made = Image.new("RGB", size, "#9a9a9a")
    if title:
        ImageDraw.Draw(made).text((GAP, 8), title, "#ffffff", ImageFont.load_default(24))
    for number, image in enumerate(images):
        x, y = number % across, number // across
        made.paste(image, (GAP + x * (WIDE + GAP), above + GAP + y * (high + GAP)))
    return made


def stacked(images: list[Image.Image]) -> Image.Image:
    """Return pictures one under the other."""
    made = Image.new("RGB", (images[0].width, sum(image.height for image in images)))
    y = 0
    for image in images:
        made.paste(image, (0, y))
        y += image.height
    return made


if __name__ == "__main__":
    main("--pictures" in sys.argv[1:])
