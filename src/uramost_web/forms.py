"""How forms look: our templates for a form and its fields, Django's own for the controls inside them."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Finds Django's own because `django.forms` is an installed app; the administration's controls include them."""

    form_template_name = "uramost/form.html"
    field_template_name = "uramost/field.html"
