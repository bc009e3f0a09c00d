"""The few words of deckgen's own that appear in an output, in the lesson's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from deckgen.model import CalloutKind, Meta
from deckgen.values import Value


class Wording(Value):
    """Deckgen's words in one language.

    ``page`` has the fields ``{page}`` and ``{pages}``; ``notes`` names the
    speaker notes; ``exam_titles`` and
    ``summary_titles`` are patterns that tell what a slide is for by its title.
    """

    section: str
    lesson: str
    page: str
    handout: str
    contents: str
    check: str
    footnotes: str
    notes: str
    answer: str
    no_picture: str
    diagram: str
    callouts: Mapping[CalloutKind, str]
    exam_titles: str
    summary_titles: str
    answers: str


RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})
"""Languages written from right to left."""


def wording(lang: str) -> Wording:
    """Return the words for a BCP 47 tag; English where a language is not known."""
    return _WORDINGS.get(primary(lang), _WORDINGS["en"])


def wording_lang(lang: str) -> str:
    """Return the primary language of ``wording(lang)``, which may be English standing in."""
    return primary(lang) if primary(lang) in _WORDINGS else "en"


def is_right_to_left(lang: str) -> bool:
    """Tell whether text in a language runs from right to left, and its pages too."""
    return primary(lang) in RIGHT_TO_LEFT


@lru_cache(maxsize=64)
def primary(lang: str) -> str:
    """Return a tag's primary language: ``pt`` of ``pt-BR``."""
    return re.split(r"[-_]", lang.lower())[0]


def callout_named(name: str) -> CalloutKind | None:
    """Return the kind of callout that has this name in one of the languages."""
    return _callout_names().get(name.casefold())


@cache
def _callout_names() -> dict[str, CalloutKind]:
    return {
        name.casefold(): kind
        for words in _WORDINGS.values()
        for kind, name in words.callouts.items()
    }


def kicker(meta: Meta) -> str:
    """Return the line over the title: ``Section 6 · Lesson 10``; empty where nothing is known."""
    return " · ".join(kicker_parts(meta))


def kicker_parts(meta: Meta) -> tuple[str, ...]:
    """Return what the line over the title says: the section, the lesson, or one of them."""
    lesson = f"{wording(meta.lang).lesson} {meta.lesson}" if meta.lesson else ""
    return tuple(part for part in (section_label(meta), lesson) if part)


def section_label(meta: Meta) -> str:
    """Return the section as a reader sees it: ``Section 6`` for ``Section-6`` and for ``6``.

    A course names its sections in one language; a lesson in another one says
    the word in its own.
    """
    label = " ".join(re.split(r"[-_\s]+", meta.section.strip()))
    return re.sub(r"^(?:section\s*)?(?=\d)", f"{wording(meta.lang).section} ", label, flags=re.I)


def _callouts(
    note: str, tip: str, important: str, warning: str, caution: str, exam: str
) -> Mapping[CalloutKind, str]:
    texts = (note, tip, important, warning, caution, exam)
    return MappingProxyType(dict(zip(CalloutKind, texts, strict=True)))


