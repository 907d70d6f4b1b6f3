"""What does a mail say that somebody sent to a case?

`message` takes it apart, `charsets` and `markup` make text of it, `quoting` tells what is new in it from what is
repeated, `automatic` recognises what no person wrote.
"""

from uramost.mail_reading.automatic import AUTOMATIC, LOOP_HEADER, Automatic
from uramost.mail_reading.message import FAULTS, Attachment, Mail, read
from uramost.mail_reading.quoting import Parts, split

__all__ = ["AUTOMATIC", "FAULTS", "LOOP_HEADER", "Attachment", "Automatic", "Mail", "Parts", "read", "split"]
