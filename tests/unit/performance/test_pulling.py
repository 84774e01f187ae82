"""A partner's published file, from a real server of this machine: what fits goes in as drafts, the rest waits for a person."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dorset_lsp.common import jobs, periodic
from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent, Job
from performance.changes import pulls, returns, sources
from performance.enums import Misfit, SourceRhythm
from performance.models import Pull, QuarantinedRow, Source
from performance.pulling.reading import NotRead, read
from performance.pulling.schedule import due_day, next_day
from performance.work import work_items
from tests.factories.partnerships import OrganisationFactory, PersonFactory
from tests.factories.performance import DefinitionVersionFactory, IndicatorFactory, SourceFactory
from tests.factories.servers import partner
from tests.factories.world import JOB, ON

HEAD = "Indicator,Period,Value,Numerator,Denominator"
GOOD = "NI 102,Q4 2008/09,36,,"


@pytest.fixture
def server(settings):
    settings.PULL_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with partner() as told:
        yield told


@pytest.fixture
def source(world, server):
    return SourceFactory(
        organisation=world.council, person=world.owner, address=server.address("/figures.csv")
    )


@pytest.fixture
def pull(source, server, do_jobs):
    """Publishes rows under a head at the partner's, has the file fetched by a worker, and gives what came of it."""

    def fetched(*rows, head=HEAD, on=ON):
        server.files["/figures.csv"] = "\n".join([head, *rows]).encode()
        sources.fetch_now(source=source, by=world_admin(), on=on)
        do_jobs()
        return Pull.objects.first()

    def world_admin():
        return PersonFactory._meta.model.objects.get(name="Admin")

    return fetched


def letters(mailoutbox):
    """The messages about files; the world's own are about its round."""
    return [one for one in mailoutbox if "“File" in one.subject]


def held():
    return [(row.number, row.misfit) for row in QuarantinedRow.objects.waiting()]


# --- what fits ------------------------------------------------------------------------------------------------


def test_a_figure_that_fits_becomes_the_draft_of_its_return_in_the_name_of_the_person(world, pull):
    done = pull(GOOD, "NI 101,Q4 2008/09,,780,1000")

    total, ratio = world.return_of(world.total), world.return_of(world.ratio)
    assert (done.taken_count, held()) == (2, [])
    assert [(one.state, one.saved_by) for one in (total, ratio)] == [("draft", world.owner)] * 2
    assert (total.figures.get().value, ratio.figures.get().numerator) == (Decimal(36), Decimal(780))


def test_the_history_names_the_person_and_the_file(world, source, pull):
    pull(GOOD)

    event = AuditEvent.objects.get(what="return.save_draft")
    assert (event.by_id, event.by_name) == (world.owner.pk, f"Owner, through the file “{source.title}”")


def test_what_the_owner_wrote_stays_beside_the_figure(world, pull):
    return_ = world.return_of(world.total)
    returns.save(
        return_=return_,
        version=0,
        answer=world.answer(world.total, figures={}, commentary="Kept."),
        by=world.owner,
        on=ON,
    )

    pull(GOOD)

    return_ = world.return_of(world.total)
    assert (return_.commentary, return_.figures.get().value) == ("Kept.", Decimal(36))


def test_the_file_is_kept_once_with_its_hash(pull):
    first, second = pull(GOOD), pull(GOOD)

    assert (bytes(first.content), len(first.sha256)) == (f"{HEAD}\n{GOOD}".encode(), 64)
    assert (second.sha256, bytes(second.content), second.same_count) == (first.sha256, b"", 1)


def test_the_same_file_again_changes_nothing(world, pull):
    pull(GOOD)
    pull(GOOD)

    assert world.return_of(world.total).version == 1


def test_published_figures_that_say_the_same_are_passed_over(pull):
    done = pull("NI 102,Q3 2008/09,20,,", "NI 103,Q3 2008/09,97,,")

    assert (done.same_count, held()) == (2, [])


