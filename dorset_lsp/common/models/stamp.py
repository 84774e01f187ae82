from django.db import models


class Stamp(models.Model):
    """When something about a kind of record was last written: the version that what is kept of it rests on."""

    kind = models.CharField(max_length=80, primary_key=True)
    version = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.kind}: {self.version}"
