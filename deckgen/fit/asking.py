"""A quiz: the question on the left, large, its choices on the right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.fit.around import Around, around, around_frames, text_row
from deckgen.fit.atoms import Atom, stack_height
from deckgen.fit.deck import Bullet, Frame, Style
from deckgen.fit.extents import panel_insets
from deckgen.fit.page import Composition, Page, hairline, is_offered, place_of
from deckgen.fit.pieces import Text
from deckgen.fit.setting import Setting
from deckgen.fit.sizes import LARGER, Area, Sizes
from deckgen.fit.stacking import text_frame
from deckgen.fit.weight import bold, upright
from deckgen.values import Value, replace

LAYOUT: Final = "Question"
SHORT: Final = 0.66
"""The share of the page's height that the question takes at least."""

HIGH: Final = 0.3
LEAST_GAP_EM: Final = 0.7
MOST_GAP_EM: Final = 1.8
"""The space between two choices, in em: a hairline stands in its middle."""

MOST_CHOICES: Final = 8
APART_PT: Final = 12.0
"""How much farther than the gutter choices stand from their question."""


class _Quiz(Value):
    """A question's paragraphs, its choices, and what explains them."""

    question: tuple[Text, ...]
    choices: tuple[Text, ...]
    after: tuple[Text, ...]


def asking(page: Page) -> Composition | None:
    """Set the page's only quiz, where it is text alone and fits so."""
    found = _quiz(page)
    if found is None or not is_offered(page.setting, LAYOUT):
        return None
    beside = around((), found.after, page, page.sizes)
    if beside is None:
        return None
    return next(filter(None, (_set(found, beside, page, sizes) for sizes in _sizes(page))), None)


def _sizes(page: Page) -> Iterator[Sizes]:
    """Yield sizes of question and choices, the largest first; short choices are large."""
    scale = page.setting.theme.scale
    largest = max(round(LARGER * scale.body[0]), page.sizes.body)
    for body in dict.fromkeys((largest, page.sizes.body)):
        for heading in (*scale.title[-3:], page.sizes.heading):
            yield replace(page.sizes, body=body, heading=heading)


def _quiz(page: Page) -> _Quiz | None:
    texts = [piece for piece in page.pieces if isinstance(piece, Text)]
    if not texts or len(texts) != len(page.pieces) or texts[0].panel != "quiz":
        return None
    marks = [at for at, text in enumerate(texts) if _is_choice(text)]
    if not 2 <= len(marks) <= MOST_CHOICES or marks[-1] - marks[0] != len(marks) - 1:
        return None
    question, after = texts[: marks[0]], texts[marks[-1] + 1 :]
    same = [text for text in texts if text.panel == "quiz" and text.group == texts[0].group]
    if not question or any(t.bullet is not Bullet.NONE for t in question):
        return None
    if len(same) != len(texts) - sum(text.panel != "quiz" for text in after):
        return None
    heads = tuple(_as_heading(text, page.setting) for text in question)
    choices = tuple(_choice(texts[at], page.setting) for at in marks)
    return _Quiz(heads, choices, tuple(_after(text) for text in after))


def _is_choice(text: Text) -> bool:
    marked = text.bullet in (Bullet.OPEN, Bullet.DONE)
    return marked and text.panel == "quiz" and text.indent_em <= text.hang_em + 0.01


def _choice(text: Text, setting: Setting) -> Text:
    """Return a choice outside of the panel; a right one, where it is shown, in bold letters."""
    if text.bullet is not Bullet.DONE:
        return replace(text, panel="")
    return replace(setting.part(text, bold(text.inlines)), panel="")


def _as_heading(text: Text, setting: Setting) -> Text:
    head = setting.text(upright(text.inlines), Style.HEADING, text.line)
    return replace(head, panel="card", group=text.group)


def _after(text: Text) -> Text:
    return replace(text, panel="") if text.panel == "quiz" else text


def _set(found: _Quiz, beside: Around, page: Page, sizes: Sizes) -> Composition | None:
    setting = page.setting
    left = Area.of(place_of(setting, LAYOUT, "question").box)
    right = _choices_area(page)
    insets = panel_insets("card")
    question = text_row(found.question, sizes, left.width - insets[0] - insets[2])
    choices = text_row(found.choices, sizes, right.width)
    free = page.area.height - beside.height
    tall = stack_height(question) + insets[1] + insets[3]
    lines = sum(atom.height for atom in choices)
    gaps = len(choices) - 1
    larger = sizes.body > page.sizes.body
    least = lines + gaps * (MOST_GAP_EM if larger else LEAST_GAP_EM) * sizes.body
    if max(tall, least) > free:
        return None
    height = max(tall, least, SHORT * free)
    gap = min((height - lines) / (gaps + 1), MOST_GAP_EM * sizes.body)
    return _composed(question, choices, gap, height, beside, page, sizes)


def _choices_area(page: Page) -> Area:
    area = Area.of(place_of(page.setting, LAYOUT, "body").box)
    return replace(area, x=area.x + APART_PT, width=area.width - APART_PT)


def _composed(
    question: tuple[Atom, ...],
    choices: tuple[Atom, ...],
    gap: float,
    height: float,
    beside: Around,
    page: Page,
    sizes: Sizes,
) -> Composition:
    setting = page.setting
    asked, offered = place_of(setting, LAYOUT, "question"), place_of(setting, LAYOUT, "body")
    left, right = Area.of(asked.box), _choices_area(page)
    whole = height + beside.height
    top = page.area.y + HIGH * (page.area.height - whole)
    spread = tuple(replace(atom, space=gap if at else 0.0) for at, atom in enumerate(choices))
    tall = stack_height(spread)
    y = top + (height - tall) / 2
    card = text_frame(question, replace(left, y=top, height=height), sizes, setting, asked.idx,
                      anchor="ctr")  # fmt: skip
    answers = text_frame(spread, replace(right, y=y, height=tall), sizes, setting, offered.idx)
    rules = []
    at = y
    for atom in choices[:-1]:
        at += atom.height + gap
        rules.append(hairline(right.x, at - gap / 2, right.width))
    frames: list[Frame] = [card, answers]
    _, under = around_frames(beside, LAYOUT, page, sizes, top, top + height)
    fill = min(whole / page.area.height, 1.0)
    return Composition(LAYOUT, (*frames, *under), fill, tuple(rules))
