"""What was done in the directory, for the audit log. Numbers only: an entry is kept for ever, a name need not be."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "organisation.added": _("added an organisation to the directory"),
    "organisation.changed": _("changed an organisation of the directory: %(fields)s"),
    "organisation.merged": _("merged organisation %(gone)s of the directory into another"),
    "organisation.parted": _("undid the merge of organisation %(gone)s of the directory"),
    "person.added": _("added a person to the directory"),
    "person.changed": _("changed a person of the directory: %(fields)s"),
    "person.merged": _("merged person %(gone)s of the directory into another"),
    "person.parted": _("undid the merge of person %(gone)s of the directory"),
    "person.asks_to_go": _("asked through their own link that their entry in the directory is deleted"),
    "person.stays": _("took back that their entry in the directory is to be deleted"),
    "person.forgotten": _("deleted a person’s entry in the directory, as the person had asked"),
    "people.brought": _("brought a list of people: %(new)s new, %(same)s there already, %(lines)s lines"),
    "people.taken_back": _("took a list of people back: %(lines)s lines, of which something stayed of %(stayed)s"),
    "function.given": _("entered what a person is in organisation %(organisation)s"),
    "function.changed": _("changed what a person is in organisation %(organisation)s: %(fields)s"),
    "function.taken": _("deleted what a person was said to be in organisation %(organisation)s"),
}
