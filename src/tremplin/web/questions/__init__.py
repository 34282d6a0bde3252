"""The questions of the public site: one at a time, then one sentence with its reasons. The address holds the state."""
