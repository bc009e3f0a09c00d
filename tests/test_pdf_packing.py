"""Objects of a PDF as bytes: written the way pydyf writes them, deflated in less time."""

from __future__ import annotations

import subprocess
import sys
import zlib

import pydyf
import pytest

from deckgen.backends.pdf.finishing.packing import _stream, _to_bytes, pack_quickly

ITEMS = "0, -0.0, 7, -3.0, 59.527559, 0.1, 1e-7, -2.5e-05, 1e22, True, b'(a)', 'rg', None"
ASK = f"import pydyf; print([pydyf._to_bytes(item) for item in ({ITEMS})])"


def test_numbers_and_names_are_written_as_pydyf_writes_them() -> None:
    run = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    items = (0, -0.0, 7, -3.0, 59.527559, 0.1, 1e-7, -2.5e-05, 1e22, True, b"(a)", "rg", None)
    assert run.stdout.strip() == str([_to_bytes(item) for item in items])


@pytest.mark.parametrize("item", [pydyf.String("a (b)"), pydyf.Array([1, 2.5]), pydyf.Dictionary()])
def test_what_is_inside_an_object_is_written_by_it(item: pydyf.Object) -> None:
    assert _to_bytes(item) == item.data


def test_a_stream_tells_how_it_was_packed_and_how_long_it_is() -> None:
    stream = pydyf.Stream([b"q", "Q", 1.5], {"Type": "/XObject"}, compress=True)
    head, _, rest = _stream(stream).partition(b"\nstream\n")
    packed = rest.removesuffix(b"\nendstream")
    assert zlib.decompress(packed) == b"q\nQ\n1.5"
    assert head == b"<</Type /XObject/Filter /FlateDecode/Length %d>>" % len(packed)
    assert stream.extra == {"Type": "/XObject"}


def test_pages_are_known_by_their_numbers_and_worked_out_once() -> None:
    pack_quickly()
    pdf = pydyf.PDF()
    assert pdf.page_references == ()
    for count in (1, 2, 3):
        pdf.add_object(pydyf.Dictionary())
        pdf.add_page(page := pydyf.Dictionary())
        assert pdf.page_references[-1] == page.reference
        assert len(pdf.page_references) == count
    assert pdf.page_references is pdf.page_references
