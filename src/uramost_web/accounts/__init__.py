"""Users, login and the audit log."""
