"""Papers made, papers to make, the inspection pack."""
