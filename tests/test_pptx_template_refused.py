"""Templates that no deck is made from: broken ones, and those that would harm who opens it."""

import io
import struct
import zipfile

import pytest
from pptx_deck import part, rewritten
from pptx_template import MAIN, REL, company, default, edited, made, ours, theme_of

from deckgen.backends.pptx.user_template import TemplateError

TYPES = "[Content_Types].xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"
MASTER_RELS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"


def refusal(data):
    """Return why a template is refused."""
    with pytest.raises(TemplateError) as caught:
        theme_of(data)
    return str(caught.value)


def added(data, name, content, rel="", owner=MASTER_RELS):
    """Return a template with one more part, and a relationship to it."""
    data = rewritten(data, {name: content})
    if not rel:
        return data
    row = f'<Relationship Id="rId88" Type="{REL}/{rel}" Target="/{name}"/></Relationships>'
    return edited(data, owner, ("</Relationships>", row))


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut short", b"\x00" * 500])
def test_what_is_no_zip_file(data):
    assert "not a PowerPoint file" in refusal(data)


def test_a_file_cut_in_the_middle():
    assert "not a PowerPoint file" in refusal(ours()[: len(ours()) // 2])


def test_a_file_with_a_broken_byte():
    data = bytearray(default())
    at = data.index(b"ppt/theme/theme1.xml") + 200
    data[at : at + 50] = b"\xff" * 50
    assert "not a PowerPoint file" in refusal(bytes(data))


def test_a_protected_or_old_file():
    assert "protected by a password" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_a_word_document():
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert "not a PowerPoint file" in refusal(edited(default(), TYPES, (MAIN, word)))


def test_a_zip_of_something_else():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("a.txt", "hello")
    assert "[Content_Types].xml is missing" in refusal(target.getvalue())


def packed(entries):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(name, content)
    return target.getvalue()


def test_a_bomb():
    assert "times its size" in refusal(packed([("ppt/media/a.bmp", bytes(5_000_000))]))


def test_a_bomb_that_says_how_large_it_is():
    data = bytearray(default())
    at = data.rindex(b"PK\x01\x02")
    data[at + 20 : at + 28] = struct.pack("<II", 5_000_000, 0xF0000000)
    assert "200 MiB" in refusal(bytes(data))


def test_a_crowd_of_entries():
    assert "2000" in refusal(packed([(f"junk/{n}", b"") for n in range(2100)]))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "ppt\\slides\\a.xml", "c:/a.xml"])
def test_names_that_lead_out_of_the_file(name):
    info = zipfile.ZipInfo("x")
    info.filename = name
    target = io.BytesIO(default())
    with zipfile.ZipFile(target, "a") as file:
        file.writestr(info, "x")
    # Python turns backslashes around on writing; the bytes are put back.
    data = target.getvalue().replace(name.replace("\\", "/").encode(), name.encode())
    assert "no name of a part" in refusal(data)


def test_a_part_that_stands_twice():
    target = io.BytesIO(default())
    with zipfile.ZipFile(target, "a") as file:
        file.writestr("PPT/Presentation.xml", "x")
    assert "twice" in refusal(target.getvalue())


DOCTYPE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", [MASTER, "ppt/slides/slide1.xml", MASTER_RELS])
def test_document_types(name, encoding):
    text = part(company(), name).decode().partition("?>")[2]
    head = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE}'
    data = rewritten(company(), {name: (head + text).encode(encoding)})
    assert "document type" in refusal(data)


def test_xml_that_is_not_well_formed():
    assert "not well-formed" in refusal(rewritten(default(), {MASTER: b"<p:sldMaster>"}))


def test_xml_of_a_hundred_thousand_levels():
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    assert "not well-formed" in refusal(rewritten(default(), {MASTER: deep}))


def test_an_undefined_entity():
    assert "not well-formed" in refusal(edited(default(), MASTER, ("<p:cSld>", "<p:cSld>&e;")))