def test_words_of_the_file_are_read_as_ours(world, source, pull):
    source.indicator_words, source.period_words = {"homes": "NI 102"}, {"2009 winter": "Q4 2008/09"}
    source.absence_words = {"*": "suppressed"}
    source.save()

    pull("Homes,2009 Winter,*,,")

    figure = world.return_of(world.total).figures.get()
    assert (figure.absence, figure.absence_reason) == ("suppressed", "The published file says “*”.")


def test_figures_of_areas_go_where_they_belong_and_the_whole_is_worked_out(world, source, pull):
    source.area_column = "Area"
    source.save()
    rows = (
        f"NI 103,Q4 2008/09,{value},,,{area}"
        for value, area in ((55, "North district"), (46, "South district"))
    )

    pull(*rows, "NI 103,Q4 2008/09,999,,,The county", head=f"{HEAD},Area")

    figures = {row.area.name: row.value for row in world.return_of(world.split).figures.all()}
    assert figures == {"North district": 55, "South district": 46, "The county": 101}


# --- what does not fit ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "misfit"),
    [
        ("NI 999,Q4 2008/09,5,,", Misfit.UNKNOWN_INDICATOR),
        ("NI 102,winter,5,,", Misfit.UNKNOWN_PERIOD),
        ("NI 102,Q4 2009/10,5,,", Misfit.NOT_ASKED),
        ("NI 102,Q3 2008/09,21,,", Misfit.LOCKED),
        ("NI 103,Q4 2008/09,5,,", "same"),
        ("NI 102,Q4 2008/09,many,,", Misfit.UNREADABLE),
        ("NI 102,Q4 2008/09,1e9,,", Misfit.UNREADABLE),
        ("NI 101,Q4 2008/09,,780,", Misfit.UNREADABLE),
        ("NI 102,Q4 2008/09,-1,,", Misfit.IMPOSSIBLE),
        ("NI 101,Q4 2008/09,,1200,1000", Misfit.IMPOSSIBLE),
        ("NI 102,Q4 2008/09,4000,,", Misfit.SURPRISING),
    ],
)
def test_a_row_that_does_not_fit_is_set_aside_and_nothing_of_it_goes_in(world, pull, row, misfit):
    pull(row)

    assert held() == ([] if misfit == "same" else [(2, misfit)])
    assert {world.return_of(one).state for one in (world.total, world.ratio, world.split)} == {"not_started"}


def test_another_organisation_s_indicator_is_not_for_this_file(pull):
    IndicatorFactory(code="LI 900")

    pull("LI 900,Q4 2008/09,5,,")

    assert held() == [(2, Misfit.NOT_OWED)]


def test_a_row_by_another_version_of_the_definition_is_set_aside(world, source, pull):
    source.definition_column = "Version"
    source.save()
    DefinitionVersionFactory(indicator=world.total, number=2, from_on=date(2009, 1, 1), reason="A new basis.")

    pull(f"{GOOD},1", f"{GOOD},2", head=f"{HEAD},Version")

    assert (held(), world.return_of(world.total).figures.get().value) == ([(2, Misfit.WRONG_DEFINITION)], 36)


def test_a_figure_that_the_owner_drafted_is_never_overwritten_and_never_told(world, pull):
    world.drafted(world.total)

    pull("NI 102,Q4 2008/09,35,,")

    row = QuarantinedRow.objects.get()
    assert (row.misfit, "36" in row.sentence, world.return_of(world.total).figures.get().value) == (
        Misfit.DIFFERS, False, 36,
    )  # fmt: skip


@pytest.mark.parametrize("state", ["submitted", "verified", "published"])
def test_what_has_been_handed_in_is_left_alone(world, pull, state):
    world.return_in(state, world.total)

    pull("NI 102,Q4 2008/09,35,,")

    assert (held(), world.return_of(world.total).state) == ([(2, Misfit.LOCKED)], state)


def test_two_figures_for_the_same_are_not_chosen_between(pull):
    pull(GOOD, "NI 102,Q4 2008/09,37,,", GOOD)

    assert held() == [(3, Misfit.TWICE)]


