"""The file of a person under article 60."""
