"""What is done with files: verbs that write, one transaction each."""
