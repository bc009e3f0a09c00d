"""The headings that a new lesson begins with, in its language."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple


class Headings(NamedTuple):
    """The usual parts of a lesson; the last two are known by ``wording`` for what they are."""

    terms: str
    exam: str
    conclusion: str


HEADINGS: Final = MappingProxyType(
    {
        "en": Headings("Terms", "Exam Points", "Conclusion"),
        "de": Headings("Begriffe", "Für die Prüfung", "Zusammenfassung"),
        "fr": Headings("Vocabulaire", "Pour l’examen", "Conclusion"),
        "es": Headings("Términos", "Para el examen", "Conclusión"),
        "it": Headings("Termini", "Per l’esame", "Conclusione"),
        "pt": Headings("Termos", "Para a prova", "Conclusão"),
        "nl": Headings("Begrippen", "Voor het examen", "Conclusie"),
        "pl": Headings("Pojęcia", "Na egzamin", "Podsumowanie"),
        "ru": Headings("Термины", "К экзамену", "Заключение"),
        "ja": Headings("用語", "試験のポイント", "まとめ"),
        "zh": Headings("术语", "考试要点", "总结"),
        "ko": Headings("용어", "시험 포인트", "결론"),
        "ar": Headings("المصطلحات", "للامتحان", "الخلاصة"),
        "he": Headings("מונחים", "לבחינה", "סיכום"),
    }
)
"""By primary language."""
