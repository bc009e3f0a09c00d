"""The model's own functions, which everything else walks it with."""

from typing import get_args

from deckgen.model import _HOLDERS, Block


def test_no_block_within_another_is_passed_over() -> None:
    holding = ("Blocks", "ListItem", "Definition")
    holders = {
        kind
        for kind in get_args(Block)
        if any(word in text for text in kind.__annotations__.values() for word in holding)
    }
    assert holders == set(_HOLDERS)
