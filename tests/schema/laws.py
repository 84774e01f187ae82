"""What the laws are about: every model of ours, and every module of ours as a tree of its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

OURS = ("common", "site", "partnerships", "performance", "delivery_chain", "scrutiny")
PACKAGES = ("dorset_lsp", "partnerships", "performance", "delivery_chain", "scrutiny")


def our_models() -> list[type[models.Model]]:
    """Every model of ours that has a table, those that Django makes for many-to-many fields left aside."""
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def labels(found: list[type[models.Model]]) -> list[str]:
    return sorted(model._meta.label for model in found)


@cache
def sources() -> dict[str, ast.Module]:
    """Every module of ours by its path from the root, as a tree. Migrations are Django's to write."""
    root = Path(settings.BASE_DIR)
    paths = [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]
    return {
        str(path.relative_to(root)): ast.parse(path.read_text())
        for path in paths
        if "migrations" not in path.parts
    }


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Every function of a module with its name, methods and inner ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node
