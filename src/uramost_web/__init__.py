"""The site: Django. An app imports only those below it."""
