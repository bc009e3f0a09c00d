"""What PowerPoint calls its layouts, in the languages that its templates come in."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

NAMES: Final = MappingProxyType(
    {
        "Title Slide": (
            "Title Slide", "Title", "Opening", "Cover", "Titelfolie", "Diapositive de titre",
            "Diapositiva de título", "Diapositiva titolo", "Slide de Título",
            "Diapositivo de Título", "Titeldia", "Rubrikbild", "Tittellysbilde", "Titelslide",
            "Otsikkodia", "Slajd tytułowy", "Úvodní snímek", "Титульный слайд",
            "タイトル スライド", "标题幻灯片", "標題投影片", "제목 슬라이드",
        ),
        "Section Header": (
            "Section Header", "Section", "Divider", "Chapter", "Abschnittsüberschrift",
            "Titre de section", "Encabezado de sección", "Intestazione sezione",
            "Cabeçalho da Seção", "Cabeçalho da Secção", "Sectiekop", "Avsnittsrubrik",
            "Nagłówek sekcji", "Заголовок раздела", "セクション見出し", "节标题", "章節標題",
            "구역 머리글",
        ),
        "Title and Content": (
            "Title and Content", "Content", "Title and Text", "Titel und Inhalt",
            "Titre et contenu", "Título y objetos", "Título y contenido", "Titolo e contenuto",
            "Título e Conteúdo", "Título e Objeto", "Titel en object", "Titel en inhoud",
            "Rubrik och innehåll", "Tittel og innhold", "Tytuł i zawartość", "Nadpis a obsah",
            "Заголовок и объект", "タイトルとコンテンツ", "标题和内容", "標題及內容",
            "제목 및 내용",
        ),
        "Two Content": (
            "Two Content", "Two Columns", "Zwei Inhalte", "Deux contenus", "Dos objetos",
            "Dos contenidos", "Due contenuti", "Contenuto 2", "Duas Partes de Conteúdo",
            "Dois Objetos", "Inhoud van twee", "Två innehållsdelar", "To innholdsdeler",
            "Dwa elementy zawartości", "Два объекта", "2 つのコンテンツ", "两栏内容",
            "兩項物件", "콘텐츠 2개",
        ),
        "Three Content": ("Three Content", "Three Columns", "Drei Inhalte"),
        "Comparison": (
            "Comparison", "Vergleich", "Comparaison", "Comparación", "Confronto", "Comparação",
            "Vergelijking", "Jämförelse", "Porównanie", "Сравнение", "比較", "比较", "비교",
        ),
        "Title Only": (
            "Title Only", "Nur Titel", "Titre seul", "Solo el título", "Solo titolo",
            "Somente Título", "Só Título", "Alleen titel", "Endast rubrik", "Kun tittel",
            "Tylko tytuł", "Pouze nadpis", "Только заголовок", "タイトルのみ", "仅标题",
            "只有標題", "제목만",
        ),
        "Blank": (
            "Blank", "Leer", "Vide", "En blanco", "Vuota", "Em Branco", "Leeg", "Tom", "Pusty",
            "Prázdný", "Пустой слайд", "白紙", "空白", "빈 화면",
        ),
        "Picture with Caption": (
            "Picture with Caption", "Bild mit Überschrift", "Image avec légende",
            "Imagen con título", "Immagine con didascalia", "Imagem com Legenda",
            "Afbeelding met bijschrift", "Bild med bildtext", "Obraz z podpisem",
            "Рисунок с подписью", "タイトル付きの図", "图片与标题", "含標題的圖片",
            "캡션 있는 그림",
        ),
        "Quote": ("Quote", "Quote with Caption", "Zitat", "Citation", "Cita", "Citazione"),
        "Statement": ("Statement", "Big Statement", "Aussage", "Key Message"),
        "Code": ("Code", "Source Code", "Quelltext"),
        "Table": ("Table", "Title and Table", "Tabelle", "Tableau", "Tabla", "Tabella"),
    }
)  # fmt: skip
"""The names of each of our layouts."""

TYPES: Final = MappingProxyType(
    {
        "Title Slide": ("title",),
        "Section Header": ("secHead",),
        "Title and Content": ("obj", "tx"),
        "Two Content": ("twoObj", "twoColTx"),
        "Comparison": ("twoTxTwoObj",),
        "Title Only": ("titleOnly",),
        "Blank": ("blank",),
        "Picture with Caption": ("picTx",),
        "Table": ("tbl",),
    }
)
"""PowerPoint's own types for each of our layouts."""


def folded(name: str) -> str:
    """Return a layout's name as names are compared: without case, numbers in front, and signs."""
    return re.sub(r"[\W_]+", "", re.sub(r"^\s*\d+[_.:) -]+", "", name)).casefold()
