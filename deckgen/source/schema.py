"""What the keys of the front matter mean and which values they take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from deckgen.diagnostics import Diagnostic, Report, Severity
from deckgen.guessing import guessed
from deckgen.model import Meta
from deckgen.regex import regex
from deckgen.settings import (
    BY_NAME,
    Given,
    Kind,
    Setting,
    SettingError,
    SettingValue,
    checked,
    nearest,
    settled,
)
from deckgen.source.tree import Entries, Items, Text, Tree

OURS: Final = frozenset(
    (
        "title",
        "section",
        "lesson",
        "order",
        "subtitle",
        "author",
        "date",
        "lang",
        "description",
        "keywords",
        "deckgen",
    )
)
"""The keys that are read."""

THEIRS: Final = frozenset(
    [
        "aliases", "categories", "category", "classes", "collection", "comments", "cover",
        "draft", "excerpt", "footer", "grand_parent", "has_children", "header", "image", "images",
        "last_modified_at", "layout", "level", "marp", "modified", "nav_order",
        "output", "paginate", "parent", "permalink", "published", "redirect_from", "redirect_to",
        "share", "sidebar", "sitemap", "slug", "slugs", "status", "style", "summary", "tag",
        "tags", "theme", "toc", "type", "updated", "version", "weight",
    ]
)  # fmt: skip
"""Keys of Jekyll, its themes and its neighbors, which are left alone."""


def read_meta(front: Entries, report: Report, file: str) -> tuple[Meta, Given]:
    """Return the front matter typed, and the settings that it gives.

    What is wrong is reported and left empty.
    """
    return _Values(report, file).meta(front)


def is_published(front: Entries) -> bool:
    """Tell whether a site shows the document; it does unless ``published`` is false."""
    return not any(
        key.text == "published" and isinstance(value, Text) and value.text.lower() == "false"
        for key, value in front.entries
    )


class _Values:
    """The values of one front matter."""

    def __init__(self, report: Report, file: str) -> None:
        self._report, self._file = report, file

    def meta(self, front: Entries) -> tuple[Meta, Given]:
        values = {key.text: value for key, value in front.entries}
        self._warn_of_slips(front)
        given = dict(self._settings(values.get("deckgen")))
        texts = {
            name: self._text(values.get(name), name)
            for name in ("title", "section", "subtitle", "date", "description")
        }
        permalink = values.get("permalink")
        meta = Meta(
            **texts,
            permalink=permalink.text.strip() if isinstance(permalink, Text) else "",
            lesson=self._number(values.get("lesson"), "lesson"),
            order=self._number(values.get("order"), "order"),
            author=self._names(values.get("author")),
            lang=self._lang(values.get("lang")),
            keywords=self._words(values.get("keywords"), "keywords"),
            settings=settled(given),
        )
        return meta, given

    def _warn_of_slips(self, front: Entries) -> None:
        for key, _ in front.entries:
            if key.text in OURS or key.text in THEIRS:
                continue
            close = guessed(key.text.lower(), sorted(OURS), 0.8)
            if close:
                self._unknown(key, key.text, f"did you mean '{close}'?")

    def _settings(self, tree: Tree | None) -> Iterator[tuple[str, SettingValue]]:
        """Yield the settings that are sound; those without a value say nothing."""
        if tree is None or (isinstance(tree, Text) and not tree.text):
            return
        if not isinstance(tree, Entries):
            hint = f"indent them below it: {', '.join(BY_NAME)}"
            self._wrong(tree, "deckgen", "settings", hint)
            return
        for key, value in tree.entries:
            if key.text not in BY_NAME:
                self._unknown(key, f"deckgen: {key.text}", nearest(key.text, tuple(BY_NAME)))
            elif not (isinstance(value, Text) and not value.text):
                yield from self._setting(BY_NAME[key.text], value)

    def _setting(self, one: Setting, tree: Tree) -> Iterator[tuple[str, SettingValue]]:
        try:
            yield one.name, checked(one, _plain(tree))
        except SettingError as error:
            sound = one.kind is Kind.WORDS and not isinstance(tree, Entries)
            severity = Severity.WARNING if one.choices or sound else Severity.ERROR
            message = f"deckgen: {error}"
            self._report(
                Diagnostic(
                    severity, "front-matter-type", message, self._file, tree.line, error.hint
                )
            )

    def _text(self, tree: Tree | None, name: str) -> str:
        match tree:
            case None:
                return ""
            case Text(text=text):
                return " ".join(text.split())
            case _:
                self._wrong(tree, name, "a text", f"write one line: {name}: 'some text'")
                return ""

    def _number(self, tree: Tree | None, name: str) -> str:
        if isinstance(tree, Text) and (not tree.text or _is_number(tree.text)):
            return tree.text
        if tree is not None:
            self._wrong(tree, name, "a number", f"write a number of 0 or more: {name}: 10")
        return ""

    def _words(self, tree: Tree | None, name: str) -> tuple[str, ...]:
        match tree:
            case None:
                return ()
            case Text(text=text):
                return tuple(" ".join(word.split()) for word in text.split(",") if word.strip())
            case Items(items=items) if all(isinstance(item, Text) for item in items):
                texts = [item.text for item in items if isinstance(item, Text)]
                return tuple(" ".join(text.split()) for text in texts if text.strip())
            case _:
                hint = f"write a list: {name}: [one, two]"
                self._wrong(tree, name, "a list of words", hint)
                return ()

    def _names(self, tree: Tree | None) -> str:
        match tree:
            case Text(text=text):
                return " ".join(text.split())
            case Entries(entries=entries):  # as some Jekyll themes want it
                return next(
                    (self._text(value, "author") for key, value in entries if key.text == "name"),
                    "",
                )
            case Items(items=items):
                return ", ".join(filter(None, (self._names(item) for item in items)))
            case None:
                return ""

    def _lang(self, tree: Tree | None) -> str:
        text = self._text(tree, "lang").replace("_", "-")
        if not text or tree is None:
            return "en"
        if not _TAG.fullmatch(text):
            self._wrong(tree, "lang", "a language tag", "write a tag such as en, de or pt-BR")
            return "en"
        first, *rest = text.split("-")
        return "-".join([first.lower(), *map(_subtag, rest)])

    def _unknown(self, place: Tree, name: str, hint: str) -> None:
        message = f"unknown key '{name}'"
        line = place.line
        self._report(
            Diagnostic(Severity.WARNING, "front-matter-key", message, self._file, line, hint)
        )

    def _wrong(self, place: Tree, name: str, kind: str, hint: str) -> None:
        given = f"'{place.text}'" if isinstance(place, Text) else _KINDS[type(place)]
        message = f"'{name}' should be {kind}, not {given}"
        line = place.line
        self._report(
            Diagnostic(Severity.ERROR, "front-matter-type", message, self._file, line, hint)
        )


def _subtag(text: str) -> str:
    """Return a script or a region as it is written: ``Hant``, ``TW``."""
    return {2: text.upper(), 4: text.title()}.get(len(text), text.lower())


def _is_number(text: str) -> bool:
    whole = text.isascii() and text.isdigit() and len(text) < 10
    return whole or _NUMBER.fullmatch(text) is not None


_NUMBER: Final = regex(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_TAG: Final = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_KINDS: Final = {Items: "a list", Entries: "a mapping"}


def _plain(tree: Tree) -> object:
    """Return a value as the table of settings reads it: a text, or a list of texts."""
    match tree:
        case Text(text=text):
            return text
        case Items(items=items):
            return [_plain(item) for item in items]
        case _:
            return {}
