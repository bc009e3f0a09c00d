"""Questions with choices and their answers, found by their directive or by their looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deckgen.model import (
    Block,
    Blocks,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quiz,
    Run,
    plain,
)
from deckgen.parser.asking import is_asked, is_question
from deckgen.parser.findings import Findings
from deckgen.parser.lettering import in_order, letter, lettered_paragraphs
from deckgen.regex import regex
from deckgen.values import replace


def with_quizzes(blocks: Sequence[Block]) -> Blocks:
    """Return blocks where a question, its choices and its answer below it are a quiz.

    Choices are tasks, some of them ticked, or lettered; an answer begins with
    its name. An answer to choices that are no tasks is one that the site shows
    to everyone.
    """
    if len(blocks) < 2:
        return tuple(blocks)  # there is nothing that it asks of, or answers
    done: list[Block] = []
    owed = 0  # how many blocks more belong to the answer that was named
    for block in lettered_paragraphs(blocks):
        if isinstance(block, List) and _is_choice(block) and is_asked(done, _is_tasks(block)):
            asking = -1 if isinstance(done[-1], Paragraph) else len(done)
            done[asking:] = [_quiz(done[asking:], block)]
            owed = 0
        elif _answers(block, done):
            done = answered(done, (block,))
            owed = _owed(block)
        elif owed and not isinstance(block, Heading):
            done = answered(done, (block,))
            owed -= 1
        else:
            done.append(block)
            owed = 0
    return tuple(done)


def _owed(block: Block) -> int:
    """Return how many blocks after its name an answer has: all up to the next heading, or one."""
    if isinstance(block, Heading):
        return _ALL
    return int(_is_bare(block)) if isinstance(block, Paragraph) else 0


def answered(blocks: Sequence[Block], answer: Blocks) -> list[Block]:
    """Return blocks with ``answer`` given to the question that they end with."""
    done = list(blocks)
    last = done[-1] if done else None
    if isinstance(last, Quiz):
        known = last
        done.pop()
    elif isinstance(last, List):
        done.pop()
        asked = [done.pop()] if done and isinstance(done[-1], Paragraph) else []
        known = _quiz(asked, last)
    else:
        start = next((at for at in range(len(done)) if _is_question(done[at : at + 1])), None)
        place = max(len(done) - 1, 0) if start is None else start
        known = Quiz(tuple(done[place:]), (), published=True, line=_line(done[place:]))
        del done[place:]
    choices = known.choices
    if known.published and not known.explanation and answer:
        choices = _marked(choices, answer)
    return [*done, replace(known, choices=choices, explanation=(*known.explanation, *answer))]


def is_answer(text: str) -> bool:
    """Tell whether a text is, or begins with, the name of an answer or of its explanation."""
    return _named(text) is not None


def quiz(blocks: Blocks, line: int, findings: Findings) -> Blocks:
    """Return the quiz that a directive holds: what is before the tasks asks, the rest explains."""
    blocks = tuple(lettered_paragraphs(blocks))
    tasks = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, List) and any(item.checked is not None for item in block.items)
    ]
    if not tasks:
        hint = "write the choices as a list of tasks: - [x] right, - [ ] wrong"
        findings.warn("directive", "the quiz has no choices", line, hint)
        return blocks
    place = tasks[0]
    choices = blocks[place]
    assert isinstance(choices, List)
    items, answer = choices.items, blocks[place + 1 :]
    if answer and not any(item.checked for item in items):
        items = _marked(items, answer)
    return (Quiz(blocks[:place], items, answer, line=line),)


def _quiz(question: Sequence[Block], choices: List) -> Quiz:
    """Return the quiz of a question and a list; its numbers become words of the choices."""
    tasks = any(item.checked for item in choices.items)
    items = choices.items
    if choices.ordered:
        numbered = enumerate(items, start=choices.start)
        items = tuple(_with_sign(item, f"{number}. ") for number, item in numbered)
    items = tuple(replace(item, checked=bool(item.checked)) for item in items)
    line = question[0].line if question else choices.line
    return Quiz(tuple(question), items, published=not tasks, line=line)


def _with_sign(item: ListItem, sign: str) -> ListItem:
    match item.blocks:
        case (Paragraph() as first, *rest):
            return replace(
                item, blocks=(replace(first, inlines=(Run(sign), *first.inlines)), *rest)
            )
        case blocks:
            return replace(item, blocks=(Paragraph((Run(sign.strip()),), item.line), *blocks))


def _line(blocks: Sequence[Block]) -> int:
    return blocks[0].line if blocks else 0


def _is_choice(block: List) -> bool:
    return _is_tasks(block) or _is_lettered(block)


def _is_tasks(block: List) -> bool:
    checked = [item.checked for item in block.items]
    return None not in checked and True in checked and False in checked


def _is_lettered(block: List) -> bool:
    return in_order("".join(letter(_first_text(item)) for item in block.items))


def _first_text(item: ListItem) -> str:
    match item.blocks:
        case (Paragraph(inlines=inlines), *_):
            return plain(inlines)
        case _:
            return ""


def _is_question(blocks: Sequence[Block]) -> bool:
    match blocks:
        case [Paragraph(inlines=inlines)]:
            return is_question(plain(inlines))
        case _:
            return False


def _answers(block: Block, before: Sequence[Block]) -> bool:
    """Tell whether a block is, or names, the answer to the question before it."""
    if not isinstance(block, Paragraph | Heading):
        return False
    text = plain(block.inlines)
    match before:
        case [*_, Quiz()]:
            return is_answer(text) or bool(_LETTERS.match(text))
        case [*earlier, List() as choices]:
            lettered = _is_lettered(choices)
            asked = lettered or _is_question(earlier[-1:])
            return asked and bool(_ANSWER.match(text) or (lettered and _LETTERS.match(text)))
        case [*_, Paragraph() as asking]:
            return _is_question([asking]) and bool(_ANSWER.match(text))
        case _:
            return False


def _named(text: str) -> re.Match[str] | None:
    return _ANSWER.match(text) or _REASON.match(text)


def _is_bare(block: Paragraph) -> bool:
    text = plain(block.inlines)
    named = _named(text)
    return named is not None and not text[named.end() :].strip(" :：.*")


def _marked(choices: tuple[ListItem, ...], answer: Blocks) -> tuple[ListItem, ...]:
    """Return the choices, those checked whose signs the answer begins with."""
    texts = [plain(block.inlines) for block in answer[:2] if isinstance(block, Paragraph)]
    named = _ANSWER.match(texts[0]) or _LETTERS.match(texts[0]) if texts else None
    text = " ".join(texts)[named.end() if named else 0 :]
    found = _SIGNS.match(text)
    signs = set(_AND.split(found[1].upper())) if found else set()
    known = [_sign(item) for item in choices]
    if not signs or not signs <= set(known):
        return choices
    return tuple(
        replace(item, checked=sign in signs) for item, sign in zip(choices, known, strict=True)
    )


def _sign(item: ListItem) -> str:
    text = _first_text(item)
    number = re.match(r"\s*([0-9]+)\.", text)
    return letter(text) or (number[1] if number else "")


_ALL: Final = 1 << 30
_ANSWER: Final = regex(
    r"\W*(?:(?:(?:click\s+)?(?:here\s+)?(?:to|for)\s+)?(?:show|reveal|see|view)\s+)?"
    r"(?:(?:the\s+)?(?:correct\s+|right\s+)?)(?:answers?|solutions?|antwort(?:en)?|lösung(?:en)?|"
    r"(?:bonnes?\s+)?réponses?|(?:la\s+)?respuestas?|(?:la\s+)?risposta|risposte|soluzion[ei]|"
    r"respostas?|solução|soluci[oó]n|antwoord(?:en)?|odpowied[źz]i?|(?:правильный\s+)?ответы?|"
    r"(?:правильна\s+)?відповід[ьі]|(?:doğru\s+)?(?:cevap|yanıt)(?:lar)?|svar(?:et)?|vastaus|"
    r"odpověď|válasz|megoldás|răspuns|jawaban|đáp án|(?:câu )?trả lời|απ[άα]ντ[ήη]σ(?:η|εις)|"
    r"答え|正解|解答|答案|正确答案|正確答案|정답|답|الإجابة|الجواب|תשובה|פתרון|پاسخ|جواب|"
    r"(?:सही )?उत्तर|คำตอบ|เฉลย|উত্তর)"
    r"(?:\s*(?:is|key)|\s*\(s\))?\s*(?:[:：.*–—-]|$)",
    re.IGNORECASE,
)
_REASON: Final = regex(
    r"\W*(?:explanations?|rationale|reasoning|why|because|erklärung|begründung|explication|"
    r"explicaci[oó]n|spiegazione|explicação|uitleg|wyjaśnienie|объяснение|пояснение|解説|解析|"
    r"해설|الشرح|التفسير|הסבר|توضیح|açıklama|giải thích|คำอธิบาย|व्याख्या|εξήγηση|förklaring|"
    r"forklaring|vysvětlení|magyarázat|penjelasan)\s*(?:[:：.*–—-]|$)",
    re.IGNORECASE,
)
_SEPARATOR: Final = r"\s*(?:,|&|/|\+|\band\b|\bor\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bи\b)\s*"
_SIGN: Final = "(?:[A-Ha-h]|[0-9]{1,2})"
_AND: Final = regex(_SEPARATOR, re.IGNORECASE)
_LETTERS: Final = regex(
    rf"\W*[^\W\d_][^:：\n]{{0,24}}[:：](?=\W*[A-H](?:{_SEPARATOR}[A-H])*\W*$)", re.IGNORECASE
)
"""A name in any language, and nothing behind it but the letters of choices."""
_SIGNS: Final = regex(rf"\W*({_SIGN}(?:{_SEPARATOR}{_SIGN})*)\s*(?:[.):,;–—-]|$)", re.IGNORECASE)
