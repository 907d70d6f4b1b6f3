"""Hearings, forums, sessions, trainings and fairs: announced, come to, interpreted, written down and followed up."""
