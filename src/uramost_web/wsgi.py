"""What a web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from uramost_web.accounts.middleware import letters_in_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uramost_web.settings")
application = letters_in_utf8(get_wsgi_application())

# What was loaded stays for good, so that the collector need not walk through it again and again: with Python's own
# settings that is a sixth of the time of a page. What a page leaves behind in circles is collected a little later.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
