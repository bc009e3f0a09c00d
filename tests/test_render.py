"""What LibreOffice shows of the sample decks; only with ``-m render``."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation
from test_samples import LESSONS, built

SOFFICE = shutil.which("soffice")

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice (apt-get install libreoffice)"),
]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decks")
    for path in LESSONS:
        (folder / f"{path.stem}.pptx").write_bytes(built(path, "pptx"))
    command = [
        str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", str(folder), *map(str, folder.glob("*.pptx")),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_slide_is_drawn_with_all_its_text_inside(path: Path, rendered: Path) -> None:
    pages = pypdfium2.PdfDocument(rendered / f"{path.stem}.pdf")
    slides = Presentation(BytesIO(built(path, "pptx"))).slides
    shown = [slide for slide in slides if slide._element.get("show") != "0"]
    assert len(pages) == len(shown)
    assert [number for number, page in enumerate(pages, 1) if outside(page)] == []


def outside(page: pypdfium2.PdfPage) -> int:
    """Return how many characters leave the page, in part or whole."""
    width, height = page.get_size()
    text = page.get_textpage()
    boxes = (text.get_charbox(at) for at in range(text.count_chars()))
    return sum(
        left < -1 or bottom < -1 or right > width + 1 or top > height + 1
        for left, bottom, right, top in boxes
    )
