"""Whether words ask, in the languages that end a question without a mark too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.model import Block, Heading, Paragraph, plain
from deckgen.regex import regex


def is_question(text: str) -> bool:
    """Tell whether a text ends as a question does."""
    return bool(_QUESTION.search(text[-_LAST:]))


def is_asked(before: Sequence[Block], tasks: bool) -> bool:
    """Tell whether what stands before a list asks to choose from it.

    Tasks of which some are ticked are choices where the title, or the words
    above them, say so without asking; else their ticks would tell the answer.
    """
    match before:
        case [*earlier, Paragraph(inlines=inlines)]:
            text = plain(inlines)
            asks = _BEGINNING.match(text) or _QUIZ.match(text) or _is_quiz(earlier)
            return is_question(text) or bool(tasks and asks)
        case [*_, Heading(inlines=inlines)]:
            return tasks and (is_question(plain(inlines)) or _is_quiz(before))
        case _:
            return False


def _is_quiz(blocks: Sequence[Block]) -> bool:
    """Tell whether the last heading says that a quiz is below it."""
    for block in reversed(blocks):
        if isinstance(block, Heading):
            return bool(_QUIZ.search(plain(block.inlines)))
    return False


_LAST: Final = 200
"""How many of its last characters tell whether a text asks."""

_ENDS: Final = "|".join(
    (
        "[?？؟⁇;\u037e՞፧]",
        # Japanese, Chinese, Korean, Hindi and Thai ask with a word, and may end with a full stop.
        "か|でしょう|選べ|選びなさい|選(?:んで|択して)(?:ください|下さい)|答えよ|答えなさい|どれ|次のうち.{1,80}",
        "[吗嗎呢]|(?:哪|什么|什麼|何者|多少|几个|幾個)[^。]{0,60}|[（(][\\s\u3000]*[）)]",
        "까|나요|가요|[은는인]가|것은|고르(?:시오|세요|십시오)|답하(?:시오|세요|십시오)",
        "(?:क्या|कौन|कब|कहाँ|कैसे|कितन|क्यों|किस)[^।]{0,80}",
        "อะไร|ไหน|ไหม|หรือไม่|อย่างไร|ใด|เท่าไร|เท่าไหร่",
        "_{3,}",
    )
)
_QUESTION: Final = regex(
    rf"(?:{_ENDS})\W*(?:[(（][^()（）]{{1,40}}[)）]\W*)?$"
    r"|[(（](?:choose|select|pick)\b[^()（）]{1,40}[)）]\W*$",
    re.IGNORECASE,
)
_BEGINNING: Final = regex(
    r"\W*(?:which|choose|select|pick|welche[mnrs]?|wähle?n?|quel(?:le)?s?|choisi\w+|cu[aá]l(?:es)?|"
    r"elige|elija|seleccion\w+|qual[ie]?|quais|scegli\w*|escolha|selecione|kies|welk\w*|"
    r"wybierz|któr\w+|выбер\w+|как(?:ой|ая|ое|ие)|اختر|أي|בחרו?|איזה|איזו|चुनें|เลือก)\b",
    re.IGNORECASE,
)
_QUIZ: Final = regex(
    r"\W*(?:\b(?:quiz\w*|questions?|(?:check|test) yourself|self[- ]?(?:check|test)|"
    r"(?:kontroll|quiz|test)?fragen?|teste? dich\w*|prüfe dich|testez-vous|teste-toi|"
    r"preguntas?|ponte a prueba|domand[ae]|"
    r"mettiti alla prova|perguntas?|teste-se|vra(?:ag|gen)|test jezelf|pytani[ae]|sprawdź się|"
    r"вопросы?|проверьте себя|викторина)\b|クイズ|設問|確認テスト|確認しよう|测验|測驗|"
    r"自我检测|[选試试]题|選擇題|퀴즈|스스로 점검|(?:問題|问题|문제)\s*(?:[0-9０-９]|$)|"
    r"سؤال|أسئلة|اختبر نفسك|שאלה|שאלות|חידון|"
    r"בדקו את עצמכם|प्रश्न|प्रश्नोत्तरी|คำถาม|แบบทดสอบ)",
    re.IGNORECASE,
)
