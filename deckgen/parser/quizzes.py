"""Questions with choices, found by their directive or by their looks."""

from __future__ import annotations

from deckgen.model import Block, Blocks, List, Paragraph, Quiz, plain
from deckgen.parser.findings import Findings


def with_quizzes(blocks: list[Block]) -> Blocks:
    """Return blocks where a question with right and wrong tasks below it is a quiz."""
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        if isinstance(block, List) and _is_choice(block) and _is_question(last):
            assert last is not None
            done[-1] = Quiz((last,), block.items, line=last.line)
        else:
            done.append(block)
    return tuple(done)


def _is_choice(block: List) -> bool:
    checked = [item.checked for item in block.items]
    return None not in checked and True in checked and False in checked


def _is_question(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and plain(block.inlines).rstrip().endswith(_QUESTION_MARKS)


_QUESTION_MARKS = ("?", "？", "؟", ";", "⁇")


def quiz(blocks: Blocks, line: int, findings: Findings) -> Blocks:
    """Return the quiz that a directive holds: what is before the tasks asks, the rest explains."""
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
    return (Quiz(blocks[:place], choices.items, blocks[place + 1 :], line),)
