"""One function for each kind of block: the model in, a piece of HTML out."""

from __future__ import annotations

from html import escape
from typing import Final

from deckgen.backends.pdf.charts import chart_html
from deckgen.backends.pdf.drawing import draw
from deckgen.backends.pdf.figures import figure_html
from deckgen.backends.pdf.gaps import bare, gap_html
from deckgen.backends.pdf.inlines import formula_image, formula_text, inline_html
from deckgen.backends.pdf.setting import Setting
from deckgen.backends.pdf.tables import table_html
from deckgen.backends.pdf.terms import Term, terms_of
from deckgen.highlight import Token, highlight
from deckgen.model import (
    Audience,
    Block,
    Blocks,
    Callout,
    Chart,
    Code,
    Columns,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    List,
    ListItem,
    Mark,
    Math,
    Paragraph,
    Quiz,
    Quote,
    Restricted,
    Rule,
    Run,
    Table,
    plain,
    walk,
)
from deckgen.values import replace

_NARROWEST: Final = 0.3  # of the page; a narrower column is stacked
_LONGEST_CODE: Final = 44  # characters of a line of code that fit half a page
_WIDEST_TABLE: Final = 3  # columns of a table that fit half a page
_SHORT_CODE: Final = 12  # lines up to which code is kept on one page
_SHORT: Final = 60  # words up to which a box is kept on one page


def blocks_html(blocks: Blocks, setting: Setting) -> str:
    """Return blocks one below the other."""
    following = (*blocks, None)[1:]
    parts = (
        _leading(block, setting) if _leads(block, after) else block_html(block, setting)
        for block, after in zip(blocks, following, strict=True)
    )
    return "\n".join(part for part in parts if part)


def _leads(block: Block, following: Block | None) -> bool:
    """Tell whether a block introduces the one after it, and stays on its page."""
    if isinstance(block, Paragraph):
        return isinstance(
            following, List | Code | Table | Chart | DefinitionList | Math | Quote | Figure
        )
    return isinstance(block, List) and isinstance(following, Figure)


def _leading(block: Block, setting: Setting) -> str:
    tag, end, rest = block_html(block, setting).partition(">")
    if 'class="' in tag:
        return tag.replace('class="', 'class="leads ', 1) + end + rest
    return f'{tag} class="leads"{end}{rest}' if tag else ""


def block_html(block: Block, setting: Setting) -> str:
    """Return one block."""
    setting = setting.at(block.line)
    match block:
        case Paragraph():
            return _paragraph(block, setting)
        case Heading():
            return _heading(block, setting)
        case List() | DefinitionList():
            return _list(block, setting)
        case Code():
            return code_html(block)
        case Math():
            return _math(block, setting)
        case Chart():
            return chart_html(block, setting)
        case Table():
            return table_html(block, setting)
        case Quote():
            return f"<blockquote>{blocks_html(block.blocks, setting)}</blockquote>"
        case Callout():
            return _callout(block, setting)
        case Figure():
            return figure_html(block, setting)
        case Columns():
            return _columns(block, setting)
        case Quiz():
            return _quiz(block, setting)
        case Restricted():
            return ""  # ``edition`` has opened what this reader may see
        case Rule():
            return "<hr>"


def _paragraph(paragraph: Paragraph, setting: Setting) -> str:
    text = inline_html(paragraph.inlines, setting.at(paragraph.line))
    return f"<p>{text}</p>" if text else ""


def _heading(heading: Heading, setting: Setting) -> str:
    """Return a sub-heading two levels below the title; ``html`` closes gaps afterwards."""
    level = min(max(heading.level, 3), 6)
    return f"<h{level}>{inline_html(heading.inlines, setting.whole())}</h{level}>"


# -- lists ----------------------------------------------------------------------------


def _list(block: List | DefinitionList, setting: Setting) -> str:
    if terms := terms_of(block):
        return f'<ul class="terms">{"".join(_term(term, setting) for term in terms)}</ul>'
    if isinstance(block, DefinitionList):
        return ""
    items = "".join(_item(item, setting) for item in block.items)
    if block.ordered:
        count = f' style="counter-reset:list-item {block.start - 1}"' if block.start != 1 else ""
        return f"<ol{count}>{items}</ol>"
    return f"<ul>{items}</ul>"


def _term(term: Term, setting: Setting) -> str:
    setting = setting.at(term.line)
    name = f"<strong>{_term_name(term, setting)}</strong>"
    text = inline_html(term.text, setting)
    blocks = blocks_html(term.blocks, setting)
    whole = ' class="keep"' if words_in((Paragraph(term.text), *term.blocks)) <= _SHORT else ""
    return f"<li{whole}>{name}<div>{text}{blocks}</div></li>"


def _term_name(term: Term, setting: Setting) -> str:
    if number := setting.gaps.get(bare(plain(term.name))):
        return gap_html(number)
    return inline_html(_plainer(term), setting)


def _plainer(term: Term) -> Inlines:
    """Return a term's name without the bold that the whole name is set in."""
    return tuple(
        replace(part, marks=part.marks & ~Mark.BOLD) if isinstance(part, Run) else part
        for part in term.name
    )


def _item(item: ListItem, setting: Setting) -> str:
    setting = setting.at(item.line)
    text = _item_text(item.blocks, setting)
    if item.checked is None:
        return f"<li>{text}</li>"
    return f'<li class="task">{_box(checked=item.checked)}{text}</li>'


