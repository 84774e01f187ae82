"""The gallery of components."""

from django.views.generic import TemplateView


class Gallery(TemplateView):
    """Every part that the pages are built of, in every state."""

    template_name = "site/gallery.html"
