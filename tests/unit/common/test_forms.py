"""Forms: dates in three boxes, plain sentences, links that land, and the template pack that draws them."""

import datetime as dt
import re

import pytest
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from dorset_lsp.common.account_forms import LoginForm, ResetPasswordKeyForm
from dorset_lsp.common.forms import BaseForm, SplitDateField, error_links, in_sentence


class DueForm(BaseForm):
    due_on = SplitDateField(label="Due date", earliest=dt.date(2009, 1, 1), latest=dt.date(2010, 3, 31))


class ManyKinds(BaseForm):
    name = forms.CharField(label="Name", max_length=20, help_text="As printed")
    due_on = forms.DateField(label="Due date")
    homes = forms.IntegerField(label="Affordable homes", min_value=0)
    share = forms.DecimalField(label="Share", max_digits=4, decimal_places=1)
    email = forms.EmailField(label="E-mail address")
    why = forms.CharField(label="Why is it off target?", widget=forms.Textarea, max_length=500)
    rating = forms.ChoiceField(
        label="Rating",
        choices=[("r", "Red"), ("g", "Green")],
        widget=forms.RadioSelect(attrs={"class": "inline"}),
    )
    groups = forms.MultipleChoiceField(
        label="Groups", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    owner = forms.ChoiceField(label="Owner", choices=[("", "Choose"), ("c", "County")])
    workbook = forms.FileField(label="Workbook")
    checked = forms.BooleanField(label="I have checked it")
    note = forms.CharField(label="Note", required=False)


def date_data(day: str, month: str, year: str) -> dict[str, str]:
    return {"due_on_day": day, "due_on_month": month, "due_on_year": year}


def ids_of(html: str) -> set[str]:
    return set(re.findall(r'(?<![-\w])id="([^"]+)"', html))


@pytest.fixture
def wrong() -> ManyKinds:
    return ManyKinds({**date_data("31", "2", "2009"), "homes": "many", "share": "1234.5", "email": "nobody"})


# ── Dates in three boxes ─────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("20", "4", "2009"), dt.date(2009, 4, 20)),
        (("01", "02", "2010"), dt.date(2010, 2, 1)),
        ((" 3 ", "March", "2009"), dt.date(2009, 3, 3)),
        (("31", "dec", "2009"), dt.date(2009, 12, 31)),
        (("1", "1", "2009"), dt.date(2009, 1, 1)),
        (("31", "3", "2010"), dt.date(2010, 3, 31)),
    ],
)
def test_a_date_is_read(parts, date):
    form = DueForm(date_data(*parts))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_on"] == date


