"""The look: contrast computed from the tokens, forms that can be heard, one page in every language."""

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from uramost.memory import difference
from uramost_web import context
from uramost_web.templatetags import uramost

SITE = Path(context.__file__).parent
STATIC = SITE / "static" / "uramost"
CSS = "".join((STATIC / name).read_text() for name in ("site.css", "desk.css", "workbench.css"))
BENCH = {"workbench.js": 8_000, "keys.js": 4_000, "workbench.css": 6_000}
"""What only translators load, and how many bytes it may have."""
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
BLOCKS = re.findall(r":root \{([^}]*)\}", RULES)
"""The tokens: light, then what differs in the dark."""


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


SCHEMES = {"light": colours(BLOCKS[0]), "dark": colours(BLOCKS[1])}

TEXT = {
    "ink": "page raised sand sand-deep teal-pale good-pale warning-pale bad-pale",
    "ink-soft": "page raised sand teal-pale warning-pale good-pale bad-pale",
    "teal": "page raised sand teal-pale warning-pale good-pale bad-pale",
    "teal-hover": "page raised sand teal-pale warning-pale good-pale bad-pale",
    "accent": "page sand accent-pale",
    "good": "page good-pale",
    "bad": "page raised sand bad-pale",
    "warning": "page warning-pale",
    "on-deck": "deck",
    "deck": "on-deck",
    "on-teal": "teal teal-hover",
    "on-bad": "bad",
    "on-step-low": "step-0 step-1 step-2",
    "on-step-high": "step-3 step-4",
}
"""Text → what it is read on; the rest comes from the rules themselves."""
PARTS = {
    "edge": "page raised sand",
    "focus": "page raised sand",
    "focus-deck": "deck",
    "teal": "page raised sand teal-pale",
    "good": "page raised sand good-pale",
    "warning": "page raised warning-pale",
    "bad": "page raised sand bad-pale",
    "accent": "page sand",
}
"""Borders, marks and bars that say something → what they lie on."""


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def declared_together() -> set[tuple[str, str]]:
    """(text, ground) of every rule that sets both."""
    pairs = set()
    for body in re.findall(r"\{([^{}]*)\}", RULES):
        text = re.search(r"(?<![\w-])color: var\(--([\w-]+)\)", body)
        ground = re.search(r"background: var\(--([\w-]+)\)", body)
        if text and ground:
            pairs.add((text[1], ground[1]))
    return pairs


def pairs(table: dict[str, str]) -> set[tuple[str, str]]:
    return {(over, under) for over, grounds in table.items() for under in grounds.split()}


def too_weak(wanted: float, of: set[tuple[str, str]], scheme: dict[str, str]) -> list[str]:
    found = {(over, under): contrast(scheme[over], scheme[under]) for over, under in of}
    return [f"{over} on {under}: {value:.2f}" for (over, under), value in sorted(found.items()) if value < wanted]


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_can_be_read(scheme):
    assert len(declared_together()) > 15
    assert too_weak(4.5, pairs(TEXT) | declared_together(), SCHEMES[scheme]) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_part_that_says_something_can_be_seen(scheme):
    assert too_weak(3, pairs(PARTS), SCHEMES[scheme]) == []


def test_light_and_dark_know_the_same_colours_and_rules_use_nothing_else():
    assert SCHEMES["light"].keys() == SCHEMES["dark"].keys()
    rules = RULES
    for block in BLOCKS:
        rules = rules.replace(block, "")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rules) == []
    defined = set(re.findall(r"--([\w-]+):", RULES))
    assert set(re.findall(r"var\(--([\w-]+)\)", RULES)) <= defined
    assert set(SCHEMES["light"]) <= set(re.findall(r"var\(--([\w-]+)\)", RULES)), "a colour nobody uses"


def test_the_look_is_small_and_asks_no_other_host():
    sizes = {path.name: path.stat().st_size for path in STATIC.iterdir()}
    assert sizes["site.css"] + sizes["desk.css"] <= 30_000
    assert sum(size for name, size in sizes.items() if name not in BENCH) <= 40_000
    assert {name: sizes[name] for name, most in BENCH.items() if sizes[name] > most} == {}
    assert "//" not in re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)


def test_templates_use_only_classes_that_exist_and_no_inline_styles_or_scripts():
    classes = set(re.findall(r"\.([a-z][\w-]*)", RULES)) | {"diff"}
    for path in [*(SITE / "templates").glob("*.html"), *(SITE / "templates" / "uramost").glob("*.html")]:
        text = path.read_text()
        used = " ".join(re.findall(r'class="([^"]*)"', text))
        used = re.sub(r"[\w-]*\{[%{].*?[%}]\}[\w-]*", " ", used)
        assert set(used.split()) - classes == set(), path.name
        assert not re.search(r'\sstyle="|\son\w+="|<style|<script(?! src)', text), path.name


class Example(forms.Form):
    title = forms.CharField(label="Title", help_text="As on the notice board.")
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", "Vacancy"), ("b", "Call")])
    languages = forms.MultipleChoiceField(
        label="Languages", widget=forms.CheckboxSelectMultiple, choices=[("sq", "Shqip"), ("sr", "Српски")]
    )
    file = forms.FileField(label="Document", required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea)
    read = forms.BooleanField(label="I have read it", help_text="Against the original.")

    def clean(self):
        raise forms.ValidationError("The title says something else than the text.")


def page_of(form: forms.Form) -> html.HtmlElement:
    return html.fromstring(f"<div>{render_to_string('uramost/error_summary.html', {'form': form})}{form}</div>")


