"""HTML, links and template tags that would act, or reach out."""

from __future__ import annotations

from collections.abc import Iterator

from case import Case, bad, good, lesson

SECRET = "file:///etc/passwd"


def cases() -> Iterator[Case]:
    """Yield the cases."""
    for name, html, says in _HTML:
        yield good(f"html: {name}", lesson(html + "\n\nword"), says)
        yield good(f"html in a line: {name}", lesson(f"word {html.splitlines()[0]} word"), "")
    for scheme in _SCHEMES:
        yield good(f"link to {scheme[:20]}", lesson(f"[word]({scheme})"), "link")
        yield good(f"tag to {scheme[:20]}", lesson(f'<a href="{scheme}">word</a>'), "link")
    for link in _QUIET:
        yield good(f"link {link[:30]}", lesson(f"[word]({link})"), "")
    for name, text, says in _DIRECTIVES:
        yield good(name, lesson(text), says)
    yield bad("unknown audience", lesson("<!-- instuctor -->\n\nsecret\n\n<!-- /instuctor -->"),
              "directive")  # fmt: skip


_HTML = [
    ("script", "<script>open('/etc/passwd')</script>", "html"),
    ("script unclosed", "<script>alert(1)", "html"),
    ("style", "<style>@import url(file:///etc/passwd); * {display: none}</style>", "html"),
    ("iframe", f'<iframe src="{SECRET}">word</iframe>', "html"),
    ("object", f'<object data="{SECRET}">word</object>', "html"),
    ("embed", f'<embed src="{SECRET}">', "html"),
    ("attachment", f'<link rel=attachment href="{SECRET}">', "html"),
    ("stylesheet", '<link rel=stylesheet href="http://127.0.0.1:9/x.css">', "html"),
    ("base", '<base href="http://127.0.0.1:9/">', "html"),
    ("meta", '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">', "html"),
    ("form", '<form action="http://127.0.0.1:9/"><input name=a value=b></form>', "html"),
    ("picture by http", '<img src="http://127.0.0.1:9/x.png" alt="a" onerror="x()">', "picture"),
    ("picture by file", f'<img src="{SECRET}" alt="a">', "picture"),
    ("picture set", f'<img srcset="{SECRET} 2x" alt="a">', "picture"),
    (
        "source",
        f'<picture><source srcset="{SECRET}"><img alt="a" src="x.png"></picture>',
        "picture",
    ),
    ("svg", f'<svg><image href="{SECRET}"/><use href="{SECRET}"/></svg>', "html"),
    ("math", "<math><mi>x</mi></math>", "html"),
    ("video", f'<video src="{SECRET}" autoplay></video>', "html"),
    ("style attribute", f'<div style="background: url({SECRET})">word</div>', ""),
    ("event", '<div onclick="x()" onload="y()">word</div>', ""),
    ("150 divs", "<div>" * 150 + "word" + "</div>" * 150, ""),
    ("3,000 divs", "<div>" * 3_000 + "word", ""),
    ("3,000 lists", "<ul><li>" * 1_900 + "word", ""),
    ("3,000 quotes", "<blockquote>" * 1_500 + "word", ""),
    ("tables in tables", "<table><tr><td>" * 900 + "word", ""),
    ("colspan", '<table><tr><td colspan="1000000000" rowspan="999999999">a</td></tr></table>', ""),
    ("start", '<ol start="99999999999999999999"><li>a</li></ol>', ""),
    ("width", '<img src="x.png" alt="a" width="99999999999">', "picture"),
    ("template", "<template>word</template>", "html"),
    ("noscript", "<noscript>word</noscript>", "html"),
    ("textarea", "<textarea><script>x</script></textarea>", "html"),
    ("declaration", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "html"),
    ("processing", "<?php system('id'); ?>", "html"),
    ("CDATA", "<![CDATA[<script>x</script>]]>", ""),
    ("comment", "<!-- <script>x</script> -->", ""),
    ("comment unclosed", "<!-- word", "directive"),
    ("comment in a comment", "<!-- a <!-- b --> c -->", ""),
    ("conditional comment", "<!--[if IE]><script>x</script><![endif]-->", ""),
    ("broken tag", '<a href="x" <b <i', ""),
    ("tag without end", "<div class='", ""),
    ("many attributes", "<div " + "a=b " * 4_000 + ">word</div>", ""),
    ("upper case", "<SCRIPT>x</SCRIPT>", "html"),
    ("slash", "<script/x>y</script>", "html"),
    ("unknown", "<x-widget onload=y>word</x-widget>", "html"),
    ("markdown inside", '<div markdown="1">\n\n' + '<div markdown="1">\n' * 50 + "word", ""),
]

