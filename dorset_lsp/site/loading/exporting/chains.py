"""The partnership's own frameworks, with their stages; those that come with the site come with the next one too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from delivery_chain.models import FrameworkVersion, Stage
from dorset_lsp.site.loading.exporting.printing import Cells
from dorset_lsp.site.loading.exporting.whole import Whole
from dorset_lsp.site.loading.frameworks import is_shipped


def _own() -> list[FrameworkVersion]:
    rows = FrameworkVersion.objects.select_related("framework")
    own = [one for one in rows if not is_shipped(one.framework.slug, one.number)]
    return sorted(own, key=lambda one: (one.framework.position, one.framework.slug, one.number))


def _frameworks(whole: Whole) -> Iterator[Cells]:
    for version in _own():
        framework = version.framework
        yield {
            "slug": framework.slug,
            "title": framework.title,
            "short_title": framework.short_title,
            "subject": framework.subject,
            "about": framework.about,
            "asks_for_maps": framework.asks_for_maps,
            "months": framework.months_between_rounds,
            "position": framework.position,
            "version": version.number,
            "from": version.from_on,
            "source": version.source,
            "note": version.note,
        }


def _stages(whole: Whole) -> Iterator[Cells]:
    for version in _own():
        for stage in Stage.objects.filter(version=version).order_by("number"):
            yield {
                "framework": version.framework.slug,
                "version": version.number,
                "number": stage.number,
                "short_name": stage.short_name,
                "question": stage.question,
                "red": stage.red,
                "amber": stage.amber,
                "green": stage.green,
                "prompts": stage.prompts,
            }


ROWS: Final[dict[str, Callable[[Whole], Iterator[Cells]]]] = {"frameworks": _frameworks, "stages": _stages}
