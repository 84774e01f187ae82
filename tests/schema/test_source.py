"""Laws about the source: how anything is written, read and reached, held by looking at every module of ours."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil

import pytest

from tests.schema.laws import PACKAGES, functions, sources

READS = {
    "performance.changes.observations.number_or_absence": "how a figure is stored; pure",
    "performance.changes.observations.definitions_of": "a read that publishing and previewing share",
    "performance.changes.observations.definition_at": "pure",
    "performance.changes.results.worked_out": "the results unsaved, to compare with those stored",
    "performance.changes.results.period_and_due_date": "pure",
    "performance.changes.results.assessed": "pure",
    "performance.changes.results.working_of": "pure",
    "performance.changes.rounds.usual_dates": "pure",
}
"""Public functions of changes modules that write nothing."""

UPDATES = {
    "dorset_lsp/common/totals.py: add": "running totals",
    "dorset_lsp/common/states.py: move": "the state door",
    "dorset_lsp/common/states.py: move_many": "the state door, for many at once",
    "dorset_lsp/common/changes.py: save_fields": "fields of a row that is still as the change saw it",
    "dorset_lsp/common/jobs.py: _claim": "the job claim",
    "dorset_lsp/common/jobs.py: _write": "the job's own end, if it still has its lease",
    "dorset_lsp/common/jobs.py: requeue": "a failed job that an administrator has tried again",
    "dorset_lsp/common/jobs.py: rescue": "jobs whose worker was lost",
    "performance/changes/observations.py: publish": "the mark of the latest revision",
    "partnerships/reading_notices.py: mark_read": "one's own notices, that one has read",
    "dorset_lsp/site/looks.py: look": "the beginning of a visit, if no other look began it",
    "dorset_lsp/site/notices.py: send_digest": "notices that a digest has taken, if no other has",
}
"""Where QuerySet.update may be used."""


# --- changes ----------------------------------------------------------------------------------------------


def change_modules():
    names = [f"{package}.changes" for package in PACKAGES if importlib.util.find_spec(f"{package}.changes")]
    for name in names:
        package = importlib.import_module(name)
        for found in pkgutil.iter_modules(package.__path__, f"{name}."):
            yield importlib.import_module(found.name)


def public_functions():
    return {
        f"{module.__name__}.{name}": function
        for module in change_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def test_every_public_function_of_a_changes_module_is_a_change():
    no_changes = {name for name, function in public_functions().items() if not hasattr(function, "is_change")}

    assert no_changes == set(READS)


@pytest.mark.parametrize(
    "function",
    [one for one in public_functions().values() if hasattr(one, "is_change")],
    ids=lambda one: one.__name__,
)
def test_every_change_asks_the_policy_or_is_part_of_one_that_did(function):
    source = inspect.getsource(function)

    # An action that is raised from another app's thing: that app's change has asked its own policy.
    assert "require(" in source or "_require_or_explain(" in source or function.__name__ == "raise_from"


@pytest.mark.parametrize(
    "function",
    [one for one in public_functions().values() if hasattr(one, "is_change")],
    ids=lambda one: one.__name__,
)
def test_every_change_says_what_it_does(function):
    assert inspect.getdoc(function) or function.__name__.startswith("tell")


# --- writing past the changes -----------------------------------------------------------------------------


def is_queryset_update(node: ast.AST) -> bool:
    """``rows.update(field=…)``: a dictionary is updated with another, so it is never called with names of fields."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("update", "bulk_update")
        and (bool(node.keywords) or node.func.attr == "bulk_update")
    )


def test_rows_are_updated_in_bulk_only_where_the_law_says():
    found = {
        f"{path}: {name}"
        for path, tree in sources().items()
        for name, function in functions(tree)
        if any(is_queryset_update(node) for node in ast.walk(function))
    }

    assert found == set(UPDATES)