def test_macros():
    assert "macros" in refusal(added(default(), "ppt/vbaProject.bin", b"x"))


def test_the_type_of_files_with_macros():
    macro = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    assert "macros" in refusal(edited(default(), TYPES, (MAIN, macro)))


def test_embedded_objects():
    data = added(default(), "ppt/embeddings/oleObject1.bin", b"x", "oleObject")
    assert "OLE" in refusal(data)


def test_embedded_objects_by_another_name():
    assert "OLE" in refusal(added(default(), "ppt/embeddings/harmless.bin", b"x", "oleObject"))


def test_controls():
    assert "ActiveX" in refusal(added(default(), "ppt/activeX/activeX1.xml", b"<a/>", "control"))


@pytest.mark.parametrize("kind", ["image", "video", "audio", "oleObject", "slideMaster", "theme"])
def test_anything_from_outside_the_file(kind):
    row = (
        f'<Relationship Id="rId88" Type="{REL}/{kind}" Target="http://example.com/pixel.png"'
        ' TargetMode="External"/></Relationships>'
    )
    reason = refusal(edited(default(), MASTER_RELS, ("</Relationships>", row)))
    assert "outside the file" in reason or "OLE" in reason


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", r"\\server\share"])
def test_links_that_are_no_web_addresses(target):
    row = (
        f'<Relationship Id="rId88" Type="{REL}/hyperlink" Target="{target}"'
        ' TargetMode="External"/></Relationships>'
    )
    reason = refusal(edited(default(), MASTER_RELS, ("</Relationships>", row)))
    assert "no web or mail address" in reason


def test_a_link_to_the_company_is_kept():
    row = (
        f'<Relationship Id="rId88" Type="{REL}/hyperlink" Target="https://example.com/"'
        ' TargetMode="External"/></Relationships>'
    )
    data = made(edited(default(), MASTER_RELS, ("</Relationships>", row)))
    assert b"https://example.com/" in part(data, MASTER_RELS)


def test_a_relationship_that_leads_out_of_the_file():
    row = f'<Relationship Id="rId88" Type="{REL}/image" Target="../../../../etc/passwd"/>'
    data = edited(default(), MASTER_RELS, ("</Relationships>", row + "</Relationships>"))
    assert "outside the file" in refusal(data)


def test_a_relationship_that_leads_nowhere():
    row = f'<Relationship Id="rId88" Type="{REL}/image" Target="../media/none.png"/>'
    data = edited(default(), MASTER_RELS, ("</Relationships>", row + "</Relationships>"))
    assert "is not there" in refusal(data)


def test_a_relationship_to_itself_is_no_trap():
    row = f'<Relationship Id="rId88" Type="{REL}/slideMaster" Target="slideMaster1.xml"/>'
    assert made(edited(default(), MASTER_RELS, ("</Relationships>", row + "</Relationships>")))


def test_a_file_of_the_strict_kind():
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    assert "Strict" in refusal(edited(default(), "_rels/.rels", (REL, strict)))


@pytest.mark.parametrize(
    "size", ['cx="1" cy="1"', 'cx="99999999999" cy="6858000"', 'cx="a" cy="b"']
)
def test_slides_of_an_impossible_size(size):
    name = "ppt/presentation.xml"
    assert "no slide" in refusal(edited(default(), name, ('cx="9144000" cy="6858000"', size)))


def test_a_template_without_layouts():
    text = part(default(), MASTER).decode()
    start, end = text.index("<p:sldLayoutIdLst>"), text.index("</p:sldLayoutIdLst>")
    data = rewritten(default(), {MASTER: (text[:start] + text[end + 19 :]).encode()})
    assert "no slide layouts" in refusal(data)


def test_a_template_without_titles():
    data = default()
    for number in range(1, 12):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        text = part(data, name).replace(b'type="title"', b'type="chart"')
        data = rewritten(data, {name: text.replace(b'type="ctrTitle"', b'type="chart"')})
    assert "no layout with a title" in refusal(data)