def test_a_row_that_comes_again_waits_once_and_is_told_once(pull, mailoutbox, do_jobs):
    pull("NI 999,Q4 2008/09,5,,")
    do_jobs()
    told = len(letters(mailoutbox))

    pull("NI 999,Q4 2008/09,5,,")
    do_jobs()

    assert (held(), told, len(letters(mailoutbox))) == ([(2, Misfit.UNKNOWN_INDICATOR)], 2, 2)


def test_periods_before_the_first_that_is_wanted_are_passed_over(source, pull):
    source.figures_from = date(2009, 1, 1)
    source.save()

    pull("NI 102,Q3 2008/09,21,,")

    assert held() == []


# --- what a person does ---------------------------------------------------------------------------------------


def test_a_surprising_figure_goes_in_when_somebody_lets_it_in_with_a_reason(world, pull):
    pull("NI 102,Q4 2008/09,4000,,")
    row = QuarantinedRow.objects.get()

    pulls.release(row=row, reason="A new estate.", by=world.coordinator, on=ON)

    row.refresh_from_db()
    assert (row.state, row.settled_by_name, row.reason) == ("taken", "Coordinator", "A new estate.")
    assert world.return_of(world.total).figures.get().value == 4000


def test_what_nobody_may_overrule_stays_out_and_waits_on(world, pull):
    pull("NI 102,Q4 2008/09,-1,,")
    row = QuarantinedRow.objects.get()

    with pytest.raises(Refused, match="It does not fit yet"):
        pulls.release(row=row, reason="They say so.", by=world.coordinator, on=ON)

    assert (held(), world.return_of(world.total).state) == ([(2, Misfit.IMPOSSIBLE)], "not_started")


def test_a_row_that_was_dismissed_stays_out_of_the_next_fetch(world, pull):
    pull("NI 999,Q4 2008/09,5,,")
    pulls.dismiss(row=QuarantinedRow.objects.get(), reason="Not of ours.", by=world.owner, on=ON)

    pull("NI 999,Q4 2008/09,5,,")

    assert [row.state for row in QuarantinedRow.objects.all()] == ["dismissed"]


def test_once_the_words_are_told_the_next_fetch_takes_the_row_and_it_waits_no_longer(world, source, pull):
    pull("Homes,Q4 2008/09,36,,")
    values = {"indicator_words": {"homes": "NI 102"}}
    source.refresh_from_db()
    sources.alter(source=source, values=everything(source) | values, by=world.coordinator, on=ON)

    pull("Homes,Q4 2008/09,36,,")

    row = QuarantinedRow.objects.get()
    assert (row.state, row.reason, world.return_of(world.total).state) == (
        "taken",
        "It fits by now.",
        "draft",
    )


def test_all_of_one_kind_are_left_out_at_once(world, source, pull):
    pull("NI 998,Q4 2008/09,5,,", "NI 999,Q4 2008/09,5,,", "NI 102,winter,5,,")

    count = pulls.dismiss_all(source=source, misfit="indicator", reason="Not of ours.", by=world.owner, on=ON)

    assert (count, held()) == (2, [(4, Misfit.UNKNOWN_PERIOD)])


@pytest.mark.parametrize("deed", [pulls.release, pulls.dismiss])
def test_settling_takes_a_reason_and_the_right(world, pull, deed):
    pull("NI 102,Q4 2008/09,4000,,")
    row = QuarantinedRow.objects.get()

    with pytest.raises(Refused):
        deed(row=row, reason=" ", by=world.coordinator, on=ON)
    with pytest.raises(PermissionDenied):
        deed(row=row, reason="So.", by=world.admin, on=ON)


def test_rows_that_wait_stand_in_the_work_of_those_who_may_decide(world, pull):
    pull("NI 999,Q4 2008/09,5,,")

    def told(person):
        return [item.detail for item in work_items(person, ON) if item.kind == "Set aside"]

    assert told(world.coordinator) == told(world.owner) == ["1 row of this file did not fit"]
    assert told(world.lead) == told(world.admin) == []


