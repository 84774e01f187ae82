"""The policy about money, risks, findings, practice and programmes: tables, and a record of each kind in each state."""

from __future__ import annotations

from typing import Any

from partnerships.models import Risk
from tests.factories.money import (
    AlignedMoneyFactory,
    AllocationFactory,
    BenefitFactory,
    ClaimFactory,
    FindingFactory,
    PracticeNoteFactory,
    ProgrammeFactory,
    RiskFactory,
    project_in,
)
from tests.factories.world import ON

# o open, c closed: a risk of the lead's group, owned by the owner
RISK = """
permission                owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.view_risk    oc     oc         oc    oc       oc     oc     oc     oc      -         -      -
partnerships.edit_risk    -      -          oc    -        -      oc     -      -       -         -      -
partnerships.assess_risk  oc     -          oc    -        -      oc     -      -       -         -      -
"""

# B the Board, e the lead's group, h the other group
RISK_BODY = """
permission               owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.raise_risk  -      -          e     -        h      Beh    B      -       -         -      -
"""

# d draft, a applied, o offered, u under way, r refused, f finished, w given up: a project of the owner's organisation
PROJECT = """
permission                   owner    colleague  lead  groupie  lead2  coord   chair   member  outsider  super  anyone
partnerships.view_project    daourfw  daourfw    ouf   ouf      ouf    aourfw  aourfw  ouf     ouf       ouf    ouf
partnerships.edit_project    daourfw  daourfw    -     -        -      -       -       -       -         -      -
partnerships.decide_project  -        -          -     -        -      aourfw  -       -       -         -      -
"""

# c a claim on it
CLAIM = """
permission                 owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.settle_claim  -      -          -     -        -      c      -      -       -         -      -
"""

# e an allocation for a purpose, s one for the owner's organisation
ALLOCATION = """
permission                  owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.begin_project  es     es         e     e        e      e      -      e       e         -      -
"""

# c the owner's organisation, h that of the member, the leads and the outsider
ORGANISATION = """
permission                    owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.declare_aligned  -      -          h     h        h      ch     -      h       -         -      -
"""

# h money that the member's organisation has declared
ALIGNED = """
permission                     owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.withdraw_aligned  -      -          h     h        h      h      -      h       -         -      -
"""

# f a finding that the member has raised; who leads a bridging group has no column here
FINDING = """
permission                   owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.edit_finding    -      -          -     -        -      f      -      f       -         -      -
partnerships.settle_finding  -      -          -     -        -      f      -      -       -         -      -
"""

# n a note that the member has written about the owner's organisation
NOTE = """
permission                  owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.edit_practice  -      -          -     -        -      n      -      n       -         -      -
partnerships.copy_practice  -      -          n     n        n      n      -      n       -         -      -
"""

# b a benefit that the owner leads, in a programme that the lead's group leads
BENEFIT = """
permission                     owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.progress_benefit  b      b          b     -        -      b      -      -       -         -      -
partnerships.edit_benefit      -      -          b     -        -      b      -      -       -         -      -
"""

# Asked of no record but of a kind of record
WHOLE = """
permission                   owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.run_funding     -      -          -     -        -      w      -      -       -         -      -
partnerships.raise_finding   -      -          w     w        w      w      w      w       -         -      -
partnerships.write_practice  -      -          w     w        w      w      w      w       -         -      -
partnerships.send_notice     -      -          -     -        -      -      -      -       -         -      -
"""

TABLES = {
    "risk": RISK,
    "risk_body": RISK_BODY,
    "project": PROJECT,
    "claim": CLAIM,
    "allocation": ALLOCATION,
    "organisation": ORGANISATION,
    "aligned": ALIGNED,
    "finding": FINDING,
    "note": NOTE,
    "benefit": BENEFIT,
    "money_whole": WHOLE,
}

PROJECTS = {
    "d": "draft",
    "a": "applied",
    "o": "offered",
    "u": "accepted",
    "r": "refused",
    "f": "finished",
    "w": "withdrawn",
}


def records(world: Any, whole: Any) -> dict[str, dict[str, Any]]:
    """A record of each kind in each state, by the letters of the tables."""
    health = world.member.organisation
    return {
        "risk": {"o": _risk(world), "c": _risk(world, state="closed", closed_on=ON, close_reason="Over.")},
        "risk_body": {"B": world.board, "e": world.economy, "h": world.housing},
        "project": {
            letter: project_in(state, organisation=world.council, by=world.owner)
            for letter, state in PROJECTS.items()
        },
        "claim": {"c": ClaimFactory(project=project_in("accepted", organisation=world.council))},
        "allocation": {"e": AllocationFactory(), "s": AllocationFactory(organisation=world.council)},
        "organisation": {"c": world.council, "h": health},
        "aligned": {"h": AlignedMoneyFactory(organisation=health)},
        "finding": {"f": FindingFactory(raised_by=world.member)},
        "note": {"n": PracticeNoteFactory(written_by=world.member, organisation=world.council)},
        "benefit": {
            "b": BenefitFactory(
                programme=ProgrammeFactory(body=world.economy), lead=world.owner, organisation=world.council
            )
        },
        "money_whole": {"w": whole},
    }


def _risk(world: Any, **fields: Any) -> Risk:
    return RiskFactory(body=world.economy, owner=world.owner, **fields)
