"""Front matter that explodes, lies or is broken."""

from __future__ import annotations

from collections.abc import Iterator

from case import Case, bad, good

END = "\n---\n\nA word.\n"
BOMB = "\n".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]" for n in range(9))
MERGES = "\n".join(f"a{n + 1}: &a{n + 1} {{<<: [{', '.join([f'*a{n}'] * 9)}]}}" for n in range(8))


def cases() -> Iterator[Case]:
    """Yield the cases."""
    for name, front, says in _BAD:
        yield bad(name, f"---\n{front}{END}", says)
    for name, front, says in _GOOD:
        yield good(name, f"---\n{front}{END}", says)
    for name, whole, says, built in _DASHES:
        yield Case(name, whole, says, built)
    for key in ("title", "section", "lesson", "order", "subtitle", "author", "date", "lang",
                "description", "keywords", "deckgen"):  # fmt: skip
        yield from _typed(key)


def _typed(key: str) -> Iterator[Case]:
    """Yield one key with values of every type; each is built or refused, never a crash."""
    for kind, value in _VALUES:
        refused = (key, kind) in _REFUSED or (kind == "nested" and key in _REFUSED_NESTED)
        says = "front-matter-type" if refused else ""
        yield Case(f"{key} is {kind}", f"---\n{key}: {value}{END}", says, not refused)


_VALUES = [
    ("nothing", ""), ("a word", "Yes"), ("octal", "010"), ("a time", "1:30"),
    ("a date", "2026-01-02"), ("huge", "9" * 9000), ("negative", "-1"), ("infinite", ".inf"),
    ("a list", "[a, b]"), ("a mapping", "{a: b}"), ("nested", "[[a]]"), ("quoted", "'é\U0001f600'"),
]  # fmt: skip
_NUMBERS = {"a word", "a time", "a date", "huge", "negative", "infinite", "quoted"}
_REFUSED = {
    *((key, kind) for key in ("lesson", "order") for kind in (*_NUMBERS, "a list", "a mapping")),
    *(("lang", kind) for kind in ("octal", "a time", "a date", "huge", "negative", "infinite",
                                  "quoted", "a list", "a mapping")),
    *((key, kind) for key in ("title", "section", "subtitle", "date", "description")
      for kind in ("a list", "a mapping")),
    ("keywords", "a mapping"),
    *(("deckgen", kind) for kind in (*_NUMBERS, "octal", "a list")),
}  # fmt: skip
_REFUSED_NESTED = {"title", "section", "lesson", "order", "subtitle", "date", "lang",
                   "description", "keywords", "deckgen"}  # fmt: skip

_BAD = [
    ("alias bomb", f"title: x\na0: &a0 [lol]\n{BOMB}\nsubtitle: *a9", "front-matter"),
    ("merge bomb", f"title: x\na0: &a0 {{x: y}}\n{MERGES}", "front-matter"),
    ("self alias", "title: &a [*a]", "front-matter"),
    ("merge key", "title: x\n<<: {lesson: 1}", "front-matter"),
    ("python tag", "title: !!python/object/apply:os.system ['touch canary']", "front-matter"),
    ("python name", "title: !!python/name:os.system", "front-matter"),
    ("binary tag", "title: !!binary aGFsbG8=", "front-matter"),
    ("own tag", "title: !x y", "front-matter"),
    ("150,000 keys", "\n".join(f"k{n}: v" for n in range(100_000)), "limit"),
    ("a megabyte of title", f"title: '{'x' * 19_000}'", "limit"),
    ("15,000 brackets", "title: " + "[" * 15_000, "limit"),
    ("closed brackets", "title: " + "[" * 2_000 + "]" * 2_000, "limit"),
    ("braces", "title: " + "{a: " * 1_000 + "}" * 1_000, "limit"),
    ("nested blocks", "\n".join("  " * n + f"k{n}:" for n in range(60)), "limit"),
    ("unclosed quote", "title: 'a\nlesson: 1", "front-matter"),
    ("colon in title", "title: a: b", "front-matter"),
    ("tab", "deckgen:\n\ttheme: slate", "front-matter"),
    ("at sign", "title: @x", "front-matter"),
    ("surrogate escape", 'title: "\\ud800"', "front-matter"),
    ("long escape", 'title: "\\UFFFFFFFF"', "front-matter"),
    ("null escape", 'title: "a\\0b"', "control-character"),
    ("bell escape", 'title: "a\\ab"', "control-character"),
    ("twice", "title: a\nlesson: 1\ntitle: b", "front-matter-key"),
    ("list as key", "title: x\n? [a, b]\n: c", "front-matter-key"),
    ("mapping as key", "title: x\n? {a: b}\n: c", "front-matter-key"),
    ("template outside", "deckgen:\n  template: ../../../etc/passwd", "template"),
    ("template absolute", "deckgen:\n  template: /etc/passwd", "template"),
    ("template null", 'deckgen:\n  template: "a\\0b"', "control-character"),
    ("template is a device", "deckgen:\n  template: /dev/zero", "template"),
    ("theme outside", "deckgen:\n  theme: ../../etc", "theme"),
    ("theme absolute", "deckgen:\n  theme: /etc/passwd", "theme"),
    ("theme with null", 'deckgen:\n  theme: "a\\0b"', "control-character"),
]