# --- when nothing comes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "The server answers with 404, not with a file."),
        (b"<html>not here</html>", "The file has no column"),
        (b"a\0b", "This is no CSV file."),
        (b"x" * 6_000_000, "The file is larger than"),
        (("\n".join([HEAD, *[GOOD] * 5_001])).encode(), "The file has more than 5,000 rows."),
    ],
)
def test_a_file_that_cannot_be_had_or_read_is_told_and_nothing_goes_in(
    world, source, server, do_jobs, mailoutbox, content, sentence
):
    if content is not None:
        server.files["/figures.csv"] = content
    sources.fetch_now(source=source, by=world.coordinator, on=ON)
    do_jobs()
    do_jobs()

    assert Pull.objects.get().error.startswith(sentence)
    assert (len(letters(mailoutbox)), world.return_of(world.total).state) == (2, "not_started")


def test_a_file_on_this_machine_is_not_fetched_unless_the_settings_allow_it(
    world, source, server, do_jobs, settings
):
    settings.PULL_ALLOWED_NETWORKS = []
    server.files["/figures.csv"] = f"{HEAD}\n{GOOD}".encode()
    sources.fetch_now(source=source, by=world.coordinator, on=ON)
    do_jobs()

    assert (Pull.objects.get().error, server.asked) == (
        "“127.0.0.1” lies in a private network, which is not asked.", [],
    )  # fmt: skip


# --- the timetable --------------------------------------------------------------------------------------------


def found(on):
    return [item.key for item in periodic.found(name="pull_files", on=on)]


def test_a_file_is_found_on_its_day_and_until_it_was_had(source, server, do_jobs):
    server.files["/figures.csv"] = f"{HEAD}\n{GOOD}".encode()
    day = source.first_on

    assert found(day - timedelta(days=1)) == []
    assert found(day + timedelta(days=2)) == [f"pull:{source.pk}:{day}:{day + timedelta(days=2)}"]
    periodic.run(name="pull_files", on=day)
    periodic.run(name="pull_files", on=day)
    do_jobs()
    assert (Pull.objects.count(), found(day), found(day + timedelta(days=6))) == (1, [], [])
    assert found(day + timedelta(days=7)) == [
        f"pull:{source.pk}:{day + timedelta(days=7)}:{day + timedelta(days=7)}"
    ]


def test_one_that_failed_is_tried_again_the_next_day_and_told_once(source, server, do_jobs, mailoutbox):
    for days in range(3):
        periodic.run(name="pull_files", on=source.first_on + timedelta(days=days))
        do_jobs()
    do_jobs()

    assert (Pull.objects.exclude(error="").count(), len(letters(mailoutbox))) == (3, 2)


def test_a_job_that_runs_twice_counts_once(world, source, server):
    server.files["/figures.csv"] = f"{HEAD}\n{GOOD}".encode()
    periodic.run(name="pull_files", on=ON)
    job = Job.objects.get(name="pull_file")
    jobs.run(job_id=job.pk)
    again = Job.objects.create(
        name=job.name, key="again", arguments=job.arguments, queued_at=job.queued_at, due_at=job.due_at
    )
    jobs.run(job_id=again.pk)

    assert (Pull.objects.count(), len(server.asked), world.return_of(world.total).version) == (1, 1, 1)


def test_a_file_that_is_stopped_or_whose_person_has_left_is_not_fetched(world, source):
    sources.stop(source=source, reason="It moved.", by=world.colleague, on=ON)
    assert found(ON) == []
    sources.go_on(source=source, by=world.coordinator, on=ON)
    assert len(found(ON)) == 1
    world.owner.organisation = OrganisationFactory()
    world.owner.save()
    assert found(ON) == []


def test_more_files_cost_the_finder_no_more_queries(world, django_assert_num_queries):
    SourceFactory(organisation=world.council)
    with django_assert_num_queries(1):
        found(ON)
    for _ in range(5):
        SourceFactory(organisation=world.council)
    with django_assert_num_queries(1):
        assert len(found(ON)) == 6