@pytest.mark.parametrize(
    ("parts", "sentence", "target"),
    [
        (("", "", ""), "Enter due date", "id_due_on"),
        (("", "4", "2009"), "Due date must include a day", "id_due_on"),
        (("20", "", "2009"), "Due date must include a month", "id_due_on_month"),
        (("20", "4", ""), "Due date must include a year", "id_due_on_year"),
        (("", "4", ""), "Due date must include a day and year", "id_due_on"),
        (("30", "2", "2009"), "Due date must be a real date", "id_due_on"),
        (("29", "2", "2009"), "Due date must be a real date", "id_due_on"),
        (("0", "4", "2009"), "Due date must be a real date", "id_due_on"),
        (("two", "4", "2009"), "Due date must be a real date", "id_due_on"),
        (("²", "4", "2009"), "Due date must be a real date", "id_due_on"),
        (("20", "13", "2009"), "Due date must be a real date", "id_due_on_month"),
        (("20", "Avril", "2009"), "Due date must be a real date", "id_due_on_month"),
        (("20", "4", "09"), "Year must include 4 numbers", "id_due_on_year"),
        (("20", "4", "0000"), "Year must include 4 numbers", "id_due_on_year"),
        (("31", "12", "2008"), "Due date must be 1 January 2009 or later", "id_due_on"),
        (("1", "4", "2010"), "Due date must be 31 March 2010 or earlier", "id_due_on"),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_where(parts, sentence, target):
    [link] = error_links(DueForm(date_data(*parts)))
    assert (link.text, link.target) == (sentence, target)


def test_what_was_typed_comes_back():
    html = render_crispy_form(DueForm(date_data("31", "Feb<", "2009")))
    assert re.findall(r'value="([^"]*)"', html) == ["31", "Feb&lt;", "2009"]


def test_a_saved_date_fills_the_boxes():
    html = render_crispy_form(DueForm(initial={"due_on": dt.date(2009, 4, 20)}))
    assert re.findall(r'value="([^"]*)"', html) == ["20", "4", "2009"]


def test_a_date_may_come_as_one_iso_text():
    form = DueForm({"due_on": "2009-04-20"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_on"] == dt.date(2009, 4, 20)


def test_an_iso_text_that_is_no_date_is_refused():
    assert DueForm({"due_on": "20/04/2009"}).errors["due_on"] == ["Due date must be a real date"]


def test_a_date_that_is_not_required_may_stay_empty():
    class Form(BaseForm):
        due_on = SplitDateField(required=False)

    form = Form(date_data("", "", ""))
    assert form.is_valid()
    assert form.cleaned_data["due_on"] is None


@pytest.mark.parametrize(
    ("parts", "changed"),
    [
        (("20", "April", "2009"), False),
        (("21", "4", "2009"), True),
        (("", "", ""), True),
        (("x", "4", "2009"), True),
    ],
)
def test_a_date_counts_as_changed_when_it_is_another_day(parts, changed):
    form = DueForm(date_data(*parts), initial={"due_on": dt.date(2009, 4, 20)})
    assert form.has_changed() is changed


def test_a_plain_date_field_becomes_three_boxes():
    assert isinstance(ManyKinds().fields["due_on"], SplitDateField)
    assert ManyKinds(date_data("31", "2", "2009")).errors["due_on"] == ["Due date must be a real date"]


def test_only_the_wrong_box_is_marked():
    html = render_crispy_form(DueForm(date_data("20", "", "2009")))
    assert re.findall(r'id="(\w+)" value="[^"]*" aria-invalid', html) == ["id_due_on_month"]


# ── Sentences ────────────────────────────────────────────────────────────────────────────────────────────
def test_every_error_is_a_sentence_that_says_how_to_put_it_right(wrong):
    assert [(link.target, link.text) for link in error_links(wrong)] == [
        ("id_name", "Enter name"),
        ("id_due_on", "Due date must be a real date"),
        ("id_homes", "Affordable homes must be a whole number, like 12"),
        ("id_share", "Share must have 4 digits or fewer"),
        ("id_email", "E-mail address must look like name@example.com"),
        ("id_why", "Answer the question “Why is it off target?”"),
        ("id_rating", "Select rating"),
        ("id_groups", "Select groups"),
        ("id_owner", "Select owner"),
        ("id_workbook", "Choose a file for workbook"),
        ("id_checked", "Tick “I have checked it”"),
    ]


def test_limits_are_told():
    form = ManyKinds({"name": "x" * 21, "homes": "-1", "owner": "elsewhere"})
    assert form.errors["name"] == ["Name must be 20 characters or fewer"]
    assert form.errors["homes"] == ["Affordable homes must be 0 or more"]
    assert form.errors["owner"] == ["Choose owner from the list"]


def test_an_empty_file_is_told():
    form = ManyKinds({}, {"workbook": SimpleUploadedFile("q4.xlsx", b"")})
    assert form.errors["workbook"] == ["The file for workbook is empty"]


def test_a_per_cent_sign_in_a_label_does_no_harm():
    class Form(BaseForm):
        share = forms.CharField(label="Share, %", max_length=2)

    assert Form({"share": "100"}).errors["share"] == ["Share, % must be 2 characters or fewer"]


def test_a_sentence_that_the_form_has_written_itself_wins():
    class Form(BaseForm):
        why = forms.CharField(error_messages={"required": "Say why it is off target"})

    assert Form({}).errors["why"] == ["Say why it is off target"]


@pytest.mark.parametrize(
    ("label", "inside"), [("Due date", "due date"), ("NI code", "NI code"), ("I agree", "I agree"), ("", "")]
)
def test_a_label_inside_a_sentence(label, inside):
    assert in_sentence(label) == inside


# ── Links that land ──────────────────────────────────────────────────────────────────────────────────────
def test_every_link_of_the_error_summary_lands_on_an_input(wrong):
    summary = render_to_string("govuk/errors.html", {"form": wrong})
    inputs = set(re.findall(r'<(?:input|select|textarea)[^>]*?\bid="([^"]+)"', render_crispy_form(wrong)))
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == 11
    assert set(targets) - inputs == set()


def test_every_description_exists(wrong):
    html = render_crispy_form(wrong)
    described = {id_ for ids in re.findall(r'aria-describedby="([^"]+)"', html) for id_ in ids.split()}
    assert {"id_name_hint", "id_name_error", "id_rating_error", "id_why_hint"} <= described
    assert described - ids_of(html) == set()


def test_every_label_names_an_input(wrong):
    html = render_crispy_form(wrong)
    assert set(re.findall(r'for="([^"]+)"', html)) - ids_of(html) == set()


def test_no_id_is_given_twice(wrong):
    ids = re.findall(r'(?<![-\w])id="([^"]+)"', render_crispy_form(wrong))
    assert len(ids) == len(set(ids))


def test_errors_follow_the_layout_of_the_page():
    class Form(BaseForm):
        one = forms.CharField()
        two = forms.CharField()

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.helper.layout = Layout(Fieldset("Second first", "two"), Row("one"))

    assert [link.target for link in error_links(Form({}))] == ["id_two", "id_one"]


def test_an_error_of_the_whole_form_leads_to_its_first_input():
    class Form(BaseForm):
        secret = forms.CharField(widget=forms.HiddenInput)
        one = forms.CharField()

        def clean(self):
            raise forms.ValidationError("Somebody else has changed this")

    links = error_links(Form({"one": "x"}))
    assert [(link.text, link.target) for link in links] == [
        ("Somebody else has changed this", "id_one"),
        ("Enter secret", ""),
    ]


def test_a_form_that_was_not_sent_has_no_errors():
    assert error_links(ManyKinds()) == []


def test_the_errors_of_all_rows_of_a_formset_are_listed():
    rows = forms.formset_factory(DueForm, extra=0, min_num=2, validate_min=True)
    sent = rows({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-due_on_day": "1"})
    assert [link.target for link in error_links(sent)] == ["", "id_form-0-due_on_month", "id_form-1-due_on"]


# ── The template pack ────────────────────────────────────────────────────────────────────────────────────
def test_the_browser_checks_nothing():
    html = render_crispy_form(ManyKinds(auto_id="id_%s"))
    assert re.findall(r"\b(required|maxlength|minlength|placeholder|type=\"number\")", html) == []


def test_numbers_bring_up_a_number_pad():
    html = render_crispy_form(ManyKinds())
    assert 'name="homes" inputmode="numeric"' in html


def test_a_number_that_cannot_be_read_is_kept(wrong):
    assert 'value="many"' in render_crispy_form(wrong)


def test_the_first_option_has_the_id_of_its_field():
    html = render_crispy_form(ManyKinds())
    assert re.findall(r'id="(id_rating\w*|id_groups\w*)"', html) == [
        "id_rating",
        "id_rating_1",
        "id_groups",
        "id_groups_1",
    ]


def test_options_stay_chosen():
    html = render_crispy_form(ManyKinds({"rating": "g", "groups": ["a"]}))
    assert re.findall(r'value="(\w)" checked', html) == ["g", "a"]


def test_options_without_any_choice_still_give_the_link_a_place_to_land():
    class Form(BaseForm):
        groups = forms.MultipleChoiceField(choices=[], widget=forms.CheckboxSelectMultiple)

    html = render_crispy_form(Form({}))
    assert 'id="id_groups"' in html
    assert "nothing to choose from" in html


def test_only_what_may_stay_empty_is_called_optional():
    html = render_crispy_form(ManyKinds())
    assert re.findall(r"([\w -]+) <span class=\"muted\">\(optional\)", html) == ["Note"]


def test_a_field_that_is_needed_sometimes_is_not_called_optional():
    class Form(BaseForm):
        conditional_fields = ("why",)
        why = forms.CharField(required=False)

    assert "(optional)" not in render_crispy_form(Form())


def test_fields_about_the_person_carry_their_token():
    class Form(BaseForm):
        autocomplete = {"email": "email"}
        email = forms.EmailField()

    assert 'autocomplete="email"' in render_crispy_form(Form())


def test_a_fieldset_and_a_button_of_crispy_are_drawn():
    class Form(BaseForm):
        one = forms.CharField()

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.helper.layout = Layout(Fieldset("About it", "one"), Submit("save", "Save it"))

    html = render_crispy_form(Form())
    assert "<legend>About it</legend>" in html
    assert '<button type="submit" name="save" value="Save it" class="govuk-button"' in html


def test_a_hidden_field_is_only_an_input():
    class Form(BaseForm):
        version = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    assert (
        render_crispy_form(Form()).strip() == '<input type="hidden" name="version" value="3" id="id_version">'
    )


def test_labels_end_without_a_colon():
    assert re.findall(r">([^<]+)</label>", render_crispy_form(ManyKinds()))[0] == "Name"


# ── Signing in ───────────────────────────────────────────────────────────────────────────────────────────
def test_the_sign_in_form_speaks_plainly():
    form = LoginForm({"login": "nobody", "password": ""})
    assert [(link.target, link.text) for link in error_links(form)] == [
        ("id_login", "E-mail address must look like name@example.com"),
        ("id_password", "Enter password"),
    ]


def test_a_new_password_is_told_its_rules_before_it_is_typed():
    form = ResetPasswordKeyForm()
    assert [field.label for field in form] == ["New password", "New password again"]
    assert "at least 10 characters" in form.fields["password1"].help_text
    assert form.fields["password2"].help_text == ""


def test_the_sign_in_form_lets_a_password_manager_help():
    html = render_to_string("govuk/uni_form.html", {"form": LoginForm()})
    assert re.findall(r'autocomplete="([\w-]+)"', html) == ["email", "current-password"]
    assert " required" not in html
