"""Where files really are: symbolic links are followed, those of a folder once."""

from __future__ import annotations

import os

from deckgen.values import Value, field


class Following(Value):
    """Follows links while the lessons of one course are looked at; they are in few folders."""

    folders: dict[str, str] = field(default_factory=dict)

    def __call__(self, path: str | os.PathLike[str]) -> str:
        """Return the absolute path of a file without any link in it."""
        folder, name = os.path.split(path)
        if name in ("", os.curdir, os.pardir):
            return os.path.realpath(path)
        if folder not in self.folders:
            self.folders[folder] = os.path.realpath(folder)
        whole = os.path.join(self.folders[folder], name)  # noqa: PTH118
        return os.path.realpath(whole) if os.path.islink(whole) else whole  # noqa: PTH114


def below(path: str, folder: str | os.PathLike[str]) -> str | None:
    """Return a real path as seen from a real folder, None where it is not in there."""
    top = os.path.join(folder, "")  # noqa: PTH118
    return path[len(top) :].replace(os.sep, "/") if path.startswith(top) else None
