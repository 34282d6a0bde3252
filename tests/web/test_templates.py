"""What templates may hold: no words of their own, nothing that the policy would refuse."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "tremplin" / "web"
TEMPLATES = sorted(path for path in WEB.rglob("templates/**/*") if path.is_file())
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
# Blocks that fill an attribute, such as the class of <main>: what stands in them is no word.
FILLED = {name for path in PAGES for name in re.findall(r'="[^"<>]*\{% block (\w+) %\}', path.read_text())}
# Names, the same in every language.
NAMES = {"Tremplin", "API"}
SPOKEN = ("alt", "title", "aria-label", "placeholder", "aria-description", "aria-valuetext", "summary")


def without_tags(text, instead=" "):
    """A template without its own tags, comments, and what Django puts in."""
    text = re.sub(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", "", text, flags=re.DOTALL)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", instead, text, flags=re.DOTALL)


def words_between(text):
    """Words that a reader would see or hear that `{% say %}` did not say."""
    text = re.sub(rf"\{{% block (?:{'|'.join(FILLED)}) %\}}.*?\{{% endblock", "{% endblock", text, flags=re.DOTALL)
    text = re.sub(r"&#?\w+;", "", without_tags(text))
    spoken = re.findall(rf'\b(?:{"|".join(SPOKEN)})="([^"]*)"', text)
    seen = re.sub(r"<[^>]*>", " ", text)
    return [word for part in [seen, *spoken] for word in re.findall(r"[^\W\d_]{2,}", part) if word not in NAMES]


def refused(text):
    """What the policy of the site would refuse, or a reader without script would miss."""
    text = without_tags(text, "x")
    found = re.findall(r"\sstyle\s*=|\son[a-z]+\s*=|javascript:|<style\b|<script(?![^>]*\ssrc=)[^>]*>", text)
    return found + re.findall(r"""(?:src|action)\s*=\s*["'](?:https?:)?//""", text)


def test_there_are_templates():
    assert len(PAGES) >= 3 and "main" in FILLED


@pytest.mark.parametrize("template", PAGES, ids=lambda path: path.name)
def test_every_word_is_said_in_four_languages(template):
    assert words_between(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_inline(template):
    assert refused(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_taken_as_safe_markup(template):
    assert re.findall(r"\|\s*safe\b|autoescape\s+off", template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "bad",
    [
        "<p>Bonjour</p>",
        '<a aria-label="Retour">←</a>',
        "{% if a %}Ja{% endif %}",
        "<p>{{ days }} jours</p>",
    ],
)
def test_a_word_of_its_own_is_found(bad):
    assert words_between(bad)


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="x">',
        "<p onclick='x'>",
        "<script>1</script>",
        "<style>",
        '<script src="https://a.b/c.js">',
        "<a href='javascript:1'>",
    ],
)
def test_something_inline_is_found(bad):
    assert refused(bad)


def test_what_is_right_is_let_through():
    good = '<script src="{% static \'a.js\' %}" defer></script><p class="x">{% say "web.foot" %} · {{ day }}</p>'
    assert words_between(good) == [] and refused(good) == []
