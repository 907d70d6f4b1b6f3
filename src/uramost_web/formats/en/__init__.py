"""English, as European administrations write it."""
