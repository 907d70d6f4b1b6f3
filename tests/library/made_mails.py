"""Made-up mails: texts as programs in our languages write them, each with what is new in it.

Names, addresses and cases are invented. The forms are those that the programs are known by.
"""

from email.message import EmailMessage
from typing import Final

MAILBOX: Final = "cases@town.example"

REPLIES: Final = {
    "gmail, en": (
        "The light works now, thank you.\n\n"
        "On Tue, Mar 3, 2026 at 10:12 AM Town Office <cases+k7f2@town.example>\nwrote:\n\n"
        "> Your request has been dealt with.\n> Is it in order?\n",
        "The light works now, thank you.",
    ),
    "gmail, en, one line": (
        "Thanks.\n\nOn Tue, Mar 3, 2026 at 10:12 AM Town Office <cases@town.example> wrote:\n> Done.",
        "Thanks.",
    ),
    "gmail, sq": (
        "Drita prapë nuk punon.\n\nMë mar, 3 mar 2026 në 10:12 Zyra e Pranimit <cases+k7f2@town.example>\nshkroi:\n\n"
        "> Kërkesa juaj u zgjidh.\n",
        "Drita prapë nuk punon.",
    ),
    "apple, sq, without marks": (
        "Faleminderit!\n\nMë 3 mars 2026, në orën 10:12, Zyra e Pranimit ka shkruar:\n\nKërkesa juaj u zgjidh.\n",
        "Faleminderit!",
    ),
    "gmail, sr-Cyrl": (
        "Светло опет не ради.\n\nуто, 3. мар 2026. у 10:12 Пријемна канцеларија <cases+k7f2@town.example>\n"
        "је написао/ла:\n\n> Ваш захтев је решен.\n",
        "Светло опет не ради.",
    ),
    "thunderbird, sr-Cyrl": (
        "Хвала.\n\nДана 3.3.2026. у 10:12, Пријемна канцеларија је написао/ла:\n> Ваш захтев је решен.\n",
        "Хвала.",
    ),
    "gmail, sr-Latn": (
        "Svetlo opet ne radi.\n\nuto, 3. mar 2026. u 10:12 Prijemna kancelarija <cases+k7f2@town.example>\n"
        "je napisao/la:\n\n> Vaš zahtev je rešen.\n",
        "Svetlo opet ne radi.",
    ),
    "thunderbird, bs": (
        "Hvala.\n\nDana 3. 3. 2026. u 10:12, Prijemna kancelarija je napisao(la):\n> Vaš zahtjev je riješen.\n",
        "Hvala.",
    ),
    "gmail, hr": (
        "Hvala.\n\nuto, 3. ožu 2026. u 10:12 Ured <cases@town.example> napisao je:\n> Riješeno.\n",
        "Hvala.",
    ),
    "gmail, tr": (
        "Lamba yine yanmıyor.\n\nBaşvuru Ofisi <cases+k7f2@town.example>, 3 Mar 2026 Sal, 10:12 tarihinde\n"
        "şunu yazdı:\n\n> Talebiniz çözüldü.\n",
        "Lamba yine yanmıyor.",
    ),
    "apple, tr": (
        "Teşekkürler.\n\nBaşvuru Ofisi <cases@town.example> şunları yazdı (3 Mar 2026 10:12):\n\n> Çözüldü.\n",
        "Teşekkürler.",
    ),
    "apple, de": ("Danke.\n\nAm 03.03.2026 um 10:12 schrieb Zyra <cases@town.example>:\n\n> U zgjidh.\n", "Danke."),
    "outlook, en": (
        "It is still dark.\n\n________________________________\nFrom: Town Office <cases@town.example>\n"
        "Sent: Tuesday, March 3, 2026 10:12\nTo: Drita\nSubject: Your request\n\nDealt with.\n",
        "It is still dark.",
    ),
    "outlook, sq": (
        "Ende është errësirë.\n\nNga: Zyra e Pranimit <cases@town.example>\nDërguar: e martë, 3 mars 2026 10:12\n"
        "Për: Drita\nTema: Kërkesa juaj\n\nU zgjidh.\n",
        "Ende është errësirë.",
    ),
    "outlook, sr-Cyrl": (
        "Још је мрак.\n\nОд: Пријемна канцеларија\nПослато: уторак, 3. март 2026. 10:12\nЗа: Драган\n"
        "Тема: Ваш захтев\n\nРешено.\n",
        "Још је мрак.",
    ),
    "outlook, sr-Latn": (
        "Još je mrak.\n\nOd: Prijemna kancelarija\nPoslato: utorak, 3. mart 2026. 10:12\nZa: Dragan\n"
        "Tema: Vaš zahtev\n\nRešeno.\n",
        "Još je mrak.",
    ),
    "outlook, bs": (
        "Još je mrak.\n\nOd: Prijemna kancelarija\nPoslano: utorak, 3. mart 2026. 10:12\nZa: Emina\n"
        "Predmet: Vaš zahtjev\n\nRiješeno.\n",
        "Još je mrak.",
    ),
    "outlook, tr": (
        "Hâlâ karanlık.\n\nKimden: Başvuru Ofisi\nGönderildi: 3 Mart 2026 Salı 10:12\nKime: Ayşe\n"
        "Konu: Talebiniz\n\nÇözüldü.\n",
        "Hâlâ karanlık.",
    ),
    "outlook, bold labels": (
        "Still dark.\n\n*From:* Office <cases@town.example>\n*Sent:* Tuesday\n*To:* Drita\n"
        "*Subject:* Light\n\nDone.\n",
        "Still dark.",
    ),
    "outlook, original message": ("Nuk punon.\n\n-----Mesazhi origjinal-----\nU zgjidh.\n", "Nuk punon."),
    "outlook, original message, sr-Cyrl": ("Не ради.\n\n----- Оригинална порука -----\nРешено.\n", "Не ради."),
    "original message, tr": ("Yanmıyor.\n\n-----Özgün İleti-----\nÇözüldü.\n", "Yanmıyor."),
    "answers between the lines": (
        "On 3 March 2026 10:12, Office <cases@town.example> wrote:\n> In which street?\n\nIn Ura street.\n\n"
        "> Since when?\n\nSince Monday.\n",
        "In Ura street.\n\nSince Monday.",
    ),
    "answer below": ("> Në cilën rrugë?\n\nNë rrugën e Urës.\n", "Në rrugën e Urës."),
    "repeated twice": (
        "Da.\n\nDana 4.3.2026. u 9:00, Ured je napisao/la:\n> Je li u redu?\n>\n>"
        " Dana 3.3.2026. u 10:12, Dragan je napisao/la:\n>> Ne radi.\n",
        "Da.",
    ),
    "signature": ("Nuk punon.\n-- \nDrita Krasniqi\n044 000 000\n", "Nuk punon."),
    "signature before what is repeated": (
        "Ne radi.\n\n-- \nDragan\n\nOn Tue, Mar 3, 2026 at 10:12 AM Office <a@town.example> wrote:\n> Done.\n",
        "Ne radi.",
    ),
    "device, en": ("Still dark.\n\nSent from my iPhone\n", "Still dark."),
    "device, sq": ("Ende errësirë.\n\nDërguar nga iPhone im\n", "Ende errësirë."),
    "device, sr-Latn": ("Mrak je.\n\nPoslato sa mog iPhone-a\n", "Mrak je."),
    "device, sr-Cyrl": ("Мрак је.\n\nПослато са мог iPhone-а\n", "Мрак је."),
    "device, tr": ("Karanlık.\n\niPhone'umdan gönderildi\n", "Karanlık."),
    "device and repeated": (
        "Po.\n\nDërguar nga iPhone im\n\n> Më 3 mar 2026, në 10:12, Zyra <cases@town.example> shkroi:\n> \n>"
        " A punon?\n",
        "Po.",
    ),
    # What only looks so stays.
    "a sentence with wrote, sq": (
        "Më 3 mars zyra juaj më shkroi:\n\nKeni të drejtë.\n\nPor askush nuk erdhi.\n",
        "Më 3 mars zyra juaj më shkroi:\n\nKeni të drejtë.\n\nPor askush nuk erdhi.",
    ),
    "a sentence with wrote, sr": (
        "Ваш службеник ми је написао:\nДођите сутра.\n",
        "Ваш службеник ми је написао:\nДођите сутра.",
    ),
    "from and to in a text": (
        "Rruga është e prishur.\nNga: ura\nDeri: shkolla\n",
        "Rruga është e prishur.\nNga: ura\nDeri: shkolla",
    ),
    "a letter with its subject, sr": (
        "Za: Opština\nOd: Petar Petrović\nDatum: 3.3.2026.\nPredmet: Zahtev\n\nMolim da popravite svetlo.\n",
        "Za: Opština\nOd: Petar Petrović\nDatum: 3.3.2026.\nPredmet: Zahtev\n\nMolim da popravite svetlo.",
    ),
    "a letter with its subject, sq": (
        "Për: Komunën\nNga: Drita Krasniqi\nLënda: Kërkesë\n\nJu lutem rregulloni dritën.\n",
        "Për: Komunën\nNga: Drita Krasniqi\nLënda: Kërkesë\n\nJu lutem rregulloni dritën.",
    ),
    "two dashes between parts of a letter": (
        "Pika e parë.\n--\n" + "Pika e dytë.\n" * 13,
        "Pika e parë.\n--\n" + "\n".join(["Pika e dytë."] * 13),
    ),
    "a list with dashes": (
        "Mungojnë:\n- drita\n- uji\n--- asgjë tjetër\n",
        "Mungojnë:\n- drita\n- uji\n--- asgjë tjetër",
    ),
    "sent from somewhere": (
        "Sent from the school, the letter was lost.\nPlease help.",
        "Sent from the school, the letter was lost.\nPlease help.",
    ),
}  # fmt: skip
"""Name → text of a mail, what is new in it."""

