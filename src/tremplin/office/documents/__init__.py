"""Papers made: numbered, hashed, never edited, in the person's language."""
