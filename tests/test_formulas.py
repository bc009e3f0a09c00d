"""Formulas as lines of text."""

import pytest

from deckgen.formulas import linear, pieces


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"E = mc^2", "E = mc²"),
        (r"x^2+y_{12}", "x² + y₁₂"),
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}", "(−b ± √(b² − 4ac))/(2a)"),
        (r"P(A) = \frac{P(A\cap B)}{P(B)}", "P(A) = P(A ∩ B)/P(B)"),
        (r"\sqrt[3]{x}", "∛x"),
        (r"e^{i\pi}+1=0", "e^(iπ) + 1 = 0"),
        (r"\sin x \cdot \lim_{x\to 0} f(x)", "sin x · lim_(x → 0) f(x)"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\binom{n}{k}", "(n choose k)"),
        (r"99.9\%", "99.9%"),
        ("100%", "100%"),
        (r"90^\circ", "90°"),
        (r"\text{total cost} = 3", "total cost = 3"),
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", "a = b; c = d"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1, 2; 3, 4)"),
        ("-x", "−x"),
    ],
)
def test_a_formula_reads_as_people_write_it(tex, text):
    assert linear(tex) == text


@pytest.mark.parametrize("tex", [r"\frac{", "^^", "_", r"\begin{foo}", "{" * 3000, "x^" * 400])
def test_what_is_no_tex_stays_as_it_was_written(tex):
    assert linear(tex) == tex


def test_commands_that_are_not_known_stay():
    assert linear(r"\foo x") == r"\foo x"


def test_scripts_stand_above_and_below_the_line():
    assert pieces(r"A_n = p^{k_i}(1-p)^{n-k}") == (
        ("A", 0),
        ("n", -1),
        (" = p", 0),
        ("k_i", 1),
        ("(1 − p)", 0),
        ("n − k", 1),
    )


@pytest.mark.parametrize("tex", ["x^2", r"\frac{a}{b}", r"\frac{", "a_{max} + 1"])
def test_the_pieces_of_a_formula_are_its_letters(tex):
    marks = str.maketrans("", "", "^_()")
    assert "".join(text for text, _ in pieces(tex)).translate(marks) == linear(tex).translate(marks)
