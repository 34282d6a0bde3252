"""What is read of an agency."""
