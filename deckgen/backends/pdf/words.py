"""The words of handouts' kinds and editions, in the lesson's language."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from deckgen.values import Value
from deckgen.wording import primary, wording


class KindWords(Value):
    """Names of kinds, what only some of them say, and questions with one field each."""

    instructor: str
    key: str
    summary: str
    slides: str
    notes: str
    cornell: str
    guided: str
    ask_term: str
    ask_title: str


def kind_words(lang: str) -> KindWords:
    """Return the words for a BCP 47 tag; English where a language is not known."""
    return _WORDS.get(primary(lang), _WORDS["en"])


def kind_name(kind: str, lang: str) -> str:
    """Return what a kind of handout is called."""
    words = kind_words(lang)
    named = {
        "slides": words.slides,
        "notes": words.notes,
        "cornell": words.cornell,
        "guided": words.guided,
    }
    return named.get(kind, wording(lang).handout)


_WORDS: Final = MappingProxyType(
    {
        "en": KindWords(
            "Instructor’s edition", "Answer key", "Summary", "Slides", "Slides with notes",
            "Cornell notes", "Guided notes",
            "What does “{}” mean?", "What are the main points of “{}”?",
        ),
        "de": KindWords(
            "Ausgabe für Lehrende", "Lösungen", "Zusammenfassung", "Folien",
            "Folien mit Notizen", "Cornell-Notizen", "Lückentext",
            "Was bedeutet „{}“?", "Was sind die Kernpunkte von „{}“?",
        ),
        "fr": KindWords(
            "Édition de l’enseignant", "Corrigé", "Résumé", "Diapositives",
            "Diapositives avec notes", "Notes Cornell", "Notes à compléter",
            "Que signifie « {} » ?", "Quels sont les points essentiels de « {} » ?",
        ),
        "es": KindWords(
            "Edición del docente", "Soluciones", "Resumen", "Diapositivas",
            "Diapositivas con notas", "Notas Cornell", "Apuntes para completar",
            "¿Qué significa «{}»?", "¿Cuáles son las ideas principales de «{}»?",
        ),
        "it": KindWords(
            "Edizione per il docente", "Soluzioni", "Riepilogo", "Diapositive",
            "Diapositive con appunti", "Appunti Cornell", "Appunti da completare",
            "Che cosa significa «{}»?", "Quali sono i punti principali di «{}»?",
        ),
        "pt": KindWords(
            "Edição do professor", "Gabarito", "Resumo", "Slides", "Slides com anotações",
            "Anotações Cornell", "Notas para completar",
            "O que significa “{}”?", "Quais são os pontos principais de “{}”?",
        ),
        "nl": KindWords(
            "Docenteneditie", "Antwoorden", "Samenvatting", "Dia’s", "Dia’s met notities",
            "Cornell-notities", "Invulnotities",
            "Wat betekent ‘{}’?", "Wat zijn de hoofdpunten van ‘{}’?",
        ),
        "pl": KindWords(
            "Wydanie dla prowadzącego", "Klucz odpowiedzi", "Podsumowanie", "Slajdy",
            "Slajdy z miejscem na notatki", "Notatki metodą Cornella", "Notatki z lukami",
            "Co oznacza „{}”?", "Jakie są najważniejsze punkty tematu „{}”?",
        ),
        "ru": KindWords(
            "Издание для преподавателя", "Ответы", "Итоги", "Слайды",
            "Слайды с местом для заметок", "Конспект по методу Корнелла",
            "Конспект с пропусками",
            "Что означает «{}»?", "Каковы главные мысли темы «{}»?",
        ),
        "ja": KindWords(
            "講師用", "解答", "まとめ", "スライド", "スライドとメモ", "コーネル式ノート",
            "穴埋めノート",
            "「{}」とは何ですか。", "「{}」の要点は何ですか。",
        ),
        "zh": KindWords(
            "教师版", "参考答案", "总结", "幻灯片", "幻灯片与笔记", "康奈尔笔记", "填空讲义",
            "“{}”是什么意思？", "“{}”的要点是什么？",
        ),
        "ko": KindWords(
            "강사용", "정답", "요약", "슬라이드", "슬라이드와 메모", "코넬 노트",
            "빈칸 채우기 노트",
            "‘{}’의 뜻은 무엇입니까?", "‘{}’의 핵심은 무엇입니까?",
        ),
        "ar": KindWords(
            "نسخة المدرّس", "مفتاح الإجابات", "الخلاصة", "الشرائح", "الشرائح مع ملاحظات",
            "ملاحظات كورنيل", "ملاحظات لملء الفراغات",
            "ما معنى «{}»؟", "ما النقاط الرئيسية في «{}»؟",
        ),
        "he": KindWords(
            "מהדורת המרצה", "מפתח תשובות", "סיכום", "שקפים", "שקפים עם מקום להערות",
            "סיכום בשיטת קורנל", "סיכום עם השלמות",
            "מה פירוש ״{}״?", "מהן הנקודות העיקריות של ״{}״?",
        ),
    }
)  # fmt: skip
