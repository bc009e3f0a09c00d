"""The index opened from disk in a real browser: it works, and says nothing on its console."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from deckgen.build import Request, build, plan

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--enable-logging=stderr",
)  # fmt: skip

EARLY = "<script>window.faults=[];addEventListener('error',e=>faults.push(String(e.message)));\
</script>"
PROBE = """
<script>
addEventListener("load", async () => {
  const field = document.querySelector("input"), said = {};
  const shown = () => [...document.querySelectorAll(".card:not([hidden]) h3")]
    .filter(one => one.offsetParent).map(one => one.textContent);
  const find = words => { field.value = words; field.dispatchEvent(new Event("input"));
    return shown(); };
  said.all = shown();
  said.term = find("zanz");
  said.accents = find("UBUNG");
  said.both = find("zanzibar ants");
  said.told = document.querySelector("output").textContent;
  said.sections = [...document.querySelectorAll("section:not([hidden])")].length;
  said.none = find("nowhere at all");
  find("");
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true}));
  said.focused = document.activeElement === field;
  field.value = "zanz";
  field.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
  said.cleared = field.value === "" && shown().length === said.all.length;
  const images = [...document.images];
  images.forEach(one => { one.loading = "eager"; });
  await Promise.all(images.map(one => one.decode().catch(() => {})));
  said.drawn = images.filter(one => one.naturalWidth > 0).length;
  said.images = images.length;
  said.wider = document.documentElement.scrollWidth > innerWidth;
  said.faults = faults;
  const out = document.createElement("pre");
  out.id = "probe";
  out.textContent = JSON.stringify(said);
  document.body.append(out);
});
</script>
"""


def browse(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM
    profile = page.parent / f"profile-{page.stem}"
    return subprocess.run(
        [CHROMIUM, *OPTIONS, f"--user-data-dir={profile}", "--virtual-time-budget=8000",
         "--dump-dom", *options, page.as_uri()],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lessons = {
        "ants": "- **Zanzibar**: an isle.",
        "bees": "text",
        "übung": "a-very-long-word-without-any-break-that-must-not-widen-the-page-on-a-phone" * 3,
    }
    for number, (name, body) in enumerate(lessons.items(), 1):
        path = Path("lessons", f"{name}.md")
        path.parent.mkdir(exist_ok=True)
        front = f"title: '{name.title()} & Co'\nsection: {number % 2 + 1}\nlesson: {number}\n"
        pages = f"A lead: {body[:90]}\n\n<!-- pagebreak -->\n\n#### Terms\n\n{body}\n"
        path.write_text(f"---\n{front}---\n\n{pages}", encoding="utf-8")
    for outcome in build(plan(Request(to=("pptx",), index=True, bind=("section", "course")))):
        assert not outcome.faults
    return tmp_path / "output"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_works_from_disk(output: Path, width: int) -> None:
    text = (output / "index.html").read_text(encoding="utf-8")
    probed = output / "probed.html"
    head, body = text.split("<title>", 1)
    probed.write_text(
        f"{head}{EARLY}<title>{body}".replace("</body>", f"{PROBE}</body>"), encoding="utf-8"
    )
    ended = browse(probed, f"--window-size={width},900")
    found = re.search(r'<pre id="probe">(.*?)</pre>', ended.stdout, re.DOTALL)
    assert found, ended.stderr[-2000:]
    said = json.loads(unescape(found[1]))
    assert said == {
        "all": ["2 Bees & Co", "1 Ants & Co", "3 Übung & Co"],
        "term": ["1 Ants & Co"],
        "accents": ["3 Übung & Co"],
        "both": ["1 Ants & Co"],
        "told": "Lessons found: 1",
        "sections": 1,
        "none": [],
        "focused": True,
        "cleared": True,
        "drawn": 3,
        "images": 3,
        "wider": False,
        "faults": [],
    }


def test_the_browser_has_nothing_to_say(output: Path) -> None:
    ended = browse(output / "index.html")
    assert "</html>" in ended.stdout
    assert [line for line in ended.stderr.splitlines() if "CONSOLE" in line] == []
