"""A Jekyll checkout as it is: which documents it publishes, and the front matter it gives them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import reduce
from pathlib import Path, PurePosixPath
from typing import Final

from deckgen.course.roots import SITE
from deckgen.source import NOTHING, Entries, Site, over, read_site
from deckgen.source.site import Scope
from deckgen.values import Value, field

POSTS: Final = "_posts"


class Checkout(Value):
    """A project's folder and its site; ``top`` is where the site's paths begin.

    A project without ``_config.yml`` leaves nothing out and gives nothing.
    """

    root: Path
    top: Path
    site: Site | None = None

    @classmethod
    def of(cls, root: Path) -> Checkout:
        """Read the site at the top of a project, if there is one."""
        file = root / SITE
        if not file.is_file():
            return cls(root, root)
        site = read_site(file)
        top = (root / site.source).resolve()
        return cls(root, top if top.is_relative_to(root) else root, site)

    def leaves_out(self, path: Path) -> bool:
        """Tell whether the site's ``exclude`` names a file or folder, or one that it is in."""
        if self.site is None or not self.site.exclude:
            return False
        own = self._own(path)
        return any(
            fnmatchcase(str(each), pattern.strip("/"))
            for each in (own, *own.parents)
            for pattern in self.site.exclude
        )

    def is_document(self, path: Path) -> bool:
        """Tell whether a file is in a collection or among the posts, and no page of the site."""
        return any(part.startswith("_") for part in self._own(path).parts[:-1])

    def defaults(self, path: Path) -> Entries:
        """Return the front matter that the site gives a document; the narrower scope wins."""
        if self.site is None:
            return NOTHING
        own = self._own(path)
        meant = [scope for scope in self.site.scopes if self._holds(scope, own)]
        meant.sort(key=lambda scope: (len(scope.path.strip("/")), bool(scope.kind)))
        values = (scope.values for scope in meant)
        return reduce(lambda below, above: over(above, below), values, self.site.values)

    def folders(self) -> tuple[Path, ...]:
        """Return the folders of posts and collections that are there, by their names."""
        if self.site is None:
            return ()
        base = self.top / self.site.collections_dir.strip("/")
        named = {base / f"_{name}" for name in (*self.site.collections, "posts")}
        named |= {self.top / POSTS, *self.top.glob(f"[!_.]*/{POSTS}")}
        return tuple(sorted(path for path in named if path.is_dir()))

    def _own(self, path: Path) -> PurePosixPath:
        """Return a file's path from the top of the site on."""
        for follow in (Path.absolute, Path.resolve):
            whole = follow(path)
            if whole.is_relative_to(self.top):
                return PurePosixPath(whole.relative_to(self.top).as_posix())
        return PurePosixPath(path.name)

    def _holds(self, scope: Scope, own: PurePosixPath) -> bool:
        if scope.kind and scope.kind != self._kind(own):
            return False
        wanted = scope.path.strip("/")
        if "*" in wanted:
            return any(fnmatchcase(str(each), wanted) for each in (own, *own.parents))
        return not wanted or own.is_relative_to(wanted) or str(own).startswith(f"{wanted}.")

    def _kind(self, own: PurePosixPath) -> str:
        """Return the collection that a document is in; ``pages`` for all others."""
        folders = [part for part in own.parts[:-1] if part.startswith("_")]
        return folders[0].removeprefix("_") if folders else "pages"


class Checkouts(Value):
    """The checkouts of one search, each read once."""

    known: dict[Path, Checkout] = field(default_factory=dict)

    def __call__(self, root: Path) -> Checkout:
        """Return the checkout at the top of a project."""
        if root not in self.known:
            self.known[root] = Checkout.of(root)
        return self.known[root]
