"""How forms look: our templates for a form and its fields, Django's own for the controls inside them."""

from django.forms.renderers import DjangoTemplates, TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "uramost/form.html"
    field_template_name = "uramost/field.html"

    def __init__(self) -> None:
        self.django = DjangoTemplates()

    def get_template(self, template_name: str):  # type: ignore[no-untyped-def]  # as in django-stubs
        """Django's own form templates lie outside the site's engine unless `django.forms` is an installed app."""
        if template_name.startswith("django/forms/"):
            return self.django.get_template(template_name)
        return super().get_template(template_name)
