"""Lessons that are too deep, too wide or too long, and page breaks where none belong."""

from __future__ import annotations

from collections.abc import Iterator

from case import Case, bad, good, lesson

MANY = 5_000


def cases() -> Iterator[Case]:
    """Yield the cases."""
    for name, text in (*_DEEP, *_NESTED):
        yield bad(name, lesson(text), "limit")
    for name, text in _PATHOLOGICAL:
        yield Case(name, lesson(text), built=name not in _DEEP_IN_DIRECTIVES)
    for name, text, says in _SIZES:
        yield bad(name, lesson(text), says) if says == "limit" else good(name, lesson(text), says)
    for name, text, says in _BREAKS:
        yield good(f"page break {name}", lesson(f"one\n\n{text}"), says)


def _nested_list(depth: int) -> str:
    return "\n".join("  " * n + f"- w{n}" for n in range(depth))


_DEEP = [
    ("10,000 quotes", "> " * 9_000 + "deep"),
    ("10,000 bullets", "- " * 9_000 + "deep"),
    ("numbers in numbers", "1. " * 3_000 + "deep"),
    ("a list of 100 levels", _nested_list(100)),
    ("a list of 900 levels", _nested_list(900)),
    ("quotes and bullets", "> - " * 100 + "deep"),
]
_NESTED = [
    ("divs in divs", "\n\n".join(["::: note"] * 200) + "\n\ndeep\n"),
    ("instructors in instructors", "\n\n".join(["<!-- instructor -->"] * 200) + "\n\ndeep\n"),
    ("columns in columns", "\n\n".join(["<!-- columns -->", "a", "<!-- column -->"] * 100)),
    ("quizzes in quizzes", "\n\n".join(["<!-- quiz -->"] * 100)),
]

_DEEP_IN_DIRECTIVES = frozenset(("colons",))

