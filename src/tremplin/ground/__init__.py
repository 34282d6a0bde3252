"""What everything stands on: files read exactly, sentences in four languages, the tree of errors. It knows no law."""
