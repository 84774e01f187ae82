from django.db import models


class SentMail(models.Model):
    """An e-mail as it went out. Kept only where mail is shown on a page instead of sent, as in the demo."""

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    attachment = models.TextField(blank=True, help_text="The words of the file that goes with it.")
    headers = models.JSONField(default=dict, blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        verbose_name = "sent e-mail"

    def __str__(self) -> str:
        return f"{self.subject} (to {self.to})"
