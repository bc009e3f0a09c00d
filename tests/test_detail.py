"""What a slide shows of its text, and where the rest goes."""

import pytest

from deckgen.detail import Detail, abridge, first_clause
from deckgen.model import Code, List, ListItem, Mark, Paragraph, Run, Slide, plain

TERM = Run("Purpose", Mark.BOLD)


def item(*inlines: Run) -> ListItem:
    return ListItem((Paragraph(inlines),))


def shown(slide: Slide) -> list[str]:
    lists = [block for block in slide.blocks if isinstance(block, List)]
    return [plain(i.blocks[0].inlines) for block in lists for i in block.items]


SLIDE = Slide(
    title=(Run("What it is"),),
    blocks=(
        List((item(TERM, Run(": it sets things up. It then runs them.")), item(Run("One; two.")))),
    ),
)


def test_full_shows_all() -> None:
    assert abridge(SLIDE, Detail.FULL) == SLIDE


def test_gist_shows_the_term_and_the_first_clause() -> None:
    assert shown(abridge(SLIDE, Detail.GIST)) == ["Purpose: it sets things up.", "One"]


def test_terms_shows_the_terms_alone() -> None:
    assert shown(abridge(SLIDE, Detail.TERMS)) == ["Purpose", "One"]


@pytest.mark.parametrize("detail", [Detail.GIST, Detail.TERMS])
def test_what_is_left_out_stands_whole_in_the_notes(detail: Detail) -> None:
    assert abridge(SLIDE, detail).notes == SLIDE.blocks


def test_code_is_never_shortened() -> None:
    slide = Slide((), (Code("a; b"),))
    assert abridge(slide, Detail.TERMS) == slide


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("It costs 3.5 euros. That is a lot.", "It costs 3.5 euros."),
        ("Use a tool, e.g. Vim. Or none.", "Use a tool, e.g. Vim."),
        ("Dr. Ada knew. We did not.", "Dr. Ada knew."),
        ("Fast – and cheap.", "Fast"),
        ("One clause only.", "One clause only."),
        ("Version 2.0 and node.js work", "Version 2.0 and node.js work"),
        ("それは木です。とても高い。", "それは木です。"),
        ("Is it? Yes.", "Is it?"),
    ],
)
def test_a_clause_ends_where_its_grammar_says(text: str, clause: str) -> None:
    assert plain(first_clause((Run(text),))) == clause


@pytest.mark.parametrize(
    ("whole", "clause"),
    [
        ("S3 (Simple Storage; since 2006) stores objects. It is cheap.",
         "S3 (Simple Storage; since 2006) stores objects."),
        ("The U.S. East region is old. Others came.", "The U.S. East region is old."),
        ("It asked “Why? Really?” and left. Then silence.", "It asked “Why? Really?” and left."),
        ("Das ist z. B. ein „Satz. Noch einer“ davon. Ende.",
         "Das ist z. B. ein „Satz. Noch einer“ davon."),
        ("Was »drei Neunen« heißt. Und mehr.", "Was »drei Neunen« heißt."),
        ("C’est « un. Deux » mots. Fin.", "C’est « un. Deux » mots."),
        ("Es gibt 3 Mio. Einträge. Mehr nicht.", "Es gibt 3 Mio. Einträge."),
        ("Это т. е. пример. Второе.", "Это т. е. пример."),
        ("या तो सब होता है। या कुछ नहीं।", "या तो सब होता है।"),
        ("هذا مثال؛ وهذا آخر.", "هذا مثال"),
        ("第一句（注。意）完。第二句。", "第一句（注。意）完。"),
        ("It is the state of the art. Nothing beats it.", "It is the state of the art."),
        ("Version 3.11 is at s3://b/k. Older fails.", "Version 3.11 is at s3://b/k."),
        ("It scales by itself: no servers. You pay less.", "It scales by itself: no servers."),
    ],
)  # fmt: skip
def test_no_clause_ends_in_brackets_or_abbreviations(whole, clause):
    assert plain(first_clause((Run(whole),))) == clause
