"""What a file needs that is both for the archive (PDF/A) and for everyone (PDF/UA)."""

from __future__ import annotations

from typing import Any, Final

_UA: Final = "http://www.aiim.org/pdfua/ns/id/"
_END: Final = b"</rdf:RDF>"

# PDF/A takes only metadata that it knows or the file explains (ISO 19005-2, 6.6.2.3).
_CLAIM: Final = f"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}" pdfuaid:part="1" />
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
""".encode()


def make_lasting(pdf: Any) -> None:
    """Say in an archive file's metadata that it follows PDF/UA-1 too, and keep images as they are.

    PDF/A forbids to smooth an image on the way to the screen (6.2.8-3).
    """
    for stream in pdf.objects:
        extra = getattr(stream, "extra", {})
        if extra.get("Type") == "/Metadata":
            stream.stream = [part.replace(_END, _CLAIM + _END) for part in stream.stream]
        if "Interpolate" in extra:
            extra["Interpolate"] = "false"
