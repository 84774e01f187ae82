"""Partners' files as pages: set up, fetched, looked at, and what was set aside settled; by the right people alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dorset_lsp.common.models import Job
from performance.models import Pull, QuarantinedRow, Source
from tests.factories.performance import PullFactory, QuarantinedRowFactory, SourceFactory

LIST = reverse("performance:source-list")
ADD = reverse("performance:source-add")


@pytest.fixture
def source(world):
    return SourceFactory(organisation=world.council, person=world.owner, title="Homes of the council")


@pytest.fixture
def row(source):
    return QuarantinedRowFactory(
        source=source, misfit="surprising", cells={"Indicator": "NI 102", "Value": "4000"}
    )


def address(name, record):
    return reverse(f"performance:{name}", args=[record.pk])


def typed(world, **more):
    return {
        "title": "Homes of the council", "organisation": world.council.pk, "person": world.owner.pk,
        "address": "https://data.example.org/homes.csv", "rhythm": "weekly", "first_on_day": "27", "first_on_month": "4",
        "first_on_year": "2009", "indicator_column": "Code", "period_column": "Period", "value_column": "Figure",
        "absence_words": "* = suppressed\n.. = not available", "indicator_words": "Homes = NI 102",
    } | more  # fmt: skip


def test_the_co_ordinator_sets_a_file_up_and_reads_how_it_is_read(client, world):
    client.force_login(world.coordinator)

    page = client.post(ADD, typed(world), follow=True).content.decode()

    source = Source.objects.get()
    assert (source.absence_words, source.indicator_words) == (
        {"*": "suppressed", "..": "not_available"}, {"homes": "NI 102"},
    )  # fmt: skip
    assert "column “Figure”" in page
    assert "“homes” is NI 102" in page


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"address": "http://me:pw@example.org/x"}, "a name or a password"),
        ({"address": "https://example.org:x/"}, "not an address of a file"),
        ({"indicator_words": "Homes = NI 999"}, "“NI 999” is no code of an indicator here"),
        ({"area_words": "E1"}, "their word = ours"),
        ({"absence_words": "* = lost"}, "no reason for a figure that is missing"),
        ({"indicator_column": ""}, "Name the column, or choose the one indicator below"),
        ({"value_column": ""}, "Name the column of the value"),
        ({"denominator_column": "D"}, "A numerator and a denominator come together"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_nothing_is_lost(client, world, more, sentence):
    client.force_login(world.admin)

    page = client.post(ADD, typed(world, **more)).content.decode()

    assert sentence in page
    assert "Homes of the council" in page
    assert not Source.objects.exists()


def test_a_person_of_another_organisation_is_refused_beside_the_field(client, world):
    client.force_login(world.admin)

    answer = client.post(ADD, typed(world, person=world.lead.pk))

    assert answer.context["form"].errors["person"] == ["Lead is not of County council"]


def test_two_files_are_not_called_the_same(client, world, source):
    client.force_login(world.admin)

    assert "title" in client.post(ADD, typed(world)).context["form"].errors


def test_it_is_changed_with_what_stands_already_in_the_form(client, world, source):
    client.force_login(world.coordinator)
    form = client.get(address("source-edit", source)).context["form"]

    client.post(address("source-edit", source), typed(world, value_column="New"))

    assert (form["period_column"].value(), Source.objects.get().value_column) == ("Period", "New")


def test_fetching_asks_a_worker_once(client, world, source):
    client.force_login(world.coordinator)
    for _ in range(2):
        client.post(address("source-fetch", source))

    assert Job.objects.filter(name="pull_file").count() == 1


def test_the_organisation_stops_it_with_a_reason_and_the_co_ordinator_goes_on(client, world, source):
    client.force_login(world.colleague)
    assert client.post(address("source-stop", source), {"reason": ""}).status_code == 200
    page = client.post(address("source-stop", source), {"reason": "It moved."}, follow=True).content.decode()
    assert "by Colleague" in page
    client.force_login(world.coordinator)

    client.post(address("source-go-on", source))

    assert Source.objects.get().stopped_on is None


def test_a_row_is_left_out_with_a_reason(client, world, row):
    client.force_login(world.owner)

    page = client.post(
        row.get_absolute_url(), {"reason": "A slip.", "dismiss": "yes"}, follow=True
    ).content.decode()

    row.refresh_from_db()
    assert (row.state, row.reason) == ("dismissed", "A slip.")
    assert "Nothing waits." in page


def test_a_row_is_let_in_only_when_it_fits_and_the_page_says_why_not(client, world, row):
    client.force_login(world.coordinator)

    page = client.post(row.get_absolute_url(), {"reason": "So.", "release": "yes"}).content.decode()

    row.refresh_from_db()
    assert (row.state, "It does not fit yet." in page, "So." in page) == ("waiting", True, True)


def test_all_rows_of_one_kind_are_left_out(client, world, source, row):
    client.force_login(world.owner)
    form = client.get(address("source-dismiss", source)).context["form"]

    client.post(address("source-dismiss", source), {"misfit": "surprising", "reason": "Slips."})

    assert form.fields["misfit"].choices == [("surprising", "outside its usual range (1)")]
    assert QuarantinedRow.objects.get().state == "dismissed"


def test_the_file_is_given_out_as_it_came_also_where_it_was_kept_before(client, world, source):
    first = PullFactory(source=source, content=b"a,b\n1,2\n", sha256="1" * 64, size=8)
    again = PullFactory(source=source, content=b"", sha256="1" * 64, size=8)
    client.force_login(world.owner)

    got = [client.get(reverse("performance:source-file", args=[source.pk, one.pk])) for one in (first, again)]

    assert [answer.content for answer in got] == [b"a,b\n1,2\n"] * 2
    assert "attachment" in got[0]["Content-Disposition"]


def pages(source, row):
    pull = Pull.objects.first()
    return [
        address("source-detail", source),
        address("source-edit", source),
        address("source-stop", source),
        address("source-dismiss", source),
        reverse("performance:source-file", args=[source.pk, pull.pk]),
        row.get_absolute_url(),
    ]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("coordinator", [200, 200, 200, 200, 200, 200]),
        ("admin", [200, 200, 200, 404, 200, 200]),
        ("owner", [200, 404, 200, 200, 200, 200]),
        ("colleague", [200, 404, 200, 200, 200, 200]),
        ("lead", [404] * 6),
        ("chair", [404] * 6),
        ("outsider", [404] * 6),
    ],
)
def test_who_opens_which_page(client, world, source, row, name, codes):
    Pull.objects.filter(pk=row.pull_id).update(content=b"a\n", sha256="1" * 64)
    client.force_login(getattr(world, name))

    assert [client.get(page).status_code for page in pages(source, row)] == codes


@pytest.mark.parametrize("name", ["admin", "lead", "outsider"])
def test_who_may_not_settle_a_row_cannot_by_posting_either(client, world, row, name):
    client.force_login(getattr(world, name))

    assert client.post(row.get_absolute_url(), {"reason": "So.", "dismiss": "yes"}).status_code == 404
    assert QuarantinedRow.objects.get().state == "waiting"


@pytest.mark.parametrize(
    ("name", "is_shown"), [("coordinator", True), ("admin", True), ("owner", True), ("lead", False)]
)
def test_the_list_of_rounds_leads_there_for_those_who_see_one(client, world, source, name, is_shown):
    client.force_login(getattr(world, name))

    assert (LIST in client.get(reverse("performance:round-list")).content.decode()) is is_shown
    assert client.get(LIST).status_code == (200 if is_shown else 404)


def test_more_rows_and_fetches_cost_the_page_no_more_queries(client, world, source, row):
    client.force_login(world.coordinator)
    before = _cost(client, address("source-detail", source))
    for _ in range(10):
        QuarantinedRowFactory(source=source)
        QuarantinedRowFactory(source=source, state="dismissed")

    assert _cost(client, address("source-detail", source)) == before


def _cost(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)
