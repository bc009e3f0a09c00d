"""The words of deckgen's own in a document over several lessons, in its language."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.values import Value
from deckgen.wording import primary


class BookWording(Value):
    """The names of a book's parts and editions in one language."""

    contents: str
    digest: str
    glossary: str
    index: str
    student: str
    instructor: str


def book_wording(lang: str) -> BookWording:
    """Return the words for a BCP 47 tag; English where a language is not known."""
    return _WORDINGS.get(primary(lang), _WORDINGS["en"])


_WORDINGS: Final = MappingProxyType(
    {
        "en": BookWording(
            "Contents", "For the exam", "Glossary", "Index",
            "Study booklet", "Instructor’s edition",
        ),
        "de": BookWording(
            "Inhalt", "Für die Prüfung", "Glossar", "Stichwortverzeichnis",
            "Lernheft", "Ausgabe für Lehrende",
        ),
        "fr": BookWording(
            "Sommaire", "Pour l’examen", "Glossaire", "Index",
            "Livret d’étude", "Édition de l’enseignant",
        ),
        "es": BookWording(
            "Índice general", "Para el examen", "Glosario", "Índice alfabético",
            "Cuaderno de estudio", "Edición del docente",
        ),
        "it": BookWording(
            "Sommario", "Per l’esame", "Glossario", "Indice analitico",
            "Quaderno di studio", "Edizione per il docente",
        ),
        "pt": BookWording(
            "Sumário", "Para a prova", "Glossário", "Índice remissivo",
            "Caderno de estudo", "Edição do professor",
        ),
        "nl": BookWording(
            "Inhoud", "Voor het examen", "Begrippenlijst", "Register",
            "Studieboekje", "Editie voor de docent",
        ),
        "pl": BookWording(
            "Spis treści", "Na egzamin", "Słowniczek", "Indeks",
            "Zeszyt do nauki", "Wydanie dla prowadzącego",
        ),
        "ru": BookWording(
            "Содержание", "К экзамену", "Глоссарий", "Предметный указатель",
            "Учебная тетрадь", "Издание для преподавателя",
        ),
        "ja": BookWording(
            "目次", "試験対策", "用語集", "索引", "学習ブックレット", "講師版",
        ),
        "zh": BookWording(
            "目录", "考试要点", "术语表", "索引", "学习手册", "教师版",
        ),
        "ko": BookWording(
            "차례", "시험 대비", "용어집", "찾아보기", "학습 책자", "강사용",
        ),
        "ar": BookWording(
            "المحتويات", "للامتحان", "مسرد المصطلحات", "الفهرس",
            "كتيّب الدراسة", "نسخة المدرّس",
        ),
        "he": BookWording(
            "תוכן העניינים", "לבחינה", "מילון מונחים", "מפתח",
            "חוברת לימוד", "מהדורה למרצה",
        ),
    }
)  # fmt: skip