HTML_REPLIES: Final = {
    "gmail": (
        '<div dir="ltr">Drita <b>nuk</b> punon.<br></div><br><div class="gmail_quote">'
        '<div dir="ltr" class="gmail_attr">'
        "Më mar, 3 mar 2026 në 10:12 Zyra &lt;<a href='mailto:cases@town.example'>cases@town.example</a>"
        "&gt; shkroi:<br>"
        '</div><blockquote class="gmail_quote" style="margin:0"><p>U zgjidh.</p></blockquote></div>',
        "Drita nuk punon.",
    ),
    "outlook": (
        '<html><head><style>p {color: red}</style></head><body><p class="MsoNormal">Не ради.</p>'
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Von:</b> Amt</div><div>Решено.</div>'
        '</body></html>',
        "Не ради.",
    ),
    "outlook on a desk, sq": (
        "<p class=MsoNormal>Nuk punon.<o:p></o:p></p><div style='border-top:solid'><p><b>Nga:</b>&nbsp;Zyra"
        "<br><b>Dërguar:</b> e martë, 3 mars 2026 10:12<br><b>Për:</b> Drita<br><b>Tema:</b> Drita</p></div>"
        "<p>U zgjidh.</p>",
        "Nuk punon.",
    ),
    "outlook in the middle of tables": (
        "<table><tr><td><p>Nuk punon.</p><div id='x_divRplyFwdMsg'>?</div></td></tr></table><p>U zgjidh.</p>",
        "Nuk punon.",
    ),
    "apple": (
        "<body>Lamba yanmıyor.<div><br><blockquote type='cite'><div>"
        "3 Mar 2026 10:12 tarihinde Ofis &lt;a@town.example&gt; şunu "
        "yazdı:</div><br><div>Çözüldü.</div></blockquote></div></body>",
        "Lamba yanmıyor.",
    ),
    "between the lines": (
        "<blockquote>In which street?</blockquote><p>In Ura street.</p><blockquote>Since when?</blockquote>"
        "<p>Since Monday.</p>",
        "In Ura street.\n\nSince Monday.",
    ),
    "signature": (
        '<div>Ne radi.</div><div class="gmail_signature">Dragan<br>044 000 000</div>',
        "Ne radi.",
    ),
    "list, hidden and scripts": (
        "<p>Mungojnë:</p><ul><li>drita</li><li>uji</li></ul><div style='display: none'>secret</div><script>"
        "alert(1)</script>",
        "Mungojnë:\n\n- drita\n\n- uji",
    ),
    "broken": ("<div><p>Nuk <b>punon.<td></div></i>&nbsp;&lt;3", "Nuk punon.\n\n <3"),
}  # fmt: skip


def mail(text: str = "Nuk punon.", *, html: str | None = None, **headers: str) -> EmailMessage:
    """A mail from a made-up resident to a case. Underscores in names of headers are hyphens."""
    message = EmailMessage()
    values = {
        "from": "Drita Krasniqi <drita@example.org>", "to": "cases+k7f2@town.example", "subject": "Re: Drita",
        "message-id": "<1@example.org>", **headers,
    }  # fmt: skip
    for name, value in values.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message
