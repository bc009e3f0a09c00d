"""The dialect's one Markdown reader, made once, that keeps nothing between lessons."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from deckgen.parser.syntax.attributes import attributes
from deckgen.parser.syntax.divs import fenced_div
from deckgen.parser.syntax.emphasis import emphasis
from deckgen.parser.syntax.highlights import highlighted
from deckgen.parser.syntax.html import html_block
from deckgen.parser.syntax.liquid import liquid_block, liquid_inline
from deckgen.parser.syntax.maths import bracket_math, dollar_math, math_block
from deckgen.parser.syntax.scripts import scripted
from deckgen.parser.syntax.shortcuts import add_shortcuts
from deckgen.parser.syntax.tables import wide_table

TOKEN_LEVELS: Final = 100
"""Where markdown-it stops and drops what is deeper, in silence; the parser never lets it."""

_ANYWHERE: Final[RuleOptionsType] = {"alt": ["paragraph", "reference", "blockquote", "list"]}


@lru_cache(maxsize=1)
def reader() -> MarkdownIt:
    """Return the reader of the dialect."""
    md = dialect()
    add_shortcuts(md)
    return md


def dialect() -> MarkdownIt:
    """Return CommonMark with GFM, footnotes, definition lists, formulas and what is ours."""
    # No typographer: its quotation marks take quadratic time.
    options = {"maxNesting": TOKEN_LEVELS, "tasklists": True, "strikethrough_single_tilde": True}
    md = _Reader("commonmark", options).enable(["table", "strikethrough"])
    md.use(gfm_autolink_plugin).use(footnote_plugin, move_to_end=False).use(deflist_plugin)
    md.block.ruler.at("table", wide_table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("html_block", html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.before("fence", "fenced_div", fenced_div, _ANYWHERE)
    md.block.ruler.before("fence", "liquid_block", liquid_block, _ANYWHERE)
    md.block.ruler.before("fence", "math_block", math_block, _ANYWHERE)
    md.inline.ruler.before("escape", "bracket_math", bracket_math)
    md.inline.ruler.before("escape", "dollar_math", dollar_math)
    md.inline.ruler.after("backticks", "liquid_inline", liquid_inline)
    md.inline.ruler.after("liquid_inline", "attributes", attributes)
    md.inline.ruler.at("emphasis", emphasis)
    md.inline.ruler.after("emphasis", "highlighted", highlighted)
    md.inline.ruler.before("strikethrough", "scripted", scripted)
    return md


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002
        # A refused address would leave its brackets in the text, and nobody told.
        return True
