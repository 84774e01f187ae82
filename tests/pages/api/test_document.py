"""The document of the API tells the truth: what it allows is answered, what it forbids is refused, in the shapes that it tells.

Requests are made up from the document itself, good ones and bad ones, and put to the site as a server would hear them.
"""

from __future__ import annotations

import json

import pytest
import schemathesis
from django.core.serializers.json import DjangoJSONEncoder
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from dorset_lsp.api.service import api
from dorset_lsp.wsgi import application

EXAMPLES = 8
"""Of each operation in each way: good and bad, as a stranger and with a token."""

DOCUMENT = schemathesis.openapi.from_dict(
    json.loads(json.dumps(api.get_openapi_schema(), cls=DjangoJSONEncoder))
)
DOCUMENT.app = application
OPERATIONS = {found.ok().label: found.ok() for found in DOCUMENT.get_all_operations()}


BEYOND = {"POST /api/v1/returns": [positive_data_acceptance]}
"""Which rounds ask which indicators, and what is possible, no document can say: such rows are refused by name, with 422."""


@pytest.fixture
def callers(world, bearer):
    world.drafted(world.ratio)
    return {"a stranger": {}, "a council's system": bearer(world.owner)}


def test_every_operation_of_the_document_is_tried():
    assert set(OPERATIONS) >= {"GET /api/v1/indicators", "GET /api/v1/returns", "POST /api/v1/returns"}
    assert len(OPERATIONS) == sum(len(ways) for ways in api.get_openapi_schema()["paths"].values())


@pytest.mark.parametrize("who", ["a stranger", "a council's system"])
@pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value
)
@pytest.mark.parametrize("label", OPERATIONS)
def test_whatever_is_asked_is_answered_as_the_document_says(callers, label, mode, who):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(OPERATIONS[label].as_strategy(generation_mode=mode))
    def asked(case):
        case.call_and_validate(headers=callers[who], excluded_checks=BEYOND.get(label, []))

    asked()
