"""What is done with files and rows: verbs that write, one transaction each."""
