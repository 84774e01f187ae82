"""Frameworks and reviews of a folder: read, checked, replayed in their days, and left alone the second time."""

from __future__ import annotations

from datetime import date

import pytest

from delivery_chain.models import (
    AgreedRating,
    ChainMap,
    Framework,
    FrameworkVersion,
    GroupRating,
    Review,
    Stage,
)
from dorset_lsp.common.models import StateChange
from dorset_lsp.site.loading import FolderIsFaulty, load, read_folder
from dorset_lsp.site.loading.exporting import export
from dorset_lsp.site.loading.frameworks import shipped
from partnerships.models import Action

WORDS = "format: 1\nname: Vale Partnership\narea: vale\ntoday: 2009-04-20\n"
REVIEW = "slug,framework,version,outcome,body,facilitator,set_up,set_up_by,opened,agreed,planned,closed\n"
GROUPS = "review,number,name,people,submitted,submitted_by\n"
RATINGS = "review,stage,group,rating,reason\n"
AGREED = "review,stage,rating,reason,on\n"
FILES = {
    "areas": "slug,name,kind\nvale,Vale,county\n",
    "organisations": "slug,name,kind\nvale-council,Vale Council,county_council\n",
    "people": "email,name,organisation,signs_in\nleo@vale.example,Leo,vale-council,yes\n"
    "ada@vale.example,Ada,,yes\nben@vale.example,Ben,,yes\n",
    "bodies": "slug,name,kind,area,layer,from\nhomes,Homes group,theme_group,vale,operational,2004-01-01\n",
    "seats": "body,number,from\nhomes,1,2004-01-01\n",
    "memberships": "body,seat,person,role,from\nhomes,1,leo@vale.example,chair,2006-01-01\n",
    "outcomes": "slug,title,short_title,body,in_agreement,position\nhomes,Homes for all,Homes,homes,yes,1\n",
    "frameworks": "slug,title,short_title,subject,asks_for_maps,months,position,version,from\n"
    "two,Two questions,Two,outcome,no,12,9,1,2008-01-01\n",
    "stages": "framework,version,number,short_name,question\ntwo,1,1,Aim,Is it clear?\ntwo,1,2,Money,Is there any?\n",
    "reviews": REVIEW
    + "r1,two,1,homes,homes,leo@vale.example,2009-01-10,leo@vale.example,2009-01-12,2009-02-03,2009-02-03,2009-03-02\n",
    "review_groups": GROUPS
    + "r1,1,One,ada@vale.example,2009-01-20,ada@vale.example\nr1,2,Two,ben@vale.example,2009-01-22,ben@vale.example\n",
    "ratings": RATINGS + "r1,1,1,green,\nr1,2,1,red,None\nr1,1,2,amber,\nr1,2,2,red,Not a penny\n",
    "agreed_ratings": AGREED + "r1,1,amber,Not to all,2009-02-03\nr1,2,red,Both say so,2009-02-03\n",
    "actions": "key,title,body,organisation,lead,due,raised,raised_by,from_review,from_stage\n"
    "a1,Ask for money,homes,vale-council,leo@vale.example,2009-06-30,2009-02-05,leo@vale.example,r1,2\n",
}


@pytest.fixture
def folder(tmp_path):
    def make(**changed):
        (tmp_path / "partnership.yaml").write_text(WORDS)
        for name, text in {**FILES, **changed}.items():
            (tmp_path / f"{name}.csv").write_text(text)
        return tmp_path

    return make


def faults(path):
    with pytest.raises(FolderIsFaulty) as faulty:
        read_folder(path)
    return [str(fault) for fault in faulty.value.faults]


# --- frameworks -------------------------------------------------------------------------------------------


def test_every_partnership_has_the_frameworks_that_ship(db, folder):
    load(folder())

    assert list(Framework.objects.order_by("position").values_list("slug", flat=True)) == [
        "delivery-chain",
        "lsp-7s",
        "sustainability",
        "two",
    ]
    assert Stage.objects.filter(version__framework__slug="delivery-chain").count() == 12


def test_the_twelve_questions_are_the_official_ones_in_order():
    rows = [row for row in shipped()["stages"] if row["framework"] == "delivery-chain"]

    assert [row["number"] for row in rows] == list(range(1, 13))
    assert rows[2]["question"] == "Is there enough capacity including available resources, to deliver?"
    assert rows[6]["question"] == "Are levers and incentives fit for purpose?"
    assert all(row[colour] for row in rows for colour in ("red", "amber", "green", "prompts"))


