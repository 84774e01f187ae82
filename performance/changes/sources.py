"""Changes to partners' files: set up, altered, stopped, gone on with, asked for by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dorset_lsp.common import fetching, jobs
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from dorset_lsp.common.models import Job
from partnerships.models import Person
from performance import emails
from performance.models import Source


@change
def set_up(*, values: Mapping[str, Any], by: Actor, on: date) -> Source:
    """Set a file up. Whoever it acts in the name of is told. Raises Refused for what cannot be fetched or read."""
    require(by, "performance.set_up_source", Source)
    source = Source(**values)
    _refuse_what_cannot_be(source)
    source.save()
    record("source.set_up", source, by=by, on=on, difference={"address": (None, source.address)})
    emails.tell_of_source(source, by=by, on=on)
    return source


@change
def alter(*, source: Source, values: Mapping[str, Any], by: Actor, on: date) -> None:
    """Change how a file is fetched or read. A new person is told."""
    require(by, "performance.set_up_source", source)
    before = source.person_id
    _refuse_what_cannot_be(Source(**values))
    difference = save_fields(source, values)
    if not difference:
        nothing_to_change()
        return
    record("source.alter", source, by=by, on=on, difference=difference)
    if source.person_id != before:
        emails.tell_of_source(source, by=by, on=on)


@change
def stop(*, source: Source, reason: str, by: Person, on: date) -> None:
    """Fetch it no more, with a reason. What was taken over stays."""
    require(by, "performance.stop_source", source)
    if not reason.strip():
        raise Refused("Say why it is stopped.")
    if source.stopped_on is not None:
        nothing_to_change()
        return
    difference = save_fields(source, {"stopped_on": on, "stopped_by": by, "stop_reason": reason})
    record("source.stop", source, by=by, on=on, difference=difference, why=reason)


@change
def go_on(*, source: Source, by: Person, on: date) -> None:
    """Fetch it again by its schedule."""
    require(by, "performance.set_up_source", source)
    if source.stopped_on is None:
        nothing_to_change()
        return
    difference = save_fields(source, {"stopped_on": None, "stopped_by": None, "stop_reason": ""})
    record("source.go_on", source, by=by, on=on, difference=difference)


@change
def fetch_now(*, source: Source, by: Person, on: date) -> Job:
    """Ask a worker to fetch it, whatever the schedule says. Asked twice before it was done, it is done once."""
    require(by, "performance.set_up_source", source)
    if source.why_not_fetched:
        raise Refused(source.why_not_fetched)
    key = f"pull:{source.pk}:hand:{source.pulls.count() + 1}"
    record("source.fetch_now", source, by=by, on=on)
    return jobs.enqueue(
        name="pull_file",
        key=key,
        arguments={"source_id": source.pk, "key": key, "due_on": "", "on": f"{on}", "by_name": by.name},
    )


def _refuse_what_cannot_be(source: Source) -> None:
    if fault := fetching.why_not(source.address):
        raise Refused(fault)
    if source.person.organisation_id != source.organisation_id:
        raise Refused(
            f"{source.person} is not of {source.organisation.label}, in whose returns the figures go."
        )
    if not source.value_column and not (source.numerator_column and source.denominator_column):
        raise Refused("Name the column of the value, or those of the numerator and the denominator.")
    if bool(source.numerator_column) != bool(source.denominator_column):
        raise Refused("A numerator and a denominator come together.")
    if bool(source.indicator_column) == bool(source.indicator_id):
        raise Refused("Name the column of the indicator, or choose the one that the whole file is about.")