_SCHEMES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x",
    "data:text/html,<script>x</script>", "file:///etc/passwd", "FILE:///etc/passwd",
    "ms-word:ofe|u|http://127.0.0.1/x", "smb://host/share", r"\\\\host\\share\\x",
    "//host/share/x", "%5c%5chost/share", "ftp://host/x", "chrome://settings", "x:y",
    "https://example.org/" + "a" * 3_000,
]  # fmt: skip
_SCHEMES = [one.replace("<script>x</script>", "x") for one in _SCHEMES]

_QUIET = [
    "java&#10;script:x",
    "http://example.org", "https://example.org/?a=b&c=%22", "mailto:a@example.org", "tel:+1",
    "other.md", "/assets/x", "../../../etc/passwd", "#", "?x", "https://", "https://%00",
    "https://[::1", "http://user:pass@example.org", "https://example.org/%ff%fe", "mailto:",
]  # fmt: skip

_DIRECTIVES = [
    ("include", "{% include ../../../etc/passwd %} word", "liquid"),
    ("site", "{{ site.github.token }} word", "liquid"),
    ("raw", "{% raw %}{{ word }}{% endraw %}", ""),
    ("unclosed comment tag", "{% comment %} notes: a\n\nword", ""),
    ("slide options", "<!-- slide: " + "a=b " * 3_000 + "-->\n\nword", "directive"),
    ("slide layout", "<!-- slide: layout=../../etc/passwd -->\n\nword", ""),
    ("notes in notes", "word\n\n" + "<!-- notes: " * 300 + "a" + " -->" * 300, ""),
    ("columns unclosed", "<!-- columns -->\n\na\n\n<!-- column -->\n\nb", "directive"),
    ("column alone", "<!-- column -->\n\na", "directive"),
    ("closing alone", "word\n\n<!-- /columns -->", "directive"),
    ("div unclosed", "::: tip\n\nword", "directive"),
    ("quiz without choices", "<!-- quiz -->\n\nwhat?\n\n<!-- /quiz -->", "directive"),
    (
        "a column of nought",
        "<!-- columns: 0/0/0 -->\n\na\n\n<!-- column -->\n\nb\n\n<!-- /columns -->",
        "",
    ),
    (
        "columns of 12 digits",
        "<!-- columns: 99999/99999 -->\n\na\n\n<!-- column -->\n\nb\n\n<!-- /columns -->",
        "",
    ),
    (
        "40 columns",
        "<!-- columns -->\n\n" + "a\n\n<!-- column -->\n\n" * 40 + "b\n\n<!-- /columns -->",
        "",
    ),
    ("footnote without text", "word[^x]", "footnote"),
    ("footnote of itself", "word[^x]\n\n[^x]: a[^x]", ""),
    ("footnotes of one another", "word[^x]\n\n[^x]: a[^y]\n\n[^y]: b[^x]", ""),
    ("footnote never used", "word\n\n[^x]: a", "footnote"),
    ("link to itself", "[a]: <[a]>\n\n[a]", ""),
    ("unknown alert", "> [!WARNNG]\n> word", "directive"),
]