def test_a_version_that_a_review_keeps_is_left_as_it_stands(db, folder):
    load(folder())

    load(folder(stages=FILES["stages"].replace("Is it clear?", "Is it otherwise?")))

    assert Stage.objects.get(short_name="Aim").question == "Is it clear?"


def test_a_folder_exports_its_own_frameworks_and_none_that_ship(db, folder):
    load(folder())

    files = export()

    assert files["frameworks.csv"].decode().splitlines()[1].startswith("two,Two questions,Two,outcome")
    assert len(files["stages.csv"].decode().splitlines()) == 3
    assert FrameworkVersion.objects.count() == 4


# --- reviews ----------------------------------------------------------------------------------------------


def test_a_review_is_replayed_in_its_days_by_those_who_did_it(db, folder):
    load(folder())

    review = Review.objects.get()
    moves = StateChange.objects.filter(kind="delivery_chain.review", record_id=review.pk).order_by("pk")
    assert list(moves.values_list("verb", "on", "by_name")) == [
        ("open", date(2009, 1, 12), "Leo"),
        ("compare", date(2009, 1, 22), "opening the comparison when all are in"),
        ("agree", date(2009, 2, 3), "Leo"),
        ("plan", date(2009, 2, 3), "Leo"),
        ("close", date(2009, 3, 2), "Leo"),
    ]
    assert (review.next_round_on, GroupRating.objects.count()) == (date(2010, 3, 2), 4)
    assert Action.objects.get().from_stage.rating.stage.short_name == "Money"


def test_loading_again_changes_nothing(db, folder):
    load(folder())

    assert load(folder()).changes == 0


def test_a_group_that_has_not_handed_in_keeps_its_draft_sealed(db, folder):
    load(
        folder(
            reviews=REVIEW
            + "r1,two,1,homes,homes,leo@vale.example,2009-01-10,leo@vale.example,2009-01-12,,,\n",
            review_groups=FILES["review_groups"].replace(",2009-01-22,ben@vale.example", ",,"),
            agreed_ratings=AGREED,
            actions=FILES["actions"].splitlines()[0] + "\n",
        )
    )

    assert (Review.objects.get().state, GroupRating.objects.count()) == ("assessing", 0)
    assert GroupRating._base_manager.count() == 4


def test_what_the_rules_refuse_is_a_fault_of_its_row(db, folder):
    with pytest.raises(FolderIsFaulty) as faulty:
        load(folder(actions=FILES["actions"].splitlines()[0] + "\n"))

    assert [str(fault) for fault in faulty.value.faults] == [
        "reviews.csv, row 2: It cannot close yet. 2 Money has no action."
    ]
    assert (AgreedRating.objects.count(), ChainMap.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"reviews": FILES["reviews"].replace("r1,two,1", "r1,three,1")},
            "reviews.csv, row 2: There is no version 1 of a framework “three”.",
        ),
        (
            {"reviews": FILES["reviews"].replace("2009-01-12,2009-02-03", ",2009-02-03")},
            (
                "reviews.csv, row 2: A review is set_up, then opened, then agreed, then planned, then closed; "
                "each of these days needs the one before it."
            ),
        ),
        (
            {"ratings": FILES["ratings"].replace("red,None", "red,")},
            "ratings.csv, row 3: Red needs a reason.",
        ),
        (
            {"ratings": FILES["ratings"].replace("r1,2,2", "r1,7,2")},
            "ratings.csv, row 5: two has no stage 7.",
        ),
        (
            {"review_groups": FILES["review_groups"].replace(",2009-01-20,ada@vale.example", ",2009-01-20,")},
            "review_groups.csv, row 2: “submitted” and “submitted_by” are filled together.",
        ),
        (
            {"actions": FILES["actions"].replace(",r1,2\n", ",r1,\n")},
            "actions.csv, row 2: “from_review” and “from_stage” are filled together.",
        ),
        (
            {"frameworks": FILES["frameworks"] + "lsp-7s,S,S,partnership,no,12,1,1,2009-01-01\n"},
            "frameworks.csv, row 3: This version comes with the site. Give yours another number.",
        ),
    ],
)
def test_what_cannot_be_is_told_by_row(folder, changed, sentence):
    assert sentence in faults(folder(**changed))
