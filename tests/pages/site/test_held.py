"""What is held about a person, as a file for that person: all of theirs, no secret, nobody else's words."""

import json
from datetime import timedelta

from django.urls import reverse

from partnerships.changes import api_tokens
from tests.factories.world import ON


def held(client, person):
    return client.get(reverse("site:person-held", args=[person.pk]))


def test_one_gets_what_is_held_about_oneself(client, world):
    world.drafted(world.ratio)
    client.force_login(world.owner)

    found = json.loads(held(client, world.owner).content)

    assert found["account"]["e-mail address"] == world.owner.email
    assert "return.save_draft" in {one["what"] for one in found["did"]}
    assert {"record": f"performance.indicator:{world.ratio.pk}", "as": "owner"} in found["named_on"]


def test_a_seat_is_told_in_full_and_no_secret_at_all(client, world):
    api_tokens.make(
        organisation=world.council,
        label="Figures",
        scope="read",
        expires_on=ON + timedelta(9),
        by=world.owner,
        on=ON,
    )
    client.force_login(world.owner)

    text = held(client, world.owner).content.decode()

    assert ("Figures" in text, world.owner.password in text, "sha" in text.lower()) == (True, False, False)


def test_nobody_gets_what_is_held_about_another_but_the_administrator(client, world):
    statuses = {}
    for name in ("colleague", "coordinator", "admin"):
        client.force_login(world.people[name])
        statuses[name] = held(client, world.owner).status_code

    assert statuses == {"colleague": 404, "coordinator": 404, "admin": 200}
