"""Targets change on pages: proposed, decided by the chair, and told in words beside what they were."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dorset_lsp.common.models import Clock
from performance.changes import refreshes
from performance.models import AgreementVersion, Refresh
from performance.refreshing import target_under, terms_of
from performance.rounding import with_unit
from tests.factories.performance import IndicatorFactory, TargetFactory, TargetPointFactory
from tests.factories.world import ON


def at(world, name, *args, **query):
    return reverse(f"performance:{name}", args=[world.agreement.slug, *args], query=query or None)


def fill(**changes):
    values = {
        "kind": "designated", "state": "agreed", "state_reason": "", "baseline": "70", "baseline_label": "2007/08",
        "baseline_until": "2008-03-31", "value_0": "75", "value_1": "", "value_2": "",
    }  # fmt: skip
    return {**values, **changes}


@pytest.fixture
def refresh(world):
    return refreshes.begin(
        agreement=world.agreement, title="Refresh of May", reason="The recession.", by=world.lead, on=ON
    )


def test_a_lead_proposes_the_chair_approves_and_all_read_what_changed(client, world):
    client.force_login(world.lead)
    page = client.post(
        at(world, "refresh-begin"), {"title": "Refresh of May", "reason": "The recession."}, follow=True
    )
    made = page.context["refresh"]
    target = at(world, "refresh-target", made.pk, indicator="ni-101")
    assert "To be reached in 2008/09" in client.get(target).content.decode()
    client.post(target, fill())
    client.post(at(world, "refresh-move", made.pk, "propose"))
    client.force_login(world.chair)
    changed = f"Renegotiated: 2008/09: {with_unit(78, 1, '%')} became {with_unit(75, 1, '%')}"
    assert changed in client.get(made.get_absolute_url()).content.decode()
    assert "Approve Refresh of May?" in client.get(at(world, "refresh-approve", made.pk)).content.decode()
    client.post(at(world, "refresh-approve", made.pk))
    client.force_login(world.outsider)

    read = client.get(world.agreement.get_absolute_url()).content.decode()
    assert changed in read
    assert changed in client.get(world.ratio.get_absolute_url()).content.decode()
    assert "approved by Chair" in read
    assert "The recession." in read


def test_a_refusal_reaches_whoever_proposed_it_with_a_way_back(client, world, refresh):
    client.force_login(world.lead)
    client.post(at(world, "refresh-target", refresh.pk, indicator="ni-101"), fill())
    client.post(at(world, "refresh-move", refresh.pk, "propose"))
    client.force_login(world.chair)
    assert client.post(at(world, "refresh-refuse", refresh.pk), {"reason": ""}).status_code == 200
    client.post(at(world, "refresh-refuse", refresh.pk), {"reason": "Too low."})
    client.force_login(world.lead)
    page = client.get(refresh.get_absolute_url()).content.decode()
    assert "Too low." in page
    assert "Put it right" in page

    client.post(at(world, "refresh-move", refresh.pk, "revise"))
    assert Refresh.objects.get().state == "draft"


def test_what_was_typed_stays_in_the_form_with_a_sentence_beside_the_field(client, world, refresh):
    client.force_login(world.lead)
    answer = client.post(
        at(world, "refresh-target", refresh.pk, indicator="ni-101"),
        fill(state="deferred", baseline="seventy"),
    )

    page = answer.content.decode()
    assert 'value="seventy"' in page
    assert "Baseline must be a number" in page
    assert refresh.lines.count() == 0
    again = client.post(at(world, "refresh-target", refresh.pk, indicator="ni-101"), fill(state="deferred"))
    assert "Say in a few words why it is not agreed" in again.content.decode()


def test_renegotiating_starts_at_the_target_and_waits_for_the_chair(client, world):
    client.force_login(world.lead)
    link = at(world, "renegotiate", indicator="ni-101")
    page = client.get(world.agreement.get_absolute_url()).content.decode()
    assert link in page
    assert at(world, "renegotiate", indicator="ni-102") not in page
    client.post(link, {"reason": "Two sites stopped."})

    assert (Refresh.objects.get().state, AgreementVersion.objects.count()) == ("proposed", 1)
    assert "Renegotiation of NI 101" in client.get(world.agreement.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", ["owner", "lead2", "member", "outsider", "chair", "admin"])
def test_a_draft_of_somebody_else_is_not_there(client, world, refresh, role):
    client.force_login(world.people[role])

    paths = [refresh.get_absolute_url()] + [
        at(world, name, refresh.pk)
        for name in ("refresh-reword", "refresh-target", "refresh-approve", "refresh-refuse")
    ]
    assert [client.get(path).status_code for path in paths] == [404] * 5
    assert client.post(at(world, "refresh-move", refresh.pk, "propose")).status_code == 404
    assert "Refresh of May" not in client.get(world.agreement.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", ["owner", "member", "outsider", "chair", "admin"])
def test_who_may_not_propose_is_offered_nothing(client, world, role):
    client.force_login(world.people[role])

    page = client.get(world.agreement.get_absolute_url()).content.decode()
    assert "Propose a refresh" not in page
    assert "Renegotiate<" not in page
    assert client.get(at(world, "refresh-begin")).status_code == 404
    assert client.get(at(world, "renegotiate", indicator="ni-101")).status_code == 404


def test_nobody_signed_out_reads_a_proposal(client, world, refresh):
    assert client.get(refresh.get_absolute_url()).status_code in (302, 404)


def test_a_refresh_asks_as_much_with_many_targets_as_with_few(client, world, refresh):
    Clock.objects.update(stated_on=date(2009, 4, 21))
    version = world.ratio.targets.get().version

    def line():
        indicator = IndicatorFactory(outcome=world.outcomes["economy"])
        TargetPointFactory(target=TargetFactory(version=version, indicator=indicator))
        terms = terms_of(target_under(version, indicator))
        refreshes.set_target(refresh=refresh, indicator=indicator, terms=terms, by=world.lead, on=ON)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(refresh.get_absolute_url()).status_code == 200
        return len(found)

    client.force_login(world.lead)
    line()
    asked()
    few = asked()
    for _ in range(12):
        line()

    assert asked() == few
