"""What is read of files: for many at once, in few questions to the database."""
