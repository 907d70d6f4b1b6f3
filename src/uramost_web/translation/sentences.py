"""One sentence for every code with which the library speaks about texts, scripts and checks."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from uramost.documents import Refused
from uramost.documents.package import MB
from uramost.text import BadText

TEXT_FAULTS: Final = {
    "nul": _("The text has a NUL character at position %(position)s. Delete it, or type that place again."),
    "surrogate": _("The text has half a character at position %(position)s. Delete it, or type that place again."),
    "control": _("The text has a control character at position %(position)s. Delete it, or type that place again."),
    "lost": _("A letter was lost on its way to us, at position %(position)s. Type that place again."),
}

REFUSALS: Final = {
    "not_this_format": _(
        "This file is damaged, or it is not in the format its name says (%(format)s). Open it in your word processor "
        "and save it again."
    ),
    "encrypted": _("This file is locked with a password. Save it without a password and send it again."),
    "too_large": _("This file is larger than %(limit)s MB. Make its pictures smaller, or send the text without them."),
    "zip_bomb": _("This file unpacks to far more than its size, or takes too long to read. It was not opened."),
    "unsafe": _(
        "This file could do harm: it declares entities, or the names of its parts lead out of it or stand twice. It "
        "was not opened."
    ),
    "macros": _(
        "This file contains macros, which are programs. Save it without macros (as DOCX, XLSX, PPTX or ODT) and send "
        "it again."
    ),
    "empty": _("There is no text in this file. If it is a scanned page, type the text."),
    "bad_text": _("The letters of this file cannot be read. Save it once more, as UTF-8, and send it again."),
    "unknown_format": _(
        "Files of this kind cannot be read. Send a DOCX, ODT, XLSX, PPTX, HTML, Markdown, TXT or PDF file."
    ),
}

REMARKS: Final = {
    "tracked_changes_accepted": _(
        "The file has tracked changes. They were taken as accepted: "
        "%(insertions)s insertions are in, %(deletions)s deletions are out."
    ),
    "comments_left_out": _("%(count)s comments of the file are not part of the text."),
    "images_kept": _("%(count)s pictures stay where they are. Text inside a picture is not translated."),
    "html_cleaned": _("Parts of the page that could run or load something were removed."),
    "parts_left": _("%(count)s parts of the file (code, HTML, data or embedded objects) stay as they are."),
    "hidden_sheets_left": _("%(count)s hidden sheets stay as they are."),
    "formulas_with_words": _(
        "%(count)s formulas contain words, which stay as they are. Check what these formulas show in the translation."
    ),
    "pdf_text_only": _(
        "Only the text of the PDF was read (%(pages)s pages). Its layout is lost; the translation can be downloaded as "
        "a new DOCX."
    ),
    "encoding_guessed": _("The file does not say in which encoding it is written. Check the special letters."),
}

DOUBTS: Final = {
    "digraph": _("two letters that may be one"),
    "foreign": _("a foreign word or name"),
    "roman": _("perhaps a Roman numeral"),
    "acronym": _("an abbreviation"),
    "code": _("letters and digits together"),
    "mixed": _("a word in both scripts"),
}

ALERTS: Final = {
    "negation": _("One of them says “not”, the other does not."),
    "number": _("The numbers differ."),
}

PENALTIES: Final = {
    "machine": _("Made by a machine."),
    "unreviewed": _("Nobody has reviewed it."),
    "elsewhere": _("From another municipality."),
    "old": _("Approved more than five years ago."),
    "replaced": _("Its numbers, dates or names were put in by the system."),
}
"""Why a translation from the memory is shown with a lower score."""

LEFT: Final = {
    **ALERTS,
    "machine": PENALTIES["machine"],
    "signs": _("Its signs for formatting do not fit."),
}
"""Why a translation from the memory is not filled in by itself."""


def said(table: Mapping[str, Any], code: str, values: Mapping[str, Any]) -> str:
    """The sentence for a code with its values. Raises KeyError for a code without one."""
    return str(table[code]) % dict(values)


def refusal(refused: Refused) -> str:
    """Why a file is not taken: limits in MB, formats as people write them, and where a bad character stands."""
    values = dict(refused.values)
    if (reason := values.get("reason")) in TEXT_FAULTS:
        return said(TEXT_FAULTS, str(reason), {"position": int(values["position"]) + 1})
    if "limit" in values:
        values["limit"] = int(values["limit"]) // MB
    if "format" in values:
        values["format"] = str(values["format"]).upper()
    return said(REFUSALS, refused.code, values)


def text_fault(fault: BadText) -> str:
    """Where a text cannot be kept, and what to do; positions are counted from 1, as people count."""
    return said(TEXT_FAULTS, fault.code, {"position": fault.position + 1})
