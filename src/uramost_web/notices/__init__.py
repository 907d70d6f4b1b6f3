"""Publishing in every language owed."""
