"""What an agency does: verbs that write, one transaction each."""
