"""An agreement: every target with its state in words, what a refresh changed, and what the reward would be."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.models import Target
from tests.factories.performance import (
    AgreementVersionFactory,
    IndicatorFactory,
    TargetFactory,
    TargetPointFactory,
)


@pytest.fixture
def read(client, world):
    client.force_login(world.member)

    def get(name="agreement-detail", **asked):
        return client.get(reverse(f"performance:{name}", args=[world.agreement.slug], query=asked or None))

    return get


@pytest.fixture
def refreshed(world):
    version = AgreementVersionFactory(
        agreement=world.agreement,
        number=2,
        title="Refresh",
        agreed_on=date(2009, 3, 4),
        reason="The recession.",
    )
    target = TargetFactory(version=version, indicator=world.ratio, state="renegotiation", state_reason="")
    TargetPointFactory(target=target, value=70)
    return version


def test_every_state_stands_in_words(world, read):
    version = world.ratio.targets.get().version
    for state in ("under_discussion", "placeholder", "deferred", "no_definition", "withdrawn"):
        TargetFactory(
            version=version, state=state, indicator=IndicatorFactory(outcome=world.outcomes["economy"])
        )
    page = read().content.decode()

    for words in ("Agreed", "Under discussion", "Placeholder", "Deferred", "No definition yet", "Withdrawn"):
        assert f"<b>{words}</b>" in page


def test_a_refresh_says_what_it_changed_and_the_version_before_stays_readable(world, read, refreshed):
    lines = {line.target.indicator: line for line in read().context["page"].lines}

    assert lines[world.ratio].changed.startswith("was agreed; ")
    assert "became 70" in lines[world.ratio].changed
    assert [line.changed for indicator, line in lines.items() if indicator != world.ratio] == [""] * (
        len(lines) - 1
    )
    assert {line.target.state for line in read(version="1").context["page"].lines} == {"agreed"}
    assert "The recession." in read().content.decode()


def test_an_agreement_asks_as_much_with_many_targets_as_with_few(world, read):
    def asked(name):
        with CaptureQueriesContext(connection) as found:
            assert read(name).status_code == 200
        return len(found)

    asked("reward")
    few = asked("agreement-detail"), asked("reward")
    version = world.ratio.targets.get().version
    for _ in range(12):
        target = TargetFactory(version=version, indicator=IndicatorFactory(outcome=world.outcomes["economy"]))
        TargetPointFactory(target=target)

    assert (asked("agreement-detail"), asked("reward")) == few


def test_the_reward_is_tried_with_ones_own_figures(world, read):
    target = world.ratio.targets.get()
    Target.objects.exclude(pk=target.pk).update(kind="local")
    agreed = max(target.points.all(), key=lambda one: one.to_on).value
    typed = {f"without-{target.pk}": str(agreed - 10), f"actual-{target.pk}": str(agreed - 2)}
    page = read("reward", pot="1000", **typed).context["page"]

    assert [(row.share, row.part, row.paid) for row in page.rows] == [("80.0 %", "£1,000", "£800")]
    assert [amount for _, amount in page.totals] == ["£800", "£240", "£560", "£0"]


@pytest.mark.parametrize(
    ("typed", "words"), [("a lot", "Type plain numbers"), ("same", "no improvement to reward")]
)
def test_a_figure_that_cannot_be_used_is_said_beside_its_target(world, read, typed, words):
    target = world.ratio.targets.get()
    agreed = max(target.points.all(), key=lambda one: one.to_on).value
    page = read("reward", **{f"without-{target.pk}": str(agreed) if typed == "same" else typed})

    assert words in page.content.decode()
    assert page.context["page"].estimate.unknown >= 1


def test_a_pot_that_is_no_amount_is_asked_again(read):
    page = read("reward", pot="plenty")

    assert "Type the pot as an amount in pounds" in page.content.decode()
    assert page.context["page"].totals == []
