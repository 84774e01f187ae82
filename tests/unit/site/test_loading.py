"""A partnership folder is read whole, and every fault in it is told by file and row before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.models import AuditEvent, StateChange
from dorset_lsp.common.setup import state_today
from dorset_lsp.common.today import stated, today
from dorset_lsp.site.loading import FolderIsFaulty, find_folder, load, read_folder
from dorset_lsp.site.loading.formats import FILES as FILES_KNOWN
from partnerships.models import Action, Area, Membership, Partnership, Person, Seat
from performance.models import Indicator, Observation, Result, Return, Round, Target
from tests.factories.folders import VALE_FILES as FILES
from tests.factories.folders import VALE_WORDS as WORDS


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes the vale's folder; a keyword gives a file another text, or leaves it out (None)."""

    def write(*, words: str = WORDS, **changed: str | None) -> Path:
        (tmp_path / "partnership.yaml").write_text(words, encoding="utf-8")
        for name, text in {**FILES, **changed}.items():
            if text is not None:
                (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def faults_in(path: Path) -> list[str]:
    with pytest.raises(FolderIsFaulty) as caught:
        read_folder(path)
    return [str(fault) for fault in caught.value.faults]


HISTORY = "indicator,area,from,to,value,absence,received,published\n"


# ── Reading: what is told of a folder that cannot be loaded ──────────────────────────────────────────────
def test_a_sound_folder_is_read_into_typed_cells(folder):
    indicator = read_folder(folder()).tables["indicators"][0]
    assert (indicator["lag_days"], indicator["splits"], indicator["aliases"]) == (
        20, (("hill", Decimal(1)), ("marsh", Decimal("2.5"))), ("BV 154",),
    )  # fmt: skip


def test_every_fault_is_told_in_one_pass_by_file_and_row(folder):
    path = folder(
        areas="slug,name,kind,parent\nvale,Vale,shire,\nhill,Hill,district,dale\n",
        people="email,name,organisation,signs_in\nolive,Olive,,perhaps\n",
        **dict.fromkeys(set(FILES) - {"areas", "people"}),
        words="format: 1\nname: Vale\narea: vale\ntoday: 20 April 2009\n",
    )
    assert faults_in(path) == [
        "areas.csv, row 2: “kind”: “shire” is not one of: country, county, district, ward_cluster, town, parish.",
        "areas.csv, row 3: “parent”: there is no “dale” in areas.csv.",
        "partnership.yaml: “today”: “20 April 2009” is not a date. Write it as 2009-04-20.",
        "people.csv, row 2: “email”: “olive” is not an e-mail address.",
        "people.csv, row 2: “signs_in”: “perhaps” should be yes or no.",
    ]


def test_a_row_that_has_a_cell_too_many_is_told_once_and_what_speaks_of_it_is_not_told(folder):
    people = FILES["people"].splitlines(keepends=True)
    path = folder(people="".join([people[0], people[1].replace("\n", ",\n"), *people[2:]]))
    heads = people[0].count(",") + 1
    assert faults_in(path) == [f"people.csv, row 2: It has {heads + 1} cells, but there are {heads} columns."]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("areas", "slug,name,kind,colour\n", "areas.csv, row 1: There is no column “colour” in this file."),
        ("challenges", "slug,number\n", "challenges.csv, row 1: The column “title” is missing."),
        ("challenges", "slug,number,title\na,1\n", "challenges.csv, row 2: It has 2 cells, but there are 3 columns."),
        (
            "challenges",
            "slug,number,title\nhomes,one,Homes\n",
            "challenges.csv, row 2: “number”: “one” is not a whole number.",
        ),
        (
            "definitions",
            FILES["definitions"] + "NI 154,1,2006-01-01,Again.\n",
            "definitions.csv, row 3: “NI 154, 1” stands already in row 2.",
        ),
        (
            "definitions",
            "indicator,number,from,text\nNI 154,1,2009-02-30,Text.\n",
            "definitions.csv, row 2: “from”: There is no day 2009-02-30.",
        ),
        (
            "memberships",
            "body,seat,person,role,from\nboard,9,una@vale.example,chair,2006-01-01\n",
            "memberships.csv, row 2: There is no body board, seat 9 in seats.csv.",
        ),
        (
            "memberships",
            "body,seat,person,role,from\nboard,1,una@vale.example,support,2006-01-01\n",
            "memberships.csv, row 2: A chair, vice chair or member sits in a seat;",
        ),
        (
            "seats",
            FILES["seats"] + "board,3,2007-01-01,2006-01-01\n",
            "seats.csv, row 5: “to” is the first day after, so it comes after “from”.",
        ),
        (
            "targets",
            "version,indicator,kind,state\n2,NI 154,designated,agreed\n",
            "targets.csv, row 2: The agreement has no version 2.",
        ),
        (
            "history",
            HISTORY + "NI 154,vale,2007-04-01,2007-07-01,90,late,2007-07-20,2007-08-20\n",
            "history.csv, row 2: It should hold a number, or an absence in its place; one of them.",
        ),
        (
            "history",
            HISTORY + 'NI 154,vale,2007-04-01,2007-07-01,"1,190",,2007-07-20,2007-08-20\n',
            "history.csv, row 2: “value”: “1,190” is not a number. Write it without commas, as in 1240.5.",
        ),
        (
            "events",
            "round,indicator,on,event,attempt,by\nq1,NI 154,2008-07-10,save,7,olive@vale.example\n",
            "events.csv, row 2: There is no round q1, indicator NI 154, attempt 7 in answers.csv.",
        ),
        (
            "topics",
            "key,title,why,source,asked,asked_by,decision\nbuses,Buses,Late,member,2009-01-01,una@vale.example,taken_up\n",
            "topics.csv, row 2: “decision” and “decided” are filled together.",
        ),
        (
            "scrutiny_reviews",
            ("slug,title,form,committee,group,proposed,proposed_by,run_by,scoped,issued\n"
            "r,R,network,board,board,2009-01-01,una@vale.example,una@vale.example,2009-01-02,2009-02-01\n"),
            "scrutiny_reviews.csv, row 2: A review goes through its steps in order: proposed, scoped",
        ),
        (
            "asks",
            "key,recommendation,addressee,basis\na,1,hill,asked\n",
            "asks.csv, row 2: “asked_for” is filled where an answer is asked for, and only there.",
        ),
        (
            "addressees",
            "key,review,needs_notice,named\na,r,yes,2009-01-01\n",
            "addressees.csv, row 2: Fill “organisation” or “body”, and not both.",
        ),
        (
            "evidence",
            ("review,number,kind,label,received,recorded,recorded_by,audience,words\n"
            "r,1,written,L,2009-01-01,2009-01-01,una@vale.example,exempt,Words\n"),
            "evidence.csv, row 2: An exempt text has a “paragraph” and a “ground”.",
        ),
        ("shapes", "a\n", "shapes.csv: This file is not known."),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_plain_words(folder, name, text, fault):
    assert any(told.startswith(fault) for told in faults_in(folder(**{name: text})))


def test_a_whole_stands_above_its_parts(folder):
    areas = "slug,name,kind,parent\nhill,Hill,district,vale\nvale,Vale,county,\nmarsh,Marsh,district,vale\n"
    assert faults_in(folder(areas=areas)) == [
        "areas.csv, row 2: “vale” should stand in a row above its parts."
    ]


def test_a_text_that_is_not_utf_8_is_told(folder):
    path = folder()
    (path / "challenges.csv").write_bytes("slug,number,title\nhomes,1,Caf\xe9s\n".encode("latin-1"))
    assert "challenges.csv: It is not in UTF-8. Save it from the spreadsheet as “CSV UTF-8”." in faults_in(
        path
    )


def test_a_spreadsheets_byte_order_mark_does_no_harm(folder):
    path = folder()
    (path / "challenges.csv").write_text(FILES["challenges"], encoding="utf-8-sig")
    assert read_folder(path).tables["challenges"][0]["slug"] == "homes"


def test_the_words_of_the_partnership_are_checked_too(folder):
    words = WORDS.replace("format: 1", "format: 2") + "motto: Onwards\n"
    assert faults_in(folder(words=words)) == [
        "partnership.yaml: “format” should be 1: this site reads no other.",
        "partnership.yaml: “motto” is not known here.",
    ]


def test_a_folder_without_its_words_is_not_a_folder(tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no partnership folder"):
        find_folder(str(tmp_path))


# ── Loading ──────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_set_up_records_are_written(folder):
    load(folder())
    assert Partnership.objects.get().name == "Vale Partnership"
    assert [str(area) for area in Area.objects.get(slug="vale").parts.all()] == ["Hill", "Marsh"]
    indicator = Indicator.objects.get(slug="ni-154")
    assert [(str(one.area), one.weight) for one in indicator.splits.all()] == [
        ("Hill", 1),
        ("Marsh", Decimal("2.5")),
    ]


@pytest.mark.django_db
def test_a_target_keeps_what_was_printed(folder):
    load(folder())
    target = Target.objects.get()
    assert target.as_printed["state"] == "agreed"
    assert [(point.value, point.as_printed) for point in target.points.all()] == [(400, "about 400")]


@pytest.mark.django_db
def test_history_is_replayed_through_the_changes_on_its_own_days(folder):
    load(folder())
    moves = StateChange.objects.filter(kind="performance.return").order_by("pk")
    assert [(move.on, move.verb, move.by_name) for move in moves] == [
        (date(2008, 7, 10), "save_draft", "Olive Owner"),
        (date(2008, 7, 11), "submit", "Olive Owner"),
        (date(2008, 7, 14), "send_back", "Leo Lead"),
        (date(2008, 7, 16), "submit", "Olive Owner"),
        (date(2008, 7, 18), "verify", "Leo Lead"),
        (date(2008, 8, 26), "publish", "Cora Coordinator"),
    ]


@pytest.mark.django_db
def test_a_published_round_has_figures_with_both_dates_and_a_result(folder):
    load(folder())
    figure = Observation.objects.get(area__slug="vale", period_from=date(2008, 4, 1))
    assert (figure.value, figure.received_on, figure.published_on) == (
        95,
        date(2008, 7, 16),
        date(2008, 8, 26),
    )
    assert Result.objects.get().status == "amber"


@pytest.mark.django_db
def test_the_past_of_a_smaller_board_stays(folder):
    load(folder())
    seats = Seat.objects.filter(body__slug="board")
    assert [seats.existing_on(day).count() for day in (date(2007, 9, 30), date(2007, 10, 1))] == [2, 1]
    reasons = Membership.objects.exclude(end_reason="").values_list("to_on", "end_reason").order_by("to_on")
    assert list(reasons) == [
        (date(2007, 10, 1), "The Board became smaller"),
        (date(2008, 1, 1), "Moved away"),
    ]


@pytest.mark.django_db
def test_an_action_comes_from_its_exception_with_its_notes(folder):
    load(folder())
    action = Action.objects.get()
    assert (action.state, action.exception_link.result.code, action.outcome.slug) == (
        "open",
        "NI 154",
        "homes",
    )
    assert [note.text for note in action.notes.all()] == ["Twelve sites are on the list."]
    assert action.is_overdue(stated())


@pytest.mark.django_db
def test_only_those_with_an_account_may_sign_in(folder):
    load(folder())
    assert list(Person.objects.filter(is_active=False).values_list("name", flat=True)) == ["Una Away"]


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_says_so(folder):
    path, said = folder(), []
    load(path)
    events = AuditEvent.objects.count()
    assert load(path, say=said.append).changes == 0
    assert (AuditEvent.objects.count(), said[-1]) == (events, "Nothing changed: it was loaded already.")


@pytest.mark.django_db
def test_loading_again_brings_set_up_up_to_date_and_leaves_what_happened(folder):
    load(folder())
    load(folder(definitions=FILES["definitions"].replace("less homes lost", "less homes pulled down")))
    assert Indicator.objects.get().definitions.get().text == "Homes built less homes pulled down."
    assert (Round.objects.count(), Return.objects.count(), Action.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_a_move_that_the_rules_refuse_is_told_by_row_and_nothing_is_loaded(folder):
    by_owner = FILES["events"].replace("2008-07-18,verify,,leo", "2008-07-18,verify,,olive")
    with pytest.raises(FolderIsFaulty) as caught:
        load(folder(events=by_owner))
    assert (
        str(caught.value.faults[0]) == "events.csv, row 6: NI 154, verify: Olive Owner may not verify return."
    )
    assert (Area.objects.count(), AuditEvent.objects.count(), stated()) == (0, 0, None)


@pytest.mark.django_db
def test_every_refused_move_is_told_in_one_pass(folder):
    with pytest.raises(FolderIsFaulty) as caught:
        load(folder(
            commentaries="round,indicator,attempt,direction_view\nq1,NI 154,1,steady\n",
            memberships=FILES["memberships"] + "board,1,leo@vale.example,member,2007-01-01,,\n",
            actions=FILES["actions"].replace("2009-03-31", "2008-08-31"),
        ))  # fmt: skip
    assert [(fault.file, fault.row) for fault in caught.value.faults] == [
        ("memberships.csv", 6), ("events.csv", 3), ("rounds.csv", 2), ("actions.csv", 2),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_rehearsal_leaves_nothing(folder):
    said: list[str] = []
    loaded = load(folder(), say=said.append, dry_run=True)
    assert said[-1] == f"{loaded.changes} changes would be made."
    assert (Area.objects.count(), AuditEvent.objects.count(), stated()) == (0, 0, None)


@pytest.mark.django_db
def test_nobody_is_written_to_about_the_past(folder, do_jobs):
    load(folder())
    assert "send_mail" not in do_jobs()


# ── The day, the accounts and the commands ───────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_the_folders_day_is_stated_and_a_later_one_is_left_alone(folder):
    path = folder()
    load(path)
    assert today() == date(2009, 4, 20)
    state_today(day=date(2009, 5, 1), by=NamedJob("a test"), on=today())
    load(path)
    assert today() == date(2009, 5, 1)


@pytest.mark.django_db
def test_the_command_loads_a_folder_by_its_path(folder, capsys):
    call_command("load_partnership", str(folder()))
    assert (
        capsys.readouterr().out.splitlines()[0] == "Vale Partnership: 39 rows read, and they hold together."
    )
    assert Partnership.objects.count() == 1


@pytest.mark.django_db
def test_the_command_lists_the_faults_and_fails(folder, capsys):
    path = folder(challenges="slug,number,title\nhomes,1,\n")
    with pytest.raises(CommandError, match="Nothing was loaded: 1 fault in"):
        call_command("load_partnership", str(path))
    assert capsys.readouterr().err == "challenges.csv, row 2: “title” is empty.\n"


def test_the_command_knows_the_folders_that_there_are():
    with pytest.raises(CommandError, match=r"There is no partnership folder “atlantis”\. Here are: .*dorset"):
        call_command("load_partnership", "atlantis")


@pytest.mark.django_db
def test_the_day_can_be_moved_and_given_back(capsys):
    call_command("set_today", "2009-06-23")
    assert (today(), capsys.readouterr().out) == (date(2009, 6, 23), "Today is Tuesday 23 June 2009.\n")
    call_command("set_today", "real")
    assert stated() is None


@pytest.mark.django_db
def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="“tomorrow” is not a day"):
        call_command("set_today", "tomorrow")


@pytest.mark.django_db
def test_the_demonstrations_accounts_get_their_password(folder, settings, capsys):
    settings.DEMO = True
    path = folder()
    load(path)
    call_command("demo_accounts", str(path))
    assert Person.objects.get(email="olive@vale.example").check_password(settings.DEMO_PASSWORD)
    assert not Person.objects.get(email="leo@vale.example").has_usable_password()
    assert capsys.readouterr().out.splitlines()[0] == "olive@vale.example  Olive Owner: What an owner sees"


def test_shared_passwords_exist_in_the_demo_only(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo only"):
        call_command("demo_accounts")


# ── The how-to ───────────────────────────────────────────────────────────────────────────────────────────
def test_the_how_to_names_every_file_with_its_columns_and_which_must_be_filled(settings):
    text = (Path(settings.BASE_DIR) / "docs" / "how-to" / "start-a-partnership.md").read_text(
        encoding="utf-8"
    )
    told = dict(re.findall(r"^\| `(\w+)\.csv` \| ([^|]+) \|", text, flags=re.MULTILINE))
    assert told == {
        file.name: ", ".join(column.name + "*" * column.required for column in file.columns)
        for file in FILES_KNOWN.values()
    }
