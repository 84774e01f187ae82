"""The net under the other tests: a template of ours may not name what nobody handed to it."""

import pytest
from django.conf import settings
from django.template import Context, Engine, Origin, Template, engines

OURS = str(settings.BASE_DIR / "templates" / "page.html")
A_LIBRARY_S = "/somewhere/else/page.html"


def render(text, *, origin, **names):
    engine: Engine = engines["django"].engine
    return Template(text, origin=Origin(origin), engine=engine).render(Context(names))


@pytest.mark.parametrize("text", ["{{ absent }}", "{{ present.absent }}", "{{ absent|default:'x' }}"])
def test_an_unknown_variable_in_our_template_fails(text):
    with pytest.raises(AssertionError, match=r"absent” is not defined in page\.html"):
        render(text, origin=OURS, present={})


def test_in_a_library_s_template_it_is_empty():
    assert render("[{{ absent }}]", origin=A_LIBRARY_S) == "[]"


def test_known_variables_and_questions_are_fine():
    page = render(
        "{{ one }}{% if absent %}two{% else %}three{% endif %}{{ none|default:4 }}",
        origin=OURS,
        one=1,
        none="",
    )

    assert page == "1three4"


@pytest.mark.unknown_variables_allowed
def test_the_marker_lifts_it():
    assert render("[{{ absent }}]", origin=OURS) == "[]"
