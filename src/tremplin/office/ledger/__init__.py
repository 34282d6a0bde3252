"""The days of people: files as they came, and the rows of work in three layers (declared, paid, planned)."""
