"""What was done with assessments and plans, for the audit log: numbers and codes, no names and no levels."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "instrument.added": _("added version %(version)s of the instrument %(code)s"),
    "assessment.begun": _("began a round of assessment: %(code)s"),
    "assessment.rater": _("invited somebody to score in a round of assessment"),
    "assessment.rater_taken": _("took somebody out of a round of assessment"),
    "assessment.new_link": _("made a new link for the lead of a round of assessment"),
    "assessment.discussed": _("opened the discussion of a round of assessment"),
    "assessment.item_agreed": _("wrote down what was agreed on an item: %(item)s"),
    "assessment.agreed": _("finished the discussion of a round of assessment"),
    "assessment.closed": _("closed a round of assessment"),
    "assessment.comment": _("commented on a round of assessment: %(item)s"),
    "assessment.sharing": _("decided who sees a round of assessment: facilitator %(facilitated)s, network %(shared)s"),
    "assessment.evidence": _("added evidence to an assessment or a plan"),
    "assessment.brought": _("took over a spreadsheet into a round of assessment: %(values)s values"),
    "plan.made": _("made an action plan"),
    "plan.changed": _("changed an action plan: %(fields)s"),
    "plan.measure": _("wrote measure %(number)s of an action plan"),
    "plan.step": _("said how measure %(number)s of an action plan goes: %(state)s"),
}
