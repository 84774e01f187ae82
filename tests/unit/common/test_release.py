"""Which release of the site this is: what a shared cache keeps was drawn by one of them and is read by no other."""

import pytest

from dorset_lsp.settings.release import release_of


@pytest.fixture
def program(tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app/rules.py").write_text("A = 1")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text("<h1>Page</h1>")
    return tmp_path


def release(program):
    return release_of(program, ("app", "templates"))


def test_the_same_program_is_the_same_release_wherever_and_whenever_it_was_put_there(
    program, tmp_path_factory
):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for path in ("app/rules.py", "templates/page.html"):
        (elsewhere / path).parent.mkdir()
        (elsewhere / path).write_bytes((program / path).read_bytes())

    assert release(elsewhere) == release(program)


@pytest.mark.parametrize("path", ["app/rules.py", "templates/page.html", "app/more.py"])
def test_another_line_anywhere_is_another_release(program, path):
    before = release(program)

    (program / path).write_text("something else")

    assert release(program) != before


def test_what_is_no_part_of_the_program_does_not_count(program):
    before = release(program)

    (program / "app/rules.pyc").write_text("compiled")

    assert release(program) == before
