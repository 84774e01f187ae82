import pytest
from django.core.exceptions import ImproperlyConfigured

from dorset_lsp.settings.environment import Environment, postgresql


def test_an_empty_variable_counts_as_not_set():
    env = Environment({"A": "", "B": "  ", "C": " c "})

    assert [env.text(name, "default") for name in "ABC"] == ["default", "default", "c"]


def test_words_are_cut_at_commas():
    assert Environment({"HOSTS": "a.example, b.example,"}).words("HOSTS") == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), ("1", True), ("No", False), ("off", False), ("", True)]
)
def test_a_flag_is_yes_or_no(text, value):
    assert Environment({"F": text}).flag("F", default=True) is value


@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        (lambda env: env.flag("F", default=True), "F must be yes or no, not “perhaps”."),
        (lambda env: env.number("F", 1), "F must be a whole number, not “perhaps”."),
    ],
)
def test_nonsense_is_named(read, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        read(Environment({"F": "perhaps"}))


def test_all_that_is_missing_is_named_at_once():
    env = Environment({"B": "b"})
    for name in ("A", "B", "C", "D"):
        env.required(name)

    with pytest.raises(ImproperlyConfigured, match="cannot start: A, C and D are not set"):
        env.insist()


def test_nothing_missing_is_no_trouble():
    env = Environment({"A": "a"})

    assert env.required("A") == "a"
    assert env.insist() is None


def test_the_address_of_a_database_is_taken_apart():
    read = postgresql("postgres://us%40er:p%2Fw@db.example:6432/site?sslmode=require")

    assert read == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "site",
        "USER": "us@er",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("url", ["mysql://db/site", "postgres://db.example", "site"])
def test_the_address_of_something_else_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="must look like postgres://"):
        postgresql(url)
