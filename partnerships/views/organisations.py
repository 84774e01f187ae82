"""The register of organisations, with what each brings today."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from partnerships.filters import OrganisationFilter
from partnerships.models import Action, Organisation, Person
from partnerships.querysets import OrganisationQuerySet
from partnerships.tables import OrganisationTable


class OrganisationList(Register):
    """Every organisation."""

    template_name = "partnerships/organisation_list.html"
    table_class = OrganisationTable
    filterset_class = OrganisationFilter
    file_name = "organisations"
    download_url_name = "partnerships:organisation-download"

    def get_queryset(self) -> OrganisationQuerySet:
        viewer, on = self.request.user, today()
        live = Action.objects.visible_to(viewer, on).live()
        people = Person.objects.visible_to(viewer).filter(is_active=True)
        rows = Organisation.objects.visible_to(viewer).select_related("area").order_by("name")
        return rows.annotate(
            people_count=_count_of(people),
            seat_count=Count("seats", filter=_existing_seats(on)),
            live_count=_count_of(live),
            late_count=_count_of(live.overdue(on)),
        )


def _count_of(rows: QuerySet) -> Coalesce:
    """How many of these rows belong to the organisation."""
    mine = rows.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    return Coalesce(Subquery(mine.annotate(number=Count("pk")).values("number")), 0)


def _existing_seats(on: date) -> Q:
    return Q(seats__from_on__lte=on) & (Q(seats__to_on__isnull=True) | Q(seats__to_on__gt=on))
