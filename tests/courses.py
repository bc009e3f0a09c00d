"""A course that looks like a real one, made up from a seed: ``python tests/courses.py FOLDER``."""

import argparse
from pathlib import Path
from random import Random

NAMES = ("IAM", "", "Storage", "Networks", "", "Data", "Queues", "Logs", "Costs", "Recovery")
NOUNS = ("bucket", "policy", "queue", "index", "replica", "gateway", "snapshot", "quota", "role",
         "lease", "shard", "token")  # fmt: skip
VERBS = ("keeps", "checks", "moves", "limits", "copies", "signs", "counts", "drops")
CONFIG = """\
title: Running Things for Others
author: {name: A. Teacher}
lang: en
collections: {hands_on: {output: true}, quizzes: {output: true}}
exclude: [README.md, vendor]
defaults:
  - {scope: {path: "", type: posts}, values: {layout: posts}}
  - {scope: {path: "", type: hands_on}, values: {layout: hands_on}}
"""


def course(folder: Path, sections: int, documents: int, seed: int = 7) -> list[Path]:
    """Write a Jekyll checkout with so many documents; return their files in the course's order."""
    chance = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "README.md").write_text("# About\n", encoding="utf-8")
    (folder / "index.md").write_text("---\nlayout: home\n---\n", encoding="utf-8")
    written = []
    for at in range(documents):
        section, number = at * sections // documents + 1, at
        number -= -(-(section - 1) * documents // sections) - 1
        written.append(_document(folder, section, number, chance))
    return written


def _document(folder: Path, section: int, number: int, chance: Random) -> Path:
    noun = chance.choice(NOUNS)
    title = f"How a {noun} {chance.choice(VERBS)} things: part {number}"
    name = NAMES[(section - 1) % len(NAMES)]
    bare = chance.choice((str(section), f"Section-{section}"))
    label = f"Section-{section}-{name}" if name else bare
    slug = f"{section}-{number}-{noun}"
    lab = number % 4 == 0
    day = f"2024-{section % 12 + 1:02}-{number:02}"
    path = folder / (f"_hands_on/{slug}.md" if lab else f"_posts/{day}-{slug}.md")
    path.parent.mkdir(exist_ok=True)
    front = f"title: '{title}'\nsection: {label}\nlesson: {number}\npermalink: /{slug}/\n"
    path.write_text(f"---\n{front}---\n\n{_body(title, slug, chance)}", encoding="utf-8")
    return path


def _body(title: str, slug: str, chance: Random) -> str:
    chunks = [f"### {title}\n\n{_said(chance, 3)}\n\n{{% include nav.html %}}"]
    chunks += [_chunk(chance) for _ in range(chance.randint(2, 5))]
    if slug.startswith("1-2-"):
        chunks[1] += "\n\nSee [the lab]({{ site.baseurl }}/nothing/) of {{ page.title }}."
    chunks.append(f"#### Exam Points\n\n> [!EXAM]\n> {_said(chance, 1)}")
    chunks.append(f"#### Conclusion\n\n{_said(chance, 2)}")
    return "\n\n<!-- pagebreak -->\n\n".join(chunks) + "\n"


def _chunk(chance: Random) -> str:
    noun = chance.choice(NOUNS).title()
    match chance.randint(0, 3):
        case 0:
            rows = "\n".join(f"| {one} | {chance.randint(1, 99)} |" for one in NOUNS[:4])
            return f"#### {noun} in Numbers\n\n| what | how many |\n|---|--:|\n{rows}"
        case 1:
            code = f"{noun.lower()} = {chance.randint(1, 99)}\nprint({noun.lower()})"
            return f"#### {noun} as a Program\n\n```python\n{code}\n```\n\n{_said(chance, 1)}"
        case 2:
            terms = "\n".join(f"- **{one}**: {_said(chance, 1)}" for one in chance.sample(NOUNS, 4))
            return f"#### Terms\n\n{terms}"
        case _:
            return (
                f"#### {noun} at Work\n\n{_said(chance, 2)}\n\n<!-- notes: {_said(chance, 1)} -->"
            )


def _said(chance: Random, sentences: int) -> str:
    return " ".join(
        f"A {chance.choice(NOUNS)} {chance.choice(VERBS)} what every {chance.choice(NOUNS)} needs."
        for _ in range(sentences)
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sections", type=int, default=19)
    parser.add_argument("--documents", type=int, default=250)
    given = parser.parse_args()
    course(given.folder, given.sections, given.documents)
