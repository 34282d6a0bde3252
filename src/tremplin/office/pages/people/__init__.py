"""Files in a list, people, who read what of them, and their rights."""
