from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dorset_lsp.common.today import today
from dorset_lsp.site.loading import find_folder, read_folder
from dorset_lsp.site.loading.writer import JOB
from partnerships.changes import people
from partnerships.models import Person


class Command(BaseCommand):
    help = "Gives the demonstration's accounts their password and lists what each of them shows. Demo only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.PARTNERSHIP_FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "These accounts share a password that everybody knows, so they exist in the demo only."
            )
        try:
            accounts = read_folder(find_folder(options["folder"])).words.demo_accounts
        except FileNotFoundError as error:
            raise CommandError(str(error)) from error
        width = max((len(account.email) for account in accounts), default=0)
        for account in accounts:
            person = Person.objects.filter(email=account.email).first()
            if person is None:
                raise CommandError(f"{account.email} is not there yet. Run load_partnership first.")
            # Only once: a password that somebody has changed since is theirs, and a restart signs nobody out.
            if not person.has_usable_password():
                people.set_password(person=person, password=settings.DEMO_PASSWORD, by=JOB, on=today())
            self.stdout.write(f"{account.email:<{width}}  {person.name}: {account.shows}")
        if accounts:
            self.stdout.write(f"The password of all of them is: {settings.DEMO_PASSWORD}")
