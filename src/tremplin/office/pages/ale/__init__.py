"""The pages of an agency."""