def assigned_states(tree: ast.AST) -> list[int]:
    targets = [
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return [one.lineno for one in targets if isinstance(one, ast.Attribute) and one.attr == "state"]


def test_a_state_is_set_by_the_state_door_alone():
    assert [path for path, tree in sources().items() if assigned_states(tree)] == [
        "dorset_lsp/common/states.py"
    ]


def test_nothing_saves_or_deletes_in_a_view_a_form_or_a_template_tag():
    writing = {
        f"{path}:{node.lineno}"
        for path, tree in sources().items()
        if {"views", "forms", "templatetags"} & set(path.split("/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("save", "delete", "create", "bulk_create", "get_or_create", "update_or_create", "atomic")
    }  # fmt: skip

    assert writing == set()


# --- reading ----------------------------------------------------------------------------------------------


def is_view(path: str) -> bool:
    return "/views/" in path or path.endswith("/views.py")


def bare_managers(tree: ast.AST) -> list[str]:
    """Each ``Model.objects`` that is not followed by ``visible_to`` at once."""
    scoped = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "visible_to"
    }
    return [
        f"{ast.unparse(node)}, line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("objects", "_default_manager", "_base_manager")
        and id(node) not in scoped
    ]


def test_every_view_starts_at_what_its_viewer_may_see():
    views = {path: bare_managers(tree) for path, tree in sources().items() if is_view(path)}

    assert len(views) > 8
    assert {path: found for path, found in views.items() if found} == {}


def test_a_bare_manager_is_found_where_there_is_one():
    tree = ast.parse("rows = Return.objects.filter(pk=1)\ngood = Return.objects.visible_to(me, on)")

    assert bare_managers(tree) == ["Return.objects, line 1"]


def test_no_view_asks_for_the_day_by_itself():
    """The day is asked of one function, ``today``; the clock of the machine belongs to audit and jobs."""
    asking = {
        path
        for path, tree in sources().items()
        if is_view(path) or path.startswith(("partnerships/", "performance/", "delivery_chain/", "scrutiny/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in ("date.today", "datetime.now", "timezone.now")
    }

    assert asking == set()


# --- the seal on ratings ----------------------------------------------------------------------------------

PAST_THE_SEAL = {
    "delivery_chain/changes/sheets.py": "writes what a sheet says",
}
"""Who goes past the managers of sealed ratings, and why."""


def goes_past_the_seal(tree: ast.AST) -> bool:
    """Whether a module asks a sealed model's base manager, or reads its content over a join, which no manager guards."""
    sealed = ("GroupRating", "IndividualRating")
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "_base_manager"
            and ast.unparse(node.value) in sealed
        ):
            return True
        texts = [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
        texts += [node.arg] if isinstance(node, ast.keyword) and node.arg else []
        if any(f"ratings__{field}" in text for text in texts for field in ("value", "reason", "stage")):
            return True
    return False


def test_only_what_writes_a_sheet_goes_past_the_seal():
    assert {path for path, tree in sources().items() if goes_past_the_seal(tree)} == set(PAST_THE_SEAL)


def test_a_way_past_the_seal_is_found_where_there_is_one():
    ways = [
        "GroupRating._base_manager.all()",
        "Review.objects.filter(groups__ratings__value='red')",
        "f = 'ratings__reason'",
    ]

    assert [goes_past_the_seal(ast.parse(way)) for way in ways] == [True, True, True]


# --- texts with an audience -----------------------------------------------------------------------------------


def test_the_words_of_a_text_are_asked_for_in_one_module_and_written_in_another():
    asking = {
        path
        for path, tree in sources().items()
        if path.startswith(("scrutiny/", "dorset_lsp/site/"))
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr == "sealed")
        or (isinstance(node, ast.Name) and node.id == "SealedWords")
        or (isinstance(node, ast.Constant) and isinstance(node.value, str) and "sealed__" in node.value)
    }

    assert asking == {"scrutiny/audience.py", "scrutiny/changes/passages.py", "scrutiny/admin.py"}
