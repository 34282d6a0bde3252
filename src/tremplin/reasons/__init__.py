"""What is told of an answer when it is read: how sure it is, what is missing, why, and what would change it."""
