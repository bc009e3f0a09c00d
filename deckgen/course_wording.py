"""The words of what is made of a whole course, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from deckgen.values import Value
from deckgen.wording import primary


class CourseWording(Value):
    """Words of one language.

    ``slides`` and ``pages`` have the field ``{count}``; ``found`` is said of how
    many lessons a search found, with ``{count}`` as well; ``kinds`` names
    the kinds of handouts.
    """

    slides: str
    pages: str
    deck: str
    whole_section: str
    whole_course: str
    search: str
    found: str
    instructor: str
    student: str
    not_built: str
    kinds: Mapping[str, str]


def course_wording(lang: str) -> CourseWording:
    """Return the words for a BCP 47 tag; English where a language is not known."""
    return _WORDINGS.get(primary(lang), _WORDINGS["en"])


def _kinds(notes: str, cornell: str, guided: str, slides: str) -> Mapping[str, str]:
    names = {"notes": notes, "cornell": cornell, "guided": guided, "slides": slides}
    return MappingProxyType(names)


_WORDINGS: Final = MappingProxyType(
    {
        "en": CourseWording(
            "Slides: {count}", "Pages: {count}", "Slides", "Whole section",
            "Whole course", "Find a lesson or term", "Lessons found: {count}", "For instructors",
            "For students", "Not built yet",
            _kinds("Slides with room for notes", "Cornell", "To fill in", "Slides"),
        ),
        "de": CourseWording(
            "Folien: {count}", "Seiten: {count}", "Folien", "Ganzer Abschnitt",
            "Ganzer Kurs", "Lektion oder Begriff suchen", "Gefundene Lektionen: {count}",
            "Für Lehrende", "Für Lernende", "Noch nicht erstellt",
            _kinds("Folien mit Platz für Notizen", "Cornell", "Zum Ausfüllen", "Folien"),
        ),
        "fr": CourseWording(
            "Diapositives : {count}", "Pages : {count}", "Diapositives",
            "Section complète", "Cours complet", "Chercher une leçon ou un terme",
            "Leçons trouvées : {count}", "Pour l’enseignant", "Pour les étudiants",
            "Pas encore produit",
            _kinds("Diapositives et notes", "Cornell", "À compléter", "Diapositives"),
        ),
        "es": CourseWording(
            "Diapositivas: {count}", "Páginas: {count}", "Diapositivas",
            "Sección completa", "Curso completo", "Buscar una lección o un término",
            "Lecciones encontradas: {count}", "Para docentes", "Para estudiantes",
            "Aún no generado",
            _kinds("Diapositivas con notas", "Cornell", "Para completar", "Diapositivas"),
        ),
        "it": CourseWording(
            "Diapositive: {count}", "Pagine: {count}", "Diapositive",
            "Sezione completa", "Corso completo", "Cerca una lezione o un termine",
            "Lezioni trovate: {count}", "Per i docenti", "Per gli studenti",
            "Non ancora prodotto",
            _kinds("Diapositive con note", "Cornell", "Da completare", "Diapositive"),
        ),
        "pt": CourseWording(
            "Slides: {count}", "Páginas: {count}", "Slides", "Seção completa",
            "Curso completo", "Procurar uma aula ou um termo", "Aulas encontradas: {count}",
            "Para professores", "Para estudantes", "Ainda não gerado",
            _kinds("Slides com espaço para notas", "Cornell", "Para completar", "Slides"),
        ),
        "nl": CourseWording(
            "Dia’s: {count}", "Pagina’s: {count}", "Dia’s", "Hele sectie",
            "Hele cursus", "Zoek een les of begrip", "Gevonden lessen: {count}",
            "Voor docenten", "Voor studenten", "Nog niet gemaakt",
            _kinds("Dia’s met ruimte voor notities", "Cornell", "Om in te vullen", "Dia’s"),
        ),
        "pl": CourseWording(
            "Slajdy: {count}", "Strony: {count}", "Slajdy", "Cała sekcja",
            "Cały kurs", "Szukaj lekcji lub pojęcia", "Znalezione lekcje: {count}",
            "Dla prowadzących", "Dla uczących się", "Jeszcze nie utworzono",
            _kinds("Slajdy z miejscem na notatki", "Cornell", "Do uzupełnienia", "Slajdy"),
        ),
        "ru": CourseWording(
            "Слайды: {count}", "Страницы: {count}", "Слайды", "Весь раздел",
            "Весь курс", "Найти урок или термин", "Найдено уроков: {count}",
            "Для преподавателей", "Для учащихся", "Ещё не создано",
            _kinds("Слайды с местом для заметок", "Корнелл", "Для заполнения", "Слайды"),
        ),
        "ja": CourseWording(
            "スライド：{count}枚", "ページ：{count}", "スライド", "セクション全体",
            "コース全体", "レッスンや用語を検索", "見つかったレッスン：{count}",
            "講師用", "受講者用", "未作成",
            _kinds("メモ欄つきスライド", "コーネル式", "穴埋め", "スライド"),
        ),
        "zh": CourseWording(
            "幻灯片：{count}", "页数：{count}", "幻灯片", "整章", "整个课程",
            "查找课程或术语", "找到的课程：{count}", "教师用", "学生用", "尚未生成",
            _kinds("带笔记栏的幻灯片", "康奈尔笔记", "填空", "幻灯片"),
        ),
        "ko": CourseWording(
            "슬라이드: {count}", "페이지: {count}", "슬라이드", "섹션 전체", "과정 전체",
            "레슨 또는 용어 검색", "찾은 레슨: {count}", "강사용", "학생용", "아직 만들지 않음",
            _kinds("메모란이 있는 슬라이드", "코넬식", "빈칸 채우기", "슬라이드"),
        ),
        "ar": CourseWording(
            "الشرائح: {count}", "الصفحات: {count}", "الشرائح", "القسم كاملاً",
            "المقرر كاملاً", "ابحث عن درس أو مصطلح", "الدروس التي عُثر عليها: {count}",
            "للمدرّسين", "للطلاب", "لم يُنشأ بعد",
            _kinds("شرائح مع مساحة للملاحظات", "كورنيل", "للإكمال", "شرائح"),
        ),
        "he": CourseWording(
            "שקופיות: {count}", "עמודים: {count}", "שקופיות", "כל החלק",
            "כל הקורס", "חיפוש שיעור או מונח", "שיעורים שנמצאו: {count}", "למרצים",
            "לסטודנטים", "עדיין לא נוצר",
            _kinds("שקופיות עם מקום להערות", "קורנל", "להשלמה", "שקופיות"),
        ),
    }
)  # fmt: skip