def _item_text(blocks: Blocks, setting: Setting) -> str:
    """Return an item's blocks, its first paragraph bare, as PDF/UA-1 wants it (7.2-20)."""
    if blocks and isinstance(first := blocks[0], Paragraph):
        rest = blocks_html(blocks[1:], setting)
        return inline_html(first.inlines, setting.at(first.line)) + rest
    return blocks_html(blocks, setting)


def _box(*, checked: bool) -> str:
    name, alt = ("done", "☑") if checked else ("open", "☐")
    return f'<img class="box" src="deckgen:icon/{name}" alt="{alt}">'


# -- code and mathematics -------------------------------------------------------------


def code_html(code: Code) -> str:
    """Return highlighted code; a line too long for the page goes on indented."""
    lines = "".join(_code_line(line) for line in highlight(code.text, code.language))
    whole = ' class="keep"' if code.text.count("\n") < _SHORT_CODE else ""
    return f'<pre dir="ltr"{whole}>{lines}</pre>'


def _code_line(line: tuple[Token, ...]) -> str:
    written = "".join(token.text for token in line)
    indent = min(len(written) - len(written.lstrip(" ")), _DEEPEST_CODE)
    style = ""
    if indent and len(written) > _LONG_LINE:
        hang = f"{(indent + _HANG) * MONO_EM:.1f}em"
        style = f' style="padding-left:{hang};text-indent:-{hang}"'
    return f'<span class="line"{style}>{"".join(map(_token, line)) or "<br>"}</span>'


_LONG_LINE: Final = 40  # characters; shorter ones fit wherever code stands
_DEEPEST_CODE: Final = 24
_HANG: Final = 4  # characters, as `.line` has it
MONO_EM: Final = 0.6


def _token(token: Token) -> str:
    text = escape(token.text, quote=False)
    return text if token.kind == "plain" else f'<span class="{token.kind}">{text}</span>'


def _math(math: Math, setting: Setting) -> str:
    drawing = draw(math.tex, displayed=True)
    if drawing is None:
        return f'<p class="math">{formula_text(math.tex, setting)}</p>'
    return f'<p class="math">{formula_image(math.tex, drawing, displayed=True)}</p>'


# -- boxes ----------------------------------------------------------------------------


def _callout(callout: Callout, setting: Setting) -> str:
    title = inline_html(callout.title, setting.whole()) if callout.title else ""
    label = title or escape(setting.words.callouts[callout.kind], quote=False)
    body = blocks_html(callout.blocks, setting)
    return (
        f'<div class="callout {callout.kind}{keep(callout.blocks)}">'
        f'<p class="label">{label}</p>{body}</div>'
    )


def keep(blocks: Blocks) -> str:
    """Return the class of a box short enough to stay on one page."""
    return " keep" if words_in(blocks) <= _SHORT else ""


def words_in(blocks: Blocks) -> int:
    """Return roughly how many words blocks hold; a figure counts as many."""
    return sum(_words(block) for block in walk(blocks))


def _words(block: Block) -> int:
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines):
            return len(plain(inlines).split())
        case Code(text=text):
            return 8 * (text.count("\n") + 1)
        case Chart(cells=cells):
            return _SHORT // 2 + 12 * len(cells)
        case Table(rows=rows):
            return 12 * (len(rows) + 1)
        case Figure() | Math():
            return _SHORT // 2
        case _:
            return 0


def _columns(columns: Columns, setting: Setting) -> str:
    if not fit_side_by_side(columns):
        parts = (blocks_html(column, setting) for column in columns.columns)
        return "\n".join(parts)
    cells = "".join(
        f'<div class="column" style="width:{100 * width:.2f}%">{blocks_html(column, setting)}</div>'
        for column, width in zip(columns.columns, columns.widths, strict=False)
    )
    return f'<div class="columns"><div class="across">{cells}</div></div>'


def fit_side_by_side(columns: Columns) -> bool:
    """Tell whether columns stand side by side; narrow ones stand one below the other."""
    return min(columns.widths, default=0.0) >= _NARROWEST and not any(
        _too_wide(block) for column in columns.columns for block in walk(column)
    )


def _too_wide(block: Block) -> bool:
    match block:
        case Code(text=text):
            return max(map(len, text.split("\n"))) > _LONGEST_CODE
        case Chart():
            return True
        case Table(aligns=aligns):
            return len(aligns) > _WIDEST_TABLE
        case _:
            return False


def _quiz(quiz: Quiz, setting: Setting) -> str:
    """Return a question; only the instructor's edition marks and explains the answer."""
    choices = "".join(_choice(choice, setting) for choice in quiz.choices)
    answer = ""
    if quiz.explanation and setting.audience is Audience.INSTRUCTOR:
        label = escape(setting.words.answer, quote=False)
        body = blocks_html(quiz.explanation, setting)
        answer = f'<div class="answer"><p class="label">{label}</p>{body}</div>'
    listed = f'<ul class="choices">{choices}</ul>' if choices else ""
    everything = (*quiz.question, *(part for choice in quiz.choices for part in choice.blocks))
    return (
        f'<div class="quiz{keep(everything)}"><div class="question">'
        f"{blocks_html(quiz.question, setting)}</div>{listed}{answer}</div>"
    )


def _choice(choice: ListItem, setting: Setting) -> str:
    right = bool(choice.checked) and setting.audience is Audience.INSTRUCTOR
    text = _item_text(choice.blocks, setting.at(choice.line))
    return f'<li class="task{" correct" if right else ""}">{_box(checked=right)}{text}</li>'
