"""The papers of a file: which can be made now, what each lacks, and making one."""