_GOOD = [
    ("tag directive", "%TAG ! tag:x,2000:\n--- \ntitle: x", "front-matter"),
    ("percent", "title: x\n%YAML 1.2", ""),
    ("a list", "- title: x\n- lesson: 2", "front-matter"),
    ("keys of python-frontmatter", "title: x\ncontent: y\nhandler: z\n1: a\n~: b", ""),
    ("digits", f"title: {'7' * 9_000}", ""),
    ("long title", f"title: {'word ' * 60}", ""),
    ("title with newlines", "title: >\n  a\n\n  b\n\n\n  c", ""),
    ("title of markup", "title: '<script>alert(1)</script> & \"x\" ]]>'", ""),
    ("title of liquid", "title: '{{ site.time }} {% include x %}'", ""),
    ("title is a path", "title: '../../../../etc/cron.d/evil'", ""),
    ("section is a path", "title: x\nsection: '../../../../tmp/evil'\nlesson: 1", ""),
    ("section is a device", "title: x\nsection: CON\nlesson: 1", ""),
    ("title is a device", "title: aux.", ""),
    ("300 characters", f"title: {'t' * 300}", ""),
    ("empty title", "title: ''", "front-matter"),
    ("misspelt key", "titel: x", "front-matter-key"),
    ("flow mapping", "{title: x, lesson: 1}", ""),
    ("comment bomb", "title: x\n" + "# c\n" * 3000, ""),
    ("right-to-left title", "title: 'مرحبا'\nlang: ar", ""),
    ("a date that is none", "title: x\ndate: 2026-02-31", ""),
    ("a year of five digits", "title: x\ndate: 99999-12-31", ""),
    ("year nought", "title: x\ndate: 0000-00-00", ""),
]

_DASHES = [
    ("no front matter", "A word.\n", "front-matter", True),
    ("never closed", "---\ntitle: x\n\nA word.\n", "front-matter", False),
    ("never closed, with a heading", "---\ntitle: x\n## A\n\nb\n", "front-matter", False),
    ("closed with dots", "---\ntitle: x\n...\nA word.\n", "front-matter", False),
    ("never opened", "title: x\nlesson: 1\n---\n\nA word.\n", "front-matter", True),
    ("rules around text", "---\nIntro *text* here\n---\nA word.\n", "front-matter", True),
    ("rules only", "---\n---\n---\n---\n", "empty", False),
    ("JSON", '{"title": "x"}\n\nA word.\n', "front-matter", True),
    ("JSON braces", '---\n{"title": "x", "lesson": 1}\n---\nA word.\n', "", True),
    ("TOML", '+++\ntitle = "x"\n+++\n\nA word.\n', "front-matter", True),
    ("two front matters", "---\ntitle: a\n---\n---\ntitle: b\n---\nA word.\n", "", True),
    ("BOM", "\ufeff---\ntitle: x\n---\nA word.\n", "", True),
    ("BOM twice", "\ufeff\ufeff---\ntitle: x\n---\nA word.\n", "", True),
    ("CRLF", "---\r\ntitle: x\r\n---\r\nA word.\r\n", "", True),
    ("CR", "---\rtitle: x\r---\rA word.\r", "", True),
    ("a body of dashes", "---\ntitle: x\n---\n" + "---\n" * 3000 + "word\n", "", True),
    ("nothing", "", "empty", False),
    ("white space", " \n\t\n  \n", "empty", False),
    ("only front matter", "---\ntitle: x\n---\n", "empty", False),
]