_PATHOLOGICAL = [
    ("nested emphasis", "*a **a " * (MANY // 4) + "b" + " a** a*" * (MANY // 4)),
    ("emphasis closers", "a_ " * MANY),
    ("emphasis openers", "_a " * MANY),
    ("strong closers", "a** " * MANY),
    ("link closers", "a] " * MANY),
    ("link openers", "[a " * MANY),
    ("mismatched", "*a_ " * MANY),
    ("openers and closers of 3", "a***b" + "c* " * MANY),
    ("link openers and emphasis", "[ a_ " * (MANY - 1000)),
    ("brackets", "[" * MANY + "a" + "]" * MANY),
    ("images", "![" * MANY + "a" + "]" * MANY),
    ("images in brackets", "![[]()" * 3_000),
    ("link parentheses", "[a](" * MANY),
    ("link angles", "[a](<b" * 3_000),
    ("link titles", '[a](b "' * 2_500),
    ("backslashes", "\\" * 15_000),
    ("backticks", "".join("e" + "`" * n for n in range(1, 190))),
    ("backtick runs", "`a ``b " * 2_500),
    ("CDATA", "a <![CDATA[" * 1_700),
    ("declarations", "a <!A " * 3_000),
    ("processing", "a <? " * 4_000),
    ("comments", "a <!-- " * 2_500),
    ("tags", "a <b " * 4_000),
    ("entities", "&a;&#1;&#x" * 2_000),
    ("autolinks", "http://" * 2_800),
    ("e-mail", "a@" * 9_000),
    ("www", "www." * 4_900),
    ("tildes", "~~a ~b " * 2_500),
    ("highlights", "==a " * 4_900),
    ("dollars", "$a " * 6_000),
    ("double dollars", "$$a " * 4_900),
    ("math brackets", "\\( " * 6_000),
    ("liquid", "{% a " * 3_900),
    ("liquid outputs", "{{ a " * 3_900),
    ("attribute braces", "![a](b){" * 2_000),
    ("colons", "::: a\n" * 3_000 + "\nword"),
    ("footnotes", "[^" * 9_000),
    ("inline footnotes", "^[" * 9_000),
    ("definitions", "a\n: b\n" * 1_500),
    ("reference definitions", "\n".join(f"[a{n}]: /u" for n in range(3_000)) + "\n\nword"),
    ("one reference often", "[a]: /u\n\n" + "[a] " * 4_900),
    ("block starts", "- > 1. " * 4 + "a\n" * 2_000),
    ("setext", "a\n" * 4_000 + "===\n"),
    ("table lines", "| a | b\n" * 2_000),
    ("comments by the line", "<!-- a\n" * 3_000 + "\nword"),
    ("fences", "word\n\n" + "```\n" * 3_001),
    ("unclosed tables", "|" * 9_000 + "\n" + "|-" * 5_000),
    ("headings", "# " * 6_000),
    ("lists without text", "-\n" * 2_900 + "\nword"),
    ("tasks", "- [ ] \n" * 2_000 + "\nword"),
    ("alternating lists", "- a\n* b\n+ c\n" * 300),
    ("formula of braces", "$$" + "{" * 2_000 + "}" * 2_000 + "$$"),
    ("formula of fractions", "$$" + "\\frac{a}{" * 200 + "b" + "}" * 200 + "$$"),
    ("formula of roots", "$" + "\\sqrt{" * 300 + "x" + "}" * 300 + "$"),
    ("formula of scripts", "$$" + "x^{" * 300 + "y" + "}" * 300 + "$$"),
    ("formula unclosed", "$$\n\\left( \\begin{matrix} a & b \\\\ \n$$"),
    ("formula of spaces", "$$\\hspace{99999999em} x$$"),
    ("formula that grows", "$$\\def\\a{\\a\\a}\\a$$"),
    ("code of one line", "```python\n" + "(" * 15_000 + "\n```"),
    ("code of strings", "```python\n" + "'" * 9_000 + "\n```"),
    ("code of 3,000 lines", "```c\n" + "int a = 1;\n" * 3_000 + "```"),
    ("unknown language", "```" + "x" * 3_000 + "\na\n```"),
    ("a chart of nonsense", "```chart\n" + "a, b\n" * 500 + "```"),
]

_SIZES = [
    ("a million cells", "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|b|\n" * 999, "limit"),
    ("6,000 cells", "|a|b|c|\n|-|-|-|\n" + "|1|2|3|\n" * 2_000, "limit"),
    ("900 cells", "|a|b|c|\n|-|-|-|\n" + "|1|2|3|\n" * 299, "split"),
    ("60 columns", "|a" * 60 + "|\n" + "|-" * 60 + "|\n" + "|b" * 60 + "|\n", ""),
    ("2,000 slides", "w\n\n<!-- pagebreak -->\n\n" * 2_000, "limit"),
    ("250 empty chunks", "<!-- pagebreak -->\n\n" * 250 + "word", ""),
    ("3,000 paragraphs", "w\n\n" * 3_000, "split"),
    ("2,000 headings", "#### h\n\n" * 2_000, ""),
    ("1,400 items", "- w\n" * 1_400, "split"),
    ("1,000 footnotes", "".join(f"a[^{n}] " for n in range(1_000)) + "\n\n"
     + "\n".join(f"[^{n}]: b" for n in range(1_000)), ""),
    ("a number of 300 digits", "9" * 300 + ". a\n\n999999999. b", ""),
    ("600 kB of prose", "Seven words stand in this very sentence. " * 7 + "\n\n", ""),
]  # fmt: skip

_BREAKS = [
    ("plain", "<!-- pagebreak -->\n\ntwo", ""),
    ("tight", "<!--pagebreak-->\n\ntwo", ""),
    ("loud", "<!-- PAGEBREAK -->\n\ntwo", ""),
    ("wide", "<!--    pagebreak    -->\n\ntwo", ""),
    ("indented", "  <!-- pagebreak -->\n\ntwo", ""),
    ("between lines", "text\n<!-- pagebreak -->\nnext", ""),
    ("in lines", "<!--\npagebreak\n-->\n\ntwo", ""),
    ("in a fence", "```\n<!-- pagebreak -->\n```", ""),
    ("in a tilde fence", "~~~\n<!-- pagebreak -->\n~~~", ""),
    ("in a fence that stays open", "```\n<!-- pagebreak -->\ntwo", "pagebreak"),
    ("in code", "a `<!-- pagebreak -->` b", ""),
    ("in a comment", "<!-- a\n<!-- pagebreak -->\nb", ""),
    ("in a div", "<div>\n<!-- pagebreak -->\n</div>", ""),
    ("in a list", "- a\n\n    <!-- pagebreak -->\n\n- b", ""),
    ("in a quotation", "> a\n> <!-- pagebreak -->\n> b", ""),
    ("in a table", "|a|\n|-|\n<!-- pagebreak -->\n|b|", ""),
    ("with a tail", "<!-- pagebreak --> tail", "pagebreak"),
    ("with a head", "head <!-- pagebreak -->", "pagebreak"),
    ("with a hyphen", "<!-- page-break -->\n\ntwo", "pagebreak"),
    ("with a space", "<!-- page break -->\n\ntwo", "pagebreak"),
    ("with a slash", "<!-- /pagebreak -->\n\ntwo", "pagebreak"),
    ("with one dash", "<!- pagebreak ->\n\ntwo", "pagebreak"),
    ("misspelt", "<!-- pagebrake -->\n\ntwo", "pagebreak"),
    ("guessed", "<!-- pagewidth -->\n\ntwo", "pagebreak"),
    ("no-break space", "<!--\u00a0pagebreak\u00a0-->\n\ntwo", ""),
    ("last", "<!-- pagebreak -->", ""),
    ("then dashes", "two\n\n---\n<!-- pagebreak -->", ""),
]
