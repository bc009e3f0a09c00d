"""Formulas as authors write them: spelled alike, and reported where nobody can read them."""

import pytest

from deckgen.formulas import linear
from deckgen.parser import parse
from deckgen.parser.formulas import spelled
from deckgen.source import from_text


def told(body):
    found = []
    parse(from_text(f"---\ntitle: T\n---\n\n{body}\n", found.append), found.append)
    return [(one.code, one.line, one.message) for one in found]


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"a \not= b", "a ≠ b"),
        (r"a \not\in B", "a ∉ B"),
        (r"a \not < b", "a ≮ b"),
        (r"A \not\subset B", "A ⊄ B"),
        (r"\nothing", r"\nothing"),
    ],
)
def test_a_sign_that_is_struck_out_is_one_sign(tex, expected):
    assert linear(spelled(tex)) == expected


@pytest.mark.parametrize("text", [r"$\foo{x}$", r"- $\foo x$", "$$\n\\foo\n$$", r"> $\foo$"])
def test_a_command_that_nobody_knows_is_reported(text):
    [(code, _, message)] = told(text)

    assert code == "formula"
    assert message.endswith(r"has a command that is not known: \foo")


@pytest.mark.parametrize("tex", [r"\frac{a}{b", "x^{2", r"\sqrt{a}}"])
def test_a_formula_that_is_not_closed_is_reported(tex):
    [(code, line, message)] = told(f"Text\n\n${tex}$")

    assert (code, line) == ("formula", 7)
    assert "not sound TeX" in message


@pytest.mark.parametrize(
    "tex",
    [
        "x",
        r"f(x) = \left\{ x \right.",
        r"\alpha \le \{a, b\} \% \$5 \, \quad \text{if } x",
        r"\begin{cases} x & x>0 \\ -x & \text{otherwise} \end{cases}",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
        r"\operatorname{rank} A \left( \frac{1}{2} \right) \overline{AB} \mathbb{R}",
        r"\sum_{i=1}^{n} \int_0^1 \lim_{x \to 0} \prod \sqrt[3]{x} \binom{n}{k}",
    ],
)
def test_a_sound_formula_is_not(tex):
    assert told(f"${tex}$") == []