@given(
    st.sampled_from(SourceRhythm.values),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(-40, 2000),
)
def test_the_day_that_has_come_is_the_last_before_the_next(rhythm, first_on, days):
    on = first_on + timedelta(days=days)
    day, following = due_day(rhythm, first_on, on), next_day(rhythm, first_on, on)

    assert (day is None) == (on < first_on)
    assert following > on
    assert day is None or (day <= on and due_day(rhythm, first_on, following) == following)
    assert day is None or due_day(rhythm, first_on, following - timedelta(days=1)) == day


# --- setting one up -------------------------------------------------------------------------------------------


def everything(source):
    names = [
        field.name
        for field in Source._meta.fields
        if field.name not in ("id", "stopped_on", "stopped_by", "stop_reason")
    ]
    return {name: getattr(source, name) for name in names}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"address": "ftp://example.org/x"}, "begins with https://"),
        ({"address": "https://me:secret@example.org/x"}, "a name or a password"),
        (
            {"value_column": "", "numerator_column": "", "denominator_column": ""},
            "Name the column of the value",
        ),
        ({"numerator_column": "", "denominator_column": "D"}, "come together"),
        ({"indicator_column": ""}, "Name the column of the indicator"),
    ],
)
def test_what_cannot_be_fetched_or_read_is_refused(world, values, sentence):
    source = SourceFactory.build(organisation=world.council, person=world.owner)

    with pytest.raises(Refused, match=sentence):
        sources.set_up(values=everything(source) | values, by=world.coordinator, on=ON)


def test_a_person_of_another_organisation_cannot_be_named(world):
    source = SourceFactory.build(organisation=world.council, person=world.lead)

    with pytest.raises(Refused, match="is not of"):
        sources.set_up(values=everything(source), by=world.coordinator, on=ON)


def test_whoever_is_named_is_told_and_may_stop_it(world, mailoutbox, do_jobs):
    source = SourceFactory.build(organisation=world.council, person=world.owner)
    made = sources.set_up(values=everything(source), by=world.coordinator, on=ON)
    do_jobs()
    sources.stop(source=made, reason="We type them.", by=world.owner, on=ON)

    assert ([one.to for one in letters(mailoutbox)], made.stopped_by) == ([[world.owner.email]], world.owner)


def test_nothing_is_pulled_by_a_person(world, source):
    with pytest.raises(PermissionDenied):
        pulls.take(source=source, key="x", content=b"", lines=[], by=world.coordinator, on=ON)


# --- any file at all ------------------------------------------------------------------------------------------


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content):
    assert _refusal(content) is None or _refusal(content).endswith(".")


def _refusal(content):
    try:
        read(content, wanted=["a"])
    except NotRead as told:
        return str(told)
    return None


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=5))
def test_cells_hold_nothing_that_a_page_or_the_database_cannot_take(rows):
    told = StringIO()
    csv.writer(told).writerows([["a", "b"], *rows])
    try:
        lines = read(told.getvalue().encode("utf-8", "surrogatepass"), wanted=["a", "b"])
    except NotRead:
        return

    assert all(text.isprintable() for line in lines for text in line.cells.values())


def test_more_rows_cost_no_more_queries(world, source):
    def cost(key, count, shift):
        rows = [
            f"NI 102,Q{n % 4 + 1} {2000 + n // 4}/{(2001 + n // 4) % 100:02},{n + shift},,"
            for n in range(count)
        ]
        found = read("\n".join([HEAD, *rows]).encode(), wanted=source.columns)
        with CaptureQueriesContext(connection) as asked:
            pulls.take(source=source, key=key, content=b"x", lines=found, by=JOB, on=ON)
        return len(asked)

    cost("first", 40, 0)  # takes one figure over
    assert cost("many", 160, 200) - cost("few", 40, 1) <= 2  # rows are written in lots
