"""What keeps readers out who hear a document, or find their way in it by its titles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from deckgen.model import Inlines, Run, Slide, Table, plain
from deckgen.parser.contents import Said
from deckgen.parser.findings import Findings


def report_access(slides: Sequence[Slide], every: Sequence[Said], findings: Findings) -> None:
    """Report titles that come twice, links that do not say where they lead, bare tables."""
    _report_titles(slides, findings)
    for slide in slides:
        _report_links(slide.title, slide.line, findings)
    for block, texts in every:
        if isinstance(block, Table) and not any(plain(cell).strip() for cell in block.header):
            hint = "say in its first row what each column holds"
            findings.warn("table-header", "a table's header row is empty", block.line, hint)
        for inlines in texts:
            _report_links(inlines, block.line, findings)


def _report_titles(slides: Sequence[Slide], findings: Findings) -> None:
    first: dict[str, int] = {}
    for slide in slides:
        title = " ".join(plain(slide.title).split())
        if slide.continues or not title:
            continue
        before = first.setdefault(title.casefold(), slide.line)
        if before != slide.line:
            message = f"the title '{_short(title)}' is also that of the slide on line {before}"
            hint = "name what this slide adds; screen readers list slides by their titles"
            findings.warn("title", message, slide.line, hint)


def _report_links(inlines: Inlines, line: int, findings: Findings) -> None:
    if not any(isinstance(part, Run) and part.link for part in inlines):
        return
    for text in _link_texts(inlines):
        if _folded(text) in _SAYS_NOTHING:
            message = f"the link '{_short(text)}' does not say where it leads"
            findings.warn("link-text", message, line, "link words that name what is there")


def _link_texts(inlines: Inlines) -> Iterator[str]:
    """Yield the whole text of each link, which marks cut into runs."""
    runs = (part if isinstance(part, Run) else Run("") for part in inlines)
    for link, group in groupby(runs, key=lambda run: run.link):
        if link:
            yield " ".join("".join(run.text for run in group).split())


def _folded(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).casefold()
    return composed.strip(" .,:;!?…»«\"'“”()[]→>-")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


_SAYS_NOTHING: Final = frozenset(
    [
        "", "here", "click here", "click", "this", "this link", "this page", "link", "the link",
        "more", "read more", "learn more", "see here", "see more", "details", "page", "website",
        "hier", "hier klicken", "klick hier", "klicken sie hier", "dieser link", "mehr",
        "weiterlesen", "mehr erfahren", "siehe hier",
        "ici", "cliquez ici", "cliquer ici", "ce lien", "lien", "en savoir plus", "lire la suite",
        "aquí", "haz clic aquí", "haga clic aquí", "clic aquí", "este enlace", "enlace",
        "leer más", "más información",
        "qui", "clicca qui", "questo link", "leggi di più", "scopri di più",
        "aqui", "clique aqui", "este link", "saiba mais", "leia mais",
        "klik hier", "deze link", "lees meer", "meer",
        "tutaj", "kliknij tutaj", "ten link", "więcej", "czytaj więcej",
        "здесь", "тут", "нажмите здесь", "ссылка", "эта ссылка", "подробнее", "далее",
        "こちら", "ここ", "ここをクリック", "こちらをクリック", "リンク", "詳細",
        "这里", "這裡", "点击这里", "點擊這裡", "点此", "此处", "链接", "連結", "更多",
        "여기", "여기를 클릭", "여기를 클릭하세요", "링크", "더 보기", "자세히",
        "هنا", "اضغط هنا", "انقر هنا", "الرابط", "هذا الرابط", "المزيد",
        "כאן", "לחץ כאן", "לחצו כאן", "קישור", "הקישור", "עוד",
    ]
)  # fmt: skip
