from django.db import models


class Partnership(models.Model):
    """The partnership that this installation serves: its name and what it says of itself. A single row."""

    is_stamped = True

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=30, blank=True)
    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="+")
    about = models.TextField(blank=True, help_text="A few plain sentences for its first page.")
    note_on_figures = models.CharField(
        max_length=300,
        blank=True,
        help_text="Shown in the strip of a demonstration, such as what is invented.",
    )
    people_note = models.CharField(max_length=200, blank=True, help_text="Shown at the foot of each page.")
    year_start_month = models.PositiveSmallIntegerField(default=4, help_text="4: financial years from April.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="partnership_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(year_start_month__range=(1, 12)), name="partnership_year_starts_in_a_month"
            ),
        ]

    def __str__(self) -> str:
        return self.name
