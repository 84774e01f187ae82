"""What an organisation measures for itself is seen by its own people alone, wherever anybody looks; until it is shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent, Job
from dorset_lsp.site.loading.exporting import export
from performance.changes import corporate
from performance.changes.corporate import Described
from performance.models import CorporateFigure, CorporateMeasure
from performance.periods import Period
from performance.reports.canonical import document_of
from tests.factories.world import ON

SECRET = "Zebra crossings repainted"
WORDS = "Every crossing whose stripes were painted anew by the council's own crew in the quarter."
VALUE = Decimal(41757)
STRANGERS = ("lead", "lead2", "group_member", "member", "outsider", "coordinator", "chair", "admin")
QUARTER = Period(date(2009, 1, 1), date(2009, 4, 1))


def described(**changes):
    terms = Described(SECRET, WORDS, "count", "crossings", 0, "higher", "quarterly", Decimal(50000))
    return replace(terms, **changes)


def add(world, *, by=None, **changes):
    return corporate.add(
        organisation=world.council, described=described(**changes), by=by or world.owner, on=ON
    )


@pytest.fixture
def measure(world):
    made = add(world)
    corporate.record_figure(
        measure=made, period=QUARTER, value=VALUE, note="A dry spring.", by=world.owner, on=ON
    )
    return made


def at(world, name="corporate", *args):
    return reverse(f"performance:{name}", args=[world.council.slug, *args])


def tells(content):
    return any(word in content for word in (SECRET, "stripes", "41757", "41,757", "dry spring", "50,000"))


# --- for its own people -----------------------------------------------------------------------------------


def test_a_colleague_reads_it_beside_the_shared_indicators(client, world, measure):
    corporate.put_on(organisation=world.council, indicator=world.ratio, by=world.owner, on=ON)
    client.force_login(world.colleague)
    page = client.get(at(world)).content.decode()

    assert (SECRET in page, "41,757" in page, str(world.ratio) in page) == (True, True, True)
    assert SECRET in client.get(at(world, "corporate-download", "csv")).content.decode()


def test_a_search_finds_it_for_its_own_people_and_for_partners_once_it_is_shared(client, world, measure):
    def finders():
        names = ("owner", "colleague", *STRANGERS)
        return [name for name in names if "corporate" in found_by(client, getattr(world, name))]

    assert finders() == ["owner", "colleague"]
    corporate.share(measure=measure, by=world.owner, on=ON)
    assert finders() == ["owner", "colleague", *STRANGERS]


def found_by(client, person):
    """The kinds of things that a search for one of its words finds."""
    client.force_login(person)
    found = client.get(reverse("site:search"), {"q": "stripes"}).context["found"]
    return [group.searched.slug for group in found.groups]


def test_it_is_added_filled_corrected_and_ended_on_pages_and_taken_up_again(client, world):
    client.force_login(world.owner)
    form = {
        "title": SECRET, "definition": WORDS, "measure": "count", "unit": "crossings", "decimals": "0",
        "polarity": "higher", "frequency": "quarterly", "target": "50000",
    }  # fmt: skip
    client.post(at(world, "corporate-add"), form)
    made = CorporateMeasure.objects.get()
    figure = at(world, "corporate-figure", made.pk)
    client.post(figure, {"period": "2009-01-01", "value": "100", "note": "", "reason": ""})
    again = client.post(figure, {"period": "2009-01-01", "value": "60000", "note": "", "reason": ""})
    assert "Say why it is corrected" in again.content.decode()
    client.post(figure, {"period": "2009-01-01", "value": "60000", "note": "", "reason": "Counted again."})
    assert list(CorporateFigure.objects.order_by("revision").values_list("value", flat=True)) == [100, 60000]
    page = client.get(made.get_absolute_url()).content.decode()
    assert ("60,000" in page, "Green" in page, "Counted again." in page) == (True, True, True)

    client.post(at(world, "corporate-move", made.pk, "end"))
    assert "No longer measured" in client.get(at(world)).content.decode()
    client.post(at(world, "corporate-move", made.pk, "resume"))
    assert CorporateMeasure.objects.get().ended_on is None


def test_a_figure_of_a_period_that_has_not_ended_is_refused(world, measure):
    with pytest.raises(Refused, match="has not ended"):
        corporate.record_figure(
            measure=measure,
            period=Period(date(2009, 4, 1), date(2009, 7, 1)),
            value=VALUE,
            by=world.owner,
            on=ON,
        )


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_else_keeps_it(world, measure, name):
    stranger = world.people[name]
    for forbidden in (
        lambda: add(world, by=stranger),
        lambda: corporate.share(measure=measure, by=stranger, on=ON),
        lambda: corporate.end(measure=measure, by=stranger, on=ON),
        lambda: corporate.record_figure(
            measure=measure, period=QUARTER, value=Decimal(1), by=stranger, on=ON
        ),
        lambda: corporate.put_on(organisation=world.council, indicator=world.ratio, by=stranger, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            forbidden()


# --- nobody else comes upon it ----------------------------------------------------------------------------


def plain_addresses(patterns=None, prefix="", names=()):
    """Every address of the site that needs no key, the administration's lists included."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        namespace = getattr(one, "namespace", None)
        if isinstance(one, URLResolver):
            yield from plain_addresses(one.url_patterns, prefix, (*names, namespace) if namespace else names)
        elif isinstance(one, URLPattern) and one.name and not one.pattern.converters:
            yield ":".join((*names, one.name))