def test_the_error_summary_leads_to_every_wrong_field():
    page = page_of(Example({"title": ""}))

    links = page.xpath("//*[@class='error-summary']//a/@href")
    assert links == ["#id_title", "#id_kind_0", "#id_languages_0", "#id_text", "#id_read"]
    for link in links:
        assert page.xpath("//*[self::input or self::textarea][@id=$id]", id=link[1:]), link
    assert "something else" in page.xpath("string(//*[@class='error-summary'])")


def test_hints_and_errors_are_read_out_with_their_field():
    page = page_of(Example({"title": ""}))

    described = page.xpath("//*[@aria-describedby]")
    assert {node.tag for node in described} >= {"input", "fieldset", "textarea"}
    for node in described:
        for name in node.get("aria-describedby").split():
            assert page.xpath("//*[@id=$id]", id=name), name
    assert page.xpath("//*[@id='id_title']/@aria-describedby") == ["id_title_helptext id_title_error"]


def test_every_control_has_a_name_and_optional_fields_say_so():
    page = page_of(Example())

    for control in page.xpath("//input | //textarea"):
        named = page.xpath("//label[@for=$id]", id=control.get("id")) or control.xpath("ancestor::label")
        assert named, control.get("name")
    assert [legend.text_content() for legend in page.xpath("//legend")] == ["Kind", "Languages"]
    assert page.xpath("//*[@class='optional']/parent::label/@for") == ["id_file"]
    assert not page.xpath("//*[@class='error-summary']")


@pytest.mark.parametrize(
    ("address", "code", "there"),
    [
        ("/sq/notices/?q=%C3%A7mim&page=2", "sr-latn", "/sr-latn/notices/?q=%C3%A7mim&page=2"),
        ("/sr-latn/", "sq", "/sq/"),
        ("/sr/no/such/page/?x=1", "en", "/en/no/such/page/?x=1"),
        ("/admin/", "sr", "/sr/"),
        ("/", "en", "/en/"),
    ],
)
def test_the_language_switch_stays_on_the_page(address, code, there):
    with translation.override(address.split("/")[1] or "sq"):
        assert context.in_language(address, code) == there


def test_every_language_stands_in_its_own_name():
    with translation.override("sr"):
        found = context.site(RequestFactory().get("/sr/about/"))

    assert [(version.name, version.tag, version.current) for version in found["languages"]] == [
        ("Shqip", "sq", False),
        ("Српски", "sr-Cyrl", True),
        ("Srpski", "sr-Latn", False),
        ("English", "en", False),
    ]
    assert found["html_lang"] == "sr-Cyrl"


def test_a_demonstration_says_so():
    with translation.override("en"):
        assert "demonstration" in render_to_string("uramost/demo_banner.html", {"demo": True})
    assert render_to_string("uramost/demo_banner.html", {"demo": False}).strip() == ""


@pytest.mark.parametrize("name", ["500.html", "400.html"])
def test_an_error_page_needs_nothing_that_may_have_failed(name):
    with translation.override("sr"):
        page = html.fromstring(render_to_string(name))

    assert page.get("lang") == "sr-Cyrl"
    assert page.xpath("//h1")


def test_only_another_language_is_marked():
    with translation.override("sr-latn"):
        assert uramost.lang_attr("sr-Latn") == ""
        assert uramost.lang_attr("") == ""
        assert uramost.lang_attr("sr-Cyrl") == 'lang="sr-Cyrl"'
        assert uramost.lang_attr('"><b>') == 'lang="&quot;&gt;&lt;b&gt;"'


def test_a_drawing_has_a_full_stop_in_every_language():
    with translation.override("sq"):
        assert 'width="62.5"' in render_to_string("uramost/bar.html", {"share": 5 / 8})
        assert 'width="100.0"' in render_to_string("uramost/bar.html", {"share": 1.2})


def test_tiles_are_links_in_their_place_and_an_unknown_value_says_so():
    tiles = [
        {"name": "Gračanica", "language": "sr-Latn", "url": "/a", "row": 4, "column": 5, "value": "83 %", "step": 4,
         "programme": True},
        {"name": "Mamushë", "language": "", "url": "/b", "row": 7, "column": 2, "value": None, "step": None,
         "programme": False},
    ]  # fmt: skip
    with translation.override("en"):
        page = html.fromstring(render_to_string("uramost/tile_grid.html", {"tiles": tiles}))

    first, second = page.xpath("//li")
    assert first.get("class") == "row-4 column-5"
    assert first.find("a").get("class") == "tile step-4 programme"
    assert first.xpath(".//*[@lang='sr-Latn']/text()") == ["Gračanica"]
    assert second.find("a").get("class") == "tile step-none"
    assert "not known" in second.text_content()


def test_pages_around_this_one_keep_the_search():
    request = RequestFactory().get("/en/notices/?q=uj&page=7")
    with translation.override("en"):
        page = html.fromstring(
            render_to_string("uramost/pagination.html", {"page": Paginator(range(500), 20).page(7)}, request=request)
        )

    assert page.xpath("//a/@href") == [f"?q=uj&page={number}" for number in (6, 1, 6, 8, 25, 8)]
    assert page.xpath("string(//*[@aria-current])") == "Page 7"


def test_a_difference_is_heard_as_well_as_seen():
    pieces = difference("për një vend të lirë", "për dy vende të lira")
    with translation.override("en"):
        page = html.fromstring(render_to_string("uramost/diff.html", {"pieces": pieces}))

    assert page.xpath("//ins/span/text()")[0].strip() == "added:"
    assert page.xpath("//del/span/text()")[0].strip() == "removed:"
