"""Costs of WeasyPrint 70 that are spared from outside: lost memory, empty styles, deep calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial, wraps
from typing import Any, Final, ParamSpec, TypeVar
from weakref import ref

Given = ParamSpec("Given")
Result = TypeVar("Result")

_USED: Final = frozenset({"color", "direction", "text_decoration_line"})


@cache  # done twice it would free twice
def stop_leak(line_break: Any) -> None:
    """Free the attributes of every line of text together with its layout.

    ``line_break`` is WeasyPrint's module of that name, of version 70. Its layouts share one
    attribute in lists that it never frees, for to free one would free what all of them
    have: about 115 bytes for each piece of a line, 80 KiB for a lesson. Here each list has
    an attribute of its own, and goes with its layout.
    """
    pango, layout = line_break.pango, line_break.Layout
    usual = layout.setup

    def setup(self: Any, style: Any) -> None:
        style.font_config.font_features.clear()
        usual(self, style)
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes:
            pango.pango_attr_list_unref(attributes)  # the layout holds it by now

    layout.setup = setup


def keep_few(sheet: Any) -> None:
    """Take out of WeasyPrint's own style sheet the rules that are tried on every element in vain.

    Those for footnotes give every element five parts more, whose styles are worked out though
    no part of a handout floats to the foot of its page; others are about forms, hidden
    elements and tables with frames. What stays is about links, directions and markers, and
    of these the elements that have them: a twentieth of the time to lay a handout out.
    """
    matcher = sheet.matcher
    rules = matcher.other_selectors
    markers = [rule for rule in rules if rule[3] == "marker"]
    matcher.lower_local_name_selectors.setdefault("li", []).extend(markers)
    rules[:] = [rule for rule in rules if rule[3] is None and _USED.intersection(_declared(rule))]


def _declared(rule: Any) -> Iterator[str]:
    declarations, _ = rule[4]
    return (name for name, *_ in declarations)


def take_margins(sheet: Any) -> dict[str, Any]:
    """Take the rules for the boxes in a page's margins out of WeasyPrint's own style sheet.

    Each box that has a rule has styles, worked out for every page, though a handout fills
    four of the eighteen: a twentieth of the time to lay one out. Returned are the rules by
    the names of the boxes, for the sheets that name them.
    """
    rules = sheet.page_rules
    taken = {name: rule for rule in rules for _, name, _ in rule[1] if name}
    rules[:] = [rule for rule in rules if rule not in taken.values()]
    return taken


@cache
def loosen(css: Any, document: Any) -> None:
    """Let a document's boxes and styles go as soon as nobody needs them.

    ``css`` and ``document`` are WeasyPrint's modules of these names. There a style holds that
    of its anonymous boxes, which holds it, and itself; and what laid a document out holds its
    pictures, which hold that in turn. All this stayed until somebody looked for what only
    holds itself, which took a twentieth of the time that a handout takes.
    """

    def anonymous_style(style: Any) -> Any:
        known = vars(style).get("anonymous")
        found = known() if known else None
        if found is None:
            found = css.AnonymousStyle(style)
            style.anonymous = ref(found)
        return found

    itself = property(lambda style: style, lambda style, value: None)  # noqa: ARG005
    css.Style.anonymous_style = property(anonymous_style)
    css.AnonymousStyle.specified = css.InitialStyle.specified = itself
    usual = document.layout_document

    def layout_document(html: Any, root: Any, context: Any) -> Iterator[Any]:
        yield from usual(html, root, context)
        drawing = {name: vars(context)[name] for name in ("font_config", "dictionaries")}
        drawing["get_image_from_uri"] = partial(context.get_image_from_uri, cache={}, context=None)
        vars(context).clear()  # what draws pictures asks it for nothing else
        vars(context).update(drawing)

    document.layout_document = layout_document


def roomy(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """Return ``work`` with room for the frames of all that it calls.

    CPython keeps frames in chunks of 16 KiB, which it takes from the system when calls go
    beyond one's end, and gives back as soon as they return: 650 times a handout, as
    WeasyPrint calls itself for each box, 4 % of the time. A frame that no such chunk
    can hold gets one of twice its size, and the frames after it stand in the rest.
    """

    @wraps(work)
    def within(*given: Given.args, **named: Given.kwargs) -> Result:
        return work(*given, **named)

    within.__code__ = within.__code__.replace(co_stacksize=_PLACES)  # type: ignore[attr-defined]
    return within


_PLACES: Final = 1 << 14  # of 8 bytes
