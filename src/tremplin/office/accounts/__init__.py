"""Who logs in: agents of offices."""