_WORDINGS: Final = MappingProxyType(
    {
        "en": Wording(
            "Section", "Lesson", "Page {page} of {pages}", "Study handout", "In this lesson",
            "Check yourself", "Notes", "Speaker notes", "Answer",
            "Picture not available", "Diagram",
            _callouts("Note", "Tip", "Important", "Warning", "Caution", "For the exam"),
            r"\bexams?\b", r"^(conclusion|summary|recap|takeaways?|key takeaways|wrap[- ]?up)\b",
            "Answers",
        ),
        "de": Wording(
            "Abschnitt", "Lektion", "Seite {page} von {pages}", "Handout", "In dieser Lektion",
            "Zur Selbstkontrolle", "Anmerkungen", "Notizen für Lehrende",
            "Antwort", "Bild nicht verfügbar", "Diagramm",
            _callouts("Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht", "Für die Prüfung"),
            r"\b(prüfung|klausur|examen)", r"^(fazit|zusammenfassung|schluss)",
            "Lösungen",
        ),
        "fr": Wording(
            "Section", "Leçon", "Page {page} sur {pages}", "Fiche d’étude", "Dans cette leçon",
            "Vérifiez vos acquis", "Notes", "Notes de l’enseignant",
            "Réponse", "Image indisponible", "Diagramme",
            _callouts("Note", "Astuce", "Important", "Avertissement", "Attention", "Pour l’examen"),
            r"\bexamens?\b", r"^(conclusion|résumé|en résumé|synthèse)\b",
            "Réponses",
        ),
        "es": Wording(
            "Sección", "Lección", "Página {page} de {pages}", "Apuntes", "En esta lección",
            "Compruébalo", "Notas", "Notas del docente",
            "Respuesta", "Imagen no disponible", "Diagrama",
            _callouts("Nota", "Consejo", "Importante", "Advertencia", "Precaución",
                      "Para el examen"),
            r"\bex[aá]men(es)?\b", r"^(conclusi[oó]n|resumen)",
            "Respuestas",
        ),
        "it": Wording(
            "Sezione", "Lezione", "Pagina {page} di {pages}", "Dispensa", "In questa lezione",
            "Mettiti alla prova", "Note", "Note per il docente",
            "Risposta", "Immagine non disponibile", "Diagramma",
            _callouts("Nota", "Suggerimento", "Importante", "Avviso", "Attenzione", "Per l’esame"),
            r"\besam[ei]\b", r"^(conclusion[ei]|riepilogo|sintesi)\b",
            "Risposte",
        ),
        "pt": Wording(
            "Seção", "Aula", "Página {page} de {pages}", "Apostila", "Nesta aula",
            "Teste-se", "Notas", "Notas do professor", "Resposta",
            "Imagem indisponível", "Diagrama",
            _callouts("Nota", "Dica", "Importante", "Aviso", "Cuidado", "Para a prova"),
            r"\b(exames?|provas?)\b", r"^(conclus[ãa]o|resumo)",
            "Respostas",
        ),
        "nl": Wording(
            "Sectie", "Les", "Pagina {page} van {pages}", "Studieblad", "In deze les",
            "Test jezelf", "Noten", "Notities voor de docent",
            "Antwoord", "Afbeelding niet beschikbaar", "Diagram",
            _callouts("Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op",
                      "Voor het examen"),
            r"\bexamens?\b", r"^(conclusie|samenvatting)\b",
            "Antwoorden",
        ),
        "pl": Wording(
            "Sekcja", "Lekcja", "Strona {page} z {pages}", "Materiały", "W tej lekcji",
            "Sprawdź się", "Przypisy", "Notatki prowadzącego",
            "Odpowiedź", "Obraz niedostępny", "Diagram",
            _callouts("Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Ostrożnie", "Na egzamin"),
            r"\begzamin", r"^(podsumowanie|wnioski)\b",
            "Odpowiedzi",
        ),
        "ru": Wording(
            "Раздел", "Урок", "Страница {page} из {pages}", "Конспект", "В этом уроке",
            "Проверьте себя", "Примечания", "Заметки преподавателя",
            "Ответ", "Изображение недоступно", "Диаграмма",
            _callouts("Примечание", "Совет", "Важно", "Предупреждение", "Осторожно",
                      "К экзамену"),
            r"\bэкзамен", r"^(заключение|итоги|выводы)\b",
            "Ответы",
        ),
        "ja": Wording(
            "セクション", "レッスン", "{page} / {pages} ページ", "学習プリント",
            "このレッスンの内容",
            "確認しよう", "注", "講師用メモ", "答え", "画像がありません", "図",
            _callouts("メモ", "ヒント", "重要", "警告", "注意", "試験のポイント"),
            r"試験", r"^(まとめ|結論)",
            "解答",
        ),
        "zh": Wording(
            "章节", "课", "第 {page} 页，共 {pages} 页", "学习讲义", "本课内容",
            "自我检测", "注释", "讲师备注", "答案", "图片不可用", "示意图",
            _callouts("备注", "提示", "重要", "警告", "注意", "考试要点"),
            r"考试|考試", r"^(总结|總結|结论|結論|小结)",
            "答案",
        ),
        "ko": Wording(
            "섹션", "레슨", "{page} / {pages}쪽", "학습 자료", "이 레슨의 내용",
            "스스로 점검하기", "주석", "강사용 노트", "정답", "그림을 사용할 수 없음", "다이어그램",
            _callouts("참고", "팁", "중요", "경고", "주의", "시험 포인트"),
            r"시험", r"^(결론|요약|정리)",
            "정답",
        ),
        "ar": Wording(
            "القسم", "الدرس", "صفحة {page} من {pages}", "ورقة الدراسة", "في هذا الدرس",
            "اختبر نفسك", "حواشٍ", "ملاحظات المدرّس", "الإجابة", "الصورة غير متوفرة", "مخطط",
            _callouts("ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه", "للامتحان"),
            r"امتحان|اختبار", r"^(الخاتمة|خاتمة|الخلاصة|خلاصة|ملخص)",
            "الإجابات",
        ),
        "he": Wording(
            "חלק", "שיעור", "עמוד {page} מתוך {pages}", "דף לימוד", "בשיעור הזה",
            "בדקו את עצמכם", "הערות", "הערות למרצה", "תשובה", "התמונה אינה זמינה", "תרשים",
            _callouts("הערה", "עצה", "חשוב", "אזהרה", "זהירות", "לבחינה"),
            r"בחינה|מבחן", r"^(סיכום|מסקנות)",
            "תשובות",
        ),
    }
)  # fmt: skip
