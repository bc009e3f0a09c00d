"""Displayed formulas become PowerPoint's own equations, and stay readable for everyone else."""

import re

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx_deck import build, opened, place, slide, tree

from deckgen.backends.pptx.lint import lint
from deckgen.backends.pptx.omml import omml
from deckgen.fit.deck import FormulaFrame
from deckgen.formulas import mathml
from deckgen.model import Math

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

FORMULAS = {
    r"a^2 + b^2 = c^2": "sSup",
    r"x_i": "sSub",
    r"x_i^2": "sSubSup",
    r"\frac{a}{b}": "f",
    r"\dfrac{a}{b} + \tfrac12": "f",
    r"\binom{n}{k}": "f",
    r"\sqrt{x + 1}": "rad",
    r"\sqrt[3]{x}": "rad",
    r"\sum_{i=1}^{n} x_i": "nary",
    r"\sum\limits_{i} x_i": "nary",
    r"\prod_k x_k": "nary",
    r"\int_0^\infty e^{-x^2}\,dx": "nary",
    r"\int_a^b\int_c^d f(x, y)\,dx\,dy": "nary",
    r"\iint_D f": "nary",
    r"\lim_{x \to 0} \frac{\sin x}{x}": "limLow",
    r"\max_i a_i": "limLow",
    r"\log_2 n": "func",
    r"\hat{x} + \vec{v} + \bar{y} + \tilde{z} + \dot{q}": "acc",
    r"\overline{AB} + \underline{x}": "bar",
    r"\overbrace{a + b}^{n}": "groupChr",
    r"\underbrace{x + y}_{\text{both}}": "groupChr",
    r"\stackrel{def}{=}": "limUpp",
    r"\begin{aligned} a &= b + c \\ &= d \end{aligned}": "eqArr",
    r"\begin{align*} x &= 1 \\ y &= 2 \end{align*}": "eqArr",
    r"a \\ b": "eqArr",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}": "m",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "m",
    r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix}": "d",
    r"\begin{array}{cc} a & b \\ c \end{array}": "m",
    r"\left\lfloor \frac{n}{2} \right\rfloor": "d",
    r"\left. \frac{x}{y} \right|_{0}": "d",
    r"\boxed{x} + \cancel{y}": "borderBox",
    r"\phantom{x} y": "phant",
    r"\mathbb{R} \mathcal{L} \mathbf{x} \mathrm{d}": "r",
    r"\text{latency} \le 5\,\text{ms}": "r",
    r"{}_2F_1": "sSub",
}


def equation(tex):
    written = omml(mathml(tex))
    assert written is not None
    return etree.fromstring(f'<m:oMath xmlns:m="{M}">{written}</m:oMath>')


def formula(tex, **options):
    box = place("body").box
    return FormulaFrame(1, box, Math(tex, 7), 24.0, **options)


@pytest.mark.parametrize(("tex", "kind"), FORMULAS.items())
def test_a_formula_has_an_equation(tex, kind):
    assert next(equation(tex).iter(f"{{{M}}}{kind}"), None) is not None


def test_every_equation_passes_the_audit(tmp_path):
    slides = [slide(f"Formula {n}", formula(tex)) for n, tex in enumerate(FORMULAS)]
    data = build(*slides)
    (tmp_path / "deck.pptx").write_bytes(data)

    assert validate_pptx(tmp_path / "deck.pptx").errors == []
    assert lint(data) == ()


def test_no_argument_of_an_equation_is_an_empty_box():
    for tex in (*FORMULAS, r"\sum", r"\frac{}{}", r"\sqrt{}", r"\sum_{i}", r"x^{}"):
        for argument in equation(tex).iter(f"{{{M}}}e", f"{{{M}}}num", f"{{{M}}}den"):
            in_table = argument.getparent().tag == f"{{{M}}}mr"
            assert len(argument) or in_table, tex


def test_a_sum_reaches_to_the_next_sign():
    found = equation(r"\sum_{i} a_i b + c = d")

    reached = "".join(found.find(f".//{{{M}}}nary/{{{M}}}e").itertext())
    assert reached == "aib"


def test_the_words_of_a_formula_are_whole():
    words = [run.text for run in equation(r"\text{if } x > 0 \text{ otherwise}").iter(f"{{{M}}}t")]

    assert words == ["if ", "x", ">", "0", " otherwise"]


def test_a_program_without_equations_is_given_a_line_of_text():
    found = tree(build(slide("One", formula(r"\frac{a}{b} = x^2"))))

    fallback = found.find(f".//{MC}AlternateContent/{MC}Fallback")
    assert re.sub(r"\s", "", "".join(fallback.itertext())) == "a/b=x²"


def test_text_never_stands_in_an_alternative():
    found = tree(build(slide("One", formula("x"))))

    choice = found.find(f".//{MC}Choice")
    assert [each.text for each in choice.iter() if each.tag.endswith("}t")] == ["x"]


def test_a_formula_without_an_equation_is_text_and_reported():
    problems = []
    data = build(slide("One", formula(r"\unknowable{x}")), report=problems.append)

    shapes = [shape.text_frame.text for shape in opened(data).slides[0].shapes]
    assert r"\unknowable x" in shapes
    assert [(each.code, each.line) for each in problems] == [("unsupported", 7)]


def test_sums_over_sums_without_end_are_text():
    assert omml(mathml(r"\sum x " * 600)) is None
