"""The documentation as a site, built by Zensical from the Markdown as it stands: no asset from another host.

The pages link to files of the program, as on a forge; so a copy of the tree is built, with what they link to in place.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"]
LINK = re.compile(r"\]\(([^)#\s]+)|src=\"([^\"]+)\"")
LANGUAGE = re.compile(r"<!-- lang: (fr|nl|de|en) -->")
SETTINGS = """
[project]
site_name = "Tremplin"
site_description = "Belgian activation employment, decided and explained"
docs_dir = "tree"
site_dir = "site"
use_directory_urls = false
nav = [
  {"Tremplin" = "README.md"},
  {"Documentation" = "docs/README.md"},
  {"For you" = [<FOR>]},
  {"Ten minutes" = [<TEN>]},
  {"The law" = ["docs/circular/README.md", "docs/guide/README.md", "docs/journeys/README.md", "docs/glossary.md"]},
  {"Guides" = ["docs/first-hour.md", "docs/api.md", "docs/operating.md", "docs/writing-law.md", "CONTRIBUTING.md"]},
  {"Reference" = ["docs/words.md", <ALL>]},
  {"The house" = ["docs/adr/README.md", "CHANGELOG.md"]},
]

[project.theme]
language = "en"
font = false
features = ["navigation.footer", "search.highlight", "content.code.copy"]

[project.extra]
generator = false
"""
READERS = ["worker", "social-worker", "ale-agent", "analyst", "integrator", "operator", "contributor"]
REFERENCE = ["commands", "parameters", "endpoints", "settings", "errors"]


def settings():
    """What Zensical is told, with the pages of each folder in their order."""
    said = SETTINGS
    for word, folder, names in (
        ("FOR", "for", READERS),
        ("TEN", "tutorials", READERS),
        ("ALL", "reference", REFERENCE),
    ):
        said = said.replace(f"<{word}>", ", ".join(f'"docs/{folder}/{name}.md"' for name in names))
    return said


def staged(tree):
    """The pages, and every file that one of them links to, where it is."""
    for name in PAGES:
        shutil.copy(ROOT / name, tree / name)
    shutil.copytree(ROOT / "docs", tree / "docs")
    for page in list(tree.rglob("*.md")):
        for found in LINK.findall(page.read_text(encoding="utf-8")):
            target = Path(os.path.normpath(page.parent / "".join(found)))
            source = ROOT / target.relative_to(tree) if target.is_relative_to(tree) else None
            if source and source.is_file() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)


def spoken(tree, site):
    """Each page says its own language to those who hear it: the theme knows one for all."""
    for page in tree.rglob("*.md"):
        said = LANGUAGE.match(page.read_text(encoding="utf-8"))
        name = "index.html" if page.name == "README.md" else f"{page.stem}.html"
        made = site / page.parent.relative_to(tree) / name
        if said and made.exists():
            text = made.read_text(encoding="utf-8")
            made.write_text(text.replace('<html lang="en"', f'<html lang="{said[1]}"', 1), encoding="utf-8")


def main(folder):
    zensical = shutil.which(os.environ.get("ZENSICAL", "zensical"))
    if zensical is None:
        sys.exit("zensical is not installed: pip install zensical==0.0.73")
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        (place / "tree").mkdir()
        staged(place / "tree")
        (place / "zensical.toml").write_text(settings(), encoding="utf-8")
        command = [zensical, "build", "--strict"]
        done = subprocess.run(command, cwd=place, capture_output=True, encoding="utf-8")  # noqa: S603 our own command
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        spoken(place / "tree", place / "site")
        shutil.copytree(place / "site", folder, dirs_exist_ok=True)
    print(folder.resolve() / "index.html")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("where to? ./do scripts/site FOLDER")
    main(Path(sys.argv[1]))
