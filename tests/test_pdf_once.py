"""What is spared in WeasyPrint changes no page, and styles grow with the kinds of boxes alone."""

from __future__ import annotations

import gc
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from pdf_lessons import SLATE, everything, html_of, lesson, slide, terms

from deckgen.backends.pdf import engine
from deckgen.backends.pdf.css import stylesheet
from deckgen.backends.pdf.printing import Printing, page_of

# Flex items get a width after they were measured: what was kept of them is no longer so.
ODD = "ol{display:flex}ol li{min-width:0;flex:1 1 30%}@page{@top-center{content:'Middle'}}"
CSS = stylesheet(SLATE, "en", page_of(SLATE, Printing())) + ODD
ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
import test_pdf_once
test_pdf_once.engine.once_a_style = lambda *modules: None
print(test_pdf_once.fingerprint())
"""


def laid_out(html: str) -> engine.Sheets:
    return engine.lay_out(html, CSS, lambda _: None)


def fingerprint() -> str:
    data, _ = engine.write_pdf(laid_out(html_of(everything())), Printing())
    return sha256(data).hexdigest()


def test_what_is_kept_of_styles_changes_no_page() -> None:
    command = [sys.executable, "-c", ALONE, str(Path(__file__).parent)]
    alone = subprocess.run(command, capture_output=True, text=True, check=True)
    assert alone.stdout.strip() == fingerprint()


def test_a_box_in_the_margin_stands_where_css_says() -> None:
    page = laid_out("<p>Words</p>").pages.pages[0]._page_box
    margins = {box.at_keyword: box.style for box in page.children[1:]}
    assert margins["@top-center"]["text_align_all"] == "center"
    assert margins["@top-center"]["vertical_align"] == "middle"


def test_sections_of_one_kind_share_their_styles() -> None:
    few, many = styles(2), styles(12)
    assert many - few <= 10 * 11  # of a title with its anchor, a table, four items' markers


def styles(sections: int) -> int:
    """Return how many styles a handout with so many sections has."""
    words = terms(Bucket="A place.", Clash="Two keys in one.")
    html = html_of(lesson(*(slide(f"Part {at}", words) for at in range(sections))))
    gc.collect()
    gc.disable()
    try:
        kept = laid_out(html)
        kinds = [type(each).__name__ for each in gc.get_objects()]
    finally:
        gc.enable()
    assert len(kept)
    return kinds.count("ComputedStyle") + kinds.count("AnonymousStyle")
