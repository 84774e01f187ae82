"""J10: a council's officer makes a token, and the council's own system reads what is owed and hands its figures in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor

CLIENT = Path(__file__).parents[2] / "docs/examples/push_figures.py"


def test_a_council_s_system_hands_in_a_figure_that_its_officer_then_sees(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor], tmp_path: Path
) -> None:
    officer = visitor(site).sign_in("owner")
    officer.go("/account/")
    officer.follow("Tokens for the API", within="main")
    officer.fill("What is it for?", "Performance system")
    officer.tick("read, and answer the organisation’s returns")
    officer.press("Make it")
    token = officer.page.locator("#token").inner_text()
    headers = {"Authorization": f"Bearer {token}"}
    owed = officer.page.request.get("/api/v1/returns?round=2008-09-q4&limit=500", headers=headers).json()[
        "items"
    ]
    waiting = next(one for one in owed if one["state"] == "not_started" and len(one["areas"]) == 1)
    numbers = "50,," if waiting["takes"] == "value" else ",50,100"
    file = tmp_path / "figures.csv"
    file.write_text(
        "round,indicator,area,value,numerator,denominator,commentary,direction_view\n"
        f"2008-09-q4,{waiting['indicator']},{waiting['areas'][0]},{numbers},Sent by our system.,\n"
    )

    command = [sys.executable, CLIENT, site.url, token, file]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)

    assert done.stdout == f"2008-09-q4 {waiting['indicator']} draft version 1\n", done.stderr
    officer.go(f"/performance/indicators/{waiting['indicator']}/")
    officer.go("/partnership/tokens/")
    officer.does_not_see(token, "never")