@pytest.mark.parametrize("name", [*STRANGERS, None])
def test_no_page_list_file_or_search_tells_it(client, world, measure, name):
    corporate.put_on(organisation=world.council, indicator=world.ratio, by=world.owner, on=ON)
    if name:
        client.force_login(world.people[name])
    looked_at = 0
    for address in sorted(set(plain_addresses())):
        try:
            path = reverse(address)
        except Exception:  # noqa: BLE001 (an address that needs more than a name)
            continue
        if "logout" in path:
            continue
        answer = client.get(path, {"q": "Zebra"})
        looked_at += 1
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert not tells(content.decode(errors="ignore").replace("Zebra", "")), path
    for path in (
        at(world),
        measure.get_absolute_url(),
        at(world, "corporate-figure", measure.pk),
        at(world, "corporate-add"),
    ):
        assert client.get(path).status_code in (302, 404), path
    assert client.get(at(world, "corporate-download", "csv")).status_code in (302, 404)
    assert client.post(at(world, "corporate-move", measure.pk, "share")).status_code in (302, 404)
    assert looked_at > 40
    assert CorporateMeasure.objects.get().shared_on is None


def test_the_administration_and_the_history_say_that_it_is_there_and_never_what(client, world, measure):
    client.force_login(world.admin)
    pages = [
        reverse("admin:performance_corporatemeasure_change", args=[measure.pk]),
        reverse("admin:performance_corporatefigure_change", args=[measure.figures.get().pk]),
        reverse("admin:performance_corporatemeasure_changelist") + "?q=County",
        reverse("admin:performance_corporatefigure_changelist"),
    ]
    for page in pages:
        answer = client.get(page)
        assert (answer.status_code, tells(answer.content.decode())) == (200, False), page
    events = AuditEvent.objects.filter(what__startswith="corporatemeasure")
    assert [event.what for event in events.order_by("pk")] == [
        "corporatemeasure.add",
        "corporatemeasure.record_figure",
    ]
    assert not any(tells(f"{event.record_name} {event.difference} {event.why}") for event in events)


def test_the_folder_that_leaves_here_does_not_hold_it(world, measure):
    assert not any(tells(content.decode()) for content in export().values())


def test_nothing_is_asked_published_or_reported_of_it(world, measure):
    world.verified(world.ratio)
    edition = world.publish()

    assert not tells(str(document_of(edition, before=None)))
    assert not any(tells(str(job.arguments)) for job in Job.objects.all())


# --- sharing ----------------------------------------------------------------------------------------------


def test_shared_it_is_read_by_partners_and_the_co_ordinator_is_told(client, world, measure):
    add(
        world,
        title="Still private",
        definition="Something quite different that only we count each quarter here.",
    )
    corporate.share(measure=measure, by=world.owner, on=ON)
    client.force_login(world.member)
    page = client.get(at(world)).content.decode()

    assert (SECRET in page, "41,757" in page, "Still private" in page) == (True, True, False)
    assert "Shared indicators" not in page
    assert Job.objects.filter(
        key__startswith="mail:shared-measure", arguments__to=world.coordinator.email
    ).exists()
    corporate.keep_private(measure=measure, by=world.owner, on=ON)
    assert client.get(measure.get_absolute_url()).status_code == 404


def test_what_the_partnership_measures_is_not_copied_but_shared(world):
    for copy in (
        {"title": "homes that are DECENT."},
        {"title": "NI 101"},
        {"definition": "What is counted, in a sentence"},
    ):
        with pytest.raises(Refused, match="Put it on your scorecard under “Shared indicators”"):
            add(world, **copy)
    assert not CorporateMeasure.objects.exists()


def test_what_another_organisation_shares_is_not_copied_and_what_it_keeps_is_not_given_away(world, measure):
    trust = world.member.organisation

    def again():
        return corporate.add(organisation=trust, described=described(title="Stripes"), by=world.member, on=ON)

    assert again().organisation == trust
    CorporateMeasure.objects.filter(organisation=trust).delete()
    corporate.share(measure=measure, by=world.owner, on=ON)
    with pytest.raises(Refused, match=f"“{SECRET}” is shared by County council"):
        again()


def test_the_scorecard_asks_as_much_with_many_measures_as_with_few(client, world, measure):
    client.force_login(world.owner)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(at(world)).status_code == 200
        return len(found)

    corporate.put_on(organisation=world.council, indicator=world.ratio, by=world.owner, on=ON)
    asked()
    few = asked()
    for number in range(12):
        made = add(world, title=f"Measure {number}", definition=f"Thing number {number}")
        corporate.record_figure(measure=made, period=QUARTER, value=VALUE, by=world.owner, on=ON)
    corporate.put_on(organisation=world.council, indicator=world.total, by=world.owner, on=ON)

    assert asked() == few
